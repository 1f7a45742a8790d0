//! A model of IndexedDB with the faults that were measured on it, every one decided by a seed: the simulator's store.
//!
//! What a commit survives: a strict one survives kill and power cut, and makes all before it survive (one log is flushed);
//! a relaxed one survives a kill and may vanish at a power cut, together with all after it.

use super::seeded_random::SeededRandom;
use super::store::{Birth, Durability, Key, KeyRange, StorageError, StoreName, Write};
use std::collections::{BTreeMap, VecDeque};
use std::ops::Bound;
use std::sync::Arc;

/// How often each fault strikes, in ten thousand times. The default is a store without faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Odds {
    /// A commit is aborted for want of room; nothing of it is kept.
    pub quota: u32,
    /// A commit fails with the browser's `UnknownError`; it may have been kept.
    pub unknown: u32,
    /// The connection dies under a commit, which may have been kept; the store must be opened again.
    pub connection_lost: u32,
    /// A read fails with the browser's `UnknownError`.
    pub read_unknown: u32,
    /// Opening does not answer.
    pub open_timed_out: u32,
    /// The `complete` of a commit comes so late that nobody waits for it any more: whatever is asked next comes after it,
    /// but a kill or a power cut before that may take it away.
    pub slow: u32,
}

/// The modelled database of one workspace.
#[derive(Debug, Clone)]
pub struct MemoryStore {
    random: SeededRandom,
    odds: Odds,
    connection: Connection,
    existence: Existence,
    /// What a reader sees.
    values: Values,
    /// What stands below `recent` and can no longer be lost commit by commit.
    settled: Values,
    /// The last commits, oldest first: what power cuts and lost tails take from.
    recent: VecDeque<Commit>,
    /// A commit that is not complete yet.
    late: Option<(Vec<Write>, Durability)>,
}

impl MemoryStore {
    /// A store that does not exist yet; it is made by the first [`Self::open`].
    pub fn new(seed: u64, odds: Odds) -> Self {
        Self {
            random: SeededRandom::new(seed),
            odds,
            connection: Connection::Closed,
            existence: Existence::Missing,
            values: Values::new(),
            settled: Values::new(),
            recent: VecDeque::new(),
            late: None,
        }
    }

    /// Changes how often faults strike from here on; the default odds end them.
    pub fn set_odds(&mut self, odds: Odds) {
        self.odds = odds;
    }

    /// Opens the database, making it where there is none.
    ///
    /// # Errors
    /// [`StorageError::TimedOut`] by the odds.
    pub fn open(&mut self) -> Result<Birth, StorageError> {
        if self.random.happens(self.odds.open_timed_out) {
            return Err(StorageError::TimedOut);
        }
        self.connection = Connection::Open;
        self.complete();
        Ok(match std::mem::replace(&mut self.existence, Existence::Present) {
            Existence::Missing => Birth::New,
            Existence::Emptied => Birth::Emptied("Data loss due to corruption".to_owned()),
            Existence::Present => Birth::Existing,
        })
    }

    /// Commits all writes in one transaction.
    ///
    /// # Errors
    /// By the odds, and [`StorageError::ConnectionLost`] while the store is not open.
    pub fn commit(&mut self, writes: &[Write], durability: Durability) -> Result<(), StorageError> {
        self.check_open()?;
        if writes.iter().any(|write| !is_valid(write)) {
            return Err(StorageError::InvalidKey);
        }
        if self.random.happens(self.odds.quota) {
            return Err(StorageError::Quota);
        }
        if self.random.happens(self.odds.unknown) {
            self.keep_by_chance(writes, durability);
            return Err(unknown_error());
        }
        if self.random.happens(self.odds.slow) {
            self.late = Some((writes.to_vec(), durability));
            self.connection = Connection::Closed;
            return Err(StorageError::ConnectionLost);
        }
        if self.random.happens(self.odds.connection_lost) {
            self.keep_by_chance(writes, durability);
            self.connection = Connection::Closed;
            return Err(StorageError::ConnectionLost);
        }
        self.keep(writes, durability);
        Ok(())
    }

