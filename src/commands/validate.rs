//! Checks values against the schema before anything changes.

use crate::commands::add_custom_field::check_definition;
use crate::commands::customer_name::{is_named_by, with_name};
use crate::commands::line_amounts::check_line;
use crate::commands::refusal::{Invalid, Mistake, Refusal};
use crate::engine::column::Column;
use crate::engine::data::Data;
use crate::engine::schema::FieldInfo;
use crate::engine::table::Life;
use crate::model::check::{self, Wrong};
use crate::model::date::Date;
use crate::model::field::{FieldNumber, FieldType, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort;

/// The largest amount of money in minor units: sums of a million of them still fit.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000;
/// The longest line of words, in characters.
pub const MAX_LINE: usize = 5_000;
/// The longest code of another country, in characters.
pub const MAX_FOREIGN_CODE: usize = 40;
/// The longest text, in characters.
pub const MAX_TEXT: usize = 1_000_000;

/// The values as they will be kept, or everything that is wrong with them. `known` is the record they belong to, if it
/// is there already.
pub fn validate(
    data: &Data,
    kind: Kind,
    known: Option<Id>,
    values: &[(FieldNumber, Value)],
) -> Result<Vec<(FieldNumber, Value)>, Refusal> {
    validate_beside(data, kind, known, values, &[])
}

/// The same, where the command itself fills in the fields `given`.
pub fn validate_beside(
    data: &Data,
    kind: Kind,
    known: Option<Id>,
    values: &[(FieldNumber, Value)],
    given: &[FieldNumber],
) -> Result<Vec<(FieldNumber, Value)>, Refusal> {
    let values = if kind == Kind::Customer { with_name(data, known, values) } else { values.to_vec() };
    let rules = Rules { data, kind, known, is_italian: is_italian(data, kind, known, &values) };
    let mut wrong = Vec::new();
    let mut kept = rules.check_all(&values, &mut wrong)?;
    if known.is_none() {
        let required = |field: &&FieldInfo| field.marks.required && field.shown && !field.marks.automatic;
        for field in data.fields(kind).filter(required).filter(|field| !given.contains(&field.number)) {
            if !values.iter().any(|(number, _)| *number == field.number) {
                wrong.push(Invalid { kind, field: field.number, wrong: Mistake::Value(Wrong::Required) });
            }
        }
    }
    if !wrong.is_empty() {
        return Err(Refusal::Invalid(wrong));
    }
    if kind == Kind::OrderLine {
        check_line(data, known, &kept)?;
    }
    if let (Kind::CustomField, Some(known)) = (kind, known) {
        check_definition(data, known, &mut kept)?;
    }
    Ok(kept)
}

/// The values as they will be kept in each of many records: checked once where they depend on no record.
pub fn validate_for_each(
    data: &Data,
    kind: Kind,
    ids: &[Id],
    values: &[(FieldNumber, Value)],
) -> Result<ForEach, Refusal> {
    let depends = |(number, value): &(FieldNumber, Value)| {
        let Some(field) = data.field(kind, *number) else { return false };
        field.marks.unique && !value.is_empty() || has_country_rules(field.field_type)
    };
    if let [_, .., last] = ids
        && let Some((field, _)) = values.iter().find(|(number, value)| {
            !value.is_empty() && data.field(kind, *number).is_some_and(|field| field.marks.unique)
        })
    {
        return Err(Refusal::Invalid(vec![Invalid { kind, field: *field, wrong: Mistake::Taken(*last) }]));
    }
    if ids.len() < 2
        || matches!(kind, Kind::OrderLine | Kind::CustomField)
        || is_named_by(kind, values)
        || values.iter().any(depends)
    {
        return Ok(ForEach::Apart);
    }
    let mut wrong = Vec::new();
    let kept = Rules { data, kind, known: None, is_italian: true }.check_all(values, &mut wrong)?;
    if wrong.is_empty() { Ok(ForEach::Same(kept)) } else { Err(Refusal::Invalid(wrong)) }
}

/// What many records are to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForEach {
    /// The same in each.
    Same(Vec<(FieldNumber, Value)>),
    /// It depends on the record: each is checked by itself.
    Apart,
}

