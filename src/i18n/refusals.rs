//! Why an order was not done, in words.

use super::imports::stop;
use super::phrases::Phrase;
use super::sentences::{italian_ending, quoted};
use super::wrong::wrong;
use super::{Language, Plural, capitalised, field_label, kind_words};
use crate::commands::refusal::{Invalid, Mistake, NotAField, NotSaved, Refusal};
use crate::exchange::export_file::FileFault;
use crate::model::field::{FieldNumber, FieldType};
use crate::model::kind::Kind;

/// What words about a workspace have to know of it.
pub struct Names<'a> {
    /// Its currency (ISO 4217).
    pub currency: &'a str,
    /// The label and type of a field that the user made.
    pub custom_field: &'a dyn Fn(Kind, FieldNumber) -> Option<(String, FieldType)>,
}

impl Names<'_> {
    /// The label of any field, declared or made by the user.
    pub fn label(&self, language: Language, kind: Kind, field: FieldNumber) -> String {
        match (self.custom_field)(kind, field) {
            Some((label, _)) => label,
            None => field_label(language, kind, field).to_owned(),
        }
    }

    fn field_type(&self, kind: Kind, field: FieldNumber) -> FieldType {
        match (kind.field(field), (self.custom_field)(kind, field)) {
            (Some(declared), _) => declared.field_type,
            (None, Some((_, made))) => made,
            (None, None) => FieldType::Text,
        }
    }
}

/// Why a file is not one to restore from.
fn file_fault(language: Language, fault: &FileFault) -> String {
    let what = match (language, fault) {
        (Language::Italian, FileFault::NotOurs) => "Non è una copia di sicurezza di Rapporto.".to_owned(),
        (Language::English, FileFault::NotOurs) => "This is not a backup made by Rapporto.".to_owned(),
        (Language::Italian, FileFault::Newer { version }) => {
            format!("Il file è di una versione più recente di Rapporto (formato {version}): aggiorna il programma.")
        }
        (Language::English, FileFault::Newer { version }) => {
            format!("The file is from a later version of Rapporto (format {version}): update the program.")
        }
        (Language::Italian, FileFault::Truncated) => {
            "Il file è incompleto: manca la fine. Scaricalo di nuovo.".to_owned()
        }
        (Language::English, FileFault::Truncated) => {
            "The file is incomplete: its end is missing. Download it again.".to_owned()
        }
        (Language::Italian, FileFault::Altered { line }) => {
            format!("Il contenuto del file è stato alterato: la somma di controllo alla riga {line} non torna.")
        }
        (Language::English, FileFault::Altered { line }) => {
            format!("The content of the file was altered: the checksum in line {line} does not match.")
        }
        (Language::Italian, FileFault::Malformed { line }) => {
            format!("Il file è danneggiato o alterato: la riga {line} non si legge.")
        }
        (Language::English, FileFault::Malformed { line }) => {
            format!("The file is damaged or was altered: line {line} cannot be read.")
        }
        (Language::Italian, FileFault::Damaged) => "Il file è incompleto o danneggiato: non si apre.".to_owned(),
        (Language::English, FileFault::Damaged) => {
            "The file is incomplete or damaged: it cannot be unpacked.".to_owned()
        }
        (Language::Italian, FileFault::TooLarge) => "Il file è troppo grande.".to_owned(),
        (Language::English, FileFault::TooLarge) => "The file is too large.".to_owned(),
    };
    match language {
        Language::Italian => format!("{what} Non è stato cambiato niente."),
        Language::English => format!("{what} Nothing was changed."),
    }
}

