//! Between what a field holds and what a person types: the control of each type, its entry, and the way back.

use leptos::prelude::Signal;

use super::shown_value::Showing;
use crate::i18n::phrases::Phrase;
use crate::i18n::wrong::wrong;
use crate::i18n::{choice_labels, format};
use crate::model::check::Wrong;
use crate::model::date::Date;
use crate::model::field::{FieldType, Value};
use crate::model::kind::Kind;
use crate::model::number_text::{NumberError, parse_decimal};
use crate::queries::fields::FieldShape;
use crate::queries::shown::ListCell;
use crate::ui::{ChoiceOption, Entry, InputKind, TextKind};

/// The control of a field; none where nothing is typed: what the program sets, moments, other records.
pub fn input_kind(showing: &Showing, kind: Kind, shape: &FieldShape, suggestions: Vec<String>) -> Option<InputKind> {
    let language = showing.language;
    let option = |key: String, label: &str| ChoiceOption { key, label: label.to_owned() };
    let with_none = |options: Vec<ChoiceOption>| {
        let none = (!shape.required).then(|| option(String::new(), Phrase::NotSet.text(language)));
        InputKind::Choice(none.into_iter().chain(options).collect())
    };
    let remove_word = Phrase::Remove.text(language).to_owned();
    if shape.automatic {
        return None;
    }
    Some(match shape.field_type {
        FieldType::Text
        | FieldType::Repeating
        | FieldType::CodiceFiscale
        | FieldType::PartitaIva
        | FieldType::PostalCode
        | FieldType::SdiCode => InputKind::Text(TextKind::Plain),
        FieldType::LongText => InputKind::LongText,
        FieldType::Email => InputKind::Text(TextKind::Email),
        FieldType::Phone => InputKind::Text(TextKind::Phone),
        FieldType::WebAddress => InputKind::Text(TextKind::Link),
        FieldType::Number => InputKind::Number { unit: Signal::default() },
        FieldType::Money => InputKind::Number { unit: format::currency_sign(&showing.currency).to_owned().into() },
        FieldType::Percent => InputKind::Number { unit: "%".to_owned().into() },
        FieldType::Date => InputKind::Date,
        FieldType::Rating => with_none((1..=5).map(|it| option(it.to_string(), &it.to_string())).collect()),
        FieldType::Flag => with_none(vec![
            option("1".to_owned(), Phrase::Yes.text(language)),
            option("0".to_owned(), Phrase::No.text(language)),
        ]),
        FieldType::Choice => {
            let labels = labels(showing, kind, shape).into_iter().enumerate();
            with_none(labels.map(|(index, label)| option(index.to_string(), &label)).collect())
        }
        FieldType::Choices => InputKind::Tags { suggestions: labels(showing, kind, shape), remove_word },
        FieldType::References(_) => InputKind::Tags { suggestions, remove_word },
        FieldType::Time | FieldType::Reference(_) => return None,
    })
}

/// What stands in the control while a field holds that.
pub fn entry_of(showing: &Showing, kind: Kind, shape: &FieldShape, cell: &ListCell) -> Entry {
    let language = showing.language;
    match (shape.field_type, cell) {
        (FieldType::Choices, ListCell::Number(bits)) => {
            let labels = labels(showing, kind, shape).into_iter().enumerate();
            Entry::Tags(labels.filter(|(index, _)| bits >> index & 1 == 1).map(|(_, label)| label).collect())
        }
        (FieldType::References(_), ListCell::Records(records)) => {
            Entry::Tags(records.iter().map(|(_, name)| name.clone()).collect())
        }
        (FieldType::Choices | FieldType::References(_), _) => Entry::Tags(Vec::new()),
        (FieldType::Number, ListCell::Number(number)) => Entry::Text(format::decimal_trimmed(language, *number, 3)),
        (FieldType::Money, ListCell::Number(number)) => Entry::Text(format::decimal(language, *number, 2)),
        (FieldType::Percent, ListCell::Number(number)) => Entry::Text(format::decimal_trimmed(language, *number, 2)),
        (FieldType::Date, ListCell::Number(days)) => Entry::Text(iso(*days)),
        (_, ListCell::Number(number)) => Entry::Text(number.to_string()),
        (_, ListCell::Text(text)) => Entry::Text(text.clone()),
        (_, ListCell::Record { name, .. }) => Entry::Text(name.clone()),
        (_, ListCell::Empty | ListCell::Records(_)) => Entry::Text(String::new()),
    }
}

/// The value of what was typed, or what is wrong with it; records are told by name and found by whoever asks.
pub fn value_of(showing: &Showing, kind: Kind, shape: &FieldShape, entry: &Entry) -> Result<Value, String> {
    let text = entry.text().trim();
    let refused =
        |why: &Wrong| wrong(showing.language, why, &showing.label(kind, shape), shape.field_type, &showing.currency);
    let number = |decimals: u32| {
        let text = text.strip_suffix('%').unwrap_or(text);
        match parse_decimal(text, showing.language.number_style(), decimals) {
            Ok(number) => Ok(Value::Number(number)),
            Err(NumberError::Empty) if text.is_empty() => Ok(Value::Empty),
            Err(why) => Err(refused(&Wrong::Number(why))),
        }
    };
    match shape.field_type {
        FieldType::Text
        | FieldType::Repeating
        | FieldType::LongText
        | FieldType::Email
        | FieldType::Phone
        | FieldType::WebAddress
        | FieldType::CodiceFiscale
        | FieldType::PartitaIva
        | FieldType::PostalCode
        | FieldType::SdiCode => Ok(Value::from_text(text)),
        FieldType::Number => number(3),
        FieldType::Money | FieldType::Percent => number(2),
        FieldType::Date if text.is_empty() => Ok(Value::Empty),
        FieldType::Date => match Date::parse_iso(text) {
            Ok(day) => Ok(Value::Number(i64::from(day.days()))),
            Err(why) => Err(refused(&Wrong::Date(why))),
        },
        FieldType::Choice | FieldType::Flag | FieldType::Rating | FieldType::Time => {
            Ok(text.parse().map_or(Value::Empty, Value::Number))
        }
        FieldType::Choices => {
            let labels = labels(showing, kind, shape);
            let at = |word: &String| labels.iter().position(|label| label.eq_ignore_ascii_case(word));
            let bits = entry.tags().iter().filter_map(at).fold(0_i64, |bits, at| bits | 1 << at);
            Ok(if bits == 0 { Value::Empty } else { Value::Number(bits) })
        }
        FieldType::Reference(_) | FieldType::References(_) => Ok(Value::Empty),
    }
}

/// The value that shows as this: what a field held before.
pub fn value_of_cell(cell: &ListCell) -> Value {
    match cell {
        ListCell::Empty => Value::Empty,
        ListCell::Text(text) => Value::from_text(text),
        ListCell::Number(number) => Value::Number(*number),
        ListCell::Record { id, .. } => Value::Reference(*id),
        ListCell::Records(records) => Value::Many(records.iter().map(|(id, _)| *id).collect()),
    }
}

fn labels(showing: &Showing, kind: Kind, shape: &FieldShape) -> Vec<String> {
    if shape.own {
        return shape.choices.clone();
    }
    let declared = choice_labels(showing.language, kind, shape.number);
    declared.iter().map(|(_, label)| (*label).to_owned()).collect()
}

/// A day as a control of days holds it: `2026-04-12`.
pub fn iso_day(day: Date) -> String {
    let civil = day.civil();
    format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
}

fn iso(days: i64) -> String {
    let day = i32::try_from(days).ok().and_then(|days| Date::from_days(days).ok());
    day.map_or_else(String::new, iso_day)
}
