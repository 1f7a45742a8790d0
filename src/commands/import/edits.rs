//! Changes to records that were there before the import, one a field however often the file names it.

use rustc_hash::FxHashMap;

use crate::changes::change::Change;
use crate::commands::import::cells::Held;
use crate::engine::data::Data;
use crate::model::field::{FieldNumber, Value};
use crate::model::kind::Kind;

/// Changes in the making.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    changes: Vec<Change>,
    places: FxHashMap<(Kind, u32, FieldNumber), usize>,
}

/// Whether a record differs from before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was not there.
    Made,
    /// It was there, and something of it is different now.
    Updated,
    /// It was there as it is.
    Unchanged,
}

impl Edits {
    /// Puts a value into a field of a row that is there.
    pub fn put(&mut self, data: &Data, kind: Kind, row: u32, field: FieldNumber, after: Value) -> Fate {
        if let Some(change) = self.places.get(&(kind, row, field)).and_then(|at| self.changes.get_mut(*at)) {
            if change.after == after {
                return Fate::Unchanged;
            }
            change.after = after;
            return Fate::Updated;
        }
        let Some(id) = data.table(kind).ids.id_of(row) else { return Fate::Unchanged };
        let before = data.value(kind, row, field);
        if before == after {
            return Fate::Unchanged;
        }
        self.places.insert((kind, row, field), self.changes.len());
        self.changes.push(Change { kind, id, field, before, after });
        Fate::Updated
    }

    /// What a field of a row that is there will hold.
    pub fn value(&self, data: &Data, kind: Kind, row: u32, field: FieldNumber) -> Value {
        let change = self.places.get(&(kind, row, field)).and_then(|at| self.changes.get(*at));
        change.map_or_else(|| data.value(kind, row, field), |change| change.after.clone())
    }

    /// The changes that make a difference.
    pub fn finish(self) -> Vec<Change> {
        self.changes.into_iter().filter(|change| change.before != change.after).collect()
    }
}

/// What a cell holds, as the value of a field.
pub fn value_of(held: &Held<'_>) -> Value {
    match held {
        Held::Nothing => Value::Empty,
        Held::Words(words) => Value::from_text(words),
        Held::Number(number) => Value::Number(*number),
        Held::Record(_, id) => Value::Reference(*id),
    }
}
