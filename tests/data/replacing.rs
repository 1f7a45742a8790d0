//! A snapshot takes the place of a store whole, or the store stays what it was: whatever fails in between.

use rapporto::engine::digest::digest;
use rapporto::engine::verify::verify;
use rapporto::model::id::Id;
use rapporto::storage::bundle;
use rapporto::storage::keeper::Keeper;
use rapporto::storage::memory_store::{MemoryStore, Odds};
use rapporto::storage::replacing::{Replacement, replacement};
use rapporto::storage::seeded_random::SeededRandom;
use rapporto::storage::store::{Durability, Key, KeyRange, StorageError, StoreName, Write};

use crate::random_commands::command;
use crate::shell::{self, Opened, Told};

const SEEDS: u64 = 400;
const START: u64 = 1_770_000_000_000;

fn work(store: &mut MemoryStore, keeper: &mut Keeper, random: &mut SeededRandom, from: u64, count: u64) {
    for n in from..from + count {
        let id = Id::from_u128(u128::from(n) + 1);
        if random.below(6) == 0 {
            let mut chance = SeededRandom::new(random.next_u64());
            let n_rows = 1 + random.below(30) as u32;
            assert_eq!(shell::import(store, keeper, &mut chance, id, n_rows, START + n), Told::Done);
        } else {
            let command = command(random, &keeper.data, keeper.sequence());
            shell::tell(store, keeper, id, &command, START + n);
        }
        if random.below(8) == 0 {
            shell::checkpoint(store, keeper).unwrap();
        }
    }
}

/// Everything in the store, as a snapshot has it.
pub(crate) fn snapshot(store: &mut MemoryStore) -> Vec<Write> {
    let mut bytes = Vec::new();
    for name in StoreName::ALL {
        for (key, value) in store.get_all(name, &KeyRange::ALL).unwrap() {
            bytes.extend(bundle::entry(name, &key, &value));
        }
    }
    bundle::writes(&bytes).unwrap()
}

/// As the rescue screen does it.
pub(crate) fn restore(store: &mut MemoryStore, snapshot: Vec<Write>) -> Result<(), StorageError> {
    let mut present: Vec<(StoreName, Key)> = Vec::new();
    for name in StoreName::ALL {
        present.extend(store.keys(name, &KeyRange::ALL)?.into_iter().map(|key| (name, key)));
    }
    let Replacement { ahead, last } = replacement(snapshot, &present)?;
    for write in &ahead {
        store.commit(std::slice::from_ref(write), Durability::Strict)?;
    }
    store.commit(&last, Durability::Strict)
}

#[test]
fn a_restore_that_fails_midway_leaves_the_store_as_it_was_and_one_that_ends_is_the_snapshot() {
    let (mut n_failed, mut n_restored, mut n_of_another) = (0, 0, 0);
    for seed in 0..SEEDS {
        let mut random = SeededRandom::new(seed);
        let mut store = MemoryStore::new(seed, Odds::default());
        store.open().unwrap();
        let mut keeper = shell::found(&mut store, seed).unwrap();
        work(&mut store, &mut keeper, &mut random, 0, 20);
        let before = (keeper.sequence(), digest(&keeper.data));
        let snapshot = snapshot(&mut store);
        if random.below(4) == 0 {
            // The store was lost, and another workspace was begun in its place.
            n_of_another += 1;
            store = MemoryStore::new(seed, Odds::default());
            store.open().unwrap();
            keeper = shell::found(&mut store, seed + 1_000_000).unwrap();
        }
        work(&mut store, &mut keeper, &mut random, 100, 20);
        let after = (keeper.sequence(), digest(&keeper.data));

        let rate = [0, 500, 2_000][random.below(3) as usize];
        store.set_odds(Odds { quota: rate, unknown: rate / 4, connection_lost: rate / 4, ..Odds::default() });
        let restored = restore(&mut store, snapshot);
        store.set_odds(Odds::default());
        if random.below(2) == 0 {
            store.kill();
        } else {
            store.power_cut();
        }
        let Opened::Workspace(mut keeper, damages) = shell::open(&mut store, 0).unwrap() else {
            panic!("seed {seed}: nothing is left")
        };
        assert_eq!(damages, [], "seed {seed}");
        let found = (keeper.sequence(), digest(&keeper.data));
        match restored {
            Ok(()) => {
                n_restored += 1;
                assert_eq!(found, before, "seed {seed}");
            }
            Err(StorageError::Quota) => {
                n_failed += 1;
                assert_eq!(found, after, "seed {seed}");
            }
            // The last transaction may have been kept.
            Err(_) => assert!(found == before || found == after, "seed {seed}: {restored:?}"),
        }
        assert_eq!(verify(&keeper.data, &keeper.journal), [], "seed {seed}");

        // It lives on.
        work(&mut store, &mut keeper, &mut random, 200, 10);
        shell::checkpoint(&mut store, &mut keeper).unwrap();
        let last = digest(&keeper.data);
        store.kill();
        let Opened::Workspace(keeper, damages) = shell::open(&mut store, 0).unwrap() else { panic!("seed {seed}") };
        assert_eq!((damages.as_slice(), digest(&keeper.data)), (&[][..], last), "seed {seed}");
    }
    assert!(n_failed > 20 && n_restored > 20 && n_of_another > 20, "{n_failed} {n_restored} {n_of_another}");
}
