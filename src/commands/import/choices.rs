//! Words that stand for the choices of a field in files, folded, in Italian and English.

use crate::exchange::csv::columns::clean;
use crate::exchange::csv::header::{ImportField, fold};

/// The choice that a cell names: its number in the list of the field; none when it names no choice of it.
pub fn choice(field: ImportField, cell: &str) -> Option<i64> {
    let words = words_of(field);
    let cell = clean(cell);
    let place = |wanted: &str| words.iter().position(|words| words.iter().any(|it| it.eq_ignore_ascii_case(wanted)));
    // As it stands first: folded, `-1` would be `1`.
    let found = place(cell).or_else(|| place(&fold(cell)))?;
    i64::try_from(found).ok()
}

/// The words of each choice, in the order of the field's list.
#[rustfmt::skip]
fn words_of(field: ImportField) -> &'static [&'static [&'static str]] {
    if field == ImportField::Form {
        &[
            &["person", "persona", "privato", "persona fisica", "fisica", "individual", "individuo", "b2c", "contact"],
            &["company", "azienda", "societa", "ditta", "impresa", "business", "firm", "organization", "organisation",
              "persona giuridica", "giuridica", "ente", "b2b"],
        ]
    } else if field == ImportField::Lifecycle {
        &[
            &["lead", "contatto potenziale", "contatto", "subscriber", "nuovo", "new"],
            &["prospect", "potenziale", "opportunity", "opportunita", "in trattativa", "marketingqualifiedlead",
              "salesqualifiedlead"],
            &["customer", "cliente", "client", "attivo", "active", "evangelist"],
            &["lost", "perso", "ex cliente", "former customer", "inattivo", "inactive", "churned"],
        ]
    } else if field == ImportField::LeadStatus {
        &[
            &["new", "nuovo"],
            &["working", "in lavorazione", "open", "in corso", "in progress", "contacted", "contattato", "attempted to contact"],
            &["nurturing", "da coltivare", "in coltivazione"],
            &["converted", "convertito", "qualified", "qualificato", "connected"],
            &["discarded", "scartato", "unqualified", "lost", "perso", "bad timing"],
        ]
    } else if field == ImportField::Class {
        &[&["a"], &["b"], &["c"]]
    } else if field == ImportField::Channel {
        &[
            &["email", "e mail", "mail", "posta elettronica"],
            &["sms"],
            &["phone", "telefono", "tel", "call", "telefonata"],
            &["whatsapp"],
            &["none", "nessuno"],
        ]
    } else if field == ImportField::Sex {
        &[&["female", "femmina", "f", "donna", "woman"], &["male", "maschio", "m", "uomo", "man"], &["other", "altro", "x"]]
    } else if field == ImportField::Language {
        &[&["italian", "italiano", "it", "it it", "ita"], &["english", "inglese", "en", "en us", "en gb", "eng"]]
    } else if field == ImportField::OrderStatus {
        &[
            &["quote", "preventivo", "offerta", "draft", "bozza", "pending", "in attesa"],
            &["ordered", "ordinato", "confermato", "confirmed", "processing", "in lavorazione", "open", "aperto", "nuovo",
              "new", "on hold", "authorized"],
            &["delivered", "consegnato", "shipped", "spedito", "evaso", "fulfilled"],
            &["invoiced", "fatturato"],
            &["paid", "pagato", "completed", "completato", "complete", "closed", "chiuso", "saldato"],
            &["cancelled", "canceled", "annullato", "refunded", "rimborsato", "voided", "failed"],
        ]
    } else if field == ImportField::ContactChannel {
        &[
            &["email", "e mail", "mail", "posta elettronica"],
            &["phone", "telefono", "tel", "call", "telefonata"],
            &["whatsapp"],
            &["sms"],
            &["visit", "visita"],
            &["chat"],
            &["web", "sito", "website", "form"],
            &["social"],
            &["shop", "negozio", "store"],
            &["event", "evento", "fiera"],
        ]
    } else if field == ImportField::ContactType {
        &[
            &["note", "nota"],
            &["call", "chiamata", "telefonata"],
            &["meeting", "riunione", "incontro", "appuntamento"],
            &["visit", "visita"],
            &["email", "e mail", "mail"],
            &["message", "messaggio", "sms", "whatsapp"],
            &["chat"],
            &["automatic", "automatico"],
        ]
    } else if field == ImportField::Sentiment {
        &[
            &["-1", "bad", "negative", "negativo", "cattivo", "male"],
            &["0", "neutral", "neutro", "neutrale"],
            &["1", "+1", "good", "positive", "positivo", "buono", "bene"],
        ]
    } else {
        &[]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::csv::header::ValueKind;
    use crate::model::kind::Kind;

    #[test]
    fn each_choice_has_words_of_its_own() {
        for field in ImportField::ALL.iter().filter(|field| field.value_kind() == ValueKind::Choice) {
            let words = words_of(*field);
            let mut all: Vec<_> = words.iter().flat_map(|words| words.iter()).collect();
            let n_words = all.len();
            all.sort_unstable();
            all.dedup();
            assert!(n_words > 0 && all.len() == n_words, "{field:?}");
        }
    }

    #[test]
    fn the_names_of_the_choices_are_among_the_words_in_their_order() {
        for (field, kind, name) in [
            (ImportField::Form, Kind::Customer, "form"),
            (ImportField::Lifecycle, Kind::Customer, "lifecycle"),
            (ImportField::LeadStatus, Kind::Customer, "lead_status"),
            (ImportField::Class, Kind::Customer, "class"),
            (ImportField::Channel, Kind::Customer, "channel"),
            (ImportField::Sex, Kind::Customer, "sex"),
            (ImportField::Language, Kind::Customer, "language"),
            (ImportField::OrderStatus, Kind::Order, "status"),
            (ImportField::ContactChannel, Kind::Interaction, "channel"),
            (ImportField::ContactType, Kind::Interaction, "type_"),
            (ImportField::Sentiment, Kind::Interaction, "sentiment"),
        ] {
            let declared = kind.fields().iter().find(|it| it.name == name).unwrap();
            assert_eq!(words_of(field).len(), declared.choices.len(), "{field:?}");
            for (number, choice_name) in (0..).zip(declared.choices) {
                assert_eq!(choice(field, choice_name), Some(number), "{field:?} {choice_name}");
            }
        }
    }

    #[test]
    fn words_are_known_whatever_their_case_and_accents() {
        for (field, cell, expected) in [
            (ImportField::Form, " Società ", Some(1)),
            (ImportField::Sentiment, "-1", Some(0)),
            (ImportField::Sentiment, "1", Some(2)),
            (ImportField::Language, "it-IT", Some(0)),
            (ImportField::Class, "D", None),
        ] {
            assert_eq!(choice(field, cell), expected, "{cell}");
        }
    }
}
