//! The browser's stores, in a dedicated worker of a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use js_sys::Function;
use rapporto::changes::clock::DeviceId;
use rapporto::model::date::Date;
use rapporto::model::id::Id;
use rapporto::storage::checksum::{Chain, checksum};
use rapporto::storage::database::{Database, DatabaseEvent};
use rapporto::storage::gzip::{GzipError, compress, decompress};
use rapporto::storage::head::{Identity, STORE_FORMAT};
use rapporto::storage::keeper::Keeper;
use rapporto::storage::lock::HeldLock;
use rapporto::storage::mirror_files::{self, Missing};
use rapporto::storage::persistence::usage;
use rapporto::storage::preferences::{Kept, Preference};
use rapporto::storage::sentinel::Mark;
use rapporto::storage::snapshots::{Slot, Snapshots};
use rapporto::storage::store::{Birth, Durability, Key, KeyRange, StorageError, StoreName, Write};
use std::cell::RefCell;
use std::rc::Rc;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const DEADLINE_MS: u32 = 5_000;

async fn open(name: &str) -> (Database, Birth) {
    Database::open(name, DEADLINE_MS, |_| ()).await.unwrap()
}

async fn open_listening(name: &str) -> (Database, Rc<RefCell<Vec<DatabaseEvent>>>) {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let listener = Rc::clone(&heard);
    let (database, _) =
        Database::open(name, DEADLINE_MS, move |event| listener.borrow_mut().push(event)).await.unwrap();
    (database, heard)
}

fn put(store: StoreName, key: Key, bytes: &[u8]) -> Write {
    Write::Put { store, key, bytes: bytes.to_vec() }
}

fn record(sequence: u64) -> Write {
    put(StoreName::Journal, Key::Sequence(sequence), &[sequence as u8])
}

fn page(kind: u16, number: u32, generation: u32) -> Key {
    Key::Page { kind, number, generation }
}

/// Runs a script in the worker and waits for the promise it may give.
async fn run(script: &str) -> JsValue {
    let given = Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap();
    JsFuture::from(js_sys::Promise::resolve(&given)).await.unwrap()
}

#[wasm_bindgen_test]
async fn what_was_committed_reads_back_by_every_key_after_opening_again() {
    let (database, birth) = open("reads-back").await;
    assert_eq!(birth, Birth::New);
    let keys = [Key::Sequence(0), Key::Sequence(Key::GREATEST_SEQUENCE), Key::Name("head".into()), page(3, 7, 1)];
    for store in StoreName::ALL {
        let writes: Vec<Write> = keys.iter().map(|key| put(store, key.clone(), &key.to_bytes())).collect();
        database.commit(&writes, Durability::Strict).await.unwrap();
    }
    drop(database);
    let (database, birth) = open("reads-back").await;
    assert_eq!(birth, Birth::Existing);
    for store in StoreName::ALL {
        assert_eq!(database.keys(store, &KeyRange::ALL).await.unwrap(), keys, "the order of the model");
        for key in &keys {
            assert_eq!(database.get(store, key).await.unwrap(), Some(key.to_bytes()));
        }
        let asked = [keys[2].clone(), Key::Name("none".into()), keys[0].clone()];
        let expected = [Some(keys[2].to_bytes()), None, Some(keys[0].to_bytes())];
        assert_eq!(database.get_many(store, &asked).await.unwrap(), expected);
    }
    let delete = Write::Delete { store: StoreName::Meta, key: keys[0].clone() };
    database.commit(&[delete], Durability::Relaxed).await.unwrap();
    assert_eq!(database.count(StoreName::Meta, &KeyRange::ALL).await.unwrap(), 3);
    assert_eq!(database.count(StoreName::Pages, &KeyRange::pages_of(3)).await.unwrap(), 1);
    assert_eq!(database.count(StoreName::Pages, &KeyRange::pages_of(4)).await.unwrap(), 0);
}

