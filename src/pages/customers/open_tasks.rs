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
use crate::ui::{Tag, Tone};

/// Tasks with a box to tick; ticked ones go into the timeline.
#[component]
pub(super) fn OpenTasks(
    /// The tasks, by when they are due.
    #[prop(into)]
    tasks: Signal<Vec<TaskItem>>,
) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <ul class="open-tasks">
            <For each=move || tasks.get() key=|task| (task.id, task.due, task.title.clone()) let(TaskItem { id, title, due, .. })>
                <li>
                    <label>
                        <input type="checkbox" on:change=move |_| finish(desk, id) />
                        <span class="word">{title}</span>
                    </label>
                    {due.map(|due| view! { <Due due /> })}
                </li>
            </For>
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
        format!("{done}: {}", Phrase::Done.text(language).to_lowercase())
    });
}
