//! A page that is damaged, made again from an older version of it in a snapshot and from what the journal says was done
//! since; where there is no older version, from the journal alone.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::changes::change::{Batch, Change, MadeRange};
use crate::changes::clock::Stamp;
use crate::engine::data::{rows_per_page, target_kind};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::storage::checksum::unseal;
use crate::storage::head::{CHECKPOINT, Checkpoint, Identity, PageEntry, read_meta};
use crate::storage::keeper::Keeper;
use crate::storage::pages::decode_page;
use crate::storage::recovery::{Recovery, read_batch};
use crate::storage::store::Key;

/// An older version of a page, as a snapshot has it.
#[derive(Debug, Clone)]
pub struct Older {
    /// Which.
    pub entry: PageEntry,
    /// The batch up to which it is true.
    pub sequence: u64,
    /// It.
    pub bytes: Vec<u8>,
}

/// What tells whether stored bytes are this workspace's own.
#[derive(Debug, Clone, Copy)]
pub struct Judge {
    identity: Identity,
    sequence: u64,
}

/// A page that waits for what was done to its rows since.
#[derive(Debug)]
pub(super) struct Mending {
    kind: Kind,
    number: u32,
    rows: Range<u32>,
    batches: Vec<Batch>,
}

impl Judge {
    /// Whether these bytes are the value of that key as this workspace wrote it.
    pub fn is_whole(&self, key: &Key, bytes: &[u8]) -> bool {
        unseal(self.identity.seed, key, bytes).is_ok()
    }

    /// The version of that page that was current at a checkpoint of before, and the batch up to which it is true.
    pub fn older(&self, checkpoint: &[u8], page: &PageEntry) -> Option<(PageEntry, u64)> {
        let checkpoint: Checkpoint = read_meta(self.identity.seed, CHECKPOINT, checkpoint).ok()?;
        let is_it = |it: &&PageEntry| (it.kind, it.number) == (page.kind, page.number) && it.rows <= page.rows;
        let entry = checkpoint.pages.iter().find(is_it).filter(|_| checkpoint.sequence <= self.sequence)?;
        Some((*entry, checkpoint.sequence))
    }

    /// The records of the journal that lead from that version (or from the beginning) to the page: first and last.
    pub fn records_since(&self, older: Option<&Older>) -> (u64, u64) {
        (older.map_or(0, |it| it.sequence) + 1, self.sequence)
    }
}

impl Recovery {
    /// What judges stored bytes without holding on to the recovery.
    pub fn judge(&self) -> Judge {
        Judge { identity: self.keeper.identity, sequence: self.keeper.checkpoint.sequence }
    }

    /// Takes a page in that is damaged, out of an older version and the records since. False, and nothing has changed,
    /// where these do not lead to it: a record is missing, or rows came in bulk, whose values are in no journal.
    pub fn mend_page(&mut self, page: PageEntry, older: Option<&Older>, records: &[(u64, Vec<u8>)]) -> bool {
        let Some(kind) = Kind::from_number(page.kind) else { return false };
        let (first, last) = self.judge().records_since(older);
        let identity = self.keeper.identity;
        let read = |(sequence, bytes): &(u64, Vec<u8>)| read_batch(&identity, *sequence, bytes).map(|(batch, _)| batch);
        let batches: Vec<Batch> = records.iter().filter_map(read).collect();
        let are_all = batches.iter().map(|it| it.sequence).eq(first..=last);
        let start = page.number * rows_per_page(kind);
        if !are_all || self.keeper.data.table(kind).len() != start {
            return false;
        }
        let mut table = self.keeper.data.table(kind).clone();
        if let Some(older) = older {
            let Ok((_, payload)) = unseal(identity.seed, &older.entry.key(), &older.bytes) else { return false };
            if decode_page(&mut table, payload).is_err() || table.len() != start + older.entry.rows {
                return false;
            }
        }
        let known = table.len();
        let missing = start + page.rows - known;
        if missing > 0 {
            let is_bulk = |batch: &Batch| batch.ranges.iter().any(|range| range.kind == kind);
            if batches.iter().any(is_bulk) {
                return false;
            }
            let came = self.rows_that_came(kind, &table.ids, &batches);
            // A row more than the journal tells of was given to a batch that did not go through: which one, nobody knows.
            let of_kind = self.keeper.checkpoint.pages.iter().filter(|it| it.kind == page.kind);
            let total: u64 = of_kind.map(|it| u64::from(it.rows)).sum();
            if total != u64::from(known) + came.len() as u64 || came.len() < missing as usize {
                return false;
            }
            for id in came.into_iter().take(missing as usize) {
                table.row_or_new(id, Stamp::ZERO);
            }
        }
        *self.keeper.data.table_mut(kind) = table;
        self.mending.push(Mending { kind, number: page.number, rows: start..start + page.rows, batches });
        self.mended.push(page);
        self.keeper.is_mended = true;
        true
    }

