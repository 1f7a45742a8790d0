//! Commands of all sorts, chosen by a seed: most make sense, some are refused.

use rapporto::changes::change::{Change, Role};
use rapporto::changes::inverse::Plan;
use rapporto::commands::Command;
use rapporto::commands::add_custom_field::{AddCustomField, InSearch, Need, OwnType};
use rapporto::commands::bin_records::BinRecords;
use rapporto::commands::complete_task::CompleteTask;
use rapporto::commands::create_record::CreateRecord;
use rapporto::commands::edit_records::EditRecords;
use rapporto::commands::redo::Redo;
use rapporto::commands::restore_field::RestoreField;
use rapporto::commands::restore_records::RestoreRecords;
use rapporto::commands::revert_batch::RevertBatch;
use rapporto::commands::save_order::{LineDraft, SaveOrder};
use rapporto::commands::set_tags::SetTags;
use rapporto::commands::set_up_workspace::{SetUpWorkspace, StageDraft, StageOutcome};
use rapporto::commands::turn_off_sensitive::TurnOffSensitive;
use rapporto::commands::turn_on_sensitive::TurnOnSensitive;
use rapporto::commands::undo::Undo;
use rapporto::engine::column::Cell;
use rapporto::engine::data::Data;
use rapporto::engine::schema::FieldInfo;
use rapporto::model::customer::CustomerField;
use rapporto::model::date::Date;
use rapporto::model::field::{ALIVE, FieldNumber, FieldType, Value};
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::model::order_line::OrderLineField;
use rapporto::storage::keeper::Order;
use rapporto::storage::seeded_random::SeededRandom;

/// The day on which the tests take place.
pub(crate) fn today() -> Date {
    Date::from_civil(2026, 3, 15).unwrap()
}

/// A workspace that is set up, kept nowhere.
pub(crate) fn workspace(identity: rapporto::storage::head::Identity) -> rapporto::storage::keeper::Keeper {
    use rapporto::model::workspace::WorkspaceField;
    let (mut keeper, _) = rapporto::storage::keeper::Keeper::found(identity, today()).unwrap();
    let text = |text: &str| Value::Text(text.to_owned());
    let values = [(ALIVE, Value::Number(1)), (WorkspaceField::Name.number(), text("Bottega"))];
    let change = |(field, after): (FieldNumber, Value)| Change {
        kind: Kind::Workspace,
        id: Id::from_u128(9),
        field,
        before: Value::Empty,
        after,
    };
    let changes: Vec<Change> = values.into_iter().map(change).collect();
    let order = Order { command: Id::from_u128(9), sort: 0, role: Role::Done, millis: 1 };
    keeper.prepare(Plan { changes, ..Plan::default() }, order).unwrap();
    keeper
}

/// Kinds that figures and links depend on come more often.
const KINDS: &[Kind] = &[
    Kind::Customer,
    Kind::Customer,
    Kind::Order,
    Kind::Order,
    Kind::OrderLine,
    Kind::OrderLine,
    Kind::Interaction,
    Kind::Deal,
    Kind::Ticket,
    Kind::Response,
    Kind::Task,
    Kind::Tag,
    Kind::Product,
    Kind::Pipeline,
    Kind::Stage,
    Kind::Survey,
    Kind::SurveyVersion,
];

/// A command of any sort.
pub(crate) fn command(random: &mut SeededRandom, data: &Data, last: u64) -> Command {
    match random.below(100) {
        0..=33 => create(random, data),
        34 | 35 => restore_field(random, data, last),
        36 => set_up(random),
        37 | 38 => {
            let (kind, field) = (Kind::Customer, sensitive(random));
            let reason = any(random, &["ritiri", "diete"]).to_owned();
            TurnOnSensitive { kind, field, reason, uses: random.below(8) as i64 }.into()
        }
        39 => TurnOffSensitive { kind: Kind::Customer, field: sensitive(random) }.into(),
        40..=69 => edit(random, data),
        70..=76 => {
            let kind = any_with(random, |kind| data.table(kind).live.count() > 0);
            BinRecords { kind, ids: some_of(random, &there(data, kind)) }.into()
        }
        77..=81 => {
            let kind = any_with(random, |kind| data.table(kind).binned.count() > 0);
            let binned =
                data.table(kind).binned.rows().filter_map(|row| data.table(kind).ids.id_of(row)).collect::<Vec<_>>();
            RestoreRecords { kind, ids: some_of(random, &binned) }.into()
        }
        82 | 83 => {
            let names = |random: &mut SeededRandom| vec![any(random, &["vip", "Nord", "fiera"]).to_owned()];
            let customers = some_of(random, &there(data, Kind::Customer));
            SetTags { customers, add: names(random), remove: names(random) }.into()
        }
        84 => match there(data, Kind::Task).first() {
            Some(task) => CompleteTask { task: *task }.into(),
            None => Undo {}.into(),
        },
        85 => {
            let types = [OwnType::Text, OwnType::Money, OwnType::Choices(vec!["a".to_owned(), "b".to_owned()])];
            let types = types.into_iter().chain([OwnType::Reference(Kind::Product), OwnType::Rating, OwnType::YesNo]);
            let types: Vec<OwnType> = types.collect();
            let field_type = types[random.below(types.len() as u64) as usize].clone();
            let (name, kind) = (format!("Mio {}", random.below(99)), any(random, KINDS));
            let (need, search) = (Need::Optional, InSearch::LeftOut);
            AddCustomField { kind, name, field_type, need, search, help: String::new() }.into()
        }
        86 => save_order(random, data),
        87..=91 => Undo {}.into(),
        92..=96 => Redo {}.into(),
        _ => RevertBatch { sequence: random.below(last + 2) }.into(),
    }
}

