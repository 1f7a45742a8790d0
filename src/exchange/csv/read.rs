//! The rows of a file that comes in pieces of any size.

use serde::{Deserialize, Serialize};

use super::decode::Decoder;
use super::detect::{HeaderRow, Layout, Part};
use super::problem::{ProblemKind, Stop};
use super::tokens::{Bounds, Cells, Scan, next_line, scan};

/// How much of a file is taken at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Rows below the header.
    pub rows: u64,
    /// Cells of a row.
    pub columns: usize,
    /// Bytes of a cell, as UTF-8.
    pub cell_bytes: usize,
    /// Bytes of a row, as UTF-8.
    pub row_bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { file_bytes: 768 << 20, rows: 15_000_000, columns: 2_000, cell_bytes: 1 << 20, row_bytes: 4 << 20 }
    }
}

impl Budget {
    /// Refuses a file by its size, before anything of it is read.
    pub fn check_file_size(&self, bytes: u64) -> Result<(), Stop> {
        if bytes > self.file_bytes { Err(Stop::TooManyBytes { limit: self.file_bytes }) } else { Ok(()) }
    }

    pub(super) fn bounds(&self) -> Bounds {
        Bounds { columns: self.columns, cell_bytes: self.cell_bytes, row_bytes: self.row_bytes }
    }
}

/// Reads rows out of bytes that are fed piece by piece; no text is copied for a cell.
///
/// ```ignore
/// let mut reader = Reader::new(detection.layout, Budget::default());
/// for chunk in chunks {
///     reader.feed(chunk)?;
///     while let Some(row) = reader.next_row()? { … }
/// }
/// reader.end();
/// while let Some(row) = reader.next_row()? { … }
/// ```
///
/// Between two pieces the caller can stop, say how far it is, and let others work.
#[derive(Debug, Clone)]
pub struct Reader {
    layout: Layout,
    budget: Budget,
    decoder: Decoder,
    /// Decoded text whose rows before `at` are done.
    text: String,
    at: usize,
    /// The line that begins at `at`.
    line: u64,
    part: Part,
    is_header_done: bool,
    cells: Cells,
    counts: Counts,
}

/// How much was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Bytes fed.
    pub n_bytes: u64,
    /// Rows given.
    pub n_rows: u64,
    /// Rows without anything in them, left out.
    pub n_blank_rows: u64,
    /// Bytes that did not fit the encoding and were read as well as could be.
    pub n_repaired_bytes: u64,
}

/// One row, borrowed from the reader until the next is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    text: &'a str,
    cells: &'a Cells,
    n_columns: usize,
    line: u64,
    problem: Option<ProblemKind>,
}

impl<'a> Row<'a> {
    /// Line of the file in which the row begins, counted from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// What is wrong with the shape of the row, if anything; its `weight()` says whether the row can be taken.
    pub fn problem(&self) -> Option<ProblemKind> {
        self.problem
    }

    /// The cell of a column counted from 0, as it stands in the file without its quotes; empty where the row ends early.
    pub fn cell(&self, column: usize) -> &'a str {
        self.cells.get(self.text, column).unwrap_or_default()
    }

    /// The cells, as many as the header has columns.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a, '_> {
        (0..self.n_columns).map(|column| self.cell(column))
    }

    /// The cells, as many as the row has: for the list of refused rows.
    pub fn all_cells(&self) -> impl Iterator<Item = &'a str> {
        self.cells.iter(self.text)
    }
}

impl Reader {
    /// A reader at the start of a file.
    pub fn new(layout: Layout, budget: Budget) -> Self {
        Self {
            layout,
            budget,
            decoder: Decoder::new(layout.encoding),
            text: String::new(),
            at: 0,
            line: 1,
            part: Part::Start,
            is_header_done: false,
            cells: Cells::default(),
            counts: Counts::default(),
        }
    }

    /// The next bytes of the file. Take the rows out before more is fed: what is not taken out is kept in memory.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        self.counts.n_bytes += bytes.len() as u64;
        self.budget.check_file_size(self.counts.n_bytes)?;
        self.drop_done();
        self.decoder.push(bytes, &mut self.text);
        Ok(())
    }

    /// The file has no more bytes: the rows still in the reader can be taken out.
    pub fn end(&mut self) {
        self.drop_done();
        self.decoder.finish(&mut self.text);
        self.part = Part::Whole;
    }

    /// The next row, or none until more is fed. Rows with nothing in them are left out.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, Stop> {
        let Some((from, line)) = self.advance()? else { return Ok(None) };
        self.counts.n_rows += 1;
        if self.counts.n_rows > self.budget.rows {
            return Err(Stop::TooManyRows { limit: self.budget.rows });
        }
        let problem = self.problem(from);
        let n_columns = self.layout.n_columns;
        Ok(Some(Row { text: &self.text, cells: &self.cells, n_columns, line, problem }))
    }

    /// How much was read until now.
    pub fn counts(&self) -> Counts {
        Counts { n_repaired_bytes: self.decoder.n_repaired(), ..self.counts }
    }

    /// Moves over the next row that holds something; where it begins, and its line.
    fn advance(&mut self) -> Result<Option<(usize, u64)>, Stop> {
        while self.line < self.layout.header.line() {
            let Some(next) = next_line(&self.text, self.at, self.part) else { return self.check_skipped_line() };
            self.at = next;
            self.line += 1;
        }
        loop {
            let (from, line) = (self.at, self.line);
            let separator = self.layout.separator.byte();
            let bounds = self.budget.bounds();
            match scan(&self.text, from, self.part, separator, &bounds, line, &mut self.cells)? {
                Scan::Incomplete | Scan::End => return Ok(None),
                Scan::Row { next, n_line_ends } => {
                    self.at = next;
                    self.line += n_line_ends;
                }
            }
            if self.cells.are_empty_from(&self.text, 0) {
                self.counts.n_blank_rows += 1;
            } else if self.is_header_done || matches!(self.layout.header, HeaderRow::Missing { .. }) {
                return Ok(Some((from, line)));
            } else {
                self.is_header_done = true;
            }
        }
    }

    /// Nothing is found as long as a line to be skipped has not ended; it may not grow without end.
    fn check_skipped_line<T>(&self) -> Result<Option<T>, Stop> {
        if self.text.len() - self.at > self.budget.row_bytes {
            return Err(Stop::RowTooLarge { line: self.line, limit: self.budget.row_bytes });
        }
        Ok(None)
    }

    fn problem(&self, from: usize) -> Option<ProblemKind> {
        let (expected, found) = (self.layout.n_columns, self.cells.len());
        let row = self.text.as_bytes().get(from..self.at).unwrap_or_default();
        if memchr::memchr(0, row).is_some() {
            Some(ProblemKind::EmbeddedNul)
        } else if found > expected && !self.cells.are_empty_from(&self.text, expected) {
            Some(ProblemKind::ExtraCells { expected, found })
        } else if self.cells.has_text_after_quote {
            Some(ProblemKind::TextAfterQuote)
        } else if found < expected {
            Some(ProblemKind::MissingCells { expected, found })
        } else {
            None
        }
    }

    fn drop_done(&mut self) {
        self.text.replace_range(..self.at, "");
        self.at = 0;
    }
}
