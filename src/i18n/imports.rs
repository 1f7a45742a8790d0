//! Imported files in words: what a column means, how the file is written, what is wrong with it.

use super::format::{bytes, count};
use super::phrases::Phrase;
use super::sentences::{at_row, quoted};
use super::wrong::{date_error, number_error};
use super::{Language, Plural, capitalised};
use crate::exchange::csv::decode::{BinaryFormat, Encoding};
use crate::exchange::csv::detect::Separator;
use crate::exchange::csv::header::{ImportField, Target};
use crate::exchange::csv::problem::{Problem, ProblemKind, Stop};
use crate::model::number_text::DateOrder;

/// What a column of a file is imported as; the user's own fields have their own words.
pub const fn import_field(language: Language, field: ImportField) -> &'static str {
    let (italian, english) = match field {
        ImportField::Own(_) => ("", ""),
        ImportField::FullName => ("Nome e cognome, o ragione sociale", "Full name"),
        ImportField::FirstName => ("Nome di battesimo", "First name"),
        ImportField::LastName => ("Cognome", "Last name"),
        ImportField::CompanyName => ("Azienda", "Company"),
        ImportField::Form => ("Persona o azienda", "Person or company"),
        ImportField::Email => ("E-mail", "Email"),
        ImportField::OtherEmails => ("Altra e-mail", "Another email"),
        ImportField::CertifiedEmail => ("PEC", "Certified email (PEC)"),
        ImportField::Phone => ("Telefono", "Phone"),
        ImportField::Mobile => ("Cellulare", "Mobile"),
        ImportField::OtherPhones => ("Altro telefono", "Another phone"),
        ImportField::Website => ("Sito web", "Website"),
        ImportField::Address => ("Indirizzo", "Address"),
        ImportField::City => ("Città", "City"),
        ImportField::Province => ("Provincia", "Province"),
        ImportField::PostalCode => ("CAP", "Postal code"),
        ImportField::Region => ("Regione", "Region"),
        ImportField::Country => ("Paese", "Country"),
        ImportField::CodiceFiscale => ("Codice fiscale", "Italian tax code"),
        ImportField::PartitaIva => ("Partita IVA", "VAT number"),
        ImportField::SdiCode => ("Codice SDI", "E-invoice code (SDI)"),
        ImportField::Lifecycle => ("Fase della relazione", "Lifecycle"),
        ImportField::LeadStatus => ("Stato del contatto", "Lead status"),
        ImportField::Class => ("Classe", "Class"),
        ImportField::Tags => ("Etichette", "Tags"),
        ImportField::Channel => ("Canale preferito", "Preferred channel"),
        ImportField::Consent => ("Consenso commerciale", "Marketing consent"),
        ImportField::OptOut => ("Rifiuto delle comunicazioni", "Opted out of marketing"),
        ImportField::BirthDate => ("Data di nascita", "Date of birth"),
        ImportField::Since => ("Cliente dal", "Customer since"),
        ImportField::LeadSource => ("Provenienza", "Source"),
        ImportField::Owner => ("Responsabile", "Owner"),
        ImportField::Notes => ("Note", "Notes"),
        ImportField::ExternalId => ("Codice di origine", "Code in the source file"),
        ImportField::JobTitle => ("Ruolo", "Job title"),
        ImportField::Sex => ("Sesso", "Sex"),
        ImportField::Industry => ("Settore", "Industry"),
        ImportField::Employees => ("Dipendenti", "Employees"),
        ImportField::PaymentDays => ("Giorni di pagamento", "Payment days"),
        ImportField::Language => ("Lingua", "Language"),
        ImportField::ProductName => ("Nome del prodotto", "Product name"),
        ImportField::ProductCode => ("Codice del prodotto", "Product code"),
        ImportField::ProductId => ("Numero del prodotto nel file", "Product number in the file"),
        ImportField::Category => ("Categoria", "Category"),
        ImportField::Price => ("Prezzo", "Price"),
        ImportField::Cost => ("Costo", "Cost"),
        ImportField::Vat => ("Aliquota IVA", "VAT rate"),
        ImportField::Unit => ("Unità di misura", "Unit"),
        ImportField::Description => ("Descrizione", "Description"),
        ImportField::Withdrawn => ("Fuori catalogo", "Withdrawn"),
        ImportField::OrderNumber => ("Numero dell'ordine", "Order number"),
        ImportField::CustomerId => ("Numero del cliente nel file", "Customer number in the file"),
        ImportField::CustomerEmail => ("E-mail del cliente", "Customer email"),
        ImportField::CustomerName => ("Nome del cliente", "Customer name"),
        ImportField::OrderDate => ("Data dell'ordine", "Order date"),
        ImportField::OrderStatus => ("Stato dell'ordine", "Order status"),
        ImportField::SalesChannel => ("Canale di vendita", "Sales channel"),
        ImportField::LineNumber => ("Numero della riga", "Line number"),
        ImportField::Quantity => ("Quantità", "Quantity"),
        ImportField::UnitPrice => ("Prezzo unitario", "Unit price"),
        ImportField::Discount => ("Sconto in percentuale", "Discount in percent"),
        ImportField::DiscountAmount => ("Sconto in denaro", "Discount amount"),
        ImportField::UnitCost => ("Costo unitario", "Unit cost"),
        ImportField::ContactDate => ("Data del contatto", "Date of the contact"),
        ImportField::ContactType => ("Tipo di contatto", "Kind of contact"),
        ImportField::ContactChannel => ("Canale", "Channel"),
        ImportField::Sentiment => ("Com'è andata", "How it went"),
        ImportField::ContactText => ("Che cosa si è detto", "What was said"),
        ImportField::ResponseDate => ("Data della risposta", "Date of the response"),
        ImportField::Nps => ("Voto da 0 a 10 (NPS)", "Score from 0 to 10 (NPS)"),
        ImportField::Comment => ("Commento", "Comment"),
    };
    language.pick(italian, english)
}

