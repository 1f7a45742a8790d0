//! A record with all its fields and clocks: what leaves in an export file and comes back from it.

use crate::changes::clock::Stamp;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// All that is known of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeRecord {
    /// Which kind.
    pub kind: Kind,
    /// Which record.
    pub id: Id,
    /// Where it is in its life.
    pub presence: Presence,
    /// When it was made: the clock of every field that has none of its own.
    pub made: Stamp,
    /// When it last came, went to the bin or came back.
    pub presence_at: Stamp,
    /// Fields that hold something or were written after the record was made, by number, with their clocks.
    pub fields: Vec<(FieldNumber, Value, Stamp)>,
}

/// Where a record is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// There.
    Live,
    /// In the bin.
    Bin,
    /// Its making was undone, or it was only ever referred to.
    Gone,
}

impl WholeRecord {
    /// A record made at `made` with these values.
    pub fn new(kind: Kind, id: Id, made: Stamp, values: Vec<(FieldNumber, Value)>) -> Self {
        let fields = values.into_iter().map(|(field, value)| (field, value, made)).collect();
        Self { kind, id, presence: Presence::Live, made, presence_at: made, fields }
    }
}
