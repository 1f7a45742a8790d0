//! Whether all that is kept agrees with itself.

use serde::{Deserialize, Serialize};

use crate::engine::data::Kinds;
use crate::engine::digest::digest;
use crate::engine::verify::{Breach, verify};
use crate::queries::{Ask, Sight, Unanswered, picks};

/// Does everything agree: references, links, figures, search, journal?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verify {}

/// What agrees and what does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// What does not agree; at most a thousand are listed.
    pub breaches: Vec<Breach>,
    /// The digest of all data: 16 hexadecimal digits.
    pub digest: String,
}

impl Ask for Verify {
    type Answer = Verified;

    fn reads(&self) -> Kinds {
        Kinds::ALL
    }

    fn answer(&self, sight: Sight<'_>) -> Result<Verified, Unanswered> {
        let breaches = verify(sight.data, sight.journal);
        Ok(Verified { breaches, digest: format!("{:016x}", digest(sight.data)) })
    }

    picks!(Verify);
}
