//! What there is to do: overdue, today, this week and later, ticked off by one key.

#![expect(unreachable_pub, reason = "the component macro writes a `pub` builder for each private component")]

mod quick_add;
mod task_row;

use leptos::prelude::*;

use super::desk::Desk;
use super::failed::Failed;
use super::record_dialog::RecordDialog;
use super::record_facts::FactGroup;
use crate::client::Asked;
use crate::i18n::format;
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::{n_snoozed, of_so_many};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::task::TaskField as Field;
use crate::queries::task_list::{TaskGroup, TaskGroups, TaskList};
use crate::ui::{EmptyState, IconName, Loading, PageHeader, keyed};
use quick_add::QuickAdd;
use task_row::TaskRow;

/// The tasks by when they are due, with a line that adds one.
#[component]
pub fn TasksPage() -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(|| TaskList {});
    let groups = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let failed = Memo::new(move |_| asked.with(Asked::failed));
    let hands = Hands { edited: RwSignal::new(None), focused: RwSignal::new(None) };
    // An address with a task in it (`#/tasks/…`) opens that one.
    Effect::new(move |_| hands.edited.set(desk.route.with(|route| route.record)));
    let today = desk.sentence(move |language| format::date_long(language, desk.today.get()));
    let nothing_open = Memo::new(move |_| {
        groups
            .with(|groups| groups.as_ref().is_some_and(|groups| GROUPS.iter().take(5).all(|it| (it.of)(groups).n == 0)))
    });
    let snoozed = Memo::new(move |_| groups.with(|it| it.as_ref().map_or(0, |it| it.n_snoozed)));
    let lists = move || GROUPS.iter().map(|group| view! { <Group group groups hands /> }).collect_view();
    view! {
        <div class="tasks">
            <PageHeader title=desk.words(Phrase::Today) tags=move || view! { <span class="day">{today}</span> } />
            <QuickAdd />
            <Show
                when=move || failed.with(Option::is_none)
                fallback=move || view! { <Failed why=failed /> }
            >
                <Show
                    when=move || groups.with(Option::is_some)
                    fallback=move || view! { <Loading label=desk.words(Phrase::Loading) /> }
                >
                    <Show when=move || nothing_open.get()>
                        <EmptyState icon=IconName::CheckCircle sentence=desk.words(Phrase::TasksEmptyText) />
                    </Show>
                    {lists}
                    <Show when=move || snoozed.get() != 0>
                        <p class="snoozed">
                            {desk.sentence(move |language| n_snoozed(language, snoozed.get() as u64))}
                        </p>
                    </Show>
                </Show>
            </Show>
            <RecordDialog kind=Kind::Task groups=FACTS opened=hands.edited />
        </div>
    }
    .into_any()
}

/// What the rows have in hand together.
#[derive(Clone, Copy)]
struct Hands {
    /// The task that is being edited.
    edited: RwSignal<Option<Id>>,
    /// The task whose row takes the focus once it is drawn again.
    focused: RwSignal<Option<Id>>,
}

/// A group of the page.
struct GroupSpec {
    name: Phrase,
    class: &'static str,
    of: fn(&TaskGroups) -> &TaskGroup,
}

const GROUPS: [GroupSpec; 6] = [
    GroupSpec { name: Phrase::TasksOverdue, class: "overdue", of: |groups| &groups.overdue },
    GroupSpec { name: Phrase::TasksToday, class: "today", of: |groups| &groups.today },
    GroupSpec { name: Phrase::TasksWeek, class: "week", of: |groups| &groups.this_week },
    GroupSpec { name: Phrase::TasksLater, class: "later", of: |groups| &groups.later },
    GroupSpec { name: Phrase::TasksNoDate, class: "undated", of: |groups| &groups.undated },
    GroupSpec { name: Phrase::TasksDone, class: "done", of: |groups| &groups.done_lately },
];

#[component]
fn Group(group: &'static GroupSpec, groups: Memo<Option<TaskGroups>>, hands: Hands) -> impl IntoView {
    let desk = Desk::here();
    let of = group.of;
    let tasks = Memo::new(move |_| groups.with(|it| it.as_ref().map_or_else(Vec::new, |it| of(it).tasks.clone())));
    let n = Memo::new(move |_| groups.with(|it| it.as_ref().map_or(0, |it| of(it).n)));
    let cut = move || {
        let (shown, n) = (tasks.with(Vec::len), n.get());
        (shown < n).then(|| of_so_many(desk.language.get(), shown as u64, n as u64))
    };
    view! {
        <Show when=move || n.get() != 0>
            <section class=format!("task-group {}", group.class)>
                <h2>
                    {desk.words(group.name)} " "
                    <span class="count">{move || format::count(desk.language.get(), n.get() as u64)}</span>
                </h2>
                <ul>
                    {keyed(
                        move || tasks.get(),
                        |task| format!("{task:?}"),
                        move |task| view! { <TaskRow task hands /> }.into_any(),
                    )}
                </ul>
                {move || cut().map(|words| view! { <p class="cut">{words}</p> })}
            </section>
        </Show>
    }
}

const FACTS: &[FactGroup] = &[FactGroup {
    name: Phrase::Facts,
    fields: &[
        Field::Title.number(),
        Field::Due.number(),
        Field::Customer.number(),
        Field::Type.number(),
        Field::Priority.number(),
        Field::Recurrence.number(),
        Field::Notes.number(),
    ],
}];
