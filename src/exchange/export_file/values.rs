//! Values as the export file writes them: names of choices, days and times of the calendar, exact decimals.

use serde_json::Value as Json;

use crate::changes::clock::{DeviceId, Stamp};
use crate::model::date::{Date, Time};
use crate::model::field::{FieldType, Value};
use crate::model::id::Id;
use crate::model::small_sort;

/// How a value of some field is written.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    /// The field's type.
    pub field_type: FieldType,
    /// The names of its choices; none for a field of the user's own, whose choices are written by number.
    pub choices: &'a [&'a str],
}

impl Shape<'_> {
    /// The value in JSON. What does not fit its type is written as the bare number that it is.
    pub fn to_json(self, value: &Value) -> Json {
        match value {
            Value::Empty => Json::Null,
            Value::Text(text) => Json::String(text.clone()),
            Value::Number(number) => self.number_to_json(*number),
            Value::Reference(id) => Json::String(id.to_string()),
            Value::Many(ids) => ids.iter().map(|id| Json::String(id.to_string())).collect(),
        }
    }

    /// The value of that JSON; none when it is no value of the type.
    pub fn from_json(self, json: &Json) -> Option<Value> {
        match json {
            Json::Null => Some(Value::Empty),
            Json::Bool(flag) if self.field_type == FieldType::Flag => Some(Value::Number(i64::from(*flag))),
            Json::Number(number) if self.is_number() => number.as_i64().map(Value::Number),
            Json::String(text) => self.text_value(text),
            Json::Array(items) => self.items_value(items),
            Json::Bool(_) | Json::Number(_) | Json::Object(_) => None,
        }
    }

    fn number_to_json(self, number: i64) -> Json {
        let text = match self.field_type {
            FieldType::Number => Some(decimal(number, 3)),
            FieldType::Money | FieldType::Percent => Some(decimal(number, 2)),
            FieldType::Date => {
                i32::try_from(number).ok().and_then(|it| Date::from_days(it).ok()).map(|it| it.to_string())
            }
            FieldType::Time => time_text(number),
            FieldType::Choice => {
                usize::try_from(number).ok().and_then(|it| self.choices.get(it)).map(|it| (*it).to_owned())
            }
            FieldType::Flag if number == 1 => return Json::Bool(true),
            FieldType::Choices if self.names_all(number) => {
                let named = self.choices.iter().enumerate().filter(|(bit, _)| number >> bit & 1 == 1);
                return named.map(|(_, name)| Json::String((*name).to_owned())).collect();
            }
            FieldType::Choices
            | FieldType::Flag
            | FieldType::Rating
            | FieldType::Text
            | FieldType::Repeating
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Phone
            | FieldType::WebAddress
            | FieldType::CodiceFiscale
            | FieldType::PartitaIva
            | FieldType::PostalCode
            | FieldType::SdiCode
            | FieldType::Reference(_)
            | FieldType::References(_) => None,
        };
        text.map_or_else(|| number.into(), Json::String)
    }

    fn text_value(self, text: &str) -> Option<Value> {
        let number = match self.field_type {
            FieldType::Number => from_decimal(text, 3)?,
            FieldType::Money | FieldType::Percent => from_decimal(text, 2)?,
            FieldType::Date => i64::from(Date::parse_iso(text).ok()?.days()),
            FieldType::Time => from_time_text(text)?,
            FieldType::Choice => self.choices.iter().position(|it| *it == text)? as i64,
            FieldType::Reference(_) => return text.parse::<Id>().ok().map(Value::Reference),
            FieldType::Choices | FieldType::Flag | FieldType::Rating | FieldType::References(_) => return None,
            FieldType::Text
            | FieldType::Repeating
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Phone
            | FieldType::WebAddress
            | FieldType::CodiceFiscale
            | FieldType::PartitaIva
            | FieldType::PostalCode
            | FieldType::SdiCode => return Some(Value::from_text(text)),
        };
        Some(Value::Number(number))
    }

    fn items_value(self, items: &[Json]) -> Option<Value> {
        if let FieldType::References(_) = self.field_type {
            let mut ids: Vec<Id> = items.iter().map(|it| it.as_str()?.parse().ok()).collect::<Option<_>>()?;
            small_sort::sort(&mut ids);
            ids.dedup();
            return Some(if ids.is_empty() { Value::Empty } else { Value::Many(ids) });
        }
        let bit = |it: &Json| self.choices.iter().position(|name| Some(*name) == it.as_str());
        let bits = items.iter().map(bit).collect::<Option<Vec<_>>>()?;
        let is_choices = self.field_type == FieldType::Choices;
        is_choices.then(|| Value::Number(bits.into_iter().fold(0, |set, bit| set | 1 << bit)))
    }

    /// Whether every bit of a set of choices has a name.
    fn names_all(self, number: i64) -> bool {
        !self.choices.is_empty() && number >= 0 && number >> self.choices.len().min(62) == 0
    }

    fn is_number(self) -> bool {
        match self.field_type {
            FieldType::Number
            | FieldType::Money
            | FieldType::Percent
            | FieldType::Date
            | FieldType::Time
            | FieldType::Choice
            | FieldType::Choices
            | FieldType::Flag
            | FieldType::Rating => true,
            FieldType::Text
            | FieldType::Repeating
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Phone
            | FieldType::WebAddress
            | FieldType::CodiceFiscale
            | FieldType::PartitaIva
            | FieldType::PostalCode
            | FieldType::SdiCode
            | FieldType::Reference(_)
            | FieldType::References(_) => false,
        }
    }
}

