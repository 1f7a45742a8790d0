//! The settings: whose workspace this is, how it looks, which fields there are beyond those that come with it.

#![expect(unreachable_pub, reason = "the component macro writes a `pub` builder for each private component")]

use leptos::prelude::*;

use super::appearance::AppearanceCard;
use super::desk::Desk;
use super::firm_form::FirmForm;
use super::record_facts::{FactGroup, RecordFacts, Rest};
use crate::i18n::phrases::Phrase;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::workspace::WorkspaceField as Field;
use crate::queries::record_detail::{RecordDetail, RecordSheet};
use crate::ui::{Card, PageHeader};

mod field_dialog;
mod own_fields_card;
mod sensitive_card;

use own_fields_card::OwnFieldsCard;
use sensitive_card::SensitiveCard;

/// A card for each thing that is settled.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let desk = Desk::here();
    let firm = Memo::new(move |_| desk.firm.with(|firm| firm.here().and_then(Option::as_ref).map(|firm| firm.id)));
    let is_nobody = Memo::new(move |_| desk.firm.with(|firm| firm.here() == Some(&None)));
    let cards = move || match firm.get() {
        Some(id) => view! { <FirmCards id /> }.into_any(),
        None if is_nobody.get() => view! {
            <Card title=desk.words(Phrase::WorkspaceSettings)>
                <FirmForm name=Phrase::Save on_done=|| () />
            </Card>
        }
        .into_any(),
        None => ().into_any(),
    };
    view! {
        <div class="settings-page">
            <PageHeader title=desk.words(Phrase::Settings) />
            <AppearanceCard />
            {cards}
            <OwnFieldsCard />
        </div>
    }
    .into_any()
}

/// What stands in the workspace's own record.
#[component]
fn FirmCards(id: Id) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(move || RecordDetail { kind: Kind::Workspace, id });
    let sheet: Memo<Option<RecordSheet>> = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    view! {
        <Card title=desk.words(Phrase::WorkspaceSettings)>
            <RecordFacts kind=Kind::Workspace id sheet groups=GROUPS rest=Rest::Own />
        </Card>
        <SensitiveCard sheet />
    }
    .into_any()
}

const GROUPS: &[FactGroup] = &[
    FactGroup {
        name: Phrase::Facts,
        fields: &[
            Field::Name.number(),
            Field::LegalName.number(),
            Field::Currency.number(),
            Field::FirstWeekday.number(),
            Field::Workdays.number(),
        ],
    },
    FactGroup {
        name: Phrase::FiscalData,
        fields: &[
            Field::PartitaIva.number(),
            Field::CodiceFiscale.number(),
            Field::SdiCode.number(),
            Field::Vat.number(),
            Field::Iban.number(),
            Field::Terms.number(),
        ],
    },
    FactGroup {
        name: Phrase::ContactData,
        fields: &[
            Field::Email.number(),
            Field::CertifiedEmail.number(),
            Field::Phone.number(),
            Field::Website.number(),
            Field::Address.number(),
            Field::PostalCode.number(),
            Field::City.number(),
            Field::Province.number(),
            Field::Country.number(),
        ],
    },
];
