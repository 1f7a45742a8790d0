//! Does again what was undone last.

use serde::{Deserialize, Serialize};

use crate::changes::change::Role;
use crate::changes::journal::Journal;
use crate::commands::undo::taking_back;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;

/// Does again what was undone last, unless something else was done since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redo {}

impl Tell for Redo {
    fn plan(&self, data: &Data, journal: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        let sequence = journal.next_redo().ok_or(Refusal::NothingToTakeBack)?;
        taking_back(data, journal, sequence, Role::Redoes(sequence))
    }
}
