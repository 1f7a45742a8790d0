//! What is still to be done for a customer.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::commands::complete_task::CompleteTask;
use crate::i18n::sentences::{overdue_by, task_done};
use crate::pages::desk::Desk;
use crate::queries::task_list::TaskItem;
use crate::ui::{Tag, Tone, keyed};

/// Tasks with a box to tick; ticked ones go into the timeline.
#[component]
pub(super) fn OpenTasks(
    /// The tasks, by when they are due.
    #[prop(into)]
    tasks: Signal<Vec<TaskItem>>,
) -> impl IntoView {
    let desk = Desk::here();
    let task = move |TaskItem { id, title, due, .. }| {
        let words = title.clone();
        let finish = move |tick: HtmlInputElement| {
            let title = title.clone();
            let done = move |language| task_done(language, &title);
            desk.tell_else(CompleteTask { task: id }, done, move || tick.set_checked(false));
        };
        view! {
            <li>
                <label>
                    <input type="checkbox" on:change:target=move |event| finish(event.target()) />
                    <span class="word">{words}</span>
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
