//! Takes back a batch of the past: an import with its updates, a bulk edit.

use serde::{Deserialize, Serialize};

use crate::changes::change::Role;
use crate::changes::journal::Journal;
use crate::commands::undo::taking_back;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;

/// Takes back a batch; what was edited since is kept and listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevertBatch {
    /// Its place in the journal.
    pub sequence: u64,
}

impl Tell for RevertBatch {
    fn plan(&self, data: &Data, journal: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        taking_back(data, journal, self.sequence, Role::Reverts(self.sequence))
    }
}
