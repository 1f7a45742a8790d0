use proptest::prelude::*;

use super::result::CellReason;
use super::*;
use crate::changes::clock::Stamp;
use crate::demo::csv_text::pieces;
use crate::demo::workload::{Size, Table};
use crate::engine::digest::digest;
use crate::exchange::csv::detect::{Part, Wishes, detect};
use crate::exchange::csv::header::{ImportField, likely_target, map_header};
use crate::exchange::csv::problem::ProblemKind;
use crate::model::custom_field::CustomFieldField;
use crate::model::customer::CustomerField;
use crate::model::date::{Date, Time};
use crate::model::field::{ALIVE, Value};
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::order_line::OrderLineField;
use crate::model::response::ResponseField;
use crate::model::tag::TagField;
use crate::model::wall_clock::tests::ROME;

fn order_for(bytes: &[u8]) -> ImportOrder {
    let head = &bytes[..bytes.len().min(1 << 20)];
    let detection = detect(head, Part::Whole, &Wishes::default(), &Budget::default()).unwrap();
    let target = likely_target(&detection.names, |_| 0).unwrap();
    let mapping = map_header(target, &detection.names);
    let order = ImportOrder { layout: detection.layout, mapping, styles: detection.styles, missing: Missing::Refuse };
    assert_eq!(order.check(&Data::new(today())), Ok(()));
    order
}

/// Imports a file as it is recognised, at a moment that all its identities come from.
fn import(data: &mut Data, moment: u64, bytes: &[u8]) -> ImportResult {
    import_as(data, moment, bytes, &order_for(bytes))
}

fn import_as(data: &mut Data, moment: u64, bytes: &[u8], order: &ImportOrder) -> ImportResult {
    import_at(data, moment, bytes, order, WallClock::UTC)
}

/// The same, where the clock on the wall is that one.
fn import_at(data: &mut Data, moment: u64, bytes: &[u8], order: &ImportOrder, clock: WallClock) -> ImportResult {
    let mut ids = IdSource::new(moment, moment);
    let mut session = ImportSession::new(order, data, &mut ids, clock);
    for piece in bytes.chunks(1_000) {
        session.feed(data, piece).unwrap();
    }
    let (plan, result) = session.finish(data, &mut ids).unwrap();
    data.apply(&plan.ranges, &plan.changes, Stamp { millis: moment, ..Stamp::ZERO });
    result
}

#[test]
fn an_order_whose_parts_do_not_belong_together_is_refused() {
    let sound = order_for(b"name,email\nAda,a@x.it\n");
    let spoilt = |spoil: fn(&mut ImportOrder)| {
        let mut order = sound.clone();
        spoil(&mut order);
        order.check(&Data::new(today()))
    };
    for refused in [
        spoilt(|order| order.layout.n_columns = usize::MAX),
        spoilt(|order| order.mapping.columns.push(None)),
        spoilt(|order| order.styles.clear()),
        spoilt(|order| order.mapping.columns = vec![None, None]),
        spoilt(|order| order.mapping.columns[1] = Some(ImportField::Quantity)),
        spoilt(|order| order.mapping.columns[1] = Some(ImportField::Own(1_000))),
        spoilt(|order| order.mapping.columns[1] = Some(ImportField::Own(1))),
        spoilt(|order| order.mapping.target = Target::OrderLines),
    ] {
        assert!(matches!(refused, Err(Refusal::NotUnderstood(_))), "{refused:?}");
    }
}

#[test]
fn a_column_fills_a_field_of_ones_own_that_is_there() {
    let mut data = with_own_field(Kind::Customer, "Zona", None);
    let file = b"email,zona\na@x.it,Nord\n";
    let mut order = order_for(file);
    order.mapping.columns[1] = Some(ImportField::Own(1_000));
    assert_eq!(order.check(&data), Ok(()));
    assert_eq!(import_as(&mut data, 1, file, &order).n_refused, 0);
    assert_eq!(data.table(Kind::Customer).text(0, 1_000), "Nord");
}