    /// The value of a key.
    ///
    /// # Errors
    /// By the odds, and [`StorageError::ConnectionLost`] while the store is not open.
    pub fn get(&mut self, store: StoreName, key: &Key) -> Result<Option<Vec<u8>>, StorageError> {
        self.check_read()?;
        Ok(self.values.get(&(store, key.clone())).map(|bytes| bytes.to_vec()))
    }

    /// All keys and values of a range, in the order of the keys.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn get_all(&mut self, store: StoreName, range: &KeyRange) -> Result<Vec<(Key, Vec<u8>)>, StorageError> {
        self.check_read()?;
        Ok(within(&self.values, store, range).map(|(key, bytes)| (key.clone(), bytes.to_vec())).collect())
    }

    /// All keys of a range, in order.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn keys(&mut self, store: StoreName, range: &KeyRange) -> Result<Vec<Key>, StorageError> {
        self.check_read()?;
        Ok(within(&self.values, store, range).map(|(key, _)| key.clone()).collect())
    }

    /// How many keys are in a range.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn count(&mut self, store: StoreName, range: &KeyRange) -> Result<u64, StorageError> {
        self.check_read()?;
        Ok(within(&self.values, store, range).count() as u64)
    }

    /// The browser's process dies: the connection is gone, every acknowledged commit stays.
    pub fn kill(&mut self) {
        self.connection = Connection::Closed;
        if let Some((writes, durability)) = self.late.take() {
            self.keep_by_chance(&writes, durability);
        }
    }

    /// The power goes: of the relaxed commits after the last strict one, some first ones stay by chance.
    pub fn power_cut(&mut self) {
        self.kill();
        let safe = self.recent.iter().rposition(|it| it.durability == Durability::Strict).map_or(0, |place| place + 1);
        let at_risk = self.recent.len().saturating_sub(safe) as u64;
        let kept = self.random.below(at_risk + 1) as usize;
        self.keep_recent(safe + kept);
    }

    /// A truncated log: the last commits vanish at the next start without a signal, strict or not. Returns how many did;
    /// only the last few hundred can.
    pub fn lose_tail(&mut self, commits: usize) -> usize {
        self.kill();
        let kept = self.recent.len().saturating_sub(commits);
        let lost = self.recent.len().saturating_sub(kept);
        self.keep_recent(kept);
        lost
    }

    /// Damaged files: the browser makes the database anew, and says so or not.
    pub fn lose_everything(&mut self, signal: LossSignal) {
        self.kill();
        self.late = None;
        self.values.clear();
        self.settled.clear();
        self.recent.clear();
        self.existence = match signal {
            LossSignal::Admitted => Existence::Emptied,
            LossSignal::Silent => Existence::Missing,
        };
    }

    /// Flips one bit of one stored value and says where; `None` where nothing is stored.
    pub fn flip_bit(&mut self) -> Option<(StoreName, Key)> {
        let filled = || self.values.iter().filter(|(_, bytes)| !bytes.is_empty());
        let n_filled = filled().count() as u64;
        let (place, bytes) = filled().nth(self.random.below(n_filled) as usize)?;
        let (place, mut bytes) = (place.clone(), bytes.to_vec());
        let byte = self.random.below(bytes.len() as u64) as usize;
        let bit = self.random.below(8);
        *bytes.get_mut(byte)? ^= 1 << bit;
        self.values.insert(place.clone(), bytes.into());
        // What is damaged on the disk is settled there: no lost tail heals it.
        self.settled.clone_from(&self.values);
        self.recent.clear();
        Some(place)
    }

    /// The commit that was late is complete.
    fn complete(&mut self) {
        if let Some((writes, durability)) = self.late.take() {
            self.keep(&writes, durability);
        }
    }

    fn check_open(&self) -> Result<(), StorageError> {
        match self.connection {
            Connection::Open => Ok(()),
            Connection::Closed => Err(StorageError::ConnectionLost),
        }
    }

    fn check_read(&mut self) -> Result<(), StorageError> {
        self.check_open()?;
        if self.random.happens(self.odds.read_unknown) { Err(unknown_error()) } else { Ok(()) }
    }

    fn keep_by_chance(&mut self, writes: &[Write], durability: Durability) {
        if self.random.below(2) == 0 {
            self.keep(writes, durability);
        }
    }

    fn keep(&mut self, writes: &[Write], durability: Durability) {
        let changes = writes.iter().map(Change::of).collect();
        let commit = Commit { changes, durability };
        commit.apply(&mut self.values);
        self.recent.push_back(commit);
        // The system flushes what is old, relaxed or not.
        while self.recent.len() > RECENT_COMMITS {
            if let Some(oldest) = self.recent.pop_front() {
                oldest.apply(&mut self.settled);
            }
        }
    }

    fn keep_recent(&mut self, commits: usize) {
        if commits < self.recent.len() {
            self.recent.truncate(commits);
            self.values.clone_from(&self.settled);
            for commit in &self.recent {
                commit.apply(&mut self.values);
            }
        }
    }
}

