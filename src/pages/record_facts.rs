//! What the fields of a record hold, in groups, each edited where it stands.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::reference_input::ReferenceInput;
use super::tag_names::records_named;
use super::typed_value::{entry_of, input_kind, value_of};
use crate::commands::Refusal;
use crate::commands::edit_records::EditRecords;
use crate::i18n::Language;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::model::field::{FieldNumber, FieldType, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::choose::Choose;
use crate::queries::fields::{FieldShape, Fields};
use crate::queries::record_detail::RecordSheet;
use crate::queries::shown::{ListCell, Named};
use crate::ui::{Entry, InlineEdit, keyed};

/// Fields that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactGroup {
    /// What they have in common.
    pub name: Phrase,
    /// The fields, in order.
    pub fields: &'static [FieldNumber],
}

/// Which of the fields that stand in no group are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rest {
    /// All.
    #[default]
    All,
    /// Those that the user made.
    Own,
}

/// The facts of a record by groups: fields that hold something stand open, empty ones are folded away. Fields in no
/// group, the user's own among them, come last.
#[component]
pub fn RecordFacts(
    /// Of which kind.
    kind: Kind,
    /// Which record.
    id: Id,
    /// What is known of it.
    sheet: Memo<Option<RecordSheet>>,
    /// The groups, in order.
    groups: &'static [FactGroup],
    /// Which of the others are shown.
    #[prop(optional)]
    rest: Rest,
) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(move || Fields { kind });
    let shapes = Memo::new(move |_| asked.with(|it| it.here().map_or_else(Vec::new, |it| it.fields.clone())));
    let visible = Memo::new(move |_| {
        sheet.with(|sheet| {
            let fields = sheet.as_ref().map_or(&[][..], |sheet| &sheet.fields);
            fields.iter().map(|(number, _)| *number).collect::<Vec<_>>()
        })
    });
    let grouped: Vec<FieldNumber> = groups.iter().flat_map(|group| group.fields).copied().collect();
    let members = move |name: Phrase| {
        let visible = visible.get();
        shapes.with(|shapes| {
            let shown =
                |number: &FieldNumber| shapes.iter().find(|it| it.number == *number && visible.contains(number));
            if let Some(group) = groups.iter().find(|group| group.name == name) {
                group.fields.iter().filter_map(shown).cloned().collect::<Vec<_>>()
            } else {
                let others = shapes.iter().filter(|it| !grouped.contains(&it.number) && visible.contains(&it.number));
                others.filter(|it| it.own || rest == Rest::All && !it.automatic).cloned().collect()
            }
        })
    };
    let members = StoredValue::new(members);
    let names = groups.iter().map(|group| group.name).chain([Phrase::OtherData]);
    let group = move |name: Phrase| {
        let all = Memo::new(move |_| members.with_value(|members| members(name)));
        view! { <FactGroupView kind id sheet name all /> }
    };
    view! { <div class="record-facts">{names.map(group).collect_view()}</div> }
}

