//! The orders: the list, and one of them with its lines.

#![expect(unreachable_pub, reason = "the component macro writes a `pub` builder for each private component")]

mod leaving;
mod order_draft;
mod order_header;
mod order_line;
mod order_lines;
mod order_page;
mod order_sums;

use leptos::prelude::*;

use super::Page;
use super::desk::{Desk, NEW};
use super::record_list::{RecordColumn, RecordList, cell_text};
use super::shown_value::Showing;
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::new_one;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::queries::figure::Figure;
use crate::queries::list_window::{ColumnRef, ListRow};
use crate::queries::shown::ListCell;
use crate::ui::{Button, ButtonKind, ColumnWidth, EmptyState, IconName, NarrowPlace, PageHeader, Tag, Tone};
pub use leaving::OrderDrafts;
use order_page::OrderPage;

/// All orders, the one that the address names, or a new one (`#/orders?new=1`, `#/orders?new=1&customer=…`).
#[component]
pub fn OrdersPage() -> impl IntoView {
    let desk = Desk::here();
    let shown = Memo::new(move |_| desk.route.with(|route| (route.record, route.detail(NEW).is_some())));
    let content = move || match shown.get() {
        (None, false) => view! { <OrderList /> }.into_any(),
        (id, _) => view! { <OrderPage id /> }.into_any(),
    };
    content.into_any()
}

#[component]
fn OrderList() -> impl IntoView {
    let desk = Desk::here();
    let new_order = desk.sentence(|language| new_one(language, Kind::Order));
    let make = move || desk.go(&desk.to(Page::Orders).with(NEW, "1"));
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Receipt
                sentence=desk.words(Phrase::OrdersEmptyText)
                action_label=new_order
                on_action=make
            />
        }
        .into_any()
    };
    view! {
        <div class="list-page">
            <PageHeader title=desk.words(Phrase::Orders)>
                <Button kind=ButtonKind::Main icon=IconName::Plus on_press=make>
                    {new_order}
                </Button>
            </PageHeader>
            <RecordList
                page=Page::Orders
                kind=Kind::Order
                columns=COLUMNS
                first_order="-date"
                draw=draw
                empty=empty
            />
        </div>
    }
}

const fn field(key: &'static str, field: OrderField, width: ColumnWidth, narrow: NarrowPlace) -> RecordColumn {
    RecordColumn { key, shows: ColumnRef::Field(field.number()), heading: None, width, narrow }
}

const fn figure(key: &'static str, figure: Figure, heading: Phrase, narrow: NarrowPlace) -> RecordColumn {
    let width = ColumnWidth::Medium;
    RecordColumn { key, shows: ColumnRef::Figure(figure), heading: Some(heading), width, narrow }
}

const COLUMNS: &[RecordColumn] = &[
    field("number", OrderField::Number, ColumnWidth::Medium, NarrowPlace::Detail),
    field("customer", OrderField::Customer, ColumnWidth::Wide, NarrowPlace::Title),
    field("date", OrderField::Date, ColumnWidth::Medium, NarrowPlace::Hidden),
    field("status", OrderField::Status, ColumnWidth::Medium, NarrowPlace::DetailEnd),
    figure("net", Figure::OrderNet, Phrase::Net, NarrowPlace::Hidden),
    figure("gross", Figure::OrderGross, Phrase::Gross, NarrowPlace::TitleEnd),
    figure("margin", Figure::OrderMargin, Phrase::Margin, NarrowPlace::Hidden),
];

fn draw(row: &ListRow, key: &str, showing: &Showing) -> Option<AnyView> {
    let at = COLUMNS.iter().position(|column| column.key == key)?;
    let (column, cell) = (COLUMNS.get(at)?, row.cells.get(at)?);
    let text = cell_text(showing, Kind::Order, column.shows, cell);
    match key {
        "number" if text.is_empty() => {
            Some(view! { <span class="unnamed">{Phrase::Unnumbered.text(showing.language)}</span> }.into_any())
        }
        "number" | "customer" => Some(view! { <b class="name">{text}</b> }.into_any()),
        "status" if !text.is_empty() => Some(view! { <Tag tone=status_tone(cell)>{text}</Tag> }.into_any()),
        _ => None,
    }
}

/// Quotes wait, what is paid is as hoped, what is cancelled says nothing more.
fn status_tone(cell: &ListCell) -> Tone {
    match cell {
        ListCell::Number(0) => Tone::Accent,
        ListCell::Number(4) => Tone::Good,
        ListCell::Empty | ListCell::Text(_) | ListCell::Number(_) | ListCell::Record { .. } | ListCell::Records(_) => {
            Tone::Neutral
        }
    }
}
