//! What goes out comes back, and what is not whole does not come in.

use super::*;
use crate::changes::change::Change;
use crate::changes::clock::Stamp;
use crate::changes::whole_record::{Presence, WholeRecord};
use crate::engine::digest::digest;
use crate::engine::whole_records::plan_of_all;
use crate::model::custom_field::CustomFieldField;
use crate::model::customer::CustomerField;
use crate::model::field::{ALIVE, FieldType, Value};
use crate::storage::seeded_random::SeededRandom;

const DEVICES: [u64; 3] = [1, 0xfeed_beef, u64::MAX];

fn day() -> Date {
    Date::from_days(20_000).unwrap()
}

fn stamp(random: &mut SeededRandom) -> Stamp {
    let device = DeviceId(DEVICES[random.below(3) as usize]);
    Stamp { millis: 1_700_000_000_000 + random.below(5), counter: random.below(3) as u32, device }
}

fn id(kind: Kind, n: u64) -> Id {
    Id::from_u128(u128::from(kind.number()) << 100 | u128::from(n) << 40)
}

fn value(field_type: FieldType, random: &mut SeededRandom) -> Value {
    const WORDS: [&str; 6] =
        ["Rossi", "a \"b\" \\ c\n\t", "{\"end\":true}", "è ÿ 日本 🦀", "\u{202e}=1+1", "\u{0}\u{1f}"];
    let wide = |random: &mut SeededRandom| [0, -1, 1_250, i64::MAX, i64::MIN + 1, 20_000][random.below(6) as usize];
    match field_type {
        FieldType::Number | FieldType::Money | FieldType::Time => Value::Number(wide(random)),
        FieldType::Choices => Value::Number(random.below(1 << 12) as i64),
        FieldType::Percent | FieldType::Date => Value::Number(i64::from(random.next_u64() as i32) | 1),
        FieldType::Choice | FieldType::Flag | FieldType::Rating => Value::Number(random.below(255) as i64 % 9),
        FieldType::Reference(kind) => Value::Reference(id(kind, random.below(6))),
        FieldType::References(kind) => Value::Many((0..=random.below(3)).map(|n| id(kind, n)).collect()),
        FieldType::Text
        | FieldType::Repeating
        | FieldType::LongText
        | FieldType::Email
        | FieldType::Phone
        | FieldType::WebAddress
        | FieldType::CodiceFiscale
        | FieldType::PartitaIva
        | FieldType::PostalCode
        | FieldType::SdiCode => Value::from_text(WORDS[random.below(6) as usize]),
    }
}

/// A workspace of every kind, with own fields of every type, edits, bins, undone records and references to nothing.
pub(in crate::worker) fn workspace(seed: u64) -> Data {
    let mut random = SeededRandom::new(seed);
    let mut data = Data::new(day());
    let write = |data: &mut Data, kind, n, field, after: Value, at| {
        data.apply(&[], &[Change { kind, id: id(kind, n), field, before: Value::Empty, after }], at);
    };
    for choice in 0..11_u64 {
        let at = stamp(&mut random);
        let words = |text: &str| Value::Text(text.to_owned());
        let fields = [
            (CustomFieldField::Name, words("Zona")),
            (CustomFieldField::On, words("customer")),
            (CustomFieldField::To, words("order")),
            (CustomFieldField::Number, Value::Number((1_000 + choice as i64) * 1_000)),
            (CustomFieldField::Type, Value::Number(choice as i64)),
        ];
        for (field, value) in fields {
            write(&mut data, Kind::CustomField, choice, field.number(), value, at);
        }
        write(&mut data, Kind::CustomField, choice, ALIVE, Value::Number(1), at);
    }
    for kind in Kind::ALL.iter().filter(|it| **it != Kind::CustomField) {
        let fields: Vec<_> = data.fields(*kind).map(|field| (field.number, field.field_type)).collect();
        for n in 0..random.below(5) {
            let made = stamp(&mut random);
            write(&mut data, *kind, n, ALIVE, Value::Number(1), made);
            for (field, field_type) in &fields {
                if random.below(3) > 0 {
                    let at = if random.below(4) == 0 { stamp(&mut random) } else { made };
                    let after = if random.below(9) == 0 { Value::Empty } else { value(*field_type, &mut random) };
                    write(&mut data, *kind, n, *field, after, at);
                }
            }
            let later = [Value::Number(1), Value::Number(0), Value::Empty];
            if let Some(life) = later.get(random.below(9) as usize) {
                write(&mut data, *kind, n, ALIVE, life.clone(), stamp(&mut random));
            }
        }
    }
    // Sensitive fields are on, and may leave.
    for (field, value) in [
        (ALIVE, Value::Number(1)),
        (WorkspaceField::SensitiveFields.number(), Value::from_text("customer.religion\ncustomer.health")),
        (WorkspaceField::SensitiveUses.number(), Value::Number(1 << EXPORTS)),
    ] {
        write(&mut data, Kind::Workspace, 99, field, value, stamp(&mut random));
    }
    data
}

