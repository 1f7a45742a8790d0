//! A dialog that makes a record: its main fields, and what is wrong beside each.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::reference_input::ReferenceInput;
use super::shown_value::Showing;
use super::tag_names::records_named;
use super::typed_value::{input_kind, value_of};
use crate::commands::Refusal;
use crate::commands::create_record::CreateRecord;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::refusals::{Names, invalid};
use crate::i18n::sentences::new_one;
use crate::model::field::{FieldNumber, FieldType, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::fields::{FieldShape, Fields};
use crate::queries::shown::Named;
use crate::ui::{Button, ButtonKind, ButtonRole, Dialog, Entry, FieldInput, FirstFocus, Loading, Requirement};

/// What stands in a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// What was typed, by field.
    pub entries: BTreeMap<FieldNumber, Entry>,
    /// The records that are referred to, by field.
    pub records: BTreeMap<FieldNumber, Named>,
}

/// A form for a new record of a kind. It keeps what was typed until the record is made.
#[component]
pub fn RecordForm(
    /// What is made.
    kind: Kind,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The fields that are asked for, in order, before those of the user's own; others are filled in later.
    fields: &'static [FieldNumber],
    /// What stands in the fields at first.
    #[prop(into, optional)]
    preset: Signal<Draft>,
    /// Values that are not asked for.
    #[prop(into, optional)]
    given: Signal<Vec<(FieldNumber, Value)>>,
    /// Called with the record that was made.
    #[prop(into, optional)]
    on_made: Option<Callback<(Id,)>>,
) -> impl IntoView {
    let desk = Desk::here();
    let draft = RwSignal::new(Draft::default());
    let errors = RwSignal::new(Errors::new());
    let busy = RwSignal::new(false);
    let form_id = StoredValue::new(format!("form-{}", desk.client.new_id()));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if is_open && was_open != Some(true) {
            draft.set(preset.get_untracked());
            errors.set(Errors::new());
        }
        is_open
    });
    let asked = desk.client.ask(move || Fields { kind });
    let shapes = Memo::new(move |_| {
        let all = asked.with(|asked| asked.here().map(|shape| shape.fields.clone()))?;
        let shape = |number: &FieldNumber| all.iter().find(|it| it.number == *number).cloned();
        let own = all.iter().filter(|it| it.own).cloned();
        Some(fields.iter().filter_map(shape).chain(own).collect::<Vec<_>>())
    });
    let refuse = move |why: &Refusal| {
        if let Refusal::Invalid(wrong) = why {
            let (language, currency) = (desk.language.get_untracked(), untrack(|| desk.currency()));
            let names = Names { currency: &currency, custom_field: &|kind, field| desk.own_label(kind, field) };
            let is_asked = |field| shapes.with_untracked(|all| all.iter().flatten().any(|it| it.number == field));
            let (here, elsewhere): (Vec<_>, Vec<_>) = wrong.iter().partition(|it| is_asked(it.field));
            errors.set(here.into_iter().map(|it| (it.field, invalid(language, it, &names))).collect());
            if !elsewhere.is_empty() {
                desk.refuse(&Refusal::Invalid(elsewhere.into_iter().cloned().collect()));
            }
        } else {
            desk.refuse(why);
        }
    };
    let save = move || {
        let (showing, draft) = untrack(|| (desk.showing(), draft.get()));
        let shapes = shapes.get_untracked().unwrap_or_default();
        let (mut values, mut named) = (given.get_untracked(), Vec::new());
        if let Err(wrong) = read_draft(&showing, kind, &shapes, &draft, &mut values, &mut named) {
            errors.set(wrong);
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let outcome = make(desk, kind, values, named).await;
            busy.set(false);
            match outcome {
                Ok(done) => {
                    open.set(false);
                    desk.note_done(done_to_one(desk.language.get_untracked(), Deed::Created, kind), &done);
                    if let (Some(on_made), Some((_, id))) = (on_made, done.made.first()) {
                        on_made.run((*id,));
                    }
                }
                Err(why) => refuse(&why),
            }
        });
    };
    let inputs = move || match shapes.get() {
        None => view! { <Loading label=desk.words(Phrase::Loading) /> }.into_any(),
        Some(shapes) => {
            let input = |(at, shape): (usize, FieldShape)| {
                let first = if at == 0 { FirstFocus::Takes } else { FirstFocus::Waits };
                view! { <FormField kind shape draft errors first /> }
            };
            shapes.into_iter().enumerate().map(input).collect_view().into_any()
        }
    };
    view! {
        <Dialog
            open=open
            title=desk.sentence(move |language| new_one(language, kind))
            close_label=desk.words(Phrase::Close)
            on_close=move || open.set(false)
        >
            <form
                class="record-form"
                id=form_id.get_value()
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    if !busy.get_untracked() {
                        save();
                    }
                }
            >
                <div class="fields">{inputs}</div>
                <div class="buttons">
                    <Button on_press=move || open.set(false)>{desk.words(Phrase::Cancel)}</Button>
                    <Button kind=ButtonKind::Main role=ButtonRole::Submit busy=busy>
                        {desk.words(Phrase::Save)}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}

