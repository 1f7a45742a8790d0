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
pub use crate::model::field::MAX_AMOUNT;
use crate::model::field::{FieldNumber, FieldType, Value, check_number};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort;

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
    let number = || match &value {
        Value::Number(number) => check_number(field.field_type, field.marks, field.range, *number)
            .map(|()| value.clone())
            .map_err(Mistake::Value),
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
        FieldType::Number
        | FieldType::Money
        | FieldType::Percent
        | FieldType::Date
        | FieldType::Time
        | FieldType::Flag
        | FieldType::Rating => number(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Date;
    use crate::model::deal::DealField;
    use crate::model::order_line::OrderLineField;
    use crate::model::product::ProductField;
    use crate::model::response::ResponseField;
    use crate::model::skill::SkillField;
    use crate::model::stage::StageField;
    use crate::model::task::TaskField;

    /// What is wrong with a number in a field of a record that is there.
    fn mistake(kind: Kind, field: FieldNumber, number: i64) -> Option<Mistake> {
        let (data, known) = (Data::new(Date::MIN), Some(Id::from_u128(1)));
        match validate(&data, kind, known, &[(field, Value::Number(number))]) {
            Ok(_) => None,
            Err(Refusal::Invalid(wrong)) => wrong.into_iter().find(|it| it.field == field).map(|it| it.wrong),
            Err(refusal) => panic!("{refusal:?}"),
        }
    }

    #[test]
    fn a_number_out_of_its_fields_range_is_refused_with_what_would_be_right() {
        let out = |min, max| Some(Mistake::Value(Wrong::OutOfRange { min, max }));
        for (kind, field, number, expected) in [
            (Kind::Response, ResponseField::Nps.number(), 50_000, out(0, 10_000)),
            (Kind::Response, ResponseField::Nps.number(), 10_000, None),
            (Kind::Response, ResponseField::Csat.number(), 6, out(1, 5)),
            (Kind::Response, ResponseField::Ces.number(), 99_000, out(1_000, 7_000)),
            (Kind::Skill, SkillField::Level.number(), 0, out(1, 5)),
            (Kind::Deal, DealField::Probability.number(), 10_001, out(0, 10_000)),
            (Kind::Stage, StageField::Probability.number(), -1, out(0, 10_000)),
            (Kind::Product, ProductField::Vat.number(), 10_100, out(0, 10_000)),
            (Kind::OrderLine, OrderLineField::Discount.number(), 10_100, out(0, 10_000)),
            (Kind::Task, TaskField::Minute.number(), 1_440_000, out(0, 1_439_000)),
        ] {
            assert_eq!(mistake(kind, field, number), expected, "{kind:?} {field} {number}");
        }
    }

    #[test]
    fn every_declared_range_holds_at_both_ends() {
        let mut n_ranges = 0;
        for kind in Kind::ALL {
            for field in kind.fields().iter().filter(|it| it.range.is_some() && !it.marks.automatic) {
                let (least, greatest) = field.range.unwrap();
                assert!(field.field_type == FieldType::Number && least < greatest, "{kind:?} {}", field.name);
                let refused = |thousandths: i64| mistake(*kind, field.number, thousandths).is_some();
                let (least, greatest) = (least * 1_000, greatest * 1_000);
                assert_eq!([least, greatest].map(refused), [false; 2], "{kind:?} {}", field.name);
                assert_eq!([least - 1_000, greatest + 1_000, least + 500].map(refused), [true; 3], "{}", field.name);
                n_ranges += 1;
            }
        }
        assert!(n_ranges > 5, "{n_ranges}");
    }
}
