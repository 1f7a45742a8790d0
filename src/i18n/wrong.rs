//! What is wrong with a value, in words: which field, what is wrong, what would be right.

use super::Language;
use super::format::{self, count, date_typed, month_name};
use super::sentences::quoted;
use crate::model::check::web_address::ALLOWED_SCHEMES;
use crate::model::check::{CharacterKind, Wrong};
use crate::model::date::{Date, DateError};
use crate::model::field::FieldType;
use crate::model::money::{Money, Percent, Quantity};
use crate::model::number_text::NumberError;

/// The sentence for a wrong value of the field with that label and type, in a workspace with that currency (ISO 4217).
pub fn wrong(language: Language, wrong: &Wrong, label: &str, field_type: FieldType, currency: &str) -> String {
    let reason = match language {
        Language::Italian => italian(wrong, field_type, currency),
        Language::English => english(wrong, field_type, currency),
    };
    format!("{}: {reason}", quoted(language, label))
}

/// Why something is not a number, where its field stands beside it.
pub fn number_error(language: Language, wrong: NumberError) -> String {
    match language {
        Language::Italian => italian_number(wrong),
        Language::English => english_number(wrong),
    }
}

/// Why something is not a date, where its field stands beside it.
pub fn date_error(language: Language, wrong: DateError) -> String {
    match language {
        Language::Italian => italian_date(wrong),
        Language::English => english_date(wrong),
    }
}

fn italian(wrong: &Wrong, field_type: FieldType, currency: &str) -> String {
    let language = Language::Italian;
    match wrong {
        Wrong::Required => "va compilato.".to_owned(),
        Wrong::Length { expected, found } => {
            format!("servono {expected} caratteri, qui ce ne sono {found}.")
        }
        Wrong::TooLong { max, found } => {
            let (max, found) = (count(language, u64::from(*max)), count(language, u64::from(*found)));
            format!("può avere al massimo {max} caratteri, qui ce ne sono {found}.")
        }
        Wrong::Character { position, found, expected } => {
            let expected = match expected {
                CharacterKind::Digit => "una cifra",
                CharacterKind::Letter => "una lettera",
                CharacterKind::LetterOrDigit => "una lettera o una cifra",
                CharacterKind::DigitOrItsLetter => "una cifra, o una delle lettere LMNPQRSTUV",
            };
            format!("al posto {position} c'è «{found}», ma ci va {expected}.")
        }
        Wrong::HiddenCharacter { position } => {
            format!("al posto {position} c'è uno spazio o un carattere invisibile: cancellalo.")
        }
        Wrong::CheckCharacter { expected, found } => {
            format!("c'è un errore di battitura. L'ultimo carattere è «{found}», ma gli altri chiedono «{expected}».")
        }
        Wrong::NoDayOfBirth => "il giorno e il mese di nascita che contiene non esistono: ricontrolla.".to_owned(),
        Wrong::NeverAssigned => "questo numero non è assegnato a nessuno: ricontrolla.".to_owned(),
        Wrong::NotAnEmail => "non è un indirizzo e-mail. Esempio: nome@esempio.it".to_owned(),
        Wrong::NotAnAddress => "non è un indirizzo web. Esempio: www.esempio.it".to_owned(),
        Wrong::SchemeNotAllowed => {
            format!("un indirizzo può cominciare solo con {}.", ALLOWED_SCHEMES.join(", "))
        }
        Wrong::NameInAddress => {
            "prima della @ c'è un nome che nasconde dove porta l'indirizzo: lascia solo il sito.".to_owned()
        }
        Wrong::NotAPhone => "non è un numero di telefono. Esempio: +39 045 123 4567".to_owned(),
        Wrong::OutOfRange { min, max } => {
            let bounds = bounds(language, *min, *max, field_type, currency);
            format!("deve stare tra {} e {}.", bounds.0, bounds.1)
        }
        Wrong::Number(number) => italian_number(*number),
        Wrong::Date(date) => italian_date(*date),
    }
}

