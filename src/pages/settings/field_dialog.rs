//! A dialog that makes a field of the user's own.

use leptos::prelude::*;

use crate::commands::add_custom_field::{AddCustomField, InSearch, Need, OwnType};
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::{Plural, capitalised, choice_labels, field_label, kind_name};
use crate::model::custom_field::{CustomFieldField as Field, field_type};
use crate::model::field::FieldType;
use crate::model::kind::Kind;
use crate::pages::desk::Desk;
use crate::pages::own_fields::{KINDS, N_NAMED_KINDS};
use crate::ui::{
    Button, ButtonKind, ButtonRole, ChoiceOption, Dialog, DialogShape, Entry, FieldInput, FirstFocus, InputKind,
    Requirement, TextKind,
};

/// What was written so far: one signal, so that a new dialog begins anew.
#[derive(Clone, Default)]
struct Draft {
    kind: usize,
    name: String,
    field_type: usize,
    choices: String,
    to: usize,
    is_required: bool,
    is_searched: bool,
    help: String,
}

fn kind_at(place: usize) -> Kind {
    KINDS.get(place).copied().unwrap_or(Kind::Customer)
}

fn type_at(place: usize, to: Kind) -> FieldType {
    i64::try_from(place).ok().and_then(|place| field_type(place, Some(to))).unwrap_or(FieldType::Text)
}

impl Draft {
    fn command(&self) -> AddCustomField {
        let field_type =
            OwnType::of(type_at(self.field_type, kind_at(self.to)), self.choices.lines().map(str::to_owned).collect());
        AddCustomField {
            kind: kind_at(self.kind),
            name: self.name.clone(),
            search: if self.is_searched && field_type == OwnType::Text { InSearch::Found } else { InSearch::LeftOut },
            field_type,
            need: if self.is_required { Need::Required } else { Need::Optional },
            help: self.help.clone(),
        }
    }
}

/// Its kind, name, type, and what the type asks for.
#[component]
pub(super) fn FieldDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <Dialog
            open=open
            title=desk.words(Phrase::NewField)
            close_label=desk.words(Phrase::Close)
            shape=DialogShape::Small
            on_close=move || open.set(false)
        >
            {move || open.get().then(|| view! { <FieldForm open /> })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn FieldForm(open: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::here();
    let language = desk.language.get_untracked();
    let draft = RwSignal::new(Draft::default());
    let wrong = RwSignal::new(None::<String>);
    let label = move |field: Field| field_label(language, Kind::CustomField, field.number());
    let number = move |read: fn(&Draft) -> usize| Signal::derive(move || Entry::Text(draft.with(read).to_string()));
    let text =
        move |read: fn(&Draft) -> &String| Signal::derive(move || Entry::Text(draft.with(|it| read(it).clone())));
    let flag = move |read: fn(&Draft) -> bool| Signal::derive(move || Entry::Flag(draft.with(read)));
    let write = move |put: fn(&mut Draft, &Entry)| {
        Callback::new(move |(entry,): (Entry,)| {
            wrong.set(None);
            draft.update(|draft| put(draft, &entry));
        })
    };
    let options = move |labels: Vec<String>| {
        let option = |(at, label): (usize, String)| ChoiceOption { key: at.to_string(), label };
        InputKind::Choice(labels.into_iter().enumerate().map(option).collect())
    };
    let kinds = move |n: usize| {
        options(KINDS.iter().take(n).map(|kind| capitalised(kind_name(language, *kind, Plural::Many))).collect())
    };
    let types = choice_labels(language, Kind::CustomField, Field::Type.number());
    let types = options(types.iter().map(|(_, label)| (*label).to_owned()).collect());
    let place = Memo::new(move |_| draft.with(|it| it.field_type));
    let (choices_label, to_label) = (label(Field::Choices), label(Field::To));
    let more = move || {
        let field_type = type_at(place.get(), Kind::Customer);
        if matches!(field_type, FieldType::Choice | FieldType::Choices) {
            view! {
                <FieldInput
                    label=choices_label
                    kind=InputKind::LongText
                    value=text(|it| &it.choices)
                    on_input=write(|it, entry| entry.text().clone_into(&mut it.choices))
                    hint=desk.words(Phrase::OneALine)
                    requirement=Requirement::Required
                />
            }
            .into_any()
        } else if matches!(field_type, FieldType::Reference(_)) {
            view! {
                <FieldInput
                    label=to_label
                    kind=kinds(N_NAMED_KINDS)
                    value=number(|it| it.to)
                    on_input=write(|it, entry| it.to = entry.text().parse().unwrap_or_default())
                />
            }
            .into_any()
        } else if field_type == FieldType::Text {
            view! {
                <FieldInput
                    label=label(Field::Searchable)
                    kind=InputKind::Flag
                    value=flag(|it| it.is_searched)
                    on_input=write(|it, entry| it.is_searched = entry.flag())
                />
            }
            .into_any()
        } else {
            ().into_any()
        }
    };
    let save = move || {
        let command = draft.with_untracked(Draft::command);
        desk.client.tell_then(command, move |outcome| match outcome {
            Ok(done) => {
                open.try_set(false);
                let text = done_to_one(desk.language.get_untracked(), Deed::Created, Kind::CustomField);
                desk.note_done(text, &done);
            }
            Err(why) => drop(wrong.try_set(Some(desk.refusal_sentences(&why).join(" ")))),
        });
    };
    view! {
        <form
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <FieldInput
                label=label(Field::Name)
                kind=InputKind::Text(TextKind::Plain)
                value=text(|it| &it.name)
                on_input=write(|it, entry| entry.text().clone_into(&mut it.name))
                error=wrong
                requirement=Requirement::Required
                first_focus=FirstFocus::Takes
            />
            <FieldInput
                label=label(Field::On)
                kind=kinds(KINDS.len())
                value=number(|it| it.kind)
                on_input=write(|it, entry| it.kind = entry.text().parse().unwrap_or_default())
            />
            <FieldInput
                label=label(Field::Type)
                kind=types
                value=number(|it| it.field_type)
                on_input=write(|it, entry| it.field_type = entry.text().parse().unwrap_or_default())
            />
            {more}
            <FieldInput
                label=label(Field::Help)
                kind=InputKind::Text(TextKind::Plain)
                value=text(|it| &it.help)
                on_input=write(|it, entry| entry.text().clone_into(&mut it.help))
            />
            <FieldInput
                label=label(Field::Required)
                kind=InputKind::Flag
                value=flag(|it| it.is_required)
                on_input=write(|it, entry| it.is_required = entry.flag())
            />
            <div class="dialog-buttons">
                <Button on_press=move || open.set(false)>{desk.words(Phrase::Cancel)}</Button>
                <Button kind=ButtonKind::Main role=ButtonRole::Submit>
                    {desk.words(Phrase::Save)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
