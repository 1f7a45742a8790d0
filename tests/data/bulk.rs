//! Long work in slices: between two of them questions are answered rightly, and it can be stopped.

use rapporto::engine::customer_search::SearchBuild;
use rapporto::engine::data::rows_per_page;
use rapporto::engine::digest::digest;
use rapporto::engine::recount::Recount;
use rapporto::engine::verify::verify;
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::storage::memory_store::{MemoryStore, Odds};
use rapporto::storage::seeded_random::SeededRandom;
use rapporto::storage::store::{Key, KeyRange, StoreName, Write};

use crate::random_commands::command;
use crate::shell::{self, Opened, Told};

const START: u64 = 1_770_000_000_000;

#[test]
fn pages_of_a_large_import_are_written_in_slices_and_each_can_be_the_last() {
    let n_rows = 3 * rows_per_page(Kind::Customer) + 5;
    // One slice a page here: four pages; stopped before, between and after them, or not at all.
    for stopped in [Some(0), Some(1), Some(3), None] {
        let mut random = SeededRandom::new(5);
        let mut store = MemoryStore::new(5, Odds::default());
        store.open().unwrap();
        let mut keeper = shell::found(&mut store, 5).unwrap();
        assert_eq!(shell::import(&mut store, &mut keeper, &mut random, Id::from_u128(1), 10, START), Told::Done);
        let before = (digest(&keeper.data), keeper.sequence(), keeper.data.table(Kind::Customer).len());
        let id = Id::from_u128(2);
        let told = shell::import_until(&mut store, &mut keeper, &mut random, id, n_rows, START + 1, stopped);
        let rows = keeper.data.table(Kind::Customer).live.count() as u32;
        match stopped {
            Some(_) => {
                let now = (digest(&keeper.data), keeper.sequence(), keeper.data.table(Kind::Customer).len());
                assert_eq!((told, now), (Told::NotSaved, before), "{stopped:?}");
            }
            None => assert_eq!((told, rows), (Told::Done, 10 + n_rows)),
        }
        assert_eq!(verify(&keeper.data, &keeper.journal), [], "{stopped:?}");
        // Of the pages that were written before it was stopped nothing is found, and nothing hinders what comes next.
        assert_eq!(shell::import(&mut store, &mut keeper, &mut random, Id::from_u128(3), 7, START + 2), Told::Done);
        let now = digest(&keeper.data);
        store.kill();
        let Opened::Workspace(mut again, damages) = shell::read(&mut store, 0).unwrap() else { panic!("{stopped:?}") };
        assert_eq!((damages.as_slice(), digest(&again.data)), (&[][..], now), "{stopped:?}");
        // The slices that were written before it was stopped lie about until now.
        let n_left = again.sweep(store.keys(StoreName::Pages, &KeyRange::ALL).unwrap()).len() as u64;
        assert_eq!(n_left, stopped.unwrap_or(0), "{stopped:?}");
        shell::remember(&mut store, &mut again).unwrap();
        assert_eq!(digest(&again.data), now);
    }
}

#[test]
fn pages_that_an_import_wrote_ahead_are_not_written_twice() {
    let n_rows = 2 * rows_per_page(Kind::Customer);
    let mut random = SeededRandom::new(6);
    let mut store = MemoryStore::new(6, Odds::default());
    store.open().unwrap();
    let mut keeper = shell::found(&mut store, 6).unwrap();
    assert_eq!(shell::import(&mut store, &mut keeper, &mut random, Id::from_u128(1), n_rows, START), Told::Done);
    assert_eq!(keeper.data.n_dirty(), 0);
    let is_page = |write: &Write| matches!(write, Write::Put { key: Key::Page { .. }, .. });
    assert!(!keeper.stage_pages(1 << 20).iter().any(is_page));
}

#[test]
fn a_snapshot_that_is_read_while_something_is_written_is_noticed() {
    let mut random = SeededRandom::new(8);
    let mut store = MemoryStore::new(8, Odds::default());
    store.open().unwrap();
    let mut keeper = shell::found(&mut store, 8).unwrap();
    let mut versions = vec![keeper.version()];
    for n in 0..30 {
        let before = keeper.version();
        let wrote = match n % 3 {
            0 => {
                let id = Id::from_u128(n + 1);
                shell::import(&mut store, &mut keeper, &mut random, id, 3, START + n as u64) == Told::Done
            }
            1 => {
                let command = command(&mut random, &keeper.data, keeper.sequence());
                let id = Id::from_u128(n + 1);
                shell::tell(&mut store, &mut keeper, id, &command, START + n as u64) == Told::Done
            }
            _ => shell::checkpoint(&mut store, &mut keeper).is_ok(),
        };
        assert_eq!(keeper.version() != before, wrote, "step {n}");
        versions.push(keeper.version());
    }
    versions.dedup();
    let n_versions = versions.len();
    versions.sort_unstable();
    versions.dedup();
    assert!(versions.len() == n_versions && n_versions > 20, "{versions:?}");
}

#[test]
fn a_rebuild_goes_step_by_step_and_at_no_step_says_anything_wrong() {
    let mut random = SeededRandom::new(7);
    let mut store = MemoryStore::new(7, Odds::default());
    store.open().unwrap();
    let mut keeper = shell::found(&mut store, 7).unwrap();
    for n in 0..60 {
        let command = command(&mut random, &keeper.data, keeper.sequence());
        shell::tell(&mut store, &mut keeper, Id::from_u128(n + 1), &command, START + n as u64);
    }
    shell::import(&mut store, &mut keeper, &mut random, Id::from_u128(900), 20_000, START + 100);
    keeper.data.search();
    let before = digest(&keeper.data);
    let check = |data: &rapporto::engine::data::Data, step: usize| {
        assert_eq!(verify(data, &keeper.journal), [], "step {step}");
        assert_eq!(digest(data), before, "step {step}");
    };
    let mut data = keeper.data.clone();
    data.search();
    let (mut recount, mut n_steps) = (Recount::default(), 0);
    while data.recount_step(&mut recount) {
        n_steps += 1;
        check(&data, n_steps);
    }
    assert_eq!(n_steps + 1, Recount::N_STEPS);
    let (mut build, mut n_slices) = (SearchBuild::default(), 0);
    while data.build_search_step(&mut build) {
        n_slices += 1;
        check(&data, n_slices);
    }
    assert_eq!(n_slices, data.table(Kind::Customer).len().div_ceil(8_192) as usize);
    check(&data, 0);
}