/// The first command of a firm that begins as its page does.
pub(crate) fn set_up(random: &mut SeededRandom) -> Command {
    let stage = |name: &str, outcome| StageDraft { name: name.to_owned(), probability: 5_000, outcome };
    let stages = vec![stage("Contatto", StageOutcome::Open), stage("Vinta", StageOutcome::Won)];
    let (name, currency) = (format!("Bottega {}", random.below(9)), "EUR".to_owned());
    SetUpWorkspace { name, currency, pipeline: "Vendite".to_owned(), stages }.into()
}

fn sensitive(random: &mut SeededRandom) -> FieldNumber {
    any(random, &[CustomerField::Religion.number(), CustomerField::Health.number()])
}

/// A field of a record as it was after one of the batches; most often it is another now.
fn restore_field(random: &mut SeededRandom, data: &Data, last: u64) -> Command {
    let kind = any_with(random, |kind| data.table(kind).live.count() > 0);
    let there = there(data, kind);
    let id = if there.is_empty() { Id::from_u128(1) } else { any(random, &there) };
    let fields: Vec<FieldNumber> = fields(data, kind).map(|field| field.number).collect();
    RestoreField { kind, id, field: any(random, &fields), sequence: 1 + random.below(last + 1) }.into()
}

/// The fields that a person fills; sensitive ones where they are turned on.
fn fields(data: &Data, kind: Kind) -> impl Iterator<Item = &FieldInfo> {
    let exists = move |it: &&FieldInfo| !it.marks.sensitive || data.is_turned_on(kind, it.number);
    data.fields(kind).filter(|field| !field.marks.automatic).filter(exists)
}

fn create(random: &mut SeededRandom, data: &Data) -> Command {
    let kind = any(random, KINDS);
    create_of(random, data, kind)
}

fn create_of(random: &mut SeededRandom, data: &Data, kind: Kind) -> Command {
    let values = fields(data, kind);
    let odds = |field: &FieldInfo| if field.marks.required { 99 } else { 25 };
    let values: Vec<_> = values.filter_map(|field| filled(random, data, field, odds(field))).collect();
    CreateRecord { kind, values }.into()
}

fn save_order(random: &mut SeededRandom, data: &Data) -> Command {
    let order = there(data, Kind::Order).first().copied().filter(|_| random.below(2) == 0);
    let Command::CreateRecord(new) = create_of(random, data, Kind::Order) else { unreachable!() };
    let own: Vec<Id> = order.map_or_else(Vec::new, |order| {
        let row = data.table(Kind::Order).ids.row_of(order).unwrap();
        let lines = data.referring(Kind::OrderLine, OrderLineField::Order.number(), row);
        lines.filter_map(|line| data.table(Kind::OrderLine).ids.id_of(line)).collect()
    });
    let kept = own.into_iter().filter(|_| random.below(2) == 0).map(Some).collect::<Vec<_>>();
    let drafts = kept.into_iter().chain([None, None]);
    let lines = drafts.map(|id| {
        let values = vec![
            (OrderLineField::Quantity.number(), Value::Number(random.below(5) as i64 * 1_000)),
            (OrderLineField::UnitPrice.number(), Value::Number(random.below(9_999) as i64)),
        ];
        LineDraft { id, values }
    });
    let lines = lines.collect();
    SaveOrder { order, values: new.values, lines }.into()
}

fn edit(random: &mut SeededRandom, data: &Data) -> Command {
    let kind = any_with(random, |kind| data.table(kind).live.count() > 0);
    let fields: Vec<&FieldInfo> = fields(data, kind).collect();
    let n_fields = 1 + random.below(3);
    let mut values: Vec<(FieldNumber, Value)> = Vec::new();
    for _ in 0..n_fields {
        let field = fields[random.below(fields.len() as u64) as usize];
        if values.iter().all(|(number, _)| *number != field.number) {
            values.push(filled(random, data, field, 85).unwrap_or((field.number, Value::Empty)));
        }
    }
    EditRecords { kind, ids: some_of(random, &there(data, kind)), values }.into()
}

