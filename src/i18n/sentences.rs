//! Sentences that carry a name or a number, with the plural and the gender that they ask for.

use super::deeds::{Deed, done_to_many};
use super::format::{self, bytes, count, date, days, duration};
use super::{Gender, Language, Plural, kind_name, kind_words};
use crate::model::date::Date;
use crate::model::kind::Kind;
use crate::model::money::Percent;

/// `1 cliente`, `1.284 clienti`.
pub fn count_of(language: Language, kind: Kind, n: u64) -> String {
    format!("{} {}", count(language, n), kind_name(language, kind, Plural::of(n)))
}

/// The button that makes one: `Nuova trattativa`, `New deal`.
pub fn new_one(language: Language, kind: Kind) -> String {
    let words = kind_words(language, kind);
    match language {
        Language::Italian => format!("Nuov{} {}", italian_ending(words.gender, Plural::One), words.one),
        Language::English => format!("New {}", words.one),
    }
}

/// An empty list of any kind: `Ancora nessuna trattativa`, `No deals yet`.
pub fn none_yet(language: Language, kind: Kind) -> String {
    let words = kind_words(language, kind);
    match language {
        Language::Italian => {
            let ending = italian_ending(words.gender, Plural::One);
            // "nessun" loses its vowel before a masculine noun, and "nessun'" before a feminine one with a vowel.
            match words.gender {
                Gender::Feminine if begins_with_vowel(words.one) => format!("Ancora nessun'{}", words.one),
                Gender::Feminine => format!("Ancora nessun{ending} {}", words.one),
                Gender::Masculine | Gender::Neuter => format!("Ancora nessun {}", words.one),
            }
        }
        Language::English => format!("No {} yet", words.many),
    }
}

/// The foot of a list: `1.284 clienti`, or `412 di 1.284 clienti` when a filter is on.
pub fn list_footer(language: Language, kind: Kind, shown: u64, total: u64) -> String {
    let all = count_of(language, kind, total);
    if shown == total {
        return all;
    }
    let shown = count(language, shown);
    match language {
        Language::Italian => format!("{shown} di {all}"),
        Language::English => format!("{shown} of {all}"),
    }
}

/// How many were found by a search.
pub fn hits(language: Language, n: u64) -> String {
    let number = count(language, n);
    match (language, Plural::of(n)) {
        (Language::Italian, Plural::One) => format!("{number} risultato"),
        (Language::Italian, Plural::Many) => format!("{number} risultati"),
        (Language::English, Plural::One) => format!("{number} result"),
        (Language::English, Plural::Many) => format!("{number} results"),
    }
}

/// A figure's ground: `412 clienti, al 21 nov 2026`.
pub fn n_and_as_of(language: Language, kind: Kind, n: u64, as_of: Date) -> String {
    format!("{}, {}", count_of(language, kind, n), as_of_day(language, as_of))
}

/// `al 21 nov 2026`, `as of 21 Nov 2026`.
pub fn as_of_day(language: Language, as_of: Date) -> String {
    match language {
        Language::Italian => {
            // "all'8" and "all'11": the number is spoken with a vowel in front.
            let article = if matches!(as_of.day(), 8 | 11) { "all'" } else { "al " };
            format!("{article}{}", date(language, as_of))
        }
        Language::English => format!("as of {}", date(language, as_of)),
    }
}

/// The device's clock stands before the latest change: what to do, and that nothing is lost.
pub fn clock_is_behind(language: Language, behind_millis: u64) -> String {
    let behind = days(language, behind_millis / 86_400_000);
    match language {
        Language::Italian => format!(
            "L'orologio di questo dispositivo è indietro di {behind} rispetto all'ultima modifica: controlla data e \
             ora. Non si perde niente: le modifiche restano nell'ordine in cui le hai fatte."
        ),
        Language::English => format!(
            "This device's clock is {behind} behind the latest change: check its date and time. Nothing is lost: \
             changes keep the order in which you made them."
        ),
    }
}

/// `8,2 % del totale`.
pub fn share_of_all(language: Language, share: Percent) -> String {
    let share = format::percent(language, share);
    match language {
        Language::Italian => format!("{share} del totale"),
        Language::English => format!("{share} of all"),
    }
}

