//! Takes records out of the bin.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::bin_records::moving;
use crate::commands::refusal::{Invalid, Mistake};
use crate::commands::validate::holder;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::engine::table::Life;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Takes these records out of the bin; those that are not in it stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestoreRecords {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub ids: Vec<Id>,
}

impl Tell for RestoreRecords {
    fn plan(&self, data: &Data, _: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        let changes = moving(data, self.kind, &self.ids, Life::Binned, 1)?;
        // Another record may have taken what only one may have.
        for field in data.fields(self.kind).filter(|field| field.marks.unique) {
            let mut words: BTreeSet<String> = BTreeSet::new();
            for change in &changes {
                let value = data.value_of(self.kind, change.id, field.number);
                let taken = holder(data, self.kind, field.number, &value);
                let twice = !value.is_empty() && !words.insert(value.text().to_ascii_lowercase());
                if let Some(other) = taken.or(twice.then_some(change.id)) {
                    let wrong = Mistake::Taken(other);
                    return Err(Refusal::Invalid(vec![Invalid { kind: self.kind, field: field.number, wrong }]));
                }
            }
        }
        Ok(Planned::done(Plan { changes, ..Plan::default() }))
    }
}
