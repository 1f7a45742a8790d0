//! The journal: every batch in order, kept small, and the stacks of undo and redo.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::change::{Batch, Change, MadeRange, Role};
use crate::changes::clock::Stamp;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort;

/// A batch as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place, from 1 on.
    pub sequence: u64,
    /// The command's identity.
    pub command: Id,
    /// When, and on which device.
    pub stamp: Stamp,
    /// Number of the command's sort.
    pub sort: u16,
    /// What it is to undo and redo.
    pub role: Role,
    /// How many records and fields it touched.
    pub size: usize,
    /// By which it is known without being read which records it touches: see [`mark_of`], ascending.
    marks: Box<[u32]>,
    ranges: Box<[MadeRange]>,
    payload: Box<[u8]>,
}

impl Entry {
    /// When it was written, as far as that is known. A stamp may lie in the future: of a time when the wall clock was
    /// wrong, or because it comes after one of such a time. Then the command's identity, made by the page, tells.
    fn written_at(&self, now: u64) -> u64 {
        if self.stamp.millis <= now { self.stamp.millis } else { self.command.millis() }
    }
}

/// A batch could not be read or written as bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a batch")]
pub struct NotABatch;

/// The batches of a workspace by sequence number.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    entries: BTreeMap<u64, Entry>,
    /// Batches that were not there yet at the moment that is looked at.
    aside: BTreeMap<u64, Entry>,
    undo: Vec<u64>,
    redo: Vec<u64>,
}

impl Journal {
    /// The bytes of a batch.
    pub fn encode(batch: &Batch) -> Result<Vec<u8>, NotABatch> {
        #[expect(clippy::map_err_ignore, reason = "the codec's reason says nothing about the batch")]
        postcard::to_allocvec(batch).map_err(|_| NotABatch)
    }

    /// The batch of those bytes.
    pub fn decode(payload: &[u8]) -> Result<Batch, NotABatch> {
        #[expect(clippy::map_err_ignore, reason = "the codec's reason says nothing about the batch")]
        postcard::from_bytes(payload).map_err(|_| NotABatch)
    }

    /// Adds a batch with its bytes; those older than the ones known may come later.
    pub fn push(&mut self, batch: &Batch, payload: Vec<u8>) {
        let mut marks: Vec<u32> = Vec::with_capacity(batch.changes.len());
        for change in &batch.changes {
            let mark = mark_of(change.kind, change.id);
            // The changes of one record stand together.
            if marks.last() != Some(&mark) {
                marks.push(mark);
            }
        }
        small_sort::sort(&mut marks);
        marks.dedup();
        let newest = self.entries.last_key_value().is_none_or(|(last, _)| *last < batch.sequence);
        self.entries.insert(
            batch.sequence,
            Entry {
                sequence: batch.sequence,
                command: batch.command,
                stamp: batch.stamp,
                sort: batch.sort,
                role: batch.role,
                size: batch.size(),
                marks: marks.into_boxed_slice(),
                ranges: batch.ranges.clone().into_boxed_slice(),
                payload: payload.into_boxed_slice(),
            },
        );
        if newest {
            self.stack(batch.sequence, batch.role);
        }
    }

    /// Takes the last batch away: its transaction did not go through.
    pub fn pop(&mut self) {
        self.entries.pop_last();
        self.stack_anew();
    }

    /// Puts the batches after that one aside: what is left is what was known then. Until [`Journal::put_back`].
    pub fn set_aside_after(&mut self, sequence: u64) {
        self.aside = self.entries.split_off(&(sequence + 1));
        self.stack_anew();
    }

    /// All batches are there again.
    pub fn put_back(&mut self) {
        self.entries.append(&mut self.aside);
        self.stack_anew();
    }

    /// Whether a batch that was put aside has that stamp.
    pub fn is_aside(&self, stamp: Stamp) -> bool {
        self.aside.values().any(|entry| entry.stamp == stamp)
    }

    /// Finds again what can be undone, after older batches came in.
    pub fn stack_anew(&mut self) {
        self.undo.clear();
        self.redo.clear();
        let roles: Vec<_> = self.entries.values().map(|entry| (entry.sequence, entry.role)).collect();
        for (sequence, role) in roles {
            self.stack(sequence, role);
        }
    }

    fn stack(&mut self, sequence: u64, role: Role) {
        match role {
            Role::Done | Role::Reverts(_) => {
                self.undo.push(sequence);
                self.redo.clear();
            }
            Role::Undoes(done) => {
                self.undo.retain(|it| *it != done);
                self.redo.push(sequence);
            }
            Role::Redoes(undone) => {
                self.redo.retain(|it| *it != undone);
                self.undo.push(sequence);
            }
        }
    }

    /// The batch that undo would take back.
    pub fn next_undo(&self) -> Option<u64> {
        self.undo.last().copied()
    }

    /// The undoing batch that redo would take back.
    pub fn next_redo(&self) -> Option<u64> {
        self.redo.last().copied()
    }

