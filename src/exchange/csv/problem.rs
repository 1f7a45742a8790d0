//! What can be wrong with a file, a row or a cell.

use serde::{Deserialize, Serialize};

use super::decode::BinaryFormat;
use crate::model::date::DateError;
use crate::model::number_text::NumberError;

/// Something wrong in one place of a file; the rest of the file can go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Line of the file in which the row begins, counted from 1.
    pub line: u64,
    /// Column, counted from 0; none where it concerns the whole row.
    pub column: Option<usize>,
    /// What is wrong.
    pub what: ProblemKind,
}

/// What is wrong with a row or a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// The row ends early: what is missing reads as empty.
    #[error("{found} cells instead of {expected}")]
    MissingCells { expected: usize, found: usize },
    /// The row has words beyond the last column of the header: perhaps a separator that was not quoted.
    #[error("{found} cells instead of {expected}")]
    ExtraCells { expected: usize, found: usize },
    /// A NUL character in the row.
    #[error("NUL character")]
    EmbeddedNul,
    /// Words between a closing quote and the next separator: perhaps a quote that was not doubled.
    #[error("text after a closing quote")]
    TextAfterQuote,
    /// The column holds numbers, this does not.
    #[error("not a number: {why}")]
    NotANumber { why: NumberError },
    /// The column holds dates, this does not.
    #[error("not a date: {why}")]
    NotADate { why: DateError },
    /// A day and a month without a year (`--05-17`).
    #[error("date without a year")]
    DateWithoutYear,
    /// Neither yes nor no.
    #[error("neither yes nor no")]
    NotAFlag,
}

impl ProblemKind {
    /// Whether a row with this problem can be taken.
    pub fn weight(self) -> Weight {
        match self {
            Self::MissingCells { .. } | Self::TextAfterQuote | Self::DateWithoutYear => Weight::Remark,
            Self::ExtraCells { .. }
            | Self::EmbeddedNul
            | Self::NotANumber { .. }
            | Self::NotADate { .. }
            | Self::NotAFlag => Weight::Refusal,
        }
    }
}

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The row can be taken; the user is told.
    Remark,
    /// The row cannot be taken as it is.
    Refusal,
}

/// Why a file cannot be read, or not further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// No bytes, or nothing but spaces.
    #[error("empty file")]
    Empty,
    /// Not text.
    #[error("not a text file: {looks_like:?}")]
    Binary { looks_like: BinaryFormat },
    /// A quote that is never closed, or only after more than a cell may hold; `line` is where it opens.
    #[error("quote opened in line {line} is not closed")]
    UnclosedQuote { line: u64 },
    /// More columns than can be taken.
    #[error("more than {limit} columns in line {line}")]
    TooManyColumns { line: u64, limit: usize },
    /// More bytes in a cell than can be taken.
    #[error("a cell of more than {limit} bytes in the row of line {line}")]
    CellTooLarge { line: u64, limit: usize },
    /// More bytes in a row than can be taken.
    #[error("a row of more than {limit} bytes in line {line}")]
    RowTooLarge { line: u64, limit: usize },
    /// More rows than can be taken.
    #[error("more than {limit} rows")]
    TooManyRows { limit: u64 },
    /// More bytes than can be taken.
    #[error("more than {limit} bytes")]
    TooManyBytes { limit: u64 },
}
