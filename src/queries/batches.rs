//! The journal as a list: what was done, newest first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::changes::change::Role;
use crate::changes::journal::Journal;
use crate::engine::data::{Data, Kinds};
use crate::engine::table::Life;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort::set_of;
use crate::queries::list_window::Place;
use crate::queries::record_detail::{When, row_of};
use crate::queries::shown::name_of;
use crate::queries::{Ask, Sight, Unanswered, picks};

/// What was done lately?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batches {
    /// How many to give.
    pub limit: usize,
    /// Only what was done before this one.
    #[serde(default)]
    pub before: Option<u64>,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchItem {
    /// Its place in the journal.
    pub sequence: u64,
    /// When, and on which device.
    pub when: When,
    /// Number of the command's sort.
    pub sort: u16,
    /// How many records and fields it touched.
    pub size: usize,
    /// The records that it touched by kind: the kind of the first one first.
    pub touched: Vec<(Kind, usize)>,
    /// The first record that it touched.
    pub first: Option<Touched>,
    /// What it is to undo and redo.
    pub role: Role,
    /// The batch that took it back, while it is taken back.
    pub taken_back_by: Option<u64>,
    /// Whether it can be taken back now.
    pub can_be_reverted: bool,
}

/// A record that was touched, as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub id: Id,
    /// Its name; empty where it is there no more.
    pub name: String,
    /// Where it is; nowhere once its making was taken back.
    pub place: Option<Place>,
}

impl Ask for Batches {
    type Answer = Vec<BatchItem>;

    fn reads(&self) -> Kinds {
        Kinds::ALL
    }

    fn answer(&self, sight: Sight<'_>) -> Result<Vec<BatchItem>, Unanswered> {
        let taken_back = taken_back(sight.journal);
        let known = sight.journal.entries().rev().filter(|entry| self.before.is_none_or(|it| entry.sequence < it));
        let item = |entry: &crate::changes::journal::Entry| {
            let taken_back_by = taken_back.get(&entry.sequence).copied();
            let (touched, first) = touched(sight.journal, entry.sequence);
            let does = matches!(entry.role, Role::Done | Role::Reverts(_));
            BatchItem {
                sequence: entry.sequence,
                when: entry.stamp.into(),
                sort: entry.sort,
                size: entry.size,
                touched,
                first: first.map(|(kind, id)| as_it_is(sight.data, kind, id)),
                role: entry.role,
                taken_back_by,
                can_be_reverted: does && taken_back_by.is_none() && entry.size > 0,
            }
        };
        Ok(known.take(self.limit).map(item).collect())
    }

    picks!(Batches);
}

/// How many records of each kind were touched.
type Counts = Vec<(Kind, usize)>;

/// The records that a batch touched by kind, and the first of them.
fn touched(journal: &Journal, sequence: u64) -> (Counts, Option<(Kind, Id)>) {
    let Some(batch) = journal.batch(sequence) else { return (Vec::new(), None) };
    let edited = set_of(batch.changes.iter().map(|it| (it.kind.index(), it.id)));
    let of_ranges = batch.ranges.iter().map(|range| (range.kind, range.count as usize));
    let first = batch.changes.first().map(|it| (it.kind, it.id));
    let first = first.or_else(|| batch.ranges.first().map(|range| (range.kind, range.first)));
    let kinds = edited.iter().filter_map(|(kind, _)| Kind::ALL.get(*kind)).map(|kind| (*kind, 1)).chain(of_ranges);
    let mut counts: Counts = first.iter().map(|(kind, _)| (*kind, 0)).collect();
    for (kind, n) in kinds {
        match counts.iter_mut().find(|(it, _)| *it == kind) {
            Some((_, count)) => *count += n,
            None => counts.push((kind, n)),
        }
    }
    (counts, first)
}

fn as_it_is(data: &Data, kind: Kind, id: Id) -> Touched {
    let row = row_of(data, kind, id).ok();
    let place = row.and_then(|row| match data.table(kind).life(row) {
        Life::Absent => None,
        Life::Live => Some(Place::Live),
        Life::Binned => Some(Place::Bin),
    });
    Touched { kind, id, name: row.map_or_else(String::new, |row| name_of(data, kind, row)), place }
}

