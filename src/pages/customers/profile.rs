//! One customer: who it is, what it is worth, what happened, what is next.

use leptos::ev;
use leptos::prelude::*;

use super::composer::{Composed, Composer};
use super::customer_list::class_tone;
use super::open_tasks::OpenTasks;
use super::orders::CustomerOrders;
use super::{figures, story};
use crate::client::Asked;
use crate::commands::bin_records::BinRecords;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::open_named;
use crate::model::customer::CustomerField as Field;
use crate::model::id::Id;
use crate::model::interaction::InteractionField as Contact;
use crate::model::kind::Kind;
use crate::pages::Page;
use crate::pages::desk::Desk;
use crate::pages::failed::Unfound;
use crate::pages::in_the_bin::InTheBin;
use crate::pages::record_dialog::RecordDialog;
use crate::pages::record_facts::{FactGroup, RecordFacts};
use crate::pages::record_history::RecordHistory;
use crate::pages::route::Route;
use crate::pages::typing;
use crate::queries::list_window::Place;
use crate::queries::record_detail::{RecordDetail, RecordSheet};
use crate::queries::shown::ListCell;
use crate::queries::timeline::{Happened, Timeline as AskTimeline};
use crate::ui::{
    Avatar, AvatarShape, AvatarSize, Button, ButtonKind, Card, EmptyState, Icon, IconName, Menu, MenuEffect, MenuItem,
    PageHeader, Tag, Timeline, ValueStrip,
};

/// The page of one customer.
#[component]
pub(super) fn Profile(
    /// Which.
    id: Id,
) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(move || RecordDetail { kind: Kind::Customer, id });
    let sheet = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let failed = Memo::new(move |_| asked.with(Asked::failed));
    let is_here = Memo::new(move |_| sheet.with(Option::is_some));
    Effect::new(move |_| desk.title.set(sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.name.clone()))));
    on_cleanup(move || desk.title.set(None));
    view! {
        <Show
            when=move || is_here.get()
            fallback=move || view! { <Unfound failed page=Some(Page::Customers) /> }
        >
            <Sheet id sheet />
        </Show>
    }
}

#[component]
fn Sheet(id: Id, sheet: Memo<Option<RecordSheet>>) -> impl IntoView {
    let desk = Desk::here();
    let composing = RwSignal::new(None::<Composed>);
    let history = RwSignal::new(false);
    let limit = RwSignal::new(FIRST_EVENTS);
    let asked = desk.client.ask(move || AskTimeline { customer: id, before: None, limit: limit.get(), only: None });
    let happened = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let keys = window_event_listener(ev::keydown, move |event| {
        let composed = match event.key().as_str() {
            "n" => Composed::Note,
            "l" => Composed::Call,
            "t" => Composed::Task,
            _ => return,
        };
        if typing::is_free(&event) && !typing::is_modified(&event) && !desk.going.get_untracked() {
            event.prevent_default();
            composing.set(Some(composed));
        }
    });
    on_cleanup(move || keys.remove());
    let strip = Signal::derive(move || {
        let showing = desk.showing();
        sheet.with(|sheet| sheet.as_ref().map_or_else(Vec::new, |sheet| figures::strip(&showing, sheet)))
    });
    let tasks = Memo::new(move |_| happened.with(|it| it.as_ref().map_or_else(Vec::new, |it| it.open_tasks.clone())));
    let has_tasks = Memo::new(move |_| tasks.with(|it| !it.is_empty()));
    let binned = Memo::new(move |_| sheet.with(|it| it.as_ref().is_some_and(|it| it.place == Place::Bin)));
    view! {
        <div class="profile">
            <Head id sheet composing history />
            <InTheBin kind=Kind::Customer id binned />
            <ValueStrip items=strip />
            <div class="columns">
                <div class="first">
                    <Card title=desk.words(Phrase::Timeline)>
                        <Composer customer=id composing />
                        <Story happened limit />
                    </Card>
                </div>
                <div class="second">
                    <Show when=move || has_tasks.get()>
                        <Card title=desk.words(Phrase::Tasks)>
                            <OpenTasks tasks />
                        </Card>
                    </Show>
                    <Card title=desk.words(Phrase::Facts)>
                        <RecordFacts kind=Kind::Customer id sheet groups=GROUPS />
                    </Card>
                    <CustomerOrders id />
                </div>
            </div>
            <RecordHistory kind=Kind::Customer id open=history />
        </div>
    }
}