/// What values are checked against.
struct Rules<'a> {
    data: &'a Data,
    kind: Kind,
    known: Option<Id>,
    /// Codes of other countries are kept as typed.
    is_italian: bool,
}

impl Rules<'_> {
    /// The values as they will be kept, each field once: of two for one field the later counts.
    fn check_all(
        &self,
        values: &[(FieldNumber, Value)],
        wrong: &mut Vec<Invalid>,
    ) -> Result<Vec<(FieldNumber, Value)>, Refusal> {
        let kind = self.kind;
        let mut kept: Vec<(FieldNumber, Value)> = Vec::with_capacity(values.len());
        for (number, value) in values {
            let field = self.data.field(kind, *number).ok_or(Refusal::NoSuchField { kind, field: *number })?;
            if field.marks.automatic {
                return Err(Refusal::Automatic { kind, field: *number });
            }
            match self.check_value(field, value) {
                Ok(value) => {
                    kept.retain(|(it, _)| it != number);
                    kept.push((*number, value));
                }
                Err(mistake) => wrong.push(Invalid { kind, field: *number, wrong: mistake }),
            }
        }
        Ok(kept)
    }

    fn check_value(&self, field: &FieldInfo, value: &Value) -> Result<Value, Mistake> {
        let value = tidy(value);
        if value.is_empty() {
            return if field.marks.required { Err(Mistake::Value(Wrong::Required)) } else { Ok(value) };
        }
        if field.marks.sensitive && !self.data.is_turned_on(self.kind, field.number) {
            return Err(Mistake::SensitiveOff);
        }
        let checked = if has_country_rules(field.field_type) && !self.is_italian {
            check_words(&value, |text| at_most(text, MAX_FOREIGN_CODE))?
        } else {
            check_type(self.data, field, value)?
        };
        if field.marks.unique
            && let Some(other) = holder(self.data, self.kind, field.number, &checked)
            && Some(other) != self.known
        {
            return Err(Mistake::Taken(other));
        }
        Ok(checked)
    }
}

/// Codes that only Italy has in this form.
fn has_country_rules(field_type: FieldType) -> bool {
    matches!(field_type, FieldType::CodiceFiscale | FieldType::PartitaIva | FieldType::PostalCode | FieldType::SdiCode)
}

/// Whether the record is, or becomes, one of Italy: where no country is said, it is.
fn is_italian(data: &Data, kind: Kind, known: Option<Id>, values: &[(FieldNumber, Value)]) -> bool {
    let Some(field) = kind.field_named("country").map(|field| field.number) else { return true };
    let named = values.iter().rev().find(|(number, _)| *number == field).map(|(_, value)| value.clone());
    let country = named.or_else(|| known.map(|id| data.value_of(kind, id, field))).unwrap_or_default();
    ["", "IT", "ITA", "ITALIA", "ITALY"].contains(&country.text().trim().to_ascii_uppercase().as_str())
}

/// Words without what surrounds them; no words, and words that nobody can see, are nothing.
fn tidy(value: &Value) -> Value {
    match value {
        Value::Text(text) if check::shows_nothing(text) => Value::Empty,
        Value::Text(text) => Value::from_text(text.trim()),
        Value::Many(ids) if ids.is_empty() => Value::Empty,
        Value::Empty | Value::Number(_) | Value::Reference(_) | Value::Many(_) => value.clone(),
    }
}

fn check_words(value: &Value, check: impl Fn(&str) -> Result<String, Wrong>) -> Result<Value, Mistake> {
    match value {
        Value::Text(text) => check(text).map(Value::Text).map_err(Mistake::Value),
        Value::Empty | Value::Number(_) | Value::Reference(_) | Value::Many(_) => Err(Mistake::OtherType),
    }
}

fn check_type(data: &Data, field: &FieldInfo, value: Value) -> Result<Value, Mistake> {
    let words = |check: fn(&str) -> Result<String, Wrong>| check_words(&value, check);
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
        FieldType::PostalCode => words(check::cap::check),
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
                small_sort::sort(&mut ids);
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
    let Column::Text(column) = table.column(field)? else { return None };
    let row = column.find_ignoring_case(value.text(), |row| table.live.has(row))?;
    table.ids.id_of(row)
}
