//! A second, small journal in files of its own, beside the snapshots: for when the browser, after it was killed, loses the
//! database or brings an older state of it back (<https://github.com/google/leveldb/issues/1287>).
//!
//! Each batch goes there once its strict commit is complete and before it is acknowledged. Two files take turns: when a
//! snapshot is whole the other one begins behind it, and until then the first goes on, so at each moment they lead from
//! a whole snapshot, or from the founding, to the last batch. Nothing is flushed: this has to survive the end of a
//! process; a power cut is what the strict commit is for. And it never fails a command: what it cannot keep is a gap.

use std::collections::BTreeMap;

use crate::changes::journal::Journal;
use crate::model::id::Id;
use crate::storage::checksum::{Chain, seal, unseal};
use crate::storage::head::{HEAD, Head, IDENTITY, Identity, meta_key, put_meta, read_meta};
use crate::storage::keeper::Keeper;
use crate::storage::mirror_format::{Beginning, Contents, Mirrored};
use crate::storage::sentinel::Mark;
use crate::storage::store::{Key, StorageError, StoreName, Write};

/// With more bytes a snapshot is wanted, behind which the other file begins.
const BYTES_BEFORE_SNAPSHOT: u64 = 4 << 20;
/// And this many are the most.
const MOST_BYTES: u64 = 16 << 20;
/// A batch with more is left out.
const MOST_BATCH_BYTES: usize = 1 << 20;
/// A journal up to this size is written once more where a file is to begin in the middle of it.
const MOST_BYTES_AGAIN: usize = 1 << 20;

/// One of the two files.
pub trait MirrorFile {
    /// All its bytes; none when it cannot be read.
    fn read(&self) -> Vec<u8>;

    /// Writes bytes at that place.
    ///
    /// # Errors
    /// What the browser says.
    fn write(&self, at: u64, bytes: &[u8]) -> Result<(), StorageError>;

    /// Takes all bytes away.
    ///
    /// # Errors
    /// What the browser says.
    fn empty(&self) -> Result<(), StorageError>;

    /// Brings it to the disk.
    ///
    /// # Errors
    /// What the browser says.
    fn flush(&self) -> Result<(), StorageError>;
}

/// The mirror that is written.
#[derive(Debug)]
pub struct Mirror<F> {
    files: [F; 2],
    current: Option<Current>,
}

/// The file whose turn it is.
#[derive(Debug)]
struct Current {
    place: usize,
    beginning: Beginning,
    sequence: u64,
    chain: u64,
    length: u64,
    has_gap: bool,
    /// It took a batch no more: nothing follows before it begins anew.
    is_stuck: bool,
}

/// What both files hold.
#[derive(Debug, Clone, Default)]
pub struct MirrorPair {
    current: Option<Contents>,
    /// Of the same workspace, and of the turn before.
    before: Option<Contents>,
}

impl<F: MirrorFile> Mirror<F> {
    /// The mirror in these files, to be gone on with.
    pub fn of(files: [F; 2]) -> Self {
        let read = |place: usize| files.get(place).and_then(|file| Some((place, Contents::read(&file.read())?)));
        let newest = [read(0), read(1)].into_iter().flatten().max_by_key(|(_, it)| it.beginning.turn);
        let current = newest.map(|(place, it)| Current {
            place,
            beginning: it.beginning,
            sequence: it.end().0,
            chain: it.end().1,
            length: it.length,
            has_gap: it.batches.iter().any(Mirrored::is_gap),
            is_stuck: false,
        });
        Self { files, current }
    }

    /// What the files hold.
    pub fn read(&self) -> MirrorPair {
        let mut found: Vec<_> = self.files.iter().filter_map(|file| Contents::read(&file.read())).collect();
        if let [first, second] = found.as_slice()
            && first.beginning.turn < second.beginning.turn
        {
            found.swap(0, 1);
        }
        let mut found = found.into_iter();
        let current = found.next();
        let of_same = |it: &Contents| current.as_ref().is_some_and(|of| of.beginning.identity == it.beginning.identity);
        MirrorPair { before: found.next().filter(of_same), current }
    }

    /// Takes in what the workspace did since: in the course of things, one batch. Where what is here does not lead to
    /// what is there, it begins anew.
    pub fn follow(&mut self, keeper: &Keeper, at_ms: i64) {
        let Some(current) = self.current.as_mut().filter(|it| it.beginning.identity == keeper.identity) else {
            return self.begin(keeper, at_ms);
        };
        if current.is_stuck {
            return;
        }
        let Some(batches) = batches_since(keeper, current.sequence, current.chain) else {
            return self.begin(keeper, at_ms);
        };
        let Some(file) = self.files.get(current.place) else { return };
        for batch in batches {
            if current.push(file, &batch).is_err() {
                current.is_stuck = true;
                return;
            }
        }
    }

    /// A snapshot of the workspace as it is now is whole: the other file begins behind it.
    pub fn begin_behind_snapshot(&mut self, keeper: &Keeper, at_ms: i64) {
        let (sequence, chain) = (keeper.head.sequence, keeper.head.chain);
        let beginning = Beginning { identity: keeper.identity, turn: 0, at_ms, sequence, chain, is_backed: true };
        // Until it is written the other one goes on.
        drop(self.write_anew(beginning, Vec::new()));
    }