#[component]
fn Head(
    id: Id,
    sheet: Memo<Option<RecordSheet>>,
    composing: RwSignal<Option<Composed>>,
    history: RwSignal<bool>,
) -> impl IntoView {
    let desk = Desk::here();
    let name = Memo::new(move |_| sheet.with(|sheet| sheet.as_ref().map_or_else(String::new, |it| it.name.clone())));
    let cell = move |field: Field| cell_of(sheet, field);
    let shape = Memo::new(move |_| match cell(Field::Form) {
        ListCell::Number(1) => AvatarShape::Square,
        ListCell::Empty | ListCell::Number(_) | ListCell::Text(_) | ListCell::Record { .. } | ListCell::Records(_) => {
            AvatarShape::Round
        }
    });
    let marks = move || {
        let showing = desk.showing();
        let choice = |field: Field| {
            let cell = cell(field);
            let text = showing.field(Kind::Customer, field.number(), &cell);
            (!text.is_empty()).then_some((cell, text))
        };
        let class = choice(Field::Class).map(|(cell, text)| view! { <Tag tone=class_tone(&cell)>{text}</Tag> });
        let lifecycle = choice(Field::Lifecycle).map(|(_, text)| view! { <Tag>{text}</Tag> });
        let words = match cell(Field::Tags) {
            ListCell::Records(tags) => tags,
            ListCell::Empty | ListCell::Number(_) | ListCell::Text(_) | ListCell::Record { .. } => Vec::new(),
        };
        let words = words.into_iter().map(|(_, name)| view! { <Tag>{name}</Tag> }).collect_view();
        view! { {class} {lifecycle} {words} }
    };
    let items = Signal::derive(move || {
        let item = |key: &str, phrase: Phrase, icon: IconName, effect: MenuEffect| MenuItem {
            key: key.to_owned(),
            label: desk.say(phrase).to_owned(),
            icon: Some(icon),
            kbd: None,
            effect,
        };
        vec![
            item("history", Phrase::History, IconName::Clock, MenuEffect::Plain),
            item("delete", Phrase::Delete, IconName::Trash, MenuEffect::Removes),
        ]
    });
    let pick = move |key: String| {
        if key == "delete" {
            desk.tell_then(
                BinRecords { kind: Kind::Customer, ids: vec![id] },
                |language| done_to_one(language, Deed::Deleted, Kind::Customer),
                move |_| desk.go(&desk.to(Page::Customers)),
            );
        } else {
            history.set(true);
        }
    };
    view! {
        <PageHeader
            title=name
            lead=move || view! { <Avatar name shape size=AvatarSize::Page /> }
            tags=move || view! { {marks} }
        >
            <Button kind=ButtonKind::Quiet kbd="N" on_press=move || composing.set(Some(Composed::Note))>
                {desk.words(Phrase::ComposeNote)}
            </Button>
            <Button kind=ButtonKind::Quiet kbd="T" on_press=move || composing.set(Some(Composed::Task))>
                {desk.words(Phrase::ComposeTask)}
            </Button>
            <Button kind=ButtonKind::Main on_press=move || composing.set(Some(Composed::Call))>
                {desk.words(Phrase::LogContact)}
            </Button>
            <Menu label=desk.words(Phrase::More) items=items on_pick=pick />
        </PageHeader>
        <Reach sheet />
    }
}

/// The ways to reach the customer at once.
#[component]
fn Reach(sheet: Memo<Option<RecordSheet>>) -> impl IntoView {
    let desk = Desk::here();
    let text = move |field: Field| match cell_of(sheet, field) {
        ListCell::Text(text) => Some(text),
        ListCell::Empty | ListCell::Number(_) | ListCell::Record { .. } | ListCell::Records(_) => None,
    };
    let links = move || {
        let language = desk.language.get();
        let digits = |text: &str| text.chars().filter(|it| it.is_ascii_digit() || *it == '+').collect::<String>();
        let call = text(Field::Mobile).or_else(|| text(Field::Phone)).map(|number| {
            let label = format!("{} {number}", Phrase::CallNumber.text(language));
            (format!("tel:{}", digits(&number)), label, number, IconName::Phone)
        });
        let write = text(Field::Email).map(|address| {
            let label = format!("{} {address}", Phrase::WriteEmail.text(language));
            (format!("mailto:{address}"), label, address, IconName::EnvelopeSimple)
        });
        let site = text(Field::Website).map(|address| {
            let is_whole = ["http://", "https://"].iter().any(|it| address.to_ascii_lowercase().starts_with(it));
            let href = if is_whole { address.clone() } else { format!("https://{address}") };
            (href, open_named(language, &address), address, IconName::Globe)
        });
        let place = text(Field::City).map(|city| {
            view! {
                <span class="place">
                    <Icon name=IconName::MapPin />
                    {city}
                </span>
            }
        });
        let link = |(href, label, words, icon): (String, String, String, IconName)| {
            let is_site = icon == IconName::Globe;
            view! {
                <a href=href title=label target=is_site.then_some("_blank") rel=is_site.then_some("noreferrer noopener")>
                    <Icon name=icon />
                    {words}
                </a>
            }
        };
        view! { {[call, write, site].into_iter().flatten().map(link).collect_view()} {place} }
    };
    view! { <p class="reach">{links}</p> }
}

