//! A question about an earlier moment, asked right after a start: before the older batches are read it is not answered.

use rapporto::commands::Command;
use rapporto::commands::create_record::CreateRecord;
use rapporto::model::customer::CustomerField;
use rapporto::model::field::Value;
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::model::wall_clock::WallClock;
use rapporto::queries::counts::Counts;
use rapporto::queries::{Answer, Query, Unanswered};
use rapporto::storage::memory_store::{MemoryStore, Odds};
use rapporto::worker::session::{Moment, Session};

use crate::shell::{self, Opened, Told};

const START: u64 = 1_770_000_000_000;

/// One customer more.
fn add(store: &mut MemoryStore, keeper: &mut rapporto::storage::keeper::Keeper, n: u64) {
    let name = (CustomerField::Name.number(), Value::Text(format!("Ada {n}")));
    let command = Command::CreateRecord(CreateRecord { kind: Kind::Customer, values: vec![name] });
    let told = shell::tell(store, keeper, Id::from_u128(u128::from(n)), &command, START + n * 1_000);
    assert_eq!(told, Told::Done);
}

fn customers_at(session: &mut Session, n: u64) -> Result<usize, Unanswered> {
    let query = Query::AsOf { millis: START + n * 1_000, query: Box::new(Query::Counts(Counts {})) };
    let moment = Moment { millis: START + 60_000, clock: WallClock::UTC, chance: 1 };
    session.ask(&query, moment).map(|answer| {
        let Answer::Counts(counts) = answer else { panic!("{answer:?}") };
        counts.iter().find(|it| it.kind == Kind::Customer).map_or(0, |it| it.live)
    })
}

#[test]
fn a_past_that_is_not_read_yet_is_not_told_and_once_it_is_read_it_is_told_right() {
    let mut store = MemoryStore::new(1, Odds::default());
    store.open().unwrap();
    let mut keeper = shell::found(&mut store, 1).unwrap();
    for n in 1..=4 {
        add(&mut store, &mut keeper, n);
    }
    shell::checkpoint(&mut store, &mut keeper).unwrap();
    for n in 5..=6 {
        add(&mut store, &mut keeper, n);
    }
    store.kill();
    let Opened::Workspace(keeper, _) = shell::read(&mut store, 0).unwrap() else { panic!("nothing was read") };
    let mut session = Session::Open(keeper.clone());
    let told: Vec<_> = (1..=6).map(|n| customers_at(&mut session, n)).collect();
    let unknown = || Err(Unanswered::NotKnownThen);
    // What was done since the checkpoint is known at once.
    assert_eq!(told, [unknown(), unknown(), unknown(), unknown(), Ok(5), Ok(6)]);

    let mut keeper = keeper;
    shell::remember(&mut store, &mut keeper).unwrap();
    let mut session = Session::Open(keeper);
    let told: Vec<_> = (0..=6).map(|n| customers_at(&mut session, n)).collect();
    assert_eq!(told, (0..=6).map(Ok).collect::<Vec<_>>());
}
