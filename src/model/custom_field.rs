//! A field that the user made: behaves as a built-in one everywhere.

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