pub(in crate::worker) fn written(data: &Data) -> Vec<u8> {
    let origin = Origin { workspace: Id::from_u128(7), device: DeviceId(9), millis: 1_700_000_000_000 };
    let mut out = Vec::new();
    let mut leaving = Leaving::begin(data, origin, &mut out).unwrap();
    while leaving.next(data, 3, &mut out).unwrap() {}
    assert_eq!(leaving.n_done, leaving.n_records);
    leaving.end(&mut out).unwrap();
    out
}

fn read(file: &[u8], piece: usize) -> Result<(Data, Summary), FileFault> {
    let mut coming = Coming::new(Budget::ORDINARY, day());
    for bytes in file.chunks(piece) {
        coming.push(bytes)?;
    }
    let (intake, summary) = coming.finish()?;
    Ok((intake.finish(), summary))
}

/// Every record that is there or in the bin, clocks and all.
pub(in crate::worker) fn records(data: &Data) -> BTreeMap<(Kind, Id), WholeRecord> {
    let all = Kind::ALL.iter().flat_map(|kind| (0..data.table(*kind).len()).map(|row| (*kind, row)));
    let told = all.filter_map(|(kind, row)| data.whole_record(kind, row)).filter(|it| it.presence != Presence::Gone);
    told.map(|mut record| {
        record.fields.sort_unstable_by_key(|field| field.0);
        ((record.kind, record.id), record)
    })
    .collect()
}

#[test]
fn what_goes_out_comes_back_with_every_value_and_clock() {
    for seed in 0..150 {
        let data = workspace(seed);
        let file = written(&data);
        let (back, summary) = read(&file, 1 + seed as usize * 7).unwrap();
        assert_eq!(records(&back), records(&data), "seed {seed}");
        assert_eq!(digest(&back), digest(&data), "seed {seed}");
        assert_eq!((summary.n_records, summary.n_unknown), (records(&data).len() as u64, 0), "seed {seed}");
        assert_eq!(records(&read(&written(&back), 4_096).unwrap().0), records(&data), "seed {seed}, once more");
        let derived = back.derived().clone();
        let mut recounted = back;
        recounted.recount();
        assert!(derived == *recounted.derived(), "seed {seed}");
    }
}

#[test]
fn the_batch_of_a_restore_makes_exactly_what_came_and_takes_it_back() {
    for seed in 0..60 {
        let mut data = read(&written(&workspace(seed)), 999).unwrap().0;
        let there = records(&data);
        let plan = plan_of_all(&data, &Data::new(day()));
        let undone: Vec<_> = plan.changes.iter().rev().map(Change::inverse).collect();
        let unmade: Vec<_> = plan.ranges.iter().rev().map(crate::changes::change::MadeRange::inverse).collect();
        data.move_to(&unmade, &undone);
        assert!(records(&data).is_empty(), "seed {seed}");
        data.move_to(&plan.ranges, &plan.changes);
        assert_eq!(records(&data), there, "seed {seed}");
    }
}

