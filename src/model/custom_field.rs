//! A field that the user made: behaves as a built-in one everywhere.

use super::field::FieldType;
use super::kind::Kind;
use super::record::record;

record! {
    /// The definition of a field of the user's own.
    CustomField, CustomFieldField {
        /// Its label.
        1 Name name: Text [required],
        /// Name of the kind it belongs to.
        2 On on: Text [required, automatic],
        /// Its number within that kind: 1,000 and up, never reused.
        3 Number number: Number [required, automatic],
        /// Its type.
        4 Type type_: Choice [required, automatic] choices [text, number, money, percent, date, choice, choices, flag, reference, rating, link],
        /// Its choices, one a line.
        5 Choices choices: LongText,
        /// Name of the kind referred to.
        6 To to: Text [automatic],
        /// Refused when empty.
        7 Required required: Flag,
        /// Found by search.
        8 Searchable searchable: Flag,
        /// Help shown beside it.
        9 Help help: Text,
    }
}

/// The type behind a choice of [`CustomFieldField::Type`].
pub fn field_type(choice: i64, to: Option<Kind>) -> Option<FieldType> {
    Some(match choice {
        0 => FieldType::Text,
        1 => FieldType::Number,
        2 => FieldType::Money,
        3 => FieldType::Percent,
        4 => FieldType::Date,
        5 => FieldType::Choice,
        6 => FieldType::Choices,
        7 => FieldType::Flag,
        8 => FieldType::Reference(to?),
        9 => FieldType::Rating,
        10 => FieldType::WebAddress,
        _ => return None,
    })
}

/// The choice of [`CustomFieldField::Type`] that stands for a type.
pub fn choice_of(wanted: FieldType) -> Option<usize> {
    let to = if let FieldType::Reference(kind) = wanted { Some(kind) } else { None };
    (0..=10).find(|choice| field_type(*choice, to) == Some(wanted)).and_then(|choice| usize::try_from(choice).ok())
}
