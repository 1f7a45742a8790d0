//! Checks values against the schema before anything changes.

use crate::commands::refusal::{Invalid, Mistake, Refusal};
use crate::engine::column::Cell;
use crate::engine::data::Data;
use crate::engine::schema::FieldInfo;
use crate::engine::table::Life;
use crate::model::check::{self, Wrong};
use crate::model::date::Date;
use crate::model::field::{FieldNumber, FieldType, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// The largest amount of money in minor units: sums of a million of them still fit.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// The longest line of words, in characters.
pub const MAX_LINE: usize = 5_000;
/// The longest text, in characters.
pub const MAX_TEXT: usize = 1_000_000;

/// The values as they will be kept, or everything that is wrong with them. `known` is the record they belong to, if it
/// is there already; required fields that are not named are looked up in it.
pub fn validate(
    data: &Data,
    kind: Kind,
    known: Option<Id>,
    values: &[(FieldNumber, Value)],
) -> Result<Vec<(FieldNumber, Value)>, Refusal> {
    let mut wrong = Vec::new();
    let mut kept = Vec::with_capacity(values.len());
    for (number, value) in values {
        let field = data.field(kind, *number).ok_or(Refusal::NoSuchField { kind, field: *number })?;
        if field.marks.automatic {
            return Err(Refusal::Automatic { kind, field: *number });
        }
        match check_value(data, kind, known, field, value) {
            Ok(value) => kept.push((*number, value)),
            Err(mistake) => wrong.push(Invalid { kind, field: *number, wrong: mistake }),
        }
    }
    for field in data.fields(kind).filter(|field| field.marks.required && field.shown && !field.marks.automatic) {
        let named = values.iter().any(|(number, _)| *number == field.number);
        if !named && known.is_none() {
            wrong.push(Invalid { kind, field: field.number, wrong: Mistake::Value(Wrong::Required) });
        }
    }
    if wrong.is_empty() { Ok(kept) } else { Err(Refusal::Invalid(wrong)) }
}

fn check_value(data: &Data, kind: Kind, known: Option<Id>, field: &FieldInfo, value: &Value) -> Result<Value, Mistake> {
    let value = tidy(value);
    if value.is_empty() {
        return if field.marks.required { Err(Mistake::Value(Wrong::Required)) } else { Ok(value) };
    }
    if field.marks.sensitive && !data.is_turned_on(kind, field.number) {
        return Err(Mistake::SensitiveOff);
    }
    let checked = check_type(data, field, value)?;
    if field.marks.unique
        && let Some(other) = holder(data, kind, field.number, &checked).filter(|other| Some(*other) != known)
    {
        return Err(Mistake::Taken(other));
    }
    Ok(checked)
}

/// Words without what surrounds them; no words are nothing.
fn tidy(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::from_text(text.trim()),
        Value::Many(ids) if ids.is_empty() => Value::Empty,
        Value::Empty | Value::Number(_) | Value::Reference(_) | Value::Many(_) => value.clone(),
    }
}

fn check_type(data: &Data, field: &FieldInfo, value: Value) -> Result<Value, Mistake> {
    let words = |check: fn(&str) -> Result<String, Wrong>| match &value {
        Value::Text(text) => check(text).map(Value::Text).map_err(Mistake::Value),
        Value::Empty | Value::Number(_) | Value::Reference(_) | Value::Many(_) => Err(Mistake::OtherType),
    };
    let number = |min: i64, max: i64| match &value {
        Value::Number(number) if (min..=max).contains(number) => Ok(value.clone()),
        Value::Number(_) => Err(Mistake::Value(Wrong::OutOfRange { min, max })),
        Value::Empty | Value::Text(_) | Value::Reference(_) | Value::Many(_) => Err(Mistake::OtherType),
    };
    let refers = |to: Kind, id: &Id| {
        let row = data.table(to).ids.row_of(*id);
        row.is_some_and(|row| data.table(to).life(row) != Life::Absent)
    };
    match field.field_type {
        FieldType::Text | FieldType::Repeating => words(|text| at_most(text, MAX_LINE)),
        FieldType::LongText => words(|text| at_most(text, MAX_TEXT)),
        FieldType::Email => words(check::email::check),
        FieldType::Phone => words(check::phone::check),
        FieldType::WebAddress => words(check::web_address::check),
        FieldType::CodiceFiscale => words(check::codice_fiscale::check),
        FieldType::PartitaIva => words(check::partita_iva::check),
        FieldType::PostalCode => words(|text| at_most(text, 12)),
        FieldType::SdiCode => words(check::sdi_code::check),
        FieldType::Number | FieldType::Money => number(if field.marks.signed { -MAX_AMOUNT } else { 0 }, MAX_AMOUNT),
        FieldType::Percent => number(if field.marks.signed { -10_000 } else { 0 }, 10_000),
        FieldType::Date => number(i64::from(Date::MIN.days()), i64::from(Date::MAX.days())),
        FieldType::Time => number(i64::from(Date::MIN.days()) * 86_400_000, i64::from(Date::MAX.days()) * 86_400_000),
        FieldType::Flag => number(0, 1),
        FieldType::Rating => number(1, 5),
        FieldType::Choice => match &value {
            Value::Number(choice) if usize::try_from(*choice).is_ok_and(|it| it < field.choices.len()) => Ok(value),
            Value::Number(_) => Err(Mistake::NoSuchChoice),
            Value::Empty | Value::Text(_) | Value::Reference(_) | Value::Many(_) => Err(Mistake::OtherType),
        },
        FieldType::Choices => match &value {
            Value::Number(bits) if *bits >= 0 && *bits >> field.choices.len().min(63) == 0 => Ok(value),
            Value::Number(_) => Err(Mistake::NoSuchChoice),
            Value::Empty | Value::Text(_) | Value::Reference(_) | Value::Many(_) => Err(Mistake::OtherType),
        },
        FieldType::Reference(to) => match &value {
            Value::Reference(id) if refers(to, id) => Ok(value),
            Value::Reference(_) => Err(Mistake::RefersToNothing),
            Value::Empty | Value::Text(_) | Value::Number(_) | Value::Many(_) => Err(Mistake::OtherType),
        },
        FieldType::References(to) => match value {
            Value::Many(mut ids) if ids.iter().all(|id| refers(to, id)) => {
                ids.sort_unstable();
                ids.dedup();
                Ok(Value::Many(ids))
            }
            Value::Many(_) => Err(Mistake::RefersToNothing),
            Value::Empty | Value::Text(_) | Value::Number(_) | Value::Reference(_) => Err(Mistake::OtherType),
        },
    }
}

fn at_most(text: &str, max: usize) -> Result<String, Wrong> {
    let found = if text.len() <= max { 0 } else { text.chars().count() };
    if found > max { Err(Wrong::TooLong { max: max as u32, found: found as u32 }) } else { Ok(text.to_owned()) }
}

/// The live record that holds these words in a field, whatever the case of its letters.
pub fn holder(data: &Data, kind: Kind, field: FieldNumber, value: &Value) -> Option<Id> {
    let table = data.table(kind);
    let column = table.column(field)?;
    let wanted = value.text();
    let same = |row: &u32| matches!(column.get(*row), Cell::Text(text) if text.eq_ignore_ascii_case(wanted));
    if wanted.is_empty() {
        return None;
    }
    let row = table.live.rows().take_while(|row| (*row as usize) < column.len()).find(same)?;
    table.ids.id_of(row)
}