/// What a file contains.
pub const fn target(language: Language, target: Target) -> &'static str {
    match target {
        Target::Customers => language.pick("Clienti", "Customers"),
        Target::Products => language.pick("Prodotti", "Products"),
        Target::OrderLines => language.pick("Ordini con le loro righe", "Orders with their lines"),
        Target::Interactions => language.pick("Contatti con i clienti", "Contacts with customers"),
        Target::Responses => language.pick("Risposte a un'indagine", "Responses to a survey"),
    }
}

/// The name of an encoding, with where it comes from.
pub const fn encoding(language: Language, encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16LittleEndian => {
            language.pick("UTF-16 (testo Unicode di Excel)", "UTF-16 (Excel's Unicode text)")
        }
        Encoding::Utf16BigEndian => "UTF-16 (big endian)",
        Encoding::Windows1252 => language.pick("Windows-1252 (Excel su Windows)", "Windows-1252 (Excel on Windows)"),
        Encoding::Iso8859_15 => "ISO 8859-15 (Latin 9)",
        Encoding::MacRoman => language.pick("Mac Roman (vecchi programmi per Mac)", "Mac Roman (old Mac programs)"),
    }
}

/// What stands between two cells.
pub const fn separator(language: Language, separator: Separator) -> &'static str {
    match separator {
        Separator::Comma => language.pick("virgola", "comma"),
        Separator::Semicolon => language.pick("punto e virgola", "semicolon"),
        Separator::Tab => language.pick("tabulazione", "tab"),
        Separator::Pipe => language.pick("barra verticale", "vertical bar"),
    }
}

/// The order of the parts of a date.
pub const fn date_order(language: Language, order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayMonthYear => language.pick("giorno/mese/anno", "day/month/year"),
        DateOrder::MonthDayYear => language.pick("mese/giorno/anno", "month/day/year"),
        DateOrder::YearMonthDay => language.pick("anno-mese-giorno", "year-month-day"),
    }
}

/// What is wrong in one place of a file: `Riga 12, «Data»: il giorno 31 non esiste: quel mese ha 30 giorni.`
/// `column` is the name of the problem's column, if it has one.
pub fn problem(language: Language, problem: &Problem, column: Option<&str>) -> String {
    let reason = problem_kind(language, problem.what);
    let place = capitalised(&at_row(language, problem.line));
    match column {
        Some(column) => format!("{place}, {}: {reason}", quoted(language, column)),
        None => format!("{place}: {reason}"),
    }
}

