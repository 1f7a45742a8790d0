//! How many records of each kind there are.

use serde::{Deserialize, Serialize};

use crate::engine::data::Kinds;
use crate::model::kind::Kind;
use crate::queries::{Ask, Sight, Unanswered, picks};

/// How many records of each kind are there, and how many in the bin?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {}

/// The records of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindCount {
    /// Which kind.
    pub kind: Kind,
    /// Records that are there.
    pub live: usize,
    /// Records in the bin.
    pub binned: usize,
}

impl Ask for Counts {
    type Answer = Vec<KindCount>;

    fn reads(&self) -> Kinds {
        Kinds::ALL
    }

    fn answer(&self, sight: Sight<'_>) -> Result<Vec<KindCount>, Unanswered> {
        let count = |kind: &Kind| {
            let table = sight.data.table(*kind);
            KindCount { kind: *kind, live: table.live.count(), binned: table.binned.count() }
        };
        Ok(Kind::ALL.iter().map(count).collect())
    }

    picks!(Counts);
}