/// Why it was not done: one sentence for each thing that is wrong.
pub fn refusal(language: Language, refusal: &Refusal, names: &Names<'_>) -> Vec<String> {
    let sentence = match refusal {
        Refusal::Invalid(values) => return values.iter().map(|it| invalid(language, it, names)).collect(),
        Refusal::NoSuchRecord { kind, .. } => no_such_record(language, *kind),
        Refusal::NoSuchField { kind, field } => {
            let label = quoted(language, &names.label(language, *kind, *field));
            match language {
                Language::Italian => format!("Il campo {label} non esiste più."),
                Language::English => format!("The field {label} no longer exists."),
            }
        }
        Refusal::Automatic { kind, field } => {
            let label = quoted(language, &names.label(language, *kind, *field));
            match language {
                Language::Italian => format!("Il campo {label} lo compila il programma."),
                Language::English => format!("The field {label} is filled in by the program."),
            }
        }
        Refusal::NothingToTakeBack => match language {
            Language::Italian => "Non c'è niente da annullare.".to_owned(),
            Language::English => "There is nothing to undo.".to_owned(),
        },
        Refusal::Binned { kind, .. } => in_the_bin(language, *kind),
        Refusal::TotalTooLarge => match language {
            Language::Italian => {
                "L'importo di una riga o il suo sconto è troppo grande: controlla quantità, prezzi e sconti."
            }
            Language::English => {
                "The amount of a line or its discount is too large: check quantities, prices and discounts."
            }
        }
        .to_owned(),
        Refusal::NotAField(reason) => not_a_field(language, reason),
        Refusal::NotSetUp => match language {
            Language::Italian => "Prima vanno scelti nome e valuta dell'azienda, nelle impostazioni.",
            Language::English => "Choose the firm's name and currency first, in the settings.",
        }
        .to_owned(),
        Refusal::ReadOnly => match language {
            Language::Italian => "Adesso i dati si possono solo leggere ed esportare.",
            Language::English => "At the moment the data can only be read and exported.",
        }
        .to_owned(),
        Refusal::NotSaved(reason) => not_saved(language, *reason).to_owned(),
        Refusal::Cancelled => match language {
            Language::Italian => "Fermato: non è stato cambiato niente.",
            Language::English => "Stopped: nothing was changed.",
        }
        .to_owned(),
        Refusal::Unreadable => match language {
            Language::Italian => "Il file non si legge più: forse è stato spostato o cambiato. Sceglilo di nuovo.",
            Language::English => "The file can no longer be read: it may have been moved or changed. Choose it again.",
        }
        .to_owned(),
        Refusal::NotFetched => match language {
            Language::Italian => {
                "Una parte del programma non si è potuta scaricare: niente è cambiato. Controlla la connessione e riprova; se non basta, ricarica la pagina.".to_owned()
            }
            Language::English => {
                "A part of the program could not be fetched: nothing has changed. Check the connection and try again; if that is not enough, reload the page.".to_owned()
            }
        },
        Refusal::NotEmpty => match language {
            Language::Italian => {
                "Qui ci sono già dei dati: un archivio intero entra solo in uno vuoto. Non è stato cambiato niente."
            }
            Language::English => {
                "There are data here already: a whole workspace only goes into an empty one. Nothing was changed."
            }
        }
        .to_owned(),
        Refusal::File(fault) => file_fault(language, fault),
        Refusal::Table(why) => stop(language, why),
        Refusal::NotUnderstood(what) => {
            let what = quoted(language, what);
            match language {
                Language::Italian => format!("Richiesta non capita: {what}"),
                Language::English => format!("Request not understood: {what}"),
            }
        }
    };
    vec![sentence]
}

/// What is wrong with one value.
pub fn invalid(language: Language, invalid: &Invalid, names: &Names<'_>) -> String {
    let Invalid { kind, field, wrong: mistake } = invalid;
    let label = names.label(language, *kind, *field);
    let reason = match mistake {
        Mistake::Value(value) => {
            return wrong(language, value, &label, names.field_type(*kind, *field), names.currency);
        }
        Mistake::OtherType => match language {
            Language::Italian => "il valore non è del tipo giusto.",
            Language::English => "the value is not of the right type.",
        },
        Mistake::NoSuchChoice => match language {
            Language::Italian => "questa scelta non esiste: prendine una dall'elenco.",
            Language::English => "there is no such choice: take one from the list.",
        },
        Mistake::RefersToNothing => match language {
            Language::Italian => "il dato collegato non esiste: scegline un altro.",
            Language::English => "what it refers to does not exist: choose another.",
        },
        Mistake::Taken(_) => match language {
            Language::Italian => "c'è già altrove: ogni valore qui è unico. Aprilo, o scrivine un altro.",
            Language::English => "is there already: each value here is unique. Open that one, or write another.",
        },
        Mistake::SensitiveOff => match language {
            Language::Italian => {
                "è un dato sensibile e non è attivo. Si attiva nelle impostazioni, scrivendo perché serve."
            }
            Language::English => "is sensitive and not turned on. Turn it on in the settings, with a reason.",
        },
    };
    format!("{}: {reason}", quoted(language, &label))
}

