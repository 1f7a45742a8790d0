//! What a file is like, from its first mebibyte: encoding, separator, header row, sample rows, how columns are written.

use serde::{Deserialize, Serialize};

use super::decode::{Decoder, Encoding, Evidence, detect_encoding};
use super::problem::Stop;
use super::read::Budget;
use super::styles::{ColumnStyle, column_styles};
use super::tokens::{Cells, Scan, next_line, scan};
use crate::model::small_sort;

/// How many bytes of a file [`detect`] needs at most.
pub const HEAD_BYTES: usize = 1 << 20;

/// Whether the text at hand is all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// More follows.
    Start,
    /// Nothing follows.
    Whole,
}

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

impl Separator {
    /// All of them, for a picker.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe];

    /// The character itself.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}

/// Where the names of the columns stand. Lines before it are skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum HeaderRow {
    /// The row that begins in this line, counted from 1.
    At { line: u64 },
    /// There are none: the data begin in this line.
    Missing { line: u64 },
}

impl HeaderRow {
    pub(super) fn line(self) -> u64 {
        match self {
            Self::At { line } | Self::Missing { line } => line,
        }
    }
}

/// All that [`super::read::Reader`] has to know of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    pub encoding: Encoding,
    pub separator: Separator,
    pub header: HeaderRow,
    pub n_columns: usize,
}

/// What the user wants read otherwise than detected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wishes {
    pub encoding: Option<Encoding>,
    pub separator: Option<Separator>,
    pub header: Option<HeaderRow>,
}

/// What was detected, with enough of the file to show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Detection {
    pub layout: Layout,
    /// What the encoding rests on; at [`Evidence::Guess`] the user should look at the accented letters.
    pub evidence: Evidence,
    /// Names of the columns: each has one and no two are the same (`column_3`, `Email (2)`).
    pub names: Vec<String>,
    /// Columns whose name in the file was empty or taken.
    pub renamed: Vec<usize>,
    /// The first rows, each with as many cells as there are columns, long cells cut.
    pub samples: Vec<SampleRow>,
    /// How each column writes numbers and dates; the user may change it.
    pub styles: Vec<ColumnStyle>,
    pub line_ends: LineEnds,
}

/// A row to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleRow {
    /// Line of the file, counted from 1.
    pub line: u64,
    pub cells: Vec<String>,
}

/// How lines end. A file may mix all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineEnds {
    /// `\n`
    pub n_unix: usize,
    /// `\r\n`
    pub n_windows: usize,
    /// `\r`
    pub n_old_mac: usize,
}

impl LineEnds {
    /// True when lines end in more than one way.
    pub fn are_mixed(&self) -> bool {
        [self.n_unix, self.n_windows, self.n_old_mac].iter().filter(|&&it| it > 0).count() > 1
    }
}

/// Looks at the first bytes of a file: [`HEAD_BYTES`] of them, or all if there are fewer.
///
/// A file with a header and no rows is no error: `samples` is empty then.
pub fn detect(head: &[u8], part: Part, wishes: &Wishes, budget: &Budget) -> Result<Detection, Stop> {
    let (encoding, evidence) = match wishes.encoding {
        Some(encoding) => (encoding, Evidence::Chosen),
        None => detect_encoding(head)?,
    };
    let mut decoder = Decoder::new(encoding);
    let mut text = String::new();
    decoder.push(head, &mut text);
    if part == Part::Whole {
        decoder.finish(&mut text);
    }
    if text.trim().is_empty() {
        return Err(Stop::Empty);
    }
    let head = Head { text: &text, part, budget, start: SeparatorLine::find(&text, part) };
    let separator = wishes.separator.or(head.start.separator).unwrap_or_else(|| head.best_separator());
    let rows = head.rows(separator, MAX_VOTERS)?;
    let header = wishes.header.unwrap_or_else(|| header_row(&rows));
    let below = rows.iter().skip_while(|row| row.line < header.line());
    let (found_names, below): (&[String], Vec<&Found>) = match header {
        HeaderRow::At { .. } => {
            let mut below = below;
            (below.next().map_or(&[], |row| row.cells.as_slice()), below.collect())
        }
        HeaderRow::Missing { .. } => (&[], below.collect()),
    };
    let n_columns = n_columns(found_names, &below);
    let (names, renamed) = column_names(found_names, n_columns);
    let samples = below.iter().take(MAX_SAMPLES).map(|row| row.to_sample(n_columns)).collect();
    let styles = column_styles(n_columns, separator, || below.iter().map(|row| row.cells.as_slice()));
    let layout = Layout { encoding, separator, header, n_columns };
    Ok(Detection { layout, evidence, names, renamed, samples, styles, line_ends: line_ends(&text) })
}

