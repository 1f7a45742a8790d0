//! Turns a sensitive field on, with a reason.

use serde::{Deserialize, Serialize};

use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::edit_records::editing;
use crate::commands::refusal::{Invalid, Mistake};
use crate::commands::validate::MAX_LINE;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::model::check::Wrong;
use crate::model::field::{FieldNumber, Value};
use crate::model::kind::Kind;
use crate::model::workspace::WorkspaceField;

/// Turns a sensitive field on: until then it does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnOnSensitive {
    /// Of which kind.
    pub kind: Kind,
    /// Which field.
    pub field: FieldNumber,
    /// Why it is needed, in the user's words.
    pub reason: String,
    /// What sensitive fields may be used for: bits of [`WorkspaceField::SensitiveUses`].
    pub uses: i64,
}

impl Tell for TurnOnSensitive {
    fn plan(&self, data: &Data, _: &Journal, _: &mut Context) -> Result<Planned, Refusal> {
        let (kind, number) = (self.kind, self.field);
        let field = data.field(kind, number).filter(|field| field.marks.sensitive);
        let field = field.ok_or(Refusal::NoSuchField { kind, field: number })?;
        let reason = self.reason.split_whitespace().collect::<Vec<_>>().join(" ");
        let refused = |field: WorkspaceField, wrong| {
            Refusal::Invalid(vec![Invalid { kind: Kind::Workspace, field: field.number(), wrong }])
        };
        if reason.is_empty() {
            return Err(refused(WorkspaceField::SensitiveReason, Mistake::Value(Wrong::Required)));
        }
        let found = reason.chars().count();
        if found > MAX_LINE {
            let wrong = Mistake::Value(Wrong::TooLong { max: MAX_LINE as u32, found: found as u32 });
            return Err(refused(WorkspaceField::SensitiveReason, wrong));
        }
        let n_uses = Kind::Workspace.field(WorkspaceField::SensitiveUses.number()).map_or(0, |it| it.choices.len());
        if self.uses < 0 || self.uses >> n_uses != 0 {
            return Err(refused(WorkspaceField::SensitiveUses, Mistake::NoSuchChoice));
        }
        let table = data.table(Kind::Workspace);
        let row = table.live.rows().next().ok_or(Refusal::NotSetUp)?;
        let id = table.ids.id_of(row).ok_or(Refusal::NotSetUp)?;
        let name = format!("{}.{}", kind.name(), field.name);
        let with = |field: WorkspaceField, line: String| {
            let lines = table.text(row, field.number()).lines().map(str::to_owned);
            let lines: Vec<String> = lines.chain([line]).collect();
            (field.number(), Value::Text(lines.join("\n")))
        };
        let mut values = vec![
            with(WorkspaceField::SensitiveReason, format!("{name}: {reason}")),
            (WorkspaceField::SensitiveUses.number(), Value::Number(self.uses)),
        ];
        if !data.is_turned_on(kind, number) {
            values.push(with(WorkspaceField::SensitiveFields, name));
        }
        let changes = editing(data, Kind::Workspace, id, values).collect();
        Ok(Planned::done(Plan { changes, ..Plan::default() }))
    }
}