    /// The identities of a kind that batches gave a row, in the order in which they did.
    fn rows_that_came(&self, kind: Kind, there: &crate::engine::id_runs::IdRuns, batches: &[Batch]) -> Vec<Id> {
        let (mut came, mut seen) = (Vec::new(), BTreeSet::new());
        for batch in batches {
            let own = batch.changes.iter().filter(|it| it.kind == kind).map(|it| it.id);
            let referred = batch
                .changes
                .iter()
                .filter(|it| self.leads_to(it, kind))
                .flat_map(|it| it.after.references().iter().copied());
            for id in own.chain(referred) {
                if there.row_of(id).is_none() && seen.insert(id) {
                    came.push(id);
                }
            }
        }
        came
    }

    fn leads_to(&self, change: &Change, kind: Kind) -> bool {
        let field = self.keeper.data.field(change.kind, change.field);
        field.and_then(|field| target_kind(field.field_type)) == Some(kind)
    }

    /// Does again what was done since to the rows of mended pages, of those kinds for which all is read. What refers to
    /// a kind that is not read yet waits: its rows would be given out anew. What was done to such a page is done once
    /// more then, from the first batch on, so that the last one stands.
    pub(super) fn apply_mending(&mut self, is_read: impl Fn(Kind) -> bool) {
        let (ready, waiting) = std::mem::take(&mut self.mending).into_iter().partition(|it: &Mending| is_read(it.kind));
        self.mending = waiting;
        // A value of a field that is not known yet has no place: the user's own fields come first.
        let (definitions, others): (Vec<Mending>, Vec<Mending>) =
            ready.into_iter().partition(|it| it.kind == Kind::CustomField);
        for it in definitions {
            self.apply_to_page(it, &is_read);
        }
        if !others.is_empty() {
            self.keeper.data.learn_custom_fields();
        }
        for it in others {
            self.apply_to_page(it, &is_read);
        }
    }

    fn apply_to_page(&mut self, mending: Mending, is_read: impl Fn(Kind) -> bool) {
        let Mending { kind, number, ref rows, ref batches } = mending;
        let mut is_whole = true;
        for batch in batches {
            let data = &self.keeper.data;
            let ids = &data.table(kind).ids;
            let is_here = |it: &&Change| it.kind == kind && ids.row_of(it.id).is_some_and(|row| rows.contains(&row));
            let mut changes: Vec<Change> = batch.changes.iter().filter(is_here).cloned().collect();
            let n_here = changes.len();
            changes.retain(|it| {
                let field = data.field(it.kind, it.field);
                field.and_then(|field| target_kind(field.field_type)).is_none_or(&is_read)
            });
            is_whole &= changes.len() == n_here;
            let here = |range: &MadeRange| {
                let first = ids.row_of(range.first).filter(|_| range.kind == kind)?;
                let (from, to) = (first.max(rows.start), (first + range.count).min(rows.end));
                let count = to.checked_sub(from).filter(|count| *count > 0)?;
                Some(MadeRange { first: range.first.plus(u64::from(from - first)), count, ..*range })
            };
            let ranges: Vec<MadeRange> = batch.ranges.iter().filter_map(here).collect();
            self.keeper.data.apply(&ranges, &changes, batch.stamp);
        }
        self.keeper.data.mark_dirty([(kind, number)]);
        if !is_whole {
            self.mending.push(mending);
        }
    }
}

impl Keeper {
    /// Whether a page was mended that is still to be written anew.
    pub fn is_mended(&self) -> bool {
        self.is_mended
    }
}
