//! One row at a time out of text: cells as places in it, nothing copied but quoted quotes.
//!
//! RFC 4180, read leniently as Excel does: a quote means something only as the first character of a cell, words behind a
//! closing quote belong to the cell, and lines end with `\n`, `\r\n` or `\r`, mixed at will.

use memchr::{memchr, memchr2};

use super::detect::Part;
use super::problem::Stop;

/// How large a row may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) columns: usize,
    pub(super) cell_bytes: usize,
    pub(super) row_bytes: usize,
}

/// The cells of one row.
#[derive(Debug, Default, Clone)]
pub(super) struct Cells {
    places: Vec<Place>,
    /// Cells that are not as they stand in the text.
    unquoted: String,
    /// Words stand between a closing quote and the next separator.
    pub(super) has_text_after_quote: bool,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    end: u32,
    is_in_text: bool,
}

/// What [`scan`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scan {
    /// A row; the next begins there, so many line ends further.
    Row { next: usize, n_line_ends: u64 },
    /// The row goes on beyond the text.
    Incomplete,
    /// Nothing is left.
    End,
}

impl Cells {
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn get<'a>(&'a self, text: &'a str, column: usize) -> Option<&'a str> {
        self.places.get(column).map(|place| self.at(text, *place))
    }

    pub(super) fn iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        self.places.iter().map(|place| self.at(text, *place))
    }

    /// True when no cell from that column on holds anything.
    pub(super) fn are_empty_from(&self, text: &str, column: usize) -> bool {
        self.places.iter().skip(column).all(|place| place.start == place.end || self.at(text, *place).trim().is_empty())
    }

    fn at<'a>(&'a self, text: &'a str, place: Place) -> &'a str {
        let whole = if place.is_in_text { text } else { &self.unquoted };
        whole.get(place.start as usize..place.end as usize).unwrap_or_default()
    }

    fn push(&mut self, start: usize, end: usize) {
        self.places.push(Place { start: start as u32, end: end as u32, is_in_text: true });
    }
}

/// Reads the row that begins at `from` into `cells`. `line` is its line, for what stops the reading.
pub(super) fn scan(
    text: &str,
    from: usize,
    part: Part,
    separator: u8,
    bounds: &Bounds,
    line: u64,
    cells: &mut Cells,
) -> Result<Scan, Stop> {
    cells.places.clear();
    cells.unquoted.clear();
    cells.has_text_after_quote = false;
    let bytes = text.as_bytes();
    let end_of_text = bytes.len();
    if from >= end_of_text {
        return Ok(if part == Part::Whole { Scan::End } else { Scan::Incomplete });
    }
    let mut n_line_ends = 0;
    let mut at = from;
    loop {
        if cells.places.len() == bounds.columns {
            return Err(Stop::TooManyColumns { line, limit: bounds.columns });
        }
        let start = at;
        let end = if bytes.get(at) == Some(&b'"') {
            let closed = unquote(text, at + 1, part, cells);
            check_size(text, from, start, closed.unwrap_or(end_of_text), bounds, line)?;
            match closed {
                None if part == Part::Whole => {
                    let line = line + count_line_ends(text.get(from..start).unwrap_or_default());
                    return Err(Stop::UnclosedQuote { line });
                }
                None => return Ok(Scan::Incomplete),
                Some(closed) => {
                    n_line_ends += count_line_ends(text.get(start..closed).unwrap_or_default());
                    let end = end_of_cell(bytes, closed, separator);
                    if end > closed {
                        add_text_after_quote(text, closed, end, cells);
                    }
                    end
                }
            }
        } else {
            let end = end_of_cell(bytes, at, separator);
            cells.push(start, end);
            end
        };
        check_size(text, from, start, end, bounds, line)?;
        at = end + 1;
        match bytes.get(end) {
            Some(&byte) if byte == separator => {}
            Some(b'\r') => match bytes.get(at) {
                Some(b'\n') => return Ok(Scan::Row { next: at + 1, n_line_ends: n_line_ends + 1 }),
                None if part == Part::Start => return Ok(Scan::Incomplete),
                Some(_) | None => return Ok(Scan::Row { next: at, n_line_ends: n_line_ends + 1 }),
            },
            Some(_) => return Ok(Scan::Row { next: at, n_line_ends: n_line_ends + 1 }),
            None if part == Part::Start => return Ok(Scan::Incomplete),
            None => return Ok(Scan::Row { next: end, n_line_ends }),
        }
    }
}