/// How much is missing before a figure can be shown.
pub fn still_missing(language: Language, kind: Kind, n: u64) -> String {
    let (number, noun) = (count(language, n), kind_name(language, kind, Plural::of(n)));
    match (language, Plural::of(n)) {
        (Language::Italian, Plural::One) => format!("Serve ancora {number} {noun}"),
        (Language::Italian, Plural::Many) => format!("Servono ancora {number} {noun}"),
        (Language::English, Plural::One | Plural::Many) => format!("{number} more {noun} needed"),
    }
}

/// How late a task is: `in ritardo di 3 giorni`, `3 days overdue`.
pub fn overdue_by(language: Language, late: u64) -> String {
    let late = days(language, late);
    match language {
        Language::Italian => format!("in ritardo di {late}"),
        Language::English => format!("{late} overdue"),
    }
}

/// How long a deal has stood still: `ferma da 21 giorni`, `idle for 21 days`.
pub fn idle_for(language: Language, idle: u64) -> String {
    let idle = days(language, idle);
    match language {
        Language::Italian => format!("ferma da {idle}"),
        Language::English => format!("idle for {idle}"),
    }
}

/// Mean time between orders: `ogni 42 giorni`, `every 42 days`.
pub fn every_days(language: Language, interval: u64) -> String {
    match (language, interval) {
        (Language::Italian, 1) => "ogni giorno".to_owned(),
        (Language::Italian, _) => format!("ogni {}", days(language, interval)),
        (Language::English, 1) => "every day".to_owned(),
        (Language::English, _) => format!("every {}", days(language, interval)),
    }
}

/// What an import did: `1.000 clienti creati, 200 clienti aggiornati`. Nothing is said of what did not happen.
pub fn imported(language: Language, kind: Kind, created: u64, updated: u64) -> String {
    let created_words = done_to_many(language, Deed::Created, kind, created);
    let updated_words = done_to_many(language, Deed::Updated, kind, updated);
    match (created, updated) {
        (_, 0) => created_words,
        (0, _) => updated_words,
        (_, _) => format!("{created_words}, {updated_words}"),
    }
}

/// `Da importare: 100.000 righe`, before an import starts.
pub fn rows_to_import(language: Language, n: u64) -> String {
    let rows = rows(language, n);
    match language {
        Language::Italian => format!("Da importare: {rows}"),
        Language::English => format!("To import: {rows}"),
    }
}

/// `3 righe rifiutate`, `3 rows refused`.
pub fn rows_refused(language: Language, n: u64) -> String {
    let rows = rows(language, n);
    match (language, Plural::of(n)) {
        (Language::Italian, Plural::One) => format!("{rows} rifiutata"),
        (Language::Italian, Plural::Many) => format!("{rows} rifiutate"),
        (Language::English, Plural::One | Plural::Many) => format!("{rows} refused"),
    }
}

/// `1 riga`, `3 rows`.
pub fn rows(language: Language, n: u64) -> String {
    let number = count(language, n);
    match (language, Plural::of(n)) {
        (Language::Italian, Plural::One) => format!("{number} riga"),
        (Language::Italian, Plural::Many) => format!("{number} righe"),
        (Language::English, Plural::One) => format!("{number} row"),
        (Language::English, Plural::Many) => format!("{number} rows"),
    }
}

/// A place in a file: `riga 12`, `row 12`.
pub fn at_row(language: Language, row: u64) -> String {
    let number = count(language, row);
    match language {
        Language::Italian => format!("riga {number}"),
        Language::English => format!("row {number}"),
    }
}

/// How far long work is: `12.000 di 100.000`.
pub fn progress(language: Language, done: u64, total: u64) -> String {
    let (done, total) = (count(language, done), count(language, total));
    match language {
        Language::Italian => format!("{done} di {total}"),
        Language::English => format!("{done} of {total}"),
    }
}

/// How fast long work goes: `40.000 al secondo`.
pub fn per_second(language: Language, n: u64) -> String {
    let number = count(language, n);
    match language {
        Language::Italian => format!("{number} al secondo"),
        Language::English => format!("{number} per second"),
    }
}

