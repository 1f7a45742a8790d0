//! The browser's stores that only a page has: local storage, and the promise to keep data.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use js_sys::Function;
use rapporto::storage::persistence::{Persistence, ask_for_persistence, current_persistence};
use rapporto::storage::preferences::{Kept, Preference};
use rapporto::storage::sentinel::{self, Mark};
use rapporto::storage::snapshots::Snapshots;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

fn run(script: &str) {
    Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap();
}

fn mark(sequence: u64) -> Mark {
    Mark { workspace_id: Uuid::from_u128(3), sequence, at_ms: 1_790_000_000_000 }
}

#[wasm_bindgen_test]
fn a_sentinel_reads_back_for_its_own_database_until_it_is_taken_away() {
    assert_eq!(sentinel::read("mine"), None);
    sentinel::write("mine", &mark(u64::MAX));
    sentinel::write("yours", &mark(7));
    assert_eq!(sentinel::read("mine"), Some(mark(u64::MAX)));
    assert_eq!(sentinel::read("yours"), Some(mark(7)));
    sentinel::forget("mine");
    assert_eq!(sentinel::read("mine"), None);
    run("localStorage.setItem('rapporto.sentinel.yours', '{\"sequence\":')");
    assert_eq!(sentinel::read("yours"), None);
}

#[wasm_bindgen_test]
fn a_preference_is_kept_for_good_where_it_can_be_and_in_memory_where_it_cannot() {
    assert_eq!(Preference::Theme.read::<String>(), None);
    assert_eq!(Preference::Theme.write(&"dark"), Kept::ForGood);
    assert_eq!(Preference::Theme.read(), Some("dark".to_owned()));
    run("self.real = Object.getOwnPropertyDescriptor(window, 'localStorage');
         Object.defineProperty(window, 'localStorage',
             { configurable: true, get() { throw new DOMException('denied', 'SecurityError'); } })");
    assert_eq!(Preference::Theme.read::<String>(), None);
    assert_eq!(Preference::Theme.write(&"light"), Kept::ForThisVisit);
    assert_eq!(Preference::Theme.read(), Some("light".to_owned()));
    sentinel::write("denied", &mark(1));
    assert_eq!(sentinel::read("denied"), None);
    run("Object.defineProperty(window, 'localStorage', self.real)");
    assert_eq!(Preference::Theme.write(&"system"), Kept::ForGood);
    assert_eq!(Preference::Theme.read(), Some("system".to_owned()));
    Preference::Theme.forget();
    assert_eq!(Preference::Theme.read::<String>(), None);
}

#[wasm_bindgen_test]
fn a_full_local_storage_keeps_a_preference_for_this_visit() {
    run("for (let size = 1 << 22; size > 0; size >>= 1) {
             try { while (true) localStorage.setItem('fill' + size + Math.random(), 'x'.repeat(size)); } catch {}
         }");
    assert_eq!(Preference::LastPlace.write(&"#/customers"), Kept::ForThisVisit);
    assert_eq!(Preference::LastPlace.read(), Some("#/customers".to_owned()));
    run("localStorage.clear()");
    assert_eq!(Preference::LastPlace.write(&"#/orders"), Kept::ForGood);
    assert_eq!(Preference::LastPlace.read(), Some("#/orders".to_owned()));
}

#[wasm_bindgen_test]
async fn the_browsers_answer_about_keeping_data_is_passed_on() {
    for (granted, expected) in [(true, Persistence::Granted), (false, Persistence::BestEffort)] {
        run(&format!("StorageManager.prototype.persist = StorageManager.prototype.persisted = async () => {granted}"));
        assert_eq!(ask_for_persistence().await, Ok(expected));
        assert_eq!(current_persistence().await, Ok(expected));
    }
}

#[wasm_bindgen_test]
async fn a_page_reads_snapshots_too() {
    let snapshots = Snapshots::open_in_cache("page").await.unwrap();
    let mut writer = snapshots.begin(mark(9)).await.unwrap();
    writer.append(b"all of it").unwrap();
    let written = writer.finish().await.unwrap();
    let [generation] = &snapshots.list().await.unwrap()[..] else { panic!("one generation") };
    assert_eq!(snapshots.read(generation.slot).await, Ok((written, b"all of it".to_vec())));
    assert_eq!(Snapshots::open("page").await.unwrap().list().await, Ok(Vec::new()));
}
