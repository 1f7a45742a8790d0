//! The customer that a row of another kind names: by its number in the source, its e-mail or its name.

use crate::commands::import::cells::{FileColumn, Held, column_for};
use crate::commands::import::known::{Case, Known};
use crate::commands::import::records::missing_by_name;
use crate::commands::import::result::{CellReason, RowReason};
use crate::commands::import::{ImportOrder, Missing};
use crate::engine::column::Cell;
use crate::engine::data::Data;
use crate::engine::staged_rows::StagedRows;
use crate::exchange::csv::header::ImportField;
use crate::exchange::csv::read::Row;
use crate::model::customer::CustomerField as Field;
use crate::model::kind::Kind;

/// Customers by what names them in the file, and those that are made because the file names them.
#[derive(Debug, Clone)]
pub struct CustomerLookup {
    /// Columns with the records known by them, the surest first.
    ways: Vec<(FileColumn, Known)>,
    missing: Missing,
    made: StagedRows,
}

impl CustomerLookup {
    /// For the columns of a file that name a customer.
    pub fn new(data: &Data, columns: &[FileColumn], order: &ImportOrder) -> Self {
        let ways = [
            (ImportField::CustomerId, Field::ExternalId, Case::Kept),
            (ImportField::CustomerEmail, Field::Email, Case::Folded),
            (ImportField::CustomerName, Field::Name, Case::Folded),
        ];
        let way = |(from, to, case): (ImportField, Field, Case)| {
            let column = column_for(columns, from)?;
            Some((column, Known::new(data, Kind::Customer, to.number(), case)))
        };
        let ways = ways.into_iter().filter_map(way).collect();
        let missing = missing_by_name(order, data, Kind::Customer);
        Self { ways, missing, made: StagedRows::new(data, Kind::Customer) }
    }

    /// The customer that the row names.
    ///
    /// # Errors
    /// When it names none, or one that is not there and shall not be made.
    pub fn find(&mut self, data: &Data, row: &Row<'_>) -> Result<u32, RowReason> {
        let mut naming = None;
        for (column, known) in &mut self.ways {
            let words = column.words(row);
            if words.is_empty() {
                continue;
            }
            if let Some(at) = known.find(data, &self.made, words) {
                return Ok(at);
            }
            naming.get_or_insert(*column);
        }
        match (naming, self.missing) {
            (None, _) => Err(RowReason::Missing(self.ways.first().map_or(ImportField::CustomerId, |it| it.0.field))),
            (Some(column), Missing::Refuse) => Err(column.refused(CellReason::RefersToNothing)),
            (Some(_), Missing::Make) => self.make(row),
        }
    }

    /// The customers that were made.
    pub fn finish(self) -> StagedRows {
        self.made
    }

    fn make(&mut self, row: &Row<'_>) -> Result<u32, RowReason> {
        let mut held = Vec::new();
        for (column, _) in &self.ways {
            held.push((column.field, column.read(row)?));
        }
        let words = |field: ImportField| match held.iter().find(|(of, _)| *of == field) {
            Some((_, Held::Words(words))) => words.as_ref(),
            Some((_, Held::Nothing | Held::Number(_) | Held::Record(..))) | None => "",
        };
        let (id, email, name) =
            (words(ImportField::CustomerId), words(ImportField::CustomerEmail), words(ImportField::CustomerName));
        let shown = [name, email, id].into_iter().find(|it| !it.is_empty()).unwrap_or_default();
        let at = self.made.add();
        for (field, words) in [(Field::ExternalId, id), (Field::Email, email), (Field::Name, shown)] {
            self.made.set(at, field.number(), Cell::Text(words));
        }
        for (column, known) in &mut self.ways {
            known.add(at, words(column.field));
        }
        Ok(at)
    }
}
