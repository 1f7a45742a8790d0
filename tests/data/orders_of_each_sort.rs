//! What each sort of command does, and what it refuses.

use rapporto::changes::change::Batch;
use rapporto::commands::add_custom_field::{AddCustomField, InSearch, Need, OwnType};
use rapporto::commands::bin_records::BinRecords;
use rapporto::commands::complete_task::CompleteTask;
use rapporto::commands::create_record::CreateRecord;
use rapporto::commands::edit_records::EditRecords;
use rapporto::commands::refusal::{Invalid, Mistake, NotAField, Refusal};
use rapporto::commands::restore_field::RestoreField;
use rapporto::commands::restore_records::RestoreRecords;
use rapporto::commands::revert_batch::RevertBatch;
use rapporto::commands::save_order::{LineDraft, SaveOrder};
use rapporto::commands::set_tags::SetTags;
use rapporto::commands::set_up_workspace::{SetUpWorkspace, StageDraft, StageOutcome};
use rapporto::commands::turn_off_sensitive::TurnOffSensitive;
use rapporto::commands::turn_on_sensitive::TurnOnSensitive;
use rapporto::commands::undo::Undo;
use rapporto::commands::{Command, Context, Done, Tell};
use rapporto::engine::verify::verify;
use rapporto::model::check::Wrong;
use rapporto::model::custom_field::CustomFieldField;
use rapporto::model::customer::CustomerField;
use rapporto::model::date::Time;
use rapporto::model::field::{ALIVE, FieldNumber, Value};
use rapporto::model::id::{Id, IdSource};
use rapporto::model::kind::Kind;
use rapporto::model::order::OrderField;
use rapporto::model::order_line::OrderLineField;
use rapporto::model::tag::TagField;
use rapporto::model::task::TaskField;
use rapporto::storage::keeper::{Keeper, Order};

use crate::random_commands::today;
use crate::shell::identity;

/// A workspace in memory.
struct Office {
    keeper: Keeper,
    millis: u64,
}

impl Office {
    fn new() -> Self {
        Self { keeper: Keeper::found(identity(1), today()).unwrap().0, millis: 1_770_000_000_000 }
    }

    fn tell(&mut self, command: impl Into<Command>) -> Result<Done, Refusal> {
        let command = command.into();
        self.millis += 1_000;
        let ids = IdSource::new(self.millis, self.millis);
        let mut context = Context { now: Time::from_millis(self.millis as i64), today: today(), ids };
        let planned = command.plan(&self.keeper.data, &self.keeper.journal, &mut context)?;
        let (made, kept) = (planned.made.clone(), planned.kept.clone());
        let order = Order {
            command: Id::from_u128(u128::from(self.millis)),
            sort: command.sort().number(),
            role: planned.role,
            millis: self.millis,
        };
        let prepared = self.keeper.prepare(planned.plan, order).unwrap();
        assert_eq!(verify(&self.keeper.data, &self.keeper.journal), []);
        Ok(Done { sequence: prepared.batch.sequence, made, kept, size: prepared.batch.size() })
    }

    fn make(&mut self, kind: Kind, values: &[(FieldNumber, Value)]) -> Id {
        self.tell(CreateRecord { kind, values: values.to_vec() }).unwrap().made[0].1
    }

    fn customer(&mut self, name: &str) -> Id {
        self.make(Kind::Customer, &[(CustomerField::Name.number(), text(name))])
    }

    fn get(&self, kind: Kind, id: Id, field: FieldNumber) -> Value {
        self.keeper.data.value_of(kind, id, field)
    }

