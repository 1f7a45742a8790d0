//! The questions asked of the workload: the answers are those of its specification.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may stop")]

#[path = "../benches/questions/workload_data.rs"]
mod workload_data;

use rapporto::changes::journal::Journal;
use rapporto::engine::fold::fold;
use rapporto::model::customer::CustomerField;
use rapporto::model::date::Time;
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::queries::list_window::{ColumnRef, Direction, ListWindow, Place};
use rapporto::queries::revenue_by_month::RevenueByMonth;
use rapporto::queries::rfm_cells::RfmCells;
use rapporto::queries::segment_window::SegmentWindow;
use rapporto::queries::shown::ListCell;
use rapporto::queries::{Ask, Sight};
use rapporto::segments::order_aggregate::{OrderAggregate, OrderMeasure, measured};
use rapporto::segments::quiet_since::{Contact, QuietSince};
use rapporto::segments::{Range, Segment};
use workload_data::{five_conditions, workload_data};

/// What the specification says of a number of customers.
struct Expected {
    n_customers: u32,
    n_in_segment: usize,
    first_ids: [u32; 5],
    top_spend: i64,
    rfm_sum: u64,
    revenue: i64,
    n_lines: usize,
}

#[test]
fn segment_rfm_and_revenue_are_those_of_the_specification() {
    check(&Expected {
        n_customers: 1_000,
        n_in_segment: 22,
        first_ids: [528, 771, 565, 506, 556],
        top_spend: 581_913,
        rfm_sum: 57_426,
        revenue: 186_670_769,
        n_lines: 12_528,
    });
    check(&Expected {
        n_customers: 10_000,
        n_in_segment: 125,
        first_ids: [9303, 2263, 1914, 5559, 7640],
        top_spend: 487_433,
        rfm_sum: 580_956,
        revenue: 1_855_165_693,
        n_lines: 125_245,
    });
}

fn check(expected: &Expected) {
    let (data, first) = workload_data(expected.n_customers);
    let journal = Journal::default();
    let sight = Sight { data: &data, journal: &journal, now: Time::from_millis(0) };
    let number = |id: &Id| id.steps_from(first).unwrap() + 1;

    let segment = five_conditions();
    let text = serde_json::to_string(&segment).unwrap();
    assert_eq!(serde_json::from_str::<Segment>(&text).unwrap(), segment, "{text}");
    let found = SegmentWindow { segment, spend_days: Some(365), offset: 0, limit: 5 }.answer(sight).unwrap();
    assert_eq!((found.n, found.total), (expected.n_in_segment, expected.n_customers as usize));
    assert_eq!(found.customers.iter().map(|it| number(&it.id)).collect::<Vec<_>>(), expected.first_ids);
    assert_eq!(found.customers[0].spend, expected.top_spend);

    let cells = RfmCells {}.answer(sight).unwrap();
    let sum = cells.counts.iter().zip(1..).map(|(count, place)| u64::from(*count) * place).sum::<u64>();
    assert_eq!(sum, expected.rfm_sum);

    let revenue = RevenueByMonth {}.answer(sight).unwrap();
    assert_eq!((revenue.months.len(), revenue.categories.len(), revenue.n), (60, 12, expected.n_lines));
    assert_eq!((revenue.net.len(), revenue.net.iter().sum::<i64>()), (60 * 12, expected.revenue));
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
    let journal = Journal::default();
    let sight = Sight { data: &data, journal: &journal, now: Time::from_millis(0) };
    let column = ColumnRef::Field(CustomerField::LastName.number());
    for direction in [Direction::Ascending, Direction::Descending] {
        let window = |offset| ListWindow {
            kind: Kind::Customer,
            columns: vec![column],
            filter: String::new(),
            sort: Some((column, direction)),
            offset,
            limit: 300,
            place: Place::Live,
        };
        let rows: Vec<_> = [0, 300, 600, 900].map(|at| window(at).answer(sight).unwrap().rows).concat();
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
