//! Turns a sensitive field off: what it holds goes with it.

use serde::{Deserialize, Serialize};

use crate::changes::change::Change;
use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::edit_records::editing;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::engine::table::Life;
use crate::model::field::{FieldNumber, Value};
use crate::model::kind::Kind;
use crate::model::workspace::WorkspaceField;

/// Turns a sensitive field off: it does not exist any more, and every record's value of it is taken out in the same
/// batch. Undone, both are back. The reason why it was on stays written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnOffSensitive {
    /// Of which kind.
    pub kind: Kind,
    /// Which field.
    pub field: FieldNumber,
}

impl Tell for TurnOffSensitive {
    fn plan(&self, data: &Data, _: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        let (kind, number) = (self.kind, self.field);
        let field = data.field(kind, number).filter(|field| field.marks.sensitive);
        let field = field.ok_or(Refusal::NoSuchField { kind, field: number })?;
        let workspaces = data.table(Kind::Workspace);
        let row = workspaces.live.rows().next().ok_or(Refusal::NotSetUp)?;
        let id = workspaces.ids.id_of(row).ok_or(Refusal::NotSetUp)?;
        let name = format!("{}.{}", kind.name(), field.name);
        let list = WorkspaceField::SensitiveFields.number();
        let others = workspaces.text(row, list).lines().filter(|line| line.split(':').next() != Some(name.as_str()));
        let others = others.collect::<Vec<_>>().join("\n");
        let mut changes: Vec<Change> =
            editing(data, Kind::Workspace, id, vec![(list, Value::from_text(&others))]).collect();
        let table = data.table(kind);
        for row in (0..table.len()).filter(|row| table.life(*row) != Life::Absent) {
            let before = data.value(kind, row, number);
            if let (false, Some(id)) = (before.is_empty(), table.ids.id_of(row)) {
                changes.push(Change { kind, id, field: number, before, after: Value::Empty });
            }
        }
        Ok(Planned::done(Plan { changes, ..Plan::default() }))
    }
}