    /// Whether a snapshot is needed soon: from the one that is there, what is here does not lead to what is there, or it
    /// grows too long.
    pub fn wants_snapshot(&self) -> bool {
        let wants =
            |it: &Current| !it.beginning.is_backed || it.has_gap || it.is_stuck || it.length > BYTES_BEFORE_SNAPSHOT;
        self.current.as_ref().is_some_and(wants)
    }

    /// Forgets everything: another state is to come, chosen by the user.
    pub fn clear(&mut self) {
        self.current = None;
        for file in &self.files {
            // To the disk, as what comes will be. What cannot be taken away is not continued by that: it begins anew.
            drop(file.empty().and_then(|()| file.flush()));
        }
    }

    /// Begins with all of the journal where that is short and whole, else behind its end.
    fn begin(&mut self, keeper: &Keeper, at_ms: i64) {
        let start = Head::start(&keeper.identity);
        let n_bytes: usize = keeper.journal.records_after(0).map(|(_, payload, _)| payload.len()).sum();
        let whole = if n_bytes > MOST_BYTES_AGAIN { None } else { batches_since(keeper, 0, start.chain) };
        let is_backed = whole.is_some();
        let from = if is_backed { &start } else { &keeper.head };
        let (sequence, chain) = (from.sequence, from.chain);
        let beginning = Beginning { identity: keeper.identity, turn: 0, at_ms, sequence, chain, is_backed };
        // Tried again with the next batch.
        drop(self.write_anew(beginning, whole.unwrap_or_default()));
    }

    fn write_anew(&mut self, beginning: Beginning, batches: Vec<Mirrored>) -> Result<(), StorageError> {
        let (place, turn) = self.current.as_ref().map_or((0, 1), |it| (1 - it.place, it.beginning.turn + 1));
        let beginning = Beginning { turn, ..beginning };
        let file = self.files.get(place).ok_or(StorageError::Unsupported)?;
        file.empty()?;
        let bytes = beginning.to_bytes()?;
        file.write(0, &bytes)?;
        let (sequence, chain, length) = (beginning.sequence, beginning.chain, bytes.len() as u64);
        let mut current = Current { place, beginning, sequence, chain, length, has_gap: false, is_stuck: false };
        for batch in batches {
            current.push(file, &batch)?;
        }
        self.current = Some(current);
        Ok(())
    }
}

impl Current {
    fn push(&mut self, file: &impl MirrorFile, batch: &Mirrored) -> Result<(), StorageError> {
        let bytes = batch.to_bytes(self.beginning.identity.seed)?;
        if self.length + bytes.len() as u64 > MOST_BYTES {
            return Err(StorageError::Quota);
        }
        file.write(self.length, &bytes)?;
        self.length += bytes.len() as u64;
        (self.sequence, self.chain) = (batch.sequence, batch.chain);
        self.has_gap |= batch.is_gap();
        Ok(())
    }
}

/// The batches of a workspace behind that one; none where these do not lead from it to the last.
fn batches_since(keeper: &Keeper, mut sequence: u64, mut chain: u64) -> Option<Vec<Mirrored>> {
    let mut batches = Vec::new();
    for (number, payload, is_bulk) in keeper.journal.records_after(sequence) {
        if number != sequence + 1 {
            return None;
        }
        (sequence, chain) = (number, Chain(chain).then(payload).0);
        let is_left_out = is_bulk || payload.len() > MOST_BATCH_BYTES;
        let payload = if is_left_out { Vec::new() } else { payload.to_vec() };
        batches.push(Mirrored { sequence, chain, stamp: keeper.head.stamp, payload });
    }
    ((sequence, chain) == (keeper.head.sequence, keeper.head.chain)).then_some(batches)
}

impl MirrorPair {
    /// How far the workspace had come; none where nothing was ever done.
    pub fn mark(&self) -> Option<Mark> {
        let current = self.current.as_ref()?;
        let at = current.batches.last().map(|it| i64::try_from(it.stamp.millis).unwrap_or(i64::MAX));
        let (sequence, _) = current.end();
        let mark = mark_of(&current.beginning.identity, sequence, at.unwrap_or(current.beginning.at_ms));
        (sequence > 0).then_some(mark)
    }

    /// The workspace whose founding is in it, and when that was.
    pub fn founding(&self) -> Option<(Identity, i64)> {
        let mut beginnings = self.current.iter().chain(&self.before).map(|it| &it.beginning);
        beginnings.find(|it| it.sequence == 0).map(|it| (it.identity, it.at_ms))
    }

    /// What the workspace did behind that batch, up to the first gap. Without a chain only the number is compared.
    pub fn behind(&self, workspace: Id, sequence: u64, chain: Option<u64>) -> Vec<&Mirrored> {
        let current = self.current.as_ref().filter(|it| it.beginning.identity.workspace == workspace);
        let Some(current) = current else { return Vec::new() };
        let batches = match (current.behind(sequence, chain), &self.before) {
            (Some(batches), _) => batches.iter().collect(),
            (None, Some(before)) => lead_over(before, current, sequence, chain),
            (None, None) => Vec::new(),
        };
        batches.into_iter().take_while(|it| !it.is_gap()).collect()
    }