#[test]
fn what_was_there_before_is_carried_unless_the_file_has_it() {
    let (before, data) = (workspace(1), workspace(2));
    let mut coming = Coming::new(Budget::ORDINARY, day());
    coming.push(&written(&data)).unwrap();
    let mut intake = coming.finish().unwrap().0;
    intake.carry(&before);
    let both = records(&intake.finish());
    let expected: BTreeMap<_, _> = records(&before).into_iter().chain(records(&data)).collect();
    // What the older state binned or unmade under an identity of the file is the file's.
    let came = records(&data);
    for (key, record) in &expected {
        if came.contains_key(key) || data.table(key.0).ids.row_of(key.1).is_none() {
            assert_eq!(both.get(key), Some(record), "{key:?}");
        }
    }
    assert!(came.iter().all(|(key, record)| both.get(key) == Some(record)));
}

#[test]
fn sensitive_fields_leave_only_where_they_are_on_and_may() {
    let sensitive = [CustomerField::Religion.number(), CustomerField::Health.number()];
    let n_sensitive = |data: &Data| {
        let customers = records(data).into_values().filter(|record| record.kind == Kind::Customer);
        let told = customers.flat_map(|record| record.fields);
        told.filter(|(field, value, _)| sensitive.contains(field) && !value.is_empty()).count()
    };
    let set = |data: &mut Data, field: WorkspaceField, after: Value| {
        for n in 0..100 {
            let id = id(Kind::Workspace, n);
            let before = data.value_of(Kind::Workspace, id, field.number());
            if data.table(Kind::Workspace).ids.row_of(id).is_some() {
                let after = after.clone();
                data.apply(
                    &[],
                    &[Change { kind: Kind::Workspace, id, field: field.number(), before, after }],
                    Stamp::ZERO,
                );
            }
        }
    };
    let mut data = workspace(1);
    for n in 0..3 {
        for (field, after) in [(ALIVE, Value::Number(1)), (sensitive[0], Value::Text("x".to_owned()))] {
            let change =
                Change { kind: Kind::Customer, id: id(Kind::Customer, 50 + n), field, before: Value::Empty, after };
            data.apply(&[], &[change], Stamp::ZERO);
        }
    }
    let leaves = |data: &Data| n_sensitive(&read(&written(data), 4_096).unwrap().0);
    let n_all = n_sensitive(&data);
    assert_eq!((leaves(&data), n_all > 2), (n_all, true));
    set(&mut data, WorkspaceField::SensitiveUses, Value::Number(0));
    assert_eq!((leaves(&data), n_sensitive(&data)), (0, n_all));
    set(&mut data, WorkspaceField::SensitiveUses, Value::Number(1 << EXPORTS));
    set(&mut data, WorkspaceField::SensitiveFields, Value::Empty);
    assert_eq!(leaves(&data), 0);
}

#[test]
fn a_file_cut_off_anywhere_is_refused_as_such() {
    let file = written(&workspace(3));
    for cut in (0..file.len()).step_by(1 + file.len() / 400).chain([file.len() - 1]) {
        let fault = read(&file[..cut], 512).unwrap_err();
        let expected = if cut < 20 { FileFault::NotOurs } else { FileFault::Truncated };
        assert!(fault == expected || cut < 40, "{cut} of {}: {fault:?}", file.len());
    }
}

#[test]
fn a_file_with_a_changed_bit_is_refused() {
    let file = written(&workspace(4));
    let mut random = SeededRandom::new(4);
    for _ in 0..500 {
        let (at, bit) = (random.below(file.len() as u64) as usize, random.below(8));
        let mut altered = file.clone();
        altered[at] ^= 1 << bit;
        assert!(read(&altered, 4_096).is_err(), "bit {bit} of byte {at}");
    }
}

#[test]
fn lines_left_out_doubled_or_swapped_are_noticed() {
    let file = String::from_utf8(written(&workspace(5))).unwrap();
    let lines: Vec<&str> = file.split_inclusive('\n').collect();
    let (head, a, b) = (lines[0], lines[1], lines[2]);
    let rest: String = lines[3..].concat();
    for (altered, what) in [
        (format!("{head}{a}{rest}"), "left out"),
        (format!("{head}{a}{a}{b}{rest}"), "doubled"),
        (format!("{head}{b}{a}{rest}"), "swapped"),
        (format!("{file}{a}"), "added after the end"),
        (format!("{file}{file}"), "two files"),
    ] {
        let fault = read(altered.as_bytes(), 4_096).unwrap_err();
        assert!(matches!(fault, FileFault::Altered { .. } | FileFault::Malformed { .. }), "{what}: {fault:?}");
    }
}