/// Whether the browser tells that it lost a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LossSignal {
    /// It does ([`Birth::Emptied`]).
    Admitted,
    /// It does not: the next start looks like the first one.
    Silent,
}

/// How many commits back a lost tail can reach.
const RECENT_COMMITS: usize = 256;

type Values = BTreeMap<(StoreName, Key), Arc<[u8]>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Connection {
    Open,
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Existence {
    Missing,
    Emptied,
    Present,
}

#[derive(Debug, Clone)]
struct Commit {
    changes: Vec<Change>,
    durability: Durability,
}

impl Commit {
    fn apply(&self, values: &mut Values) {
        for change in &self.changes {
            match &change.after {
                Some(bytes) => values.insert(change.place.clone(), Arc::clone(bytes)),
                None => values.remove(&change.place),
            };
        }
    }
}

#[derive(Debug, Clone)]
struct Change {
    place: (StoreName, Key),
    after: Option<Arc<[u8]>>,
}

impl Change {
    fn of(write: &Write) -> Self {
        match write {
            Write::Put { store, key, bytes } => {
                Self { place: (*store, key.clone()), after: Some(bytes.as_slice().into()) }
            }
            Write::Delete { store, key } => Self { place: (*store, key.clone()), after: None },
        }
    }
}

fn within<'v>(
    values: &'v Values,
    store: StoreName,
    range: &KeyRange,
) -> impl Iterator<Item = (&'v Key, &'v Arc<[u8]>)> + use<'v> {
    let first = range.first.clone().unwrap_or(Key::Sequence(0)); // the least key there is
    let end = range.end.clone();
    values
        .range((Bound::Included((store, first)), Bound::Unbounded))
        .take_while(move |((of, key), _)| *of == store && end.as_ref().is_none_or(|end| key < end))
        .map(|((_, key), bytes)| (key, bytes))
}

fn is_valid(write: &Write) -> bool {
    let (Write::Put { key, .. } | Write::Delete { key, .. }) = write;
    match key {
        Key::Sequence(sequence) => *sequence <= Key::GREATEST_SEQUENCE,
        Key::Name(_) | Key::Page { .. } => true,
    }
}

