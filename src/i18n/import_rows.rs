//! Why a row of a file was not taken, and what an import came to, in words.

use super::format::count;
use super::imports::{import_field, problem_kind};
use super::sentences::{at_row, count_of, quoted};
use super::wrong::wrong;
use super::{Language, capitalised};
use crate::commands::import::result::{CellReason, RefusedRow, RowReason};
use crate::exchange::csv::header::{ImportField, ValueKind};
use crate::model::field::{FieldNumber, FieldType};
use crate::model::kind::Kind;

/// The label and the type of a field that the user made.
pub type OwnLabel<'a> = &'a dyn Fn(FieldNumber) -> Option<(String, FieldType)>;

/// `Riga 12: «E-mail» …`, in a workspace with that currency (ISO 4217).
pub fn refused_row(language: Language, row: &RefusedRow, currency: &str, own: OwnLabel<'_>) -> String {
    format!("{}: {}", capitalised(&at_row(language, row.line)), row_reason(language, &row.reason, currency, own))
}

/// Why a row was not taken, in a workspace with that currency (ISO 4217).
pub fn row_reason(language: Language, reason: &RowReason, currency: &str, own: OwnLabel<'_>) -> String {
    let declared = |field: &ImportField| (import_field(language, *field).to_owned(), field_type(*field));
    let named = |field: &ImportField| field.own().map_or_else(|| Some(declared(field)), own);
    let label = |field: &ImportField| quoted(language, &named(field).map_or_else(String::new, |(label, _)| label));
    match reason {
        RowReason::Shape(problem) => problem_kind(language, *problem),
        RowReason::Missing(field) => match language {
            Language::Italian => format!("manca {}: scrivilo nella riga.", label(field)),
            Language::English => format!("{} is missing: write it into the row.", label(field)),
        },
        RowReason::AmountTooLarge => language
            .pick(
                "l'importo è troppo grande: controlla quantità, prezzo e sconto.",
                "the amount is too large: check quantity, price and discount.",
            )
            .to_owned(),
        RowReason::TwoDiscounts => language
            .pick(
                "lo sconto in percentuale e quello in denaro non sono lo stesso: lasciane uno solo.",
                "the discount in percent and the one in money are not the same: leave only one.",
            )
            .to_owned(),
        RowReason::Cell { field, reason, .. } => match reason {
            CellReason::Value(value) => {
                let (label, field_type) = named(field).unwrap_or_else(|| (String::new(), FieldType::Text));
                wrong(language, value, &label, field_type, currency)
            }
            CellReason::Shape(problem) => format!("{}: {}", label(field), problem_kind(language, *problem)),
            CellReason::NoSuchChoice => {
                let text = language.pick("questa parola non è tra le scelte.", "this word is not one of the choices.");
                format!("{}: {text}", label(field))
            }
            CellReason::RefersToNothing => {
                let text = language.pick(
                    "non c'è ancora: importalo prima, o fallo creare.",
                    "is not here yet: import it first, or have it made.",
                );
                format!("{}: {text}", label(field))
            }
            CellReason::Taken => {
                let text = language.pick("è già di un altro cliente.", "belongs to another customer already.");
                format!("{}: {text}", label(field))
            }
        },
    }
}

/// `100 clienti, 3 etichette`: records that an import made.
pub fn made(language: Language, made: &[(Kind, u32)]) -> String {
    let parts: Vec<String> = made.iter().map(|(kind, n)| count_of(language, *kind, u64::from(*n))).collect();
    parts.join(", ")
}

/// The type in whose words a wrong value of that field is told.
fn field_type(field: ImportField) -> FieldType {
    match field.value_kind() {
        ValueKind::Email => FieldType::Email,
        ValueKind::Phone => FieldType::Phone,
        ValueKind::Number => FieldType::Number,
        ValueKind::Money => FieldType::Money,
        ValueKind::Percent => FieldType::Percent,
        ValueKind::Date => FieldType::Date,
        ValueKind::Flag => FieldType::Flag,
        ValueKind::Choice => FieldType::Choice,
        ValueKind::Text | ValueKind::Many if field == ImportField::PartitaIva => FieldType::PartitaIva,
        ValueKind::Text | ValueKind::Many if field == ImportField::CodiceFiscale => FieldType::CodiceFiscale,
        ValueKind::Text | ValueKind::Many if field == ImportField::SdiCode => FieldType::SdiCode,
        ValueKind::Text | ValueKind::Many if field == ImportField::Website => FieldType::WebAddress,
        ValueKind::Text | ValueKind::Many => FieldType::Text,
    }
}

/// How many of the refused rows are shown, and how many of them the file to save holds.
pub fn refused_listed(language: Language, n_shown: u64, n_listed: u64, n_refused: u64) -> String {
    let (shown, listed, all) = (count(language, n_shown), count(language, n_listed), count(language, n_refused));
    let in_file = if n_listed < n_refused {
        match language {
            Language::Italian => format!("nel file vanno le prime {listed} di {all}."),
            Language::English => format!("the first {listed} of {all} go into the file."),
        }
    } else {
        language.pick("nel file vanno tutte.", "all go into the file.").to_owned()
    };
    match (language, n_shown < n_refused) {
        (Language::Italian, true) => format!("Qui sotto le prime {shown}; {in_file}"),
        (Language::English, true) => format!("The first {shown} are below; {in_file}"),
        (Language::Italian, false) => "Sono tutte qui sotto, e tutte vanno nel file.".to_owned(),
        (Language::English, false) => "All are below, and all go into the file.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::check::Wrong;

    #[test]
    fn how_many_of_the_refused_rows_are_listed_is_said_as_it_is() {
        for (numbers, italian, english) in [
            ((3, 3, 3), "Sono tutte qui sotto, e tutte vanno nel file.", "All are below, and all go into the file."),
            (
                (50, 120, 120),
                "Qui sotto le prime 50; nel file vanno tutte.",
                "The first 50 are below; all go into the file.",
            ),
            (
                (50, 1_000, 4_321),
                "Qui sotto le prime 50; nel file vanno le prime 1.000 di 4.321.",
                "The first 50 are below; the first 1,000 of 4,321 go into the file.",
            ),
        ] {
            let (shown, listed, all) = numbers;
            assert_eq!(refused_listed(Language::Italian, shown, listed, all), italian);
            assert_eq!(refused_listed(Language::English, shown, listed, all), english);
        }
    }

    #[test]
    fn a_refused_row_says_where_and_why_in_both_languages() {
        let cell = |reason| RowReason::Cell { column: 0, field: ImportField::CustomerId, reason };
        let email =
            RowReason::Cell { column: 1, field: ImportField::Email, reason: CellReason::Value(Wrong::NotAnEmail) };
        for (reason, italian, english) in [
            (
                cell(CellReason::RefersToNothing),
                "Riga 7: «Numero del cliente nel file»: non c'è ancora",
                "Row 7: “Customer number in the file”: is not here yet",
            ),
            (
                RowReason::Missing(ImportField::OrderDate),
                "Riga 7: manca «Data dell'ordine»",
                "Row 7: “Order date” is missing",
            ),
            (email, "Riga 7: «E-mail»: ", "Row 7: “Email”: "),
        ] {
            let row = RefusedRow { line: 7, reason, cells: Vec::new() };
            for (language, expected) in [(Language::Italian, italian), (Language::English, english)] {
                let found = refused_row(language, &row, "EUR", &|_| None);
                assert!(found.starts_with(expected), "{found}");
            }
        }
    }
}
