//! What the page shows of a record and of a field: names in place of references.

use serde::{Deserialize, Serialize};

use crate::engine::column::Cell;
use crate::engine::data::{Data, target_kind};
use crate::engine::schema::FieldInfo;
use crate::model::field::{FieldNumber, FieldType, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// What a field holds, ready to be shown: a number is read by the field's type, as in [`Value`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListCell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A whole number, read by the field's type.
    Number(i64),
    /// Another record.
    Record {
        /// Which.
        id: Id,
        /// Its name.
        name: String,
    },
    /// Several other records with their names.
    Records(Vec<(Id, String)>),
}

/// A record with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
}

/// The name of a record, cut where it is long; empty for one that has none.
pub fn name_of(data: &Data, kind: Kind, row: u32) -> String {
    let text = kind.name_field().map_or("", |field| data.table(kind).text(row, field));
    let line = text.lines().next().unwrap_or("");
    line.chars().take(LONGEST_NAME).collect()
}

const LONGEST_NAME: usize = 200;

/// A record with its name.
pub fn named(data: &Data, kind: Kind, row: u32) -> Option<Named> {
    Some(Named { id: data.table(kind).ids.id_of(row)?, name: name_of(data, kind, row) })
}

/// The record that a row refers to by a field, with its name.
pub fn referred(data: &Data, kind: Kind, row: u32, field: FieldNumber) -> Option<Named> {
    let target = target_kind(data.field(kind, field)?.field_type)?;
    named(data, target, data.table(kind).target(row, field)?)
}

/// What a row holds in a field.
pub fn cell_of(data: &Data, kind: Kind, row: u32, field: &FieldInfo) -> ListCell {
    let named = |row| target_kind(field.field_type).and_then(|target| named(data, target, row));
    match data.table(kind).cell(row, field.number) {
        Cell::Empty => ListCell::Empty,
        Cell::Text(text) => ListCell::Text(text.to_owned()),
        Cell::Number(number) => ListCell::Number(number),
        Cell::Row(row) => named(row).map_or(ListCell::Empty, |it| ListCell::Record { id: it.id, name: it.name }),
        Cell::Rows(rows) => {
            ListCell::Records(rows.iter().filter_map(|row| named(*row)).map(|it| (it.id, it.name)).collect())
        }
    }
}

/// What a value of a field shows: of an earlier moment, or of a record that is gone.
pub fn cell_of_value(data: &Data, field_type: FieldType, value: &Value) -> ListCell {
    let name = |id: Id| {
        let target = target_kind(field_type)?;
        Some(name_of(data, target, data.table(target).ids.row_of(id)?))
    };
    match value {
        Value::Empty => ListCell::Empty,
        Value::Text(text) => ListCell::Text(text.clone()),
        Value::Number(number) => ListCell::Number(*number),
        Value::Reference(id) => ListCell::Record { id: *id, name: name(*id).unwrap_or_default() },
        Value::Many(ids) => ListCell::Records(ids.iter().map(|id| (*id, name(*id).unwrap_or_default())).collect()),
    }
}
