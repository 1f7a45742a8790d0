//! What was done, in words: records made, edited, binned, and the history of batches.

use super::format::count;
use super::sentences::{count_of, italian_ending, quoted};
use super::{Gender, Language, Plural, capitalised, kind_words};
use crate::commands::Sort;
use crate::model::kind::Kind;

/// What was done to records, for a toast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Made.
    Created,
    /// Changed.
    Updated,
    /// Put into the bin.
    Deleted,
    /// Taken out of the bin.
    Restored,
    /// Several made into one.
    Merged,
    /// Marked in a list.
    Selected,
}

/// What was done to one record: `Cliente creato`, `Trattativa eliminata`, `Customer created`.
pub fn done_to_one(language: Language, deed: Deed, kind: Kind) -> String {
    let words = kind_words(language, kind);
    format!("{} {}", capitalised(words.one), participle(language, deed, words.gender, Plural::One))
}

/// What was done to several records: `3 clienti eliminati`, `1 trattativa creata`.
pub fn done_to_many(language: Language, deed: Deed, kind: Kind, n: u64) -> String {
    let words = kind_words(language, kind);
    format!("{} {}", count_of(language, kind, n), participle(language, deed, words.gender, Plural::of(n)))
}

/// What was taken back, for the toast after undo.
pub fn undone(language: Language, what: &str) -> String {
    match language {
        Language::Italian => format!("Annullato: {what}"),
        Language::English => format!("Undone: {what}"),
    }
}

/// Later changes that a revert left standing.
pub fn later_changes_kept(language: Language, n: u64) -> String {
    let number = count(language, n);
    match (language, Plural::of(n)) {
        (Language::Italian, Plural::One) => "1 modifica successiva è rimasta".to_owned(),
        (Language::Italian, Plural::Many) => format!("{number} modifiche successive sono rimaste"),
        (Language::English, Plural::One) => "1 later change was kept".to_owned(),
        (Language::English, Plural::Many) => format!("{number} later changes were kept"),
    }
}

/// Why a record stands although what made or changed it was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StandsBecause {
    /// Other records refer to it.
    ReferredTo,
    /// It was edited since.
    Edited,
}

/// How much was taken back where something stands all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBack {
    /// Nothing.
    Nothing,
    /// What could be.
    InPart,
}

/// What stands although it was to be taken back, and why: a record with its name, and how many more there are.
pub fn stands(
    language: Language,
    how_much: TakenBack,
    (kind, name): (Kind, &str),
    because: StandsBecause,
    n_more: u64,
) -> String {
    let words = kind_words(language, kind);
    let name = if name.is_empty() { String::new() } else { format!(" {}", quoted(language, name)) };
    let number = count(language, n_more);
    match language {
        Language::Italian => {
            let begin = match how_much {
                TakenBack::Nothing => "Non annullato",
                TakenBack::InPart => "Annullato in parte",
            };
            let why = match because {
                StandsBecause::ReferredTo => "a cui altri dati fanno riferimento".to_owned(),
                StandsBecause::Edited => {
                    format!("modificat{} in seguito", italian_ending(words.gender, Plural::One))
                }
            };
            let more = match n_more {
                0 => String::new(),
                1 => " E così un altro.".to_owned(),
                _ => format!(" E così altri {number}."),
            };
            format!("{begin}: resta {}{name}, {why}.{more}", words.the_one)
        }
        Language::English => {
            let begin = match how_much {
                TakenBack::Nothing => "Not undone",
                TakenBack::InPart => "Undone in part",
            };
            let why = match because {
                StandsBecause::ReferredTo => "because other records refer to it",
                StandsBecause::Edited => "because it was edited since",
            };
            let more = match n_more {
                0 => String::new(),
                _ => format!(" So do {number} more."),
            };
            format!("{begin}: {}{name} stays, {why}.{more}", words.the_one)
        }
    }
}