fn english(wrong: &Wrong, field_type: FieldType, currency: &str) -> String {
    let language = Language::English;
    match wrong {
        Wrong::Required => "has to be filled in.".to_owned(),
        Wrong::Length { expected, found } => format!("needs {expected} characters, here are {found}."),
        Wrong::TooLong { max, found } => {
            let (max, found) = (count(language, u64::from(*max)), count(language, u64::from(*found)));
            format!("can have {max} characters at most, here are {found}.")
        }
        Wrong::Character { position, found, expected } => {
            let expected = match expected {
                CharacterKind::Digit => "a digit",
                CharacterKind::Letter => "a letter",
                CharacterKind::LetterOrDigit => "a letter or a digit",
                CharacterKind::DigitOrItsLetter => "a digit, or one of the letters LMNPQRSTUV",
            };
            format!("character {position} is “{found}”, but {expected} belongs there.")
        }
        Wrong::HiddenCharacter { position } => {
            format!("character {position} is a space or cannot be seen: delete it.")
        }
        Wrong::CheckCharacter { expected, found } => {
            format!("there is a typing error. The last character is “{found}”, but the others ask for “{expected}”.")
        }
        Wrong::NoDayOfBirth => "the day and month of birth in it do not exist: check it again.".to_owned(),
        Wrong::NeverAssigned => "this number is assigned to nobody: check it again.".to_owned(),
        Wrong::NotAnEmail => "is not an email address. Example: name@example.com".to_owned(),
        Wrong::NotAnAddress => "is not a web address. Example: www.example.com".to_owned(),
        Wrong::SchemeNotAllowed => format!("an address can only begin with {}.", ALLOWED_SCHEMES.join(", ")),
        Wrong::NameInAddress => {
            "before the @ stands a name that hides where the address leads: leave only the site.".to_owned()
        }
        Wrong::NotAPhone => "is not a telephone number. Example: +39 045 123 4567".to_owned(),
        Wrong::OutOfRange { min, max } => {
            let bounds = bounds(language, *min, *max, field_type, currency);
            format!("has to be between {} and {}.", bounds.0, bounds.1)
        }
        Wrong::Number(number) => english_number(*number),
        Wrong::Date(date) => english_date(*date),
    }
}

fn italian_number(wrong: NumberError) -> String {
    match wrong {
        NumberError::Empty => "manca il numero. Esempio: 1.234,56".to_owned(),
        NumberError::Unexpected { found } => format!("«{found}» non fa parte di un numero. Esempio: 1.234,56"),
        NumberError::Groups { mark } => {
            format!("tra un «{mark}» e l'altro vanno tre cifre. Se intendevi i decimali, scrivi per esempio 1,50")
        }
        NumberError::TooManyDecimals { max: 0 } => "ci va un numero intero.".to_owned(),
        NumberError::TooManyDecimals { max: 1 } => "può avere un decimale solo.".to_owned(),
        NumberError::TooManyDecimals { max } => format!("può avere al massimo {max} decimali."),
        NumberError::TooLarge => "il numero è troppo grande.".to_owned(),
    }
}

fn english_number(wrong: NumberError) -> String {
    match wrong {
        NumberError::Empty => "the number is missing. Example: 1,234.56".to_owned(),
        NumberError::Unexpected { found } => format!("“{found}” is no part of a number. Example: 1,234.56"),
        NumberError::Groups { mark } => {
            format!("between one “{mark}” and the next go three digits. If you meant decimals, write 1.50 for example")
        }
        NumberError::TooManyDecimals { max: 0 } => "has to be a whole number.".to_owned(),
        NumberError::TooManyDecimals { max: 1 } => "can have one decimal only.".to_owned(),
        NumberError::TooManyDecimals { max } => format!("can have {max} decimals at most."),
        NumberError::TooLarge => "the number is too large.".to_owned(),
    }
}

fn italian_date(wrong: DateError) -> String {
    match wrong {
        DateError::Shape => "non è una data. Esempio: 31/12/2026".to_owned(),
        DateError::NoSuchMonth { month } => {
            format!("il mese {month} non esiste: i mesi vanno da 1 a 12. Esempio: 31/12/2026")
        }
        DateError::NoSuchDay { day, days_in_month } => {
            format!("il giorno {day} non esiste: quel mese ha {days_in_month} giorni.")
        }
        DateError::OutOfRange => {
            format!("la data deve stare tra il {} e il {}.", date_typed(Date::MIN), date_typed(Date::MAX))
        }
    }
}

fn english_date(wrong: DateError) -> String {
    match wrong {
        DateError::Shape => "is not a date. Example: 31/12/2026".to_owned(),
        DateError::NoSuchMonth { month } => {
            let last = month_name(Language::English, 12);
            format!("there is no month {month}: {last} is the 12th. Dates go day/month/year. Example: 31/12/2026")
        }
        DateError::NoSuchDay { day, days_in_month } => {
            format!("there is no day {day}: that month has {days_in_month} days.")
        }
        DateError::OutOfRange => {
            format!("the date has to be between {} and {}.", date_typed(Date::MIN), date_typed(Date::MAX))
        }
    }
}

