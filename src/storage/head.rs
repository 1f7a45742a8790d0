//! The few values by which a store is read: which workspace it is, how far its journal goes, which pages are current.

use serde::{Deserialize, Serialize};

use crate::changes::change::Batch;
use crate::changes::clock::{DeviceId, Stamp};
use crate::model::id::Id;
use crate::storage::checksum::{Chain, seal, unseal};
use crate::storage::store::{Key, StorageError, StoreName, Write};

/// The version of all that is stored; newer data opens read-only.
pub const STORE_FORMAT: u16 = 1;

/// How many of the last commands are remembered, so that one that comes twice is done once.
pub const N_REMEMBERED_COMMANDS: usize = 64;

/// What a workspace is: written once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The version of what is stored.
    pub format: u16,
    /// The workspace.
    pub workspace: Id,
    /// This browser's copy of it.
    pub device: DeviceId,
    /// The key of every checksum.
    pub seed: u64,
}

/// How far the journal goes: written with every commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The last batch.
    pub sequence: u64,
    /// The chain over all batches up to it.
    pub chain: u64,
    /// The last stamp given.
    pub stamp: Stamp,
    /// The last commands done, oldest first.
    pub commands: Vec<Id>,
}

/// Which pages are current: written with every checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The batch up to which the pages are true; later ones are read from the journal.
    pub sequence: u64,
    /// The chain over all batches up to it.
    pub chain: u64,
    /// Number of this checkpoint.
    pub generation: u32,
    /// The current pages: kind, number, generation, rows.
    pub pages: Vec<PageEntry>,
    /// Pages that could not be read: kept as they are, for whoever can mend them.
    pub damaged: Vec<PageEntry>,
}

/// One current page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PageEntry {
    /// Number of its kind.
    pub kind: u16,
    /// Its place within the kind.
    pub number: u32,
    /// The checkpoint that wrote it.
    pub generation: u32,
    /// How many rows it holds.
    pub rows: u32,
}

impl PageEntry {
    /// Where it is stored.
    pub fn key(&self) -> Key {
        Key::Page { kind: self.kind, number: self.number, generation: self.generation }
    }
}

impl Head {
    /// The head of a workspace in which nothing was done.
    pub fn start(identity: &Identity) -> Self {
        Self { sequence: 0, chain: Chain::start(identity.seed).0, stamp: Stamp::ZERO, commands: Vec::new() }
    }

    /// The head with one more batch, of those bytes; `stamp` is the last one that the clock gave.
    #[must_use]
    pub fn then(mut self, batch: &Batch, payload: &[u8], stamp: Stamp) -> Self {
        self.commands.push(batch.command);
        let forgotten = self.commands.len().saturating_sub(N_REMEMBERED_COMMANDS);
        self.commands.drain(..forgotten);
        Self { sequence: batch.sequence, chain: Chain(self.chain).then(payload).0, stamp, ..self }
    }
}

/// The name under which a value is kept in the store of single values.
pub fn meta_key(name: &str) -> Key {
    Key::Name(name.to_owned())
}

/// Name of the [`Identity`].
pub const IDENTITY: &str = "identity";
/// Name of the [`Head`].
pub const HEAD: &str = "head";
/// Name of the [`Checkpoint`].
pub const CHECKPOINT: &str = "checkpoint";

/// The write of a single value, sealed.
pub fn put_meta<T: Serialize>(seed: u64, name: &str, sequence: u64, value: &T) -> Result<Write, StorageError> {
    let key = meta_key(name);
    let bytes = postcard::to_allocvec(value).or(Err(StorageError::Damaged))?;
    Ok(Write::Put { store: StoreName::Meta, bytes: seal(seed, &key, sequence, bytes), key })
}

/// The single value of those bytes.
pub fn read_meta<T: for<'d> Deserialize<'d>>(seed: u64, name: &str, bytes: &[u8]) -> Result<T, StorageError> {
    let (_, payload) = unseal(seed, &meta_key(name), bytes)?;
    postcard::from_bytes(payload).or(Err(StorageError::Damaged))
}
