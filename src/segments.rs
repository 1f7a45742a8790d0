//! Segments: which customers meet conditions on their own fields and on what belongs to them. One condition a file.

use serde::{Deserialize, Serialize};

use crate::engine::bits::Bits;
use crate::engine::data::{Data, Kinds};
use crate::model::field::FieldNumber;
use crate::model::kind::Kind;

pub mod field_compare;
pub mod order_aggregate;
pub mod quiet_since;
pub mod response_mean;

/// Why a segment cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentError {
    /// Customers have no such field.
    #[error("no such field: {0}")]
    NoSuchField(FieldNumber),
    /// The field cannot be tested so.
    #[error("the field {0} cannot be tested so")]
    WrongTest(FieldNumber),
    /// A sensitive field may be used in segments only where the workspace says so.
    #[error("sensitive field: {0}")]
    Sensitive(FieldNumber),
}

/// A condition on customers.
pub trait Condition {
    /// The kinds that it reads.
    fn reads(&self) -> Kinds;

    /// The customers that meet it, by row; rows that are not in use may be among them.
    fn rows(&self, data: &Data) -> Result<Bits, SegmentError>;
}

macro_rules! conditions {
    ($($condition:ident $module:ident,)*) => {
        /// A tree of conditions on customers.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Segment {
            /// Each of them is met; of none, everybody is in.
            All(Vec<Segment>),
            /// At least one of them is met; of none, nobody is in.
            Any(Vec<Segment>),
            /// It is not met.
            Not(Box<Segment>),
            $(
                #[doc = concat!("See [`", stringify!($module), "::", stringify!($condition), "`].")]
                $condition($module::$condition),
            )*
        }

        impl Segment {
            /// The kinds that it reads.
            pub fn reads(&self) -> Kinds {
                match self {
                    Self::All(parts) | Self::Any(parts) => {
                        parts.iter().fold(Kinds::of(&[Kind::Customer]), |kinds, part| kinds.with(part.reads()))
                    }
                    Self::Not(part) => part.reads(),
                    $( Self::$condition(condition) => condition.reads().with(Kinds::of(&[Kind::Customer])), )*
                }
            }

            /// The customers in use that are in it, by row.
            pub fn rows(&self, data: &Data) -> Result<Bits, SegmentError> {
                let live = &data.table(Kind::Customer).live;
                let mut rows = match self {
                    Self::All(parts) => {
                        let mut rows = live.clone();
                        for part in parts {
                            rows.keep(&part.rows(data)?);
                        }
                        return Ok(rows);
                    }
                    Self::Any(parts) => {
                        let mut rows = Bits::default();
                        for part in parts {
                            rows.add(&part.rows(data)?);
                        }
                        return Ok(rows);
                    }
                    Self::Not(part) => {
                        let mut rows = live.clone();
                        rows.subtract(&part.rows(data)?);
                        return Ok(rows);
                    }
                    $( Self::$condition(condition) => condition.rows(data)?, )*
                };
                rows.keep(live);
                Ok(rows)
            }
        }

        $(
            impl From<$module::$condition> for Segment {
                fn from(condition: $module::$condition) -> Self {
                    Self::$condition(condition)
                }
            }
        )*
    };
}

conditions! {
    FieldCompare field_compare,
    OrderAggregate order_aggregate,
    QuietSince quiet_since,
    ResponseMean response_mean,
}

/// From the least to the greatest, both included; an end that is missing is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The least.
    #[serde(default)]
    pub least: Option<i64>,
    /// The greatest.
    #[serde(default)]
    pub greatest: Option<i64>,
}

impl Range {
    /// That and more.
    pub fn at_least(least: i64) -> Self {
        Self { least: Some(least), greatest: None }
    }

    /// Whether a number lies within.
    pub fn holds(self, number: i64) -> bool {
        let (least, greatest) = self.ends();
        least <= number && number <= greatest
    }

    fn ends(self) -> (i64, i64) {
        (self.least.unwrap_or(i64::MIN), self.greatest.unwrap_or(i64::MAX))
    }
}

/// The rows below `n_rows` that pass a test, 64 at a time and without a branch.
pub(crate) fn select(n_rows: usize, passes: impl Fn(usize) -> bool) -> Bits {
    let word = |first: usize| {
        let bits = (0..(n_rows - first).min(64)).map(|bit| u64::from(passes(first + bit)) << bit);
        bits.fold(0, |word, bit| word | bit)
    };
    Bits::from_words((0..n_rows).step_by(64).map(word).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_selected_to_the_last() {
        for n_rows in [0, 1, 63, 64, 65, 200] {
            let found: Vec<u32> = select(n_rows, |row| row % 3 == 1).rows().collect();
            assert_eq!(found, (0..n_rows as u32).filter(|row| row % 3 == 1).collect::<Vec<_>>(), "{n_rows}");
        }
    }

    #[test]
    fn a_range_without_an_end_is_open_there() {
        for (range, inside, outside) in [
            (Range { least: Some(2), greatest: Some(4) }, vec![2, 4], vec![1, 5]),
            (Range::at_least(2), vec![2, i64::MAX], vec![1, i64::MIN]),
            (Range { least: None, greatest: Some(4) }, vec![i64::MIN, 4], vec![5]),
        ] {
            assert!(
                inside.into_iter().all(|it| range.holds(it)) && !outside.into_iter().any(|it| range.holds(it)),
                "{range:?}"
            );
        }
    }
}
