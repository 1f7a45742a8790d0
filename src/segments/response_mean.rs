//! The mean of what a customer answered.

use serde::{Deserialize, Serialize};

use super::{Condition, Range, SegmentError, select};
use crate::engine::bits::Bits;
use crate::engine::column::{Cell, NO_ROW};
use crate::engine::data::{Data, Kinds};
use crate::model::field::FieldNumber;
use crate::model::kind::Kind;
use crate::model::response::ResponseField as Field;

/// The mean of the customer's answers lies within these numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponseMean {
    /// To what.
    pub answer: AnswerTo,
    /// Only answers of the last so many days, today included; all of them without.
    #[serde(default)]
    pub window_days: Option<u32>,
    /// How many answers there must be at least; never less than one.
    #[serde(default)]
    pub at_least: u32,
    /// Within what, in thousandths.
    pub range: Range,
}

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerTo {
    /// "Would you recommend us", 0 to 10.
    Nps,
    /// Satisfaction, 1 to 5.
    Csat,
    /// Effort, 1 to 7.
    Ces,
}

impl AnswerTo {
    fn field(self) -> FieldNumber {
        match self {
            Self::Nps => Field::Nps.number(),
            Self::Csat => Field::Csat.number(),
            Self::Ces => Field::Ces.number(),
        }
    }

    /// Ratings are kept whole, numbers in thousandths.
    fn thousandths(self) -> i64 {
        match self {
            Self::Csat => 1_000,
            Self::Nps | Self::Ces => 1,
        }
    }
}

impl Condition for ResponseMean {
    fn reads(&self) -> Kinds {
        Kinds::of(&[Kind::Response])
    }

    fn rows(&self, data: &Data) -> Result<Bits, SegmentError> {
        let table = data.table(Kind::Response);
        let mut means = vec![(0_i64, 0_i64); data.table(Kind::Customer).len() as usize];
        let owners = table.column(Field::Customer.number()).map_or(&[] as &[u32], |it| it.rows());
        let times = table.column(Field::At.number()).map_or(&[] as &[i64], |it| it.wide());
        let Some(answers) = table.column(self.answer.field()) else { return Ok(Bits::default()) };
        let today = i64::from(data.today().days());
        let since = self.window_days.map_or(i64::MIN, |days| (today - i64::from(days) + 1) * MILLIS_PER_DAY);
        for (row, (&owner, &at)) in owners.iter().zip(times).enumerate() {
            if at < since || owner == NO_ROW || !table.live.has(row as u32) {
                continue;
            }
            if let (Cell::Number(answer), Some((sum, n))) = (answers.get(row as u32), means.get_mut(owner as usize)) {
                *sum = sum.saturating_add(answer.saturating_mul(self.answer.thousandths()));
                *n += 1;
            }
        }
        let (least, greatest) = self.range.ends();
        let at_least = i64::from(self.at_least.max(1));
        // Compared without a division: the sum lies within so many times the ends.
        Ok(select(means.len(), |row| {
            let (sum, n) = means[row];
            (n >= at_least) & (sum >= least.saturating_mul(n)) & (sum <= greatest.saturating_mul(n))
        }))
    }
}

const MILLIS_PER_DAY: i64 = 86_400_000;
