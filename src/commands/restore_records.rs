//! Takes records out of the bin.

use serde::{Deserialize, Serialize};

use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::bin_records::moving;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::engine::table::Life;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Takes these records out of the bin; those that are not in it stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreRecords {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub ids: Vec<Id>,
}

impl Tell for RestoreRecords {
    fn plan(&self, data: &Data, _: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        let changes = moving(data, self.kind, &self.ids, Life::Binned, 1)?;
        Ok(Planned::done(Plan { changes, ..Plan::default() }))
    }
}