/// Rows that are looked at for the separator.
const MAX_JUDGED: usize = 50;
/// Rows that vote on how numbers and dates are written.
const MAX_VOTERS: usize = 2_000;
/// Rows that are shown.
const MAX_SAMPLES: usize = 20;
/// Characters of a cell that are shown.
const MAX_SAMPLE_CHARS: usize = 200;

struct Head<'a> {
    text: &'a str,
    part: Part,
    budget: &'a Budget,
    start: SeparatorLine,
}

/// A first line `sep=;`, as Excel understands it.
#[derive(Clone, Copy)]
struct SeparatorLine {
    separator: Option<Separator>,
    next: usize,
    line: u64,
}

/// A row that holds something.
struct Found {
    line: u64,
    cells: Vec<String>,
    has_text_after_quote: bool,
}

impl SeparatorLine {
    fn find(text: &str, part: Part) -> Self {
        let none = Self { separator: None, next: 0, line: 1 };
        let Some(next) = next_line(text, 0, part) else { return none };
        let first = text.get(..next).unwrap_or_default().trim_end_matches(['\r', '\n']);
        let first = first.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(first);
        let Some(("sep=" | "SEP=" | "Sep=", mark)) = first.split_at_checked(4) else { return none };
        if mark.chars().count() != 1 {
            return none;
        }
        let separator = Separator::ALL.into_iter().find(|it| mark.as_bytes() == [it.byte()]);
        Self { separator, next, line: 2 }
    }
}

impl Head<'_> {
    /// The first rows that hold something. One cut off by the end of the head is left out.
    fn rows(&self, separator: Separator, limit: usize) -> Result<Vec<Found>, Stop> {
        let (mut at, mut line) = (self.start.next, self.start.line);
        let mut cells = Cells::default();
        let mut rows = Vec::new();
        let bounds = self.budget.bounds();
        while rows.len() < limit {
            match scan(self.text, at, self.part, separator.byte(), &bounds, line, &mut cells)? {
                Scan::Incomplete | Scan::End => break,
                Scan::Row { next, n_line_ends } => {
                    if !cells.are_empty_from(self.text, 0) {
                        rows.push(Found {
                            line,
                            cells: cells.iter(self.text).map(str::to_owned).collect(),
                            has_text_after_quote: cells.has_text_after_quote,
                        });
                    }
                    at = next;
                    line += n_line_ends;
                }
            }
        }
        Ok(rows)
    }

    fn best_separator(&self) -> Separator {
        let scored = Separator::ALL.map(|it| (self.consistency(it), it));
        let best = scored.into_iter().reduce(|best, it| if it.0 > best.0 { it } else { best });
        best.map_or(Separator::Comma, |(_, it)| it)
    }

    /// How well the rows agree on a number of columns, and on many rather than few.
    fn consistency(&self, separator: Separator) -> f64 {
        let rows = match self.rows(separator, MAX_JUDGED) {
            Ok(rows) => rows,
            // Rather too many columns than none: then the reader says which limit was passed.
            Err(Stop::TooManyColumns { .. }) => return f64::MAX,
            Err(_) => return 0.0,
        };
        let counts: Vec<usize> =
            rows.iter().map(|row| if row.has_text_after_quote { 1 } else { row.cells.len() }).collect();
        let n_split = counts.iter().filter(|&&it| it > 1).count();
        let (n_agreeing, n_columns) = most_frequent(counts.iter().copied().filter(|&it| it > 1));
        if n_columns < 2 {
            return 0.0;
        }
        let n_rows = rows.len() as f64;
        let share = n_agreeing as f64 / n_rows;
        share * share * (n_columns as f64).ln() + 0.01 * n_split as f64 / n_rows
    }
}

