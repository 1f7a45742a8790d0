//! Rows that wait beside their table until all of them are known: what makes records by the hundred thousand.

use crate::changes::change::{MadeRange, Way};
use crate::changes::clock::Stamp;
use crate::engine::column::{Cell, Column};
use crate::engine::data::Data;
use crate::engine::table::{Life, Table, place_of};
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Rows of one kind that are not in its table yet. They have their numbers already, so that rows of other kinds can
/// refer to them; nothing may be added to the table meanwhile. Dropping them leaves nothing behind.
#[derive(Debug, Clone)]
pub struct StagedRows {
    kind: Kind,
    /// Number of the first of them.
    base: u32,
    count: u32,
    columns: Vec<(FieldNumber, Column)>,
}

impl StagedRows {
    /// None yet, to stand after the rows that the table of that kind has now.
    pub fn new(data: &Data, kind: Kind) -> Self {
        let columns = data.fields(kind).map(|field| (field.number, Column::for_type(field.field_type))).collect();
        Self { kind, base: data.table(kind).len(), count: 0, columns }
    }

    /// Their kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Number of the first of them.
    pub fn base(&self) -> u32 {
        self.base
    }

    /// How many they are.
    pub fn len(&self) -> u32 {
        self.count
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One more, which holds nothing yet; gives its number.
    pub fn add(&mut self) -> u32 {
        self.count += 1;
        self.base + self.count - 1
    }

    /// Takes away those from that number on.
    pub fn take_back(&mut self, row: u32) {
        self.count = row.saturating_sub(self.base).min(self.count);
        for (_, column) in &mut self.columns {
            column.truncate(self.count as usize);
        }
    }

    /// The place of a field among the columns, for [`StagedRows::set_at`]: to be looked up once for many rows.
    pub fn place_of(&self, field: FieldNumber) -> Option<usize> {
        place_of(field, &self.columns, |(number, _)| *number)
    }

    /// Puts a cell into a row, in the column of that place.
    pub fn set_at(&mut self, row: u32, place: usize, cell: Cell<'_>) {
        if let Some((_, column)) = self.columns.get_mut(place)
            && let Some(at) = row.checked_sub(self.base)
        {
            column.set(at, cell);
        }
    }

    /// Puts a cell into a field of a row.
    pub fn set(&mut self, row: u32, field: FieldNumber, cell: Cell<'_>) {
        if let Some(place) = self.place_of(field) {
            self.set_at(row, place, cell);
        }
    }

    /// What a row holds in a field; nothing when it is not one of these.
    pub fn cell(&self, row: u32, field: FieldNumber) -> Cell<'_> {
        let column = self.place_of(field).and_then(|place| self.columns.get(place));
        match (column, row.checked_sub(self.base)) {
            (Some((_, column)), Some(at)) => column.get(at),
            (None, _) | (_, None) => Cell::Empty,
        }
    }

    /// The words that a row holds in a field.
    pub fn text(&self, row: u32, field: FieldNumber) -> &str {
        if let Cell::Text(text) = self.cell(row, field) { text } else { "" }
    }
}

impl Table {
    /// Puts staged rows behind the others, absent and with identities from `first` on; gives the number of the first.
    fn append(&mut self, first: Id, staged: StagedRows) -> u32 {
        let row = self.ids.append(first, staged.count);
        self.clocks.made_from(row, Stamp::ZERO);
        for (field, column) in staged.columns {
            if let Some(into) = self.column_mut(field).filter(|_| !column.is_empty()) {
                into.append(row as usize, column);
            }
        }
        row
    }

    /// Takes away the rows from that number on, as if they had never been there.
    fn truncate(&mut self, rows: u32) {
        for row in rows..self.len() {
            self.live.remove(row);
            self.binned.remove(row);
        }
        self.ids.truncate(rows);
        self.clocks.truncate(rows);
        for (_, column) in self.columns_mut() {
            column.truncate(rows as usize);
        }
    }
}

impl Data {
    /// Puts staged rows into their table, absent: the range that is given makes them be there, once it is part of a
    /// batch. None when there are no rows, or rows were added to the table since they were staged.
    pub fn append_rows(&mut self, first: Id, staged: StagedRows) -> Option<MadeRange> {
        let (kind, count) = (staged.kind, staged.count);
        if count == 0 || self.table(kind).len() != staged.base {
            return None;
        }
        self.table_mut(kind).append(first, staged);
        Some(MadeRange { kind, first, count, way: Way::Made })
    }

