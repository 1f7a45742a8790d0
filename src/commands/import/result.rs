//! What an import came to: how many records, and which rows were refused, and why.

use serde::{Deserialize, Serialize};

use crate::exchange::csv::header::{ImportField, Target};
use crate::exchange::csv::problem::ProblemKind;
use crate::model::check::Wrong;
use crate::model::kind::Kind;

/// How many refused rows are kept with their words; the others are counted.
pub const MAX_REFUSED: usize = 1_000;
/// How many bytes of words refused rows may keep together.
pub const MAX_REFUSED_BYTES: usize = 8 << 20;

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportResult {
    /// What the rows became.
    pub target: Target,
    /// Place of the import in the journal; 0 when it changed nothing.
    pub sequence: u64,
    /// Rows read.
    pub n_rows: u64,
    /// Records made, by kind: the customers of orders and the tags too.
    pub made: Vec<(Kind, u32)>,
    /// Rows whose record was there and is changed.
    pub n_updated: u64,
    /// Rows whose record was there and stays as it is.
    pub n_unchanged: u64,
    /// Rows refused.
    pub n_refused: u64,
    /// The first of them.
    pub refused: Vec<RefusedRow>,
    /// Bytes that did not fit the encoding of the file and were read as well as could be.
    pub n_repaired_bytes: u64,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRow {
    /// Line of the file in which it begins, from 1.
    pub line: u64,
    /// Why.
    pub reason: RowReason,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowReason {
    /// The row has not the shape of the others.
    Shape(ProblemKind),
    /// One cell is not what its field holds.
    Cell {
        /// Place of the column, from 0.
        column: usize,
        /// What it is imported as.
        field: ImportField,
        /// What is wrong.
        reason: CellReason,
    },
    /// A field is empty that every record of its kind has.
    Missing(ImportField),
    /// The line's amount is larger than any that is kept, or its discount larger than the line.
    AmountTooLarge,
    /// Its discount in percent and its discount as an amount are not the same.
    TwoDiscounts,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellReason {
    /// It is no number, no date, neither yes nor no.
    Shape(ProblemKind),
    /// The words or the number.
    Value(Wrong),
    /// It names no choice of its field.
    NoSuchChoice,
    /// It names a record that is not there.
    RefersToNothing,
    /// Another record has it.
    Taken,
}