impl Found {
    fn to_sample(&self, n_columns: usize) -> SampleRow {
        let cut = |cell: &String| cell.chars().take(MAX_SAMPLE_CHARS).collect();
        let missing = std::iter::repeat_with(String::new);
        SampleRow { line: self.line, cells: self.cells.iter().map(cut).chain(missing).take(n_columns).collect() }
    }
}

/// How often the most frequent number occurs, and which it is: of equals the greatest.
fn most_frequent(numbers: impl Iterator<Item = usize>) -> (usize, usize) {
    let mut sorted: Vec<usize> = numbers.collect();
    small_sort::sort(&mut sorted);
    let groups = sorted.chunk_by(|a, b| a == b);
    groups.map(|group| (group.len(), group.first().copied().unwrap_or(0))).max().unwrap_or((0, 0))
}

/// The first row that is about as wide as most and filled for at least a half: what stands before it is a preamble.
fn header_row(rows: &[Found]) -> HeaderRow {
    let (_, usual) = most_frequent(rows.iter().take(MAX_JUDGED).map(|row| row.cells.len()));
    let is_wide = |row: &Found| {
        let n_filled = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        row.cells.len() * 4 >= usual * 3 && n_filled * 2 >= usual
    };
    let Some(row) = rows.iter().take(MAX_JUDGED).find(|row| is_wide(row)).or(rows.first()) else {
        return HeaderRow::Missing { line: 1 };
    };
    let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
    let n_data = filled.clone().filter(|cell| looks_like_a_value(cell)).count();
    if filled.clone().any(|cell| looks_like_an_email(cell)) || (n_data > 0 && n_data * 2 >= filled.count()) {
        HeaderRow::Missing { line: row.line }
    } else {
        HeaderRow::At { line: row.line }
    }
}

/// Digits and what stands between them, and no letter: no name of a column.
fn looks_like_a_value(cell: &str) -> bool {
    cell.contains(|it: char| it.is_ascii_digit()) && !cell.contains(char::is_alphabetic)
}

fn looks_like_an_email(cell: &str) -> bool {
    let parts = cell.trim().split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !cell.trim().contains(' '))
}

/// As many as the header has, without empty ones at its end that hold nothing below; without a header as many as most rows.
fn n_columns(names: &[String], below: &[&Found]) -> usize {
    let is_filled = |column: usize| {
        below.iter().any(|row| row.cells.len() == names.len() && row.cells.get(column).is_some_and(|it| !it.is_empty()))
    };
    let n_named = (0..names.len())
        .rev()
        .find(|&column| names.get(column).is_some_and(|it| !it.trim().is_empty()) || is_filled(column));
    match n_named {
        Some(last) => last + 1,
        None => most_frequent(below.iter().take(MAX_JUDGED).map(|row| row.cells.len())).1,
    }
}

/// A name for each column, and the columns whose name is not the one in the file.
fn column_names(found: &[String], n_columns: usize) -> (Vec<String>, Vec<usize>) {
    let mut taken = rustc_hash::FxHashSet::default();
    let mut names = Vec::with_capacity(n_columns);
    let mut renamed = Vec::new();
    for column in 0..n_columns {
        let in_file = found.get(column).map_or("", |it| it.trim());
        let base = if in_file.is_empty() { format!("column_{}", column + 1) } else { in_file.to_owned() };
        let mut name = base.clone();
        let mut n_th = 1;
        while !taken.insert(name.clone()) {
            n_th += 1;
            name = format!("{base} ({n_th})");
        }
        if name != in_file {
            renamed.push(column);
        }
        names.push(name);
    }
    (names, renamed)
}

fn line_ends(text: &str) -> LineEnds {
    let count = |wanted: u8| text.bytes().filter(|&it| it == wanted).count();
    let n_windows = text.as_bytes().windows(2).filter(|pair| pair == b"\r\n").count();
    LineEnds { n_unix: count(b'\n') - n_windows, n_windows, n_old_mac: count(b'\r') - n_windows }
}
