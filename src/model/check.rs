//! Checks of what a person typed: each gives the value to keep, or says what is wrong and what would be right.

use serde::{Deserialize, Serialize};

use crate::model::date::DateError;
use crate::model::number_text::NumberError;

pub mod cap;
pub mod codice_fiscale;
pub mod email;
pub mod partita_iva;
pub mod phone;
pub mod sdi_code;
pub mod web_address;

mod host_name;

/// What is wrong with a value, with what would be right. Which field it is stands beside it.
///
/// Positions count characters from 1, in the value without surrounding spaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// Empty, where something has to stand.
    #[error("required")]
    Required,
    /// Not the only length that there is, in characters; with two lengths, the usual one is expected.
    #[error("length {found}, expected {expected}")]
    Length { expected: u32, found: u32 },
    /// Longer than allowed, in characters.
    #[error("length {found}, at most {max}")]
    TooLong { max: u32, found: u32 },
    /// Another kind of character is expected here.
    #[error("{found:?} at {position}, expected {expected:?}")]
    Character { position: u32, found: char, expected: CharacterKind },
    /// A character that cannot be seen (control, zero width, changing the direction), or a space, inside the value.
    #[error("hidden character or space at {position}")]
    HiddenCharacter { position: u32 },
    /// The last character does not follow from the others: there is a typing error somewhere.
    #[error("check character {found:?}, expected {expected:?}")]
    CheckCharacter { expected: char, found: char },
    /// The month and day of birth inside a codice fiscale are none.
    #[error("no day of birth")]
    NoDayOfBirth,
    /// Well formed, but the authority gives this number to nobody.
    #[error("never assigned")]
    NeverAssigned,
    /// Not of the form `name@domain.it`.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// Not of the form `https://domain.it/…`, `domain.it/…`, `mailto:…` or `tel:…`.
    #[error("not a web address")]
    NotAnAddress,
    /// An address of another scheme than [`web_address::ALLOWED_SCHEMES`].
    #[error("scheme not allowed")]
    SchemeNotAllowed,
    /// An address with a name before the domain (`https://bank.it@evil.it`), which hides where it leads.
    #[error("user name in a web address")]
    NameInAddress,
    /// Not a telephone number: too few or too many digits, or other characters.
    #[error("not a telephone number")]
    NotAPhone,
    /// Below the least or above the greatest, in the field's own unit.
    #[error("outside of {min}..={max}")]
    OutOfRange { min: i64, max: i64 },
    /// Not a number as typed.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// Not a date as typed.
    #[error(transparent)]
    Date(#[from] DateError),
}

/// The kinds of characters that a code may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CharacterKind {
    /// `0` to `9`.
    Digit,
    /// `A` to `Z`.
    Letter,
    /// `A` to `Z` or `0` to `9`.
    LetterOrDigit,
    /// A digit, or the letter that stands for it in a codice fiscale (`LMNPQRSTUV` for `0` to `9`).
    DigitOrItsLetter,
}

/// The value without surrounding spaces, refused if nothing is left.
fn present(text: &str) -> Result<&str, Wrong> {
    let text = text.trim();
    if text.is_empty() { Err(Wrong::Required) } else { Ok(text) }
}

/// Refuses spaces and characters that cannot be seen, anywhere in the value.
fn all_visible(text: &str) -> Result<(), Wrong> {
    match text.chars().position(|it| it.is_whitespace() || is_hidden(it)) {
        Some(index) => Err(Wrong::HiddenCharacter { position: index as u32 + 1 }),
        None => Ok(()),
    }
}

/// Whether nothing of the text can be seen.
pub fn shows_nothing(text: &str) -> bool {
    text.chars().all(|it| it.is_whitespace() || is_hidden(it))
}

/// Control characters, and the format characters of Unicode that have no shape or turn the direction of the text.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A code in capitals without the spaces that people put between its groups, refused if empty or not of that length.
fn code(text: &str, lengths: &[usize]) -> Result<Vec<char>, Wrong> {
    let code: Vec<char> = present(text)?
        .chars()
        .filter(|it| !it.is_whitespace() && !is_hidden(*it))
        .map(|it| it.to_ascii_uppercase())
        .collect();
    match lengths.first() {
        Some(expected) if !lengths.contains(&code.len()) => {
            Err(Wrong::Length { expected: *expected as u32, found: code.len() as u32 })
        }
        Some(_) | None => Ok(code),
    }
}

/// Refuses the first character that is not of the kind expected.
fn all_of(code: &[char], expected: CharacterKind) -> Result<(), Wrong> {
    each_of(code, std::iter::repeat(expected))
}

/// Refuses the first character that is not of the kind expected at its place.
fn each_of(code: &[char], kinds: impl IntoIterator<Item = CharacterKind>) -> Result<(), Wrong> {
    for ((position, found), expected) in (1..).zip(code).zip(kinds) {
        if !expected.has(*found) {
            return Err(Wrong::Character { position, found: *found, expected });
        }
    }
    Ok(())
}

impl CharacterKind {
    fn has(self, character: char) -> bool {
        match self {
            Self::Digit => character.is_ascii_digit(),
            Self::Letter => character.is_ascii_uppercase(),
            Self::LetterOrDigit => character.is_ascii_uppercase() || character.is_ascii_digit(),
            Self::DigitOrItsLetter => character.is_ascii_digit() || "LMNPQRSTUV".contains(character),
        }
    }
}