/// A value for the field, this often in a hundred times.
fn filled(random: &mut SeededRandom, data: &Data, field: &FieldInfo, per_cent: u64) -> Option<(FieldNumber, Value)> {
    let value = value(random, data, field);
    (random.below(100) < per_cent && !value.is_empty()).then_some((field.number, value))
}

fn value(random: &mut SeededRandom, data: &Data, field: &FieldInfo) -> Value {
    const WORDS: [&str; 6] = ["Aldo", "Bé", "Caffè nero", "d", "Élan «vital»", "ferro e acciaio"];
    let number = |random: &mut SeededRandom, bound: u64| Value::Number(random.below(bound) as i64);
    let text = |text: String| Value::Text(text);
    match field.field_type {
        FieldType::Text | FieldType::Repeating | FieldType::LongText => {
            text(format!("{}{}", any(random, &WORDS), random.below(9)))
        }
        FieldType::Email => text(format!("a{}@example.it", random.below(30))),
        FieldType::Phone => text(format!("+39 045 80{:05}", random.below(99_999))),
        FieldType::WebAddress => text(format!("https://example.it/{}", random.below(9))),
        FieldType::PartitaIva => text("00743110157".to_owned()),
        FieldType::PostalCode => text(format!("371{:02}", random.below(99))),
        FieldType::CodiceFiscale | FieldType::SdiCode => Value::Empty,
        FieldType::Number if field.range.is_some() => {
            let (least, greatest) = field.range.unwrap();
            Value::Number((least + random.below((greatest - least + 1) as u64) as i64) * 1_000)
        }
        FieldType::Number => Value::Number(random.below(9) as i64 * 1_000 - if field.marks.signed { 2_000 } else { 0 }),
        FieldType::Money => number(random, 100_000),
        FieldType::Percent => number(random, 10_000),
        FieldType::Date => Value::Number(i64::from(today().days()) - 400 + random.below(420) as i64),
        FieldType::Time => Value::Number((i64::from(today().days()) - random.below(9) as i64) * 86_400_000),
        FieldType::Flag => number(random, 2),
        FieldType::Rating => Value::Number(1 + random.below(5) as i64),
        FieldType::Choice => number(random, field.choices.len() as u64),
        FieldType::Choices => number(random, 1 << field.choices.len().min(8)),
        FieldType::Reference(kind) => {
            let there = there(data, kind);
            if there.is_empty() { Value::Empty } else { Value::Reference(any(random, &there)) }
        }
        FieldType::References(kind) => {
            let ids = some_of(random, &there(data, kind));
            if ids.is_empty() { Value::Empty } else { Value::Many(ids) }
        }
    }
}

/// The records that are there, at most the first hundred.
fn there(data: &Data, kind: Kind) -> Vec<Id> {
    let table = data.table(kind);
    table.live.rows().filter_map(|row| table.ids.id_of(row)).take(100).collect()
}

fn any<T: Copy>(random: &mut SeededRandom, of: &[T]) -> T {
    of[random.below(of.len() as u64) as usize]
}

/// A kind for which that holds, or any at all.
fn any_with(random: &mut SeededRandom, holds: impl Fn(Kind) -> bool) -> Kind {
    let kinds: Vec<Kind> = KINDS.iter().copied().filter(|kind| holds(*kind)).collect();
    any(random, if kinds.is_empty() { KINDS } else { &kinds })
}

/// None, one or a few.
fn some_of(random: &mut SeededRandom, ids: &[Id]) -> Vec<Id> {
    if ids.is_empty() {
        return Vec::new();
    }
    let mut some: Vec<Id> = (0..=random.below(3)).map(|_| any(random, ids)).collect();
    some.sort_unstable();
    some.dedup();
    some
}

/// What decides the rows of the import with that identity.
pub(crate) fn chance_of_rows(import: Id) -> SeededRandom {
    let bits = import.to_u128();
    SeededRandom::new((bits ^ bits >> 64) as u64)
}

/// The values of one row of a bulk import, in three columns.
pub(crate) fn imported_row(random: &mut SeededRandom) -> [(FieldNumber, Value); 3] {
    let text = |text: &str| Value::Text(text.to_owned());
    [
        (CustomerField::Name.number(), text(&format!("Import {}", random.below(1_000)))),
        (CustomerField::City.number(), text(["Lodi", "Enna", "Bari"][random.below(3) as usize])),
        (CustomerField::DeclaredSpend.number(), Value::Number(random.below(1 << 40) as i64)),
    ]
}

/// Lays out `count` customers as a bulk import does.
pub(crate) fn lay_out(random: &mut SeededRandom, data: &mut Data, first: Id, count: u32) {
    let table = data.table_mut(Kind::Customer);
    let row = table.ids.append(first, count);
    for row in row..row + count {
        for (field, value) in imported_row(random) {
            let cell = value.number().map_or_else(|| Cell::Text(value.text()), Cell::Number);
            table.column_mut(field).unwrap().set(row, cell);
        }
    }
}
