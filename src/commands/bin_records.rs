//! Puts records into the bin.

use serde::{Deserialize, Serialize};

use crate::changes::change::Change;
use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::engine::table::Life;
use crate::model::field::{ALIVE, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort::set_of;

/// Puts these records into the bin; those that are there already stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BinRecords {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub ids: Vec<Id>,
}

impl Tell for BinRecords {
    fn plan(&self, data: &Data, _: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        let changes = moving(data, self.kind, &self.ids, Life::Live, 0)?;
        Ok(Planned::done(Plan { changes, ..Plan::default() }))
    }
}

/// The changes that move records in their life, where they are in the state `from`.
pub fn moving(data: &Data, kind: Kind, ids: &[Id], from: Life, to: i64) -> Result<Vec<Change>, Refusal> {
    let mut changes = Vec::new();
    let ids = set_of(ids.iter().copied());
    for id in &ids {
        let row = data.table(kind).ids.row_of(*id).ok_or(Refusal::NoSuchRecord { kind, id: *id })?;
        let life = data.table(kind).life(row);
        if life == Life::Absent {
            return Err(Refusal::NoSuchRecord { kind, id: *id });
        }
        if life == from {
            let before = data.value(kind, row, ALIVE);
            changes.push(Change { kind, id: *id, field: ALIVE, before, after: Value::Number(to) });
        }
    }
    Ok(changes)
}