#[component]
fn Story(happened: Memo<Option<Happened>>, limit: RwSignal<usize>) -> impl IntoView {
    let desk = Desk::here();
    let opened = RwSignal::new(None::<Id>);
    let days = Signal::derive(move || {
        let showing = desk.showing();
        happened.with(|it| it.as_ref().map_or_else(Vec::new, |it| story::days(&showing, &it.events)))
    });
    let n_more =
        Memo::new(move |_| happened.with(|it| it.as_ref().map_or(0, |it| it.total.saturating_sub(it.events.len()))));
    let is_empty = Memo::new(move |_| happened.with(|it| it.as_ref().is_some_and(|it| it.total == 0)));
    let open = move |key: String| {
        let kind = happened.with_untracked(|it| {
            let mut events = it.iter().flat_map(|it| &it.events);
            let event = events.find(|it| it.id.to_string() == key)?;
            Some((story::opens(&event.event)?, event.id))
        });
        match kind {
            Some((Kind::Interaction, id)) => opened.set(Some(id)),
            Some((kind, id)) => {
                let page = Page::of_kind(kind).into_iter();
                page.for_each(|page| desk.go(&Route::record(desk.workspace(), page, id)));
            }
            None => {}
        }
    };
    view! {
        <Show
            when=move || !is_empty.get()
            fallback=move || {
                view! { <EmptyState icon=IconName::ChatCircleText sentence=desk.words(Phrase::TimelineEmptyText) /> }
            }
        >
            <Timeline days=days on_open=open />
        </Show>
        <MoreButton n_more limit step=FIRST_EVENTS />
        <RecordDialog kind=Kind::Interaction groups=CONTACT opened />
    }
}

/// Shows more of what there is, while there is more.
#[component]
pub(super) fn MoreButton(n_more: Memo<usize>, limit: RwSignal<usize>, step: usize) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <Show when=move || n_more.get() != 0>
            <div class="more">
                <Button kind=ButtonKind::Quiet on_press=move || limit.update(|limit| *limit += step)>
                    {desk.words(Phrase::ShowMore)}
                    " ("
                    {n_more}
                    ")"
                </Button>
            </div>
        </Show>
    }
}

/// Events that are told at first, and with each press on "more".
const FIRST_EVENTS: usize = 60;

fn cell_of(sheet: Memo<Option<RecordSheet>>, field: Field) -> ListCell {
    sheet.with(|sheet| {
        let fields = sheet.as_ref().map_or(&[][..], |sheet| &sheet.fields);
        fields.iter().find(|(number, _)| *number == field.number()).map_or(ListCell::Empty, |(_, cell)| cell.clone())
    })
}

/// What a contact holds, in the order in which it is told.
const CONTACT: &[FactGroup] = &[FactGroup {
    name: Phrase::Facts,
    fields: &[
        Contact::Text.number(),
        Contact::Type.number(),
        Contact::At.number(),
        Contact::Customer.number(),
        Contact::Sentiment.number(),
        Contact::Direction.number(),
        Contact::Channel.number(),
        Contact::Minutes.number(),
        Contact::Member.number(),
    ],
}];

const GROUPS: &[FactGroup] = &[
    FactGroup {
        name: Phrase::ContactData,
        fields: &[
            Field::Name.number(),
            Field::Email.number(),
            Field::Phone.number(),
            Field::Mobile.number(),
            Field::Website.number(),
            Field::CertifiedEmail.number(),
            Field::CompanyName.number(),
            Field::JobTitle.number(),
            Field::FirstName.number(),
            Field::LastName.number(),
            Field::Form.number(),
        ],
    },
    FactGroup {
        name: Phrase::AddressData,
        fields: &[
            Field::Address.number(),
            Field::AddressNote.number(),
            Field::PostalCode.number(),
            Field::City.number(),
            Field::Province.number(),
            Field::Region.number(),
            Field::Country.number(),
        ],
    },
    FactGroup {
        name: Phrase::RelationshipData,
        fields: &[
            Field::Class.number(),
            Field::Lifecycle.number(),
            Field::Tags.number(),
            Field::Owner.number(),
            Field::Channel.number(),
            Field::RefusedChannels.number(),
            Field::Consent.number(),
            Field::Since.number(),
            Field::Source.number(),
            Field::Strategy.number(),
            Field::Needs.number(),
            Field::DeclaredSpend.number(),
            Field::Potential.number(),
            Field::Notes.number(),
        ],
    },
    FactGroup {
        name: Phrase::FiscalData,
        fields: &[
            Field::PartitaIva.number(),
            Field::CodiceFiscale.number(),
            Field::SdiCode.number(),
            Field::PaymentDays.number(),
        ],
    },
    FactGroup {
        name: Phrase::PersonalData,
        fields: &[
            Field::BirthDate.number(),
            Field::Sex.number(),
            Field::Language.number(),
            Field::Interests.number(),
            Field::Psychographics.number(),
            Field::Perception.number(),
            Field::Industry.number(),
            Field::Employees.number(),
        ],
    },
];
