//! The product that a line of an order names: by its number in the source, its code or its name.

use crate::commands::import::cells::{FileColumn, column_for};
use crate::commands::import::known::{Case, Known};
use crate::commands::import::records::missing_by_name;
use crate::commands::import::result::{CellReason, RowReason};
use crate::commands::import::{ImportOrder, Missing};
use crate::engine::column::Cell;
use crate::engine::data::Data;
use crate::engine::staged_rows::StagedRows;
use crate::exchange::csv::header::ImportField;
use crate::exchange::csv::read::Row;
use crate::model::kind::Kind;
use crate::model::product::ProductField as Field;

/// Products by what names them in the file, and those that are made because the file names them.
#[derive(Debug, Clone)]
pub struct ProductLookup {
    ways: Vec<(FileColumn, Field, Known)>,
    category: Option<FileColumn>,
    missing: Missing,
    made: StagedRows,
}

impl ProductLookup {
    /// For the columns of a file that name a product.
    pub fn new(data: &Data, columns: &[FileColumn], order: &ImportOrder) -> Self {
        let ways = [
            (ImportField::ProductId, Field::ExternalId, Case::Kept),
            (ImportField::ProductCode, Field::Code, Case::Folded),
            (ImportField::ProductName, Field::Name, Case::Folded),
        ];
        let way = |(from, to, case): (ImportField, Field, Case)| {
            let column = column_for(columns, from)?;
            Some((column, to, Known::new(data, Kind::Product, to.number(), case)))
        };
        Self {
            ways: ways.into_iter().filter_map(way).collect(),
            category: column_for(columns, ImportField::Category),
            missing: missing_by_name(order, data, Kind::Product),
            made: StagedRows::new(data, Kind::Product),
        }
    }

    /// The product that the row names.
    ///
    /// # Errors
    /// When it names none, or one that is not there and shall not be made.
    pub fn find(&mut self, data: &Data, row: &Row<'_>) -> Result<u32, RowReason> {
        let mut naming = None;
        for (column, _, known) in &mut self.ways {
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
            (None, _) => Err(RowReason::Missing(self.ways.first().map_or(ImportField::ProductName, |it| it.0.field))),
            (Some(column), Missing::Refuse) => Err(column.refused(CellReason::RefersToNothing)),
            (Some(_), Missing::Make) => self.make(row),
        }
    }

    /// The products that were made.
    pub fn finish(self) -> StagedRows {
        self.made
    }

    fn make(&mut self, row: &Row<'_>) -> Result<u32, RowReason> {
        for (column, _, _) in &self.ways {
            column.read(row)?;
        }
        let at = self.made.add();
        let mut name = "";
        for (column, field, known) in &mut self.ways {
            let words = column.words(row);
            self.made.set(at, field.number(), Cell::Text(words));
            known.add(at, words);
            // The ways go from the number to the name: the last one that is there says most.
            name = if words.is_empty() { name } else { words };
        }
        self.made.set(at, Field::Name.number(), Cell::Text(name));
        if let Some(column) = self.category {
            self.made.set(at, Field::Category.number(), column.read(row)?.cell());
        }
        Ok(at)
    }
}