#[wasm_bindgen_test]
async fn a_range_is_read_in_order_whatever_the_batch() {
    let (database, _) = open("ranges").await;
    let writes: Vec<Write> = (0..10).map(record).collect();
    database.commit(&writes, Durability::Strict).await.unwrap();
    let key = |it: u64| Some(Key::Sequence(it));
    for (first, end, expected) in [
        (None, None, 0..10),
        (key(3), None, 3..10),
        (None, key(3), 0..3),
        (key(2), key(7), 2..7),
        (key(7), key(2), 0..0),
    ] {
        let range = KeyRange { first, end };
        for batch in [0, 1, 2, 5, 10, 100] {
            let read = database.get_all(StoreName::Journal, &range, batch).await.unwrap();
            let expected: Vec<_> = expected.clone().map(|it| (Key::Sequence(it), vec![it as u8])).collect();
            assert_eq!(read, expected, "{range:?} in batches of {batch}");
        }
        assert_eq!(database.count(StoreName::Journal, &range).await.unwrap(), expected.clone().count() as u64);
        assert_eq!(database.keys(StoreName::Journal, &range).await.unwrap().len(), expected.count());
    }
}

#[wasm_bindgen_test]
async fn an_aborted_commit_leaves_nothing_in_any_store() {
    let (database, _) = open("aborts").await;
    let bad = record(Key::GREATEST_SEQUENCE + 1);
    let writes = [put(StoreName::Meta, Key::Name("head".into()), b"2"), record(1), bad, record(2)];
    assert_eq!(database.commit(&writes, Durability::Strict).await, Err(StorageError::InvalidKey));
    for store in StoreName::ALL {
        assert_eq!(database.count(store, &KeyRange::ALL).await.unwrap(), 0);
    }
    database.commit(&writes[..2], Durability::Strict).await.unwrap();
    assert_eq!(database.count(StoreName::Journal, &KeyRange::ALL).await.unwrap(), 1);
    assert_eq!(database.commit(&[], Durability::Strict).await, Ok(()));
}

#[wasm_bindgen_test]
async fn values_from_nothing_to_many_mebibytes_keep_their_bytes() {
    let (database, _) = open("big").await;
    for (number, length) in [0, 1, 65_536, 1 << 20, 12 << 20].into_iter().enumerate() {
        let bytes: Vec<u8> = (0..length).map(|n: u32| (n ^ (n >> 9)) as u8).collect();
        let key = page(1, number as u32, 0);
        database.commit(&[put(StoreName::Pages, key.clone(), &bytes)], Durability::Relaxed).await.unwrap();
        assert!(database.get(StoreName::Pages, &key).await.unwrap() == Some(bytes), "{length} bytes");
    }
}

#[wasm_bindgen_test]
async fn two_connections_see_each_others_commits() {
    let (first, _) = open("two").await;
    let (second, birth) = open("two").await;
    assert_eq!(birth, Birth::Existing);
    first.commit(&[record(1)], Durability::Strict).await.unwrap();
    second.commit(&[record(2)], Durability::Strict).await.unwrap();
    for database in [&first, &second] {
        assert_eq!(database.count(StoreName::Journal, &KeyRange::ALL).await.unwrap(), 2);
    }
}

#[wasm_bindgen_test]
async fn a_connection_steps_aside_for_a_newer_application_and_never_writes_again() {
    let (database, heard) = open_listening("newer").await;
    run("return new Promise((ok, no) => { const r = indexedDB.open('newer', 2); r.onerror = no;
         r.onsuccess = () => { r.result.close(); ok(); } })")
    .await;
    assert_eq!(*heard.borrow(), [DatabaseEvent::Superseded]);
    assert_eq!(database.commit(&[record(1)], Durability::Strict).await, Err(StorageError::Superseded));
    assert_eq!(database.get(StoreName::Meta, &Key::Sequence(1)).await, Err(StorageError::Superseded));
    let again = Database::open("newer", DEADLINE_MS, |_| ()).await.map(|(_, birth)| birth);
    assert_eq!(again, Err(StorageError::Newer));
}

