//! The workload of the benchmarks as data: its files, taken in as a person takes in theirs.

use rapporto::changes::clock::DeviceId;
use rapporto::commands::import::{ImportOrder, ImportSession, Missing};
use rapporto::commands::{Planned, Sort};
use rapporto::demo::csv_text::pieces;
use rapporto::demo::workload::{Size, TODAY_DAY, Table};
use rapporto::engine::data::Data;
use rapporto::exchange::csv::detect::HEAD_BYTES;
use rapporto::model::customer::CustomerField;
use rapporto::model::id::{Id, IdSource};
use rapporto::model::kind::Kind;
use rapporto::model::wall_clock::WallClock;
use rapporto::segments::field_compare::{FieldCompare, FieldTest};
use rapporto::segments::order_aggregate::{OrderAggregate, OrderMeasure};
use rapporto::segments::quiet_since::{Contact, QuietSince};
use rapporto::segments::response_mean::{AnswerTo, ResponseMean};
use rapporto::segments::{Range, Segment};
use rapporto::storage::head::{Identity, STORE_FORMAT};
use rapporto::storage::keeper::Keeper;
use rapporto::worker::session::{Moment, make_true};
use rapporto::worker::work::preview_import::{PreviewImport, preview};

/// Every table of the workload but the deals, which no file brings in.
const TABLES: [Table; 5] = [Table::Products, Table::Customers, Table::Orders, Table::Interactions, Table::Surveys];

/// The workload for so many customers, and the identity of the first: the workload's id n is the one n − 1 after it.
pub(crate) fn workload_data(n_customers: u32) -> (Data, Id) {
    let size = Size::new(n_customers).unwrap();
    // The workload's day, an hour before its end where the user is.
    let millis = u64::try_from(TODAY_DAY).unwrap() * 86_400_000 + 21 * 3_600_000;
    let mut moment = Moment { millis, clock: WallClock::new(|_| 120), chance: 0 };
    let identity = Identity { format: STORE_FORMAT, workspace: Id::from_u128(1), device: DeviceId(1), seed: 1 };
    let (mut keeper, _) = Keeper::found(identity, moment.today()).unwrap();
    keeper.data.set_today(moment.whole_today());
    for table in TABLES {
        moment.chance += 1;
        import(&mut keeper, table, size, moment);
    }
    let first = keeper.data.table(Kind::Customer).ids.id_of(0).unwrap();
    (keeper.data, first)
}

/// Looks at a table's file, and imports it as it is understood.
fn import(keeper: &mut Keeper, table: Table, size: Size, moment: Moment) {
    let mut ids = IdSource::new(moment.millis, moment.chance);
    let mut session = None;
    for piece in pieces(table, size) {
        let bytes = piece.text.as_bytes();
        let head = &bytes[..bytes.len().min(HEAD_BYTES)];
        let session = session.get_or_insert_with(|| {
            let seen = preview(&keeper.data, &PreviewImport::default(), head, bytes.len() as u64).unwrap();
            let layout = seen.detection.layout;
            let order = ImportOrder { layout, mapping: seen.mapping, styles: seen.styles, missing: Missing::Refuse };
            order.check(&keeper.data).unwrap();
            ImportSession::new(&order, &keeper.data, &mut ids, moment.clock)
        });
        // The pieces are of one file, whose header comes once.
        let header = if piece.rows.start == 0 { 0 } else { piece.text.find('\n').unwrap() + 1 };
        session.feed(&keeper.data, &bytes[header..]).unwrap();
    }
    let (plan, result) = session.unwrap().finish(&mut keeper.data, &mut ids).unwrap();
    assert_eq!(result.refused, [], "{table:?}");
    let id = Id::new(moment.millis, [moment.chance as u8; 10]);
    make_true(keeper, Planned::done(plan), id, Sort::Import, moment.millis).unwrap();
}

/// The segment of five conditions that the benchmark asks for.
pub(crate) fn five_conditions() -> Segment {
    let regions = vec!["Lombardia".to_owned(), "Veneto".to_owned()];
    let orders = |measure, window_days, least| {
        Segment::from(OrderAggregate { measure, window_days, range: Range::at_least(least) })
    };
    Segment::All(vec![
        FieldCompare { field: CustomerField::Region.number(), test: FieldTest::OneOf(regions) }.into(),
        orders(OrderMeasure::Net, Some(365), 50_001),
        orders(OrderMeasure::Count, None, 3),
        QuietSince { days: 90, contact: Contact::Any }.into(),
        ResponseMean { answer: AnswerTo::Nps, window_days: None, at_least: 1, range: Range::at_least(7_000) }.into(),
    ])
}