#[test]
fn a_new_record_without_a_required_field_of_ones_own_is_refused_by_its_line() {
    let mut data = with_own_field(Kind::Customer, "Zona", Some(1));
    let refused = |data: &mut Data, moment, own: bool, file: &str| {
        let mut order = order_for(file.as_bytes());
        order.missing = Missing::Make;
        if own {
            order.mapping.columns[1] = Some(ImportField::Own(1_000));
        }
        let result = import_as(data, moment, file.as_bytes(), &order);
        result.refused.into_iter().map(|row| (row.line, row.reason)).collect::<Vec<_>>()
    };
    let lacks = || RowReason::Missing(ImportField::Own(1_000));
    let file = "email,zona\na@x.it,Nord\nb@x.it,\n";
    assert_eq!(refused(&mut data, 1, true, file), [(3, lacks())]);
    // What is there keeps what it has.
    assert_eq!(refused(&mut data, 2, true, "email,zona,city\na@x.it,,Verona\n"), []);
    assert_eq!(customer(&data, 0, &[CustomerField::City]), "Verona");
    assert_eq!(refused(&mut data, 3, false, "email,city\na@x.it,Lodi\nc@x.it,Lodi\n"), [(3, lacks())]);
    // Nor is one made because another row names it.
    let lines = "order_id,customer_email,date,product_name,qty,unit_price\n1,d@x.it,2026-03-05,Vite,1,2\n";
    let reasons = refused(&mut data, 4, false, lines);
    assert!(matches!(reasons[..], [(2, RowReason::Cell { reason: CellReason::RefersToNothing, .. })]), "{reasons:?}");
    assert_eq!(data.table(Kind::Customer).live.count(), 1);
}

/// Data with one field of words of the user's own, numbered 1000; `required` is what its definition says of that.
fn with_own_field(kind: Kind, name: &str, required: Option<i64>) -> Data {
    let mut data = Data::new(today());
    let words = |words: &str| Value::Text(words.to_owned());
    let changes = [
        (ALIVE, Value::Number(1)),
        (CustomFieldField::Name.number(), words(name)),
        (CustomFieldField::On.number(), words(kind.name())),
        (CustomFieldField::Number.number(), Value::Number(1_000_000)),
        (CustomFieldField::Type.number(), Value::Number(0)),
        (CustomFieldField::Required.number(), required.map_or(Value::Empty, Value::Number)),
    ]
    .map(|(field, after)| Change {
        kind: Kind::CustomField,
        id: Id::from_u128(7 << 64),
        field,
        before: Value::Empty,
        after,
    });
    data.apply(&[], &changes, Stamp::ZERO);
    data
}

fn today() -> Date {
    Date::from_days(20_726).unwrap()
}

