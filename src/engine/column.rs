//! A column: one field of all rows of a table, laid out by the field's type.
//!
//! A column is ragged: rows beyond its end hold nothing, so that a field nobody fills costs nothing.

use crate::engine::code_column::CodeColumn;
use crate::engine::set_column::SetColumn;
use crate::engine::text_column::TextColumn;
use crate::model::field::FieldType;

/// No number in a column of 64-bit numbers.
pub const NO_WIDE: i64 = i64::MIN;
/// No number in a column of 32-bit numbers.
pub const NO_NARROW: i32 = i32::MIN;
/// No number in a column of bytes.
pub const NO_BYTE: u8 = u8::MAX;
/// No row referred to.
pub const NO_ROW: u32 = u32::MAX;

/// The values of one field.
#[derive(Debug, Clone)]
pub enum Column {
    /// Words, in one arena.
    Text(TextColumn),
    /// Words that repeat, as dictionary codes.
    Code(CodeColumn),
    /// 64-bit numbers.
    Wide(Vec<i64>),
    /// 32-bit numbers: dates, percents.
    Narrow(Vec<i32>),
    /// Small numbers: choices, flags, ratings.
    Byte(Vec<u8>),
    /// Row numbers of another table.
    Row(Vec<u32>),
    /// Sets of row numbers of another table.
    Set(SetColumn),
}

/// What one row holds in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words.
    Text(&'a str),
    /// A number.
    Number(i64),
    /// A row of another table.
    Row(u32),
    /// Rows of another table, ascending.
    Rows(&'a [u32]),
}

impl Column {
    /// An empty column for fields of that type.
    pub fn for_type(field_type: FieldType) -> Self {
        match field_type {
            FieldType::Text
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Phone
            | FieldType::WebAddress
            | FieldType::CodiceFiscale
            | FieldType::PartitaIva
            | FieldType::SdiCode => Self::Text(TextColumn::default()),
            FieldType::Repeating | FieldType::PostalCode => Self::Code(CodeColumn::default()),
            FieldType::Number | FieldType::Money | FieldType::Time | FieldType::Choices => Self::Wide(Vec::new()),
            FieldType::Percent | FieldType::Date => Self::Narrow(Vec::new()),
            FieldType::Choice | FieldType::Flag | FieldType::Rating => Self::Byte(Vec::new()),
            FieldType::Reference(_) => Self::Row(Vec::new()),
            FieldType::References(_) => Self::Set(SetColumn::default()),
        }
    }

    /// How many rows the column reaches; those beyond hold nothing.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(column) => column.len(),
            Self::Code(column) => column.codes.len(),
            Self::Wide(column) => column.len(),
            Self::Narrow(column) => column.len(),
            Self::Byte(column) => column.len(),
            Self::Row(column) => column.len(),
            Self::Set(column) => column.codes.len(),
        }
    }

    /// True when no row holds anything.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the row holds.
    pub fn get(&self, row: u32) -> Cell<'_> {
        let at = row as usize;
        match self {
            Self::Text(column) => words(column.get(row)),
            Self::Code(column) => words(column.get(row)),
            Self::Wide(column) => number(column.get(at).copied().filter(|it| *it != NO_WIDE)),
            Self::Narrow(column) => number(column.get(at).copied().filter(|it| *it != NO_NARROW).map(i64::from)),
            Self::Byte(column) => number(column.get(at).copied().filter(|it| *it != NO_BYTE).map(i64::from)),
            Self::Row(column) => column.get(at).copied().filter(|it| *it != NO_ROW).map_or(Cell::Empty, Cell::Row),
            Self::Set(column) => match column.get(row) {
                [] => Cell::Empty,
                rows => Cell::Rows(rows),
            },
        }
    }

    /// Puts a cell into a row. A cell of another shape, or a number too large for the column, empties the row.
    pub fn set(&mut self, row: u32, cell: Cell<'_>) {
        let at = row as usize;
        match (self, cell) {
            (Self::Text(column), Cell::Text(text)) => column.set(row, text),
            (Self::Text(column), _) => column.set(row, ""),
            (Self::Code(column), Cell::Text(text)) => column.set(row, text),
            (Self::Code(column), _) => column.set(row, ""),
            (Self::Wide(column), Cell::Number(number)) => put(column, at, number, NO_WIDE),
            (Self::Wide(column), _) => put(column, at, NO_WIDE, NO_WIDE),
            (Self::Narrow(column), Cell::Number(number)) => {
                put(column, at, i32::try_from(number).unwrap_or(NO_NARROW), NO_NARROW);
            }
            (Self::Narrow(column), _) => put(column, at, NO_NARROW, NO_NARROW),
            (Self::Byte(column), Cell::Number(number)) => {
                put(column, at, u8::try_from(number).unwrap_or(NO_BYTE), NO_BYTE);
            }
            (Self::Byte(column), _) => put(column, at, NO_BYTE, NO_BYTE),
            (Self::Row(column), Cell::Row(target)) => put(column, at, target, NO_ROW),
            (Self::Row(column), _) => put(column, at, NO_ROW, NO_ROW),
            (Self::Set(column), Cell::Rows(rows)) => column.set(row, rows),
            (Self::Set(column), _) => column.set(row, &[]),
        }
    }

    /// Takes away the rows from that number on.
    pub fn truncate(&mut self, rows: usize) {
        match self {
            Self::Text(column) => column.truncate(rows),
            Self::Code(column) => column.codes.truncate(rows),
            Self::Wide(column) => column.truncate(rows),
            Self::Narrow(column) => column.truncate(rows),
            Self::Byte(column) => column.truncate(rows),
            Self::Row(column) => column.truncate(rows),
            Self::Set(column) => column.codes.truncate(rows),
        }
    }

    /// Puts the rows of another column of the same type behind this one's, the first of them at row `first`. A column
    /// of another type, or one that this one reaches into, is left out.
    pub fn append(&mut self, first: usize, other: Self) {
        if self.len() > first {
            return;
        }
        match (self, other) {
            (Self::Text(column), Self::Text(other)) => column.append_column(first, other),
            (Self::Code(column), Self::Code(other)) => column.append_column(first, &other),
            (Self::Wide(column), Self::Wide(other)) => put_behind(column, first, other, NO_WIDE),
            (Self::Narrow(column), Self::Narrow(other)) => put_behind(column, first, other, NO_NARROW),
            (Self::Byte(column), Self::Byte(other)) => put_behind(column, first, other, NO_BYTE),
            (Self::Row(column), Self::Row(other)) => put_behind(column, first, other, NO_ROW),
            (Self::Set(column), Self::Set(other)) => column.append_column(first, &other),
            (
                Self::Text(_)
                | Self::Code(_)
                | Self::Wide(_)
                | Self::Narrow(_)
                | Self::Byte(_)
                | Self::Row(_)
                | Self::Set(_),
                _,
            ) => {}
        }
    }

    /// The column of 64-bit numbers, or none.
    pub fn wide(&self) -> &[i64] {
        if let Self::Wide(column) = self { column } else { &[] }
    }

    /// The column of 32-bit numbers, or none.
    pub fn narrow(&self) -> &[i32] {
        if let Self::Narrow(column) = self { column } else { &[] }
    }

    /// The column of bytes, or none.
    pub fn bytes(&self) -> &[u8] {
        if let Self::Byte(column) = self { column } else { &[] }
    }

    /// The column of row numbers, or none.
    pub fn rows(&self) -> &[u32] {
        if let Self::Row(column) = self { column } else { &[] }
    }
}

