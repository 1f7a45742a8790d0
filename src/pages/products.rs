//! The products: the list, and one of them.

use leptos::prelude::*;

use super::Page;
use super::desk::Desk;
use super::failed::Unfound;
use super::in_the_bin::InTheBin;
use super::record_facts::{FactGroup, RecordFacts};
use super::record_form::RecordForm;
use super::record_history::RecordHistory;
use super::record_list::{RecordColumn, RecordList, cell_text};
use super::shown_value::Showing;
use crate::client::Asked;
use crate::commands::bin_records::BinRecords;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::new_one;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::product::ProductField;
use crate::queries::list_window::{ColumnRef, ListRow, Place};
use crate::queries::record_detail::RecordDetail;
use crate::ui::{Button, ButtonKind, Card, ColumnWidth, EmptyState, IconName, NarrowPlace, PageHeader};

/// All products, or the one that the address names.
#[component]
pub fn ProductsPage() -> impl IntoView {
    let desk = Desk::here();
    let open = Memo::new(move |_| desk.route.with(|route| route.record));
    let content = move || match open.get() {
        Some(id) => view! { <ProductSheet id /> }.into_any(),
        None => view! { <ProductList /> }.into_any(),
    };
    content.into_any()
}

#[component]
fn ProductList() -> impl IntoView {
    let desk = Desk::here();
    let making = RwSignal::new(false);
    desk.opens_at_new(making);
    let new_product = desk.sentence(|language| new_one(language, Kind::Product));
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Package
                sentence=desk.words(Phrase::ProductsEmptyText)
                action_label=new_product
                on_action=move || making.set(true)
            />
        }
        .into_any()
    };
    view! {
        <div class="list-page">
            <PageHeader title=desk.words(Phrase::Products)>
                <Button kind=ButtonKind::Main icon=IconName::Plus on_press=move || making.set(true)>
                    {new_product}
                </Button>
            </PageHeader>
            <RecordList
                page=Page::Products
                kind=Kind::Product
                columns=COLUMNS
                first_order="name"
                draw=draw
                empty=empty
            />
            <RecordForm kind=Kind::Product open=making fields=ASKED />
        </div>
    }
}

#[component]
fn ProductSheet(id: Id) -> impl IntoView {
    let desk = Desk::here();
    let asked = desk.client.ask(move || RecordDetail { kind: Kind::Product, id });
    let sheet = Memo::new(move |_| asked.with(|asked| asked.here().cloned()));
    let failed = Memo::new(move |_| asked.with(Asked::failed));
    let is_here = Memo::new(move |_| sheet.with(Option::is_some));
    let binned = Memo::new(move |_| sheet.with(|it| it.as_ref().is_some_and(|it| it.place == Place::Bin)));
    let title = Signal::derive(move || sheet.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone())));
    let history = RwSignal::new(false);
    let delete = move || {
        desk.tell_then(
            BinRecords { kind: Kind::Product, ids: vec![id] },
            |language| done_to_one(language, Deed::Deleted, Kind::Product),
            move |_| desk.go(&desk.to(Page::Products)),
        );
    };
    view! {
        <Show
            when=move || is_here.get()
            fallback=move || view! { <Unfound failed page=Some(Page::Products) /> }
        >
                <div class="product">
                    <p class="way-back">
                        <a href=desk.to(Page::Products).href()>{desk.words(Phrase::Products)}</a>
                    </p>
                    <PageHeader title=title>
                        <Button kind=ButtonKind::Quiet icon=IconName::Clock on_press=move || history.set(true)>
                            {desk.words(Phrase::History)}
                        </Button>
                        <Button kind=ButtonKind::Quiet icon=IconName::Trash disabled=binned on_press=delete>
                            {desk.words(Phrase::Delete)}
                        </Button>
                    </PageHeader>
                    <InTheBin kind=Kind::Product id binned />
                    <Card title=desk.words(Phrase::Details)>
                        <RecordFacts kind=Kind::Product id sheet groups=GROUPS />
                    </Card>
                    <RecordHistory kind=Kind::Product id open=history />
                </div>
        </Show>
    }
}

const ASKED: &[FieldNumber] = &[
    ProductField::Name.number(),
    ProductField::Code.number(),
    ProductField::Category.number(),
    ProductField::Price.number(),
    ProductField::Cost.number(),
    ProductField::Vat.number(),
    ProductField::Unit.number(),
];

const GROUPS: &[FactGroup] = &[
    FactGroup {
        name: Phrase::Facts,
        fields: &[
            ProductField::Name.number(),
            ProductField::Code.number(),
            ProductField::Category.number(),
            ProductField::Unit.number(),
            ProductField::Description.number(),
        ],
    },
    FactGroup {
        name: Phrase::PriceData,
        fields: &[
            ProductField::Price.number(),
            ProductField::Cost.number(),
            ProductField::Vat.number(),
            ProductField::Withdrawn.number(),
        ],
    },
];

const fn field(key: &'static str, field: ProductField, width: ColumnWidth, narrow: NarrowPlace) -> RecordColumn {
    let heading = if matches!(field, ProductField::Vat) { Some(Phrase::Vat) } else { None };
    RecordColumn { key, shows: ColumnRef::Field(field.number()), heading, width, narrow }
}

const COLUMNS: &[RecordColumn] = &[
    field("name", ProductField::Name, ColumnWidth::Wide, NarrowPlace::Title),
    field("code", ProductField::Code, ColumnWidth::Medium, NarrowPlace::Detail),
    field("category", ProductField::Category, ColumnWidth::Medium, NarrowPlace::DetailEnd),
    field("price", ProductField::Price, ColumnWidth::Narrow, NarrowPlace::TitleEnd),
    field("cost", ProductField::Cost, ColumnWidth::Narrow, NarrowPlace::Hidden),
    field("vat", ProductField::Vat, ColumnWidth::Narrow, NarrowPlace::Hidden),
];

fn draw(row: &ListRow, key: &str, showing: &Showing) -> Option<AnyView> {
    let at = COLUMNS.iter().position(|column| column.key == key)?;
    let (column, cell) = (COLUMNS.get(at)?, row.cells.get(at)?);
    let text = cell_text(showing, Kind::Product, column.shows, cell);
    match key {
        "name" => Some(view! { <b class="name">{text}</b> }.into_any()),
        _ => None,
    }
}
