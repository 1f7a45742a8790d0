//! A file becomes records: fed piece by piece, nothing changes before all of it was read.

use serde::{Deserialize, Serialize};

use crate::changes::change::{Change, MadeRange};
use crate::changes::inverse::Plan;
use crate::commands::import::customers::CustomerRows;
use crate::commands::import::edits::Fate;
use crate::commands::import::events::EventRows;
use crate::commands::import::order_lines::OrderLineRows;
use crate::commands::import::products::ProductRows;
use crate::commands::import::result::{ImportResult, MAX_REFUSED, MAX_REFUSED_BYTES, RefusedRow, RowReason};
use crate::commands::refusal::Refusal;
use crate::engine::data::Data;
use crate::engine::staged_rows::StagedRows;
use crate::exchange::csv::detect::Layout;
use crate::exchange::csv::header::{ImportField, Mapping, Target};
use crate::exchange::csv::problem::{Stop, Weight};
use crate::exchange::csv::read::{Budget, Reader, Row};
use crate::exchange::csv::styles::ColumnStyle;
use crate::model::field::FIRST_CUSTOM;
use crate::model::id::{Id, IdSource};
use crate::model::wall_clock::WallClock;

pub mod cells;
pub mod choices;
pub mod customer_lookup;
pub mod customers;
pub mod edits;
pub mod events;
pub mod key_index;
pub mod known;
pub mod order_lines;
pub mod own_columns;
pub mod product_lookup;
pub mod products;
pub mod records;
pub mod result;

/// How a file is imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportOrder {
    /// How it is written.
    pub layout: Layout,
    /// What its columns mean.
    pub mapping: Mapping,
    /// How each column writes numbers and dates.
    pub styles: Vec<ColumnStyle>,
    /// What becomes of a row that names a customer or a product that is not there.
    pub missing: Missing,
}

impl ImportOrder {
    /// Refuses an order that cannot be meant: its parts speak of different files, or too few columns mean something.
    ///
    /// # Errors
    /// [`Refusal::NotUnderstood`], with what is wrong.
    pub fn check(&self, data: &Data) -> Result<(), Refusal> {
        let n_columns = self.layout.n_columns;
        let fits = self.mapping.columns.len() == n_columns && self.styles.len() == n_columns;
        let target = self.mapping.target;
        let belongs = |field: &ImportField| match field.own() {
            Some(number) => number >= FIRST_CUSTOM && data.field(target.kind(), number).is_some_and(|it| it.shown),
            None => target.fields().any(|it| it == *field),
        };
        let wrong = if !fits {
            "the layout, the mapping and the styles have not as many columns"
        } else if !self.mapping.columns.iter().flatten().all(belongs) {
            "a column is mapped to a field that the target does not have"
        } else if !self.mapping.missing().is_empty() {
            "a field that the target needs is not mapped"
        } else {
            return Ok(());
        };
        Err(Refusal::NotUnderstood(wrong.to_owned()))
    }
}

/// What becomes of a row that names a customer or a product that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// It is made.
    Make,
    /// The row is refused.
    #[default]
    Refuse,
}

/// An import under way. Until [`ImportSession::finish`] the data are only read, and nobody else may change them.
#[derive(Debug, Clone)]
pub struct ImportSession {
    target: Target,
    reader: Reader,
    rows: Rows,
    counts: Counts,
    refused: Vec<RefusedRow>,
    refused_bytes: usize,
}

#[derive(Debug, Clone)]
enum Rows {
    Customers(Box<CustomerRows>),
    Products(Box<ProductRows>),
    OrderLines(Box<OrderLineRows>),
    Events(Box<EventRows>),
}

#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_field_names, reason = "they are all counts")]
struct Counts {
    n_updated: u64,
    n_unchanged: u64,
    n_refused: u64,
}

impl ImportSession {
    /// Begins: what is there is looked over, so that it is found again. By the clock on the wall are times of a day in
    /// which no zone is written.
    pub fn new(order: &ImportOrder, data: &Data, ids: &mut IdSource, clock: WallClock) -> Self {
        let rows = match order.mapping.target {
            Target::Customers => Rows::Customers(Box::new(CustomerRows::new(data, order, ids))),
            Target::Products => Rows::Products(Box::new(ProductRows::new(data, order))),
            Target::OrderLines => Rows::OrderLines(Box::new(OrderLineRows::new(data, order))),
            Target::Interactions => Rows::Events(Box::new(EventRows::interactions(data, order, clock))),
            Target::Responses => Rows::Events(Box::new(EventRows::responses(data, order, clock))),
        };
        Self {
            target: order.mapping.target,
            reader: Reader::new(order.layout, Budget::default()),
            rows,
            counts: Counts::default(),
            refused: Vec::new(),
            refused_bytes: 0,
        }
    }

