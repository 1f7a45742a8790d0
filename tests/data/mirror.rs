//! The mirror beside the snapshots: whatever the browser loses of its database, what was acknowledged comes back whole,
//! up to the first bulk batch that no snapshot has; and never a state that was not there.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use rapporto::engine::digest::digest;
use rapporto::engine::verify::verify;
use rapporto::model::id::Id;
use rapporto::storage::keeper::Keeper;
use rapporto::storage::memory_store::{LossSignal, MemoryStore, Odds};
use rapporto::storage::mirror::{Mirror, MirrorFile, MirrorPair, carried_on, go_on_from};
use rapporto::storage::seeded_random::SeededRandom;
use rapporto::storage::store::{Durability, StorageError, StoreName, Write};

use crate::random_commands::{command, today};
use crate::replacing::{restore, snapshot};
use crate::shell::{self, Opened, Told};

const SEEDS: u64 = 600;
const STEPS: u64 = 40;
const START: u64 = 1_770_000_000_000;

#[derive(Debug, Clone, Default)]
struct File {
    bytes: Rc<RefCell<Vec<u8>>>,
    is_full: Rc<Cell<bool>>,
}

impl MirrorFile for File {
    fn read(&self) -> Vec<u8> {
        self.bytes.borrow().clone()
    }

    fn write(&self, at: u64, bytes: &[u8]) -> Result<(), StorageError> {
        let mut all = self.bytes.borrow_mut();
        let end = at as usize + bytes.len();
        let length = all.len().max(end);
        all.resize(length, 0);
        // A write that fails has written a part.
        let n_written = if self.is_full.get() { bytes.len() / 2 } else { bytes.len() };
        all[at as usize..][..n_written].copy_from_slice(&bytes[..n_written]);
        if self.is_full.get() { Err(StorageError::Quota) } else { Ok(()) }
    }

    fn empty(&self) -> Result<(), StorageError> {
        self.bytes.borrow_mut().clear();
        Ok(())
    }

    fn flush(&self) -> Result<(), StorageError> {
        Ok(())
    }
}

