//! The questions asked of the workload, imported as a person imports files: the answers are those of its specification.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may stop")]

#[path = "../benches/questions/workload_data.rs"]
mod workload_data;

use std::sync::LazyLock;

use rapporto::changes::journal::Journal;
use rapporto::demo::workload;
use rapporto::engine::data::Data;
use rapporto::engine::fold::fold;
use rapporto::model::customer::CustomerField;
use rapporto::model::date::Time;
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::queries::list_window::{ColumnRef, Direction, ListWindow, Place};
use rapporto::queries::revenue_by_month::RevenueByMonth;
use rapporto::queries::rfm_cells::RfmCells;
use rapporto::queries::search::Search;
use rapporto::queries::segment_window::SegmentWindow;
use rapporto::queries::shown::ListCell;
use rapporto::queries::{Ask, Sight};
use rapporto::segments::order_aggregate::{OrderAggregate, OrderMeasure, measured};
use rapporto::segments::quiet_since::{Contact, QuietSince};
use rapporto::segments::{Range, Segment};
use workload_data::{five_conditions, workload_data};

const SPECIFICATION: &str = include_str!("../benches/peers/SPEC.md");

/// What the specification says of a number of customers.
#[derive(Debug, PartialEq, Eq)]
struct Answers {
    n_in_segment: u64,
    first_ids: Vec<u64>,
    top_spend: u64,
    rfm_sum: u64,
    revenue: u64,
    n_lines: u64,
}

#[test]
fn segment_rfm_and_revenue_of_the_imported_workload_are_those_of_the_specification() {
    for n_customers in [1_000, 10_000] {
        let (data, first) = workload_data(n_customers);
        assert_eq!(answers(&data, first), specified(n_customers), "{n_customers}");
    }
}

/// The row of the table of expected answers.
fn specified(n_customers: u32) -> Answers {
    let numbers = |cell: &str| cell.split(", ").map(|it| it.trim().parse().unwrap()).collect::<Vec<u64>>();
    let rows = SPECIFICATION.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let mut cells = rows.map(|row| row.split(" | ").collect::<Vec<_>>());
    let row = cells.find(|cells| cells[0].replace(',', "") == n_customers.to_string()).unwrap();
    let [n_in_segment, first_ids, top_spend, rfm_sum, revenue, n_lines] = row[1..] else { unreachable!("{row:?}") };
    Answers {
        n_in_segment: numbers(n_in_segment)[0],
        first_ids: numbers(first_ids),
        top_spend: numbers(top_spend)[0],
        rfm_sum: numbers(rfm_sum)[0],
        revenue: numbers(revenue)[0],
        n_lines: numbers(n_lines)[0],
    }
}

fn answers(data: &Data, first: Id) -> Answers {
    let sight = sight(data);
    let segment = five_conditions();
    let text = serde_json::to_string(&segment).unwrap();
    assert_eq!(serde_json::from_str::<Segment>(&text).unwrap(), segment, "{text}");
    let found = SegmentWindow { segment, spend_days: Some(365), offset: 0, limit: 5 }.answer(sight).unwrap();
    assert_eq!(found.total, data.table(Kind::Customer).live.count());
    let cells = RfmCells {}.answer(sight).unwrap();
    let revenue = RevenueByMonth {}.answer(sight).unwrap();
    assert_eq!((revenue.months.len(), revenue.categories.len(), revenue.net.len()), (60, 12, 60 * 12));
    Answers {
        n_in_segment: found.n as u64,
        first_ids: found.customers.iter().map(|it| u64::from(it.id.steps_from(first).unwrap()) + 1).collect(),
        top_spend: found.customers[0].spend.unsigned_abs(),
        rfm_sum: cells.counts.iter().zip(1..).map(|(count, place)| u64::from(*count) * place).sum(),
        revenue: revenue.net.iter().sum::<i64>().unsigned_abs(),
        n_lines: revenue.n as u64,
    }
}

fn sight(data: &Data) -> Sight<'_> {
    static NO_JOURNAL: LazyLock<Journal> = LazyLock::new(Journal::default);
    Sight { data, journal: &NO_JOURNAL, now: Time::from_millis(0) }
}

