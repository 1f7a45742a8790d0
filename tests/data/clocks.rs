//! A wall clock that is ten years off: nothing is refused, nothing is lost, and it is told.

use rapporto::commands::Command;
use rapporto::commands::create_record::CreateRecord;
use rapporto::commands::edit_records::EditRecords;
use rapporto::commands::undo::Undo;
use rapporto::engine::verify::verify;
use rapporto::model::customer::CustomerField;
use rapporto::model::field::Value;
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::model::wall_clock::WallClock;
use rapporto::queries::list_window::{ColumnRef, ListWindow, Place};
use rapporto::queries::shown::ListCell;
use rapporto::queries::{Answer, Query, Unanswered};
use rapporto::worker::session::{Moment, Session};

use crate::as_of::tell;
use crate::random_commands::workspace;
use crate::shell;

const NOW: u64 = 1_771_900_000_000;
const HOUR: u64 = 3_600_000;
const TEN_YEARS: u64 = 10 * 365 * 24 * HOUR;

/// The names of the customers, now or at an earlier moment.
fn names(session: &mut Session, now: u64, then: Option<u64>) -> Result<Vec<String>, Unanswered> {
    let list = Query::from(ListWindow {
        kind: Kind::Customer,
        columns: vec![ColumnRef::Field(CustomerField::Name.number())],
        filter: String::new(),
        sort: None,
        offset: 0,
        limit: 9,
        place: Place::Live,
    });
    let asked = then.map_or_else(|| list.clone(), |millis| Query::AsOf { millis, query: Box::new(list.clone()) });
    let answer = session.ask(&asked, Moment { millis: now, clock: WallClock::UTC, chance: 1 })?;
    let Answer::ListWindow(part) = answer else { panic!("{answer:?}") };
    let name = |cell: &ListCell| if let ListCell::Text(name) = cell { name.clone() } else { String::new() };
    Ok(part.rows.iter().map(|row| name(&row.cells[0])).collect())
}

fn made(name: &str) -> Command {
    let values = vec![(CustomerField::Name.number(), Value::Text(name.to_owned()))];
    CreateRecord { kind: Kind::Customer, values }.into()
}

fn behind(session: &Session, millis: u64) -> Option<u64> {
    let Session::Open(keeper) = session else { panic!("it is open") };
    assert_eq!(verify(&keeper.data, &keeper.journal), []);
    keeper.clock_is_behind(millis)
}

#[test]
fn a_clock_that_was_ten_years_ahead_is_told_of_once_it_is_right_and_all_that_was_done_is_there() {
    let mut session = Session::Open(Box::new(workspace(shell::identity(1))));
    assert!(tell(&mut session, 1, &made("Ada"), NOW));
    assert_eq!(behind(&session, NOW + HOUR), None);
    assert!(tell(&mut session, 2, &made("Bea"), NOW + TEN_YEARS));
    assert!(tell(&mut session, 3, &made("Cleo"), NOW + 2 * HOUR));
    assert_eq!(behind(&session, NOW + 2 * HOUR), Some(TEN_YEARS - 2 * HOUR));
    let Session::Open(keeper) = &session else { panic!("it is open") };
    let table = keeper.data.table(Kind::Customer);
    let bea = table.live.rows().nth(1).and_then(|row| table.ids.id_of(row)).unwrap();
    let values = vec![(CustomerField::Name.number(), Value::Text("Beatrice".to_owned()))];
    assert!(tell(
        &mut session,
        4,
        &EditRecords { kind: Kind::Customer, ids: vec![bea], values }.into(),
        NOW + 3 * HOUR
    ));
    let now = NOW + 4 * HOUR;
    let all = ["Ada", "Beatrice", "Cleo"].map(str::to_owned).to_vec();
    assert_eq!(names(&mut session, now, None), Ok(all.clone()));
    for (then, expected) in [
        (now, all.clone()),
        (now + TEN_YEARS, all.clone()),
        (NOW + 3 * HOUR, all),
        (NOW + 2 * HOUR, ["Ada", "Bea", "Cleo"].map(str::to_owned).to_vec()),
        (NOW + HOUR, vec!["Ada".to_owned()]),
        (NOW - 1, vec![]),
    ] {
        assert_eq!(names(&mut session, now, Some(then)), Ok(expected), "{then}");
    }
    assert!(tell(&mut session, 5, &Undo {}.into(), now));
    assert_eq!(names(&mut session, now, Some(now)).unwrap()[1], "Bea");
}

#[test]
fn a_clock_that_fell_ten_years_back_is_told_of_and_locks_nobody_out() {
    let mut session = Session::Open(Box::new(workspace(shell::identity(1))));
    assert!(tell(&mut session, 1, &made("Ada"), NOW));
    let past = NOW - TEN_YEARS;
    assert_eq!(behind(&session, past), Some(TEN_YEARS));
    assert!(tell(&mut session, 2, &made("Bea"), past));
    let both = ["Ada", "Bea"].map(str::to_owned).to_vec();
    assert_eq!(names(&mut session, past + HOUR, None), Ok(both.clone()));
    assert_eq!(names(&mut session, past + HOUR, Some(past + HOUR)), Ok(both.clone()));
    assert!(tell(&mut session, 3, &made("Cleo"), NOW + HOUR));
    assert_eq!(behind(&session, NOW + HOUR), None);
    let id = Id::new(NOW + HOUR, [9; 10]);
    assert!(session.tell(id, &Undo {}.into(), Moment { millis: NOW + HOUR, clock: WallClock::UTC, chance: 1 }).is_ok());
    assert_eq!(names(&mut session, NOW + 2 * HOUR, Some(NOW + 2 * HOUR)), Ok(both));
}