struct World {
    seed: u64,
    random: SeededRandom,
    store: MemoryStore,
    keeper: Keeper,
    files: [File; 2],
    mirror: Mirror<File>,
    /// The newest last.
    snapshots: Vec<Vec<Write>>,
    digests: BTreeMap<u64, u64>,
    /// The first bulk batch that no snapshot has.
    gap: Option<u64>,
    /// A file of the mirror took no more.
    was_full: bool,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut store = MemoryStore::new(seed, Odds::default());
        store.open().unwrap();
        let keeper = shell::found(&mut store, seed).unwrap();
        let files = [File::default(), File::default()];
        let digests = BTreeMap::from([(0, digest(&keeper.data))]);
        let mirror = Mirror::of(files.clone());
        let (random, snapshots) = (SeededRandom::new(seed), Vec::new());
        Self { seed, random, store, keeper, files, mirror, snapshots, digests, gap: None, was_full: false }
    }

    fn work(&mut self) {
        for step in 0..STEPS {
            let id = Id::from_u128(u128::from(self.seed * STEPS + step) + 1);
            let millis = START + step;
            let before = self.keeper.sequence();
            match self.random.below(100) {
                0..=64 => {
                    let command = command(&mut self.random, &self.keeper.data, self.keeper.sequence());
                    shell::tell(&mut self.store, &mut self.keeper, id, &command, millis);
                }
                65..=68 => {
                    let mut random = SeededRandom::new(self.random.next_u64());
                    let told = shell::import(&mut self.store, &mut self.keeper, &mut random, id, 5, millis);
                    assert_eq!(told, Told::Done);
                }
                69..=79 => shell::checkpoint(&mut self.store, &mut self.keeper).unwrap(),
                // Some workspaces are younger than their first snapshot.
                80..=89 if self.seed.is_multiple_of(5) => {}
                80..=89 => {
                    self.snapshots.push(snapshot(&mut self.store));
                    self.gap = None;
                    // Between the two the engine may die.
                    if self.random.below(4) > 0 {
                        self.mirror.begin_behind_snapshot(&self.keeper, millis as i64);
                    }
                }
                90..=97 => {
                    self.store.kill();
                    let Opened::Workspace(keeper, damages) = shell::open(&mut self.store, 0).unwrap() else { panic!() };
                    assert_eq!(damages, []);
                    self.keeper = *keeper;
                    self.mirror = Mirror::of(self.files.clone());
                }
                _ => {
                    let file = &self.files[self.random.below(2) as usize];
                    file.is_full.set(!file.is_full.get());
                    self.was_full = true;
                }
            }
            self.mirror.follow(&self.keeper, millis as i64);
            self.note_gap(before);
            self.digests.insert(self.keeper.sequence(), digest(&self.keeper.data));
        }
    }

    /// An import, or one that is undone or done again, is in no file.
    fn note_gap(&mut self, before: u64) {
        let last = self.keeper.sequence();
        let is_bulk = self.keeper.journal.batch(last).is_some_and(|batch| !batch.ranges.is_empty());
        if last > before && is_bulk {
            self.gap = self.gap.or(Some(last));
        }
    }

    /// How far the mirror leads: to the last batch, or up to the first gap.
    fn expected(&self) -> u64 {
        self.gap.map_or(self.keeper.sequence(), |gap| gap - 1)
    }

    /// What a start finds in the files.
    fn pair(&self) -> MirrorPair {
        Mirror::of(self.files.clone()).read()
    }

    fn check(&self, keeper: &Keeper) {
        let (seed, sequence) = (self.seed, keeper.sequence());
        assert_eq!(
            Some(&digest(&keeper.data)),
            self.digests.get(&sequence),
            "seed {seed}: another state at {sequence}"
        );
        assert_eq!(verify(&keeper.data, &keeper.journal), [], "seed {seed}");
    }

    /// Everything is gone: the newest snapshot, or the founding, and what the mirror has since. Gives how far that is.
    fn lose_everything(&mut self) -> u64 {
        let pair = self.pair();
        let founding = || Keeper::found(pair.founding().unwrap().0, today()).unwrap().1;
        let values = self.snapshots.pop().unwrap_or_else(founding);
        let (values, mark) = carried_on(values, &pair).unwrap();
        self.store.lose_everything(LossSignal::Admitted);
        self.store.open().unwrap();
        restore(&mut self.store, values).unwrap();
        let Opened::Workspace(keeper, damages) = shell::open(&mut self.store, 0).unwrap() else { panic!() };
        assert_eq!((damages, keeper.sequence()), (vec![], mark.sequence), "seed {}", self.seed);
        self.check(&keeper);
        self.live_on(*keeper);
        mark.sequence
    }

    /// An older state came back. Gives how far it comes with what the mirror has.
    fn lose_tail(&mut self) -> Option<u64> {
        let n_lost = 1 + self.random.below(15) as usize;
        self.store.lose_tail(n_lost);
        let (mut recovery, rest) = shell::read_first(&mut self.store, self.random.below(2)).unwrap()?;
        let pair = self.pair();
        let (identity, sequence, chain) = recovery.end();
        let writes = recovery.go_on(&pair.behind(identity.workspace, sequence, Some(chain))).unwrap();
        shell::take(&mut recovery, &mut self.store, rest).unwrap();
        self.store.commit(&writes, Durability::Strict).unwrap();
        let (mut keeper, damages) = recovery.finish();
        assert_eq!(damages, [], "seed {}", self.seed);
        shell::remember(&mut self.store, &mut keeper).unwrap();
        self.check(&keeper);
        let reached = keeper.sequence();
        self.live_on(keeper);
        Some(reached)
    }

    /// An older state came back, and the newest snapshot with what the mirror has since takes its place, if it goes on
    /// from there. Gives how far the one and the other came.
    fn lose_tail_behind_a_snapshot(&mut self) -> Option<(u64, u64)> {
        let n_lost = 1 + self.random.below(40) as usize;
        self.store.lose_tail(n_lost);
        let (recovery, _) = shell::read_first(&mut self.store, 1).unwrap()?;
        let held = recovery.end();
        let (values, mark) = carried_on(self.snapshots.pop()?, &self.pair()).unwrap();
        assert_eq!(go_on_from(&values, held), held.1 <= mark.sequence, "seed {}: {held:?}", self.seed);
        if !go_on_from(&values, held) {
            return None;
        }
        restore(&mut self.store, values).unwrap();
        let Opened::Workspace(keeper, damages) = shell::open(&mut self.store, 0).unwrap() else { panic!() };
        assert_eq!((damages, keeper.sequence()), (vec![], mark.sequence), "seed {}", self.seed);
        self.check(&keeper);
        self.live_on(*keeper);
        Some((held.1, mark.sequence))
    }

    /// It is on the disk, and takes a write.
    fn live_on(&mut self, mut keeper: Keeper) {
        let last = keeper.sequence();
        assert_eq!(keeper.reaches(0), last > 0 || keeper.reaches(0), "seed {}", self.seed);
        let mut random = SeededRandom::new(self.seed);
        let id = Id::from_u128(u128::from(u64::MAX));
        let told = shell::import(&mut self.store, &mut keeper, &mut random, id, 2, START + STEPS);
        assert_eq!(told, Told::Done, "seed {}", self.seed);
        self.store.kill();
        let Opened::Workspace(again, damages) = shell::open(&mut self.store, 0).unwrap() else { panic!() };
        assert_eq!((damages, again.sequence()), (vec![], last + 1), "seed {}", self.seed);
        assert_eq!(digest(&again.data), digest(&keeper.data), "seed {}", self.seed);
    }
}

