//! What a field can hold: its type, its value, its rules.

use serde::{Deserialize, Serialize};

use super::check::Wrong;
use super::date::Date;
use super::id::Id;
use super::kind::Kind;
use super::number_text::NumberError;

/// Number of a field within its kind. It is the field's name on disk: never reused, never changed.
pub type FieldNumber = u16;

/// The field that every record has: 1 while the record is there, 0 in the bin, empty before it was made.
pub const ALIVE: FieldNumber = 0;

/// The first number of fields that users make.
pub const FIRST_CUSTOM: FieldNumber = 1_000;

/// The value of one field of one record.
///
/// A number is read by the field's type: minor units of money, thousandths of a number, hundredths of a percent, days or
/// milliseconds since 1970-01-01, the index of a choice, a set of choices as bits, 0 or 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A whole number, read by the field's type.
    Number(i64),
    /// Another record.
    Reference(Id),
    /// Several other records, in order of their identity.
    Many(Vec<Id>),
}

impl Value {
    /// True when there is nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Empty | Self::Text(_) | Self::Reference(_) | Self::Many(_) => None,
        }
    }

    /// The words, or none.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Empty | Self::Number(_) | Self::Reference(_) | Self::Many(_) => "",
        }
    }

    /// The record referred to, if it is one.
    pub fn reference(&self) -> Option<Id> {
        match self {
            Self::Reference(id) => Some(*id),
            Self::Empty | Self::Number(_) | Self::Text(_) | Self::Many(_) => None,
        }
    }

    /// The records referred to.
    pub fn references(&self) -> &[Id] {
        match self {
            Self::Reference(id) => std::slice::from_ref(id),
            Self::Many(ids) => ids,
            Self::Empty | Self::Text(_) | Self::Number(_) => &[],
        }
    }

    /// Words as a value: no words are nothing.
    pub fn from_text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

/// How a field is typed, checked, shown and laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line of words.
    Text,
    /// One line of words that repeats from record to record: a city, a category.
    Repeating,
    /// Many lines of words.
    LongText,
    /// An e-mail address.
    Email,
    /// A telephone number, kept as typed.
    Phone,
    /// A web address: http, https, mailto or tel.
    WebAddress,
    /// Italian tax code of a person (16 characters) or a firm (11 digits).
    CodiceFiscale,
    /// Italian VAT number.
    PartitaIva,
    /// Italian postal code, or another country's as typed.
    PostalCode,
    /// Italian e-invoice address.
    SdiCode,
    /// Thousandths.
    Number,
    /// Minor units of the workspace's currency.
    Money,
    /// Hundredths of a percent.
    Percent,
    /// Days since 1970-01-01.
    Date,
    /// Milliseconds since 1970-01-01 UTC.
    Time,
    /// Index into the field's choices.
    Choice,
    /// Set of choices as bits: at most 63.
    Choices,
    /// Yes or no.
    Flag,
    /// 1 to 5.
    Rating,
    /// Another record.
    Reference(Kind),
    /// Several other records.
    References(Kind),
}

/// Rules and marks of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each mark stands by itself")]
pub struct Marks {
    /// A record without it is refused.
    pub required: bool,
    /// No two live records may share it.
    pub unique: bool,
    /// Found by search.
    pub searchable: bool,
    /// Does not exist until the user turns it on with a reason; left out of scoring, segments and exports unless allowed.
    pub sensitive: bool,
    /// Set by the program, never typed.
    pub automatic: bool,
    /// May be below nought.
    pub signed: bool,
}

/// One field of a kind, as declared in the kind's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its number on disk.
    pub number: FieldNumber,
    /// Its name in files and scripts: `postal_code`.
    pub name: &'static str,
    /// Its type.
    pub field_type: FieldType,
    /// Its marks.
    pub marks: Marks,
    /// The least and the greatest whole number that it takes, where it takes whole numbers between two only.
    pub range: Option<(i64, i64)>,
    /// Names of its choices in files and scripts.
    pub choices: &'static [&'static str],
}

/// The largest amount of money in minor units: sums of a million of them still fit.
pub const MAX_AMOUNT: i64 = 1_000_000_000_000;