    /// All batches, oldest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.values()
    }

    /// The batch of that sequence number, if it is known.
    pub fn entry(&self, sequence: u64) -> Option<&Entry> {
        self.entries.get(&sequence)
    }

    /// The batch of that sequence number, read.
    pub fn batch(&self, sequence: u64) -> Option<Batch> {
        Self::decode(&self.entries.get(&sequence)?.payload).ok()
    }

    /// The batches after that sequence number, newest first, read.
    pub fn batches_after(&self, sequence: u64) -> impl Iterator<Item = Batch> + '_ {
        self.entries.range(sequence + 1..).rev().filter_map(|(_, entry)| Self::decode(&entry.payload).ok())
    }

    /// The entries after that sequence number that touch one of these records, newest first, or seem to: see [`mark_of`].
    fn entries_touching<'j>(
        &'j self,
        after: u64,
        records: &BTreeSet<(Kind, Id)>,
    ) -> impl Iterator<Item = &'j Entry> + use<'j> {
        let mut wanted: Vec<u32> = records.iter().map(|(kind, id)| mark_of(*kind, *id)).collect();
        small_sort::sort(&mut wanted);
        let touches = move |entry: &&Entry| {
            let (few, many) = if wanted.len() < entry.marks.len() {
                (wanted.as_slice(), &*entry.marks)
            } else {
                (&*entry.marks, wanted.as_slice())
            };
            few.iter().any(|mark| many.binary_search(mark).is_ok())
        };
        self.entries.range(after + 1..).rev().map(|(_, entry)| entry).filter(touches)
    }

    /// The batches after that sequence number that change one of these records, newest first, read; hardly any other is.
    pub fn batches_touching<'j>(
        &'j self,
        after: u64,
        records: &BTreeSet<(Kind, Id)>,
    ) -> impl Iterator<Item = Batch> + use<'j> {
        self.entries_touching(after, records).filter_map(|entry| Self::decode(&entry.payload).ok())
    }

    /// The bytes of a batch, if it is known.
    pub fn payload(&self, sequence: u64) -> Option<&[u8]> {
        self.entries.get(&sequence).map(|entry| &*entry.payload)
    }

    /// The batches after that sequence number, oldest first: number, bytes, and whether it made records at once, whose
    /// values are not in its bytes.
    pub fn records_after(&self, sequence: u64) -> impl Iterator<Item = (u64, &[u8], bool)> {
        self.entries.range(sequence + 1..).map(|(sequence, it)| (*sequence, &*it.payload, !it.ranges.is_empty()))
    }

    /// The last sequence number at or before that time (milliseconds since 1970-01-01), asked at `now`. What is asked of
    /// now has everything in it, in the order of the journal, whatever the clocks said when it was written.
    pub fn sequence_at(&self, millis: u64, now: u64) -> u64 {
        let is_then = |entry: &&Entry| millis >= now || entry.written_at(now) <= millis;
        self.entries.values().rev().find(is_then).map_or(0, |entry| entry.sequence)
    }

    /// The changes of one record, newest first. Only batches that touch it are read.
    pub fn history(&self, kind: Kind, id: Id) -> Vec<(&Entry, Vec<Change>)> {
        let mark = mark_of(kind, id);
        let mut found = Vec::new();
        for entry in self.entries.values().rev() {
            let within = entry
                .ranges
                .iter()
                .any(|range| range.kind == kind && id.steps_from(range.first).is_some_and(|step| step < range.count));
            let changes: Vec<Change> = if entry.marks.binary_search(&mark).is_ok() {
                let Ok(batch) = Self::decode(&entry.payload) else { continue };
                batch.changes.into_iter().filter(|it| it.kind == kind && it.id == id).collect()
            } else {
                Vec::new()
            };
            if !changes.is_empty() || within {
                found.push((entry, changes));
            }
        }
        found
    }
}

/// 32 bits of a record: two records seldom have the same, and then one batch is read in vain.
fn mark_of(kind: Kind, id: Id) -> u32 {
    let bits = id.to_u128();
    let bits = (bits >> 64) as u64 ^ (bits as u64).rotate_left(17) ^ u64::from(kind.number()) << 48;
    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): neighbours fall far from each other.
    (bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::change::Way;
    use crate::model::field::Value;

    fn change(id: u128) -> Change {
        let (before, after) = (Value::Empty, Value::Number(1));
        Change { kind: Kind::Customer, id: Id::from_u128(id), field: 1, before, after }
    }

    #[test]
    fn the_history_of_a_record_reads_no_batch_of_others() {
        let mut journal = Journal::default();
        for sequence in 1..=300_u64 {
            let is_range = sequence == 100;
            let range = MadeRange { kind: Kind::Customer, first: Id::from_u128(1), count: 50, way: Way::Made };
            let batch = Batch {
                sequence,
                command: Id::from_u128(u128::from(sequence)),
                stamp: Stamp::ZERO,
                sort: 0,
                role: Role::Done,
                ranges: if is_range { vec![range] } else { Vec::new() },
                changes: if is_range { Vec::new() } else { vec![change(u128::from(sequence % 60)), change(60)] },
            };
            // What is not of record 7 cannot be read: reading it would leave it out of the history.
            let is_wanted = sequence % 60 == 7;
            let payload = if is_wanted { Journal::encode(&batch).unwrap() } else { Vec::new() };
            journal.push(&batch, payload);
        }
        let found = journal.history(Kind::Customer, Id::from_u128(7));
        let found: Vec<_> = found.iter().map(|(entry, changes)| (entry.sequence, changes.len())).collect();
        assert_eq!(found, [(247, 1), (187, 1), (127, 1), (100, 0), (67, 1), (7, 1)]);
        let read = |after, ids: &[u128]| {
            let records = ids.iter().map(|id| (Kind::Customer, Id::from_u128(*id))).collect();
            journal.entries_touching(after, &records).map(|entry| entry.sequence).collect::<Vec<_>>()
        };
        assert_eq!(read(100, &[7]), [247, 187, 127]);
        assert_eq!(read(126, &[7, 8]), [248, 247, 188, 187, 128, 127]);
        assert_eq!(read(0, &[60]).len(), 299);
        assert_eq!(read(0, &[61]), [] as [u64; 0]);
        assert!(journal.history(Kind::Order, Id::from_u128(7)).is_empty());
        assert!(journal.history(Kind::Customer, Id::from_u128(61)).is_empty());
    }
}