fn unknown_error() -> StorageError {
    StorageError::Unknown { name: "UnknownError".to_owned(), message: "Internal error.".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Durability::{Relaxed, Strict};

    fn put(sequence: u64) -> Write {
        Write::Put { store: StoreName::Journal, key: Key::Sequence(sequence), bytes: vec![sequence as u8] }
    }

    /// A store that has committed one record for each durability, numbered from 0.
    fn committed(seed: u64, commits: &[Durability]) -> MemoryStore {
        let mut store = MemoryStore::new(seed, Odds::default());
        assert_eq!(store.open(), Ok(Birth::New));
        for (sequence, durability) in commits.iter().enumerate() {
            store.commit(&[put(sequence as u64)], *durability).unwrap();
        }
        store
    }

    fn journal(store: &mut MemoryStore) -> Vec<u64> {
        let keys = store.keys(StoreName::Journal, &KeyRange::ALL).unwrap();
        keys.iter().filter_map(|key| if let Key::Sequence(it) = key { Some(*it) } else { None }).collect()
    }

    #[test]
    fn a_kill_loses_nothing_that_was_acknowledged() {
        for commits in [&[Strict, Strict][..], &[Relaxed, Relaxed], &[Strict, Relaxed]] {
            let mut store = committed(1, commits);
            store.kill();
            assert_eq!(store.get(StoreName::Journal, &Key::Sequence(0)), Err(StorageError::ConnectionLost));
            assert_eq!(store.open(), Ok(Birth::Existing));
            assert_eq!(journal(&mut store), [0, 1]);
        }
    }

    #[test]
    fn a_power_cut_takes_only_a_last_part_of_what_was_relaxed() {
        for (commits, least) in [
            (&[Strict, Strict, Strict][..], 3),
            (&[Strict, Relaxed, Relaxed], 1),
            (&[Relaxed, Strict, Relaxed], 2),
            (&[Relaxed, Relaxed, Relaxed], 0),
        ] {
            let mut left: Vec<usize> = (0..100)
                .map(|seed| {
                    let mut store = committed(seed, commits);
                    store.power_cut();
                    store.open().unwrap();
                    let journal = journal(&mut store);
                    assert_eq!(journal, (0..journal.len() as u64).collect::<Vec<_>>(), "a gap");
                    journal.len()
                })
                .collect();
            left.sort_unstable();
            left.dedup();
            assert_eq!(left, (least..=3).collect::<Vec<_>>(), "{commits:?}");
        }
    }

    #[test]
    fn a_commit_is_whole_or_not_at_all() {
        let odds = Odds { quota: 2_000, unknown: 2_000, connection_lost: 2_000, ..Odds::default() };
        let (mut kept_though_failed, mut lost_as_said) = (0, 0);
        for seed in 0..300 {
            let mut store = MemoryStore::new(seed, odds);
            store.open().unwrap();
            let answer = store.commit(&[put(0), put(1), put(2)], Strict);
            store.set_odds(Odds::default());
            store.open().unwrap();
            match (answer, journal(&mut store).len()) {
                (Ok(()), 3) | (Err(StorageError::Quota), 0) => {}
                (Err(StorageError::ConnectionLost | StorageError::Unknown { .. }), 3) => kept_though_failed += 1,
                (Err(StorageError::ConnectionLost | StorageError::Unknown { .. }), 0) => lost_as_said += 1,
                torn => panic!("seed {seed}: {torn:?}"),
            }
        }
        assert!(kept_though_failed > 0 && lost_as_said > 0);
    }

    #[test]
    fn a_slow_commit_is_there_for_who_asks_next_and_by_chance_after_a_kill() {
        let slow = Odds { slow: 10_000, ..Odds::default() };
        let mut kept = [0; 3];
        for seed in 0..100 {
            for (how, n_kept) in kept.iter_mut().enumerate() {
                let mut store = committed(seed, &[Strict]);
                store.set_odds(slow);
                assert_eq!(store.commit(&[put(1)], Strict), Err(StorageError::ConnectionLost));
                match how {
                    0 => {}
                    1 => store.kill(),
                    _ => store.power_cut(),
                }
                store.set_odds(Odds::default());
                store.open().unwrap();
                let found = journal(&mut store);
                assert!(found.first() == Some(&0) && found.len() <= 2, "seed {seed}: {found:?}");
                *n_kept += usize::from(found.len() == 2);
            }
        }
        assert_eq!(kept[0], 100);
        assert!((20..80).contains(&kept[1]) && (20..80).contains(&kept[2]), "{kept:?}");
    }

    #[test]
    fn the_same_seed_gives_the_same_faults() {
        let odds = Odds {
            quota: 3_000,
            unknown: 1_000,
            connection_lost: 1_000,
            read_unknown: 2_000,
            open_timed_out: 500,
            slow: 500,
        };
        let run = |seed| {
            let mut store = MemoryStore::new(seed, odds);
            let answers: Vec<String> = (0..200)
                .map(|n| match n % 4 {
                    0 => format!("{:?}", store.open()),
                    1 | 2 => format!("{:?}", store.commit(&[put(n)], Relaxed)),
                    _ => format!("{:?}", store.count(StoreName::Journal, &KeyRange::ALL)),
                })
                .collect();
            answers
        };
        assert_eq!(run(5), run(5));
        assert_ne!(run(5), run(6));
    }

    #[test]
    fn a_lost_tail_brings_an_older_state_back_without_a_signal() {
        for (lost, expected) in [(0, 3), (1, 2), (2, 1), (9, 0)] {
            let mut store = committed(1, &[Strict, Strict, Strict]);
            assert_eq!(store.lose_tail(lost), lost.min(3));
            assert_eq!(store.open(), Ok(Birth::Existing));
            assert_eq!(journal(&mut store), (0..expected).collect::<Vec<_>>());
        }
    }

    #[test]
    fn commits_older_than_the_reach_of_a_tail_stay() {
        let mut store = committed(1, &[Strict; RECENT_COMMITS + 10]);
        store.lose_tail(usize::MAX);
        store.open().unwrap();
        assert_eq!(journal(&mut store), (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn a_lost_store_looks_new_unless_the_browser_admits_it() {
        for (signal, admitted) in [(LossSignal::Silent, false), (LossSignal::Admitted, true)] {
            let mut store = committed(1, &[Strict]);
            store.lose_everything(signal);
            let birth = store.open().unwrap();
            assert_eq!(matches!(birth, Birth::Emptied(_)), admitted, "{birth:?}");
            assert_eq!(birth == Birth::New, !admitted);
            assert_eq!(store.count(StoreName::Journal, &KeyRange::ALL), Ok(0));
            store.kill();
            assert_eq!(store.open(), Ok(Birth::Existing));
        }
    }

    #[test]
    fn one_bit_is_flipped_and_stays_so() {
        let mut store = committed(4, &[Strict, Strict]);
        let (name, key) = store.flip_bit().unwrap();
        let Key::Sequence(sequence) = key else { panic!("{key:?}") };
        let read = |store: &mut MemoryStore| store.get(name, &Key::Sequence(sequence)).unwrap().unwrap()[0];
        assert_eq!((read(&mut store) ^ sequence as u8).count_ones(), 1);
        store.power_cut();
        store.open().unwrap();
        assert_eq!((read(&mut store) ^ sequence as u8).count_ones(), 1);
        assert_eq!(MemoryStore::new(1, Odds::default()).flip_bit(), None);
    }

    #[test]
    fn a_range_reads_its_keys_in_order_and_no_other_store() {
        let mut store = committed(1, &[Strict; 5]);
        let name = |name: &str| Key::Name(name.to_owned());
        let meta = |key| Write::Put { store: StoreName::Meta, key, bytes: vec![] };
        store.commit(&[meta(name("b")), meta(Key::Sequence(9)), meta(name("a"))], Strict).unwrap();
        assert_eq!(store.keys(StoreName::Meta, &KeyRange::ALL), Ok(vec![Key::Sequence(9), name("a"), name("b")]));
        let range = KeyRange { first: Some(Key::Sequence(1)), end: Some(Key::Sequence(3)) };
        let expected = vec![(Key::Sequence(1), vec![1]), (Key::Sequence(2), vec![2])];
        assert_eq!(store.get_all(StoreName::Journal, &range), Ok(expected));
        assert_eq!(store.count(StoreName::Pages, &KeyRange::ALL), Ok(0));
        let delete = Write::Delete { store: StoreName::Journal, key: Key::Sequence(1) };
        store.commit(&[delete], Strict).unwrap();
        assert_eq!(store.count(StoreName::Journal, &range), Ok(1));
    }

    #[test]
    fn a_key_that_no_browser_holds_is_refused_with_all_beside_it() {
        let mut store = committed(1, &[]);
        assert_eq!(store.commit(&[put(0), put(Key::GREATEST_SEQUENCE + 1)], Strict), Err(StorageError::InvalidKey));
        assert_eq!(journal(&mut store), [] as [u64; 0]);
        assert_eq!(store.commit(&[put(Key::GREATEST_SEQUENCE)], Strict), Ok(()));
    }
}