    fn last(&self) -> Batch {
        self.keeper.journal.batch(self.keeper.sequence()).unwrap()
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn edit(id: Id, values: &[(FieldNumber, Value)]) -> EditRecords {
    EditRecords { kind: Kind::Customer, ids: vec![id], values: values.to_vec() }
}

#[test]
fn a_name_follows_from_its_parts_until_one_is_given() {
    use CustomerField::{CompanyName, FirstName, LastName, Name};
    let mut office = Office::new();
    for (values, name) in [
        (vec![(FirstName, "Ada"), (LastName, "Neri")], "Ada Neri"),
        (vec![(LastName, "Neri")], "Neri"),
        (vec![(CompanyName, "Ferro srl")], "Ferro srl"),
        (vec![(FirstName, "Ada"), (CompanyName, "Ferro srl"), (Name, "  ")], "Ada"),
        (vec![(FirstName, "Ada"), (Name, "La Ada")], "La Ada"),
    ] {
        let values: Vec<_> = values.iter().map(|(field, it)| (field.number(), text(it))).collect();
        let id = office.make(Kind::Customer, &values);
        assert_eq!(office.get(Kind::Customer, id, Name.number()), text(name), "{values:?}");
    }
    let id = office.make(Kind::Customer, &[(FirstName.number(), text("Ada")), (LastName.number(), text("Neri"))]);
    for (field, value, name) in [
        (LastName, "Bruni", "Ada Bruni"),
        (Name, "Ada B.", "Ada B."),
        (LastName, "Verdi", "Ada B."),
        (Name, "", "Ada Verdi"),
    ] {
        office.tell(edit(id, &[(field.number(), Value::from_text(value))])).unwrap();
        assert_eq!(office.get(Kind::Customer, id, Name.number()), text(name), "{value}");
    }
    let nameless = CreateRecord { kind: Kind::Customer, values: vec![(CustomerField::City.number(), text("Lodi"))] };
    assert!(matches!(office.tell(nameless), Err(Refusal::Invalid(_))));
}

#[test]
fn codes_are_checked_by_the_rules_of_the_country() {
    use CustomerField::{CodiceFiscale, Country, PartitaIva, PostalCode};
    let mut office = Office::new();
    for (country, field, code, is_taken) in [
        ("", PartitaIva, "00743110157", true),
        ("", PartitaIva, "00743110158", false),
        ("it", PartitaIva, "DE123456789", false),
        ("DE", PartitaIva, "DE123456789", true),
        ("Italia", PostalCode, "37121", true),
        ("", PostalCode, "SW1A 1AA", false),
        ("GB", PostalCode, "SW1A 1AA", true),
        ("FR", CodiceFiscale, "1 23 45", true),
        ("FR", PostalCode, &"9".repeat(41), false),
    ] {
        let mut values = vec![(CustomerField::Name.number(), text("X")), (field.number(), text(code))];
        values.extend((!country.is_empty()).then(|| (Country.number(), text(country))));
        let answer = office.tell(CreateRecord { kind: Kind::Customer, values });
        assert_eq!(answer.is_ok(), is_taken, "{country} {code}: {answer:?}");
    }
    let german = office.make(
        Kind::Customer,
        &[(CustomerField::Name.number(), text("X")), (Country.number(), text("DE")), (PostalCode.number(), text("1"))],
    );
    office.tell(edit(german, &[(PartitaIva.number(), text("DE 1"))])).unwrap();
}

#[test]
fn what_only_one_may_have_is_refused_to_many_and_to_one_back_from_the_bin() {
    let mut office = Office::new();
    let email = CustomerField::Email.number();
    let (a, b) = (office.customer("A"), office.customer("B"));
    office.tell(edit(a, &[(email, text("a@example.it"))])).unwrap();
    let taken =
        |by: Id| Err(Refusal::Invalid(vec![Invalid { kind: Kind::Customer, field: email, wrong: Mistake::Taken(by) }]));
    assert_eq!(office.tell(edit(b, &[(email, text("A@example.it"))])), taken(a));
    let both = EditRecords { kind: Kind::Customer, ids: vec![a, b], values: vec![(email, text("c@example.it"))] };
    assert!(matches!(office.tell(both), Err(Refusal::Invalid(_))));
    office.tell(BinRecords { kind: Kind::Customer, ids: vec![a] }).unwrap();
    office.tell(edit(b, &[(email, text("a@example.it"))])).unwrap();
    assert_eq!(office.tell(RestoreRecords { kind: Kind::Customer, ids: vec![a] }), taken(b));
}

#[test]
fn an_order_is_saved_with_its_lines_whole_or_not_at_all() {
    let mut office = Office::new();
    let customer = office.customer("A");
    let line = |id, quantity: i64, price: i64| LineDraft {
        id,
        values: vec![
            (OrderLineField::Quantity.number(), Value::Number(quantity)),
            (OrderLineField::UnitPrice.number(), Value::Number(price)),
        ],
    };
    let date = (OrderField::Date.number(), Value::Number(i64::from(today().days())));
    let of_customer = (OrderField::Customer.number(), Value::Reference(customer));
    let new = SaveOrder {
        order: None,
        values: vec![date, of_customer],
        lines: vec![line(None, 2_000, 500), line(None, 1_000, 99)],
    };
    let done = office.tell(new.clone()).unwrap();
    let ids: Vec<Id> = done.made.iter().map(|(_, id)| *id).collect();
    let [order, first, second] = ids.as_slice() else { panic!("{done:?}") };
    let net = |office: &Office| office.keeper.data.derived().orders.net[0];
    let spend = |office: &Office| office.keeper.data.derived().customers.spend[0];
    assert_eq!((net(&office), spend(&office)), (1_099, 1_099));
    let again = SaveOrder {
        order: Some(*order),
        values: vec![],
        lines: vec![line(None, 3_000, 10), LineDraft { id: Some(*second), values: vec![] }],
    };
    let third = office.tell(again).unwrap().made[0].1;
    assert_eq!(net(&office), 129);
    let place = |id| office.get(Kind::OrderLine, id, OrderLineField::Position.number());
    assert_eq!((place(third), place(*second)), (Value::Number(1_000), Value::Number(2_000)));
    assert_eq!(office.get(Kind::OrderLine, *first, ALIVE), Value::Number(0));
    let too_large = SaveOrder { lines: vec![line(None, 1_000_000_000_000, 1_000_000_000_000)], ..new.clone() };
    assert_eq!(office.tell(too_large), Err(Refusal::TotalTooLarge));
    let of_another = SaveOrder { lines: vec![LineDraft { id: Some(*second), values: vec![] }], ..new.clone() };
    assert_eq!(office.tell(of_another), Err(Refusal::NoSuchRecord { kind: Kind::OrderLine, id: *second }));
    let halves: Vec<_> = (0..3).map(|_| line(None, 1_000, 500_000_000_000)).collect();
    assert_eq!(office.tell(SaveOrder { lines: halves, ..new }), Err(Refusal::TotalTooLarge));
    office.tell(Undo {}).unwrap();
    office.tell(Undo {}).unwrap();
    assert_eq!(office.keeper.data.table(Kind::OrderLine).live.count(), 0);
}

#[test]
fn tags_are_made_once_put_on_and_taken_off() {
    let mut office = Office::new();
    let customers = vec![office.customer("A"), office.customer("B")];
    let names = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let set = |add: &[&str], remove: &[&str]| SetTags {
        customers: customers.clone(),
        add: names(add),
        remove: names(remove),
    };
    let made = office.tell(set(&["vip", " VIP ", "Nord"], &[])).unwrap().made;
    assert_eq!(made.len(), 2);
    let tags =
        |office: &Office, at: usize| match office.get(Kind::Customer, customers[at], CustomerField::Tags.number()) {
            Value::Many(tags) => tags.len(),
            Value::Empty | Value::Text(_) | Value::Number(_) | Value::Reference(_) => 0,
        };
    assert_eq!((tags(&office, 0), tags(&office, 1)), (2, 2));
    assert_eq!(office.tell(set(&["sud"], &["nord", "none such"])).unwrap().made.len(), 1);
    assert_eq!(tags(&office, 0), 2);
    office.tell(set(&[], &["sud", "vip"])).unwrap();
    assert_eq!(tags(&office, 1), 0);
    assert_eq!(office.get(Kind::Tag, made[0].1, TagField::Name.number()), text("vip"));
}

#[test]
fn a_task_done_brings_its_next() {
    let mut office = Office::new();
    let due = |days: i32| Value::Number(i64::from(today().days() + days));
    let values = [
        (TaskField::Title.number(), text("Call")),
        (TaskField::Due.number(), due(-1)),
        (TaskField::Recurrence.number(), Value::Number(1)),
    ];
    let task = office.make(Kind::Task, &values);
    let made = office.tell(CompleteTask { task }).unwrap().made;
    assert_eq!(office.get(Kind::Task, task, TaskField::DoneAt.number()), Value::Number(office.millis as i64));
    assert_eq!(office.get(Kind::Task, made[0].1, TaskField::Due.number()), due(6));
    assert_eq!(office.get(Kind::Task, made[0].1, TaskField::DoneAt.number()), Value::Empty);
    assert_eq!(office.tell(CompleteTask { task }).unwrap().size, 0);
}

#[test]
fn a_field_goes_back_to_what_it_was_unless_that_makes_no_sense_any_more() {
    let mut office = Office::new();
    let (city, email) = (CustomerField::City.number(), CustomerField::Email.number());
    let id = office.customer("A");
    let made = office.keeper.sequence();
    for value in ["Lodi", "Bari", "Enna"] {
        office.tell(edit(id, &[(city, text(value)), (email, text(&format!("{value}@example.it")))])).unwrap();
    }
    for (sequence, expected) in [(made + 2, text("Bari")), (made, Value::Empty), (made + 3, text("Enna"))] {
        office.tell(RestoreField { kind: Kind::Customer, id, field: city, sequence }).unwrap();
        assert_eq!(office.get(Kind::Customer, id, city), expected);
    }
    let other = office.customer("B");
    office.tell(edit(other, &[(email, text("Lodi@example.it"))])).unwrap();
    let back = RestoreField { kind: Kind::Customer, id, field: email, sequence: made + 1 };
    assert!(matches!(office.tell(back), Err(Refusal::Invalid(_))));
    assert_eq!(office.tell(RestoreField { sequence: 999, ..back }), Err(Refusal::NothingToTakeBack));
}

#[test]
fn a_field_of_ones_own_gets_a_number_and_behaves_as_any_other() {
    let mut office = Office::new();
    let add = |name: &str, field_type: OwnType| AddCustomField {
        kind: Kind::Customer,
        name: name.to_owned(),
        field_type,
        need: Need::Optional,
        search: InSearch::LeftOut,
        help: String::new(),
    };
    let words = |n: usize| (0..n).map(|it| it.to_string()).collect::<Vec<_>>();
    office.tell(add("Altezza", OwnType::Number)).unwrap();
    office.tell(add("Colori", OwnType::Choices(words(63)))).unwrap();
    let numbers: Vec<_> =
        office.keeper.data.fields(Kind::Customer).map(|it| it.number).filter(|it| *it >= 1_000).collect();
    assert_eq!(numbers, [1_000, 1_001]);
    for (command, reason) in [
        (add("altezza", OwnType::Text), NotAField::NameTaken),
        (add("City", OwnType::Text), NotAField::NameTaken),
        (add("Scelta", OwnType::Choice(vec![" ".to_owned()])), NotAField::NoChoices),
        (add("Scelta", OwnType::Choice(vec!["a".to_owned(), " a".to_owned()])), NotAField::ChoiceTwice("a".to_owned())),
        (add("Scelta", OwnType::Choices(words(64))), NotAField::TooManyChoices { max: 63 }),
        (AddCustomField { kind: Kind::Workspace, ..add("X", OwnType::Text) }, NotAField::KindFixed(Kind::Workspace)),
    ] {
        assert_eq!(office.tell(command), Err(Refusal::NotAField(reason)));
    }
    let required = Err(Refusal::Invalid(vec![Invalid {
        kind: Kind::CustomField,
        field: 1,
        wrong: Mistake::Value(Wrong::Required),
    }]));
    assert_eq!(office.tell(add("  ", OwnType::Text)), required);
    let id = office.customer("A");
    office.tell(edit(id, &[(1_000, Value::Number(1_800)), (1_001, Value::Number(5))])).unwrap();
    assert_eq!(office.get(Kind::Customer, id, 1_000), Value::Number(1_800));
    // Its definition is renamed, its choices renamed and added to where they stand; none may leave its place.
    let definition = |office: &Office, row| office.keeper.data.table(Kind::CustomField).ids.id_of(row).unwrap();
    let (height, colours) = (definition(&office, 0), definition(&office, 1));
    let of = |id, field: CustomFieldField, value: &str| EditRecords {
        kind: Kind::CustomField,
        ids: vec![id],
        values: vec![(field.number(), text(value))],
    };
    office.tell(of(height, CustomFieldField::Name, "Statura")).unwrap();
    office.tell(of(height, CustomFieldField::Name, "STATURA")).unwrap();
    let taken = office.tell(of(height, CustomFieldField::Name, "colori"));
    assert_eq!(taken, Err(Refusal::NotAField(NotAField::NameTaken)));
    let joined = |words: &[String]| words.join("\n");
    let (mut fewer, mut renamed, mut swapped) = (words(63), words(63), words(63));
    fewer.remove(4);
    "rosso".clone_into(&mut renamed[4]);
    swapped.swap(4, 5);
    for (moved, first) in [(fewer, "5"), (swapped, "4")] {
        let refused = office.tell(of(colours, CustomFieldField::Choices, &joined(&moved)));
        assert_eq!(refused, Err(Refusal::NotAField(NotAField::ChoiceMoved(first.to_owned()))));
    }
    office.tell(of(colours, CustomFieldField::Choices, &format!("\n {}", joined(&renamed)))).unwrap();
    assert_eq!(office.keeper.data.field(Kind::Customer, 1_001).unwrap().choices, renamed);
    // A field in use stays when its making is taken back; one that is not goes, and its number is not given again.
    let kept = office.tell(RevertBatch { sequence: 1 }).unwrap().kept;
    assert_eq!(kept.len(), 1);
    office.tell(add("Breve", OwnType::Text)).unwrap();
    office.tell(Undo {}).unwrap();
    assert!(office.keeper.data.field(Kind::Customer, 1_002).is_none());
    office.tell(add("Lunga", OwnType::Text)).unwrap();
    assert!(office.keeper.data.field(Kind::Customer, 1_003).is_some());
}

#[test]
fn a_workspace_is_set_up_once_and_sensitive_fields_need_a_reason() {
    let mut office = Office::new();
    let stage = |name: &str, probability, outcome| StageDraft { name: name.to_owned(), probability, outcome };
    let set_up = SetUpWorkspace {
        name: "Ferro srl".to_owned(),
        currency: "EUR".to_owned(),
        pipeline: "Vendite".to_owned(),
        stages: vec![stage("Offerta", 5_000, StageOutcome::Open), stage("Vinta", 10_000, StageOutcome::Won)],
    };
    let religion = CustomerField::Religion.number();
    let on =
        |reason: &str| TurnOnSensitive { kind: Kind::Customer, field: religion, reason: reason.to_owned(), uses: 0 };
    assert_eq!(office.tell(on("dietary rules")), Err(Refusal::NotSetUp));
    assert_eq!(office.tell(set_up.clone()).unwrap().made.len(), 4);
    assert_eq!(office.tell(SetUpWorkspace { name: "Acciaio srl".to_owned(), ..set_up }).unwrap().made, []);
    assert_eq!(office.keeper.data.table(Kind::Stage).live.count(), 2);
    let id = office.customer("A");
    let faith = edit(id, &[(religion, text("x"))]);
    assert!(matches!(office.tell(faith.clone()), Err(Refusal::Invalid(_))));
    assert!(matches!(office.tell(on(" ")), Err(Refusal::Invalid(_))));
    let city = TurnOnSensitive { field: CustomerField::City.number(), ..on("x") };
    assert!(matches!(office.tell(city), Err(Refusal::NoSuchField { .. })));
    office.tell(on("dietary rules")).unwrap();
    office.tell(faith.clone()).unwrap();
    // Off again, what it held goes with it; undone, both are back.
    let off = TurnOffSensitive { kind: Kind::Customer, field: religion };
    assert!(matches!(
        office.tell(TurnOffSensitive { field: CustomerField::City.number(), ..off }),
        Err(Refusal::NoSuchField { .. })
    ));
    office.tell(off).unwrap();
    assert_eq!(office.get(Kind::Customer, id, religion), Value::Empty);
    assert!(matches!(office.tell(faith), Err(Refusal::Invalid(_))));
    office.tell(Undo {}).unwrap();
    assert_eq!(office.get(Kind::Customer, id, religion), text("x"));
    assert!(office.keeper.data.is_turned_on(Kind::Customer, religion));
    office.tell(edit(id, &[(religion, text("y"))])).unwrap();
}

#[test]
fn taking_an_import_back_keeps_and_lists_what_was_edited_since_and_what_others_refer_to() {
    let mut office = Office::new();
    let city = CustomerField::City.number();
    let first = IdSource::new(office.millis, 1).next_id();
    let mut random = rapporto::storage::seeded_random::SeededRandom::new(1);
    crate::random_commands::lay_out(&mut random, &mut office.keeper.data, first, 100);
    let range = rapporto::changes::change::MadeRange {
        kind: Kind::Customer,
        first,
        count: 100,
        way: rapporto::changes::change::Way::Made,
    };
    let plan = rapporto::changes::inverse::Plan { ranges: vec![range], changes: vec![] };
    let role = rapporto::changes::change::Role::Done;
    let order = Order { command: Id::from_u128(9), sort: 1_000, role, millis: office.millis };
    let import = office.keeper.prepare(plan, order).unwrap().batch.sequence;
    // Edited; edited and undone; referred to by an order.
    office.tell(edit(first.plus(10), &[(city, text("Aosta"))])).unwrap();
    office.tell(edit(first.plus(20), &[(city, text("Aosta"))])).unwrap();
    office.tell(Undo {}).unwrap();
    let of_customer = (OrderField::Customer.number(), Value::Reference(first.plus(30)));
    office.make(Kind::Order, &[(OrderField::Date.number(), Value::Number(20_000)), of_customer]);
    let kept = office.tell(RevertBatch { sequence: import }).unwrap().kept;
    assert_eq!(kept, [(Kind::Customer, first.plus(10), city), (Kind::Customer, first.plus(30), ALIVE)]);
    let left: Vec<Id> = {
        let table = office.keeper.data.table(Kind::Customer);
        table.live.rows().filter_map(|row| table.ids.id_of(row)).collect()
    };
    assert_eq!(left, [first.plus(10), first.plus(30)]);
    assert_eq!(office.last().ranges.len(), 3);
    office.tell(Undo {}).unwrap();
    assert_eq!(office.keeper.data.table(Kind::Customer).live.count(), 100);
}