    /// A record of the journal as the store of that workspace has it.
    pub fn record(&self, identity: &Identity, sequence: u64) -> Option<Vec<u8>> {
        let current = self.current.as_ref().filter(|it| it.beginning.identity == *identity)?;
        let mut batches = current.batches.iter().chain(self.before.iter().flat_map(|it| &it.batches));
        let batch = batches.find(|it| it.sequence == sequence && !it.is_gap())?;
        Some(sealed(identity, batch))
    }
}

/// From a batch in the file of the turn before to the end of the current one.
fn lead_over<'c>(before: &'c Contents, current: &'c Contents, sequence: u64, chain: Option<u64>) -> Vec<&'c Mirrored> {
    let Some(batches) = before.behind(sequence, chain) else { return Vec::new() };
    let start = (current.beginning.sequence, current.beginning.chain);
    match batches.iter().position(|it| (it.sequence, it.chain) == start) {
        Some(last) => batches.iter().take(last + 1).chain(&current.batches).collect(),
        // What is between the two is not known; or it came otherwise, and this is what was given up.
        None if before.end().0 < start.0 => batches.iter().collect(),
        None => Vec::new(),
    }
}

/// What the commits of these batches wrote to a store with that head: its end as it was.
///
/// # Errors
/// [`StorageError::Damaged`] when one of them is no batch, or is not the next.
pub fn writes_of(
    identity: &Identity,
    mut head: Head,
    batches: &[&Mirrored],
) -> Result<(Head, Vec<Write>), StorageError> {
    let mut writes = Vec::with_capacity(batches.len() + 1);
    for it in batches {
        let batch = Journal::decode(&it.payload).or(Err(StorageError::Damaged))?;
        if batch.sequence != it.sequence || it.sequence != head.sequence + 1 || !batch.ranges.is_empty() {
            return Err(StorageError::Damaged);
        }
        head = head.then(&batch, &it.payload, it.stamp);
        let (key, bytes) = (Key::Sequence(it.sequence), sealed(identity, it));
        writes.push(Write::Put { store: StoreName::Journal, key, bytes });
    }
    writes.push(put_meta(identity.seed, HEAD, head.sequence, &head)?);
    Ok((head, writes))
}

/// What a store held, with what its workspace did since, and how far that comes.
///
/// # Errors
/// [`StorageError::Damaged`] when these are not the values of a store.
pub fn carried_on(mut values: Vec<Write>, pair: &MirrorPair) -> Result<(Vec<Write>, Mark), StorageError> {
    let value = |name: &str| {
        let wanted = meta_key(name);
        let found = values.iter().find_map(|write| match write {
            Write::Put { store: StoreName::Meta, key, bytes } if *key == wanted => Some(bytes.as_slice()),
            Write::Put { .. } | Write::Delete { .. } => None,
        });
        found.ok_or(StorageError::Damaged)
    };
    let identity: Identity = read_meta(0, IDENTITY, value(IDENTITY)?)?;
    let head: Head = read_meta(identity.seed, HEAD, value(HEAD)?)?;
    let batches = pair.behind(identity.workspace, head.sequence, Some(head.chain));
    let (head, writes) = writes_of(&identity, head, &batches)?;
    let head_key = meta_key(HEAD);
    values.retain(|write| !matches!(write, Write::Put { store: StoreName::Meta, key, .. } if *key == head_key));
    values.extend(writes);
    let at_ms = i64::try_from(head.stamp.millis).unwrap_or(i64::MAX);
    Ok((values, mark_of(&identity, head.sequence, at_ms)))
}

/// Whether these values go on from a store whose journal ends with that batch: all that it did, they hold.
pub fn go_on_from(values: &[Write], (identity, sequence, chain): (Identity, u64, u64)) -> bool {
    let payload = |write| match write {
        &Write::Put { store: StoreName::Journal, key: Key::Sequence(number), ref bytes } => {
            Some((number, unseal(identity.seed, &Key::Sequence(number), bytes).ok()?.1))
        }
        Write::Put { .. } | Write::Delete { .. } => None,
    };
    let payloads: BTreeMap<u64, &[u8]> = values.iter().filter_map(payload).collect();
    let behind = |before: Chain, number| payloads.get(&number).map(|it| before.then(it));
    (1..=sequence).try_fold(Chain::start(identity.seed), behind).is_some_and(|it| it.0 == chain)
}

fn sealed(identity: &Identity, batch: &Mirrored) -> Vec<u8> {
    seal(identity.seed, &Key::Sequence(batch.sequence), batch.sequence, batch.payload.clone())
}

fn mark_of(identity: &Identity, sequence: u64, at_ms: i64) -> Mark {
    Mark { workspace_id: uuid::Uuid::from_u128(identity.workspace.to_u128()), sequence, at_ms }
}