fn words(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn number<'a>(number: Option<i64>) -> Cell<'a> {
    number.map_or(Cell::Empty, Cell::Number)
}

fn put_behind<T: Copy>(column: &mut Vec<T>, first: usize, mut other: Vec<T>, none: T) {
    if first == 0 {
        // It grew row by row: what it took beyond its rows is given back.
        other.shrink_to_fit();
        *column = other;
    } else {
        column.resize(first, none);
        column.append(&mut other);
    }
}

fn put<T: Copy + PartialEq>(column: &mut Vec<T>, at: usize, value: T, none: T) {
    if at < column.len() {
        column[at] = value;
    } else if value != none {
        column.resize(at, none);
        column.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_got_and_rows_beyond_the_end_hold_nothing() {
        let cases: [(FieldType, Cell<'_>); 6] = [
            (FieldType::Text, Cell::Text("città")),
            (FieldType::Repeating, Cell::Text("Verona")),
            (FieldType::Money, Cell::Number(-125)),
            (FieldType::Date, Cell::Number(-1)),
            (FieldType::Choice, Cell::Number(3)),
            (FieldType::Time, Cell::Number(1_700_000_000_000)),
        ];
        for (field_type, cell) in cases {
            let mut column = Column::for_type(field_type);
            column.set(9, Cell::Empty);
            assert!(column.is_empty(), "{field_type:?}");
            column.set(4, cell);
            assert_eq!(
                (column.get(4), column.get(3), column.get(5)),
                (cell, Cell::Empty, Cell::Empty),
                "{field_type:?}"
            );
            column.set(4, Cell::Empty);
            assert_eq!(column.get(4), Cell::Empty, "{field_type:?}");
        }
    }

    #[test]
    fn a_number_too_large_for_its_column_is_refused_not_cut() {
        let mut column = Column::for_type(FieldType::Choice);
        column.set(0, Cell::Number(300));
        assert_eq!(column.get(0), Cell::Empty);
    }
}
