//! Identities of a table's rows, as runs: a bulk operation numbers its records, so that a million of them is one run.

use crate::model::id::Id;

/// Consecutive rows with consecutive identities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Identity of the first row.
    pub first: Id,
    /// Number of the first row.
    pub row: u32,
    /// How many rows.
    pub count: u32,
}

/// Row ↔ identity. Rows are only ever appended; a lookup is a binary search over runs.
#[derive(Debug, Clone, Default)]
pub struct IdRuns {
    by_row: Vec<Run>,
    /// Indexes into `by_row`, ordered by identity.
    by_id: Vec<u32>,
    rows: u32,
}

impl IdRuns {
    /// How many rows there are.
    pub fn len(&self) -> u32 {
        self.rows
    }

    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The runs, by row.
    pub fn runs(&self) -> &[Run] {
        &self.by_row
    }

    /// Appends `count` rows with consecutive identities; gives the first row's number.
    pub fn append(&mut self, first: Id, count: u32) -> u32 {
        let row = self.rows;
        self.rows += count;
        if let Some(last) = self.by_row.last_mut()
            && first.steps_from(last.first) == Some(last.count)
        {
            last.count += count;
            return row;
        }
        let at = self.by_id.partition_point(|run| self.by_row[*run as usize].first < first);
        self.by_id.insert(at, self.by_row.len() as u32);
        self.by_row.push(Run { first, row, count });
        row
    }

    /// Takes away the rows from that number on.
    pub fn truncate(&mut self, rows: u32) {
        self.rows = self.rows.min(rows);
        self.by_row.retain(|run| run.row < rows);
        if let Some(last) = self.by_row.last_mut() {
            last.count = last.count.min(rows - last.row);
        }
        let n_runs = self.by_row.len();
        self.by_id.retain(|run| (*run as usize) < n_runs);
    }

    /// The row of that identity.
    pub fn row_of(&self, id: Id) -> Option<u32> {
        let after = self.by_id.partition_point(|run| self.by_row[*run as usize].first <= id);
        let run = self.by_row[*self.by_id.get(after.checked_sub(1)?)? as usize];
        let steps = id.steps_from(run.first)?;
        (steps < run.count).then_some(run.row + steps)
    }

    /// All rows in the order of their identities.
    pub fn rows_by_id(&self) -> Vec<u32> {
        let runs = self.by_id.iter().map(|at| self.by_row[*at as usize]);
        runs.flat_map(|run| run.row..run.row + run.count).collect()
    }

    /// The identity of that row.
    pub fn id_of(&self, row: u32) -> Option<Id> {
        let after = self.by_row.partition_point(|run| run.row <= row);
        let run = self.by_row.get(after.checked_sub(1)?)?;
        let steps = row - run.row;
        (steps < run.count).then(|| run.first.plus(u64::from(steps)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::IdSource;

    #[test]
    fn every_row_is_found_by_its_identity_and_back() {
        let mut source = IdSource::new(1_000, 7);
        let mut runs = IdRuns::default();
        let (bulk, single) = (source.next_id(), IdSource::new(500, 3).next_id());
        assert_eq!(runs.append(bulk, 1_000), 0);
        assert_eq!(runs.append(single, 1), 1_000);
        assert_eq!(runs.append(single.plus(1), 1), 1_001);
        assert_eq!(runs.runs().len(), 2);
        for (row, id) in [(0, bulk), (999, bulk.plus(999)), (1_000, single), (1_001, single.plus(1))] {
            assert_eq!((runs.row_of(id), runs.id_of(row)), (Some(row), Some(id)));
        }
        assert_eq!((runs.row_of(bulk.plus(1_000)), runs.id_of(1_002)), (None, None));
    }
}