#[component]
fn FactGroupView(
    kind: Kind,
    id: Id,
    sheet: Memo<Option<RecordSheet>>,
    name: Phrase,
    all: Memo<Vec<FieldShape>>,
) -> impl IntoView {
    let desk = Desk::here();
    // Which fields are folded away is settled when the group appears: a field that is emptied stays where it is.
    let open_fields = RwSignal::new(Vec::<FieldNumber>::new());
    Effect::new(move |_| {
        let filled: Vec<FieldNumber> = sheet.with(|sheet| {
            let fields = sheet.as_ref().map_or(&[][..], |sheet| &sheet.fields);
            fields.iter().filter(|(_, cell)| *cell != ListCell::Empty).map(|(number, _)| *number).collect()
        });
        open_fields.update(|open| open.extend(filled.into_iter().filter(|it| !open.contains(it)).collect::<Vec<_>>()));
    });
    let shown = move |wanted: bool| {
        let language = desk.language.get();
        let open = open_fields.get();
        let shapes = all.get().into_iter().filter(|shape| open.contains(&shape.number) == wanted);
        shapes.map(|shape| (shape, language)).collect::<Vec<_>>()
    };
    let n_folded = Memo::new(move |_| shown(false).len());
    let is_there = Memo::new(move |_| all.with(|all| !all.is_empty()));
    let key = |(shape, language): &(FieldShape, Language)| format!("{:?}", (shape.number, language));
    let fact = move |(shape, _)| view! { <Fact kind id shape sheet /> }.into_any();
    view! {
        <Show when=move || is_there.get()>
            <section>
                <h3>{desk.words(name)}</h3>
                {keyed(move || shown(true), key, fact)}
                <Show when=move || n_folded.get() != 0>
                    <details>
                        <summary>{desk.words(Phrase::MoreFields)} " (" {n_folded} ")"</summary>
                        {keyed(move || shown(false), key, fact)}
                    </details>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Fact(kind: Kind, id: Id, shape: FieldShape, sheet: Memo<Option<RecordSheet>>) -> impl IntoView {
    let desk = Desk::here();
    let number = shape.number;
    let error = RwSignal::new(None::<String>);
    let cell = Memo::new(move |_| {
        sheet.with(|sheet| {
            let fields = sheet.as_ref().map_or(&[][..], |sheet| &sheet.fields);
            fields.iter().find(|(it, _)| *it == number).map_or(ListCell::Empty, |(_, cell)| cell.clone())
        })
    });
    let label = untrack(|| desk.showing()).label(kind, &shape);
    let write = move |value: Value| {
        let command = EditRecords { kind, ids: vec![id], values: vec![(number, value)] };
        desk.client.tell_then(command, move |outcome| match outcome {
            Ok(done) => desk.note_done(done_to_one(desk.language.get_untracked(), Deed::Updated, kind), &done),
            Err(why) => refuse(desk, &why, error),
        });
    };
    if let FieldType::Reference(to) = shape.field_type {
        let chosen = Signal::derive(move || match cell.get() {
            ListCell::Record { id, name } => Some(Named { id, name }),
            ListCell::Empty | ListCell::Text(_) | ListCell::Number(_) | ListCell::Records(_) => None,
        });
        let choose = move |named: Option<Named>| write(named.map_or(Value::Empty, |it| Value::Reference(it.id)));
        return view! { <ReferenceInput label kind=to chosen on_choose=choose error /> }.into_any();
    }
    let target = if let FieldType::References(to) = shape.field_type { Some(to) } else { None };
    let stored = StoredValue::new(shape);
    let shown = Signal::derive(move || {
        let showing = desk.showing();
        stored.with_value(|shape| cell.with(|cell| showing.shape(kind, shape, cell)))
    });
    let entry = Signal::derive(move || {
        let showing = desk.showing();
        stored.with_value(|shape| cell.with(|cell| entry_of(&showing, kind, shape, cell)))
    });
    let save = move |typed: Entry| {
        error.set(None);
        let showing = untrack(|| desk.showing());
        if let Some(to) = target {
            let names = typed.tags().to_vec();
            spawn_local(async move {
                match records_named(desk, to, names).await {
                    Ok(value) => write(value),
                    Err(why) => refuse(desk, &why, error),
                }
            });
            return;
        }
        match stored.with_value(|shape| value_of(&showing, kind, shape, &typed)) {
            Ok(value) => write(value),
            Err(sentence) => error.set(Some(sentence)),
        }
    };
    let suggestions = RwSignal::new(Vec::new());
    if let Some(kind) = target {
        spawn_local(async move {
            let known = desk.client.ask_once(Choose { kind, text: String::new(), limit: MOST_SUGGESTIONS }).await;
            suggestions.try_set(known.unwrap_or_default().into_iter().map(|it| it.name).collect());
        });
    }
    let control = move || {
        let suggestions = suggestions.get();
        let showing = untrack(|| desk.showing());
        let input = stored.with_value(|shape| input_kind(&showing, kind, shape, suggestions));
        match input {
            Some(input) => view! {
                <InlineEdit
                    label=label.clone()
                    shown
                    empty_label=desk.words(Phrase::Add)
                    entry
                    kind=input
                    hint=Signal::derive(move || desk.own_help(kind, number))
                    error
                    on_save=save
                />
            }
            .into_any(),
            None => view! {
                <div class="inline-edit">
                    <span class="name">{label.clone()}</span>
                    <span class="text">{shown}</span>
                </div>
            }
            .into_any(),
        }
    };
    control.into_any()
}

/// Words that are offered while tags are typed.
const MOST_SUGGESTIONS: usize = 200;

/// Says why beside the field, which opens again with what was typed; in a toast where the field is gone by then.
fn refuse(desk: Desk, why: &Refusal, error: RwSignal<Option<String>>) {
    if error.try_set(Some(desk.refusal_sentences(why).join(" "))).is_some() {
        desk.refuse(why);
    }
}
