//! What a field can hold: its type, its value, its rules.

use serde::{Deserialize, Serialize};

use super::id::Id;
use super::kind::Kind;

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
    /// Names of its choices in files and scripts.
    pub choices: &'static [&'static str],
}

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
