//! Words in Italian and English: what is missing does not compile, or fails the test over all kinds.

use serde::{Deserialize, Serialize};

use crate::model::field::{ALIVE, FieldNumber};
use crate::model::kind::Kind;

pub mod backups;
pub mod deeds;
pub mod first_pipeline;
pub mod format;
pub mod import_rows;
pub mod imports;
pub mod phrases;
pub mod refusals;
pub mod sentences;
pub mod store;
pub mod wrong;

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Italiano.
    #[default]
    Italian,
    /// English.
    English,
}

/// One of a kind, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    /// One: "cliente".
    One,
    /// None or several: "clienti".
    Many,
}

/// What words about a kind agree with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// Il cliente.
    Masculine,
    /// La trattativa.
    Feminine,
    /// The customer.
    Neuter,
}

/// The names of a kind, in small letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindWords {
    /// One: "cliente".
    pub one: &'static str,
    /// Several: "clienti".
    pub many: &'static str,
    /// One, with the article: "il cliente".
    pub the_one: &'static str,
    /// Several, with the article: "i clienti".
    pub the_many: &'static str,
    /// What words about it agree with.
    pub gender: Gender,
}

impl Language {
    /// All languages, the first one first.
    pub const ALL: &'static [Self] = &[Self::Italian, Self::English];

    /// Its code (ISO 639-1), for `lang` and for the browser's `Intl`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Italian => "it",
            Self::English => "en",
        }
    }

    /// Its locale, for the browser's `Intl`: English as in Britain, where the day comes before the month.
    pub const fn locale(self) -> &'static str {
        match self {
            Self::Italian => "it-IT",
            Self::English => "en-GB",
        }
    }

    /// The one of two texts that is in this language.
    pub const fn pick<'a>(self, italian: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Italian => italian,
            Self::English => english,
        }
    }

    /// Its own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Italian => "Italiano",
            Self::English => "English",
        }
    }

    /// The language of a code as a browser gives it: `it`, `it-IT`, `en-US`.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.iter().copied().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The language for a reader who prefers these, in order; English for whoever reads neither.
    pub fn preferred<'a>(codes: impl IntoIterator<Item = &'a str>) -> Self {
        codes.into_iter().find_map(Self::from_code).unwrap_or(Self::English)
    }
}

impl Plural {
    /// How that many are spoken of: only one is one, in both languages.
    pub const fn of(count: u64) -> Self {
        match count {
            1 => Self::One,
            _ => Self::Many,
        }
    }
}

/// The label of a declared field. Fields of the user's own have theirs in their record.
pub fn field_label(language: Language, kind: Kind, field: FieldNumber) -> &'static str {
    let label = match language {
        Language::Italian => it::fields::field(kind, field),
        Language::English => en::fields::field(kind, field),
    };
    match label {
        Some(label) => label,
        None if field == ALIVE => phrases::Phrase::Bin.text(language),
        None => phrases::Phrase::UnknownField.text(language),
    }
}

/// The names of a kind with articles and gender.
pub fn kind_words(language: Language, kind: Kind) -> KindWords {
    match language {
        Language::Italian => it::kinds::kind(kind),
        Language::English => en::kinds::kind(kind),
    }
}

/// The name of a kind, in small letters: "cliente", "clienti".
pub fn kind_name(language: Language, kind: Kind, plural: Plural) -> &'static str {
    let words = kind_words(language, kind);
    match plural {
        Plural::One => words.one,
        Plural::Many => words.many,
    }
}

/// The label of the choice at `index` of a declared field.
pub fn choice_label(language: Language, kind: Kind, field: FieldNumber, index: usize) -> &'static str {
    let label = choice_labels(language, kind, field).get(index);
    label.map_or_else(|| phrases::Phrase::UnknownChoice.text(language), |(_, label)| *label)
}

/// The names and labels of all choices of a declared field, in order; none where the field has no choices.
pub fn choice_labels(language: Language, kind: Kind, field: FieldNumber) -> &'static [(&'static str, &'static str)] {
    let lists = match language {
        Language::Italian => it::choices::CHOICES,
        Language::English => en::choices::CHOICES,
    };
    let of_field = |list: &&ChoiceWords| list.fields.contains(&(kind, field));
    lists.iter().find(of_field).map_or(&[], |list| list.choices)
}

