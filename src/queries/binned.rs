//! What is in the bin, of every kind, the latest first.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::engine::data::Kinds;
use crate::model::field::ALIVE;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::choose::hint;
use crate::queries::shown::name_of;
use crate::queries::{Ask, Sight, Unanswered, picks};

/// What is in the bin, and since when?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Binned {
    /// Only of this kind.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// How many to pass over.
    #[serde(default)]
    pub offset: usize,
    /// How many to give: at most [`MAX_ROWS`].
    pub limit: usize,
}

/// The most records of one answer.
pub const MAX_ROWS: usize = 1_000;

/// A part of the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BinPart {
    /// Records in the bin by kind, of kinds that have any; of all kinds, whichever was asked for.
    pub counts: Vec<(Kind, usize)>,
    /// Records asked for in all.
    pub total: usize,
    /// The number of the first row given, from 0.
    pub offset: usize,
    /// The latest put there first.
    pub rows: Vec<BinnedRecord>,
}

/// A record in the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BinnedRecord {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What tells it from others of that name.
    pub hint: String,
    /// When it was put there: milliseconds since 1970-01-01.
    pub since: u64,
}

impl Ask for Binned {
    type Answer = BinPart;

    fn reads(&self) -> Kinds {
        Kinds::ALL
    }

    fn answer(&self, sight: Sight<'_>) -> Result<BinPart, Unanswered> {
        let table = |kind: Kind| sight.data.table(kind);
        let kinds = || Kind::ALL.iter().copied();
        let wanted = kinds().filter(|kind| self.kind.is_none_or(|it| it == *kind));
        let mut rows: Vec<(Reverse<u64>, usize, u32)> = wanted
            .flat_map(|kind| table(kind).binned.rows().map(move |row| (kind, row)))
            .map(|(kind, row)| {
                let since = sight.written(kind, row, ALIVE).map_or(0, |stamp| stamp.millis);
                (Reverse(since), kind.index(), row)
            })
            .collect();
        rows.sort_unstable();
        let record = |(Reverse(since), kind, row): &(Reverse<u64>, usize, u32)| {
            let kind = *Kind::ALL.get(*kind)?;
            let id = table(kind).ids.id_of(*row)?;
            let (name, hint) = (name_of(sight.data, kind, *row), hint(sight.data, kind, *row));
            Some(BinnedRecord { kind, id, name, hint, since: *since })
        };
        let shown = rows.iter().skip(self.offset).take(self.limit.min(MAX_ROWS));
        Ok(BinPart {
            counts: kinds().map(|kind| (kind, table(kind).binned.count())).filter(|(_, n)| *n > 0).collect(),
            total: rows.len(),
            offset: self.offset,
            rows: shown.filter_map(record).collect(),
        })
    }

    picks!(Binned);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::change::{Change, Role};
    use crate::model::customer::CustomerField;
    use crate::model::field::Value;
    use crate::model::product::ProductField;
    use crate::queries::fixture::{Fixture, text};

    #[test]
    fn the_bin_holds_all_kinds_the_latest_first_and_can_be_asked_for_one() {
        let mut fixture = Fixture::new();
        let anna = fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text("Anna"))]);
        let oven = fixture.add(Kind::Product, &[(ProductField::Name.number(), text("Oven"))]);
        let carla = fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text("Carla"))]);
        fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text("Dora"))]);
        for (kind, id) in [(Kind::Customer, anna), (Kind::Product, oven), (Kind::Customer, carla)] {
            let (before, after) = (Value::Number(1), Value::Number(0));
            fixture.commit(vec![Change { kind, id, field: ALIVE, before, after }], Role::Done);
        }
        let names = |kind, offset, limit| {
            let part = fixture.ask(&Binned { kind, offset, limit }).unwrap();
            assert_eq!(part.counts, [(Kind::Customer, 2), (Kind::Product, 1)]);
            (part.total, part.rows.into_iter().map(|row| row.name).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(names(None, 0, 9), (3, "Carla Oven Anna".to_owned()));
        assert_eq!(names(None, 1, 1), (3, "Oven".to_owned()));
        assert_eq!(names(Some(Kind::Customer), 0, 9), (2, "Carla Anna".to_owned()));
        assert_eq!(names(Some(Kind::Task), 0, 9), (0, String::new()));
    }
}
