//! What a person prefers, kept in local storage one entry each, and in memory where that is denied.

use super::local_storage;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::str::FromStr;

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
    /// The addresses of the records of the workspace of that name that were opened last: who they are stands nowhere.
    Recent(String),
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
    pub fn read<T: FromStr>(&self) -> Option<T> {
        let place = self.place();
        let remembered = MEMORY.with_borrow(|memory| memory.get(&place).cloned());
        remembered.or_else(|| local_storage::read(&place))?.parse().ok()
    }

    /// Keeps what was chosen, and says where.
    pub fn write(&self, chosen: &impl ToString) -> Kept {
        let (place, words) = (self.place(), chosen.to_string());
        if local_storage::write(&place, &words) {
            MEMORY.with_borrow_mut(|memory| memory.remove(&place));
            return Kept::ForGood;
        }
        MEMORY.with_borrow_mut(|memory| memory.insert(place, words));
        Kept::ForThisVisit
    }

    /// Goes back to what holds when nothing was chosen.
    pub fn forget(&self) {
        let place = self.place();
        MEMORY.with_borrow_mut(|memory| memory.remove(&place));
        local_storage::forget(&place);
    }

    fn place(&self) -> String {
        match self {
            Self::Language => "rapporto.language".to_owned(),
            Self::Theme => "rapporto.theme".to_owned(),
            Self::Density => "rapporto.density".to_owned(),
            Self::Columns(list) => format!("rapporto.columns.{list}"),
            Self::LastPlace => "rapporto.last-place".to_owned(),
            Self::LastExport(workspace) => format!("rapporto.last-export.{workspace}"),
            Self::Recent(workspace) => format!("rapporto.recent.{workspace}"),
        }
    }
}

thread_local! {
    /// By place: only what local storage did not take.
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}
