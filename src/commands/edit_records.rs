//! Edits fields of one record or of many, whole or not at all.

use serde::{Deserialize, Serialize};

use crate::changes::change::Change;
use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::validate::{ForEach, validate, validate_for_each};
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::engine::table::Life;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort::set_of;

/// Puts the same values into these records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditRecords {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub ids: Vec<Id>,
    /// New values by field; an empty one clears the field.
    pub values: Vec<(FieldNumber, Value)>,
}

impl Tell for EditRecords {
    fn plan(&self, data: &Data, _: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        // A record that is named twice is edited once.
        let ids = set_of(self.ids.iter().copied());
        let ids: Vec<Id> = ids.into_iter().collect();
        let values = validate_for_each(data, self.kind, &ids, &self.values)?;
        let mut changes = Vec::new();
        for id in ids {
            present(data, self.kind, id)?;
            let values = match &values {
                ForEach::Same(values) => values.clone(),
                ForEach::Apart => validate(data, self.kind, Some(id), &self.values)?,
            };
            changes.extend(editing(data, self.kind, id, values));
        }
        Ok(Planned::done(Plan { changes, ..Plan::default() }))
    }
}

/// The changes that put values into a record: those that differ.
pub fn editing(
    data: &Data,
    kind: Kind,
    id: Id,
    values: Vec<(FieldNumber, Value)>,
) -> impl Iterator<Item = Change> + '_ {
    values.into_iter().filter_map(move |(field, after)| {
        let before = data.value_of(kind, id, field);
        (before != after).then_some(Change { kind, id, field, before, after })
    })
}

/// The record is there and not in the bin.
pub fn present(data: &Data, kind: Kind, id: Id) -> Result<u32, Refusal> {
    let row = data.table(kind).ids.row_of(id).ok_or(Refusal::NoSuchRecord { kind, id })?;
    match data.table(kind).life(row) {
        Life::Live => Ok(row),
        Life::Binned => Err(Refusal::Binned { kind, id }),
        Life::Absent => Err(Refusal::NoSuchRecord { kind, id }),
    }
}
