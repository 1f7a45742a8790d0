//! The workload of the benchmarks as data, laid out as the bulk import lays it out.

use rapporto::changes::clock::{DeviceId, Stamp};
use rapporto::demo::words::CATEGORIES;
use rapporto::demo::workload::{self, PRODUCTS, Size, TODAY_DAY, Table};
use rapporto::engine::column::Cell;
use rapporto::engine::data::Data;
use rapporto::model::customer::CustomerField;
use rapporto::model::date::Date;
use rapporto::model::field::FieldNumber;
use rapporto::model::id::{Id, IdSource};
use rapporto::model::interaction::InteractionField;
use rapporto::model::kind::Kind;
use rapporto::model::order::OrderField;
use rapporto::model::order_line::OrderLineField;
use rapporto::model::product::ProductField;
use rapporto::model::response::ResponseField;
use rapporto::segments::field_compare::{FieldCompare, FieldTest};
use rapporto::segments::order_aggregate::{OrderAggregate, OrderMeasure};
use rapporto::segments::quiet_since::{Contact, QuietSince};
use rapporto::segments::response_mean::{AnswerTo, ResponseMean};
use rapporto::segments::{Range, Segment};

/// The workload for so many customers, and the identity of the first: the workload's id n is the one n − 1 after it.
pub(crate) fn workload_data(n_customers: u32) -> (Data, Id) {
    let size = Size::new(n_customers).unwrap();
    let mut filler = Filler { data: Data::new(Date::from_days(TODAY_DAY).unwrap()), ids: IdSource::new(1, 1) };
    let products = PRODUCTS.iter().map(|product| {
        vec![
            (ProductField::Name.number(), Owned::Text(format!("Prodotto {}", product.id))),
            (ProductField::Category.number(), Owned::Text(CATEGORIES[usize::from(product.category)].to_owned())),
        ]
    });
    filler.fill(Kind::Product, products);
    let customers = (0..n_customers).map(workload::customer).map(|it| {
        let written = |write: &dyn Fn(&mut String)| {
            let mut text = String::new();
            write(&mut text);
            Owned::Text(text)
        };
        let (mut name, mut last) = (it.first.to_owned() + " ", String::new());
        it.last.write_to(&mut name);
        it.last.write_to(&mut last);
        vec![
            (CustomerField::Name.number(), Owned::Text(name)),
            (CustomerField::FirstName.number(), Owned::Text(it.first.to_owned())),
            (CustomerField::LastName.number(), Owned::Text(last)),
            (CustomerField::CompanyName.number(), written(&|text| it.company.write_to(text))),
            (CustomerField::Email.number(), written(&|text| it.email.write_to(text))),
            (CustomerField::Phone.number(), written(&|text| it.phone.write_to(text))),
            (CustomerField::Region.number(), Owned::Text(it.city.region.to_owned())),
            (CustomerField::BirthDate.number(), Owned::Number(i64::from(it.birth_day))),
        ]
    });
    let first = filler.fill(Kind::Customer, customers);
    let n_orders = Table::Orders.n_rows(size);
    let orders = (0..n_orders).map(|row| workload::order(row, size)).map(|it| {
        vec![
            (OrderField::Customer.number(), Owned::Row(it.customer_id - 1)),
            (OrderField::Date.number(), Owned::Number(i64::from(it.day))),
            (OrderField::Number.number(), Owned::Text(format!("O-{}", it.id))),
            (OrderField::Status.number(), Owned::Number(4)),
        ]
    });
    filler.fill(Kind::Order, orders);
    let lines = (0..n_orders).flat_map(|row| {
        let order = workload::order(row, size);
        let line = |line: &workload::OrderLine| {
            vec![
                (OrderLineField::Order.number(), Owned::Row(row)),
                (OrderLineField::Product.number(), Owned::Row(line.product_id - 1)),
                (OrderLineField::Quantity.number(), Owned::Number(i64::from(line.quantity) * 1_000)),
                (OrderLineField::UnitPrice.number(), Owned::Number(i64::from(line.unit_price_minor))),
                (OrderLineField::UnitCost.number(), Owned::Number(i64::from(line.unit_cost_minor))),
            ]
        };
        order.lines().iter().map(line).collect::<Vec<_>>()
    });
    filler.fill(Kind::OrderLine, lines);
    let millis = |day: i32| Owned::Number(i64::from(day) * 86_400_000);
    let interactions = (0..Table::Interactions.n_rows(size)).map(|row| workload::interaction(row, size)).map(|it| {
        vec![
            (InteractionField::Customer.number(), Owned::Row(it.customer_id - 1)),
            (InteractionField::At.number(), millis(it.day)),
            (InteractionField::Type.number(), Owned::Number(1)),
        ]
    });
    filler.fill(Kind::Interaction, interactions);
    let surveys = (0..Table::Surveys.n_rows(size)).map(|row| workload::survey(row, size)).map(|it| {
        vec![
            (ResponseField::Customer.number(), Owned::Row(it.customer_id - 1)),
            (ResponseField::At.number(), millis(it.day)),
            (ResponseField::Nps.number(), Owned::Number(i64::from(it.nps) * 1_000)),
        ]
    });
    filler.fill(Kind::Response, surveys);
    filler.data.recount();
    (filler.data, first)
}

enum Owned {
    Text(String),
    Number(i64),
    Row(u32),
}

struct Filler {
    data: Data,
    ids: IdSource,
}

impl Filler {
    /// Puts in the rows of a kind; gives the identity of the first.
    fn fill(&mut self, kind: Kind, rows: impl Iterator<Item = Vec<(FieldNumber, Owned)>>) -> Id {
        let first = self.ids.next_id();
        let table = self.data.table_mut(kind);
        let mut n_rows = 0;
        for values in rows {
            for (field, value) in values {
                let cell = match &value {
                    Owned::Text(text) => Cell::Text(text),
                    Owned::Number(number) => Cell::Number(*number),
                    Owned::Row(row) => Cell::Row(*row),
                };
                table.column_mut(field).unwrap().set(n_rows, cell);
            }
            n_rows += 1;
        }
        table.ids.append(first, n_rows);
        table.clocks.made_from(0, Stamp { millis: 1, counter: 0, device: DeviceId(1) });
        table.live.insert_range(0, n_rows);
        first
    }
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
