//! The keeper of a workspace: what is in memory, what must be written, and in which order. No input or output of its own.
//!
//! The journal is the truth and pages are its checkpoint. A commit is one journal record and the head, in one strict
//! transaction. New versions of pages are written beside the old ones and become current when the checkpoint record
//! names them; what no record names is swept away. So every transaction is small, and a torn one leaves nothing.

use std::collections::BTreeSet;

use crate::changes::change::{Batch, MadeRange, Role};
use crate::changes::clock::Clock;
use crate::changes::inverse::{Plan, Present};
use crate::changes::journal::Journal;
use crate::engine::data::{Data, Kinds, rows_per_page};
use crate::model::date::Date;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::storage::checksum::{Chain, seal};
use crate::storage::head::{
    CHECKPOINT, Checkpoint, HEAD, Head, IDENTITY, Identity, N_REMEMBERED_COMMANDS, PageEntry, put_meta,
};
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
    staging: Option<Checkpoint>,
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
            head,
            checkpoint,
            staging: None,
        }
    }

    /// The last batch done.
    pub fn sequence(&self) -> u64 {
        self.head.sequence
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
        let head_before = self.head.clone();
        let mut stamp = self.clock.now(order.millis);
        for change in &plan.changes {
            let table = self.data.table(change.kind);
            if let Some(seen) = table.ids.row_of(change.id).and_then(|row| table.clocks.last(row, change.field)) {
                stamp = stamp.max(stamp.after(seen));
            }
        }
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
        self.head.sequence = batch.sequence;
        self.head.chain = Chain(self.head.chain).then(&payload).0;
        self.head.stamp = stamp;
        self.head.commands.push(order.command);
        let forgotten = self.head.commands.len().saturating_sub(N_REMEMBERED_COMMANDS);
        self.head.commands.drain(..forgotten);
        let key = Key::Sequence(batch.sequence);
        let bytes = seal(self.identity.seed, &key, batch.sequence, payload.clone());
        let mut writes = vec![Write::Put { store: StoreName::Journal, key, bytes }];
        writes.push(put_meta(self.identity.seed, HEAD, batch.sequence, &self.head)?);
        let touched = self.data.apply(&batch.ranges, &batch.changes, batch.stamp);
        self.journal.push(&batch, payload);
        Ok(Prepared { batch, touched, writes, head_before })
    }

    /// The transaction did not go through: memory goes back to what it was.
    pub fn roll_back(&mut self, prepared: &Prepared) -> Kinds {
        self.journal.pop();
        self.head = prepared.head_before.clone();
        self.staging = None;
        let (ranges, changes) = inverse_of(&prepared.batch);
        self.data.move_to(&ranges, &changes)
    }

    /// Looks at the data as they were after the batch of that sequence number, then comes back: the time is
    /// proportional to what has changed since.
    pub fn as_of<T>(&mut self, sequence: u64, look: impl FnOnce(&Data) -> T) -> T {
        let later: Vec<Batch> = self.journal.batches_after(sequence).collect();
        for batch in &later {
            let (ranges, changes) = inverse_of(batch);
            self.data.move_to(&ranges, &changes);
        }
        let answer = look(&self.data);
        for batch in later.iter().rev() {
            self.data.move_to(&batch.ranges, &batch.changes);
        }
        answer
    }

    /// True when the journal behind the checkpoint has grown so long that pages should be written in a quiet moment.
    pub fn wants_checkpoint(&self, records: u64) -> bool {
        self.head.sequence - self.checkpoint.sequence >= records
    }

    /// The next pages to write for a checkpoint, at least one and up to about `bytes` of them; nothing more when all
    /// are written. Pages that change meanwhile are brought up to date by the journal, which may be read over again.
    pub fn stage_pages(&mut self, bytes: usize) -> Vec<Write> {
        let staging = self.staging.get_or_insert_with(|| Checkpoint {
            sequence: self.head.sequence,
            chain: self.head.chain,
            generation: self.checkpoint.generation + 1,
            pages: self.checkpoint.pages.clone(),
        });
        let mut dirty = self.data.take_dirty();
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

    /// The write that makes the staged pages current, with the journal up to where staging began; the old versions of
    /// pages are to be deleted once it is through.
    pub fn flip(&mut self) -> Result<Option<Flip>, StorageError> {
        let Some(mut staging) = self.staging.take() else { return Ok(None) };
        staging.pages.sort_unstable();
        let current: BTreeSet<_> = staging.pages.iter().copied().collect();
        let stale = self.checkpoint.pages.iter().filter(|page| !current.contains(page));
        let sweep = stale.map(|page| Write::Delete { store: StoreName::Pages, key: page.key() }).collect();
        let write = put_meta(self.identity.seed, CHECKPOINT, staging.sequence, &staging)?;
        Ok(Some(Flip { checkpoint: staging, write, sweep }))
    }

    /// A flip went through.
    pub fn flipped(&mut self, flip: Flip) -> Vec<Write> {
        self.checkpoint = flip.checkpoint;
        flip.sweep
    }

    /// A flip did not go through: its pages must be written again.
    pub fn flip_failed(&mut self, flip: &Flip) {
        let again = flip.checkpoint.pages.iter().filter(|page| page.generation == flip.checkpoint.generation);
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
fn inverse_of(batch: &Batch) -> (Vec<MadeRange>, Vec<crate::changes::change::Change>) {
    let ranges = batch.ranges.iter().rev().map(MadeRange::inverse).collect();
    let changes = batch.changes.iter().rev().map(crate::changes::change::Change::inverse).collect();
    (ranges, changes)
}

impl Present for Data {
    fn value(&self, kind: Kind, id: Id, field: FieldNumber) -> Value {
        self.value_of(kind, id, field)
    }

    fn edited(&self, range: &MadeRange) -> Vec<(Id, FieldNumber)> {
        let table = self.table(range.kind);
        let Some(first) = table.ids.row_of(range.first) else { return Vec::new() };
        let (_, written) = table.clocks.of_rows(first..first + range.count);
        written.into_iter().map(|(row, field, _)| (range.first.plus(u64::from(row - first)), field)).collect()
    }
}