#[wasm_bindgen_test]
async fn a_deleted_database_is_not_made_anew_by_the_next_commit() {
    let (database, heard) = open_listening("deleted").await;
    Database::delete("deleted", DEADLINE_MS).await.unwrap();
    assert_eq!(*heard.borrow(), [DatabaseEvent::Deleted]);
    assert_eq!(database.commit(&[record(1)], Durability::Strict).await, Err(StorageError::Emptied));
    assert_eq!(open("deleted").await.1, Birth::New);
}

#[wasm_bindgen_test]
async fn opening_that_does_not_answer_ends_at_the_deadline() {
    run("return new Promise((ok, no) => { const r = indexedDB.open('held', 1); r.onerror = no;
         r.onsuccess = () => { self.held = r.result; ok(); } })")
    .await;
    assert_eq!(Database::delete("held", 50).await, Err(StorageError::Blocked));
    let late = Database::open("held", 100, |_| ()).await.map(|(_, birth)| birth);
    assert_eq!(late, Err(StorageError::TimedOut));
    run("self.held.close()").await;
    // The late answer of the opening above has let go of its connection, or this would wait for it.
    Database::delete("held", DEADLINE_MS).await.unwrap();
    assert_eq!(open("held").await.1, Birth::New);
}

/// Lets the next transactions of this worker throw, so many times.
async fn break_transactions(error: &str, times: u32, before: &str) {
    run(&format!(
        "const real = IDBDatabase.prototype.transaction; let left = {times};
         IDBDatabase.prototype.transaction = function (...given) {{
             if (left-- > 0) {{ {before}; throw new DOMException('broken by the test', '{error}'); }}
             IDBDatabase.prototype.transaction = real;
             return real.apply(this, given);
         }}"
    ))
    .await;
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again_once() {
    for (error, times, expected) in [
        ("InvalidStateError", 1, Ok(())),
        ("UnknownError", 1, Ok(())),
        ("InvalidStateError", 2, Err(StorageError::ConnectionLost)),
        ("QuotaExceededError", 1, Err(StorageError::Quota)),
    ] {
        let (database, _) = open("lost").await;
        break_transactions(error, times, "").await;
        assert_eq!(database.commit(&[record(1)], Durability::Strict).await, expected, "{error} {times}");
        database.commit(&[record(2)], Durability::Strict).await.unwrap();
        break_transactions("InvalidStateError", 1, "this.close()").await;
        assert_eq!(database.get(StoreName::Journal, &Key::Sequence(2)).await, Ok(Some(vec![2])));
        break_transactions("InvalidStateError", 1, "this.close()").await;
        assert!(database.count(StoreName::Journal, &KeyRange::ALL).await.unwrap() > 0);
        break_transactions("InvalidStateError", 1, "this.close()").await;
        assert!(!database.get_all(StoreName::Journal, &KeyRange::ALL, 1).await.unwrap().is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_store_that_vanished_under_the_engine_is_not_written_from_the_middle() {
    let (database, _) = open("vanished").await;
    database.commit(&[record(1)], Durability::Strict).await.unwrap();
    break_transactions("InvalidStateError", 1, "this.close(); indexedDB.deleteDatabase('vanished')").await;
    assert_eq!(database.commit(&[record(2)], Durability::Strict).await, Err(StorageError::Emptied));
    assert_eq!(database.commit(&[record(3)], Durability::Strict).await, Err(StorageError::Emptied));
    assert_eq!(open("vanished").await.1, Birth::New);
}

fn mark(sequence: u64) -> Mark {
    Mark { workspace_id: Uuid::from_u128(1), sequence, at_ms: 5 }
}

async fn snapshot(snapshots: &Snapshots, sequence: u64) {
    let mut writer = snapshots.begin(mark(sequence)).await.unwrap();
    for part in [&b"first "[..], b"", &sequence.to_le_bytes()] {
        writer.append(part).unwrap();
    }
    writer.finish().await.unwrap();
}

/// How far the newest snapshot that is whole reaches.
async fn latest(snapshots: &Snapshots) -> Option<u64> {
    for generation in snapshots.list().await.unwrap() {
        match snapshots.read(generation.slot).await {
            Ok((header, bytes)) => {
                assert_eq!(bytes, [&b"first "[..], &header.mark.sequence.to_le_bytes()].concat());
                return Some(header.mark.sequence);
            }
            Err(error) => assert!(matches!(error, StorageError::Damaged | StorageError::Newer), "{error}"),
        }
    }
    None
}

async fn sequences(snapshots: &Snapshots) -> Vec<(Slot, u64)> {
    let found = snapshots.list().await.unwrap();
    found.iter().map(|it| (it.slot, it.header.as_ref().unwrap().mark.sequence)).collect()
}

#[wasm_bindgen_test]
async fn two_generations_of_snapshots_take_turns_and_outlive_the_database() {
    let name = "a workspace/with a hard name?";
    for snapshots in [Snapshots::open(name).await.unwrap(), Snapshots::open_in_cache(name).await.unwrap()] {
        assert_eq!(latest(&snapshots).await, None);
        let (database, _) = open(name).await;
        for (sequence, expected) in [
            (1, vec![(Slot::A, 1)]),
            (2, vec![(Slot::B, 2), (Slot::A, 1)]),
            (3, vec![(Slot::A, 3), (Slot::B, 2)]),
            (4, vec![(Slot::B, 4), (Slot::A, 3)]),
        ] {
            snapshot(&snapshots, sequence).await;
            assert_eq!(sequences(&snapshots).await, expected);
            assert_eq!(latest(&snapshots).await, Some(sequence));
        }
        drop(database);
        Database::delete(name, DEADLINE_MS).await.unwrap();
        assert_eq!(latest(&snapshots).await, Some(4));
        snapshots.forget().await.unwrap();
        assert_eq!(latest(&snapshots).await, None);
    }
}

#[wasm_bindgen_test]
async fn a_snapshot_that_was_not_finished_leaves_the_newest_one() {
    let snapshots = Snapshots::open("unfinished").await.unwrap();
    snapshot(&snapshots, 1).await;
    snapshot(&snapshots, 2).await;
    let mut writer = snapshots.begin(mark(3)).await.unwrap();
    writer.append(b"half").unwrap();
    drop(writer);
    assert_eq!(latest(&snapshots).await, Some(2));
    snapshot(&snapshots, 4).await;
    assert_eq!(sequences(&snapshots).await, [(Slot::A, 4), (Slot::B, 2)]);
}

#[wasm_bindgen_test]
async fn a_damaged_snapshot_gives_way_to_the_one_before_it() {
    let snapshots = Snapshots::open("damaged").await.unwrap();
    snapshot(&snapshots, 1).await;
    snapshot(&snapshots, 2).await;
    run("return (async () => { const root = await navigator.storage.getDirectory();
         const file = await root.getFileHandle('damaged.snapshot-b'); const open = await file.createSyncAccessHandle();
         open.write(new Uint8Array([0]), { at: 66 }); open.close(); })()")
    .await;
    assert_eq!(snapshots.read(Slot::B).await, Err(StorageError::Damaged));
    assert_eq!(latest(&snapshots).await, Some(1));
}

#[wasm_bindgen_test]
async fn one_engine_holds_the_lock_and_the_next_one_gets_it() {
    let held = HeldLock::wait_for("engine").await.unwrap();
    assert!(HeldLock::if_free("engine").await.unwrap().is_none());
    assert!(HeldLock::if_free("another").await.unwrap().is_some());
    let waiting = HeldLock::wait_for("engine");
    drop(held);
    let held = waiting.await.unwrap();
    assert!(HeldLock::if_free("engine").await.unwrap().is_none());
    drop(held);
    HeldLock::wait_for("engine").await.unwrap();
}

#[wasm_bindgen_test]
async fn gzip_comes_back_within_its_budget_or_not_at_all() {
    let plain: Vec<u8> = (0..300_000_u32).map(|n| (n / 1_000) as u8).collect();
    let packed = compress(&plain).await.unwrap();
    assert!(packed.len() < plain.len() / 10);
    let mut altered = packed.clone();
    *altered.last_mut().unwrap() ^= 1;
    let rows = [
        ("whole", packed.as_slice(), plain.len(), Ok(plain.as_slice())),
        ("one byte short", &packed, plain.len() - 1, Err(GzipError::OverBudget)),
        ("no budget", &packed, 0, Err(GzipError::OverBudget)),
        ("cut off", &packed[..packed.len() - 1], plain.len(), Err(GzipError::Damaged)),
        ("altered", &altered, plain.len(), Err(GzipError::Damaged)),
        ("no gzip", b"name;email", plain.len(), Err(GzipError::Damaged)),
        ("nothing", b"", plain.len(), Err(GzipError::Damaged)),
    ];
    for (what, bytes, budget, expected) in rows {
        assert!(decompress(bytes, budget).await.as_deref() == expected.as_ref().map(|it| *it), "{what}");
    }
    assert_eq!(decompress(&compress(b"").await.unwrap(), 0).await, Ok(vec![]));
}

#[wasm_bindgen_test]
fn preferences_are_remembered_in_memory_where_there_is_no_local_storage() {
    let columns = || Preference::Columns("customers".into());
    assert_eq!(columns().read::<String>(), None);
    assert_eq!(columns().write(&"name email"), Kept::ForThisVisit);
    assert_eq!(columns().read(), Some("name email".to_owned()));
    assert_eq!(Preference::Columns("orders".into()).read::<String>(), None);
    assert_eq!(columns().read::<u32>(), None);
    columns().forget();
    assert_eq!(columns().read::<String>(), None);
}

#[wasm_bindgen_test]
async fn the_browser_says_how_much_room_there_is() {
    let usage = usage().await.unwrap();
    assert!(usage.quota_bytes > usage.used_bytes);
}

/// The vector code of wasm32 must give what the host's does, or a file that moved would look damaged.
#[wasm_bindgen_test]
fn the_sums_are_those_of_the_host() {
    assert_eq!(checksum(1, &Key::Sequence(2), 3, b"rapporto"), 10_547_042_693_847_535);
    assert_eq!(Chain::start(1).then(b"rapporto"), Chain(13_138_481_373_947_732_463));
}

#[wasm_bindgen_test]
async fn the_mirrors_files_are_held_by_one_and_read_back_by_the_next() {
    assert!(mirror_files::open("mirrored", Missing::Leave).await.unwrap().is_none());
    let mut mirror = mirror_files::open("mirrored", Missing::Make).await.unwrap().unwrap();
    assert_eq!(mirror.read().founding(), None);
    let identity = Identity { format: STORE_FORMAT, workspace: Id::from_u128(9), device: DeviceId(1), seed: 2 };
    let (keeper, _) = Keeper::found(identity, Date::MIN).unwrap();
    mirror.follow(&keeper, 5);
    assert!(mirror_files::open("mirrored", Missing::Leave).await.is_err_and(|error| mirror_files::is_held(&error)));
    drop(mirror);
    let mirror = loop {
        // The browser lets go of a file a moment after it was closed.
        match mirror_files::open("mirrored", Missing::Leave).await {
            Err(error) if mirror_files::is_held(&error) => {
                drop(run("return new Promise((end) => setTimeout(end, 10))").await)
            }
            opened => break opened.unwrap().unwrap(),
        }
    };
    assert_eq!(mirror.read().founding(), Some((identity, 5)));
    assert_eq!(mirror.read().mark(), None, "nothing was done yet");
}
