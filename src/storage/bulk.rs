//! Bulk batches: their pages are written before anybody sees their records, so that questions are answered meanwhile, and
//! the work can be stopped until its one transaction.

use std::collections::BTreeSet;

use crate::changes::change::{Batch, MadeRange};
use crate::changes::clock::Stamp;
use crate::changes::inverse::Plan;
use crate::engine::data::{Data, page_of};
use crate::engine::table::Life;
use crate::model::kind::Kind;
use crate::storage::keeper::Keeper;
use crate::storage::store::{Key, Write};

/// A bulk batch whose pages are being written.
#[derive(Debug, Clone)]
pub(super) struct Coming {
    /// When it will have been made.
    pub(super) stamp: Stamp,
    /// What is written as if it were there already.
    ranges: Vec<MadeRange>,
    /// Where its rows are.
    pub(super) rows: Rows,
    /// The pages that are written so.
    pages: BTreeSet<(Kind, u32)>,
}

/// Where the rows of a bulk batch are before it is made true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// In their tables, absent.
    Absent,
    /// In data of their own, there and counted.
    There,
}

impl Keeper {
    /// Begins a plan whose rows stand in their tables, absent: from now on [`Keeper::stage_bulk`] gives their pages.
    /// It ends in [`Keeper::prepare`] with the same plan, or in [`Keeper::abandon_bulk`].
    pub fn begin_bulk(&mut self, plan: &Plan, millis: u64) {
        let stamp = self.stamp_for(&plan.changes, millis);
        for range in &plan.ranges {
            let table = self.data.table_mut(range.kind);
            if let Some(first) = table.ids.row_of(range.first) {
                table.clocks.made_anew(first..first + range.count, stamp);
            }
            let pages = self.data.pages_of(range);
            self.data.mark_dirty(pages);
        }
        self.coming = Some(Coming { stamp, ranges: plan.ranges.clone(), rows: Rows::Absent, pages: BTreeSet::new() });
    }

    /// The next pages of the bulk batch, up to about `bytes` of them, with its rows as they will be; to everybody else
    /// they are still absent. Nothing more when all are written.
    pub fn stage_bulk(&mut self, bytes: usize) -> Vec<Write> {
        let Some(mut coming) = self.coming.take() else { return Vec::new() };
        coming.ranges.iter().for_each(|range| self.data.show_range(range, Life::Live));
        let writes = self.stage_pages(bytes);
        coming.ranges.iter().for_each(|range| self.data.show_range(range, Life::Absent));
        coming.pages.extend(writes.iter().filter_map(page_of_write));
        self.coming = Some(coming);
        writes
    }

    /// Begins a plan whose rows are there and counted in data that are to take the place of those that are here: from
    /// now on [`Keeper::stage_pages_of`] gives their pages. It ends in [`Keeper::prepare`] with the same plan, once they
    /// have taken it, or in [`Keeper::forget_whole`].
    pub fn begin_whole(&mut self, plan: &Plan, millis: u64) {
        self.abandon_staging();
        let stamp = self.stamp_for(&plan.changes, millis);
        self.coming = Some(Coming { stamp, ranges: Vec::new(), rows: Rows::There, pages: BTreeSet::new() });
    }

    /// The next pages of data that are to take the place of those that are here.
    pub fn stage_pages_of(&mut self, data: &mut Data, bytes: usize) -> Vec<Write> {
        std::mem::swap(&mut self.data, data);
        let writes = self.stage_pages(bytes);
        std::mem::swap(&mut self.data, data);
        writes
    }

    /// The bulk batch does not come after all; its rows are to be dropped.
    pub fn abandon_bulk(&mut self) {
        self.coming = None;
        self.abandon_staging();
    }

    /// The data that were to take the place of those that are here do not come after all.
    pub fn forget_whole(&mut self) {
        (self.coming, self.staging) = (None, None);
    }

    /// The batch is true in memory: its pages that are written already are as they should be, unless one of its changes
    /// touched them, or put a new row there.
    pub(super) fn keep_staged(&mut self, coming: &Coming, batch: &Batch, lengths: &[(Kind, u32)]) {
        let mut dirty = self.data.take_dirty();
        dirty.retain(|page| !coming.pages.contains(page));
        for change in &batch.changes {
            if let Some(row) = self.data.table(change.kind).ids.row_of(change.id) {
                dirty.insert((change.kind, page_of(change.kind, row)));
            }
        }
        for (kind, before) in lengths {
            for row in *before..self.data.table(*kind).len() {
                dirty.insert((*kind, page_of(*kind, row)));
            }
        }
        self.data.mark_dirty(dirty);
    }
}

fn page_of_write(write: &Write) -> Option<(Kind, u32)> {
    match write {
        Write::Put { key: Key::Page { kind, number, .. }, .. } => Some((Kind::from_number(*kind)?, *number)),
        Write::Put { .. } | Write::Delete { .. } => None,
    }
}