/// `1763786229123-0-00000000000000ab`: milliseconds, counter, device.
pub fn stamp_text(stamp: Stamp) -> String {
    format!("{}-{}-{:016x}", stamp.millis, stamp.counter, stamp.device.0)
}

/// The stamp of that text.
pub fn stamp_of(text: &str) -> Option<Stamp> {
    let mut parts = text.splitn(3, '-');
    let (millis, counter, device) = (parts.next()?, parts.next()?, parts.next()?);
    let device = (device.len() == 16).then(|| u64::from_str_radix(device, 16).ok())??;
    Some(Stamp { millis: millis.parse().ok()?, counter: counter.parse().ok()?, device: DeviceId(device) })
}

/// `2026-11-22T04:37:09.123Z`; none outside the years that the calendar knows.
pub fn time_text(millis: i64) -> Option<String> {
    let day = Time::from_millis(millis).date_at(0).ok()?;
    let within = millis.rem_euclid(MILLIS_PER_DAY);
    let (hours, minutes, seconds) = (within / 3_600_000, within / 60_000 % 60, within / 1_000 % 60);
    Some(format!("{day}T{hours:02}:{minutes:02}:{seconds:02}.{:03}Z", within % 1_000))
}

const MILLIS_PER_DAY: i64 = 86_400_000;

fn from_time_text(text: &str) -> Option<i64> {
    let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let (clock, millis) = clock.split_once('.')?;
    let mut parts = clock.split(':');
    let mut part = |most: i64| digits(parts.next()?, 2).filter(|it| *it <= most);
    let (hours, minutes, seconds) = (part(23)?, part(59)?, part(59)?);
    let within = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + digits(millis, 3)?;
    parts.next().is_none().then_some(i64::from(Date::parse_iso(day).ok()?.days()) * MILLIS_PER_DAY + within)
}

fn digits(text: &str, n: usize) -> Option<i64> {
    (text.len() == n && text.bytes().all(|it| it.is_ascii_digit())).then(|| text.parse().ok())?
}

/// `-12.50` for -1250 and 2 places.
fn decimal(number: i64, places: u32) -> String {
    let (sign, size, unit) = (if number < 0 { "-" } else { "" }, number.unsigned_abs(), 10_u64.pow(places));
    format!("{sign}{}.{:0width$}", size / unit, size % unit, width = places as usize)
}

fn from_decimal(text: &str, places: usize) -> Option<i64> {
    let (sign, size) = text.strip_prefix('-').map_or((1, text), |size| (-1, size));
    let (whole, part) = size.split_once('.').unwrap_or((size, ""));
    let all_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if whole.is_empty() || whole.len() > 20 || part.len() > places || !all_digits(whole) || !all_digits(part) {
        return None;
    }
    let digits: i128 = format!("{whole}{part:0<places$}").parse().ok()?;
    i64::try_from(sign * digits).ok()
}

/// The name of a type in the file.
pub fn type_name(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Text
        | FieldType::Repeating
        | FieldType::LongText
        | FieldType::Email
        | FieldType::Phone
        | FieldType::CodiceFiscale
        | FieldType::PartitaIva
        | FieldType::PostalCode
        | FieldType::SdiCode => "text",
        FieldType::WebAddress => "link",
        FieldType::Number => "number",
        FieldType::Money => "money",
        FieldType::Percent => "percent",
        FieldType::Date => "date",
        FieldType::Time => "time",
        FieldType::Choice => "choice",
        FieldType::Choices => "choices",
        FieldType::Flag => "flag",
        FieldType::Rating => "rating",
        FieldType::Reference(_) => "reference",
        FieldType::References(_) => "references",
    }
}