/// What is wrong, by field.
pub type Errors = BTreeMap<FieldNumber, String>;

/// Adds what a draft says of those fields to the `values`; what it names and may have to be made first, to the `named`.
///
/// # Errors
/// What is wrong with what was typed.
pub fn read_draft(
    showing: &Showing,
    kind: Kind,
    shapes: &[FieldShape],
    draft: &Draft,
    values: &mut Vec<(FieldNumber, Value)>,
    named: &mut Vec<(FieldNumber, Kind, Vec<String>)>,
) -> Result<(), Errors> {
    let mut wrong = Errors::new();
    for shape in shapes {
        match (shape.field_type, draft.entries.get(&shape.number)) {
            (FieldType::Reference(_), _) => {
                values.extend(draft.records.get(&shape.number).map(|it| (shape.number, Value::Reference(it.id))));
            }
            (FieldType::References(to), Some(entry)) => named.push((shape.number, to, entry.tags().to_vec())),
            (_, Some(entry)) => match value_of(showing, kind, shape, entry) {
                Ok(value) => values.push((shape.number, value)),
                Err(sentence) => drop(wrong.insert(shape.number, sentence)),
            },
            (_, None) => {}
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

async fn make(
    desk: Desk,
    kind: Kind,
    mut values: Vec<(FieldNumber, Value)>,
    named: Vec<(FieldNumber, Kind, Vec<String>)>,
) -> Result<crate::commands::Done, Refusal> {
    for (field, to, names) in named {
        values.push((field, records_named(desk, to, names).await?));
    }
    desk.client.tell(CreateRecord { kind, values }).await
}

/// One field of a form, with what is wrong beside it.
#[component]
pub fn FormField(
    /// Of which kind.
    kind: Kind,
    /// Which field.
    shape: FieldShape,
    /// What stands in the form.
    draft: RwSignal<Draft>,
    /// What is wrong.
    errors: RwSignal<Errors>,
    /// Whether it takes the focus.
    #[prop(optional)]
    first: FirstFocus,
) -> impl IntoView {
    let desk = Desk::here();
    let number = shape.number;
    let showing = untrack(|| desk.showing());
    let label = showing.label(kind, &shape);
    let error = Signal::derive(move || errors.with(|errors| errors.get(&number).cloned()));
    let mend = move || errors.update(|errors| drop(errors.remove(&number)));
    if let FieldType::Reference(to) = shape.field_type {
        let chosen = Signal::derive(move || draft.with(|draft| draft.records.get(&number).cloned()));
        let choose = move |named: Option<Named>| {
            mend();
            draft.update(|draft| match named {
                Some(named) => drop(draft.records.insert(number, named)),
                None => drop(draft.records.remove(&number)),
            });
        };
        return view! { <ReferenceInput label kind=to chosen on_choose=choose error /> }.into_any();
    }
    let Some(input) = input_kind(&showing, kind, &shape, Vec::new()) else { return ().into_any() };
    let is_set = matches!(shape.field_type, FieldType::Choices | FieldType::References(_));
    let value = Signal::derive(move || {
        let nothing = || if is_set { Entry::Tags(Vec::new()) } else { Entry::Text(String::new()) };
        draft.with(|draft| draft.entries.get(&number).cloned()).unwrap_or_else(nothing)
    });
    let requirement = if shape.required { Requirement::Required } else { Requirement::Optional };
    view! {
        <FieldInput
            label
            kind=input
            value
            on_input=move |entry: Entry| {
                mend();
                draft.update(|draft| drop(draft.entries.insert(number, entry)));
            }
            hint=Signal::derive(move || desk.own_help(kind, number))
            error
            requirement
            first_focus=first
        />
    }
    .into_any()
}