/// By batch that is taken back, the one that did so. Doing again is a batch of its own: what it does again stands.
fn taken_back(journal: &Journal) -> BTreeMap<u64, u64> {
    let mut taken_back: BTreeMap<u64, u64> = BTreeMap::new();
    for entry in journal.entries() {
        match entry.role {
            Role::Done => {}
            Role::Undoes(done) | Role::Reverts(done) => {
                taken_back.insert(origin(journal, done), entry.sequence);
            }
            Role::Redoes(undoing) => taken_back.retain(|_, by| *by != undoing),
        }
    }
    taken_back
}

/// What was done at first, when it was done again since.
fn origin(journal: &Journal, sequence: u64) -> u64 {
    let mut at = sequence;
    while let Some(Role::Redoes(undoing)) = journal.entry(at).map(|entry| entry.role) {
        let Some(Role::Undoes(done)) = journal.entry(undoing).map(|entry| entry.role) else { return at };
        if done >= at {
            return at;
        }
        at = done;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::change::Change;
    use crate::model::customer::CustomerField;
    use crate::model::field::Value;
    use crate::queries::fixture::{Fixture, text};

    #[test]
    fn what_is_taken_back_cannot_be_taken_back_again_until_it_is_done_again() {
        let mut fixture = Fixture::new();
        let id = fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text("Anna"))]);
        let change = |before: &str, after: &str| {
            vec![Change {
                kind: Kind::Customer,
                id,
                field: CustomerField::City.number(),
                before: text(before),
                after: text(after),
            }]
        };
        fixture.commit(change("", "Verona"), Role::Done);
        let state = |fixture: &Fixture| {
            let found = fixture.ask(&Batches { limit: 9, before: None }).unwrap();
            let second = found.iter().find(|it| it.sequence == 2).unwrap();
            (second.taken_back_by, second.can_be_reverted)
        };
        assert_eq!(state(&fixture), (None, true));
        fixture.commit(change("Verona", ""), Role::Undoes(2));
        assert_eq!(state(&fixture), (Some(3), false));
        fixture.commit(change("", "Verona"), Role::Redoes(3));
        assert_eq!(state(&fixture), (None, true));
        fixture.commit(change("Verona", ""), Role::Undoes(4));
        assert_eq!(state(&fixture), (Some(5), false));
        let page = fixture.ask(&Batches { limit: 2, before: Some(4) }).unwrap();
        assert_eq!(page.iter().map(|it| it.sequence).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(fixture.data.value_of(Kind::Customer, id, CustomerField::City.number()), Value::Empty);
    }

    #[test]
    fn a_batch_tells_which_records_it_touched_and_where_the_first_is_now() {
        let mut fixture = Fixture::new();
        let name = CustomerField::Name.number();
        let anna = fixture.add(Kind::Customer, &[(name, text("Anna"))]);
        let bruno = fixture.add(Kind::Customer, &[(name, text("Bruno"))]);
        let city = |id| Change {
            kind: Kind::Customer,
            id,
            field: CustomerField::City.number(),
            before: Value::Empty,
            after: text("Verona"),
        };
        fixture.commit(vec![city(bruno), city(anna)], Role::Done);
        let alive = Change {
            kind: Kind::Customer,
            id: bruno,
            field: crate::model::field::ALIVE,
            before: Value::Number(1),
            after: Value::Number(0),
        };
        fixture.commit(vec![alive], Role::Done);
        let found = fixture.ask(&Batches { limit: 2, before: None }).unwrap();
        let touched: Vec<_> = found.iter().map(|it| it.touched.clone()).collect();
        assert_eq!(touched, [vec![(Kind::Customer, 1)], vec![(Kind::Customer, 2)]]);
        let bruno = Touched { kind: Kind::Customer, id: bruno, name: "Bruno".to_owned(), place: Some(Place::Bin) };
        assert!(found.iter().all(|it| it.first.as_ref() == Some(&bruno)));
    }
}
