//! Makes a record.

use serde::{Deserialize, Serialize};

use crate::changes::change::Change;
use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::refusal::NotAField;
use crate::commands::validate::validate;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::model::field::{ALIVE, FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Makes a record of a kind with these values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateRecord {
    /// Of which kind.
    pub kind: Kind,
    /// Its values by field.
    pub values: Vec<(FieldNumber, Value)>,
}

impl Tell for CreateRecord {
    fn plan(&self, data: &Data, _: &Journal, context: &mut Context) -> Result<Planned, Refusal> {
        if self.kind == Kind::CustomField {
            // Such a one needs a number of its own: see `AddCustomField`.
            return Err(Refusal::NotAField(NotAField::KindFixed(Kind::CustomField)));
        }
        let values = validate(data, self.kind, None, &self.values)?;
        let id = context.ids.next_id();
        let changes = making(self.kind, id, values);
        let planned = Planned::done(Plan { changes, ..Plan::default() });
        Ok(Planned { made: vec![(self.kind, id)], ..planned })
    }
}

/// The changes that make a record.
pub fn making(kind: Kind, id: Id, values: Vec<(FieldNumber, Value)>) -> Vec<Change> {
    let alive = Change { kind, id, field: ALIVE, before: Value::Empty, after: Value::Number(1) };
    let filled = values.into_iter().filter(|(_, value)| !value.is_empty());
    let fields = filled.map(|(field, after)| Change { kind, id, field, before: Value::Empty, after });
    std::iter::once(alive).chain(fields).collect()
}
