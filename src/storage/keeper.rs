//! The keeper of a workspace: what is in memory, what must be written, and in which order. No input or output of its own.
//!
//! The journal is the truth and pages are its checkpoint. A commit is one journal record and the head, in one strict
//! transaction. New versions of pages are written beside the old ones and become current when the checkpoint record
//! names them; what no record names is swept away. So every transaction is small, and a torn one leaves nothing.

use crate::changes::change::{Batch, Change, MadeRange, Role};
use crate::changes::clock::{Clock, FAR_AHEAD_MILLIS, Received, Stamp};
use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::engine::data::{Data, Kinds, rows_per_page};
use crate::engine::today::Today;
use crate::engine::verify::Breach;
use crate::model::date::Date;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort::{self, set_of};
use crate::storage::bulk::{Coming, Rows};
use crate::storage::checksum::{Chain, seal};
use crate::storage::head::{CHECKPOINT, Checkpoint, HEAD, Head, IDENTITY, Identity, PageEntry, put_meta, read_meta};
use crate::storage::pages::encode_page;
use crate::storage::store::{Key, StorageError, StoreName, Write};

/// A workspace in memory and its place in the store.
#[derive(Debug, Clone)]
pub struct Keeper {
    /// What the workspace is.
    pub identity: Identity,
    /// The data.
    pub data: Data,
    /// The batches that made it.
    pub journal: Journal,
    pub(super) clock: Clock,
    pub(super) head: Head,
    pub(super) checkpoint: Checkpoint,
    pub(super) staging: Option<Checkpoint>,
    pub(super) coming: Option<Coming>,
    /// A page was mended and is to be written anew.
    pub(super) is_mended: bool,
    /// Never used again while this keeper lives: a flip that seemed to fail may have gone through.
    next_generation: u32,
}

/// A batch that is true in memory and waits to be true on disk.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The batch.
    pub batch: Batch,
    /// Kinds that it touched.
    pub touched: Kinds,
    /// To be written in one strict transaction.
    pub writes: Vec<Write>,
    head_before: Head,
    clocks_before: Vec<(Kind, u32, FieldNumber, Option<Stamp>)>,
}

/// Who orders a batch.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// The command's identity.
    pub command: Id,
    /// Number of the command's sort.
    pub sort: u16,
    /// What it is to undo and redo.
    pub role: Role,
    /// The wall clock: milliseconds since 1970-01-01.
    pub millis: u64,
}

impl Keeper {
    /// A new workspace, and the writes that found it.
    pub fn found(identity: Identity, today: Date) -> Result<(Self, Vec<Write>), StorageError> {
        let head = Head::start(&identity);
        let keeper = Self {
            identity,
            data: Data::new(today),
            journal: Journal::default(),
            clock: Clock::new(identity.device),
            checkpoint: Checkpoint { chain: head.chain, ..Checkpoint::default() },
            head,
            staging: None,
            coming: None,
            is_mended: false,
            next_generation: 1,
        };
        let writes = vec![
            put_meta(0, IDENTITY, 0, &identity)?,
            put_meta(identity.seed, HEAD, 0, &keeper.head)?,
            put_meta(identity.seed, CHECKPOINT, 0, &keeper.checkpoint)?,
        ];
        Ok((keeper, writes))
    }

    /// A workspace read back.
    pub(super) fn resume(identity: Identity, head: Head, checkpoint: Checkpoint, today: Date) -> Self {
        Self {
            identity,
            data: Data::new(today),
            journal: Journal::default(),
            clock: Clock::resume(identity.device, head.stamp),
            next_generation: checkpoint.generation.saturating_add(1),
            head,
            checkpoint,
            staging: None,
            coming: None,
            is_mended: false,
        }
    }

    /// The last batch done.
    pub fn sequence(&self) -> u64 {
        self.head.sequence
    }

    /// Another one whenever something of this workspace is about to be written: a batch, or pages.
    pub fn version(&self) -> (u64, u32) {
        (self.head.sequence, self.next_generation)
    }

    /// The sequence number of the command, when it was done lately.
    pub fn done(&self, command: Id) -> Option<u64> {
        let behind = self.head.commands.iter().rev().position(|it| *it == command)?;
        self.head.sequence.checked_sub(behind as u64)
    }

