//! The journal: every batch in order, kept small, and the stacks of undo and redo.

use std::collections::BTreeMap;

use crate::changes::change::{Batch, Change, Role};
use crate::changes::clock::Stamp;
use crate::model::id::Id;
use crate::model::kind::Kind;

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
    payload: Box<[u8]>,
}

/// A batch could not be read or written as bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a batch")]
pub struct NotABatch;

/// The batches of a workspace by sequence number.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    entries: BTreeMap<u64, Entry>,
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

    /// The last sequence number at or before that time (milliseconds since 1970-01-01).
    pub fn sequence_at(&self, millis: u64) -> u64 {
        self.entries.values().rev().find(|entry| entry.stamp.millis <= millis).map_or(0, |entry| entry.sequence)
    }

    /// The changes of one record, newest first.
    pub fn history(&self, kind: Kind, id: Id) -> Vec<(&Entry, Vec<Change>)> {
        let mut found = Vec::new();
        for entry in self.entries.values().rev() {
            let Ok(batch) = Self::decode(&entry.payload) else { continue };
            let changes: Vec<_> = batch.changes.into_iter().filter(|it| it.kind == kind && it.id == id).collect();
            let within = batch
                .ranges
                .iter()
                .any(|range| range.kind == kind && id.steps_from(range.first).is_some_and(|step| step < range.count));
            if !changes.is_empty() || within {
                found.push((entry, changes));
            }
        }
        found
    }
}
