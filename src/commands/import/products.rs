//! Rows that are products: known by their code, by their number in the source, or by name.

use crate::changes::change::Change;
use crate::commands::import::ImportOrder;
use crate::commands::import::cells::file_columns;
use crate::commands::import::edits::{Edits, Fate};
use crate::commands::import::known::{Case, Known};
use crate::commands::import::records::{Filling, make, put_all, words_in};
use crate::commands::import::result::RowReason;
use crate::engine::data::Data;
use crate::engine::staged_rows::StagedRows;
use crate::exchange::csv::header::ImportField;
use crate::exchange::csv::read::Row;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::product::ProductField as Field;

/// The products of a file.
#[derive(Debug, Clone)]
pub struct ProductRows {
    filling: Filling,
    products: StagedRows,
    by_code: Known,
    by_external_id: Known,
    by_name: Known,
    edits: Edits,
}

impl ProductRows {
    /// For a file that is imported as the order says.
    pub fn new(data: &Data, order: &ImportOrder) -> Self {
        let by = |field: Field, case| Known::new(data, Kind::Product, field.number(), case);
        Self {
            filling: Filling::new(data, Kind::Product, &file_columns(&order.mapping, &order.styles), field_for),
            products: StagedRows::new(data, Kind::Product),
            by_code: by(Field::Code, Case::Folded),
            by_external_id: by(Field::ExternalId, Case::Kept),
            by_name: by(Field::Name, Case::Folded),
            edits: Edits::default(),
        }
    }

    /// Takes a row.
    ///
    /// # Errors
    /// When it is no product that could be kept.
    pub fn take(&mut self, data: &Data, row: &Row<'_>) -> Result<Fate, RowReason> {
        let values = self.filling.read(data, row)?;
        let of = |field: Field| words_in(&values, field.number());
        let (code, external_id, name) = (of(Field::Code), of(Field::ExternalId), of(Field::Name));
        if name.is_empty() {
            return Err(RowReason::Missing(ImportField::ProductName));
        }
        let staged = &self.products;
        let known = self.by_code.find(data, staged, code);
        let known = known.or_else(|| self.by_external_id.find(data, staged, external_id));
        let by_name_alone = code.is_empty() && external_id.is_empty();
        let known = known.or_else(|| self.by_name.find(data, staged, name).filter(|_| by_name_alone));
        let (at, fate) = if let Some(at) = known {
            (at, put_all(data, &mut self.products, &mut self.edits, at, &values))
        } else {
            self.filling.check_new(&values)?;
            (make(&mut self.products, &values), Fate::Made)
        };
        self.by_code.add(at, code);
        self.by_external_id.add(at, external_id);
        self.by_name.add(at, name);
        Ok(fate)
    }

    /// What the rows came to.
    pub fn finish(self) -> (Vec<(StagedRows, Option<Id>)>, Vec<Change>) {
        (vec![(self.products, None)], self.edits.finish())
    }
}

fn field_for(field: ImportField) -> Option<FieldNumber> {
    const FILLED: &[(ImportField, Field)] = &[
        (ImportField::ProductName, Field::Name),
        (ImportField::ProductCode, Field::Code),
        (ImportField::ProductId, Field::ExternalId),
        (ImportField::Category, Field::Category),
        (ImportField::Price, Field::Price),
        (ImportField::Cost, Field::Cost),
        (ImportField::Vat, Field::Vat),
        (ImportField::Unit, Field::Unit),
        (ImportField::Description, Field::Description),
        (ImportField::Withdrawn, Field::Withdrawn),
    ];
    FILLED.iter().find(|(from, _)| *from == field).map(|(_, to)| to.number())
}