    /// Makes a plan true in memory and says what makes it true on disk. When the plan has ranges, the pages must be
    /// written first: [`Keeper::stage_pages`] until it gives nothing more.
    ///
    /// # Errors
    /// When the batch cannot be written as bytes; then nothing has changed.
    pub fn prepare(&mut self, plan: Plan, order: Order) -> Result<Prepared, StorageError> {
        let coming = self.coming.take();
        let stamp = match &coming {
            Some(coming) => coming.stamp,
            None => self.stamp_for(&plan.changes, order.millis),
        };
        let batch = Batch {
            sequence: self.head.sequence + 1,
            command: order.command,
            stamp,
            sort: order.sort,
            role: order.role,
            ranges: plan.ranges,
            changes: plan.changes,
        };
        let payload = Journal::encode(&batch).or(Err(StorageError::Damaged))?;
        // Not the batch's own stamp: a write over a value from the future must not carry the clock there.
        let head = self.head.clone().then(&batch, &payload, self.clock.last());
        let key = Key::Sequence(batch.sequence);
        let bytes = seal(self.identity.seed, &key, batch.sequence, payload.clone());
        let mut writes = vec![Write::Put { store: StoreName::Journal, key, bytes }];
        writes.push(put_meta(self.identity.seed, HEAD, batch.sequence, &head)?);
        let head_before = std::mem::replace(&mut self.head, head);
        let clocks_before = self.clocks_of(&batch.changes);
        let lengths: Vec<(Kind, u32)> = Kind::ALL.iter().map(|kind| (*kind, self.data.table(*kind).len())).collect();
        let are_there = coming.as_ref().is_some_and(|it| it.rows == Rows::There);
        let ranges = if are_there { &[] } else { batch.ranges.as_slice() };
        let mut touched = self.data.apply(ranges, &batch.changes, batch.stamp);
        batch.ranges.iter().for_each(|range| touched.insert(range.kind));
        if let Some(coming) = coming {
            self.keep_staged(&coming, &batch, &lengths);
        }
        self.journal.push(&batch, payload);
        Ok(Prepared { batch, touched, writes, head_before, clocks_before })
    }

    /// The stamp of a batch with these changes: later than all that they change.
    pub(super) fn stamp_for(&mut self, changes: &[Change], millis: u64) -> Stamp {
        let mut stamp = self.clock.now(millis);
        for change in changes {
            let table = self.data.table(change.kind);
            if let Some(seen) = table.ids.row_of(change.id).and_then(|row| table.clocks.last(row, change.field)) {
                stamp = stamp.max(stamp.after(seen));
            }
        }
        stamp
    }

    /// Takes note of the stamps of data that come from elsewhere. Gives how far the furthest of them is ahead of the
    /// wall clock, in milliseconds, where that is too far to be followed.
    pub fn follow(&mut self, data: &Data, wall_millis: u64) -> Option<u64> {
        let receive = |stamp| match self.clock.receive(stamp, wall_millis) {
            Received::Followed => None,
            Received::FarAhead { by_millis } => Some(by_millis),
        };
        data.stamps().filter_map(receive).max()
    }

    /// How far the wall clock is behind the latest write, in milliseconds, where that is more than a day: it is wrong
    /// now, or was when that was written. Nothing is refused for it, but the user is to be told.
    pub fn clock_is_behind(&self, wall_millis: u64) -> Option<u64> {
        let latest = self.data.stamps().chain([self.head.stamp]).map(|stamp| stamp.millis).max();
        latest.and_then(|it| it.checked_sub(wall_millis)).filter(|behind| *behind > FAR_AHEAD_MILLIS)
    }

