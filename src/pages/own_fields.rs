//! The fields that the user made: what forms, lists and sentences have to know of them.

use leptos::prelude::*;

use crate::client::Client;
use crate::model::custom_field::{CustomFieldField as Field, field_type};
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::fields::FieldShape;
use crate::queries::list_window::{ColumnRef, ListRow, ListWindow, MAX_ROWS, Place};
use crate::queries::shown::ListCell;

/// A field that the user made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnField {
    /// Its definition.
    pub id: Id,
    /// The kind that has it.
    pub kind: Kind,
    /// The field.
    pub shape: FieldShape,
    /// Help shown beside it.
    pub help: String,
}

/// The kinds whose pages show fields of the user's own, and whose forms ask for them.
pub const KINDS: [Kind; 5] = [Kind::Customer, Kind::Product, Kind::Order, Kind::Task, Kind::Interaction];

/// So many of them, from the first on, have a name by which a field can refer to one of their records.
pub const N_NAMED_KINDS: usize = 4;

/// All of them, in the order in which they were made.
pub fn own_fields(client: Client) -> Memo<Vec<OwnField>> {
    let asked = client.ask(|| ListWindow {
        kind: Kind::CustomField,
        columns: COLUMNS.iter().map(|it| ColumnRef::Field(it.number())).collect(),
        filter: String::new(),
        sort: None,
        offset: 0,
        limit: MAX_ROWS,
        place: Place::Live,
    });
    Memo::new(move |_| {
        asked.with(|asked| asked.here().map_or_else(Vec::new, |part| part.rows.iter().filter_map(own_field).collect()))
    })
}

const COLUMNS: [Field; 9] = [
    Field::Name,
    Field::On,
    Field::Number,
    Field::Type,
    Field::To,
    Field::Choices,
    Field::Required,
    Field::Searchable,
    Field::Help,
];

fn own_field(row: &ListRow) -> Option<OwnField> {
    let cell = |field: Field| COLUMNS.iter().position(|it| *it == field).and_then(|at| row.cells.get(at));
    let text = |field| if let Some(ListCell::Text(text)) = cell(field) { text.as_str() } else { "" };
    let number = |field| if let Some(ListCell::Number(number)) = cell(field) { *number } else { 0 };
    let shape = FieldShape {
        number: FieldNumber::try_from(number(Field::Number) / 1_000).ok()?,
        name: text(Field::Name).to_owned(),
        field_type: field_type(number(Field::Type), Kind::from_name(text(Field::To)))?,
        choices: text(Field::Choices).lines().map(str::to_owned).collect(),
        own: true,
        required: number(Field::Required) == 1,
        unique: false,
        searchable: number(Field::Searchable) == 1,
        sensitive: false,
        turned_on: false,
        automatic: false,
        signed: true,
    };
    Some(OwnField { id: row.id, kind: Kind::from_name(text(Field::On))?, shape, help: text(Field::Help).to_owned() })
}
