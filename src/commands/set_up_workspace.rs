//! The first start: whose workspace this is, and a pipeline to begin with.

use serde::{Deserialize, Serialize};

use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::commands::create_record::making;
use crate::commands::edit_records::editing;
use crate::commands::validate::validate;
use crate::commands::{Context, Planned, Refusal, Tell};
use crate::engine::data::Data;
use crate::model::field::Value;
use crate::model::kind::Kind;
use crate::model::pipeline::PipelineField;
use crate::model::stage::StageField;
use crate::model::workspace::WorkspaceField;

/// Sets the workspace up. Done again, it changes name and currency, and makes no second pipeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetUpWorkspace {
    /// The firm's name.
    pub name: String,
    /// The currency (ISO 4217).
    pub currency: String,
    /// Name of the first pipeline, in the user's language.
    pub pipeline: String,
    /// Its stages, in order.
    pub stages: Vec<StageDraft>,
}

/// A stage of the first pipeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageDraft {
    /// Its name, in the user's language.
    pub name: String,
    /// How likely a deal in it is won, in hundredths of a percent.
    pub probability: i64,
    /// How it ends a deal, if it does.
    pub outcome: StageOutcome,
}

/// Whether a stage ends a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageOutcome {
    /// It does not.
    Open,
    /// The deal is won.
    Won,
    /// The deal is lost.
    Lost,
}

impl Tell for SetUpWorkspace {
    fn plan(&self, data: &Data, _: &Journal, context: &mut Context) -> Result<Planned, Refusal> {
        let table = data.table(Kind::Workspace);
        let known = table.live.rows().next().and_then(|row| table.ids.id_of(row));
        let words = |text: &str| Value::from_text(text.trim());
        let values = [
            (WorkspaceField::Name.number(), words(&self.name)),
            (WorkspaceField::Currency.number(), words(&self.currency)),
        ];
        let values = validate(data, Kind::Workspace, known, &values)?;
        let (mut changes, mut made) = (Vec::new(), Vec::new());
        if let Some(known) = known {
            changes.extend(editing(data, Kind::Workspace, known, values));
        } else {
            let id = context.ids.next_id();
            made.push((Kind::Workspace, id));
            changes.extend(making(Kind::Workspace, id, values));
        }
        if data.table(Kind::Pipeline).live.count() == 0 && !self.stages.is_empty() {
            let pipeline = context.ids.next_id();
            made.push((Kind::Pipeline, pipeline));
            let values =
                validate(data, Kind::Pipeline, None, &[(PipelineField::Name.number(), words(&self.pipeline))])?;
            changes.extend(making(Kind::Pipeline, pipeline, values));
            for (place, stage) in (1_i64..).zip(&self.stages) {
                let id = context.ids.next_id();
                let outcome = match stage.outcome {
                    StageOutcome::Open => 0,
                    StageOutcome::Won => 1,
                    StageOutcome::Lost => 2,
                };
                let mut values = vec![
                    (StageField::Name.number(), words(&stage.name)),
                    (StageField::Position.number(), Value::Number(place * 1_000)),
                    (StageField::Probability.number(), Value::Number(stage.probability)),
                    (StageField::Outcome.number(), Value::Number(outcome)),
                ];
                let given = [StageField::Pipeline.number()];
                values = crate::commands::validate::validate_beside(data, Kind::Stage, None, &values, &given)?;
                values.push((StageField::Pipeline.number(), Value::Reference(pipeline)));
                changes.extend(making(Kind::Stage, id, values));
                made.push((Kind::Stage, id));
            }
        }
        Ok(Planned { made, ..Planned::done(Plan { changes, ..Plan::default() }) })
    }
}
