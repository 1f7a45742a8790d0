//! Undoes the last thing done, of whatever kind and on whatever screen.

use serde::{Deserialize, Serialize};

use crate::changes::change::Role;
use crate::changes::inverse::take_back;
use crate::changes::journal::Journal;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;

/// Undoes the last thing done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Undo {}

impl Tell for Undo {
    fn plan(&self, data: &Data, journal: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        let sequence = journal.next_undo().ok_or(Refusal::NothingToTakeBack)?;
        taking_back(data, journal, sequence, Role::Undoes(sequence))
    }
}

/// The plan that takes a batch back.
pub fn taking_back(data: &Data, journal: &Journal, sequence: u64, role: Role) -> Result<Planned, Refusal> {
    let batch = journal.batch(sequence).ok_or(Refusal::NothingToTakeBack)?;
    let back = take_back(&batch, data, |records| journal.batches_touching(sequence, records));
    Ok(Planned { plan: back.plan, role, made: Vec::new(), kept: back.kept })
}
