//! The deterministic simulator: one seed decides the commands and every fault of the store.
//!
//! What must hold whatever happens: what was acknowledged is found again; what is found is a state that was there, whole;
//! it agrees with itself; a command that comes twice is done once; damage is noticed and never served as a value; once
//! the faults stop, writes are taken again.

use std::collections::BTreeMap;
use std::ops::Range;

use rapporto::engine::digest::digest;
use rapporto::engine::verify::{Breach, verify};
use rapporto::model::field::Value;
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::storage::keeper::Keeper;
use rapporto::storage::memory_store::{LossSignal, MemoryStore, Odds};
use rapporto::storage::recovery::Damage;
use rapporto::storage::seeded_random::SeededRandom;
use rapporto::storage::sentinel::{Mark, Start, judge};
use rapporto::storage::store::{Birth, Key, StorageError, StoreName};
use uuid::Uuid;

use crate::random_commands::command;
use crate::seeds::{are_many, seeds, try_seed};
use crate::shell::{self, Opened, Told};
use crate::state::{State, state_of};

const SEEDS: u64 = 10_000;
const STEPS: u64 = 24;
const START: u64 = 1_770_000_000_000;

/// One run.
struct World {
    seed: u64,
    random: SeededRandom,
    store: MemoryStore,
    keeper: Option<Keeper>,
    /// The digests that the data may have after each batch: of the last attempt, and of those whose end nobody knows.
    digests: BTreeMap<u64, Vec<u64>>,
    /// The last batch that was acknowledged, and its command.
    acknowledged: (u64, Option<Id>),
    /// The command that was tried last.
    tried: Option<Id>,
    /// What came about, to be sure that it did.
    seen: BTreeMap<&'static str, u64>,
    steps: u64,
}

#[test]
fn ten_thousand_schedules_of_faults_lose_nothing_and_serve_nothing_wrong() {
    let n_threads = std::thread::available_parallelism().map_or(2, usize::from) as u64;
    let all = seeds(SEEDS);
    let part = (all.end - all.start).div_ceil(n_threads);
    let of_thread = |n: u64| (all.start + n * part).min(all.end)..(all.start + (n + 1) * part).min(all.end);
    let runs: Vec<_> = (0..n_threads).map(of_thread).map(|it| std::thread::spawn(move || run_all(it))).collect();
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for run in runs {
        for (what, times) in run.join().expect("a schedule failed: its seed stands above") {
            *seen.entry(what).or_default() += times;
        }
    }
    if !are_many(&all) {
        return;
    }
    for what in [
        "done",
        "already",
        "refused",
        "not saved",
        "unknown",
        "imported",
        "import stopped",
        "checkpoint",
        "checkpoint failed",
        "kill",
        "power cut",
        "opened",
        "opened without an acknowledgement",
        "flip in meta",
        "flip in a current page",
        "flip in the tail",
        "flip in the past",
        "flip elsewhere",
        "lost tail",
        "rolled back",
        "lost everything",
    ] {
        assert!(seen.get(what).is_some_and(|times| *times > 10), "{what} was hardly tried: {seen:?}");
    }
}

fn run_all(seeds: Range<u64>) -> BTreeMap<&'static str, u64> {
    let mut seen = BTreeMap::new();
    for seed in seeds {
        for (what, times) in try_seed(seed, || World::new(seed).run()) {
            *seen.entry(what).or_default() += times;
        }
    }
    seen
}

impl World {
    fn new(seed: u64) -> Self {
        let mut random = SeededRandom::new(seed);
        let rate = [0, 50, 300, 1_000][random.below(4) as usize];
        let mut odd = || random.below(rate + 1) as u32;
        let odds = Odds {
            quota: odd(),
            unknown: odd(),
            connection_lost: odd(),
            read_unknown: odd() / 8,
            open_timed_out: odd(),
            slow: odd(),
        };
        Self {
            seed,
            store: MemoryStore::new(seed, odds),
            random,
            keeper: None,
            digests: BTreeMap::new(),
            acknowledged: (0, None),
            tried: None,
            seen: BTreeMap::new(),
            steps: 0,
        }
    }

