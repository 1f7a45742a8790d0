//! Whether a store that opens is the one that was left: told by a mark kept outside of it.
//!
//! Browsers make a damaged database anew and let it look like a first start, or bring an older state back without a word.
//! The mark in local storage lags by seconds (its writes are flushed late), so a lower one is normal; a higher one proves
//! loss.

use super::store::Birth;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// How far a workspace had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Which workspace.
    pub workspace_id: Uuid,
    /// The sequence number of a commit that was acknowledged.
    pub sequence: u64,
    /// When that was, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
}

/// What to do with a store that has just been opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Nothing was ever kept here.
    Welcome,
    /// All that is known to have been acknowledged is there.
    Open,
    /// An older state came back: the rescue screen, with what there is still readable.
    RolledBack {
        /// The furthest that the workspace is known to have come.
        expected: Mark,
        /// How far the store comes.
        found: Mark,
    },
    /// The store came back empty: the rescue screen.
    Lost {
        /// The furthest that the workspace is known to have come; `None` where only the browser's own word tells of the loss.
        expected: Option<Mark>,
    },
}

/// Judges a store by how it came to be, the mark in local storage, the mark of the newest snapshot, and its own head.
pub fn judge(birth: &Birth, sentinel: Option<Mark>, snapshot: Option<Mark>, head: Option<Mark>) -> Start {
    let furthest = |marks: [Option<Mark>; 2]| marks.into_iter().flatten().max_by_key(|mark| mark.sequence);
    match (head, birth) {
        (Some(found), Birth::New | Birth::Emptied(_) | Birth::Existing) => {
            // A mark of another workspace (deleted, and made again under the same name) says nothing about this one.
            let of_this = |mark: &Mark| mark.workspace_id == found.workspace_id;
            match furthest([sentinel.filter(of_this), snapshot.filter(of_this)]) {
                Some(expected) if expected.sequence > found.sequence => Start::RolledBack { expected, found },
                Some(_) | None => Start::Open,
            }
        }
        (None, Birth::New | Birth::Existing) => match furthest([sentinel, snapshot]) {
            // A tab that died before its first commit leaves an existing database without a head.
            None => Start::Welcome,
            expected => Start::Lost { expected },
        },
        (None, Birth::Emptied(_)) => Start::Lost { expected: furthest([sentinel, snapshot]) },
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.workspace_id, self.sequence, self.at_ms)
    }
}

/// These words are not a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a mark")]
pub struct NotAMark;

impl FromStr for Mark {
    type Err = NotAMark;

    fn from_str(words: &str) -> Result<Self, NotAMark> {
        let mut words = words.split(' ');
        let mut next = || words.next().ok_or(NotAMark);
        let workspace_id = Uuid::parse_str(next()?).or(Err(NotAMark))?;
        let sequence = next()?.parse().or(Err(NotAMark))?;
        let at_ms = next()?.parse().or(Err(NotAMark))?;
        if words.next().is_some() { Err(NotAMark) } else { Ok(Self { workspace_id, sequence, at_ms }) }
    }
}

/// The mark of the workspace in that database, from local storage. `None` also where local storage is denied or the mark
/// cannot be read. Only on the page: workers have no local storage.
#[cfg(target_arch = "wasm32")]
pub fn read(database: &str) -> Option<Mark> {
    super::local_storage::read(&place(database))?.parse().ok()
}

/// Leaves the mark of the workspace in that database. It only lags where local storage is denied or full: the judge
/// expects that.
#[cfg(target_arch = "wasm32")]
pub fn write(database: &str, mark: &Mark) {
    super::local_storage::write(&place(database), &mark.to_string());
}

/// Takes the mark away, when a workspace is deleted on purpose.
#[cfg(target_arch = "wasm32")]
pub fn forget(database: &str) {
    super::local_storage::forget(&place(database));
}

#[cfg(target_arch = "wasm32")]
fn place(database: &str) -> String {
    format!("rapporto.sentinel.{database}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(workspace: u128, sequence: u64) -> Mark {
        Mark { workspace_id: Uuid::from_u128(workspace), sequence, at_ms: 1_000 }
    }

    #[test]
    fn a_mark_in_words_reads_back_and_other_words_are_none() {
        for it in [mark(1, 2), Mark { workspace_id: Uuid::from_u128(u128::MAX), sequence: u64::MAX, at_ms: i64::MIN }] {
            assert_eq!(it.to_string().parse(), Ok(it));
        }
        let good = mark(1, 2).to_string();
        for bad in ["", " ", "{\"sequence\":", &good[1..], &format!("{good} "), &good.replace(" 2 ", " -2 ")] {
            assert_eq!(bad.parse::<Mark>(), Err(NotAMark), "{bad}");
        }
    }

    #[test]
    fn a_lost_store_is_never_welcomed_and_a_lagging_mark_is_never_an_alarm() {
        let existing = || Birth::Existing;
        let emptied = || Birth::Emptied("total".to_owned());
        let here = |sequence| Some(mark(1, sequence));
        let other = |sequence| Some(mark(2, sequence));
        let lost = |expected| Start::Lost { expected };
        let rolled_back = |expected, found| Start::RolledBack { expected: mark(1, expected), found: mark(1, found) };
        let rows = [
            // birth, sentinel, snapshot, head, expected
            (Birth::New, None, None, None, Start::Welcome),
            (existing(), None, None, None, Start::Welcome),
            (emptied(), None, None, None, lost(None)),
            (Birth::New, here(5), None, None, lost(here(5))),
            (Birth::New, None, here(5), None, lost(here(5))),
            (Birth::New, here(5), here(7), None, lost(here(7))),
            (Birth::New, here(7), here(5), None, lost(here(7))),
            (existing(), here(5), None, None, lost(here(5))),
            (emptied(), here(5), None, None, lost(here(5))),
            (existing(), None, None, here(5), Start::Open),
            (existing(), here(0), None, here(5), Start::Open),
            (existing(), here(5), here(5), here(5), Start::Open),
            (existing(), here(6), None, here(5), rolled_back(6, 5)),
            (existing(), here(5), here(6), here(5), rolled_back(6, 5)),
            (existing(), here(9), here(6), here(5), rolled_back(9, 5)),
            (existing(), other(9), None, here(5), Start::Open),
            (existing(), other(9), here(6), here(5), rolled_back(6, 5)),
            (existing(), here(4), other(6), here(5), Start::Open),
        ];
        for (birth, sentinel, snapshot, head, expected) in rows {
            assert_eq!(
                judge(&birth, sentinel, snapshot, head),
                expected,
                "{birth:?} {sentinel:?} {snapshot:?} {head:?}"
            );
        }
    }
}