/// What a batch in the history was: `Modifica`, `Importazione`, `Edit`.
pub const fn sort_name(language: Language, sort: Sort) -> &'static str {
    let (italian, english) = match sort {
        Sort::CreateRecord => ("Creazione", "Created"),
        Sort::EditRecords => ("Modifica", "Edited"),
        Sort::BinRecords => ("Eliminazione", "Deleted"),
        Sort::RestoreRecords => ("Ripristino", "Restored"),
        Sort::Undo => ("Annullamento", "Undone"),
        Sort::Redo => ("Ripetizione", "Redone"),
        Sort::RevertBatch => ("Annullamento di una modifica passata", "Past change reverted"),
        Sort::SaveOrder => ("Ordine salvato", "Order saved"),
        Sort::SetTags => ("Etichette", "Tags"),
        Sort::CompleteTask => ("Attività completata", "Task done"),
        Sort::RestoreField => ("Valore precedente ripreso", "Earlier value restored"),
        Sort::AddCustomField => ("Nuovo campo", "New field"),
        Sort::SetUpWorkspace => ("Avvio", "Set up"),
        Sort::TurnOnSensitive => ("Dato sensibile attivato", "Sensitive field turned on"),
        Sort::TurnOffSensitive => ("Dato sensibile disattivato", "Sensitive field turned off"),
        Sort::Import => ("Importazione", "Imported"),
        Sort::Demo => ("Caricamento della demo", "Demo loaded"),
        Sort::Restore => ("Ripresa da un file", "Restored from a file"),
    };
    match language {
        Language::Italian => italian,
        Language::English => english,
    }
}

fn participle(language: Language, deed: Deed, gender: Gender, plural: Plural) -> String {
    match language {
        Language::Italian => {
            let stem = match deed {
                Deed::Created => "creat",
                Deed::Updated => "aggiornat",
                Deed::Deleted => "eliminat",
                Deed::Restored => "ripristinat",
                Deed::Merged => "unit",
                Deed::Selected => "selezionat",
            };
            format!("{stem}{}", italian_ending(gender, plural))
        }
        Language::English => match deed {
            Deed::Created => "created",
            Deed::Updated => "updated",
            Deed::Deleted => "deleted",
            Deed::Restored => "restored",
            Deed::Merged => "merged",
            Deed::Selected => "selected",
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: impl Fn(Language) -> String, italian: &str, english: &str) {
        assert_eq!(sentence(Language::Italian), italian);
        assert_eq!(sentence(Language::English), english);
    }

    #[test]
    fn what_was_done_agrees_with_the_kind() {
        check(|it| done_to_one(it, Deed::Created, Kind::Customer), "Cliente creato", "Customer created");
        check(|it| done_to_one(it, Deed::Deleted, Kind::Task), "Attività eliminata", "Task deleted");
        check(|it| done_to_many(it, Deed::Restored, Kind::Task, 2), "2 attività ripristinate", "2 tasks restored");
        check(|it| done_to_many(it, Deed::Selected, Kind::Order, 2), "2 ordini selezionati", "2 orders selected");
        check(|it| done_to_many(it, Deed::Merged, Kind::Customer, 1), "1 cliente unito", "1 customer merged");
        check(|it| later_changes_kept(it, 1), "1 modifica successiva è rimasta", "1 later change was kept");
        let (anna, some) = ((Kind::Member, "Anna"), (Kind::Task, ""));
        check(
            |it| stands(it, TakenBack::Nothing, anna, StandsBecause::ReferredTo, 0),
            "Non annullato: resta la persona del gruppo «Anna», a cui altri dati fanno riferimento.",
            "Not undone: the member “Anna” stays, because other records refer to it.",
        );
        check(
            |it| stands(it, TakenBack::InPart, some, StandsBecause::Edited, 2),
            "Annullato in parte: resta l'attività, modificata in seguito. E così altri 2.",
            "Undone in part: the task stays, because it was edited since. So do 2 more.",
        );
        check(|it| undone(it, "Cliente creato"), "Annullato: Cliente creato", "Undone: Cliente creato");
    }
}