/// The least and the greatest value, in the way of the field's type.
fn bounds(language: Language, min: i64, max: i64, field_type: FieldType, currency: &str) -> (String, String) {
    let shown = |value: i64| match field_type {
        FieldType::Money => format::money(language, Money::from_minor(value), currency),
        FieldType::Number => format::quantity(language, Quantity::from_thousandths(value)),
        FieldType::Percent => match i32::try_from(value) {
            Ok(hundredths) => format::percent(language, Percent::from_hundredths(hundredths)),
            Err(_) => format::decimal_trimmed(language, value, 2),
        },
        FieldType::Date => match i32::try_from(value).map(Date::from_days) {
            Ok(Ok(day)) => date_typed(day),
            Ok(Err(_)) | Err(_) => format::integer(language, value),
        },
        // A postal code is compared by its number, and written with its zeros.
        FieldType::PostalCode => format!("{value:05}"),
        FieldType::Text
        | FieldType::Repeating
        | FieldType::LongText
        | FieldType::Email
        | FieldType::Phone
        | FieldType::WebAddress
        | FieldType::CodiceFiscale
        | FieldType::PartitaIva
        | FieldType::SdiCode
        | FieldType::Time
        | FieldType::Choice
        | FieldType::Choices
        | FieldType::Flag
        | FieldType::Rating
        | FieldType::Reference(_)
        | FieldType::References(_) => format::integer(language, value),
    };
    (shown(min), shown(max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &Wrong, field_type: FieldType, expected_italian: &str, expected_english: &str) {
        for (language, expected) in [(Language::Italian, expected_italian), (Language::English, expected_english)] {
            assert_eq!(wrong(language, value, "X", field_type, "EUR").replace('\u{a0}', "_"), expected);
        }
    }

    #[test]
    fn a_wrong_value_says_which_field_what_is_wrong_and_what_would_be_right() {
        use FieldType::{CodiceFiscale, Date, Email, Money, Number, PartitaIva, Percent, PostalCode, Text};
        check(&Wrong::Required, Text, "«X»: va compilato.", "“X”: has to be filled in.");
        check(
            &Wrong::Length { expected: 11, found: 10 },
            PartitaIva,
            "«X»: servono 11 caratteri, qui ce ne sono 10.",
            "“X”: needs 11 characters, here are 10.",
        );
        check(
            &Wrong::Character { position: 2, found: 'O', expected: CharacterKind::Digit },
            PostalCode,
            "«X»: al posto 2 c'è «O», ma ci va una cifra.",
            "“X”: character 2 is “O”, but a digit belongs there.",
        );
        check(
            &Wrong::CheckCharacter { expected: 'H', found: 'K' },
            CodiceFiscale,
            "«X»: c'è un errore di battitura. L'ultimo carattere è «K», ma gli altri chiedono «H».",
            "“X”: there is a typing error. The last character is “K”, but the others ask for “H”.",
        );
        check(
            &Wrong::NotAnEmail,
            Email,
            "«X»: non è un indirizzo e-mail. Esempio: nome@esempio.it",
            "“X”: is not an email address. Example: name@example.com",
        );
        check(
            &Wrong::Date(DateError::NoSuchDay { day: 31, days_in_month: 30 }),
            Date,
            "«X»: il giorno 31 non esiste: quel mese ha 30 giorni.",
            "“X”: there is no day 31: that month has 30 days.",
        );
        check(
            &Wrong::Number(NumberError::TooManyDecimals { max: 2 }),
            Money,
            "«X»: può avere al massimo 2 decimali.",
            "“X”: can have 2 decimals at most.",
        );
        check(
            &Wrong::Number(NumberError::Unexpected { found: 'x' }),
            Number,
            "«X»: «x» non fa parte di un numero. Esempio: 1.234,56",
            "“X”: “x” is no part of a number. Example: 1,234.56",
        );
        check(
            &Wrong::OutOfRange { min: 0, max: 10_000 },
            Percent,
            "«X»: deve stare tra 0_% e 100_%.",
            "“X”: has to be between 0% and 100%.",
        );
        check(
            &Wrong::OutOfRange { min: 0, max: 100_000 },
            Money,
            "«X»: deve stare tra 0,00_€ e 1.000,00_€.",
            "“X”: has to be between €0.00 and €1,000.00.",
        );
        check(
            &Wrong::OutOfRange { min: 10, max: 98_168 },
            PostalCode,
            "«X»: deve stare tra 00010 e 98168.",
            "“X”: has to be between 00010 and 98168.",
        );
        check(
            &Wrong::OutOfRange { min: -25_567, max: 84_005 },
            Date,
            "«X»: deve stare tra 01/01/1900 e 31/12/2199.",
            "“X”: has to be between 01/01/1900 and 31/12/2199.",
        );
    }
}