/// The text with its first letter in capitals: "clienti" becomes "Clienti".
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// One list of choices and the fields that share it.
struct ChoiceWords {
    fields: &'static [(Kind, FieldNumber)],
    choices: &'static [(&'static str, &'static str)],
}

/// The labels of all fields of all kinds: `Kind module::Fields { Field "label", }`. A missing one does not compile.
macro_rules! field_words {
    ($($kind:ident $module:ident :: $fields:ident { $($field:ident $label:literal,)* })*) => {
        /// The label of a field, if the kind declares it.
        pub(in crate::i18n) fn field(
            kind: $crate::model::kind::Kind,
            field: $crate::model::field::FieldNumber,
        ) -> Option<&'static str> {
            match kind { $(
                $crate::model::kind::Kind::$kind => {
                    $crate::model::$module::$fields::from_number(field).map(|field| match field {
                        $( $crate::model::$module::$fields::$field => $label, )*
                    })
                }
            )* }
        }
    };
}

/// The labels of all choices: `Kind module::Fields::Field, … { name "label", }`. A test compares them with the kinds.
macro_rules! choice_words {
    ($($($kind:ident $module:ident :: $fields:ident :: $field:ident),+ { $($choice:ident $label:literal,)* })*) => {
        /// Every list of choices.
        pub(in crate::i18n) const CHOICES: &[$crate::i18n::ChoiceWords] = &[ $( $crate::i18n::ChoiceWords {
            fields: &[ $( ($crate::model::kind::Kind::$kind, $crate::model::$module::$fields::$field.number()), )+ ],
            choices: &[ $( (stringify!($choice), $label), )* ],
        }, )* ];
    };
}

// The lists stand behind the macros that they are written in.
mod en;
mod it;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_has_a_label_of_its_own_in_every_language() {
        for language in Language::ALL {
            for kind in Kind::ALL {
                let mut labels = BTreeSet::new();
                for field in kind.fields() {
                    let label = field_label(*language, *kind, field.number);
                    assert!(!label.is_empty() && label.trim() == label, "{kind:?}.{} {language:?}", field.name);
                    assert!(labels.insert(label.to_lowercase()), "{kind:?}.{} {language:?}: {label}", field.name);
                }
            }
        }
    }

    #[test]
    fn every_choice_has_a_label_of_its_own_in_every_language() {
        for language in Language::ALL {
            for kind in Kind::ALL {
                for field in kind.fields() {
                    let (names, labels): (Vec<_>, BTreeSet<_>) =
                        choice_labels(*language, *kind, field.number).iter().copied().unzip();
                    assert_eq!(names, field.choices, "{kind:?}.{} {language:?}", field.name);
                    assert_eq!(labels.len(), names.len(), "{kind:?}.{} {language:?}", field.name);
                    assert!(labels.iter().all(|label| !label.is_empty()), "{kind:?}.{} {language:?}", field.name);
                }
            }
        }
    }

    #[test]
    fn every_kind_has_names_of_its_own_in_every_language() {
        for language in Language::ALL {
            let mut ones = BTreeSet::new();
            for kind in Kind::ALL {
                let words = kind_words(*language, *kind);
                assert!(ones.insert(words.one), "{kind:?} {language:?}: {}", words.one);
                assert!(words.the_one.ends_with(words.one) && words.the_many.ends_with(words.many), "{kind:?}");
                assert!(words.the_one.len() > words.one.len() && words.the_many.len() > words.many.len(), "{kind:?}");
            }
        }
    }

    #[test]
    fn what_the_model_does_not_know_is_said_to_be_unknown() {
        let kind = Kind::Customer;
        assert_eq!(field_label(Language::Italian, kind, 999), "Campo sconosciuto");
        assert_eq!(field_label(Language::English, kind, ALIVE), "Bin");
        assert_eq!(choice_label(Language::English, kind, 2, 1), "Company");
        assert_eq!(choice_label(Language::English, kind, 2, 9), "Unknown choice");
        assert_eq!(choice_label(Language::Italian, kind, 1, 0), "Scelta sconosciuta");
    }

    #[test]
    fn the_readers_language_is_found_in_what_the_browser_says() {
        let check = |codes: &[&str], expected| assert_eq!(Language::preferred(codes.iter().copied()), expected);
        check(&["it-IT", "en"], Language::Italian);
        check(&["de", "IT"], Language::Italian);
        check(&["en_GB", "it"], Language::English);
        check(&["de-CH"], Language::English);
        check(&[], Language::English);
    }
}