fn cell(data: &Data, kind: Kind, row: u32, field: u16) -> String {
    match data.value(kind, row, field) {
        Value::Empty => String::new(),
        Value::Text(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Reference(id) => format!("@{}", data.table(kind_of(kind, field)).ids.row_of(id).unwrap()),
        Value::Many(ids) => {
            let tags = data.table(Kind::Tag);
            let name = |id: &Id| tags.text(tags.ids.row_of(*id).unwrap(), TagField::Name.number()).to_owned();
            let mut names: Vec<_> = ids.iter().map(name).collect();
            names.sort_unstable();
            names.join("+")
        }
    }
}

fn kind_of(kind: Kind, field: u16) -> Kind {
    crate::engine::data::target_kind(kind.field(field).unwrap().field_type).unwrap()
}

/// The fields of a live customer, joined.
fn customer(data: &Data, row: u32, fields: &[CustomerField]) -> String {
    let cells: Vec<_> = fields.iter().map(|field| cell(data, Kind::Customer, row, field.number())).collect();
    cells.join("/")
}

fn table(table: Table, n_customers: u32) -> String {
    let header = pieces(table, Size::new(n_customers).unwrap()).next().unwrap().text;
    let header = header.lines().next().unwrap().to_owned() + "\n";
    let mut whole = header.clone();
    for piece in pieces(table, Size::new(n_customers).unwrap()) {
        whole.push_str(&piece.text[header.len()..]);
    }
    whole
}

#[test]
fn customers_are_named_by_what_the_row_has() {
    use CustomerField::{CompanyName, Form, Name};
    for (row, expected) in [
        ("Mario,Rossi,Acme,m@x.it", "Mario Rossi/Acme/0"),
        ("Mario,,,", "Mario//0"),
        (",,Acme Srl,info@acme.it", "Acme Srl//1"),
        (",,,solo@x.it", "solo@x.it//0"),
    ] {
        let mut data = Data::new(today());
        let result = import(&mut data, 1, format!("First Name,Last Name,Company,E-mail\n{row}\n").as_bytes());
        assert_eq!(result.made, [(Kind::Customer, 1)], "{row}");
        assert_eq!(customer(&data, 0, &[Name, CompanyName, Form]), expected, "{row}");
    }
}

#[test]
fn a_customer_that_is_there_is_updated_by_its_address() {
    use CustomerField::{City, Email, Name, Tags};
    let mut data = Data::new(today());
    import(&mut data, 1, b"nome,cognome,e-mail,citta,etichette\nMario,Rossi,m@x.it,Verona,vip\nAda,Bo,a@x.it,Roma,\n");
    let result =
        import(&mut data, 2, b"nome,cognome,e-mail,citta,etichette\nMario,Rossi,M@X.it,Milano,fiera|VIP\n,,a@x.it,,\n");
    assert_eq!((result.made.clone(), result.n_updated, result.n_unchanged), (vec![(Kind::Tag, 1)], 1, 1));
    assert_eq!(data.table(Kind::Customer).live.count(), 2);
    assert_eq!(customer(&data, 0, &[Name, Email, City, Tags]), "Mario Rossi/M@X.it/Milano/fiera+vip");
    assert_eq!(customer(&data, 1, &[Name, City]), "Ada Bo/Roma");
}

#[test]
fn a_file_that_names_a_customer_twice_makes_it_once() {
    let mut data = Data::new(today());
    let result = import(&mut data, 1, b"name,email,phone\nAda,a@x.it,\nAda,A@x.it,02 123456\nBea,,\nBea,,\n");
    assert_eq!((result.made, result.n_updated, result.n_unchanged), (vec![(Kind::Customer, 2)], 1, 1));
    assert_eq!(customer(&data, 0, &[CustomerField::Phone]), "02 123456");
}

#[test]
fn a_customer_is_known_by_name_and_number_however_the_number_is_typed() {
    let first = "name,phone\nAda,045 1234567\nAda,333 1234567\nBea,+39 045 1234567\n";
    for (again, n_made, n_unchanged, n_updated) in [
        ("name,phone\nAda,+39 045/1234567\nAda,0039 333 1234567\nBea,0451234567\n", 0, 3, 0),
        ("name,phone\nAda,+49 045 1234567\nBea,\nAda,045 1234568\n", 3, 0, 0),
        ("name,phone,city\nAda,+39 333 1234567,Lodi\nAda,+39 045 1234567,\n", 0, 1, 1),
        // Within the file too.
        ("name,phone\nCleo,045 7654321\nCleo,+39 045 765 43 21\n", 1, 1, 0),
    ] {
        let mut data = Data::new(today());
        assert_eq!(import(&mut data, 1, first.as_bytes()).made, [(Kind::Customer, 3)]);
        let result = import(&mut data, 2, again.as_bytes());
        let made: u32 = result.made.iter().map(|(_, n)| n).sum();
        assert_eq!((made, result.n_unchanged, result.n_updated), (n_made, n_unchanged, n_updated), "{again}");
        assert_eq!(customer(&data, 0, &[CustomerField::Phone, CustomerField::City]), "045 1234567/", "{again}");
    }
}

#[test]
fn a_row_is_refused_with_its_line_and_reason() {
    let file = "nome;e-mail;partita iva;data di nascita;classe\n\
        Ada;a@x;;;\n\
        Bea;b@x.it;01234567890;;\n\
        Cleo;c@x.it;;31/02/1980;\n\
        Dora;d@x.it;;01/01/9999;\n\
        ;;;;A\n\
        Eva;e@x.it;;;Z\n\
        Fede;f@x.it;;;A;in più\n\
        Gaia;g@x.it;;1/2/1980;A\n";
    let mut data = Data::new(today());
    let result = import(&mut data, 1, file.as_bytes());
    let lines: Vec<_> = result.refused.iter().map(|it| it.line).collect();
    assert_eq!((lines, result.n_refused), (vec![2, 3, 4, 5, 6, 7, 8], 7));
    let fields: Vec<_> = result
        .refused
        .iter()
        .map(|it| match &it.reason {
            RowReason::Cell { field, .. } | RowReason::Missing(field) => Some(*field),
            RowReason::Shape(ProblemKind::ExtraCells { .. }) => None,
            other @ (RowReason::Shape(_) | RowReason::AmountTooLarge | RowReason::TwoDiscounts) => panic!("{other:?}"),
        })
        .collect();
    let [email, vat, birth] = [ImportField::Email, ImportField::PartitaIva, ImportField::BirthDate].map(Some);
    assert_eq!(fields, [email, vat, birth, birth, Some(ImportField::FullName), Some(ImportField::Class), None]);
    assert_eq!(result.refused[0].cells, ["Ada", "a@x", "", "", ""]);
    assert_eq!(result.made, [(Kind::Customer, 1)]);
}

#[test]
fn lines_of_one_order_are_one_order_wherever_they_stand() {
    let mut data = Data::new(today());
    import(&mut data, 1, b"name,email\nAda,a@x.it\n");
    import(&mut data, 2, b"product name,sku,price\nVite,V1,0.10\nDado,D1,0.05\n");
    let lines = "numero ordine;e-mail;data;sku;quantita;prezzo unitario;sconto\n\
        A1;a@x.it;31/12/2025;V1;10;0,10;\n\
        A2;a@x.it;01/01/2026;V1;1;0,10;\n\
        A1;a@x.it;31/12/2025;D1;-2,5;0,05;10\n\
        A3;b@x.it;31/12/2025;D1;1;0,05;\n\
        A4;a@x.it;31/12/2025;X9;1;0,05;\n\
        A5;a@x.it;;D1;1;0,05;\n";
    let result = import(&mut data, 3, lines.as_bytes());
    assert_eq!(result.made, [(Kind::Order, 2), (Kind::OrderLine, 3)]);
    let orders = data.table(Kind::OrderLine).column(OrderLineField::Order.number()).unwrap().rows().to_vec();
    assert_eq!(orders, [0, 1, 0]);
    assert_eq!(data.derived().orders.net[0], 100 - 11);
    let to_nothing =
        |it: &RefusedRow| matches!(&it.reason, RowReason::Cell { reason: CellReason::RefersToNothing, .. });
    assert_eq!(
        result.refused.iter().map(|it| (it.line, to_nothing(it))).collect::<Vec<_>>(),
        [(5, true), (6, true), (7, false)]
    );
    assert_eq!(cell(&data, Kind::Order, 0, OrderField::Customer.number()), "@0");
}

#[test]
fn customers_and_products_of_orders_are_made_when_wished() {
    let mut data = Data::new(today());
    let file = b"order id,customer id,customer name,date,product id,qty,unit price\n1,77,Acme,2026-01-02,p9,1,3.50\n1,77,Acme,2026-01-02,p9,2,3.50\n";
    let order = ImportOrder { missing: Missing::Make, ..order_for(file) };
    let result = import_as(&mut data, 1, file, &order);
    assert_eq!(result.made, [(Kind::Customer, 1), (Kind::Product, 1), (Kind::Order, 1), (Kind::OrderLine, 2)]);
    assert_eq!(customer(&data, 0, &[CustomerField::Name, CustomerField::ExternalId]), "Acme/77");
}

#[test]
fn a_line_that_was_refused_goes_into_its_order_later_and_no_line_twice() {
    let mut data = Data::new(today());
    import(&mut data, 1, b"name,email\nAda,a@x.it\n");
    import(&mut data, 2, b"product name,sku\nVite,V1\n");
    let file = |price: &str| {
        format!(
            "order id,email,date,sku,qty,unit price\n1,a@x.it,2026-01-02,V1,1,1.00\n1,a@x.it,2026-01-02,V1,1,1.00\n1,a@x.it,2026-01-02,V1,3,{price}\n"
        )
    };
    for (moment, price, expected) in [(3, "x", (2, 0, 1)), (4, "2.00", (1, 2, 0)), (5, "2.00", (0, 3, 0))] {
        let result = import(&mut data, moment, file(price).as_bytes());
        let n_lines = result.made.iter().find(|it| it.0 == Kind::OrderLine).map_or(0, |it| it.1);
        assert_eq!((n_lines, result.n_unchanged, result.n_refused), expected, "{price}");
    }
    assert_eq!(data.table(Kind::Order).live.count(), 1);
}

#[test]
fn the_workload_goes_in_whole_and_a_second_time_changes_nothing() {
    let size = 200;
    let mut data = Data::new(today());
    let tables = [Table::Products, Table::Customers, Table::Orders, Table::Interactions, Table::Surveys];
    let expected = [Kind::Product, Kind::Customer, Kind::Order, Kind::Interaction, Kind::Response];
    for (moment, (name, kind)) in (1..).zip(tables.into_iter().zip(expected)) {
        let result = import(&mut data, moment, table(name, size).as_bytes());
        assert_eq!((result.n_refused, result.n_updated), (0, 0), "{name:?} {:?}", result.refused.first());
        let n_rows = name.n_rows(Size::new(size).unwrap()) as usize;
        assert_eq!(data.table(kind).live.count(), n_rows, "{name:?}");
    }
    let total: u64 =
        (0..1_000).map(|row| crate::demo::workload::order(row, Size::new(size).unwrap()).total_minor()).sum();
    assert_eq!(data.derived().orders.net.iter().sum::<i64>(), i64::try_from(total).unwrap());
    let before = digest(&data);
    for (moment, name) in (10..).zip(tables) {
        let result = import(&mut data, moment, table(name, size).as_bytes());
        assert_eq!((result.made, result.n_updated, result.n_refused), (vec![], 0, 0), "{name:?}");
    }
    assert_eq!(digest(&data), before);
}

#[test]
fn a_contact_and_an_answer_keep_the_time_that_the_file_has() {
    const CASES: [(&str, &str); 9] = [
        ("2024-03-01 14:30", "2024-03-01T13:30"),
        ("2024-07-01 14:30:00", "2024-07-01T12:30"),
        ("2024-07-01T14:30:00Z", "2024-07-01T14:30"),
        ("2024-03-01T14:30:00+02:00", "2024-03-01T12:30"),
        ("2024-07-01 23:30:00 -0500", "2024-07-02T04:30"),
        ("01/07/2024, 00:30", "2024-06-30T22:30"),
        // A day without a time, and what programs write behind one.
        ("2024-07-02", "2024-07-02T00:00"),
        ("2024-07-03 00:00:00", "2024-07-03T00:00"),
        ("3 luglio 2024 9:05", "2024-07-03T07:05"),
    ];
    let millis = |told: &str| {
        let (day, time) = told.split_once('T').unwrap();
        let (hours, minutes) = time.split_once(':').unwrap();
        let minutes = hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap();
        i64::from(Date::parse_iso(day).unwrap().days()) * 86_400_000 + minutes * 60_000
    };
    let (interaction, response) = (InteractionField::At.number(), ResponseField::At.number());
    for (kind, field, head, tail) in [
        (Kind::Interaction, interaction, "customer email;date;channel;text", "telefono;Chiamato"),
        (Kind::Response, response, "customer email;date;nps;comment", "9;Bene"),
    ] {
        let mut data = Data::new(today());
        import(&mut data, 1, b"name,email\nAda,a@x.it\n");
        let rows: Vec<String> = CASES.iter().map(|(cell, _)| format!("a@x.it;{cell};{tail}\n")).collect();
        let file = format!("{head}\n{}", rows.concat());
        let result = import_at(&mut data, 2, file.as_bytes(), &order_for(file.as_bytes()), ROME);
        assert_eq!((result.n_refused, data.table(kind).len()), (0, 9), "{:?}", result.refused);
        let found: Vec<_> = (0..9).map(|row| data.table(kind).number(row, field)).collect();
        let expected: Vec<_> = CASES.iter().map(|(_, moment)| Some(millis(moment))).collect();
        assert_eq!(found, expected);
        // The same file once more finds what is there, also where only the day was kept.
        let again = import_at(&mut data, 3, file.as_bytes(), &order_for(file.as_bytes()), ROME);
        assert_eq!((again.n_unchanged, data.table(kind).len()), (9, 9));
    }
    let mut data = Data::new(today());
    import(&mut data, 1, b"name,email\nAda,a@x.it\n");
    let [days, times] = ["2024-07-01", "2024-07-01 14:30"]
        .map(|cell| format!("customer email;date;channel;text\na@x.it;{cell};telefono;Chiamato\n").into_bytes());
    import(&mut data, 2, &days);
    assert_eq!(import_at(&mut data, 3, &times, &order_for(&times), ROME).n_unchanged, 1);
    // Two in the morning in Rome's summer is midnight UTC, and no day alone for that.
    for (cell, is_day_alone) in [("2024-08-01 02:00", false), ("2024-08-02T00:00:00Z", true), ("2024-08-03", true)] {
        let n_before = data.table(Kind::Interaction).len();
        let file = format!("customer email;date;channel;text\na@x.it;{cell};telefono;Chiamato\n").into_bytes();
        import_at(&mut data, 4, &file, &order_for(&file), ROME);
        let at = Time::from_millis(data.table(Kind::Interaction).number(n_before, interaction).unwrap());
        assert_eq!(at.day_alone().is_some(), is_day_alone, "{cell}");
        assert_eq!(at.date_at(0).unwrap().to_string(), cell[..10], "{cell}");
    }
}

#[test]
fn an_import_and_its_updates_are_taken_back_by_their_inverse() {
    let mut data = Data::new(today());
    import(&mut data, 1, b"name,email,city\nAda,a@x.it,Roma\n");
    let before = digest(&data);
    let file = b"name,email,city,tags\nAda,a@x.it,Pisa,vip\nBea,b@x.it,Bari,\n";
    let mut ids = IdSource::new(2, 2);
    let mut session = ImportSession::new(&order_for(file), &data, &mut ids, WallClock::UTC);
    session.feed(&data, file).unwrap();
    let (plan, _) = session.finish(&mut data, &mut ids).unwrap();
    data.apply(&plan.ranges, &plan.changes, Stamp { millis: 2, ..Stamp::ZERO });
    assert_ne!(digest(&data), before);
    let ranges: Vec<_> = plan.ranges.iter().rev().map(MadeRange::inverse).collect();
    let changes: Vec<_> = plan.changes.iter().rev().map(Change::inverse).collect();
    data.apply(&ranges, &changes, Stamp { millis: 3, ..Stamp::ZERO });
    assert_eq!(digest(&data), before);
}

#[test]
fn a_file_that_breaks_off_within_a_quote_changes_nothing() {
    let mut data = Data::new(today());
    let (order, mut ids) = (order_for(b"name,email\nAda,a@x.it\n"), IdSource::new(1, 1));
    let mut session = ImportSession::new(&order, &data, &mut ids, WallClock::UTC);
    session.feed(&data, b"name,email\nAda,a@x.it\nBea,\"b@x.it\n").unwrap();
    assert_eq!(session.finish(&mut data, &mut ids).map(|it| it.1.n_rows), Err(Stop::UnclosedQuote { line: 3 }));
    assert!(data.table(Kind::Customer).is_empty());
}

/// A line of an order in a file: its order, thousandths, cents, and which part of it in millionths is taken off.
type FileLine = (u8, i64, i64, u32);

proptest! {
    #[test]
    fn an_imported_order_comes_to_quantity_times_price_less_discount_to_the_cent(
        lines in proptest::collection::vec((0_u8..4, 1_i64..5_000_000, 0_i64..1_000_000, 0_u32..1_000_000), 1..30)
    ) {
        let lines: Vec<FileLine> = lines;
        let mut file = "numero ordine;cliente;data;sku;quantita;prezzo unitario;importo sconto\n".to_owned();
        let decimal = |number: i64, digits: usize| {
            let words = format!("{number:0width$}", width = digits + 1);
            format!("{},{}", &words[..words.len() - digits], &words[words.len() - digits..])
        };
        let mut sums = std::collections::BTreeMap::new();
        for (order, thousandths, cents, part) in lines {
            // Half a cent goes up.
            let whole = (i128::from(thousandths) * i128::from(cents) + 500) / 1_000;
            let off = whole * i128::from(part) / 1_000_000;
            *sums.entry(order).or_insert(0_i128) += whole - off;
            let off = decimal(i64::try_from(off).unwrap(), 2);
            let line = format!("A{order};Ada;31/12/2025;V1;{};{};{off}\n", decimal(thousandths, 3), decimal(cents, 2));
            file.push_str(&line);
        }
        let mut data = Data::new(today());
        let order = ImportOrder { missing: Missing::Make, ..order_for(file.as_bytes()) };
        let result = import_as(&mut data, 1, file.as_bytes(), &order);
        prop_assert_eq!(result.n_refused, 0, "{:?}", result.refused.first());
        let table = data.table(Kind::Order);
        for row in table.live.rows() {
            let name = table.text(row, OrderField::Number.number());
            let net = i128::from(data.derived().orders.net[row as usize]);
            prop_assert_eq!(Some(&net), sums.get(&name[1..].parse::<u8>().unwrap()), "{}", name);
        }
        prop_assert_eq!(table.live.count(), sums.len());
    }
}
