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
    /// Changes since that came many at a time, beyond the one that each of them counts as.
    pub n_in_bulk: u64,
}

impl fmt::Display for LastExport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.at_millis, self.sequence, self.is_copy, self.n_in_bulk)
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
            // Earlier versions did not count them.
            n_in_bulk: next().map_or(Ok(0), |it| it.parse().or(Err(())))?,
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
    preference(desk).write(&LastExport { at_millis: calendar::now().millis(), sequence, is_copy: true, n_in_bulk: 0 });
}

/// A file brought in that many records, new or changed: each counts, not the file.
pub fn brought_in(desk: Desk, n_records: u64) {
    let last = known(desk, desk.client.sequence());
    let n_in_bulk = last.n_in_bulk.saturating_add(n_records.saturating_sub(1));
    preference(desk).write(&LastExport { n_in_bulk, ..last });
}

/// What is not in any copy, when that has become too much.
pub fn due(desk: Desk) -> Option<Uncopied> {
    let sequence = desk.client.sequence();
    let now = calendar::now().millis();
    let last = known(desk, sequence);
    let n_changes = (sequence - last.sequence).saturating_add(last.n_in_bulk);
    let days = (now - last.at_millis) / DAY_MILLIS;
    let is_due = n_changes >= CHANGES || (n_changes > 0 && days >= DAYS);
    is_due.then_some(Uncopied { days: last.is_copy.then_some(days.unsigned_abs()), n_changes })
}

/// The last copy, or when this workspace was first seen.
fn known(desk: Desk, sequence: u64) -> LastExport {
    let last = preference(desk).read::<LastExport>();
    last.filter(|last| last.sequence <= sequence).unwrap_or_else(|| {
        let at_millis = calendar::now().millis();
        let first = LastExport { at_millis, sequence: 0, is_copy: false, n_in_bulk: 0 };
        if sequence > 0 {
            preference(desk).write(&first);
        }
        first
    })
}

fn preference(desk: Desk) -> Preference {
    Preference::LastExport(desk.client.workspace())
}
