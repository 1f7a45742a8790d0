//! A field of the user's own behaves as a built-in one, in whatever kind of record.

use rapporto::commands::Command;
use rapporto::commands::add_custom_field::{AddCustomField, InSearch, Need, OwnType};
use rapporto::commands::create_record::CreateRecord;
use rapporto::commands::edit_records::EditRecords;
use rapporto::commands::import::{ImportOrder, ImportSession, Missing};
use rapporto::commands::redo::Redo;
use rapporto::commands::undo::Undo;
use rapporto::engine::data::Data;
use rapporto::engine::digest::digest;
use rapporto::exchange::csv::detect::{Part, Wishes, detect};
use rapporto::exchange::csv::header::{ImportField, Target, map_header};
use rapporto::exchange::csv::read::Budget as TableBudget;
use rapporto::exchange::export_file::read::Budget;
use rapporto::model::field::{FieldNumber, Value};
use rapporto::model::id::{Id, IdSource};
use rapporto::model::kind::Kind;
use rapporto::model::wall_clock::WallClock;
use rapporto::queries::history::History;
use rapporto::queries::list_window::{ColumnRef, Direction, ListWindow, Place};
use rapporto::queries::record_detail::RecordDetail;
use rapporto::queries::segment_window::SegmentWindow;
use rapporto::queries::shown::ListCell;
use rapporto::queries::{Answer, Query};
use rapporto::segments::field_compare::{FieldCompare, FieldTest};
use rapporto::segments::{Range, Segment};
use rapporto::worker::session::{Moment, Session, Step};
use rapporto::worker::workspace_file::{Coming, Leaving, Origin};

use crate::random_commands::{today, workspace};
use crate::shell;

const NOW: u64 = 1_773_600_000_000;
const WORDS: FieldNumber = 1_000;
const NUMBER: FieldNumber = 1_001;

struct Office {
    session: Session,
    n: u64,
}

impl Office {
    fn moment(&self) -> Moment {
        Moment { millis: NOW + self.n * 1_000, clock: WallClock::new(|_| 60), chance: self.n }
    }

    fn tell(&mut self, command: impl Into<Command>) -> Vec<(Kind, Id)> {
        self.n += 1;
        let moment = self.moment();
        let told = self.session.tell(Id::new(moment.millis, [1; 10]), &command.into(), moment);
        let Ok(Step::Write(_, done)) = told else { panic!("{told:?}") };
        done.made
    }

    fn make(&mut self, kind: Kind, values: &[(FieldNumber, Value)]) -> Id {
        self.tell(CreateRecord { kind, values: values.to_vec() })[0].1
    }

    fn ask(&mut self, question: impl Into<Query>) -> Answer {
        let moment = self.moment();
        self.session.ask(&question.into(), moment).unwrap()
    }

    fn data(&mut self) -> &mut Data {
        let Session::Open(keeper) = &mut self.session else { panic!("it is open") };
        &mut keeper.data
    }

