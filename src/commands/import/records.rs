//! Rows that become one record each: a staged one, or changes to one that is there.

use crate::commands::import::cells::{FileColumn, Held};
use crate::commands::import::edits::{Edits, Fate, value_of};
use crate::commands::import::own_columns::OwnColumn;
use crate::commands::import::result::RowReason;
use crate::commands::import::{ImportOrder, Missing};
use crate::engine::column::Cell;
use crate::engine::data::Data;
use crate::engine::staged_rows::StagedRows;
use crate::exchange::csv::header::ImportField;
use crate::exchange::csv::read::Row;
use crate::model::field::{FIRST_CUSTOM, FieldNumber};
use crate::model::kind::Kind;

/// Columns of the file with the fields of a record that they fill.
#[derive(Debug, Clone)]
pub struct Filling {
    columns: Vec<(FileColumn, FieldNumber)>,
    own: Vec<OwnColumn>,
    /// Fields of the user's own without which no new record is kept.
    needed: Vec<FieldNumber>,
}

/// What to do where a row names a record of that kind that is not there: a name alone makes none where the user asks for
/// more.
pub fn missing_by_name(order: &ImportOrder, data: &Data, kind: Kind) -> Missing {
    if needed(data, kind).next().is_none() { order.missing } else { Missing::Refuse }
}

/// Fields of the user's own without which no new record of that kind is kept.
fn needed(data: &Data, kind: Kind) -> impl Iterator<Item = FieldNumber> {
    let fields = data.fields(kind).filter(|field| field.number >= FIRST_CUSTOM);
    fields.filter(|field| field.shown && field.marks.required).map(|field| field.number)
}

/// What a row says of a record.
pub type Values<'a> = Vec<(FieldNumber, Held<'a>)>;

impl Filling {
    /// Those columns for which there is a field of that kind, the user's own included.
    pub fn new(
        data: &Data,
        kind: Kind,
        columns: &[FileColumn],
        field_for: impl Fn(ImportField) -> Option<FieldNumber>,
    ) -> Self {
        let own =
            |column: &FileColumn| column.field.own().and_then(|number| OwnColumn::new(data, kind, *column, number));
        Self {
            columns: columns.iter().filter_map(|column| Some((*column, field_for(column.field)?))).collect(),
            own: columns.iter().filter_map(own).collect(),
            needed: needed(data, kind).collect(),
        }
    }

    /// Whether what a row says is enough for a new record.
    ///
    /// # Errors
    /// When it lacks a field of the user's own that every new record has.
    pub fn check_new(&self, values: &Values<'_>) -> Result<(), RowReason> {
        let lacking = self.needed.iter().find(|number| values.iter().all(|(field, _)| field != *number));
        lacking.map_or(Ok(()), |number| Err(RowReason::Missing(ImportField::Own(*number))))
    }

    /// What the row says, without what it leaves empty.
    ///
    /// # Errors
    /// When a cell is not what its field holds.
    pub fn read<'a>(&mut self, data: &Data, row: &Row<'a>) -> Result<Values<'a>, RowReason> {
        let mut values = Vec::with_capacity(self.columns.len() + 4);
        for (column, field) in &self.columns {
            let held = column.read(row)?;
            if held != Held::Nothing {
                values.push((*field, held));
            }
        }
        for own in &mut self.own {
            let held = own.read(data, row)?;
            if held != Held::Nothing {
                values.push((own.number(), held));
            }
        }
        Ok(values)
    }
}

/// Words of a field among the values.
pub fn words_in<'v>(values: &'v Values<'_>, field: FieldNumber) -> &'v str {
    let found = values.iter().find(|(number, _)| *number == field);
    match found {
        Some((_, Held::Words(words))) => words,
        Some((_, Held::Nothing | Held::Number(_) | Held::Record(..))) | None => "",
    }
}

/// Puts values into a record: staged, or there.
pub fn put_all(data: &Data, staged: &mut StagedRows, edits: &mut Edits, row: u32, values: &Values<'_>) -> Fate {
    let mut fate = Fate::Unchanged;
    for (field, held) in values {
        let here = if row < staged.base() {
            edits.put(data, staged.kind(), row, *field, value_of(held))
        } else if staged.cell(row, *field) == held.cell() {
            Fate::Unchanged
        } else {
            staged.set(row, *field, held.cell());
            Fate::Updated
        };
        if here == Fate::Updated {
            fate = Fate::Updated;
        }
    }
    fate
}

/// Puts values into a new record.
pub fn make(staged: &mut StagedRows, values: &Values<'_>) -> u32 {
    let row = staged.add();
    for (field, held) in values {
        staged.set(row, *field, held.cell());
    }
    row
}

/// Puts a number into a field of a staged row.
pub fn set_number(staged: &mut StagedRows, row: u32, field: FieldNumber, number: i64) {
    staged.set(row, field, Cell::Number(number));
}
