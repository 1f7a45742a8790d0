//! When the workspace was last copied to a file, kept in this browser; and when the next copy is due.

use std::fmt;
use std::str::FromStr;

use super::calendar;
use super::desk::Desk;
use crate::storage::preferences::Preference;

/// The last copy, or, before the first one, when the workspace was first seen with something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastExport {
    /// When, in milliseconds since 1970-01-01.
    pub at_millis: i64,
    /// How far the workspace had come.
    pub sequence: u64,
    /// False before the first copy.
    pub is_copy: bool,
}

impl fmt::Display for LastExport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.at_millis, self.sequence, self.is_copy)
    }
}

impl FromStr for LastExport {
    /// What cannot be read counts as never written.
    type Err = ();

    fn from_str(words: &str) -> Result<Self, ()> {
        let mut words = words.split(' ');
        let mut next = || words.next().ok_or(());
        Ok(Self {
            at_millis: next()?.parse().or(Err(()))?,
            sequence: next()?.parse().or(Err(()))?,
            is_copy: next()?.parse().or(Err(()))?,
        })
    }
}

/// Days without a copy after which one is due.
const DAYS: i64 = 7;
/// Changes without a copy after which one is due.
const CHANGES: u64 = 200;
const DAY_MILLIS: i64 = 86_400_000;

/// What is not in any copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uncopied {
    /// Days since the last copy; none where there never was one.
    pub days: Option<u64>,
    /// Changes since.
    pub n_changes: u64,
}

/// The last copy of this workspace.
pub fn last_export(desk: Desk) -> Option<LastExport> {
    preference(desk).read::<LastExport>().filter(|it| it.is_copy)
}

/// A copy was made that reaches this far.
pub fn exported(desk: Desk, sequence: u64) {
    preference(desk).write(&LastExport { at_millis: calendar::now().millis(), sequence, is_copy: true });
}

/// What is not in any copy, when that has become too much.
pub fn due(desk: Desk) -> Option<Uncopied> {
    let sequence = desk.client.sequence();
    let now = calendar::now().millis();
    let last = preference(desk).read::<LastExport>();
    let last = last.filter(|last| last.sequence <= sequence).unwrap_or_else(|| {
        let first = LastExport { at_millis: now, sequence: 0, is_copy: false };
        if sequence > 0 {
            preference(desk).write(&first);
        }
        first
    });
    let n_changes = sequence - last.sequence;
    let days = (now - last.at_millis) / DAY_MILLIS;
    let is_due = n_changes >= CHANGES || (n_changes > 0 && days >= DAYS);
    is_due.then_some(Uncopied { days: last.is_copy.then_some(days.unsigned_abs()), n_changes })
}

fn preference(desk: Desk) -> Preference {
    Preference::LastExport(desk.client.workspace())
}
