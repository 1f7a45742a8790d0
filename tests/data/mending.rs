//! A damaged page is made again from a snapshot's older version of it and the journal, exactly, or it is named.

use std::collections::BTreeMap;

use rapporto::commands::Command;
use rapporto::commands::add_custom_field::{AddCustomField, InSearch, Need, OwnType};
use rapporto::commands::create_record::CreateRecord;
use rapporto::engine::digest::digest;
use rapporto::engine::verify::verify;
use rapporto::model::customer::CustomerField;
use rapporto::model::field::{FIRST_CUSTOM, Value};
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::model::product::ProductField;
use rapporto::storage::head::{CHECKPOINT, HEAD, IDENTITY, meta_key};
use rapporto::storage::keeper::Keeper;
use rapporto::storage::memory_store::{MemoryStore, Odds};
use rapporto::storage::mending::Older;
use rapporto::storage::recovery::{Damage, Recovery};
use rapporto::storage::seeded_random::SeededRandom;
use rapporto::storage::store::{Durability, Key, KeyRange, StoreName, Write};

use crate::random_commands::{command, today};
use crate::shell::{self, Told};
use crate::state::{difference, state_of};

const SEEDS: u64 = 1_200;
const START: u64 = 1_770_000_000_000;

type Values = BTreeMap<(StoreName, Key), Vec<u8>>;

/// Whether the workspace gets records in bulk between the snapshot and the damage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bulk {
    Never,
    Before,
    After,
}

fn work(store: &mut MemoryStore, keeper: &mut Keeper, random: &mut SeededRandom, from: u64) {
    for n in from..from + 25 {
        let command = command(random, &keeper.data, keeper.sequence());
        shell::tell(store, keeper, Id::from_u128(u128::from(n) + 1), &command, START + n);
        store.open().unwrap();
    }
}

fn import(store: &mut MemoryStore, keeper: &mut Keeper, seed: u64, id: u128) {
    let mut random = SeededRandom::new(seed);
    let told = shell::import(store, keeper, &mut random, Id::from_u128(id), 5, START + id as u64);
    assert!(told == Told::Done, "{told:?}");
}

fn values(store: &mut MemoryStore) -> Values {
    let mut values = Values::new();
    for name in StoreName::ALL {
        for (key, bytes) in store.get_all(name, &KeyRange::ALL).unwrap() {
            values.insert((name, key), bytes);
        }
    }
    values
}

/// As the worker reads, with the values of a snapshot at hand.
fn open(store: &mut MemoryStore, snapshot: &Values) -> (Keeper, Vec<Damage>, usize) {
    store.open().unwrap();
    let [identity, head, checkpoint] =
        [IDENTITY, HEAD, CHECKPOINT].map(|name| store.get(StoreName::Meta, &meta_key(name)).unwrap().unwrap());
    let mut recovery = Recovery::begin(&identity, &head, &checkpoint, today()).unwrap();
    let judge = recovery.judge();
    let (first, rest) = recovery.pages();
    let n_first = first.len();
    for (at, page) in first.into_iter().chain(rest).enumerate() {
        if at == n_first {
            read_tail(store, &mut recovery);
        }
        let bytes = store.get(StoreName::Pages, &page.key()).unwrap();
        if recovery.take_whole_page(page, bytes.as_deref()) {
            continue;
        }
        let older = snapshot.get(&(StoreName::Meta, meta_key(CHECKPOINT)));
        let older = older.and_then(|bytes| judge.older(bytes, &page)).and_then(|(entry, sequence)| {
            let bytes = snapshot.get(&(StoreName::Pages, entry.key()))?.clone();
            Some(Older { entry, sequence, bytes })
        });
        let (from, to) = judge.records_since(older.as_ref());
        let range = KeyRange { first: Some(Key::Sequence(from)), end: Some(Key::Sequence(to + 1)) };
        let records = store.get_all(StoreName::Journal, &range).unwrap();
        let records: Vec<_> = records
            .into_iter()
            .filter_map(|(key, bytes)| if let Key::Sequence(it) = key { Some((it, bytes)) } else { None })
            .collect();
        if !recovery.mend_page(page, older.as_ref(), &records) {
            recovery.take_page(page, None);
        }
    }
    read_tail(store, &mut recovery);
    let n_mended = recovery.mended.len();
    let (mut keeper, damages) = recovery.finish();
    shell::remember(store, &mut keeper).unwrap();
    (keeper, damages, n_mended)
}

fn read_tail(store: &mut MemoryStore, recovery: &mut Recovery) {
    for (key, bytes) in store.get_all(StoreName::Journal, &KeyRange::from(Key::Sequence(recovery.tail_from()))).unwrap()
    {
        if let Key::Sequence(sequence) = key {
            recovery.take_record(sequence, bytes);
        }
    }
    recovery.apply_to_first_kinds();
}

