//! What may be asked: one question a file, one line here. A question changes nothing.

use serde::{Deserialize, Serialize};

use crate::changes::change::Change;
use crate::changes::clock::Stamp;
use crate::changes::journal::Journal;
use crate::engine::data::{Data, Kinds};
use crate::model::date::Time;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;

pub mod figure;
#[cfg(test)]
mod fixture;
pub mod shown;

pub mod batches;
pub mod binned;
pub mod choose;
pub mod counts;
pub mod fields;
pub mod history;
pub mod list_window;
pub mod order_detail;
pub mod record_detail;
pub mod revenue_by_month;
pub mod rfm_cells;
pub mod search;
pub mod segment_window;
pub mod task_list;
pub mod timeline;
pub mod verify;

/// What a question is answered from.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'a> {
    /// The data.
    pub data: &'a Data,
    /// What made them.
    pub journal: &'a Journal,
    /// Now.
    pub now: Time,
}

impl Sight<'_> {
    /// When a field of a row was last written. The clocks say it for now; what was written after the moment that is
    /// looked at has its time from the journal.
    pub fn written(&self, kind: Kind, row: u32, field: FieldNumber) -> Option<Stamp> {
        let table = self.data.table(kind);
        let stamp = table.clocks.last(row, field)?;
        if !self.journal.is_aside(stamp) {
            return Some(stamp);
        }
        let history = self.journal.history(kind, table.ids.id_of(row)?);
        let wrote = |changes: &[Change]| changes.is_empty() || changes.iter().any(|it| it.field == field);
        let last = history.iter().find(|(_, changes)| wrote(changes)).map(|(entry, _)| entry.stamp);
        last.or_else(|| table.clocks.made(row))
    }
}

/// Why a question has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unanswered {
    /// There is no such record.
    #[error("no such record")]
    NoSuchRecord {
        /// Of which kind.
        kind: Kind,
        /// Which.
        id: Id,
    },
    /// What was there at that time is not known: batches since then are not read yet, or cannot be read.
    #[error("not known as of then")]
    NotKnownThen,
    /// The question makes no sense: text that is no JSON, an unknown name, a field that is not there.
    #[error("not understood: {0}")]
    NotUnderstood(String),
}

/// A question: its answer, and the kinds whose change makes the answer stale.
pub trait Ask {
    /// What it answers.
    type Answer: Serialize + for<'d> Deserialize<'d> + Clone + PartialEq + 'static;

    /// The kinds that it reads.
    fn reads(&self) -> Kinds;

    /// The answer.
    fn answer(&self, sight: Sight<'_>) -> Result<Self::Answer, Unanswered>;

    /// Its answer out of an answer to any question.
    fn pick(answer: Answer) -> Option<Self::Answer>;
}

macro_rules! queries {
    ($($query:ident $module:ident,)*) => {
        /// Everything that may be asked.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case", deny_unknown_fields)]
        pub enum Query { $(
            #[doc = concat!("See [`", stringify!($module), "::", stringify!($query), "`].")]
            $query($module::$query),
        )*
            /// The same question asked of the data as they were at that time (milliseconds since 1970-01-01).
            AsOf {
                /// When.
                millis: u64,
                /// What.
                query: Box<Query>,
            },
        }

        /// Everything that is answered.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Answer { $(
            #[doc = concat!("See [`", stringify!($module), "::", stringify!($query), "`].")]
            $query(<$module::$query as Ask>::Answer),
        )* }

        impl Query {
            /// The kinds that it reads.
            pub fn reads(&self) -> Kinds {
                match self {
                    $( Self::$query(query) => query.reads(), )*
                    Self::AsOf { .. } => Kinds::ALL,
                }
            }

            /// The answer, from the present.
            pub fn answer(&self, sight: Sight<'_>) -> Result<Answer, Unanswered> {
                match self {
                    $( Self::$query(query) => query.answer(sight).map(Answer::$query), )*
                    Self::AsOf { query, .. } => query.answer(sight),
                }
            }
        }

        $(
            impl From<$module::$query> for Query {
                fn from(query: $module::$query) -> Self {
                    Self::$query(query)
                }
            }
        )*
    };
}

/// Fills in [`Ask::pick`] for a question of that name.
macro_rules! picks {
    ($query:ident) => {
        fn pick(answer: $crate::queries::Answer) -> Option<Self::Answer> {
            #[allow(
                clippy::wildcard_enum_match_arm,
                clippy::allow_attributes,
                reason = "every other answer is another question's"
            )]
            match answer {
                $crate::queries::Answer::$query(answer) => Some(answer),
                _ => None,
            }
        }
    };
}
pub(crate) use picks;

queries! {
    Counts counts,
    ListWindow list_window,
    RecordDetail record_detail,
    Timeline timeline,
    OrderDetail order_detail,
    TaskList task_list,
    History history,
    Batches batches,
    Binned binned,
    Fields fields,
    Choose choose,
    Search search,
    SegmentWindow segment_window,
    RfmCells rfm_cells,
    RevenueByMonth revenue_by_month,
    Verify verify,
}