/// What is wrong with a row or a cell, where its place stands beside it.
pub fn problem_kind(language: Language, what: ProblemKind) -> String {
    let text = match what {
        ProblemKind::MissingCells { expected, found } => {
            return match language {
                Language::Italian => {
                    format!("ha {} su {expected}: quelle che mancano restano vuote.", cells(language, found))
                }
                Language::English => {
                    format!("has {} of {expected}: the missing ones stay empty.", cells(language, found))
                }
            };
        }
        ProblemKind::ExtraCells { expected, found } => {
            return match language {
                Language::Italian => format!(
                    "ha {} invece di {expected}: forse un testo contiene il separatore e va messo tra virgolette.",
                    cells(language, found)
                ),
                Language::English => format!(
                    "has {} instead of {expected}: perhaps some text has the separator in it and needs quotes.",
                    cells(language, found)
                ),
            };
        }
        ProblemKind::NotANumber { why } => return number_error(language, why),
        ProblemKind::NotADate { why } => return date_error(language, why),
        ProblemKind::EmbeddedNul => language.pick(
            "contiene caratteri che non sono testo: salva di nuovo il file dal programma di origine.",
            "has characters that are not text: save the file again from its program.",
        ),
        ProblemKind::TextAfterQuote => language.pick(
            "c'è del testo dopo le virgolette chiuse: forse andavano raddoppiate. Controlla la riga.",
            "there is text after a closing quote: perhaps it was meant to be doubled. Check the row.",
        ),
        ProblemKind::DateWithoutYear => language.pick(
            "la data non ha l'anno e non viene presa. Esempio: 31/12/1980",
            "the date has no year and is not taken. Example: 31/12/1980",
        ),
        ProblemKind::NotAFlag => language.pick("ci va sì o no.", "has to be yes or no."),
    };
    text.to_owned()
}

/// Why a file cannot be read, or not further. Nothing was changed.
pub fn stop(language: Language, stop: &Stop) -> String {
    match (stop, language) {
        (Stop::Empty, _) => Phrase::FileEmpty.text(language).to_owned(),
        (Stop::Binary { looks_like }, _) => binary(language, *looks_like).to_owned(),
        (Stop::UnclosedQuote { line }, Language::Italian) => {
            format!(
                "Le virgolette aperte alla riga {} non si chiudono più. Correggi la riga e riprova.",
                count(language, *line)
            )
        }
        (Stop::UnclosedQuote { line }, Language::English) => {
            format!(
                "The quote that opens in row {} never closes. Correct the row and try again.",
                count(language, *line)
            )
        }
        (Stop::TooManyColumns { line, limit }, Language::Italian) => format!(
            "La riga {} ha più di {} colonne. Forse il separatore non è quello giusto.",
            count(language, *line),
            count(language, *limit as u64)
        ),
        (Stop::TooManyColumns { line, limit }, Language::English) => format!(
            "Row {} has more than {} columns. Perhaps the separator is not the right one.",
            count(language, *line),
            count(language, *limit as u64)
        ),
        (Stop::CellTooLarge { line, limit }, Language::Italian) => format!(
            "Alla riga {} una cella supera {}. Forse manca una virgoletta di chiusura.",
            count(language, *line),
            bytes(language, *limit as u64)
        ),
        (Stop::CellTooLarge { line, limit }, Language::English) => format!(
            "In row {} a cell is larger than {}. Perhaps a closing quote is missing.",
            count(language, *line),
            bytes(language, *limit as u64)
        ),
        (Stop::RowTooLarge { line, limit }, Language::Italian) => format!(
            "La riga {} supera {}. Forse non è un file CSV.",
            count(language, *line),
            bytes(language, *limit as u64)
        ),
        (Stop::RowTooLarge { line, limit }, Language::English) => format!(
            "Row {} is larger than {}. Perhaps this is not a CSV file.",
            count(language, *line),
            bytes(language, *limit as u64)
        ),
        (Stop::TooManyRows { limit }, Language::Italian) => {
            format!("Il file ha più di {} righe. Dividilo in più file.", count(language, *limit))
        }
        (Stop::TooManyRows { limit }, Language::English) => {
            format!("The file has more than {} rows. Split it into several files.", count(language, *limit))
        }
        (Stop::TooManyBytes { limit }, Language::Italian) => {
            format!("Il file supera {}. Dividilo in più file.", bytes(language, *limit))
        }
        (Stop::TooManyBytes { limit }, Language::English) => {
            format!("The file is larger than {}. Split it into several files.", bytes(language, *limit))
        }
    }
}

