//! The team of the demo trade and the stages of its deals.

use super::{Trade, sayings};

/// Someone of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Place in the team + 1.
    pub id: u32,
    /// Name.
    pub name: &'static str,
    /// E-mail address, under `.example`.
    pub email: String,
    /// Role, in the demo's language.
    pub role: &'static str,
}

/// All but the name of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageShape {
    /// Chance to win, in percent.
    pub probability_percent: i64,
    /// `open`, `won` or `lost`, as in `model::stage`.
    pub outcome: &'static str,
}

const fn stage(probability_percent: i64, outcome: &'static str) -> StageShape {
    StageShape { probability_percent, outcome }
}

/// The stages, in order; their names are [`Trade::stage_names`].
pub const STAGE_SHAPES: [StageShape; 6] =
    [stage(10, "open"), stage(25, "open"), stage(50, "open"), stage(75, "open"), stage(100, "won"), stage(0, "lost")];

impl Trade {
    /// The team.
    pub fn members(&self) -> Vec<Member> {
        (1..)
            .zip(sayings::MEMBERS.iter().zip(sayings::ROLES))
            .map(|(id, (name, &role))| Member {
                id,
                name,
                email: format!("{}@dispensa-zanella.example", name.to_lowercase().replace(' ', ".")),
                role: self.say(role),
            })
            .collect()
    }

    /// The names of the stages, in order, in the demo's language.
    pub fn stage_names(&self) -> Vec<&'static str> {
        sayings::STAGES.iter().map(|&stage| self.say(stage)).collect()
    }

    /// The tags that customers may have, in the demo's language.
    pub fn tag_names(&self) -> Vec<&'static str> {
        sayings::TAGS.iter().map(|&tag| self.say(tag)).collect()
    }

    /// The names of the pipeline and of the survey, in the demo's language.
    pub fn names_of_pipeline_and_survey(&self) -> [&'static str; 2] {
        [self.say(sayings::PIPELINE), self.say(sayings::SURVEY)]
    }
}
