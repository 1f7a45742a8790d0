//! The list of all customers, and the form for a new one.

use leptos::prelude::*;

use crate::i18n::phrases::Phrase;
use crate::model::customer::CustomerField as Field;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::pages::Page;
use crate::pages::desk::Desk;
use crate::pages::record_form::RecordForm;
use crate::pages::record_list::{RecordColumn, RecordList, cell_text};
use crate::pages::shown_value::Showing;
use crate::queries::figure::Figure;
use crate::queries::list_window::{ColumnRef, ListRow};
use crate::queries::shown::ListCell;
use crate::ui::{Avatar, Button, ButtonKind, ColumnWidth, EmptyState, IconName, NarrowPlace, PageHeader, Tag, Tone};

/// The list with its button.
#[component]
pub(super) fn CustomerList() -> impl IntoView {
    let desk = Desk::here();
    let creating = RwSignal::new(false);
    desk.opens_at_new(creating);
    let add = Callback::new(move |()| creating.set(true));
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Users
                sentence=desk.words(Phrase::CustomersEmptyText)
                action_label=desk.words(Phrase::NewCustomer)
                on_action=add
            />
        }
    };
    view! {
        <div class="list-page">
            <PageHeader title=desk.words(Phrase::Customers)>
                <Button kind=ButtonKind::Main icon=IconName::Plus on_press=add>
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
            <RecordForm
                kind=Kind::Customer
                open=creating
                fields=FORM
                on_made=move |id: Id| desk.go(&desk.to(Page::Customers).opening(Some(id)))
            />
        </div>
    }
}

/// What is asked for at first; the profile has the rest.
const FORM: &[FieldNumber] = &[
    Field::Name.number(),
    Field::Form.number(),
    Field::Lifecycle.number(),
    Field::Email.number(),
    Field::Phone.number(),
    Field::Address.number(),
    Field::City.number(),
    Field::PostalCode.number(),
    Field::Province.number(),
    Field::PartitaIva.number(),
    Field::Class.number(),
    Field::Source.number(),
    Field::Tags.number(),
    Field::Notes.number(),
];

const fn field(key: &'static str, field: Field, width: ColumnWidth, narrow: NarrowPlace) -> RecordColumn {
    RecordColumn { key, shows: ColumnRef::Field(field.number()), heading: None, width, narrow }
}

const fn figure(key: &'static str, figure: Figure, heading: Phrase, width: ColumnWidth) -> RecordColumn {
    let narrow = if matches!(figure, Figure::SpendYear) { NarrowPlace::DetailEnd } else { NarrowPlace::Hidden };
    RecordColumn { key, shows: ColumnRef::Figure(figure), heading: Some(heading), width, narrow }
}

const COLUMNS: &[RecordColumn] = &[
    field("name", Field::Name, ColumnWidth::Wide, NarrowPlace::Title),
    field("class", Field::Class, ColumnWidth::Narrow, NarrowPlace::TitleEnd),
    field("city", Field::City, ColumnWidth::Medium, NarrowPlace::Detail),
    figure("orders", Figure::Orders, Phrase::NumberOfOrders, ColumnWidth::Narrow),
    figure("spend", Figure::SpendYear, Phrase::Value12Months, ColumnWidth::Medium),
    figure("last_order", Figure::LastOrder, Phrase::LastOrder, ColumnWidth::Medium),
    figure("last_contact", Figure::LastContact, Phrase::LastContact, ColumnWidth::Medium),
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

/// The first class stands out.
pub(super) fn class_tone(cell: &ListCell) -> Tone {
    if *cell == ListCell::Number(0) { Tone::Accent } else { Tone::Neutral }
}