/// Whether a field of that type takes that number: typed, imported and given by a script alike. `range` is as in
/// [`FieldSpec::range`].
///
/// # Errors
/// What is wrong with it, with what would be right.
pub fn check_number(field_type: FieldType, marks: Marks, range: Option<(i64, i64)>, number: i64) -> Result<(), Wrong> {
    let (min, max) = match field_type {
        FieldType::Number => {
            range.map_or_else(|| of_amounts(marks), |(least, greatest)| (least * 1_000, greatest * 1_000))
        }
        FieldType::Money => of_amounts(marks),
        FieldType::Percent => (if marks.signed { -10_000 } else { 0 }, 10_000),
        FieldType::Date => (i64::from(Date::MIN.days()), i64::from(Date::MAX.days())),
        FieldType::Time => (i64::from(Date::MIN.days()) * MILLIS_PER_DAY, i64::from(Date::MAX.days()) * MILLIS_PER_DAY),
        FieldType::Flag => (0, 1),
        FieldType::Rating => (1, 5),
        // These hold words, records or places among choices.
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
        | FieldType::Choice
        | FieldType::Choices
        | FieldType::Reference(_)
        | FieldType::References(_) => return Ok(()),
    };
    if !(min..=max).contains(&number) {
        return Err(Wrong::OutOfRange { min, max });
    }
    if range.is_some() && field_type == FieldType::Number && number % 1_000 != 0 {
        return Err(Wrong::Number(NumberError::TooManyDecimals { max: 0 }));
    }
    Ok(())
}

/// The least and the greatest amount.
fn of_amounts(marks: Marks) -> (i64, i64) {
    (if marks.signed { -MAX_AMOUNT } else { 0 }, MAX_AMOUNT)
}

const MILLIS_PER_DAY: i64 = 86_400_000;

/// The type of a field as seen by Rust: the field `name: Text` of a kind is a `String` of its row struct.
pub trait FieldMarker {
    /// What the row struct holds.
    type Rust;
    /// From the value; a value of another shape reads as nothing.
    fn read(value: Value) -> Self::Rust;
    /// To the value.
    fn write(rust: &Self::Rust) -> Value;
}

macro_rules! markers {
    ($($(#[$doc:meta])* $marker:ident is $rust:ty, $value:ident => $read:expr, $it:ident => $write:expr;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $marker;
        impl FieldMarker for $marker {
            type Rust = $rust;
            fn read($value: Value) -> $rust { $read }
            fn write($it: &$rust) -> Value { $write }
        }
    )* };
}

markers! {
    /// Words of any length.
    Words is String, value => match value { Value::Text(text) => text, Value::Empty | Value::Number(_) | Value::Reference(_) | Value::Many(_) => String::new() }, it => Value::from_text(it);
    /// Any number.
    Whole is Option<i64>, value => value.number(), it => it.map_or(Value::Empty, Value::Number);
    /// Yes or no.
    YesNo is bool, value => value.number() == Some(1), it => if *it { Value::Number(1) } else { Value::Empty };
    /// Another record.
    One is Option<Id>, value => value.reference(), it => it.map_or(Value::Empty, Value::Reference);
    /// Several records.
    Several is Vec<Id>, value => match value { Value::Many(ids) => ids, Value::Empty | Value::Number(_) | Value::Reference(_) | Value::Text(_) => Vec::new() }, it => if it.is_empty() { Value::Empty } else { Value::Many(it.clone()) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_taken_where_its_field_has_room_for_it() {
        let (plain, signed) = (Marks::default(), Marks { signed: true, ..Marks::default() });
        let out = |min, max| Err(Wrong::OutOfRange { min, max });
        let whole = || Err(Wrong::Number(NumberError::TooManyDecimals { max: 0 }));
        for (field_type, marks, range, number, expected) in [
            (FieldType::Number, plain, Some((0, 10)), 10_000, Ok(())),
            (FieldType::Number, plain, Some((0, 10)), 50_000, out(0, 10_000)),
            (FieldType::Number, plain, Some((0, 10)), -1_000, out(0, 10_000)),
            (FieldType::Number, plain, Some((1, 7)), 0, out(1_000, 7_000)),
            (FieldType::Number, plain, Some((1, 7)), 6_500, whole()),
            (FieldType::Number, plain, None, 6_500, Ok(())),
            (FieldType::Number, plain, None, -1, out(0, MAX_AMOUNT)),
            (FieldType::Number, signed, None, -1, Ok(())),
            (FieldType::Money, plain, None, MAX_AMOUNT + 1, out(0, MAX_AMOUNT)),
            (FieldType::Percent, plain, None, 10_000, Ok(())),
            (FieldType::Percent, plain, None, 10_001, out(0, 10_000)),
            (FieldType::Percent, plain, None, -1, out(0, 10_000)),
            (FieldType::Percent, signed, None, -10_000, Ok(())),
            (FieldType::Rating, plain, None, 0, out(1, 5)),
            (FieldType::Rating, plain, None, 6, out(1, 5)),
            (FieldType::Flag, plain, None, 2, out(0, 1)),
        ] {
            assert_eq!(check_number(field_type, marks, range, number), expected, "{field_type:?} {number}");
        }
    }
}
