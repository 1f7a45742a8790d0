//! Values as this reader sees them: by type, language, currency and day.

use super::calendar;
use crate::i18n::phrases::Phrase;
use crate::i18n::{Language, choice_label, field_label, format};
use crate::model::date::{Date, Time};
use crate::model::field::{FieldNumber, FieldType};
use crate::model::kind::Kind;
use crate::model::money::{Money, Percent, Quantity};
use crate::queries::fields::FieldShape;
use crate::queries::shown::ListCell;

/// How values are shown to a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Showing {
    /// The language of the words.
    pub language: Language,
    /// The workspace's currency (ISO 4217).
    pub currency: String,
    /// The day it is.
    pub today: Date,
}

impl Showing {
    /// What a declared field of a kind holds; nothing is shown as an empty text.
    pub fn field(&self, kind: Kind, number: FieldNumber, cell: &ListCell) -> String {
        let Some(spec) = kind.field(number) else { return self.plain(cell) };
        match (spec.field_type, cell) {
            (FieldType::Choice, ListCell::Number(index)) => {
                choice_label(self.language, kind, number, usize::try_from(*index).unwrap_or(usize::MAX)).to_owned()
            }
            (FieldType::Choices, ListCell::Number(bits)) => {
                set_of(*bits, |index| choice_label(self.language, kind, number, index).to_owned())
            }
            (field_type, _) => self.cell(field_type, cell),
        }
    }

    /// What a field holds, the user's own included.
    pub fn shape(&self, kind: Kind, shape: &FieldShape, cell: &ListCell) -> String {
        let own = |index: usize| shape.choices.get(index).cloned().unwrap_or_default();
        match (shape.own, shape.field_type, cell) {
            (true, FieldType::Choice, ListCell::Number(index)) => own(usize::try_from(*index).unwrap_or(usize::MAX)),
            (true, FieldType::Choices, ListCell::Number(bits)) => set_of(*bits, own),
            (true, field_type, _) => self.cell(field_type, cell),
            (false, _, _) => self.field(kind, shape.number, cell),
        }
    }

    /// What a cell of a type without choices holds.
    pub fn cell(&self, field_type: FieldType, cell: &ListCell) -> String {
        match cell {
            ListCell::Number(number) => self.number(field_type, *number),
            ListCell::Empty | ListCell::Text(_) | ListCell::Record { .. } | ListCell::Records(_) => self.plain(cell),
        }
    }

    /// A number read by its type.
    pub fn number(&self, field_type: FieldType, number: i64) -> String {
        let language = self.language;
        match field_type {
            FieldType::Number => format::quantity(language, Quantity::from_thousandths(number)),
            FieldType::Money => format::money(language, Money::from_minor(number), &self.currency),
            FieldType::Percent => {
                let hundredths = i32::try_from(number).unwrap_or(i32::MAX);
                format::percent(language, Percent::from_hundredths(hundredths))
            }
            FieldType::Date => date(number).map_or_else(String::new, |day| format::date(language, day)),
            FieldType::Time => self.moment(number),
            FieldType::Flag => if number == 1 { Phrase::Yes } else { Phrase::No }.text(language).to_owned(),
            FieldType::Rating => format!("{number} / 5"),
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
            | FieldType::References(_) => format::integer(language, number),
        }
    }

    /// A moment, in words while it is near: `ieri, 16:20`, `12 apr`.
    pub fn moment(&self, millis: i64) -> String {
        let time = Time::from_millis(millis);
        format::moment_near(self.language, time, calendar::offset_minutes(time), self.today)
    }

    /// A day, in words while it is near.
    pub fn day(&self, days: i64) -> String {
        date(days).map_or_else(String::new, |day| format::day_near(self.language, day, self.today))
    }

    /// An amount in minor units, to the cent.
    pub fn money(&self, minor: i64) -> String {
        format::money(self.language, Money::from_minor(minor), &self.currency)
    }

    /// The label of a field, the user's own included.
    pub fn label(&self, kind: Kind, shape: &FieldShape) -> String {
        if shape.own { shape.name.clone() } else { field_label(self.language, kind, shape.number).to_owned() }
    }

    fn plain(&self, cell: &ListCell) -> String {
        match cell {
            ListCell::Empty => String::new(),
            ListCell::Text(text) => text.clone(),
            ListCell::Number(number) => format::integer(self.language, *number),
            ListCell::Record { name, .. } => name.clone(),
            ListCell::Records(records) => records.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", "),
        }
    }
}

fn date(days: i64) -> Option<Date> {
    i32::try_from(days).ok().and_then(|days| Date::from_days(days).ok())
}

fn set_of(bits: i64, label: impl Fn(usize) -> String) -> String {
    let chosen = (0..63).filter(|index| bits >> index & 1 == 1).map(label);
    chosen.collect::<Vec<_>>().join(", ")
}
