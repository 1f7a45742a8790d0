//! What is written in pages is read again: every sort of column, several pages, clocks, and what a damage leaves.

use rapporto::engine::digest::digest;
use rapporto::engine::verify::verify;
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::storage::keeper::Keeper;
use rapporto::storage::memory_store::{MemoryStore, Odds};
use rapporto::storage::recovery::Damage;
use rapporto::storage::seeded_random::SeededRandom;
use rapporto::storage::store::{Durability, StoreName, Write};

use crate::random_commands::command;
use crate::shell::{self, Opened, Told};
use crate::state::state_of;

const START: u64 = 1_770_000_000_000;

/// A workspace with two and a half pages of customers, all sorts of records, and fields of its own.
fn filled(store: &mut MemoryStore) -> Keeper {
    store.open().unwrap();
    let mut random = SeededRandom::new(5);
    let mut keeper = shell::found(store, 5).unwrap();
    for n in 0..1_500 {
        let command = command(&mut random, &keeper.data, 0);
        shell::tell(store, &mut keeper, Id::from_u128(n + 1), &command, START + n as u64);
        if n == 700 {
            let told = shell::import(store, &mut keeper, &mut random, Id::from_u128(1 << 100), 40_000, START + 700);
            assert_eq!(told, Told::Done);
        }
    }
    keeper
}

fn opened(store: &mut MemoryStore) -> (Keeper, Vec<Damage>) {
    store.kill();
    match shell::open(store, 0) {
        Ok(Opened::Workspace(keeper, damages)) => (*keeper, damages),
        Ok(Opened::Nothing) | Err(_) => panic!("does not open"),
    }
}

#[test]
fn every_column_and_every_clock_comes_back_from_pages() {
    let mut store = MemoryStore::new(1, Odds::default());
    let mut keeper = filled(&mut store);
    shell::checkpoint(&mut store, &mut keeper).unwrap();
    let (again, damages) = opened(&mut store);
    assert_eq!(damages, []);
    assert!(state_of(&again.data) == state_of(&keeper.data));
    assert_eq!(digest(&again.data), digest(&keeper.data));
    assert_eq!(verify(&again.data, &again.journal), []);
    let mut n_own = 0;
    for kind in Kind::ALL {
        let (table, back) = (keeper.data.table(*kind), again.data.table(*kind));
        assert_eq!(table.len(), back.len(), "{kind:?}");
        for row in 0..table.len() {
            assert_eq!(table.ids.id_of(row), back.ids.id_of(row), "{kind:?} {row}");
            for (field, _) in table.columns() {
                assert_eq!(table.clocks.last(row, *field), back.clocks.last(row, *field), "{kind:?} {row} {field}");
            }
        }
        n_own += keeper.data.fields(*kind).filter(|field| field.number >= 1_000).count();
    }
    assert!(n_own > 3, "no fields of the user's own");
}

#[test]
fn a_page_that_is_gone_is_named_and_leaves_the_others_as_they_are() {
    let mut store = MemoryStore::new(1, Odds::default());
    let mut keeper = filled(&mut store);
    shell::checkpoint(&mut store, &mut keeper).unwrap();
    let pages =
        store.keys(StoreName::Pages, &rapporto::storage::store::KeyRange::pages_of(Kind::Customer.number())).unwrap();
    assert_eq!(pages.len(), 3);
    let write = Write::Delete { store: StoreName::Pages, key: pages[1].clone() };
    store.commit(&[write], Durability::Strict).unwrap();
    let (again, damages) = opened(&mut store);
    let [Damage::Page(page)] = damages.as_slice() else { panic!("{damages:?}") };
    assert_eq!((page.key(), page.rows), (pages[1].clone(), 16_384));
    let (table, back) = (keeper.data.table(Kind::Customer), again.data.table(Kind::Customer));
    assert_eq!(table.len(), back.len());
    for row in (0..16_384).chain(32_768..table.len()) {
        assert_eq!(table.ids.id_of(row), back.ids.id_of(row));
        assert_eq!(table.life(row), back.life(row));
        for (field, column) in table.columns() {
            assert_eq!(column.get(row), back.cell(row, *field), "{row} {field}");
        }
    }
    assert!((16_384..32_768).all(|row| !back.live.has(row) && !back.binned.has(row)));
}

#[test]
fn what_is_rolled_back_was_never_there() {
    let mut store = MemoryStore::new(1, Odds::default());
    let mut keeper = filled(&mut store);
    let mut random = SeededRandom::new(9);
    let before = digest(&keeper.data);
    let stacks = |keeper: &Keeper| (keeper.sequence(), keeper.journal.next_undo(), keeper.journal.next_redo());
    let stood = stacks(&keeper);
    store.set_odds(Odds { quota: 10_000, ..Odds::default() });
    let mut n_refused_by_the_store = 0;
    for n in 0..200_u64 {
        let command = command(&mut random, &keeper.data, keeper.sequence());
        let id = Id::from_u128(u128::from(n) << 40);
        let told = shell::tell(&mut store, &mut keeper, id, &command, START + 10_000 + n);
        n_refused_by_the_store += u32::from(told == Told::NotSaved);
        assert_eq!((digest(&keeper.data), stacks(&keeper)), (before, stood), "{command:?}");
        assert_eq!(keeper.done(id), None);
    }
    assert!(n_refused_by_the_store > 50);
    assert_eq!(verify(&keeper.data, &keeper.journal), []);
    store.set_odds(Odds::default());
    shell::checkpoint(&mut store, &mut keeper).unwrap();
    let (again, damages) = opened(&mut store);
    assert_eq!((damages, digest(&again.data)), (Vec::new(), before));
}