    /// The words of the records in that order, with that filter.
    fn listed(&mut self, kind: Kind, sort: FieldNumber, filter: &str) -> Vec<String> {
        let list = ListWindow {
            kind,
            columns: vec![ColumnRef::Field(WORDS)],
            filter: filter.to_owned(),
            sort: Some((ColumnRef::Field(sort), Direction::Descending)),
            offset: 0,
            limit: 9,
            place: Place::Live,
        };
        let Answer::ListWindow(part) = self.ask(list) else { panic!("no list") };
        let words = |cell: &ListCell| if let ListCell::Text(text) = cell { text.clone() } else { String::new() };
        part.rows.iter().map(|row| words(&row.cells[0])).collect()
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// What the schema asks of a new record of that kind; `customer` and `order` are there.
fn needed(kind: Kind, customer: Id, order: Id) -> Vec<(FieldNumber, Value)> {
    use rapporto::model::{interaction, order as orders, order_line, product, task};
    let of_kinds = [
        (
            Kind::Interaction,
            vec![
                (interaction::InteractionField::Customer.number(), Value::Reference(customer)),
                (interaction::InteractionField::At.number(), Value::Number(NOW as i64)),
                (interaction::InteractionField::Type.number(), Value::Number(0)),
            ],
        ),
        (
            Kind::Order,
            vec![
                (orders::OrderField::Customer.number(), Value::Reference(customer)),
                (orders::OrderField::Date.number(), Value::Number(i64::from(today().days()))),
            ],
        ),
        (
            Kind::OrderLine,
            vec![
                (order_line::OrderLineField::Order.number(), Value::Reference(order)),
                (order_line::OrderLineField::Description.number(), text("Vaso")),
                (order_line::OrderLineField::Quantity.number(), Value::Number(1_000)),
                (order_line::OrderLineField::UnitPrice.number(), Value::Number(100)),
            ],
        ),
        (Kind::Product, vec![(product::ProductField::Name.number(), text("Vaso"))]),
        (Kind::Task, vec![(task::TaskField::Title.number(), text("Chiamare"))]),
    ];
    let found = of_kinds.into_iter().find(|(it, _)| *it == kind);
    found.map_or_else(|| vec![(1, text("Anna"))], |(_, values)| values)
}

#[test]
fn a_field_of_ones_own_is_listed_sorted_filtered_remembered_undone_and_copied_in_records_of_each_kind() {
    for kind in [Kind::Customer, Kind::Product, Kind::Order, Kind::OrderLine, Kind::Interaction, Kind::Task] {
        let mut office = Office { session: Session::Open(Box::new(workspace(shell::identity(4)))), n: 0 };
        let nobody = Id::from_u128(1);
        let customer = office.make(Kind::Customer, &needed(Kind::Customer, nobody, nobody));
        let order = office.make(Kind::Order, &needed(Kind::Order, customer, nobody));
        let own = |name: &str, field_type| {
            let (need, search) = (Need::Optional, InSearch::Found);
            AddCustomField { kind, name: name.to_owned(), field_type, need, search, help: String::new() }
        };
        office.tell(own("Zona", OwnType::Text));
        office.tell(own("Metri", OwnType::Number));
        let mut ids = Vec::new();
        for (words, metres) in [("Valpantena", 3_000), ("Lessinia", -7_000)] {
            let values = [(WORDS, text(words)), (NUMBER, Value::Number(metres))];
            ids.push(office.make(kind, &[needed(kind, customer, order), values.to_vec()].concat()));
        }
        let filled = |listed: Vec<String>| listed.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
        assert_eq!(filled(office.listed(kind, WORDS, "")), ["Valpantena", "Lessinia"], "{kind:?}");
        assert_eq!(filled(office.listed(kind, NUMBER, "")), ["Valpantena", "Lessinia"], "{kind:?}");
        assert_eq!(office.listed(kind, NUMBER, "SINIA"), ["Lessinia"], "{kind:?}");
        // History, undo and redo.
        let id = ids[1];
        office.tell(EditRecords { kind, ids: vec![id], values: vec![(WORDS, text("Baldo"))] });
        let Answer::History(history) = office.ask(History { kind, id }) else { panic!("no history") };
        let change = history[0].changes.iter().find(|it| it.field == WORDS).unwrap();
        assert_eq!(change.before, ListCell::Text("Lessinia".to_owned()), "{kind:?}");
        assert_eq!(change.after, ListCell::Text("Baldo".to_owned()), "{kind:?}");
        office.tell(Undo {});
        assert_eq!(office.listed(kind, NUMBER, "lessinia"), ["Lessinia"], "{kind:?}");
        office.tell(Redo {});
        let Answer::RecordDetail(sheet) = office.ask(RecordDetail { kind, id }) else { panic!("no sheet") };
        let cell = |field| sheet.fields.iter().find(|(number, _)| *number == field).map(|(_, cell)| cell.clone());
        assert_eq!(cell(WORDS), Some(ListCell::Text("Baldo".to_owned())), "{kind:?}");
        assert_eq!(cell(NUMBER), Some(ListCell::Number(-7_000)), "{kind:?}");
        // Out into a file and back.
        let mut file = Vec::new();
        let data = office.data();
        let origin = Origin { workspace: Id::from_u128(7), device: shell::identity(4).device, millis: NOW };
        let mut leaving = Leaving::begin(data, origin, &mut file).unwrap();
        while leaving.next(data, 100, &mut file).unwrap() {}
        leaving.end(&mut file).unwrap();
        let mut coming = Coming::new(Budget::ORDINARY, today());
        coming.push(&file).unwrap();
        let back = coming.finish().unwrap().0.finish();
        assert_eq!(digest(&back), digest(data), "{kind:?}");
        assert_eq!(back.value_of(kind, id, WORDS), text("Baldo"), "{kind:?}");
    }
}

#[test]
fn a_field_of_ones_own_decides_who_is_in_a_segment() {
    let mut office = Office { session: Session::Open(Box::new(workspace(shell::identity(4)))), n: 0 };
    let kind = Kind::Customer;
    let own = |name: &str, field_type| {
        let (need, search) = (Need::Optional, InSearch::LeftOut);
        AddCustomField { kind, name: name.to_owned(), field_type, need, search, help: String::new() }
    };
    office.tell(own("Zona", OwnType::Text));
    office.tell(own("Metri", OwnType::Number));
    for (name, zone, metres) in [("Anna", "Valpantena", 3_000), ("Bea", "Lessinia", 9_000)] {
        office.make(kind, &[(1, text(name)), (WORDS, text(zone)), (NUMBER, Value::Number(metres))]);
    }
    let mut inside = |field: FieldNumber, test: FieldTest| {
        let segment = Segment::from(FieldCompare { field, test });
        let answer = office.ask(SegmentWindow { segment, spend_days: None, offset: 0, limit: 9 });
        let Answer::SegmentWindow(part) = answer else { panic!("{answer:?}") };
        part.customers.into_iter().map(|it| it.name).collect::<Vec<_>>()
    };
    assert_eq!(inside(WORDS, FieldTest::Holds("pantena".to_owned())), ["Anna"]);
    assert_eq!(inside(NUMBER, FieldTest::Between(Range::at_least(5_000))), ["Bea"]);
}

const LINES: &str =
    "order_id,customer_email,date,product_name,qty,unit_price,zona\n1,ada@x.it,2026-03-05,Vite,1,2,Baldo\n";

/// Imports a file with a column of one's own; gives what came of its rows.
fn import(data: &mut Data, target: Target, file: &str, own: usize) -> (u64, u64) {
    let detection = detect(file.as_bytes(), Part::Whole, &Wishes::default(), &TableBudget::default()).unwrap();
    let mut mapping = map_header(target, &detection.names);
    mapping.columns[own] = Some(ImportField::Own(WORDS));
    let order = ImportOrder { layout: detection.layout, mapping, styles: detection.styles, missing: Missing::Make };
    assert_eq!(order.check(data), Ok(()), "{target:?}");
    let mut ids = IdSource::new(NOW, 5);
    let mut session = ImportSession::new(&order, data, &mut ids, WallClock::UTC);
    session.feed(data, file.as_bytes()).unwrap();
    let (plan, result) = session.finish(data, &mut ids).unwrap();
    let stamp = rapporto::changes::clock::Stamp { millis: NOW, ..rapporto::changes::clock::Stamp::ZERO };
    data.apply(&plan.ranges, &plan.changes, stamp);
    (result.n_rows - result.n_refused, result.n_refused)
}

#[test]
fn a_column_of_a_file_fills_a_field_of_ones_own_whatever_its_rows_are() {
    let files = [
        (Target::Customers, Kind::Customer, "name,email,zona\nAda,ada@x.it,Baldo\n", 2),
        (Target::Products, Kind::Product, "product name,price,zona\nVaso,2.50,Baldo\n", 2),
        (Target::OrderLines, Kind::OrderLine, LINES, 6),
        (Target::Interactions, Kind::Interaction, "email,date,type,zona\nada@x.it,2026-03-05,call,Baldo\n", 3),
        (Target::Responses, Kind::Response, "email,date,nps,zona\nada@x.it,2026-03-05,9,Baldo\n", 3),
    ];
    for (target, kind, file, own) in files {
        let mut office = Office { session: Session::Open(Box::new(workspace(shell::identity(4)))), n: 0 };
        office.make(Kind::Customer, &[(1, text("Ada")), (6, text("ada@x.it"))]);
        let kind_of_own = target.kind();
        let (need, search) = (Need::Optional, InSearch::LeftOut);
        let (name, field_type, help) = ("Zona".to_owned(), OwnType::Text, String::new());
        office.tell(AddCustomField { kind: kind_of_own, name, field_type, need, search, help });
        assert_eq!(import(office.data(), target, file, own), (1, 0), "{target:?}");
        let table = office.data().table(kind_of_own);
        let found: Vec<&str> = table.live.rows().map(|row| table.text(row, WORDS)).collect();
        assert!(found.contains(&"Baldo"), "{target:?} {kind:?}: {found:?}");
    }
}

#[test]
fn a_score_out_of_range_is_refused_by_its_line_in_a_file_too() {
    let mut office = Office { session: Session::Open(Box::new(workspace(shell::identity(4)))), n: 0 };
    office.make(Kind::Customer, &[(1, text("Ada")), (6, text("ada@x.it"))]);
    let (need, search) = (Need::Optional, InSearch::LeftOut);
    let (name, field_type, help) = ("Zona".to_owned(), OwnType::Text, String::new());
    office.tell(AddCustomField { kind: Kind::Response, name, field_type, need, search, help });
    let file = "email,date,nps,zona\n\
        ada@x.it,2026-03-05,10,a\nada@x.it,2026-03-06,11,b\nada@x.it,2026-03-07,-1,c\nada@x.it,2026-03-08,9.5,d\n";
    assert_eq!(import(office.data(), Target::Responses, file, 3), (1, 3));
}