/// How long work will still take: `ancora 3 min 20 s circa`.
pub fn time_left(language: Language, seconds: u64) -> String {
    let left = duration(language, seconds);
    match language {
        Language::Italian => format!("ancora {left} circa"),
        Language::English => format!("about {left} left"),
    }
}

/// The reminder to export: after 7 days or 200 changes without a copy elsewhere. `None`: never exported.
pub fn export_reminder(language: Language, days_since_export: Option<u64>, n_changes: u64) -> String {
    let number = count(language, n_changes);
    let changes = match (language, Plural::of(n_changes)) {
        (Language::Italian, Plural::One) => "1 modifica".to_owned(),
        (Language::Italian, Plural::Many) => format!("{number} modifiche"),
        (Language::English, Plural::One) => "1 change".to_owned(),
        (Language::English, Plural::Many) => format!("{number} changes"),
    };
    match (language, days_since_export) {
        (Language::Italian, None) => {
            format!("Non hai ancora una copia dei tuoi dati fuori da questo browser. Finora: {changes}.")
        }
        (Language::Italian, Some(0)) => format!("L'ultima copia è di oggi. Da allora: {changes}."),
        (Language::Italian, Some(past)) => {
            format!("L'ultima copia risale a {} fa. Da allora: {changes}.", days(language, past))
        }
        (Language::English, None) => {
            format!("You have no copy of your data outside of this browser yet. So far: {changes}.")
        }
        (Language::English, Some(0)) => format!("The last copy was made today. Since then: {changes}."),
        (Language::English, Some(past)) => {
            format!("The last copy is {} old. Since then: {changes}.", days(language, past))
        }
    }
}

/// Space used and free: `12,3 MB usati, 4,1 GB liberi`.
pub fn space(language: Language, used: u64, free: u64) -> String {
    let (used, free) = (bytes(language, used), bytes(language, free));
    match language {
        Language::Italian => format!("{used} usati, {free} liberi"),
        Language::English => format!("{used} used, {free} free"),
    }
}

/// A name in the quotation marks of the language: `«Marta Bellini»`, `“Marta Bellini”`.
pub fn quoted(language: Language, text: &str) -> String {
    let text = isolated(text);
    match language {
        Language::Italian => format!("«{text}»"),
        Language::English => format!("“{text}”"),
    }
}

/// Words that run from right to left, set apart so that the sentence around them keeps its order; others as they are.
/// Marks that would turn the rest of the line are left away.
pub fn isolated(text: &str) -> String {
    let turns = |it: char| matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let runs_left = |it: char| {
        turns(it)
            || matches!(
                it,
                '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
                    | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
            )
    };
    if !text.contains(runs_left) {
        return text.to_owned();
    }
    // First strong isolate, and its end.
    format!("\u{2068}{}\u{2069}", text.replace(turns, ""))
}

/// The label of a control that opens a record, for screen readers: `Apri «Marta Bellini»`.
pub fn open_named(language: Language, name: &str) -> String {
    let name = quoted(language, name);
    match language {
        Language::Italian => format!("Apri {name}"),
        Language::English => format!("Open {name}"),
    }
}

/// The label of a button that takes a record out of the bin, for screen readers: `Ripristina «Marta Bellini»`.
pub fn restore_named(language: Language, name: &str) -> String {
    let name = quoted(language, name);
    match language {
        Language::Italian => format!("Ripristina {name}"),
        Language::English => format!("Restore {name}"),
    }
}

/// The label of a task's tick, for screen readers: `Fatta: «Chiamare Marta»`.
pub fn mark_done_named(language: Language, title: &str) -> String {
    let title = quoted(language, title);
    match language {
        Language::Italian => format!("Fatta: {title}"),
        Language::English => format!("Done: {title}"),
    }
}

/// A task was ticked off: `Attività fatta: «Chiamare Marta»`.
pub fn task_done(language: Language, title: &str) -> String {
    let title = quoted(language, title);
    match language {
        Language::Italian => format!("Attività fatta: {title}"),
        Language::English => format!("Task done: {title}"),
    }
}