#[test]
fn a_damaged_page_comes_back_as_it_was_where_snapshot_and_journal_reach() {
    let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..SEEDS {
        let mut random = SeededRandom::new(seed);
        let bulk = [Bulk::Never, Bulk::Before, Bulk::After][random.below(3) as usize];
        let has_snapshot = random.below(3) > 0;
        let odds = Odds { quota: [0, 400][random.below(2) as usize], ..Odds::default() };
        let mut store = MemoryStore::new(seed, Odds::default());
        store.open().unwrap();
        let mut keeper = shell::found(&mut store, seed).unwrap();
        if bulk == Bulk::Before {
            import(&mut store, &mut keeper, seed, 5_000);
        }
        work(&mut store, &mut keeper, &mut random, 0);
        shell::checkpoint(&mut store, &mut keeper).unwrap();
        let snapshot = if has_snapshot { values(&mut store) } else { Values::new() };
        store.set_odds(odds);
        work(&mut store, &mut keeper, &mut random, 100);
        store.set_odds(Odds::default());
        if bulk == Bulk::After {
            import(&mut store, &mut keeper, seed, 6_000);
        }
        shell::checkpoint(&mut store, &mut keeper).unwrap();
        work(&mut store, &mut keeper, &mut random, 200);
        let before = (digest(&keeper.data), state_of(&keeper.data));

        let Some((StoreName::Pages, _)) = store.flip_bit() else { continue };
        store.kill();
        let (mut keeper, damages, n_mended) = open(&mut store, &snapshot);
        if n_mended == 0 {
            *seen.entry(if damages.is_empty() { "not current" } else { "named" }).or_default() += 1;
            assert!(odds.quota > 0 || bulk != Bulk::Never || damages.is_empty(), "seed {seed}: {damages:?}");
            continue;
        }
        *seen.entry(if has_snapshot { "mended" } else { "mended by the journal alone" }).or_default() += 1;
        assert_eq!(damages, [], "seed {seed}");
        assert!(state_of(&keeper.data) == before.1, "seed {seed}");
        assert_eq!(digest(&keeper.data), before.0, "seed {seed}");
        assert_eq!(verify(&keeper.data, &keeper.journal), [], "seed {seed}");
        // It is written anew, and then nothing is damaged any more.
        assert!(keeper.is_mended() && keeper.wants_checkpoint(u64::MAX), "seed {seed}");
        shell::checkpoint(&mut store, &mut keeper).unwrap();
        assert!(!keeper.is_mended(), "seed {seed}");
        store.kill();
        let (again, damages, n_mended) = open(&mut store, &Values::new());
        assert_eq!((damages.as_slice(), n_mended, digest(&again.data)), (&[][..], 0, before.0), "seed {seed}");
    }
    for what in ["mended", "mended by the journal alone", "named"] {
        assert!(seen.get(what).is_some_and(|times| *times > 10), "{what} was hardly tried: {seen:?}");
    }
}

/// A product, and a customer who has a field of one's own filled and refers to the product by another.
fn fill_own_fields(store: &mut MemoryStore, keeper: &mut Keeper, from: u128) {
    let mut tell = |keeper: &mut Keeper, n: u128, command: Command| {
        let told = shell::tell(store, keeper, Id::from_u128(from + n), &command, START + (from + n) as u64);
        assert!(told == Told::Done, "{told:?}");
    };
    let name = |field| (field, Value::Text(format!("Number {from}")));
    let product = CreateRecord { kind: Kind::Product, values: vec![name(ProductField::Name.number())] };
    tell(keeper, 0, product.into());
    let products = keeper.data.table(Kind::Product);
    let product = products.ids.id_of(products.len() - 1).unwrap();
    let own = [(FIRST_CUSTOM, Value::Number(500)), (FIRST_CUSTOM + 1, Value::Reference(product))];
    let values = own.into_iter().chain([name(CustomerField::Name.number())]).collect();
    tell(keeper, 1, CreateRecord { kind: Kind::Customer, values }.into());
}

#[test]
fn the_users_own_fields_of_a_damaged_page_come_back_though_no_other_page_has_them_filled() {
    for has_snapshot in [true, false] {
        for damaged in [&[Kind::Customer][..], &[Kind::CustomField], &[Kind::Customer, Kind::CustomField]] {
            let mut store = MemoryStore::new(1, Odds::default());
            store.open().unwrap();
            let mut keeper = shell::found(&mut store, 1).unwrap();
            for (n, field_type) in [OwnType::Money, OwnType::Reference(Kind::Product)].into_iter().enumerate() {
                let (name, help) = (format!("Mio {n}"), String::new());
                let (kind, need, search) = (Kind::Customer, Need::Optional, InSearch::LeftOut);
                let command = AddCustomField { kind, name, field_type, need, search, help }.into();
                let id = Id::from_u128(1 + n as u128);
                assert!(shell::tell(&mut store, &mut keeper, id, &command, START) == Told::Done);
            }
            shell::checkpoint(&mut store, &mut keeper).unwrap();
            let snapshot = if has_snapshot { values(&mut store) } else { Values::new() };
            fill_own_fields(&mut store, &mut keeper, 10);
            shell::checkpoint(&mut store, &mut keeper).unwrap();
            fill_own_fields(&mut store, &mut keeper, 20);
            let before = (digest(&keeper.data), state_of(&keeper.data));

            let is_damaged =
                |key: &Key| matches!(key, Key::Page { kind, .. } if damaged.iter().any(|it| it.number() == *kind));
            let keys = store.keys(StoreName::Pages, &KeyRange::ALL).unwrap().into_iter().filter(is_damaged);
            let away: Vec<Write> = keys.map(|key| Write::Delete { store: StoreName::Pages, key }).collect();
            store.commit(&away, Durability::Strict).unwrap();
            store.kill();
            let (keeper, damages, n_mended) = open(&mut store, &snapshot);
            let what = format!("{damaged:?}, snapshot: {has_snapshot}");
            assert_eq!((damages, n_mended), (vec![], damaged.len()), "{what}");
            assert!(state_of(&keeper.data) == before.1, "{what}: {:?}", difference(&state_of(&keeper.data), &before.1));
            assert_eq!(digest(&keeper.data), before.0, "{what}");
            assert_eq!(verify(&keeper.data, &keeper.journal), [], "{what}");
        }
    }
}
