//! What is still to be done for a customer.

use leptos::prelude::*;

use crate::commands::edit_records::EditRecords;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::overdue_by;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::task::TaskField;
use crate::pages::calendar;
use crate::pages::desk::Desk;
use crate::queries::task_list::TaskItem;
use crate::ui::{Tag, Tone, in_small_letters, keyed};

/// Tasks with a box to tick; ticked ones go into the timeline.
#[component]
pub(super) fn OpenTasks(
    /// The tasks, by when they are due.
    #[prop(into)]
    tasks: Signal<Vec<TaskItem>>,
) -> impl IntoView {
    let desk = Desk::here();
    let task = move |TaskItem { id, title, due, .. }| {
        view! {
            <li>
                <label>
                    <input type="checkbox" on:change=move |_| finish(desk, id) />
                    <span class="word">{title}</span>
                </label>
                {due.map(|due| view! { <Due due /> })}
            </li>
        }
        .into_any()
    };
    view! {
        <ul class="open-tasks">
            {keyed(move || tasks.get(), |task| format!("{:?}", (task.id, task.due, &task.title)), task)}
        </ul>
    }
}

#[component]
fn Due(due: i64) -> impl IntoView {
    let desk = Desk::here();
    let late = Memo::new(move |_| i64::from(desk.today.get().days()) - due);
    let tone = Signal::derive(move || if late.get() > 0 { Tone::Warn } else { Tone::Neutral });
    let words = move || match u64::try_from(late.get()) {
        Ok(late @ 1..) => overdue_by(desk.language.get(), late),
        Ok(0) | Err(_) => desk.showing().day(due),
    };
    view! { <Tag tone=tone>{words}</Tag> }
}

fn finish(desk: Desk, id: Id) {
    let values = vec![(TaskField::DoneAt.number(), Value::Number(calendar::now().millis()))];
    let command = EditRecords { kind: Kind::Task, ids: vec![id], values };
    desk.tell(command, |language| {
        let done = done_to_one(language, Deed::Updated, Kind::Task);
        format!("{done}: {}", in_small_letters(Phrase::Done.text(language)))
    });
}