    fn run(mut self) -> BTreeMap<&'static str, u64> {
        for step in 0..STEPS {
            self.steps = step;
            let Some(mut keeper) = self.keeper.take().or_else(|| self.start()) else { continue };
            let sequence = keeper.sequence();
            match self.random.below(100) {
                0..=69 => {
                    let command = command(&mut self.random, &keeper.data, sequence);
                    let id = self.next_command();
                    let told = shell::tell(&mut self.store, &mut keeper, id, &command, START + step);
                    self.keeper = self.take(told, id, keeper);
                }
                70..=74 => {
                    let id = self.next_command();
                    let count = 1 + self.random.below(40) as u32;
                    let mut random = SeededRandom::new(self.random.next_u64());
                    let stopped = [None, Some(0), None, Some(1)][self.random.below(4) as usize];
                    let (store, millis) = (&mut self.store, START + step);
                    let told = shell::import_until(store, &mut keeper, &mut random, id, count, millis, stopped);
                    match (told, stopped) {
                        (Told::Done, _) => self.saw("imported"),
                        (Told::NotSaved, Some(_)) => self.saw("import stopped"),
                        (Told::Already | Told::Refused | Told::NotSaved | Told::Unknown, _) => {}
                    }
                    self.keeper = self.take(told, id, keeper);
                }
                75..=79 => {
                    let outcome = shell::checkpoint(&mut self.store, &mut keeper);
                    self.saw(if outcome.is_ok() { "checkpoint" } else { "checkpoint failed" });
                    self.keeper = self.reopened(keeper);
                }
                80..=84 => {
                    shell::stage_one(&mut self.store, &mut keeper);
                    self.keeper = self.reopened(keeper);
                }
                85..=89 => {
                    self.saw("kill");
                    self.store.kill();
                }
                90..=94 => {
                    self.saw("power cut");
                    self.store.power_cut();
                }
                95 | 96 => return self.flip_bit(keeper),
                97 | 98 => return self.lose_tail(),
                _ => return self.lose_everything(),
            }
        }
        self.live_on();
        self.seen
    }

    /// A connection that died under a checkpoint is opened again; where that fails the tab dies.
    fn reopened(&mut self, keeper: Keeper) -> Option<Keeper> {
        self.store.open().is_ok().then_some(keeper)
    }

    fn next_command(&mut self) -> Id {
        let id = Id::from_u128(u128::from(self.random.next_u64()) << 32);
        self.tried = Some(id);
        id
    }

    /// Takes note of how a command ended; without a known end, the tab dies.
    fn take(&mut self, told: Told, id: Id, keeper: Keeper) -> Option<Keeper> {
        let sequence = keeper.sequence();
        match told {
            Told::Done => {
                self.saw("done");
                self.digests.insert(sequence, vec![digest(&keeper.data)]);
                self.acknowledged = (sequence, Some(id));
                assert_eq!(keeper.done(id), Some(sequence), "seed {}", self.seed);
            }
            Told::Already => self.saw("already"),
            Told::Refused => self.saw("refused"),
            Told::NotSaved => {
                self.saw("not saved");
                assert_eq!(sequence, self.acknowledged.0, "seed {}", self.seed);
                self.check_digest(&keeper);
            }
            Told::Unknown => {
                self.saw("unknown");
                self.digests.insert(sequence, vec![digest(&keeper.data)]);
                return None;
            }
        }
        self.reopened(keeper)
    }

    /// Opens the workspace, or founds it where there was none.
    fn start(&mut self) -> Option<Keeper> {
        let early = self.random.below(2);
        match shell::open(&mut self.store, early) {
            Ok(Opened::Nothing) => {
                assert_eq!(self.acknowledged.0, 0, "seed {}: nothing is left", self.seed);
                let keeper = shell::found(&mut self.store, self.seed).ok()?;
                self.digests.insert(0, vec![digest(&keeper.data)]);
                Some(keeper)
            }
            Ok(Opened::Workspace(keeper, damages)) => {
                assert_eq!(damages, [], "seed {} step {}", self.seed, self.steps);
                self.digests.entry(0).or_insert_with(|| vec![digest(&keeper.data)]);
                self.check_found(&keeper);
                Some(*keeper)
            }
            Err(error @ StorageError::Damaged) => panic!("seed {}: {error}", self.seed),
            Err(_) => None,
        }
    }

    fn check_found(&mut self, keeper: &Keeper) {
        let (seed, step, sequence) = (self.seed, self.steps, keeper.sequence());
        self.saw("opened");
        assert!(sequence >= self.acknowledged.0, "seed {seed} step {step}: {sequence} of {}", self.acknowledged.0);
        if let Some(id) = self.acknowledged.1 {
            assert!(keeper.done(id).is_some(), "seed {seed} step {step}: a command that was done would be done again");
        }
        if sequence > self.acknowledged.0 {
            self.saw("opened without an acknowledgement");
            assert_eq!(keeper.done(self.tried.unwrap()), Some(sequence), "seed {seed} step {step}");
            self.acknowledged = (sequence, self.tried);
        }
        self.check_digest(keeper);
        assert_eq!(verify(&keeper.data, &keeper.journal), [], "seed {seed} step {step}");
        assert_eq!(keeper.verify_kept(), [], "seed {seed} step {step}");
    }

    fn check_digest(&self, keeper: &Keeper) {
        let allowed = &self.digests[&keeper.sequence()];
        assert!(allowed.contains(&digest(&keeper.data)), "seed {} step {}: another state", self.seed, self.steps);
    }

    /// The faults stop: the workspace opens and takes a write.
    fn live_on(&mut self) {
        self.store.set_odds(Odds::default());
        self.store.kill();
        let Some(mut keeper) = self.start() else { panic!("seed {}: does not open any more", self.seed) };
        if let Some(id) = self.acknowledged.1 {
            let command = command(&mut self.random, &keeper.data, keeper.sequence());
            assert_eq!(
                shell::tell(&mut self.store, &mut keeper, id, &command, START),
                Told::Already,
                "seed {}",
                self.seed
            );
            self.saw("already");
        }
        let id = self.next_command();
        let mut random = SeededRandom::new(self.seed);
        let told = shell::import(&mut self.store, &mut keeper, &mut random, id, 3, START + STEPS);
        assert_eq!(told, Told::Done, "seed {}", self.seed);
    }

    fn saw(&mut self, what: &'static str) {
        *self.seen.entry(what).or_default() += 1;
    }

    /// One bit is flipped on the disk: it is noticed where it matters, and no record shows another value for it.
    fn flip_bit(mut self, keeper: Keeper) -> BTreeMap<&'static str, u64> {
        let (seed, expected) = (self.seed, state_of(&keeper.data));
        self.store.set_odds(Odds::default());
        self.store.open().unwrap();
        if self.random.below(2) == 0 {
            drop(shell::checkpoint(&mut self.store, &mut keeper.clone()));
        }
        let Some((name, key)) = self.store.flip_bit() else { return self.seen };
        self.store.kill();
        let opened = shell::open(&mut self.store, self.random.below(2));
        let what = match (name, opened) {
            (StoreName::Meta, opened) => {
                assert!(matches!(opened, Err(StorageError::Damaged)), "seed {seed}: {key:?}");
                "flip in meta"
            }
            (_, Ok(Opened::Workspace(found, damages))) => {
                let verified = verify(&found.data, &found.journal);
                match (name, &key, damages.first()) {
                    (StoreName::Pages, _, Some(Damage::Page(page))) => {
                        assert_eq!(page.key(), key, "seed {seed}");
                        check_served(seed, &expected, &state_of(&found.data), page.kind);
                        "flip in a current page"
                    }
                    (StoreName::Journal, Key::Sequence(sequence), Some(Damage::Record(record))) => {
                        assert_eq!(sequence, record, "seed {seed}");
                        assert_eq!(found.sequence() + 1, *sequence, "seed {seed}");
                        assert!(self.digests[&found.sequence()].contains(&digest(&found.data)), "seed {seed}");
                        "flip in the tail"
                    }
                    (StoreName::Journal, Key::Sequence(sequence), None) if *sequence <= found.sequence() => {
                        let gap = Breach::JournalGap { sequence: *sequence };
                        let at_an_end = *sequence == 1 || *sequence == found.sequence();
                        assert!(at_an_end || verified.contains(&gap), "seed {seed}: {key:?} unnoticed");
                        assert!(!found.reaches(sequence - 1), "seed {seed}");
                        assert!(state_of(&found.data) == expected, "seed {seed}");
                        "flip in the past"
                    }
                    (_, _, None) => {
                        assert!(state_of(&found.data) == expected, "seed {seed}: {key:?}");
                        "flip elsewhere"
                    }
                    (_, _, Some(damage)) => panic!("seed {seed}: {key:?} taken for {damage:?}"),
                }
            }
            (_, Ok(Opened::Nothing)) => panic!("seed {seed}: taken for a first start"),
            (_, Err(error)) => panic!("seed {seed}: {key:?}: {error}"),
        };
        self.saw(what);
        self.seen
    }

    /// The log loses its tail: an older state comes back whole, and the mark outside of the store tells.
    fn lose_tail(mut self) -> BTreeMap<&'static str, u64> {
        self.saw("lost tail");
        self.store.set_odds(Odds::default());
        let commits = 1 + self.random.below(12) as usize;
        self.store.lose_tail(commits);
        let birth = self.store.open().unwrap();
        let sentinel = Some(mark(self.acknowledged.0));
        match shell::open(&mut self.store, self.random.below(2)).unwrap() {
            Opened::Nothing => {
                let start = judge(&birth, sentinel, None, None);
                assert_eq!(start, Start::Lost { expected: sentinel }, "seed {}", self.seed);
            }
            Opened::Workspace(found, damages) => {
                assert_eq!(damages, [], "seed {}", self.seed);
                self.check_digest(&found);
                let start = judge(&birth, sentinel, None, Some(mark(found.sequence())));
                let is_back = found.sequence() < self.acknowledged.0;
                assert_eq!(matches!(start, Start::RolledBack { .. }), is_back, "seed {}: {start:?}", self.seed);
                if is_back {
                    self.saw("rolled back");
                }
            }
        }
        self.seen
    }

    fn lose_everything(mut self) -> BTreeMap<&'static str, u64> {
        self.saw("lost everything");
        self.store.set_odds(Odds::default());
        let signal = [LossSignal::Admitted, LossSignal::Silent][self.random.below(2) as usize];
        self.store.lose_everything(signal);
        let birth = self.store.open().unwrap();
        assert_eq!(matches!(birth, Birth::Emptied(_)), signal == LossSignal::Admitted, "seed {}", self.seed);
        let sentinel = Some(mark(self.acknowledged.0));
        assert!(matches!(shell::open(&mut self.store, 0), Ok(Opened::Nothing)), "seed {}", self.seed);
        assert_eq!(judge(&birth, sentinel, None, None), Start::Lost { expected: sentinel }, "seed {}", self.seed);
        self.seen
    }
}