/// A type that is written like that name says: enough to read a value of it.
pub fn type_of(name: &str) -> Option<FieldType> {
    use crate::model::kind::Kind;
    Some(match name {
        "text" => FieldType::Text,
        "link" => FieldType::WebAddress,
        "number" => FieldType::Number,
        "money" => FieldType::Money,
        "percent" => FieldType::Percent,
        "date" => FieldType::Date,
        "time" => FieldType::Time,
        "choice" => FieldType::Choice,
        "choices" => FieldType::Choices,
        "flag" => FieldType::Flag,
        "rating" => FieldType::Rating,
        // To which kind makes no difference to how it is written.
        "reference" => FieldType::Reference(Kind::Customer),
        "references" => FieldType::References(Kind::Customer),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;

    #[test]
    fn values_are_written_for_people_and_read_back_exactly() {
        let choices = ["lead", "customer"];
        for (field_type, value, written) in [
            (FieldType::Text, Value::Text("Rossi \"&\" figli\n".into()), r#""Rossi \"&\" figli\n""#),
            (FieldType::Money, Value::Number(-1_250), r#""-12.50""#),
            (FieldType::Money, Value::Number(i64::MIN + 1), r#""-92233720368547758.07""#),
            (FieldType::Percent, Value::Number(5), r#""0.05""#),
            (FieldType::Number, Value::Number(1_500), r#""1.500""#),
            (FieldType::Date, Value::Number(0), r#""1970-01-01""#),
            (FieldType::Date, Value::Number(9_000_000), "9000000"),
            (FieldType::Time, Value::Number(-1), r#""1969-12-31T23:59:59.999Z""#),
            (FieldType::Time, Value::Number(i64::MAX), "9223372036854775807"),
            (FieldType::Choice, Value::Number(1), r#""customer""#),
            (FieldType::Choice, Value::Number(7), "7"),
            (FieldType::Choices, Value::Number(3), r#"["lead","customer"]"#),
            (FieldType::Choices, Value::Number(9), "9"),
            (FieldType::Flag, Value::Number(1), "true"),
            (FieldType::Flag, Value::Number(0), "0"),
            (FieldType::Rating, Value::Number(4), "4"),
            (
                FieldType::Reference(Kind::Tag),
                Value::Reference(Id::from_u128(1)),
                r#""00000000-0000-0000-0000-000000000001""#,
            ),
            (
                FieldType::References(Kind::Tag),
                Value::Many(vec![Id::from_u128(1)]),
                r#"["00000000-0000-0000-0000-000000000001"]"#,
            ),
            (FieldType::Text, Value::Empty, "null"),
        ] {
            let shape = Shape { field_type, choices: &choices };
            let json = shape.to_json(&value);
            assert_eq!(json.to_string(), written);
            assert_eq!(shape.from_json(&json), Some(value), "{written}");
        }
    }

    #[test]
    fn what_is_no_value_of_the_type_is_not_read_as_one() {
        for (field_type, json) in [
            (FieldType::Money, r#""12,50""#),
            (FieldType::Money, r#""1.005""#),
            (FieldType::Money, r#""99999999999999999999""#),
            (FieldType::Money, "1.5"),
            (FieldType::Money, "true"),
            (FieldType::Date, r#""2026-02-30""#),
            (FieldType::Time, r#""2026-02-03T24:00:00.000Z""#),
            (FieldType::Choice, r#""unheard""#),
            (FieldType::Choices, r#"["unheard"]"#),
            (FieldType::Reference(Kind::Tag), r#""x""#),
            (FieldType::Text, "1"),
            (FieldType::Text, r#"{"a":1}"#),
            (FieldType::Text, "[]"),
        ] {
            let json = serde_json::from_str(json).unwrap();
            assert_eq!(Shape { field_type, choices: &["lead"] }.from_json(&json), None, "{json}");
        }
    }

    #[test]
    fn a_stamp_comes_back_from_its_text() {
        let stamp = Stamp { millis: 1_763_786_229_123, counter: 7, device: DeviceId(0xab) };
        assert_eq!(stamp_text(stamp), "1763786229123-7-00000000000000ab");
        assert_eq!(stamp_of(&stamp_text(stamp)), Some(stamp));
        for wrong in ["", "1-2", "1-2-3", "x-2-00000000000000ab", "1-2-00000000000000ab0", "1-2-+0000000000000ab-"] {
            assert_eq!(stamp_of(wrong), None, "{wrong}");
        }
    }
}