#[test]
fn what_was_acknowledged_comes_back_from_the_mirror_up_to_the_first_gap() {
    let (mut n_whole, mut n_up_to_gap, mut n_full, mut n_young, mut n_back) = (0, 0, 0, 0, 0);
    for seed in 0..SEEDS {
        let mut world = World::new(seed);
        world.work();
        let acknowledged = world.keeper.sequence();
        if acknowledged == 0 {
            continue;
        }
        n_young += u64::from(world.snapshots.is_empty());
        if world.was_full {
            // It may reach less far, but never leads astray; and nothing else failed.
            n_full += 1;
            if !world.snapshots.is_empty() {
                world.lose_everything();
            }
            continue;
        }
        assert_eq!(world.pair().mark().map(|mark| mark.sequence), Some(acknowledged), "seed {seed}");
        let expected = world.expected();
        if seed % 2 == 0 {
            assert_eq!(world.lose_everything(), expected, "seed {seed}");
        } else if let Some(reached) = world.lose_tail() {
            // What the store still has may lie behind the gap, or so far back that only a snapshot leads from there.
            n_back += u64::from(reached >= expected);
            assert!(reached <= acknowledged, "seed {seed}: {reached} of {acknowledged}");
        }
        *(if world.gap.is_some() { &mut n_up_to_gap } else { &mut n_whole }) += 1;
    }
    let seen = [n_whole, n_up_to_gap, n_full, n_young, n_back];
    assert!(seen.iter().all(|times| *times > 20), "{seen:?}");
}

#[test]
fn a_store_set_back_across_an_import_comes_back_from_the_snapshot_behind_it() {
    let (mut n_whole, mut n_across) = (0, 0);
    for seed in 0..SEEDS {
        let mut world = World::new(seed);
        world.work();
        if world.was_full {
            continue;
        }
        let is_bulk = |it: &u64| world.keeper.journal.batch(*it).is_some_and(|batch| !batch.ranges.is_empty());
        let imports: Vec<u64> = (1..=world.keeper.sequence()).filter(is_bulk).collect();
        let (acknowledged, expected) = (world.keeper.sequence(), world.expected());
        let Some((found, reached)) = world.lose_tail_behind_a_snapshot() else { continue };
        assert_eq!(reached, expected, "seed {seed}");
        n_whole += u64::from(reached == acknowledged);
        n_across += u64::from(imports.iter().any(|it| (found + 1..=reached).contains(it)));
    }
    assert!(n_whole > 50 && n_across > 20, "{n_whole} whole, {n_across} across an import");
}

#[test]
fn what_was_given_up_and_what_is_not_whole_does_not_go_on_from_a_store() {
    let mut n_tried = 0;
    for seed in 0..SEEDS {
        let mut world = World::new(seed);
        world.work();
        let [first, .., last] = world.snapshots.as_slice() else { continue };
        let (first, mut last) = (first.clone(), last.clone());
        let last_mark = carried_on(last.clone(), &MirrorPair::default()).unwrap().1;
        restore(&mut world.store, first).unwrap();
        let end = |store: &mut MemoryStore| shell::read_first(store, 1).unwrap().unwrap().0.end();
        let held = end(&mut world.store);
        if held.1 == 0 || held.1 >= last_mark.sequence {
            continue;
        }
        n_tried += 1;
        assert!(go_on_from(&last, held), "seed {seed}");
        // The user went on from there in another way.
        let Opened::Workspace(mut keeper, _) = shell::open(&mut world.store, 0).unwrap() else { panic!() };
        let mut random = SeededRandom::new(seed);
        let told =
            shell::import(&mut world.store, &mut keeper, &mut random, Id::from_u128(u128::MAX), 1, START + STEPS);
        assert_eq!(told, Told::Done);
        assert!(!go_on_from(&last, end(&mut world.store)), "seed {seed}");
        let record = last.iter_mut().find_map(|write| match write {
            Write::Put { store: StoreName::Journal, bytes, .. } => bytes.last_mut(),
            Write::Put { .. } | Write::Delete { .. } => None,
        });
        *record.unwrap() ^= 1;
        assert!(!go_on_from(&last, held), "seed {seed}");
    }
    assert!(n_tried > 50, "{n_tried}");
}

