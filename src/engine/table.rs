//! A table: the rows of one kind, as columns.

use crate::changes::clock::Stamp;
use crate::engine::bits::Bits;
use crate::engine::column::{Cell, Column};
use crate::engine::field_clocks::FieldClocks;
use crate::engine::id_runs::IdRuns;
use crate::model::field::{FieldNumber, FieldType};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Where a row is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// Not made yet, or its making was undone.
    Absent,
    /// There.
    Live,
    /// In the bin.
    Binned,
}

/// The rows of one kind. A row's number never changes.
#[derive(Debug, Clone)]
pub struct Table {
    /// Which kind.
    pub kind: Kind,
    /// Identities.
    pub ids: IdRuns,
    /// Rows that are there.
    pub live: Bits,
    /// Rows in the bin.
    pub binned: Bits,
    /// When each field was last written.
    pub clocks: FieldClocks,
    columns: Vec<(FieldNumber, Column)>,
}

impl Table {
    /// An empty table of that kind.
    pub fn new(kind: Kind) -> Self {
        let columns = kind.fields().iter().map(|field| (field.number, Column::for_type(field.field_type))).collect();
        Self {
            kind,
            ids: IdRuns::default(),
            live: Bits::default(),
            binned: Bits::default(),
            clocks: FieldClocks::default(),
            columns,
        }
    }

    /// How many rows there are, in whatever state.
    pub fn len(&self) -> u32 {
        self.ids.len()
    }

    /// True when there is no row at all.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The column of a field.
    pub fn column(&self, field: FieldNumber) -> Option<&Column> {
        place_of(field, &self.columns, |(number, _)| *number).map(|place| &self.columns[place].1)
    }

    /// The column of a field, to write.
    pub fn column_mut(&mut self, field: FieldNumber) -> Option<&mut Column> {
        place_of(field, &self.columns, |(number, _)| *number).map(|place| &mut self.columns[place].1)
    }

    /// All columns, to write.
    pub(super) fn columns_mut(&mut self) -> &mut [(FieldNumber, Column)] {
        &mut self.columns
    }

    /// All columns, by field.
    pub fn columns(&self) -> &[(FieldNumber, Column)] {
        &self.columns
    }

    /// Puts in a column that was not there.
    pub fn insert_column(&mut self, field: FieldNumber, column: Column) -> &mut Column {
        let at = self.columns.iter().position(|(number, _)| *number == field).unwrap_or(self.columns.len());
        if at == self.columns.len() {
            self.columns.push((field, column));
        }
        &mut self.columns[at].1
    }

    /// A column for a field of the user's own, unless it is there.
    pub fn add_column(&mut self, field: FieldNumber, field_type: FieldType) {
        if self.column(field).is_none() {
            self.columns.push((field, Column::for_type(field_type)));
        }
    }

    /// What a row holds in a field.
    pub fn cell(&self, row: u32, field: FieldNumber) -> Cell<'_> {
        self.column(field).map_or(Cell::Empty, |column| column.get(row))
    }

    /// The words that a row holds in a field.
    pub fn text(&self, row: u32, field: FieldNumber) -> &str {
        if let Cell::Text(text) = self.cell(row, field) { text } else { "" }
    }

    /// The number that a row holds in a field.
    pub fn number(&self, row: u32, field: FieldNumber) -> Option<i64> {
        if let Cell::Number(number) = self.cell(row, field) { Some(number) } else { None }
    }

    /// The row that a row refers to by a field.
    pub fn target(&self, row: u32, field: FieldNumber) -> Option<u32> {
        if let Cell::Row(target) = self.cell(row, field) { Some(target) } else { None }
    }

    /// The row of that identity, made absent when it is new.
    pub fn row_or_new(&mut self, id: Id, stamp: Stamp) -> u32 {
        if let Some(row) = self.ids.row_of(id) {
            return row;
        }
        let row = self.ids.append(id, 1);
        self.clocks.made_from(row, stamp);
        row
    }

    /// Where the row is in its life.
    pub fn life(&self, row: u32) -> Life {
        if self.live.has(row) {
            Life::Live
        } else if self.binned.has(row) {
            Life::Binned
        } else {
            Life::Absent
        }
    }

    /// Moves the row in its life.
    pub fn set_life(&mut self, row: u32, life: Life) {
        self.live.remove(row);
        self.binned.remove(row);
        match life {
            Life::Live => self.live.insert(row),
            Life::Binned => self.binned.insert(row),
            Life::Absent => {}
        }
    }
}
/// Where what belongs to a field stands among what belongs to the fields of its kind. These are numbered from 1, nearly
/// without a gap: it is as a rule where its number says.
pub(super) fn place_of<T>(field: FieldNumber, among: &[T], number: impl Fn(&T) -> FieldNumber) -> Option<usize> {
    let usual = usize::from(field).wrapping_sub(1);
    let stands_there = among.get(usual).is_some_and(|it| number(it) == field);
    stands_there.then_some(usual).or_else(|| among.iter().position(|it| number(it) == field))
}
