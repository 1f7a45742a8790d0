//! Reading a workspace back: pages, then the tail of the journal. What is damaged is named and kept; the rest opens.

use std::collections::BTreeMap;

use crate::changes::change::{Batch, Change};
use crate::changes::clock::Clock;
use crate::changes::journal::Journal;
use crate::engine::data::{Kinds, target_kind};
use crate::engine::table::Life;
use crate::model::date::Date;
use crate::model::field::ALIVE;
use crate::model::id::IdSource;
use crate::model::kind::Kind;
use crate::model::small_sort::{self, set_of};
use crate::storage::checksum::{Chain, unseal};
use crate::storage::head::{
    CHECKPOINT, Checkpoint, HEAD, Head, IDENTITY, Identity, PageEntry, STORE_FORMAT, read_meta,
};
use crate::storage::keeper::Keeper;
use crate::storage::mending::Mending;
use crate::storage::mirror::writes_of;
use crate::storage::mirror_format::Mirrored;
use crate::storage::pages::{decode_page, leave_gap};
use crate::storage::sentinel::Mark;
use crate::storage::store::{Key, StorageError, StoreName, Write};

/// What was not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// A page cannot be read: its rows hold nothing.
    Page(PageEntry),
    /// A batch of the journal cannot be read: it and what follows is not applied.
    Record(u64),
    /// The journal ends before the head says it does: the store was set back.
    RolledBack {
        /// The last batch that is there.
        found: u64,
        /// The last batch that was acknowledged.
        expected: u64,
    },
}

/// A workspace being read.
#[derive(Debug)]
pub struct Recovery {
    pub(super) keeper: Keeper,
    head: Head,
    records: BTreeMap<u64, Vec<u8>>,
    damaged_kinds: Kinds,
    pub(super) mending: Vec<Mending>,
    /// What was not as it was written.
    pub damages: Vec<Damage>,
    /// Pages that were made again out of an older version and the journal.
    pub mended: Vec<PageEntry>,
}

impl Recovery {
    /// Begins with the three single values.
    ///
    /// # Errors
    /// [`StorageError::Newer`] for a later format, [`StorageError::Damaged`] when a value is not what was written.
    pub fn begin(identity: &[u8], head: &[u8], checkpoint: &[u8], today: Date) -> Result<Self, StorageError> {
        let identity: Identity = read_meta(0, IDENTITY, identity)?;
        if identity.format > STORE_FORMAT {
            return Err(StorageError::Newer);
        }
        let head: Head = read_meta(identity.seed, HEAD, head)?;
        let checkpoint: Checkpoint = read_meta(identity.seed, CHECKPOINT, checkpoint)?;
        let at_checkpoint = Head { sequence: checkpoint.sequence, chain: checkpoint.chain, ..head.clone() };
        let mut keeper = Keeper::resume(identity, at_checkpoint, checkpoint, today);
        keeper.data.begin_reading();
        Ok(Self {
            keeper,
            head,
            records: BTreeMap::new(),
            damaged_kinds: Kinds::default(),
            mending: Vec::new(),
            damages: Vec::new(),
            mended: Vec::new(),
        })
    }

    /// How far the workspace came, by its own head.
    pub fn expected_mark(&self) -> Mark {
        mark(&self.keeper.identity, &self.head)
    }

    /// Of which workspace the store is, and where its journal ends by its own head: number and chain.
    pub fn end(&self) -> (Identity, u64, u64) {
        (self.keeper.identity, self.head.sequence, self.head.chain)
    }

    /// Goes on with what the store lost at its end, and gives what puts that back.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] when these batches do not follow; nothing has changed then.
    pub fn go_on(&mut self, batches: &[&Mirrored]) -> Result<Vec<Write>, StorageError> {
        let identity = self.keeper.identity;
        let (head, writes) = writes_of(&identity, self.head.clone(), batches)?;
        for write in &writes {
            if let Write::Put { store: StoreName::Journal, key: Key::Sequence(sequence), bytes } = write {
                self.take_record(*sequence, bytes.clone());
            }
        }
        self.keeper.head.stamp = head.stamp;
        self.keeper.clock = Clock::resume(identity.device, head.stamp);
        self.head = head;
        Ok(writes)
    }

