//! One line that adds a task: what, by when, for whom.

use leptos::prelude::*;

use crate::commands::create_record::CreateRecord;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::model::date::Date;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::task::TaskField as Field;
use crate::pages::desk::Desk;
use crate::pages::record_form::{Draft, RecordForm};
use crate::pages::reference_input::ReferenceInput;
use crate::pages::typed_value::iso_day;
use crate::queries::shown::Named;
use crate::ui::{Button, ButtonRole, Entry, FieldInput, IconName, InputKind, TextKind, is_edit_while};

/// A line of three fields; Enter in any of them adds the task and leaves the line ready for the next.
#[component]
pub(super) fn QuickAdd() -> impl IntoView {
    let desk = Desk::here();
    let title = RwSignal::new(Entry::Text(String::new()));
    is_edit_while(Signal::derive(move || title.with(|title| !title.text().trim().is_empty())));
    let due = RwSignal::new(Entry::Text(iso_day(desk.today.get_untracked())));
    // After midnight the line still offers today, unless another day was chosen.
    Effect::new(move |before: Option<String>| {
        let today = iso_day(desk.today.get());
        if before.is_some_and(|before| due.with_untracked(|due| due.text() == before)) {
            due.set(Entry::Text(today.clone()));
        }
        today
    });
    let customer = RwSignal::new(None::<Named>);
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let clear = move || {
        title.set(Entry::Text(String::new()));
        customer.set(None);
    };
    let add = move || {
        if desk.asks_for_more(Kind::Task) {
            // Three fields are not enough: the whole form asks for the others.
            asking.set(true);
            return;
        }
        let day = Date::parse_iso(due.get_untracked().text()).map(|day| Value::Number(i64::from(day.days())));
        let values = vec![
            (Field::Title.number(), Value::from_text(title.get_untracked().text().trim())),
            (Field::Due.number(), day.unwrap_or_default()),
            (Field::Customer.number(), customer.get_untracked().map_or(Value::Empty, |it| Value::Reference(it.id))),
        ];
        busy.set(true);
        desk.client.tell_then(CreateRecord { kind: Kind::Task, values }, move |outcome| {
            busy.set(false);
            match outcome {
                Ok(done) => {
                    clear();
                    desk.note_done(done_to_one(desk.language.get_untracked(), Deed::Created, Kind::Task), &done);
                }
                Err(why) => error.set(Some(desk.refusal_sentences(&why).join(" "))),
            }
        });
    };
    let preset = Signal::derive(move || {
        let mut preset = Draft::default();
        preset.entries.insert(Field::Title.number(), title.get());
        preset.entries.insert(Field::Due.number(), due.get());
        preset.records.extend(customer.get().map(|named| (Field::Customer.number(), named)));
        preset
    });
    let choose = move |chosen: Option<Named>| customer.set(chosen);
    view! {
        <form
            class="quick-add"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                if !busy.get_untracked() {
                    add();
                }
            }
        >
            <FieldInput
                label=desk.words(Phrase::TaskPlaceholder)
                kind=InputKind::Text(TextKind::Plain)
                value=title
                on_input=move |entry: Entry| {
                    error.set(None);
                    title.set(entry);
                }
                error
            />
            <FieldInput
                label=desk.words(Phrase::ByWhen)
                kind=InputKind::Date
                value=due
                on_input=move |entry: Entry| due.set(entry)
            />
            <ReferenceInput
                label=desk.words(Phrase::ForWhom)
                kind=Kind::Customer
                chosen=customer
                on_choose=choose
            />
            <Button role=ButtonRole::Submit icon=IconName::Plus busy=busy>
                {desk.words(Phrase::Add)}
            </Button>
        </form>
        <RecordForm kind=Kind::Task open=asking fields=ASKED preset on_made=move |_: Id| clear() />
    }
}

const ASKED: &[FieldNumber] = &[Field::Title.number(), Field::Due.number(), Field::Customer.number()];
