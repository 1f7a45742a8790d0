//! What a person prefers, kept in local storage one entry each, and in memory where that is denied.

use super::platform;
use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// One preference. Never anything of a customer, never anything that was acknowledged as saved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Preference {
    /// The language of the words.
    Language,
    /// Light, dark, or as the system.
    Theme,
    /// How tightly rows are set.
    Density,
    /// Which columns a list shows, by the name of the list.
    Columns(String),
    /// The address that was open last.
    LastPlace,
    /// When the workspace of that name was last exported.
    LastExport(String),
}

/// Where a preference is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In local storage: it is there the next time.
    ForGood,
    /// In memory: it goes with the page.
    ForThisVisit,
}

impl Preference {
    /// What was chosen; `None` where nothing was, or where it can no longer be read.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        let place = self.place();
        let remembered = MEMORY.with_borrow(|memory| memory.get(&place).cloned());
        match remembered {
            Some(json) => serde_json::from_str(&json).ok(),
            None if platform::has_local_storage() => LocalStorage::get(&place).ok(),
            None => None,
        }
    }

    /// Keeps what was chosen, and says where.
    pub fn write<T: Serialize>(&self, chosen: &T) -> Kept {
        let place = self.place();
        if platform::has_local_storage() && LocalStorage::set(&place, chosen).is_ok() {
            MEMORY.with_borrow_mut(|memory| memory.remove(&place));
            return Kept::ForGood;
        }
        // What cannot be said as JSON cannot be kept anywhere; no preference is such a thing.
        if let Ok(json) = serde_json::to_string(chosen) {
            MEMORY.with_borrow_mut(|memory| memory.insert(place, json));
        }
        Kept::ForThisVisit
    }

    /// Goes back to what holds when nothing was chosen.
    pub fn forget(&self) {
        let place = self.place();
        MEMORY.with_borrow_mut(|memory| memory.remove(&place));
        if platform::has_local_storage() {
            LocalStorage::delete(&place);
        }
    }

    fn place(&self) -> String {
        match self {
            Self::Language => "rapporto.language".to_owned(),
            Self::Theme => "rapporto.theme".to_owned(),
            Self::Density => "rapporto.density".to_owned(),
            Self::Columns(list) => format!("rapporto.columns.{list}"),
            Self::LastPlace => "rapporto.last-place".to_owned(),
            Self::LastExport(workspace) => format!("rapporto.last-export.{workspace}"),
        }
    }
}

thread_local! {
    /// By place, as JSON: only what local storage did not take.
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}
