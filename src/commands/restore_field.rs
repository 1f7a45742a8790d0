//! Puts a field back to what it was.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::edit_records::{editing, present};
use crate::commands::validate::validate;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Puts a field of a record back to what it was after a batch; what no longer makes sense is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestoreField {
    /// Of which kind.
    pub kind: Kind,
    /// Which record.
    pub id: Id,
    /// Which field.
    pub field: FieldNumber,
    /// After which batch.
    pub sequence: u64,
}

impl Tell for RestoreField {
    fn plan(&self, data: &Data, journal: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        present(data, self.kind, self.id)?;
        journal.entry(self.sequence).ok_or(Refusal::NothingToTakeBack)?;
        let mut value = data.value_of(self.kind, self.id, self.field);
        for batch in journal.batches_touching(self.sequence, &BTreeSet::from([(self.kind, self.id)])) {
            let same = |it: &&_| {
                let it: &crate::changes::change::Change = it;
                (it.kind, it.id, it.field) == (self.kind, self.id, self.field)
            };
            if let Some(first) = batch.changes.iter().find(same) {
                value = first.before.clone();
            }
        }
        let values = validate(data, self.kind, Some(self.id), &[(self.field, value)])?;
        let changes = editing(data, self.kind, self.id, values).collect();
        Ok(Planned::done(Plan { changes, ..Plan::default() }))
    }
}
