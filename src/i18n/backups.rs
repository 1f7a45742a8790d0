//! Copies of the workspace in words: what a file is, what was taken in, when the next one is due.

use super::format::{count, moment};
use super::{Language, Plural};
use crate::exchange::export_file::Manifest;
use crate::model::date::Time;

/// `1 registrazione`, `12.345 registrazioni`.
pub fn records(language: Language, n: u64) -> String {
    let word = match (language, Plural::of(n)) {
        (Language::Italian, Plural::One) => "registrazione",
        (Language::Italian, Plural::Many) => "registrazioni",
        (Language::English, Plural::One) => "record",
        (Language::English, Plural::Many) => "records",
    };
    format!("{} {word}", count(language, n))
}

/// What a file says of itself: whose data, how much, when.
pub fn manifest(language: Language, manifest: &Manifest, offset_minutes: i32) -> String {
    let n = records(language, manifest.n_records());
    let at = i64::try_from(manifest.created_millis).map_or(Time::from_millis(0), Time::from_millis);
    let when = moment(language, at, offset_minutes);
    let name = match (manifest.name.as_str(), language) {
        ("", Language::Italian) => "Archivio senza nome",
        ("", Language::English) => "Workspace without a name",
        (name, _) => name,
    };
    match language {
        Language::Italian => format!("{name}: {n}, copia del {when}."),
        Language::English => format!("{name}: {n}, copied on {when}."),
    }
}

/// The file is in the downloads.
pub fn exported(language: Language, n: u64) -> String {
    let n = records(language, n);
    match language {
        Language::Italian => format!("Copia scaricata: {n}. Conservala fuori da questo browser."),
        Language::English => format!("Copy downloaded: {n}. Keep it outside this browser."),
    }
}

/// The browser had lost the store, and all of it is there again.
pub fn all_is_back(language: Language, reaches: u64) -> String {
    let n = count(language, reaches);
    match language {
        Language::Italian => {
            format!(
                "Il browser aveva perso il suo archivio: tutto è stato ripristinato dalla copia interna (fino alla modifica {n})."
            )
        }
        Language::English => {
            format!(
                "The browser had lost its store: everything was restored from the internal copy (up to change {n})."
            )
        }
    }
}

/// The browser had opened an earlier state, and what was missing is there again.
pub fn end_is_back(language: Language, found: u64, reaches: u64) -> String {
    let (from, to) = (count(language, found), count(language, reaches));
    match language {
        Language::Italian => format!(
            "Il browser aveva riaperto una versione precedente dei dati (fino alla modifica {from}): il resto è stato ripristinato dalla copia interna (fino alla {to})."
        ),
        Language::English => format!(
            "The browser had opened an earlier version of the data (up to change {from}): the rest was restored from the internal copy (up to {to})."
        ),
    }
}

/// How far the internal copy leads.
pub fn copy_reaches(language: Language, reaches: u64) -> String {
    let n = count(language, reaches);
    match language {
        Language::Italian => format!("La copia interna arriva fino alla modifica {n}."),
        Language::English => format!("The internal copy goes up to change {n}."),
    }
}

/// The file is taken in, or all but what a later version wrote.
pub fn restored(language: Language, n: u64, n_unknown: u64) -> String {
    let n = records(language, n);
    match (language, n_unknown) {
        (Language::Italian, 0) => format!("Ripreso tutto: {n}."),
        (Language::English, 0) => format!("Everything is back: {n}."),
        (Language::Italian, _) => {
            let unknown = count(language, n_unknown);
            format!("Riprese {n}. Parti di una versione più nuova lasciate fuori: {unknown}. Conserva il file.")
        }
        (Language::English, _) => {
            let unknown = count(language, n_unknown);
            format!("{n} are back. Parts of a later version left out: {unknown}. Keep the file.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_in_is_said_with_what_was_left_out() {
        for (n, n_unknown, italian, english) in [
            (1, 0, "Ripreso tutto: 1 registrazione.", "Everything is back: 1 record."),
            (
                1_200,
                3,
                "Riprese 1200 registrazioni. Parti di una versione più nuova lasciate fuori: 3. Conserva il file.",
                "1,200 records are back. Parts of a later version left out: 3. Keep the file.",
            ),
        ] {
            assert_eq!(
                restored(Language::Italian, n, n_unknown).replace(['.', '\u{a0}'], ""),
                italian.replace('.', "")
            );
            assert_eq!(restored(Language::English, n, n_unknown), english);
        }
    }
}
