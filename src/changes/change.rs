//! A change: who, when, which field of which record, before and after. The only currency of the business.

use serde::{Deserialize, Serialize};

use crate::changes::clock::Stamp;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// One field of one record goes from one value to another. Making, binning and restoring a record are changes of
/// [`crate::model::field::ALIVE`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which kind of record.
    pub kind: Kind,
    /// Which record.
    pub id: Id,
    /// Which field.
    pub field: FieldNumber,
    /// What it was.
    pub before: Value,
    /// What it is.
    pub after: Value,
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone(), ..*self }
    }
}

/// Records of consecutive identities that were made at once, or whose making was undone. Their values stand in the
/// pages, not in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeRange {
    /// Which kind of record.
    pub kind: Kind,
    /// Identity of the first.
    pub first: Id,
    /// How many.
    pub count: u32,
    /// Whether they come or go.
    pub way: Way,
}

/// Whether records come into being or their making is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// They are there now.
    Made,
    /// They are not, as if they had never been made.
    Unmade,
}

impl MadeRange {
    /// The range that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let way = match self.way {
            Way::Made => Way::Unmade,
            Way::Unmade => Way::Made,
        };
        Self { way, ..*self }
    }
}

/// What a batch is to undo and redo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Something a person or a file did.
    Done,
    /// Takes back the batch of that sequence number.
    Undoes(u64),
    /// Does again what the undoing batch of that sequence number took back.
    Redoes(u64),
    /// Takes back a batch of the past, as far as later edits let it.
    Reverts(u64),
}

/// All that one command did: it happens whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Its place in the journal, from 1 on.
    pub sequence: u64,
    /// The command's identity, made by the page: a command that comes twice is done once.
    pub command: Id,
    /// When, and on which device.
    pub stamp: Stamp,
    /// Number of the command's sort.
    pub sort: u16,
    /// What it is to undo and redo.
    pub role: Role,
    /// Records made at once.
    pub ranges: Vec<MadeRange>,
    /// Fields changed.
    pub changes: Vec<Change>,
}

impl Batch {
    /// How many records and fields it touched.
    pub fn size(&self) -> usize {
        self.changes.len() + self.ranges.iter().map(|range| range.count as usize).sum::<usize>()
    }
}