    /// The day that figures are counted to; none is counted before [`Self::finish`].
    pub fn set_today(&mut self, today: Date) {
        self.keeper.data.set_today(today);
    }

    /// The current pages, in the order in which to read them: first the kinds that a list of customers needs.
    pub fn pages(&self) -> (Vec<PageEntry>, Vec<PageEntry>) {
        let mut pages = self.keeper.checkpoint.pages.clone();
        small_sort::sort(&mut pages);
        pages.into_iter().partition(|page| Kind::from_number(page.kind).is_some_and(|kind| first_kinds().has(kind)))
    }

    /// The first record of the journal that is not in the pages.
    pub fn tail_from(&self) -> u64 {
        self.keeper.checkpoint.sequence + 1
    }

    /// Whether these bytes are the value of that key as this workspace wrote it.
    pub fn is_whole(&self, key: &Key, bytes: &[u8]) -> bool {
        unseal(self.keeper.identity.seed, key, bytes).is_ok()
    }

    /// The records that the tail should have and that are not there, or not as they were written.
    pub fn missing_records(&self) -> Vec<u64> {
        let is_missing = |sequence: &u64| {
            let bytes = self.records.get(sequence);
            bytes.is_none_or(|bytes| !self.is_whole(&Key::Sequence(*sequence), bytes))
        };
        (self.tail_from()..=self.head.sequence).filter(is_missing).collect()
    }

    /// Takes a page in, or its absence. Pages of a kind come in the order of their numbers.
    pub fn take_page(&mut self, page: PageEntry, bytes: Option<&[u8]>) {
        if !self.take_whole_page(page, bytes) {
            self.leave_out(page, self.rows_before(page));
        }
    }

    /// Takes a page in if it is as it was written; if not, nothing has changed.
    pub fn take_whole_page(&mut self, page: PageEntry, bytes: Option<&[u8]>) -> bool {
        let (Some(kind), Some(bytes)) = (Kind::from_number(page.kind), bytes) else { return false };
        let Ok((_, payload)) = unseal(self.keeper.identity.seed, &page.key(), bytes) else { return false };
        let before = self.rows_before(page);
        if decode_page(self.keeper.data.table_mut(kind), payload).is_err() {
            self.leave_out(page, before);
        }
        true
    }

    fn rows_before(&self, page: PageEntry) -> u32 {
        Kind::from_number(page.kind).map_or(0, |kind| self.keeper.data.table(kind).len())
    }

    /// Leaves a gap of absent rows in the place of a page.
    fn leave_out(&mut self, page: PageEntry, before: u32) {
        self.damages.push(Damage::Page(page));
        let Some(kind) = Kind::from_number(page.kind) else { return };
        self.damaged_kinds.insert(kind);
        if !self.keeper.checkpoint.damaged.contains(&page) {
            self.keeper.checkpoint.damaged.push(page);
        }
        let table = self.keeper.data.table_mut(kind);
        (before..table.len()).for_each(|row| table.set_life(row, Life::Absent));
        let missing = (before + page.rows).saturating_sub(table.len());
        let placeholder = IdSource::new(0, u64::from(page.kind) << 32 | u64::from(page.number)).next_id();
        leave_gap(table, missing, placeholder);
    }

    /// Takes a record of the journal's tail in.
    pub fn take_record(&mut self, sequence: u64, bytes: Vec<u8>) {
        self.records.insert(sequence, bytes);
    }

    /// Once the first kinds are read: what the journal's tail says of them, so that they can be shown.
    pub fn apply_to_first_kinds(&mut self) {
        self.apply_mending(|kind| first_kinds().has(kind));
        for (next, (sequence, bytes)) in
            (self.tail_from()..=self.head.sequence).zip(self.records.range(self.tail_from()..))
        {
            let opened = read_batch(&self.keeper.identity, *sequence, bytes).filter(|_| *sequence == next);
            let Some((mut batch, _)) = opened else { return };
            self.leave_out_lost(&mut batch);
            let data = &self.keeper.data;
            batch.changes.retain(|change| {
                let field = data.field(change.kind, change.field);
                let target = field.and_then(|field| target_kind(field.field_type));
                first_kinds().has(change.kind) && target.is_none_or(|kind| first_kinds().has(kind))
            });
            batch.ranges.retain(|range| first_kinds().has(range.kind));
            self.keeper.data.apply(&batch.ranges, &batch.changes, batch.stamp);
        }
    }