fn mark(sequence: u64) -> Mark {
    Mark { workspace_id: Uuid::from_u128(7), sequence, at_ms: 0 }
}

/// A page is gone: only records of its kind may be missing, and what is there is what was written; a reference to what
/// is missing leads nowhere.
fn check_served(seed: u64, expected: &State, found: &State, damaged: u16) {
    for (record, values) in found {
        let right = expected.get(record).unwrap_or_else(|| panic!("seed {seed}: {record:?} was never there"));
        let numbers: std::collections::BTreeSet<_> = values.keys().chain(right.keys()).collect();
        for number in numbers {
            let (found_value, value) = (values.get(number), right.get(number));
            let leads_nowhere = match found_value {
                None | Some(Value::Empty) => true,
                Some(Value::Reference(id)) => !found.keys().any(|(_, it)| it == id),
                Some(Value::Many(ids)) => ids.iter().any(|id| !found.keys().any(|(_, it)| it == id)),
                Some(Value::Text(_) | Value::Number(_)) => false,
            };
            assert!(
                found_value == value || leads_nowhere,
                "seed {seed}: {record:?} {number}: {found_value:?} for {value:?}"
            );
        }
    }
    for record in expected.keys().filter(|record| !found.contains_key(record)) {
        assert_eq!(Some(record.0), Kind::from_number(damaged), "seed {seed}: {record:?} is gone");
    }
}