/// A task is to be done after all: `Di nuovo da fare: «Chiamare Marta»`.
pub fn task_open_again(language: Language, title: &str) -> String {
    let title = quoted(language, title);
    match language {
        Language::Italian => format!("Di nuovo da fare: {title}"),
        Language::English => format!("To be done again: {title}"),
    }
}

/// A task was put off; `day` is seen from today: `Rimandata (domani): «Chiamare Marta»`.
pub fn task_put_off(language: Language, title: &str, day: &str) -> String {
    let title = quoted(language, title);
    match language {
        Language::Italian => format!("Rimandata ({day}): {title}"),
        Language::English => format!("Put off ({day}): {title}"),
    }
}

/// Tasks that show up later: `2 attività rimandate, torneranno da sole`.
pub fn n_snoozed(language: Language, n: u64) -> String {
    let tasks = count_of(language, Kind::Task, n);
    match (language, Plural::of(n)) {
        (Language::Italian, Plural::One) => format!("{tasks} rimandata: tornerà il suo giorno."),
        (Language::Italian, Plural::Many) => format!("{tasks} rimandate: torneranno il loro giorno."),
        (Language::English, Plural::One) => format!("{tasks} put off: it comes back on its day."),
        (Language::English, Plural::Many) => format!("{tasks} put off: they come back on their day."),
    }
}

/// The first of many tasks: `Qui le prime 200 di 1.200.`.
pub fn of_so_many(language: Language, shown: u64, total: u64) -> String {
    let (shown, total) = (count(language, shown), count(language, total));
    match language {
        Language::Italian => format!("Qui le prime {shown} di {total}."),
        Language::English => format!("The first {shown} of {total}."),
    }
}

/// The name of a line of an order, for screen readers: `Riga 3`.
pub fn line_number(language: Language, number: u64) -> String {
    let number = count(language, number);
    match language {
        Language::Italian => format!("Riga {number}"),
        Language::English => format!("Line {number}"),
    }
}

/// Lines that are left out of the sums, because a number in them cannot be read.
pub fn lines_not_counted(language: Language, n: u64) -> String {
    let number = count(language, n);
    match (language, Plural::of(n)) {
        (Language::Italian, Plural::One) => "1 riga non è contata: correggi i numeri segnati.".to_owned(),
        (Language::Italian, Plural::Many) => format!("{number} righe non sono contate: correggi i numeri segnati."),
        (Language::English, Plural::One) => "1 line is not counted: correct the marked numbers.".to_owned(),
        (Language::English, Plural::Many) => format!("{number} lines are not counted: correct the marked numbers."),
    }
}

/// The label of a box that marks a row, for screen readers: `Seleziona «Marta Bellini»`.
pub fn select_named(language: Language, name: &str) -> String {
    let name = quoted(language, name);
    match language {
        Language::Italian => format!("Seleziona {name}"),
        Language::English => format!("Select {name}"),
    }
}

/// Damage that was found on opening: how much of which kind cannot be read.
pub fn damaged(language: Language, kind: Kind, n: u64) -> String {
    let what = count_of(language, kind, n);
    match language {
        Language::Italian => format!("Non si leggono: {what}"),
        Language::English => format!("Cannot be read: {what}"),
    }
}

/// The letter that Italian adjectives and participles end in.
pub(super) fn italian_ending(gender: Gender, plural: Plural) -> &'static str {
    match (gender, plural) {
        (Gender::Masculine | Gender::Neuter, Plural::One) => "o",
        (Gender::Masculine | Gender::Neuter, Plural::Many) => "i",
        (Gender::Feminine, Plural::One) => "a",
        (Gender::Feminine, Plural::Many) => "e",
    }
}