#[test]
fn the_first_page_by_last_name_is_that_of_a_plain_sort_of_the_workloads_rows() {
    let n_customers = 10_000;
    let (data, first) = workload_data(n_customers);
    let last_name = |row| {
        let mut name = String::new();
        workload::customer(row).last.write_to(&mut name);
        name
    };
    let mut expected: Vec<(String, u32)> = (0..n_customers).map(|row| (last_name(row), row)).collect();
    expected.sort_by_key(|(name, row)| (name.to_lowercase(), *row));
    let list = ListWindow { limit: 50, ..by_last_name(Direction::Ascending, 0) };
    let page = list.answer(sight(&data)).unwrap();
    assert_eq!((page.total, page.matching), (10_000, 10_000));
    let found = page.rows.into_iter().map(|row| (row.cells[0].clone(), row.id));
    let expected = expected.into_iter().take(50).map(|(name, row)| (ListCell::Text(name), first.plus(row.into())));
    assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[test]
fn a_family_name_with_one_letter_wrong_is_found() {
    let n_customers = 10_000;
    let (data, _) = workload_data(n_customers);
    let mut n_tried = 0;
    // The ten of the specification.
    for k in 0_u32.. {
        let mut name = String::new();
        workload::customer((k * 104_729 + 5) % n_customers).last.write_to(&mut name);
        let name = name.to_lowercase();
        if name.len() < 6 || !name.bytes().all(|it| it.is_ascii_lowercase()) || name.as_bytes()[3] == b'x' {
            continue;
        }
        let text = format!("{}x{}", &name[..3], &name[4..]);
        let hits =
            Search { text, limit: 20, kinds: Some(vec![Kind::Customer]), form: None }.answer(sight(&data)).unwrap();
        assert!(hits.iter().any(|hit| hit.title.to_lowercase().contains(&name)), "{name}: {hits:?}");
        n_tried += 1;
        if n_tried == 10 {
            break;
        }
    }
}

#[test]
fn a_figure_that_is_kept_equals_the_one_that_is_counted() {
    let (data, _) = workload_data(1_000);
    let ages = Some(100_000);
    for measure in [OrderMeasure::Net, OrderMeasure::Margin] {
        assert_eq!(measured(&data, measure, None), measured(&data, measure, ages), "{measure:?}");
    }
    let orders = |window_days, least| {
        Segment::from(OrderAggregate { measure: OrderMeasure::Count, window_days, range: Range::at_least(least) })
    };
    let quiet = |contact| Segment::from(QuietSince { days: 90, contact });
    for (kept, counted, is_everybody) in [
        (orders(None, 3), orders(ages, 3), false),
        (orders(None, 0), orders(ages, 0), true),
        (quiet(Contact::ByPerson), quiet(Contact::Any), false),
    ] {
        let (rows, others) = (kept.rows(&data).unwrap(), counted.rows(&data).unwrap());
        assert_eq!(rows, others, "{kept:?}");
        assert!(rows.count() > 0 && (rows.count() == 1_000) == is_everybody, "{kept:?}");
    }
}

#[test]
fn windows_of_a_list_join_up_in_order_and_each_row_comes_once() {
    let (data, _) = workload_data(1_000);
    for direction in [Direction::Ascending, Direction::Descending] {
        let window = |offset| by_last_name(direction, offset).answer(sight(&data)).unwrap().rows;
        let rows: Vec<_> = [0, 300, 600, 900].map(window).concat();
        let name = |cell: &ListCell| if let ListCell::Text(text) = cell { fold(text) } else { String::new() };
        let names: Vec<String> = rows.iter().map(|row| name(&row.cells[0])).collect();
        let in_order = match direction {
            Direction::Ascending => names.is_sorted(),
            Direction::Descending => names.iter().rev().is_sorted(),
        };
        assert!(in_order);
        let ids: std::collections::BTreeSet<_> = rows.iter().map(|row| row.id).collect();
        assert_eq!((rows.len(), ids.len()), (1_000, 1_000));
    }
}

fn by_last_name(direction: Direction, offset: usize) -> ListWindow {
    let column = ColumnRef::Field(CustomerField::LastName.number());
    ListWindow {
        kind: Kind::Customer,
        columns: vec![column],
        filter: String::new(),
        sort: Some((column, direction)),
        offset,
        limit: 300,
        place: Place::Live,
    }
}