/// The file with other lines, its end made right again.
fn sealed(lines: &[String]) -> Vec<u8> {
    let mut text = lines.join("\n");
    text.push('\n');
    let sum = xxhash_rust::xxh3::xxh3_64(text.as_bytes());
    let end = format!("{{\"end\":true,\"records\":{},\"checksum\":\"{sum:016x}\"}}\n", lines.len() - 1);
    text.push_str(&end);
    text.into_bytes()
}

const TAG: &str = r#"{"kind":"tag","id":"00000000-0000-7000-8000-000000000001","life":"live","made":"1700000000000-0-0000000000000001","fields":{"name":"VIP"}}"#;

fn manifest(version: u32, minor: u32, counts: &str) -> String {
    format!(
        r#"{{"format":"rapporto","version":{version},"minor":{minor},"workspace":"00000000-0000-7000-8000-000000000007","device":"0000000000000009","created_millis":1,"counts":{{{counts}}}}}"#
    )
}

#[test]
fn a_newer_format_is_refused_and_a_newer_minor_is_read_without_what_is_not_known() {
    let unheard = TAG.replace("\"tag\"", "\"planet\"").replace("0001\",\"life", "0002\",\"life");
    let more =
        TAG.replace(r#""name":"VIP""#, r#""name":"VIP","mass":{"a":[1]}"#).replace("0001\",\"life", "0003\",\"life");
    let minor = sealed(&[manifest(1, 1, r#""planet":1,"tag":2"#), TAG.to_owned(), unheard, more]);
    let (data, summary) = read(&minor, 64).unwrap();
    assert_eq!((summary.n_records, summary.n_unknown, data.table(Kind::Tag).live.count()), (2, 2, 2));
    for (lines, expected) in [
        (vec![manifest(2, 0, r#""tag":1"#), TAG.to_owned()], FileFault::Newer { version: 2 }),
        (vec![manifest(1, 0, r#""tag":2"#), TAG.to_owned()], FileFault::Altered { line: 3 }),
        (vec![manifest(1, 0, r#""tag":1"#), TAG.replace("name", "mass")], FileFault::Malformed { line: 2 }),
        (vec![manifest(1, 0, r#""tag":1"#), TAG.replace("\"VIP\"", "7")], FileFault::Malformed { line: 2 }),
        (vec![manifest(1, 0, r#""tag":1"#), "[".repeat(100_000)], FileFault::Malformed { line: 2 }),
        (vec![manifest(1, 0, r#""tag":2"#), TAG.to_owned(), TAG.to_owned()], FileFault::Malformed { line: 3 }),
        (vec!["{\"format\":\"another\",\"version\":1}".to_owned()], FileFault::NotOurs),
        (vec!["Nome;Cognome".to_owned(), "Ada;Rossi".to_owned()], FileFault::NotOurs),
    ] {
        assert_eq!(read(&sealed(&lines), 64).map(|_| ()), Err(expected));
    }
}

#[test]
fn what_is_larger_than_the_budget_is_refused_while_it_is_read() {
    let file = written(&workspace(6));
    let tight = Budget { line_bytes: 1 << 20, bytes: 1 << 30, records: 1_000 };
    for (budget, expected) in [
        (Budget { records: 3, ..tight }, FileFault::TooLarge),
        (Budget { bytes: 2_000, ..tight }, FileFault::TooLarge),
        (Budget { line_bytes: 50, ..tight }, FileFault::NotOurs),
    ] {
        let mut coming = Coming::new(budget, day());
        let res = file.chunks(100).try_for_each(|piece| coming.push(piece));
        assert_eq!(res, Err(expected));
    }
}