    /// The data read so far.
    pub fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// Applies the tail and counts what is derived. The journal is followed as far as its chain holds.
    pub fn finish(mut self) -> (Keeper, Vec<Damage>) {
        self.apply_mending(|_| true);
        self.keeper.data.recount();
        let records = std::mem::take(&mut self.records);
        // What stands beyond the head was given up.
        for (sequence, bytes) in records.range(self.tail_from()..).filter(|(it, _)| **it <= self.head.sequence) {
            let next = self.keeper.head.sequence + 1;
            match read_batch(&self.keeper.identity, *sequence, bytes) {
                Some((mut batch, payload)) if *sequence == next => {
                    self.keeper.head.chain = Chain(self.keeper.head.chain).then(payload).0;
                    self.keeper.head.sequence = next;
                    self.keeper.journal.push(&batch, payload.to_vec());
                    self.leave_out_lost(&mut batch);
                    self.keeper.data.apply(&batch.ranges, &batch.changes, batch.stamp);
                }
                Some(_) | None => {
                    self.damages.push(Damage::Record(next));
                    break;
                }
            }
        }
        let found = self.keeper.head.sequence;
        if found < self.head.sequence {
            self.damages.push(Damage::RolledBack { found, expected: self.head.sequence });
        } else if self.keeper.head.chain != self.head.chain && found == self.head.sequence {
            self.damages.push(Damage::Record(found));
        }
        // Commands whose batches are gone were not done.
        let mut commands = self.head.commands;
        commands.truncate(commands.len().saturating_sub((self.head.sequence - found.min(self.head.sequence)) as usize));
        self.keeper.head.commands = commands;
        self.keeper.data.end_reading();
        (self.keeper, self.damages)
    }

    /// Records that stood on a damaged page stay away: half of one must not come back with its next edit.
    fn leave_out_lost(&self, batch: &mut Batch) {
        let makes = |it: &&Change| it.field == ALIVE && it.before.is_empty() && self.damaged_kinds.has(it.kind);
        let made = set_of(batch.changes.iter().filter(makes).map(|it| (it.kind, it.id)));
        batch.changes.retain(|it| {
            let is_known = || self.keeper.data.table(it.kind).ids.row_of(it.id).is_some();
            !self.damaged_kinds.has(it.kind) || is_known() || made.contains(&(it.kind, it.id))
        });
    }
}

/// How far a workspace came, by its head.
fn mark(identity: &Identity, head: &Head) -> Mark {
    let at_ms = i64::try_from(head.stamp.millis).unwrap_or(i64::MAX);
    Mark { workspace_id: uuid::Uuid::from_u128(identity.workspace.to_u128()), sequence: head.sequence, at_ms }
}

impl Keeper {
    /// How far the workspace came.
    pub fn mark(&self) -> Mark {
        mark(&self.identity, &self.head)
    }

    /// The first record of the journal that is not in the pages.
    pub fn tail_from(&self) -> u64 {
        self.checkpoint.sequence + 1
    }

    /// Takes in batches that are older than the checkpoint: for history and undo. Damaged ones are passed over.
    pub fn remember(&mut self, sequence: u64, bytes: &[u8]) {
        if let Some((batch, payload)) = read_batch(&self.identity, sequence, bytes)
            && sequence <= self.head.sequence
            && self.journal.entry(sequence).is_none()
        {
            self.journal.push(&batch, payload.to_vec());
        }
    }
}

/// The batch of a record of the journal, and its bytes.
pub(super) fn read_batch<'b>(identity: &Identity, sequence: u64, bytes: &'b [u8]) -> Option<(Batch, &'b [u8])> {
    let (_, payload) = unseal(identity.seed, &Key::Sequence(sequence), bytes).ok()?;
    let batch = Journal::decode(payload).ok()?;
    (batch.sequence == sequence).then_some((batch, payload))
}

/// The kinds that are read before the others: those that lists of customers need, and all that they refer to.
pub fn first_kinds() -> Kinds {
    const FIRST: Kinds = Kinds::of(&[Kind::Workspace, Kind::CustomField, Kind::Tag, Kind::Member, Kind::Customer]);
    FIRST
}