    /// Takes in the next bytes of the file.
    ///
    /// # Errors
    /// When the file cannot be read further; nothing has changed.
    pub fn feed(&mut self, data: &Data, bytes: &[u8]) -> Result<(), Stop> {
        self.reader.feed(bytes)?;
        self.take_rows(data)
    }

    /// How many rows were read.
    pub fn n_rows(&self) -> u64 {
        self.reader.counts().n_rows
    }

    /// The file has ended: takes in what of its last row is left.
    ///
    /// # Errors
    /// When the file ends within a quote; nothing has changed.
    pub fn end(&mut self, data: &Data) -> Result<(), Stop> {
        self.reader.end();
        self.take_rows(data)
    }

    /// The file has ended: puts what was gathered into the tables, absent, and says what makes it be there.
    ///
    /// # Errors
    /// When the file ends within a quote; nothing has changed.
    pub fn finish(mut self, data: &mut Data, ids: &mut IdSource) -> Result<(Plan, ImportResult), Stop> {
        self.end(data)?;
        let mut result = self.so_far();
        let (staged, changes) = self.rows.finish();
        let ranges: Vec<MadeRange> = staged
            .into_iter()
            .filter_map(|(rows, first)| data.append_rows(first.unwrap_or_else(|| ids.next_id()), rows))
            .collect();
        result.made = ranges.iter().map(|range| (range.kind, range.count)).collect();
        Ok((Plan { ranges, changes }, result))
    }

    /// What came of the rows until now; records are only counted at the end. The refused rows go with it.
    pub fn so_far(&mut self) -> ImportResult {
        let counts = self.reader.counts();
        ImportResult {
            target: self.target,
            sequence: 0,
            n_rows: counts.n_rows,
            made: Vec::new(),
            n_updated: self.counts.n_updated,
            n_unchanged: self.counts.n_unchanged,
            n_refused: self.counts.n_refused,
            refused: std::mem::take(&mut self.refused),
            n_repaired_bytes: counts.n_repaired_bytes,
        }
    }

    fn take_rows(&mut self, data: &Data) -> Result<(), Stop> {
        while let Some(row) = self.reader.next_row()? {
            let taken = match row.problem() {
                Some(problem) if problem.weight() == Weight::Refusal => Err(RowReason::Shape(problem)),
                Some(_) | None => self.rows.take(data, &row),
            };
            match taken {
                Ok(Fate::Made) => {}
                Ok(Fate::Updated) => self.counts.n_updated += 1,
                Ok(Fate::Unchanged) => self.counts.n_unchanged += 1,
                Err(reason) => {
                    self.counts.n_refused += 1;
                    let cells: Vec<String> = row.all_cells().map(str::to_owned).collect();
                    self.refused_bytes += cells.iter().map(String::len).sum::<usize>();
                    if self.refused.len() < MAX_REFUSED && self.refused_bytes < MAX_REFUSED_BYTES {
                        self.refused.push(RefusedRow { line: row.line(), reason, cells });
                    }
                }
            }
        }
        Ok(())
    }
}

impl Rows {
    fn take(&mut self, data: &Data, row: &Row<'_>) -> Result<Fate, RowReason> {
        match self {
            Self::Customers(rows) => rows.take(data, row),
            Self::Products(rows) => rows.take(data, row),
            Self::OrderLines(rows) => rows.take(data, row),
            Self::Events(rows) => rows.take(data, row),
        }
    }

    /// Rows to be made, those that others refer to first, with the identity of the first where it is settled; and
    /// changes to records that are there.
    fn finish(self) -> (Vec<(StagedRows, Option<Id>)>, Vec<Change>) {
        let alone = |staged: Vec<StagedRows>| (staged.into_iter().map(|rows| (rows, None)).collect(), Vec::new());
        match self {
            Self::Customers(rows) => rows.finish(),
            Self::Products(rows) => rows.finish(),
            Self::OrderLines(rows) => alone(rows.finish()),
            Self::Events(rows) => alone(rows.finish()),
        }
    }
}

#[cfg(test)]
mod tests;