    /// Whether all that was acknowledged is there: what the head counts against the journal, and the chain over it.
    /// Batches older than the checkpoint may not be read yet: what they did stands in the pages.
    pub fn verify_kept(&self) -> Vec<Breach> {
        let last = self.journal.entries().next_back().map_or(self.checkpoint.sequence, |entry| entry.sequence);
        let tail = self.checkpoint.sequence + 1..=self.head.sequence;
        let missing = (last + 1..=self.head.sequence).chain(tail.filter(|it| *it <= last));
        let missing: Vec<u64> = missing.filter(|it| self.journal.entry(*it).is_none()).collect();
        if !missing.is_empty() {
            return missing.into_iter().map(|sequence| Breach::NotKept { sequence }).collect();
        }
        let all = (1, Chain::start(self.identity.seed));
        let tail = (self.checkpoint.sequence + 1, Chain(self.checkpoint.chain));
        let (first, start) = if self.reaches(0) { all } else { tail };
        let payloads = (first..=self.head.sequence).map_while(|sequence| self.journal.payload(sequence));
        let chain = payloads.fold(start, Chain::then);
        let is_other = chain.0 != self.head.chain || last > self.head.sequence;
        is_other.then_some(Breach::OtherBatches { sequence: self.head.sequence }).into_iter().collect()
    }

    /// The transaction did not go through: memory goes back to what it was.
    pub fn roll_back(&mut self, prepared: &Prepared) -> Kinds {
        self.journal.pop();
        self.head = prepared.head_before.clone();
        self.abandon_staging();
        let (ranges, changes) = inverse_of(&prepared.batch);
        let kinds = self.data.move_to(&ranges, &changes);
        for (kind, row, field, written) in &prepared.clocks_before {
            self.data.table_mut(*kind).clocks.put_back(*row, *field, *written);
        }
        kinds
    }

    /// Whether a transaction of which the store did not say how it ended was kept, by the head that is stored now. When
    /// the head cannot be read, only reading the whole workspace again tells.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] when the head is not what was written.
    pub fn is_kept(&self, prepared: &Prepared, stored_head: &[u8]) -> Result<bool, StorageError> {
        let stored: Head = read_meta(self.identity.seed, HEAD, stored_head)?;
        Ok(stored.sequence == prepared.batch.sequence && stored.commands.last() == Some(&prepared.batch.command))
    }

    fn clocks_of(&self, changes: &[Change]) -> Vec<(Kind, u32, FieldNumber, Option<Stamp>)> {
        let of = |change: &Change| {
            let table = self.data.table(change.kind);
            let row = table.ids.row_of(change.id)?;
            Some((change.kind, row, change.field, table.clocks.written(row, change.field)))
        };
        changes.iter().filter_map(of).collect()
    }

    /// Looks at the data as they were after the batch of that sequence number, on that day, then comes back: the time is
    /// proportional to what has changed since, and on another day to what is counted to it. The journal must reach back
    /// that far: [`Keeper::reaches`]. What sensitive fields may show then,
    /// the present may still refuse.
    pub fn as_of<T>(&mut self, sequence: u64, day: Today, look: impl FnOnce(&Data, &Journal) -> T) -> T {
        let later: Vec<Batch> = self.journal.batches_after(sequence).collect();
        let (dirty, today) = (self.data.take_dirty(), self.data.whole_today());
        self.data.hold_consent();
        self.journal.set_aside_after(sequence);
        for batch in &later {
            let (ranges, changes) = inverse_of(batch);
            self.data.move_to(&ranges, &changes);
        }
        self.data.set_today(day);
        let answer = look(&self.data, &self.journal);
        for batch in later.iter().rev() {
            self.data.move_to(&batch.ranges, &batch.changes);
        }
        self.data.set_today(today);
        self.journal.put_back();
        self.data.release_consent();
        // There and back: the pages are what they were.
        self.data.take_dirty();
        self.data.mark_dirty(dirty);
        answer
    }

    /// Whether every batch after that sequence number is known, so that [`Keeper::as_of`] tells the truth.
    pub fn reaches(&self, sequence: u64) -> bool {
        (sequence + 1..=self.head.sequence).all(|it| self.journal.entry(it).is_some())
    }

    /// True when the journal behind the checkpoint has grown so long that pages should be written in a quiet moment.
    pub fn wants_checkpoint(&self, records: u64) -> bool {
        self.is_mended || self.head.sequence - self.checkpoint.sequence >= records
    }