#[test]
fn after_a_loss_that_was_accepted_the_mirror_leads_to_the_new_state_alone() {
    let (mut n_whole, mut n_up_to_gap) = (0, 0);
    for seed in 0..SEEDS {
        let mut world = World::new(seed);
        world.work();
        let Some(mut values) = world.snapshots.first().cloned() else { continue };
        // The user goes back to a snapshot of before, and works on from there.
        world.mirror.clear();
        restore(&mut world.store, values.clone()).unwrap();
        let Opened::Workspace(keeper, _) = shell::open(&mut world.store, 0).unwrap() else { panic!() };
        world.keeper = *keeper;
        world.files.iter().for_each(|file| file.is_full.set(false));
        world.mirror.follow(&world.keeper, 0);
        world.snapshots.clear();
        world.gap = None;
        let from = world.keeper.sequence();
        world.digests.retain(|sequence, _| *sequence <= from);
        for n in 0..6 {
            let before = world.keeper.sequence();
            let command = command(&mut world.random, &world.keeper.data, world.keeper.sequence());
            shell::tell(&mut world.store, &mut world.keeper, Id::from_u128(u128::MAX - n), &command, START);
            world.mirror.follow(&world.keeper, 0);
            world.note_gap(before);
            world.digests.insert(world.keeper.sequence(), digest(&world.keeper.data));
        }
        let mark = world.pair().mark().map(|mark| mark.sequence);
        assert_eq!(mark.unwrap_or(0), world.keeper.sequence(), "seed {seed}");
        let expected = world.expected();
        *(if world.gap.is_some() { &mut n_up_to_gap } else { &mut n_whole }) += 1;
        world.snapshots.push(std::mem::take(&mut values));
        assert_eq!(world.lose_everything(), expected, "seed {seed}");
    }
    assert!(n_whole > 100 && n_up_to_gap > 5, "{n_whole} whole, {n_up_to_gap} up to a gap");
}

#[test]
fn another_workspace_in_the_files_is_neither_followed_nor_lost_before_the_new_one_stands() {
    let mut world = World::new(1);
    world.work();
    let before = world.pair().mark();
    let mut store = MemoryStore::new(2, Odds::default());
    store.open().unwrap();
    let other =
        Keeper::found(rapporto::storage::head::Identity { workspace: Id::from_u128(8), ..shell::identity(2) }, today());
    let (other, writes) = other.unwrap();
    store.commit(&writes, Durability::Strict).unwrap();
    assert!(world.pair().behind(Id::from_u128(8), 0, None).is_empty());
    assert_eq!(world.pair().mark(), before);
    world.mirror.follow(&other, 0);
    assert_eq!(world.pair().mark(), None, "nothing was done in it yet");
    assert_eq!(world.pair().founding().map(|(identity, _)| identity), Some(other.identity));
    assert!(world.pair().behind(Id::from_u128(7), 0, None).is_empty(), "the one of before is no part of this one");
    assert!(store.get(StoreName::Journal, &rapporto::storage::store::Key::Sequence(1)).unwrap().is_none());
}

#[test]
fn a_snapshot_is_wanted_behind_a_gap_and_behind_a_file_that_took_no_more() {
    let mut world = World::new(3);
    let wants = |world: &World| (world.mirror.wants_snapshot(), Mirror::of(world.files.clone()).wants_snapshot());
    let mut chance = SeededRandom::new(3);
    let mut make = |world: &mut World, n: u128| {
        let command = command(&mut chance, &world.keeper.data, world.keeper.sequence());
        shell::tell(&mut world.store, &mut world.keeper, Id::from_u128(n), &command, START);
        world.mirror.follow(&world.keeper, 0);
    };
    (1..8).for_each(|n| make(&mut world, n));
    assert_eq!(wants(&world), (false, false));
    let mut random = SeededRandom::new(3);
    shell::import(&mut world.store, &mut world.keeper, &mut random, Id::from_u128(100), 3, START);
    world.mirror.follow(&world.keeper, 0);
    assert_eq!(wants(&world), (true, true));
    world.mirror.begin_behind_snapshot(&world.keeper, 0);
    assert_eq!(wants(&world), (false, false));
    world.files.iter().for_each(|file| file.is_full.set(true));
    (10..18).for_each(|n| make(&mut world, n));
    assert!(world.mirror.wants_snapshot());
    world.files.iter().for_each(|file| file.is_full.set(false));
    world.mirror.begin_behind_snapshot(&world.keeper, 0);
    (20..28).for_each(|n| make(&mut world, n));
    assert_eq!(wants(&world), (false, false));
    assert_eq!(world.pair().mark().map(|mark| mark.sequence), Some(world.keeper.sequence()));
}
