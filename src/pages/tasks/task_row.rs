//! One task: its tick, its words and what can be done with it by key or menu.

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::Hands;
use crate::commands::bin_records::BinRecords;
use crate::commands::complete_task::CompleteTask;
use crate::commands::edit_records::EditRecords;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::{mark_done_named, task_done, task_open_again, task_put_off};
use crate::i18n::{Language, choice_label, format};
use crate::model::date::Date;
use crate::model::field::Value;
use crate::model::kind::Kind;
use crate::model::task::TaskField as Field;
use crate::pages::desk::Desk;
use crate::pages::record_link::RecordLink;
use crate::queries::task_list::TaskItem;
use crate::ui::{IconName, Menu, MenuEffect, MenuItem, Tag, Tone};

/// A task in its group. On its tick: Space ticks it off, `d` and `w` put it off by a day or a week, `e` edits it, Delete
/// puts it into the bin, the arrows go to the next one.
#[component]
pub(super) fn TaskRow(task: TaskItem, hands: Hands) -> impl IntoView {
    let desk = Desk::here();
    let (id, is_done) = (task.id, task.done_at.is_some());
    let tick = NodeRef::<Input>::new();
    if hands.focused.get_untracked() == Some(id) {
        tick.on_load(move |tick| {
            hands.focused.set(None);
            // A focus that fails leaves the person where they are: nothing to do.
            queue_microtask(move || drop(tick.focus()));
        });
    }
    let title = StoredValue::new(task.title.clone());
    let untick = move || {
        // The row may be gone by now.
        if let Some(tick) = tick.try_get_untracked().flatten() {
            tick.set_checked(is_done);
        }
    };
    let set_done = move || {
        step(&tick, Step::Next);
        let title = title.get_value();
        if is_done {
            let values = vec![(Field::DoneAt.number(), Value::Empty)];
            let again = EditRecords { kind: Kind::Task, ids: vec![id], values };
            desk.tell_else(again, move |language| task_open_again(language, &title), untick);
        } else {
            desk.tell_else(CompleteTask { task: id }, move |language| task_done(language, &title), untick);
        }
    };
    let due = task.due;
    let put_off = move |days: i32| {
        let today = desk.today.get_untracked();
        let from = due.and_then(|due| Date::from_days(i32::try_from(due).ok()?).ok()).filter(|due| *due > today);
        let Ok(day) = from.unwrap_or(today).add_days(days) else { return };
        hands.focused.set(Some(id));
        let title = title.get_value();
        let values = vec![(Field::Due.number(), Value::Number(i64::from(day.days())))];
        let edit = EditRecords { kind: Kind::Task, ids: vec![id], values };
        desk.tell(edit, move |language| task_put_off(language, &title, &format::day_near(language, day, today)));
    };
    let delete = move || {
        step(&tick, Step::Next);
        desk.tell(BinRecords { kind: Kind::Task, ids: vec![id] }, |language| {
            done_to_one(language, Deed::Deleted, Kind::Task)
        });
    };
    let edit = move || hands.edited.set(Some(id));
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" | "j" => step(&tick, Step::Next),
            "ArrowUp" | "k" => step(&tick, Step::Previous),
            "x" => set_done(),
            "d" if !is_done => put_off(1),
            "w" if !is_done => put_off(7),
            "e" | "Enter" => edit(),
            "Delete" => delete(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let items = Signal::derive(move || {
        let language = desk.language.get();
        if is_done { items_of_done(language) } else { items_of_open(language) }
    });
    let pick = move |key: String| match key.as_str() {
        "edit" => edit(),
        "day" => put_off(1),
        "week" => put_off(7),
        _ => delete(),
    };
    let day = move || {
        let showing = desk.showing();
        let words = match (task.done_at, task.due, task.minute) {
            (Some(at), _, _) => showing.moment(at),
            (None, Some(due), Some(minute)) => {
                format!("{}, {}", showing.day(due), format::minute_of_day(u32::try_from(minute).unwrap_or(0)))
            }
            (None, Some(due), None) => showing.day(due),
            (None, None, _) => String::new(),
        };
        (!words.is_empty()).then(|| view! { <span class="due">{words}</span> })
    };
    let priority = move || {
        let language = desk.language.get();
        let index = task.priority.filter(|it| *it == HIGH).and_then(|it| usize::try_from(it).ok())?;
        let label = choice_label(language, Kind::Task, Field::Priority.number(), index);
        Some(view! { <Tag tone=Tone::Warn>{label}</Tag> })
    };
    let customer = task.customer.clone();
    view! {
        <li class="task" class:done=is_done>
            <label class="tick">
                <input
                    node_ref=tick
                    type="checkbox"
                    prop:checked=is_done
                    aria-label=desk.sentence(move |language| mark_done_named(language, &title.get_value()))
                    on:change=move |_| set_done()
                    on:keydown=on_key
                />
            </label>
            <button type="button" class="title" on:click=move |_| edit()>
                {task.title}
            </button>
            {priority}
            {customer
                .map(|it| {
                    view! {
                        <span class="customer">
                            <RecordLink kind=Kind::Customer id=it.id name=it.name />
                        </span>
                    }
                })}
            {day}
            <Menu label=desk.words(Phrase::More) items on_pick=pick />
        </li>
    }
}

/// The index of the high priority.
const HIGH: i64 = 2;

/// Where the focus goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Next,
    Previous,
}

/// Moves the focus to the tick of the row after this one, or before it; on the last one it stays on its neighbour.
fn step(tick: &NodeRef<Input>, step: Step) {
    let Some(here) = tick.get_untracked() else { return };
    let Ok(ticks) = document().query_selector_all(".task .tick input") else { return };
    let all: Vec<HtmlElement> = (0..ticks.length()).filter_map(|at| ticks.item(at)?.dyn_into().ok()).collect();
    let Some(at) = all.iter().position(|it| it.is_same_node(Some(&here))) else { return };
    let there = match step {
        Step::Next => all.get(at + 1).or_else(|| all.get(at.checked_sub(1)?)),
        Step::Previous => all.get(at.saturating_sub(1)),
    };
    // A focus that fails leaves the person where they are: nothing to do.
    drop(there.map(HtmlElement::focus));
}

fn items_of_open(language: Language) -> Vec<MenuItem> {
    let put_off = [
        item(language, "day", Phrase::PutOffDay, IconName::CalendarBlank, "D"),
        item(language, "week", Phrase::PutOffWeek, IconName::CalendarBlank, "W"),
    ];
    let mut items = items_of_done(language);
    items.splice(1..1, put_off);
    items
}

fn items_of_done(language: Language) -> Vec<MenuItem> {
    let delete = item(language, "delete", Phrase::Delete, IconName::Trash, Phrase::DeleteKey.text(language));
    vec![
        item(language, "edit", Phrase::Edit, IconName::PencilSimple, "E"),
        MenuItem { effect: MenuEffect::Removes, ..delete },
    ]
}

fn item(language: Language, key: &str, phrase: Phrase, icon: IconName, kbd: &str) -> MenuItem {
    MenuItem {
        key: key.to_owned(),
        label: phrase.text(language).to_owned(),
        icon: Some(icon),
        kbd: Some(kbd.to_owned()),
        effect: MenuEffect::Plain,
    }
}
