//! The questions of the benchmark on the host: `cargo bench`. `CUSTOMERS` sets the size: 100,000 unless
//! set.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a benchmark may stop")]
#![expect(clippy::disallowed_methods, reason = "a benchmark takes the time")]

#[path = "questions/workload_data.rs"]
mod workload_data;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use rapporto::changes::change::Change;
use rapporto::changes::clock::{DeviceId, Stamp};
use rapporto::changes::journal::Journal;
use rapporto::model::customer::CustomerField;
use rapporto::model::date::Time;
use rapporto::model::field::Value;
use rapporto::model::kind::Kind;
use rapporto::model::order::OrderField;
use rapporto::queries::figure::Figure;
use rapporto::queries::list_window::{ColumnRef, Direction, ListWindow, Place};
use rapporto::queries::revenue_by_month::RevenueByMonth;
use rapporto::queries::rfm_cells::RfmCells;
use rapporto::queries::search::Search;
use rapporto::queries::segment_window::SegmentWindow;
use rapporto::queries::{Ask, Sight};
use workload_data::{five_conditions, workload_data};

fn questions(criterion: &mut Criterion) {
    let n_customers = std::env::var("CUSTOMERS").map_or(100_000, |it| it.parse().unwrap());
    let (mut data, first) = workload_data(n_customers);
    let journal = Journal::default();
    let now = Time::from_millis(0);
    macro_rules! measure {
        ($name:literal, $question:expr) => {
            let question = $question;
            let sight = Sight { data: &data, journal: &journal, now };
            criterion.bench_function($name, |bencher| bencher.iter(|| black_box(question.answer(sight).unwrap())));
        };
    }
    measure!("segment_of_five_conditions", {
        SegmentWindow { segment: five_conditions(), spend_days: Some(365), offset: 0, limit: 50 }
    });
    measure!("rfm_cells", RfmCells {});
    measure!("revenue_by_month", RevenueByMonth {});
    let field = |field: CustomerField| ColumnRef::Field(field.number());
    let list = |kind, columns, sort, filter: &str, offset| ListWindow {
        kind,
        columns,
        filter: filter.to_owned(),
        sort: Some(sort),
        offset,
        limit: 50,
        place: Place::Live,
    };
    let columns = vec![field(CustomerField::Name), field(CustomerField::Region), ColumnRef::Figure(Figure::Spend)];
    let last_name = (field(CustomerField::LastName), Direction::Ascending);
    measure!("customers_scrolled", list(Kind::Customer, columns.clone(), last_name, "", 50_000));
    measure!("customers_filtered_again", list(Kind::Customer, columns.clone(), last_name, "ross", 0));
    measure!("search_prefix", Search { text: "ros".to_owned(), limit: 20, kinds: None, form: None });
    measure!("search_typo", Search { text: "rosxi".to_owned(), limit: 20, kinds: None, form: None });

    // After an edit nothing is remembered: what the first window costs.
    let mut change = Change {
        kind: Kind::Customer,
        id: first,
        field: CustomerField::City.number(),
        before: Value::Empty,
        after: Value::Text("Verona".to_owned()),
    };
    let mut millis = 10;
    let order_date = (ColumnRef::Field(OrderField::Date.number()), Direction::Descending);
    let of_order = vec![ColumnRef::Field(OrderField::Number.number()), ColumnRef::Figure(Figure::OrderNet)];
    for (name, question) in [
        ("customers_first_window", list(Kind::Customer, columns.clone(), last_name, "", 0)),
        ("customers_by_spend", list(Kind::Customer, columns.clone(), (columns[2], Direction::Descending), "", 0)),
        ("customers_filtered_by_one_letter", list(Kind::Customer, columns.clone(), last_name, "a", 0)),
        ("customers_filtered", list(Kind::Customer, columns.clone(), last_name, "ross", 0)),
        ("orders_filtered", list(Kind::Order, of_order.clone(), order_date, "ross", 0)),
        ("orders_by_customer", {
            let by = (ColumnRef::Field(OrderField::Customer.number()), Direction::Ascending);
            list(Kind::Order, of_order.clone(), by, "", 0)
        }),
    ] {
        criterion.bench_function(&format!("{name}_after_an_edit"), |bencher| {
            bencher.iter_custom(|n| {
                let mut spent = std::time::Duration::ZERO;
                for _ in 0..n {
                    millis += 1;
                    let kind = if question.kind == Kind::Order { Kind::Order } else { Kind::Customer };
                    change.kind = kind;
                    change.id = data.table(kind).ids.id_of(0).unwrap();
                    if kind == Kind::Order {
                        (change.field, change.after) = (OrderField::Notes.number(), Value::Text(millis.to_string()));
                    }
                    data.apply(&[], std::slice::from_ref(&change), Stamp { millis, counter: 0, device: DeviceId(1) });
                    let started = std::time::Instant::now();
                    let sight = Sight { data: &data, journal: &journal, now };
                    black_box(question.answer(sight).unwrap());
                    spent += started.elapsed();
                }
                spent
            });
        });
    }
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = questions }
criterion_main!(benches);