fn binary(language: Language, format: BinaryFormat) -> &'static str {
    match format {
        BinaryFormat::Zip => language.pick(
            "Questo è un archivio ZIP o un foglio di Excel. In Excel scegli «Salva con nome» e poi «CSV UTF-8».",
            "This is a ZIP archive or an Excel workbook. In Excel choose “Save as” and then “CSV UTF-8”.",
        ),
        BinaryFormat::OldOffice => language.pick(
            "Questo è un foglio di Excel di vecchio tipo. In Excel scegli «Salva con nome» e poi «CSV».",
            "This is an old Excel workbook. In Excel choose “Save as” and then “CSV”.",
        ),
        BinaryFormat::Gzip => language.pick(
            "Questo file è compresso. Se è un'esportazione di Rapporto, aprilo da «Apri un file di esportazione».",
            "This file is compressed. If it is an export of Rapporto, open it with “Open an export file”.",
        ),
        BinaryFormat::Pdf => language.pick(
            "Questo è un PDF: non se ne possono leggere le righe. Serve un file CSV.",
            "This is a PDF: its rows cannot be read. A CSV file is needed.",
        ),
        BinaryFormat::Image => {
            language.pick("Questa è un'immagine. Serve un file CSV.", "This is an image. A CSV file is needed.")
        }
        BinaryFormat::Database => language.pick(
            "Questo è un database. Esporta la tabella in CSV dal suo programma.",
            "This is a database. Export the table as CSV from its program.",
        ),
        BinaryFormat::Unknown => language.pick(
            "Questo non è un file di testo. Serve un file CSV.",
            "This is not a text file. A CSV file is needed.",
        ),
    }
}

fn cells(language: Language, n: usize) -> String {
    let number = count(language, n as u64);
    match (language, Plural::of(n as u64)) {
        (Language::Italian, Plural::One) => format!("{number} cella"),
        (Language::Italian, Plural::Many) => format!("{number} celle"),
        (Language::English, Plural::One) => format!("{number} cell"),
        (Language::English, Plural::Many) => format!("{number} cells"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::date::DateError;

    #[test]
    fn every_import_field_has_a_label_of_its_own() {
        for language in Language::ALL {
            let mut labels = BTreeSet::new();
            for field in ImportField::ALL {
                let label = import_field(*language, *field);
                assert!(!label.is_empty() && labels.insert(label), "{field:?} {language:?}: {label}");
            }
        }
    }

    #[test]
    fn a_problem_says_where_it_is_and_what_would_be_right() {
        let problem_at = |what, column: Option<&str>| {
            let problem_in = |language| problem(language, &Problem { line: 1_200, column: None, what }, column);
            [problem_in(Language::Italian), problem_in(Language::English)]
        };
        assert_eq!(
            problem_at(
                ProblemKind::NotADate { why: DateError::NoSuchDay { day: 31, days_in_month: 30 } },
                Some("Data")
            ),
            [
                "Riga 1.200, «Data»: il giorno 31 non esiste: quel mese ha 30 giorni.",
                "Row 1,200, “Data”: there is no day 31: that month has 30 days.",
            ]
        );
        assert_eq!(
            problem_at(ProblemKind::MissingCells { expected: 5, found: 1 }, None),
            [
                "Riga 1.200: ha 1 cella su 5: quelle che mancano restano vuote.",
                "Row 1,200: has 1 cell of 5: the missing ones stay empty.",
            ]
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_says_what_to_do() {
        let check = |value: &Stop, italian, english| {
            assert_eq!([stop(Language::Italian, value), stop(Language::English, value)], [italian, english]);
        };
        check(&Stop::Empty, "Il file è vuoto.", "The file is empty.");
        check(
            &Stop::UnclosedQuote { line: 7 },
            "Le virgolette aperte alla riga 7 non si chiudono più. Correggi la riga e riprova.",
            "The quote that opens in row 7 never closes. Correct the row and try again.",
        );
        check(
            &Stop::TooManyBytes { limit: 768_000_000 },
            "Il file supera 768 MB. Dividilo in più file.",
            "The file is larger than 768 MB. Split it into several files.",
        );
        check(
            &Stop::Binary { looks_like: BinaryFormat::Pdf },
            "Questo è un PDF: non se ne possono leggere le righe. Serve un file CSV.",
            "This is a PDF: its rows cannot be read. A CSV file is needed.",
        );
    }
}
