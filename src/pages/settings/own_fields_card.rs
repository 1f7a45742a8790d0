//! The fields that the user made, by kind: each opens where it stands, to be renamed, changed or taken away.

use leptos::prelude::*;

use super::field_dialog::FieldDialog;
use crate::commands::bin_records::BinRecords;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::{Plural, capitalised, choice_label, kind_name};
use crate::model::custom_field::{CustomFieldField as Field, choice_of};
use crate::model::field::FieldType;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::pages::desk::Desk;
use crate::pages::own_fields::{KINDS, OwnField};
use crate::pages::record_facts::{FactGroup, RecordFacts, Rest};
use crate::queries::record_detail::{RecordDetail, RecordSheet};
use crate::ui::{Button, ButtonKind, Card, IconName, keyed};

/// All of them, and the button for one more.
#[component]
pub(super) fn OwnFieldsCard() -> impl IntoView {
    let desk = Desk::here();
    let making = RwSignal::new(false);
    let kinds = move || {
        let language = desk.language.get();
        let of_kind = |kind: Kind| {
            let fields = Memo::new(move |_| {
                let of = |own: &Vec<_>| {
                    let own = own.iter().filter(|it: &&OwnField| it.kind == kind);
                    own.map(|it| (it.id, it.shape.field_type)).collect::<Vec<_>>()
                };
                desk.own.with(of)
            });
            // By identity: one that is renamed stays open.
            let rows = keyed(
                move || fields.get(),
                |(id, _)| format!("{id:?}"),
                |(id, field_type)| view! { <Definition id field_type /> }.into_any(),
            );
            view! {
                <section hidden=move || fields.with(Vec::is_empty)>
                    <h3>{capitalised(kind_name(language, kind, Plural::Many))}</h3>
                    {rows}
                </section>
            }
        };
        KINDS.map(of_kind).collect_view()
    };
    let add = move || making.set(true);
    view! {
        <Card
            title=desk.words(Phrase::CustomFields)
            actions=move || {
                view! {
                    <Button icon=IconName::Plus on_press=add>
                        {desk.words(Phrase::NewField)}
                    </Button>
                }
            }
        >
            <p>{desk.words(Phrase::CustomFieldsText)}</p>
            <div class="own-fields">{kinds}</div>
            <FieldDialog open=making />
        </Card>
    }
    .into_any()
}

#[component]
fn Definition(id: Id, field_type: FieldType) -> impl IntoView {
    let desk = Desk::here();
    let is_open = RwSignal::new(false);
    let name = move || {
        let named = |own: &Vec<OwnField>| own.iter().find(|it| it.id == id).map(|it| it.shape.name.clone());
        desk.own.with(named)
    };
    let place = choice_of(field_type).unwrap_or_default();
    let kind_of_field = desk
        .sentence(move |language| choice_label(language, Kind::CustomField, Field::Type.number(), place).to_owned());
    view! {
        <details on:toggle=move |_| is_open.set(true)>
            <summary>
                <b>{name}</b>
                " "
                <span class="hint">{kind_of_field}</span>
            </summary>
            {move || is_open.get().then(|| view! { <DefinitionFacts id field_type /> })}
        </details>
    }
    .into_any()
}

#[component]
fn DefinitionFacts(id: Id, field_type: FieldType) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(move || RecordDetail { kind: Kind::CustomField, id });
    let sheet: Memo<Option<RecordSheet>> = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let remove = move || {
        desk.tell(BinRecords { kind: Kind::CustomField, ids: vec![id] }, |language| {
            done_to_one(language, Deed::Deleted, Kind::CustomField)
        });
    };
    let groups = if matches!(field_type, FieldType::Choice | FieldType::Choices) {
        WITH_CHOICES
    } else if field_type == FieldType::Text {
        OF_WORDS
    } else {
        OTHERS
    };
    view! {
        <RecordFacts kind=Kind::CustomField id sheet groups rest=Rest::Own />
        <Button kind=ButtonKind::Quiet icon=IconName::Trash on_press=remove>
            {desk.words(Phrase::Delete)}
        </Button>
    }
    .into_any()
}

const WITH_CHOICES: &[FactGroup] = &[FactGroup {
    name: Phrase::Details,
    fields: &[Field::Name.number(), Field::Choices.number(), Field::Required.number(), Field::Help.number()],
}];

const OF_WORDS: &[FactGroup] = &[FactGroup {
    name: Phrase::Details,
    fields: &[Field::Name.number(), Field::Searchable.number(), Field::Required.number(), Field::Help.number()],
}];

const OTHERS: &[FactGroup] = &[FactGroup {
    name: Phrase::Details,
    fields: &[Field::Name.number(), Field::Required.number(), Field::Help.number()],
}];
