//! The records of one kind by what names them in files: those that are there, and those that this import makes.

use crate::commands::import::key_index::{KeyIndex, hash, hash_folded, same_folded};
use crate::engine::column::{Cell, Column};
use crate::engine::data::Data;
use crate::engine::staged_rows::StagedRows;
use crate::model::field::FieldNumber;
use crate::model::kind::Kind;

/// Whether letters are compared with their case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Codes and numbers: as they stand.
    Kept,
    /// Names and addresses.
    Folded,
}

/// Records of one kind by the words of one field.
#[derive(Debug, Clone)]
pub struct Known {
    kind: Kind,
    field: FieldNumber,
    case: Case,
    /// The rows from here on are staged.
    base: u32,
    /// By number, where the words are one and nothing else: most programs count their records.
    numbered: Vec<u32>,
    /// Some numbers are among the words all the same.
    has_numbers_as_words: bool,
    index: KeyIndex,
    scratch: String,
}

/// Numbers from here on are kept as words.
const MAX_NUMBER: usize = 1 << 22;
/// No record has that number.
const NOBODY: u32 = u32::MAX;

/// The number that these words are, written as numbers are.
fn number_of(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    if bytes.len() > 7 || bytes.first().is_none_or(|it| *it == b'0') {
        return None;
    }
    let mut number = 0;
    for byte in bytes {
        number = number * 10 + usize::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    (number < MAX_NUMBER).then_some(number)
}

impl Known {
    /// The records that are there now; those in the bin are not.
    pub fn new(data: &Data, kind: Kind, field: FieldNumber, case: Case) -> Self {
        let table = data.table(kind);
        let mut known = Self {
            kind,
            field,
            case,
            base: 0,
            numbered: Vec::new(),
            has_numbers_as_words: false,
            index: KeyIndex::default(),
            scratch: String::new(),
        };
        let reach = table.column(field).map_or(0, Column::len);
        for row in table.live.rows().take_while(|row| (*row as usize) < reach) {
            known.add(row, table.text(row, field));
        }
        known.base = table.len();
        known
    }

    /// A record now has these words.
    pub fn add(&mut self, row: u32, words: &str) {
        if let Some(number) = number_of(words) {
            // A row that was there keeps the words that it had: what this import makes of them is not there yet.
            let place = if row < self.base { None } else { self.place_of(number) };
            if let Some(place) = place {
                *place = row;
                return;
            }
            self.has_numbers_as_words = true;
        }
        if !words.is_empty() {
            let hash = self.hash(words);
            self.index.insert(hash, row);
        }
    }

    /// The record that has these words: there, or among the staged ones of its kind.
    pub fn find(&mut self, data: &Data, staged: &StagedRows, words: &str) -> Option<u32> {
        self.find_where(data, staged, words, |_| true)
    }

    /// Of those that have these words, the first of which something more is true.
    pub fn find_where(
        &mut self,
        data: &Data,
        staged: &StagedRows,
        words: &str,
        is_it: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let (case, field) = (self.case, self.field);
        if let Some(number) = number_of(words) {
            // Whoever has this number first stands here; a staged row may have got another one since.
            match self.numbered.get(number).filter(|row| **row != NOBODY) {
                Some(row) if (*row < staged.base() || staged.text(*row, field) == words) && is_it(*row) => {
                    return Some(*row);
                }
                None if !self.has_numbers_as_words => return None,
                Some(_) | None => {}
            }
        }
        if words.is_empty() || self.index.is_empty() {
            return None;
        }
        let hash = self.hash(words);
        let column = data.table(self.kind).column(field);
        self.index.find(hash, |row| {
            let there = if row < staged.base() {
                column.map_or(Cell::Empty, |column| column.get(row))
            } else {
                staged.cell(row, field)
            };
            let has_words = match (there, case) {
                (Cell::Text(there), Case::Kept) => there == words,
                (Cell::Text(there), Case::Folded) => same_folded(there, words),
                (Cell::Empty | Cell::Number(_) | Cell::Row(_) | Cell::Rows(_), _) => false,
            };
            has_words && is_it(row)
        })
    }

    /// Where the row of that number goes, if nobody has it.
    fn place_of(&mut self, number: usize) -> Option<&mut u32> {
        if number >= self.numbered.len() {
            self.numbered.resize(number + 1, NOBODY);
        }
        self.numbered.get_mut(number).filter(|place| **place == NOBODY)
    }

    fn hash(&mut self, words: &str) -> u32 {
        match self.case {
            Case::Kept => hash(words),
            Case::Folded => hash_folded(words, &mut self.scratch),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::customer::CustomerField;
    use crate::model::date::Date;

    #[test]
    fn a_number_is_only_that_number() {
        let written = ["1", "12", "4194303", "0", "012", "+12", "12 ", "1a", "", "4194304", "99999999"];
        let numbers: Vec<_> = written.into_iter().filter_map(number_of).collect();
        assert_eq!(numbers, [1, 12, 4_194_303]);
    }

    #[test]
    fn staged_rows_are_found_by_the_number_that_they_have_now() {
        let data = Data::new(Date::MIN);
        let field = CustomerField::ExternalId.number();
        let mut staged = StagedRows::new(&data, Kind::Customer);
        let mut known = Known::new(&data, Kind::Customer, field, Case::Kept);
        let add = |staged: &mut StagedRows, known: &mut Known, words: &str| {
            let row = staged.add();
            staged.set(row, field, Cell::Text(words));
            known.add(row, words);
            row
        };
        let (first, second) = (add(&mut staged, &mut known, "5"), add(&mut staged, &mut known, "05"));
        assert_eq!(known.find(&data, &staged, "5"), Some(first));
        assert_eq!(known.find(&data, &staged, "05"), Some(second));
        assert_eq!(known.find(&data, &staged, "6"), None);
        staged.set(first, field, Cell::Text("7"));
        known.add(first, "7");
        assert_eq!(known.find(&data, &staged, "5"), None);
        assert_eq!(known.find(&data, &staged, "7"), Some(first));
        let third = add(&mut staged, &mut known, "5");
        assert_eq!(known.find(&data, &staged, "5"), Some(third));
    }
}