fn not_a_field(language: Language, reason: &NotAField) -> String {
    match (reason, language) {
        (NotAField::KindFixed(kind), Language::Italian) => {
            format!("Qui non si possono aggiungere campi: {}.", kind_words(language, *kind).many)
        }
        (NotAField::KindFixed(kind), Language::English) => {
            format!("No fields can be added here: {}.", kind_words(language, *kind).many)
        }
        (NotAField::NameTaken, Language::Italian) => {
            "Esiste già un campo con questo nome: scegline un altro.".to_owned()
        }
        (NotAField::NameTaken, Language::English) => {
            "There is a field of this name already: choose another.".to_owned()
        }
        (NotAField::NoChoices, Language::Italian) => "Scrivi almeno una scelta, una per riga.".to_owned(),
        (NotAField::NoChoices, Language::English) => "Write at least one choice, one a line.".to_owned(),
        (NotAField::ChoiceTwice(choice), Language::Italian) => {
            format!("La scelta {} c'è due volte.", quoted(language, choice))
        }
        (NotAField::ChoiceTwice(choice), Language::English) => {
            format!("The choice {} is there twice.", quoted(language, choice))
        }
        (NotAField::ChoiceMoved(choice), Language::Italian) => {
            format!(
                "La scelta {} manca o ha cambiato posto: si rinomina dov'è, le nuove vanno in fondo.",
                quoted(language, choice)
            )
        }
        (NotAField::ChoiceMoved(choice), Language::English) => {
            format!(
                "The choice {} is missing or moved: rename it where it is, add new ones at the end.",
                quoted(language, choice)
            )
        }
        (NotAField::TooManyChoices { max }, Language::Italian) => format!("Le scelte possono essere al massimo {max}."),
        (NotAField::TooManyChoices { max }, Language::English) => format!("There can be at most {max} choices."),
        (NotAField::NoNumberLeft, Language::Italian) => "Non c'è posto per altri campi.".to_owned(),
        (NotAField::NoNumberLeft, Language::English) => "There is no room for more fields.".to_owned(),
    }
}

fn no_such_record(language: Language, kind: Kind) -> String {
    let words = kind_words(language, kind);
    let subject = capitalised(words.the_one);
    match language {
        Language::Italian => format!("{subject} non esiste più."),
        Language::English => format!("{subject} no longer exists."),
    }
}

fn in_the_bin(language: Language, kind: Kind) -> String {
    let words = kind_words(language, kind);
    let subject = capitalised(words.the_one);
    match language {
        Language::Italian => {
            let ending = italian_ending(words.gender, Plural::One);
            format!("{subject} è nel cestino: prima va ripristinat{ending} da lì.")
        }
        Language::English => format!("{subject} is in the bin: restore it first."),
    }
}

