//! The list of customers while the rest of a workspace is still being read: names and totals are right, figures are not
//! said before they are.

use rapporto::commands::Command;
use rapporto::commands::create_record::CreateRecord;
use rapporto::model::customer::CustomerField;
use rapporto::model::field::Value;
use rapporto::model::id::Id;
use rapporto::model::interaction::InteractionField;
use rapporto::model::kind::Kind;
use rapporto::model::wall_clock::WallClock;
use rapporto::queries::figure::Figure;
use rapporto::queries::list_window::{ColumnRef, Direction, ListPart, ListWindow, Place};
use rapporto::queries::shown::ListCell;
use rapporto::queries::{Answer, Query};
use rapporto::storage::keeper::Keeper;
use rapporto::storage::memory_store::{MemoryStore, Odds};
use rapporto::worker::session::{Moment, Session};

use crate::shell::{self, Told};

const START: u64 = 1_770_000_000_000;
const MOMENT: Moment = Moment { millis: START + 60_000, clock: WallClock::UTC, chance: 1 };

fn add(store: &mut MemoryStore, keeper: &mut Keeper, n: u64, kind: Kind, values: Vec<(u16, Value)>) {
    let command = Command::CreateRecord(CreateRecord { kind, values });
    let told = shell::tell(store, keeper, Id::from_u128(u128::from(n)), &command, START + n * 1_000);
    assert_eq!(told, Told::Done);
}

fn add_customer(store: &mut MemoryStore, keeper: &mut Keeper, n: u64, name: &str) -> Id {
    let name = (CustomerField::Name.number(), Value::Text(name.to_owned()));
    add(store, keeper, n, Kind::Customer, vec![name]);
    let table = keeper.data.table(Kind::Customer);
    table.ids.id_of(table.len() - 1).unwrap()
}

fn part(session: &mut Session, window: &ListWindow) -> ListPart {
    let Answer::ListWindow(part) = session.ask(&Query::ListWindow(window.clone()), MOMENT).unwrap() else { panic!() };
    part
}

fn cells(part: &ListPart) -> Vec<Vec<ListCell>> {
    part.rows.iter().map(|row| row.cells.clone()).collect()
}

#[test]
fn names_come_first_and_no_figure_is_said_before_it_is_right() {
    let mut store = MemoryStore::new(1, Odds::default());
    store.open().unwrap();
    let mut keeper = shell::found(&mut store, 1).unwrap();
    let zeno = add_customer(&mut store, &mut keeper, 1, "Zeno");
    let call = vec![
        (InteractionField::Customer.number(), Value::Reference(zeno)),
        (InteractionField::At.number(), Value::Number(START as i64)),
        (InteractionField::Type.number(), Value::Number(1)),
    ];
    add(&mut store, &mut keeper, 2, Kind::Interaction, call);
    shell::checkpoint(&mut store, &mut keeper).unwrap();
    add_customer(&mut store, &mut keeper, 3, "Anna");
    store.kill();

    let (recovery, rest) = shell::read_first(&mut store, 0).unwrap().unwrap();
    assert!(!rest.is_empty());
    let mut session = Session::Loading(Box::new(recovery));
    let name = ColumnRef::Field(CustomerField::Name.number());
    let columns = vec![name, ColumnRef::Figure(Figure::LastContact), ColumnRef::Figure(Figure::Orders)];
    let window = ListWindow {
        kind: Kind::Customer,
        columns,
        filter: String::new(),
        sort: Some((name, Direction::Ascending)),
        offset: 0,
        limit: 9,
        place: Place::Live,
    };
    let query = Query::ListWindow(window.clone());
    assert!(session.answers_page(&query) && !session.answers_meanwhile(&query));
    let by_figure = ListWindow { sort: Some((window.columns[1], Direction::Ascending)), ..window.clone() };
    assert!(!session.answers_page(&Query::ListWindow(by_figure)));
    let early = part(&mut session, &window);
    let named = |name: &str, rest: [ListCell; 2]| [vec![ListCell::Text(name.to_owned())], rest.to_vec()].concat();
    assert_eq!((early.total, early.matching, early.has_figures), (2, 2, false));
    assert_eq!(early.sums, [None, None, None]);
    let empty = || [ListCell::Empty, ListCell::Empty];
    assert_eq!(cells(&early), [named("Anna", empty()), named("Zeno", empty())]);

    let Session::Loading(mut recovery) = session else { panic!() };
    shell::take(&mut recovery, &mut store, rest).unwrap();
    let (keeper, damages) = recovery.finish();
    assert_eq!(damages, []);
    let mut session = Session::Open(Box::new(keeper));
    assert!(session.answers_meanwhile(&query));
    let whole = part(&mut session, &window);
    assert_eq!((whole.total, whole.has_figures, &whole.sums), (2, true, &vec![None, None, Some(0)]));
    let zeno = [ListCell::Number(START as i64), ListCell::Number(0)];
    assert_eq!(cells(&whole), [named("Anna", [ListCell::Empty, ListCell::Number(0)]), named("Zeno", zeno)]);
}
