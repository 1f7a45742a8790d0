//! What was acknowledged and is not there is told by the check of all data.

use rapporto::changes::change::{Batch, Role};
use rapporto::changes::journal::Journal;
use rapporto::engine::verify::Breach;
use rapporto::model::id::Id;
use rapporto::model::wall_clock::WallClock;
use rapporto::queries::verify::Verify;
use rapporto::queries::{Answer, Query};
use rapporto::storage::keeper::Keeper;
use rapporto::storage::memory_store::{MemoryStore, Odds};
use rapporto::storage::seeded_random::SeededRandom;
use rapporto::worker::session::{Moment, Session};

use crate::random_commands::command;
use crate::shell::{self, Opened, Told};

fn breaches(keeper: &Keeper) -> Vec<Breach> {
    let mut session = Session::Open(Box::new(keeper.clone()));
    let moment = Moment { millis: 1_771_900_000_000, clock: WallClock::UTC, chance: 1 };
    let answer = session.ask(&Query::from(Verify {}), moment);
    let Ok(Answer::Verify(verified)) = answer else { panic!("{answer:?}") };
    verified.breaches
}

#[test]
fn a_batch_that_was_acknowledged_and_is_gone_or_another_is_a_breach() {
    let mut random = SeededRandom::new(5);
    let mut store = MemoryStore::new(5, Odds::default());
    store.open().unwrap();
    let mut keeper = shell::found(&mut store, 5).unwrap();
    assert_eq!(breaches(&keeper), []);
    let mut n = 0;
    while keeper.sequence() < 12 {
        n += 1;
        let command = command(&mut random, &keeper.data, keeper.sequence());
        let told = shell::tell(&mut store, &mut keeper, Id::from_u128(n), &command, 1_770_000_000_000 + n as u64);
        assert!(matches!(told, Told::Done | Told::Refused), "{told:?}");
        if keeper.sequence() == 6 && told == Told::Done {
            shell::checkpoint(&mut store, &mut keeper).unwrap();
        }
        assert_eq!(breaches(&keeper), [], "after {n}");
    }
    // The last one is gone.
    let mut lost = keeper.clone();
    lost.journal.pop();
    assert_eq!(breaches(&lost), [Breach::NotKept { sequence: 12 }]);
    // Another stands in its place.
    let batch = keeper.journal.batch(12).unwrap();
    let other = Batch { role: Role::Done, changes: Vec::new(), ..batch };
    lost.journal.push(&other, Journal::encode(&other).unwrap());
    assert_eq!(breaches(&lost), [Breach::OtherBatches { sequence: 12 }]);
    // One more than was acknowledged.
    let mut more = keeper.clone();
    let other = Batch { sequence: 13, ..other };
    more.journal.push(&other, Journal::encode(&other).unwrap());
    assert_eq!(breaches(&more), [Breach::OtherBatches { sequence: 12 }]);
    // Read again, with and without what stands before the checkpoint.
    store.kill();
    let Opened::Workspace(mut again, _) = shell::read(&mut store, 0).unwrap() else { panic!("nothing was read") };
    assert_eq!(breaches(&again), []);
    shell::remember(&mut store, &mut again).unwrap();
    assert_eq!(breaches(&again), []);
    shell::checkpoint(&mut store, &mut again).unwrap();
    store.kill();
    let Opened::Workspace(again, _) = shell::read(&mut store, 0).unwrap() else { panic!("nothing was read") };
    assert_eq!(breaches(&again), []);
}
