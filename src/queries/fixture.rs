//! A small workspace for the tests of questions: records by their values, each making one batch of the journal.

use crate::changes::change::{Batch, Change, Role};
use crate::changes::clock::{DeviceId, Stamp};
use crate::changes::journal::Journal;
use crate::engine::data::Data;
use crate::model::date::{Date, Time};
use crate::model::field::{ALIVE, FieldNumber, Value};
use crate::model::id::{Id, IdSource};
use crate::model::kind::Kind;
use crate::queries::{Ask, Sight, Unanswered};

/// 2026-09-30, a Wednesday.
pub(crate) const TODAY: i64 = 20_726;
/// Noon of it.
pub(crate) const NOON: i64 = TODAY * 86_400_000 + 43_200_000;

/// A workspace.
pub(crate) struct Fixture {
    pub(crate) data: Data,
    pub(crate) journal: Journal,
    ids: IdSource,
    sequence: u64,
}

/// Words as a value.
pub(crate) fn text(text: &str) -> Value {
    Value::from_text(text)
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let today = Date::from_days(TODAY as i32).unwrap();
        Self { data: Data::new(today), journal: Journal::default(), ids: IdSource::new(1_000, 42), sequence: 0 }
    }

    /// Makes a record.
    pub(crate) fn add(&mut self, kind: Kind, values: &[(FieldNumber, Value)]) -> Id {
        let id = self.ids.next_id();
        let alive = (ALIVE, Value::Number(1));
        self.write(kind, id, &[&[alive], values].concat());
        id
    }

    /// Writes fields of a record.
    pub(crate) fn write(&mut self, kind: Kind, id: Id, values: &[(FieldNumber, Value)]) {
        let change = |(field, after): &(FieldNumber, Value)| Change {
            kind,
            id,
            field: *field,
            before: self.data.value_of(kind, id, *field),
            after: after.clone(),
        };
        let changes: Vec<Change> = values.iter().map(change).collect();
        self.commit(changes, Role::Done);
    }

    /// Puts a record into the bin.
    pub(crate) fn bin(&mut self, kind: Kind, id: Id) {
        self.write(kind, id, &[(ALIVE, Value::Number(0))]);
    }

    /// Does changes as one batch; gives its place in the journal.
    pub(crate) fn commit(&mut self, changes: Vec<Change>, role: Role) -> u64 {
        self.sequence += 1;
        let stamp = Stamp { millis: 1_000 + self.sequence, counter: 0, device: DeviceId(7) };
        self.data.apply(&[], &changes, stamp);
        let (sequence, command) = (self.sequence, self.ids.next_id());
        let batch = Batch { sequence, command, stamp, sort: 2, role, ranges: Vec::new(), changes };
        self.journal.push(&batch, Journal::encode(&batch).unwrap());
        sequence
    }

    /// The answer to a question.
    pub(crate) fn ask<Q: Ask>(&self, question: &Q) -> Result<Q::Answer, Unanswered> {
        question.answer(Sight { data: &self.data, journal: &self.journal, now: Time::from_millis(NOON) })
    }
}
