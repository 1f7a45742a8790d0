//! The customers: the list, and one of them.

use leptos::prelude::*;

use super::Page;
use super::desk::Desk;
use super::record_list::{RecordColumn, RecordList, cell_text};
use super::shown_value::Showing;
use crate::i18n::phrases::Phrase;
use crate::model::customer::CustomerField;
use crate::model::kind::Kind;
use crate::queries::figure::Figure;
use crate::queries::list_window::{ColumnRef, ListRow};
use crate::queries::shown::ListCell;
use crate::ui::{Avatar, Button, ButtonKind, ColumnWidth, EmptyState, IconName, NarrowPlace, PageHeader, Tag, Tone};

/// All customers, or the one that the address names.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let desk = Desk::here();
    let empty = move || {
        view! { <EmptyState icon=IconName::Users sentence=desk.words(Phrase::CustomersEmptyText) /> }
    };
    view! {
        <div class="list-page">
            <PageHeader title=desk.words(Phrase::Customers)>
                <Button kind=ButtonKind::Main icon=IconName::Plus>
                    {desk.words(Phrase::NewCustomer)}
                </Button>
            </PageHeader>
            <RecordList
                page=Page::Customers
                kind=Kind::Customer
                columns=COLUMNS
                first_order="name"
                draw=draw
                empty=empty
            />
        </div>
    }
    .into_any()
}

const fn field(key: &'static str, field: CustomerField, width: ColumnWidth, narrow: NarrowPlace) -> RecordColumn {
    RecordColumn { key, shows: ColumnRef::Field(field.number()), heading: None, width, narrow }
}

const fn figure(
    key: &'static str,
    figure: Figure,
    heading: Phrase,
    width: ColumnWidth,
    narrow: NarrowPlace,
) -> RecordColumn {
    RecordColumn { key, shows: ColumnRef::Figure(figure), heading: Some(heading), width, narrow }
}

const COLUMNS: &[RecordColumn] = &[
    field("name", CustomerField::Name, ColumnWidth::Wide, NarrowPlace::Title),
    field("class", CustomerField::Class, ColumnWidth::Narrow, NarrowPlace::TitleEnd),
    field("city", CustomerField::City, ColumnWidth::Medium, NarrowPlace::Detail),
    figure("orders", Figure::Orders, Phrase::NumberOfOrders, ColumnWidth::Narrow, NarrowPlace::Hidden),
    figure("spend", Figure::SpendYear, Phrase::Value12Months, ColumnWidth::Medium, NarrowPlace::DetailEnd),
    figure("last_order", Figure::LastOrder, Phrase::LastOrder, ColumnWidth::Medium, NarrowPlace::Hidden),
    figure("last_contact", Figure::LastContact, Phrase::LastContact, ColumnWidth::Medium, NarrowPlace::Hidden),
];

fn draw(row: &ListRow, key: &str, showing: &Showing) -> Option<AnyView> {
    let at = COLUMNS.iter().position(|column| column.key == key)?;
    let (column, cell) = (COLUMNS.get(at)?, row.cells.get(at)?);
    let text = cell_text(showing, Kind::Customer, column.shows, cell);
    match key {
        "name" => Some(view! { <Avatar name=text.clone() /> <b class="name">{text}</b> }.into_any()),
        "class" if !text.is_empty() => Some(view! { <Tag tone=class_tone(cell)>{text}</Tag> }.into_any()),
        _ => None,
    }
}

fn class_tone(cell: &ListCell) -> Tone {
    if *cell == ListCell::Number(0) { Tone::Accent } else { Tone::Neutral }
}
