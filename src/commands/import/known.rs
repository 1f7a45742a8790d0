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
    index: KeyIndex,
    scratch: String,
}

impl Known {
    /// The records that are there now; those in the bin are not.
    pub fn new(data: &Data, kind: Kind, field: FieldNumber, case: Case) -> Self {
        let mut known = Self { kind, field, case, index: KeyIndex::default(), scratch: String::new() };
        let table = data.table(kind);
        let reach = table.column(field).map_or(0, Column::len);
        for row in table.live.rows().take_while(|row| (*row as usize) < reach) {
            known.add(row, table.text(row, field));
        }
        known
    }

    /// A record now has these words.
    pub fn add(&mut self, row: u32, words: &str) {
        if !words.is_empty() {
            let hash = self.hash(words);
            self.index.insert(hash, row);
        }
    }

    /// The record that has these words: there, or among the staged ones of its kind.
    pub fn find(&mut self, data: &Data, staged: &StagedRows, words: &str) -> Option<u32> {
        if words.is_empty() || self.index.is_empty() {
            return None;
        }
        let hash = self.hash(words);
        let (case, field) = (self.case, self.field);
        let column = data.table(self.kind).column(field);
        self.index.find(hash, |row| {
            let there = if row < staged.base() {
                column.map_or(Cell::Empty, |column| column.get(row))
            } else {
                staged.cell(row, field)
            };
            match (there, case) {
                (Cell::Text(there), Case::Kept) => there == words,
                (Cell::Text(there), Case::Folded) => same_folded(there, words),
                (Cell::Empty | Cell::Number(_) | Cell::Row(_) | Cell::Rows(_), _) => false,
            }
        })
    }

    fn hash(&mut self, words: &str) -> u32 {
        match self.case {
            Case::Kept => hash(words),
            Case::Folded => hash_folded(words, &mut self.scratch),
        }
    }
}