fn begins_with_vowel(word: &str) -> bool {
    word.starts_with(['a', 'e', 'i', 'o', 'u'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const IT: Language = Language::Italian;
    const EN: Language = Language::English;

    #[track_caller]
    fn check(sentence: impl Fn(Language) -> String, italian: &str, english: &str) {
        assert_eq!(sentence(IT), italian);
        assert_eq!(sentence(EN), english);
    }

    #[test]
    fn words_from_right_to_left_are_set_apart_and_turn_nothing_else() {
        check(|it| quoted(it, "Caffè"), "«Caffè»", "“Caffè”");
        check(|it| quoted(it, "שלום"), "«\u{2068}שלום\u{2069}»", "“\u{2068}שלום\u{2069}”");
        check(|it| quoted(it, "a\u{202e}b\u{2069}c"), "«\u{2068}abc\u{2069}»", "“\u{2068}abc\u{2069}”");
    }

    #[test]
    fn counts_agree_in_number() {
        check(|it| count_of(it, Kind::Customer, 1), "1 cliente", "1 customer");
        check(|it| count_of(it, Kind::Customer, 1_284), "1.284 clienti", "1,284 customers");
        check(|it| count_of(it, Kind::Deal, 0), "0 trattative", "0 deals");
        check(|it| rows_refused(it, 1), "1 riga rifiutata", "1 row refused");
        check(|it| rows_refused(it, 3), "3 righe rifiutate", "3 rows refused");
        check(|it| still_missing(it, Kind::Order, 12), "Servono ancora 12 ordini", "12 more orders needed");
        check(|it| hits(it, 1), "1 risultato", "1 result");
        check(|it| every_days(it, 1), "ogni giorno", "every day");
        check(|it| overdue_by(it, 3), "in ritardo di 3 giorni", "3 days overdue");
    }

    #[test]
    fn words_agree_in_gender() {
        check(|it| new_one(it, Kind::Customer), "Nuovo cliente", "New customer");
        check(|it| new_one(it, Kind::Deal), "Nuova trattativa", "New deal");
        check(|it| none_yet(it, Kind::Order), "Ancora nessun ordine", "No orders yet");
        check(|it| none_yet(it, Kind::Deal), "Ancora nessuna trattativa", "No deals yet");
        check(|it| none_yet(it, Kind::Action), "Ancora nessun'azione", "No actions yet");
    }

    #[test]
    fn an_import_tells_only_what_happened() {
        check(|it| imported(it, Kind::Customer, 3, 0), "3 clienti creati", "3 customers created");
        check(|it| imported(it, Kind::Customer, 0, 1), "1 cliente aggiornato", "1 customer updated");
        check(
            |it| imported(it, Kind::Customer, 1_000, 200),
            "1.000 clienti creati, 200 clienti aggiornati",
            "1,000 customers created, 200 customers updated",
        );
    }

    #[test]
    fn figures_stand_on_their_ground() {
        let on = |text: &str| Date::parse_iso(text).unwrap();
        check(
            |it| n_and_as_of(it, Kind::Customer, 412, on("2026-11-21")),
            "412 clienti, al 21 nov 2026",
            "412 customers, as of 21 Nov 2026",
        );
        check(|it| as_of_day(it, on("2026-11-08")), "all'8 nov 2026", "as of 8 Nov 2026");
        check(|it| list_footer(it, Kind::Customer, 412, 1_284), "412 di 1.284 clienti", "412 of 1,284 customers");
        check(|it| list_footer(it, Kind::Customer, 1, 1), "1 cliente", "1 customer");
        check(
            |it| clock_is_behind(it, 10 * 86_400_000),
            "L'orologio di questo dispositivo è indietro di 10 giorni rispetto all'ultima modifica: controlla data e \
             ora. Non si perde niente: le modifiche restano nell'ordine in cui le hai fatte.",
            "This device's clock is 10 days behind the latest change: check its date and time. Nothing is lost: \
             changes keep the order in which you made them.",
        );
        check(|it| time_left(it, 200), "ancora 3 min 20 s circa", "about 3 min 20 s left");
        check(
            |it| export_reminder(it, Some(8), 214),
            "L'ultima copia risale a 8 giorni fa. Da allora: 214 modifiche.",
            "The last copy is 8 days old. Since then: 214 changes.",
        );
        check(
            |it| export_reminder(it, Some(0), 200),
            "L'ultima copia è di oggi. Da allora: 200 modifiche.",
            "The last copy was made today. Since then: 200 changes.",
        );
        check(
            |it| export_reminder(it, None, 1),
            "Non hai ancora una copia dei tuoi dati fuori da questo browser. Finora: 1 modifica.",
            "You have no copy of your data outside of this browser yet. So far: 1 change.",
        );
    }
}