    /// The next pages to write for a checkpoint, at least one and up to about `bytes` of them; nothing more when all
    /// are written. Pages that change meanwhile are written again, so that when it gives nothing more, the pages are
    /// exactly the data as they are then. When a write fails: [`Keeper::abandon_staging`].
    pub fn stage_pages(&mut self, bytes: usize) -> Vec<Write> {
        let staging = self.staging.get_or_insert_with(|| {
            let generation = self.next_generation;
            self.next_generation += 1;
            Checkpoint { generation, ..self.checkpoint.clone() }
        });
        let mut dirty = self.data.take_dirty();
        if dirty.is_empty() {
            (staging.sequence, staging.chain) = (self.head.sequence, self.head.chain);
        }
        let (mut writes, mut total) = (Vec::new(), 0);
        while total < bytes
            && let Some((kind, number)) = dirty.pop_first()
        {
            let table = self.data.table(kind);
            let rows = rows_per_page(kind).min(table.len().saturating_sub(number * rows_per_page(kind)));
            let entry = PageEntry { kind: kind.number(), number, generation: staging.generation, rows };
            let page = encode_page(table, number);
            total += page.len();
            let bytes = seal(self.identity.seed, &entry.key(), u64::from(entry.generation), page);
            writes.push(Write::Put { store: StoreName::Pages, key: entry.key(), bytes });
            staging.pages.retain(|it| (it.kind, it.number) != (entry.kind, entry.number));
            staging.pages.push(entry);
        }
        self.data.mark_dirty(dirty);
        writes
    }

    /// Pages are staged in a store that holds those of another workspace: under no key that is taken there.
    pub fn stage_beside<'k>(&mut self, taken: impl IntoIterator<Item = &'k Key>) {
        let taken = taken.into_iter().filter_map(Key::generation).max().unwrap_or(0);
        self.next_generation = self.next_generation.max(taken.saturating_add(1));
    }

    /// Gives up the checkpoint that is being written: its pages must be written again.
    pub fn abandon_staging(&mut self) {
        if let Some(staging) = self.staging.take() {
            self.write_again(&staging);
        }
    }

    /// The write that makes the staged pages current, with the journal up to where [`Keeper::stage_pages`] gave nothing
    /// more; the old versions of pages are to be deleted once it is through.
    pub fn flip(&mut self) -> Result<Option<Flip>, StorageError> {
        let Some(mut staging) = self.staging.take() else { return Ok(None) };
        small_sort::sort(&mut staging.pages);
        let current = set_of(staging.pages.iter().chain(&staging.damaged).copied());
        let stale = self.checkpoint.pages.iter().filter(|page| !current.contains(page));
        let sweep = stale.map(|page| Write::Delete { store: StoreName::Pages, key: page.key() }).collect();
        let write = put_meta(self.identity.seed, CHECKPOINT, staging.sequence, &staging)?;
        Ok(Some(Flip { checkpoint: staging, write, sweep }))
    }

    /// A flip went through.
    pub fn flipped(&mut self, flip: Flip) -> Vec<Write> {
        self.checkpoint = flip.checkpoint;
        self.is_mended = false;
        flip.sweep
    }

    /// A flip did not go through: its pages must be written again.
    pub fn flip_failed(&mut self, flip: &Flip) {
        self.write_again(&flip.checkpoint);
    }

    /// What sweeps away the pages of those keys that no record names: left by a death or a failure.
    pub fn sweep(&self, keys: impl IntoIterator<Item = Key>) -> Vec<Write> {
        let named = set_of(self.checkpoint.pages.iter().chain(&self.checkpoint.damaged).map(PageEntry::key));
        let stale = keys.into_iter().filter(|key| !named.contains(key));
        stale.map(|key| Write::Delete { store: StoreName::Pages, key }).collect()
    }

    fn write_again(&mut self, checkpoint: &Checkpoint) {
        let again = checkpoint.pages.iter().filter(|page| page.generation == checkpoint.generation);
        let again = again.filter_map(|page| Some((Kind::from_number(page.kind)?, page.number)));
        self.data.mark_dirty(again.collect::<Vec<_>>());
    }
}

/// A checkpoint about to become current.
#[derive(Debug, Clone)]
pub struct Flip {
    checkpoint: Checkpoint,
    /// To be written, strictly; in the transaction of the batch when it has ranges.
    pub write: Write,
    sweep: Vec<Write>,
}

/// What takes a batch back exactly.
fn inverse_of(batch: &Batch) -> (Vec<MadeRange>, Vec<Change>) {
    let ranges = batch.ranges.iter().rev().map(MadeRange::inverse).collect();
    let changes = batch.changes.iter().rev().map(Change::inverse).collect();
    (ranges, changes)
}