/// The place behind the next line end, if the text holds it: for lines that are skipped whatever they hold.
pub(super) fn next_line(text: &str, from: usize, part: Part) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = from + memchr2(b'\n', b'\r', bytes.get(from..)?)?;
    match (bytes.get(end), bytes.get(end + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some(end + 2),
        (Some(b'\r'), None) if part == Part::Start => None,
        _ => Some(end + 1),
    }
}

/// Line ends of all three kinds.
pub(super) fn count_line_ends(text: &str) -> u64 {
    let bytes = text.as_bytes();
    if memchr2(b'\n', b'\r', bytes).is_none() {
        return 0;
    }
    let n_ends = bytes.iter().filter(|&&byte| byte == b'\n' || byte == b'\r').count();
    let n_pairs = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    (n_ends - n_pairs) as u64
}

/// Most cells are short: eight bytes are looked at in one go, which is done before a vector search has started.
fn end_of_cell(bytes: &[u8], from: usize, separator: u8) -> usize {
    let mut at = from;
    while let Some((eight, _)) = bytes.get(at..).and_then(|rest| rest.split_first_chunk()) {
        let eight = u64::from_le_bytes(*eight);
        let ends = places_of(separator, eight) | places_of(b'\n', eight) | places_of(b'\r', eight);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == separator || *byte == b'\n' || *byte == b'\r');
    length.map_or(bytes.len(), |length| at + length)
}

/// A bit in each of eight bytes that is the one looked for, and perhaps in some above the lowest of them.
///
/// Source: S. E. Anderson, "Bit Twiddling Hacks", Determine if a word has a zero byte.
fn places_of(byte: u8, eight: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let different = eight ^ (ONES * u64::from(byte));
    different.wrapping_sub(ONES) & !different & (ONES << 7)
}

/// Pushes the cell whose opening quote stands before `from`; the place behind its closing quote, if it has one.
fn unquote(text: &str, from: usize, part: Part, cells: &mut Cells) -> Option<usize> {
    let bytes = text.as_bytes();
    let unquoted_start = cells.unquoted.len();
    let mut piece = from;
    let mut has_quotes = false;
    loop {
        let quote = piece + memchr(b'"', bytes.get(piece..)?)?;
        match bytes.get(quote + 1) {
            Some(b'"') => {
                cells.unquoted.push_str(text.get(piece..=quote).unwrap_or_default());
                has_quotes = true;
                piece = quote + 2;
            }
            None if part == Part::Start => return None,
            Some(_) | None => {
                if has_quotes {
                    cells.unquoted.push_str(text.get(piece..quote).unwrap_or_default());
                    let (start, end) = (unquoted_start as u32, cells.unquoted.len() as u32);
                    cells.places.push(Place { start, end, is_in_text: false });
                } else {
                    cells.push(piece, quote);
                }
                return Some(quote + 1);
            }
        }
    }
}

/// Adds to the last cell what stands behind its closing quote. Spaces there mean nothing.
fn add_text_after_quote(text: &str, from: usize, end: usize, cells: &mut Cells) {
    let behind = text.get(from..end).unwrap_or_default();
    if behind.trim().is_empty() {
        return;
    }
    cells.has_text_after_quote = true;
    if let Some(place) = cells.places.pop() {
        let start = if place.is_in_text { cells.unquoted.len() as u32 } else { place.start };
        if place.is_in_text {
            cells.unquoted.push_str(text.get(place.start as usize..place.end as usize).unwrap_or_default());
        }
        cells.unquoted.push_str(behind);
        cells.places.push(Place { start, end: cells.unquoted.len() as u32, is_in_text: false });
    }
}

/// Refuses what is larger than the bounds. Of two that are passed the one passed first counts, so that the answer does not
/// hang on how the text is split.
fn check_size(text: &str, row: usize, cell: usize, end: usize, bounds: &Bounds, line: u64) -> Result<(), Stop> {
    let cell_limit = cell + bounds.cell_bytes;
    let row_limit = row + bounds.row_bytes;
    if end <= cell_limit && end <= row_limit {
        return Ok(());
    }
    if row_limit < cell_limit {
        Err(Stop::RowTooLarge { line, limit: bounds.row_bytes })
    } else if text.as_bytes().get(cell) == Some(&b'"') {
        let line = line + count_line_ends(text.get(row..cell).unwrap_or_default());
        Err(Stop::UnclosedQuote { line })
    } else {
        Err(Stop::CellTooLarge { line, limit: bounds.cell_bytes })
    }
}
