//! When each field of each row was last written, kept small: one stamp for the whole row, and those that differ.

use rustc_hash::FxHashMap;

use crate::changes::clock::Stamp;
use crate::model::field::FieldNumber;
use crate::model::small_sort;

/// Stamps of rows made, from that row on.
pub type MadeStamps = Vec<(u32, Stamp)>;
/// Later writes to fields of rows.
pub type WriteStamps = Vec<(u32, FieldNumber, Stamp)>;

/// The clocks of a table's fields.
#[derive(Debug, Clone, Default)]
pub struct FieldClocks {
    /// From that row on, rows were made at that stamp.
    made: Vec<(u32, Stamp)>,
    written: FxHashMap<(u32, FieldNumber), Stamp>,
}

impl FieldClocks {
    /// Rows from `row` on were made at `stamp`.
    pub fn made_from(&mut self, row: u32, stamp: Stamp) {
        if self.made.last().is_none_or(|(_, last)| *last != stamp) {
            self.made.push((row, stamp));
        }
    }

    /// These rows were made, or made again, at `stamp`.
    pub fn made_anew(&mut self, rows: std::ops::Range<u32>, stamp: Stamp) {
        if rows.is_empty() {
            return;
        }
        let after = self.made(rows.end);
        let at = self.made.partition_point(|(row, _)| *row < rows.start);
        let end = self.made.partition_point(|(row, _)| *row < rows.end);
        let goes_on = self.made.get(end).is_none_or(|(row, _)| *row != rows.end);
        let next = after.filter(|_| goes_on).map(|stamp| (rows.end, stamp));
        self.made.splice(at..end, std::iter::once((rows.start, stamp)).chain(next));
    }

    /// Takes away the rows from that number on.
    pub fn truncate(&mut self, rows: u32) {
        self.made.retain(|(row, _)| *row < rows);
        self.written.retain(|(row, _), _| *row < rows);
    }

    /// When the row was made.
    pub fn made(&self, row: u32) -> Option<Stamp> {
        let after = self.made.partition_point(|(first, _)| *first <= row);
        Some(self.made.get(after.checked_sub(1)?)?.1)
    }

    /// The field was written at `stamp`.
    pub fn write(&mut self, row: u32, field: FieldNumber, stamp: Stamp) {
        if self.made(row) == Some(stamp) {
            self.written.remove(&(row, field));
        } else {
            self.written.insert((row, field), stamp);
        }
    }

    /// When the field was last written: with the row, unless later.
    pub fn last(&self, row: u32, field: FieldNumber) -> Option<Stamp> {
        self.written.get(&(row, field)).copied().or_else(|| self.made(row))
    }

    /// When the field was last written, if that was apart from its row.
    pub fn written(&self, row: u32, field: FieldNumber) -> Option<Stamp> {
        self.written.get(&(row, field)).copied()
    }

    /// Puts back what [`FieldClocks::written`] gave: the write since did not go through.
    pub fn put_back(&mut self, row: u32, field: FieldNumber, written: Option<Stamp>) {
        match written {
            Some(stamp) => self.written.insert((row, field), stamp),
            None => self.written.remove(&(row, field)),
        };
    }

    /// Every stamp that is kept, in no order.
    pub fn stamps(&self) -> impl Iterator<Item = Stamp> + '_ {
        self.made.iter().map(|(_, stamp)| *stamp).chain(self.written.values().copied())
    }

    /// The stamps of rows made in `rows`, and the later writes to them, in order of row and field: what a page keeps.
    pub fn of_rows(&self, rows: std::ops::Range<u32>) -> (MadeStamps, WriteStamps) {
        let first = self.made.partition_point(|(first, _)| *first <= rows.start).saturating_sub(1);
        let made = self.made.iter().skip(first).take_while(|(row, _)| *row < rows.end);
        let made = made.map(|(row, stamp)| ((*row).max(rows.start), *stamp)).collect();
        let within = self.written.iter().filter(|((row, _), _)| rows.contains(row));
        let mut written: Vec<_> = within.map(|((row, field), stamp)| (*row, *field, *stamp)).collect();
        small_sort::sort_by_key(&mut written, |(row, field, _)| (*row, *field));
        (made, written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_made_anew_change_no_others() {
        let at = |millis| Stamp { millis, ..Stamp::ZERO };
        let mut clocks = FieldClocks::default();
        clocks.made_from(0, at(1));
        clocks.made_from(10, at(2));
        clocks.made_anew(4..6, at(3));
        clocks.made_anew(8..12, at(4));
        clocks.made_anew(14..20, at(5));
        clocks.made_from(20, at(6));
        let expected = [(0, 1), (3, 1), (4, 3), (5, 3), (6, 1), (8, 4), (11, 4), (12, 2), (14, 5), (19, 5), (20, 6)];
        for (row, millis) in expected {
            assert_eq!(clocks.made(row), Some(at(millis)), "row {row}");
        }
        clocks.truncate(12);
        assert_eq!(clocks.made(30), Some(at(4)));
    }
}