/// Why something could not be written.
pub fn not_saved(language: Language, reason: NotSaved) -> &'static str {
    match (reason, language) {
        (NotSaved::NoRoom, _) => Phrase::QuotaText.text(language),
        (NotSaved::Superseded, _) => Phrase::OldTabText.text(language),
        (NotSaved::ConnectionLost, Language::Italian) => {
            "L'archivio si è chiuso da solo: l'ultima modifica non è stata salvata. Riprova."
        }
        (NotSaved::ConnectionLost, Language::English) => {
            "The store closed by itself: the last change was not saved. Try again."
        }
        (NotSaved::Emptied, Language::Italian) => {
            "I dati del sito sono stati cancellati mentre lavoravi. Esporta subito una copia di ciò che vedi."
        }
        (NotSaved::Emptied, Language::English) => {
            "The site's data was cleared while you worked. Export a copy of what you see now."
        }
        (NotSaved::EngineStopped, Language::Italian) => {
            "Questa richiesta ha fermato due volte il motore dei dati: non è stato cambiato niente. \
             Se il file è grande, forse al dispositivo manca la memoria: prova a dividerlo."
        }
        (NotSaved::EngineStopped, Language::English) => {
            "This request stopped the data engine twice: nothing was changed. \
             If the file is large, the device may lack the memory for it: try to split it."
        }
        (NotSaved::Other, Language::Italian) => {
            "L'ultima modifica non è stata salvata. Riprova; se succede ancora, scarica una copia, \
             cancella i dati di questo sito nelle impostazioni del browser e riprendi tutto dalla copia."
        }
        (NotSaved::Other, Language::English) => {
            "The last change was not saved. Try again; if it happens again, download a copy, \
             clear this site's data in the browser's settings and take everything back from the copy."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::check::Wrong;
    use crate::model::customer::CustomerField;
    use crate::model::id::Id;
    use crate::model::number_text::NumberError;
    use crate::model::response::ResponseField;

    #[track_caller]
    fn check(value: &Refusal, italian: &[&str], english: &[&str]) {
        let custom_field = |_, field| (field == 1_000).then(|| ("Taglia".to_owned(), FieldType::Number));
        let names = Names { currency: "EUR", custom_field: &custom_field };
        assert_eq!(refusal(Language::Italian, value, &names), italian);
        assert_eq!(refusal(Language::English, value, &names), english);
    }

    #[test]
    fn each_wrong_value_has_its_sentence() {
        let kind = Kind::Customer;
        let value = |field, wrong| Invalid { kind, field, wrong };
        check(
            &Refusal::Invalid(vec![
                value(CustomerField::Name.number(), Mistake::Value(Wrong::Required)),
                value(CustomerField::Lifecycle.number(), Mistake::NoSuchChoice),
                value(1_000, Mistake::Value(Wrong::OutOfRange { min: 0, max: 1_500 })),
            ]),
            &[
                "«Nome o ragione sociale»: va compilato.",
                "«Fase della relazione»: questa scelta non esiste: prendine una dall'elenco.",
                "«Taglia»: deve stare tra 0 e 1,5.",
            ],
            &[
                "“Name”: has to be filled in.",
                "“Lifecycle”: there is no such choice: take one from the list.",
                "“Taglia”: has to be between 0 and 1.5.",
            ],
        );
    }

    #[test]
    fn a_score_that_does_not_exist_says_which_do() {
        let wrong = Mistake::Value(Wrong::OutOfRange { min: 0, max: 10_000 });
        let half = Mistake::Value(Wrong::Number(NumberError::TooManyDecimals { max: 0 }));
        let value = |wrong| Invalid { kind: Kind::Response, field: ResponseField::Nps.number(), wrong };
        check(
            &Refusal::Invalid(vec![value(wrong), value(half)]),
            &["«NPS»: deve stare tra 0 e 10.", "«NPS»: ci va un numero intero."],
            &["“NPS”: has to be between 0 and 10.", "“NPS”: has to be a whole number."],
        );
    }

    #[test]
    fn what_could_not_be_done_says_what_now() {
        let (kind, id) = (Kind::Deal, Id::from_u128(1));
        check(&Refusal::NoSuchRecord { kind, id }, &["La trattativa non esiste più."], &["The deal no longer exists."]);
        check(
            &Refusal::NoSuchField { kind, field: 1_000 },
            &["Il campo «Taglia» non esiste più."],
            &["The field “Taglia” no longer exists."],
        );
        check(
            &Refusal::Binned { kind, id },
            &["La trattativa è nel cestino: prima va ripristinata da lì."],
            &["The deal is in the bin: restore it first."],
        );
        check(
            &Refusal::NotSaved(NotSaved::ConnectionLost),
            &["L'archivio si è chiuso da solo: l'ultima modifica non è stata salvata. Riprova."],
            &["The store closed by itself: the last change was not saved. Try again."],
        );
    }
}