    /// Takes away rows that [`Data::append_rows`] put there, the last of their tables, after the batch that would have
    /// made them failed. Nothing may refer to them.
    pub fn drop_rows(&mut self, ranges: &[MadeRange]) {
        let mut were_seen = false;
        for range in ranges {
            let table = self.table_mut(range.kind);
            if let Some(row) = table.ids.row_of(range.first) {
                were_seen |= (row..table.len()).any(|row| table.life(row) != Life::Absent);
                table.truncate(row);
                self.forget_dirty_from(range.kind, row);
            }
        }
        // Rows that were absent counted for nothing.
        if were_seen {
            self.recount();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::digest::digest;
    use crate::model::customer::CustomerField as Field;
    use crate::model::date::Date;
    use crate::model::id::IdSource;

    fn staged(data: &Data, names: &[&str]) -> StagedRows {
        let mut staged = StagedRows::new(data, Kind::Customer);
        for name in names {
            let row = staged.add();
            staged.set(row, Field::Name.number(), Cell::Text(name));
            staged.set(row, Field::City.number(), Cell::Text(&name[..1]));
            staged.set(row, Field::Class.number(), Cell::Number(1));
            staged.set(row, Field::Tags.number(), Cell::Rows(&[row]));
        }
        staged
    }

    fn names(data: &Data) -> Vec<String> {
        let table = data.table(Kind::Customer);
        let of = |row| format!("{} {}", table.text(row, Field::Name.number()), table.text(row, Field::City.number()));
        table.live.rows().map(of).collect()
    }

    #[test]
    fn staged_rows_are_there_once_their_range_is_applied_at_its_stamp() {
        let mut data = Data::new(Date::MIN);
        let mut ids = IdSource::new(1, 1);
        for (round, expected) in [(1, vec!["Ada A", "Bea B"]), (2, vec!["Ada A", "Bea B", "Ada A", "Bea B"])] {
            let rows = staged(&data, &["Ada", "Bea"]);
            let range = data.append_rows(ids.next_id(), rows).unwrap();
            let last = data.table(Kind::Customer).len() - 1;
            assert_eq!(data.table(Kind::Customer).life(last), Life::Absent);
            let stamp = Stamp { millis: round, ..Stamp::ZERO };
            data.apply(&[range], &[], stamp);
            assert_eq!(names(&data), expected);
            let table = data.table(Kind::Customer);
            assert_eq!(table.clocks.made(last), Some(stamp));
            assert_eq!(table.cell(last, Field::Tags.number()), Cell::Rows(&[last]));
        }
        assert_eq!(data.table(Kind::Customer).clocks.made(0).map(|it| it.millis), Some(1));
    }

    #[test]
    fn dropped_rows_leave_nothing_behind() {
        let mut data = Data::new(Date::MIN);
        let mut ids = IdSource::new(1, 1);
        let rows = staged(&data, &["Ada"]);
        let range = data.append_rows(ids.next_id(), rows).unwrap();
        data.apply(&[range], &[], Stamp { millis: 1, ..Stamp::ZERO });
        let before = digest(&data);
        data.take_dirty();
        let rows = staged(&data, &["Bea", "Cleo"]);
        let range = data.append_rows(ids.next_id(), rows).unwrap();
        data.apply(&[range], &[], Stamp { millis: 2, ..Stamp::ZERO });
        data.drop_rows(&[range]);
        let table = data.table(Kind::Customer);
        assert_eq!((table.len(), names(&data)), (1, vec!["Ada A".to_owned()]));
        assert_eq!(table.ids.row_of(range.first), None);
        assert_eq!(digest(&data), before);
        assert_eq!(data.take_dirty().into_iter().collect::<Vec<_>>(), [(Kind::Customer, 0)]);
    }

    #[test]
    fn rows_taken_back_are_not_appended() {
        let data = Data::new(Date::MIN);
        let mut rows = staged(&data, &["Ada", "Bea"]);
        rows.take_back(1);
        let again = rows.add();
        assert_eq!((again, rows.len(), rows.cell(again, Field::Name.number())), (1, 2, Cell::Empty));
    }
}
