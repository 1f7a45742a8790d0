//! Taking back: the changes that undo a batch, as far as later edits let them.

use crate::changes::change::{Batch, Change, MadeRange, Way};
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;

/// What a command wants done: it becomes a [`Batch`] when it is stamped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Records made at once, their values already laid out.
    pub ranges: Vec<MadeRange>,
    /// Fields changed, in order.
    pub changes: Vec<Change>,
}

impl Plan {
    /// True when nothing would happen.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty() && self.changes.is_empty()
    }
}

/// What taking a batch back does, and what it leaves because it was edited later.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenBack {
    /// To be done.
    pub plan: Plan,
    /// Fields that were edited after the batch: they are kept as they are.
    pub kept: Vec<(Kind, Id, FieldNumber)>,
}

/// What taking back must know of the present.
pub trait Present {
    /// What a field holds now.
    fn value(&self, kind: Kind, id: Id, field: FieldNumber) -> Value;
    /// Records of a range that were edited after they were made: fields by record, ascending.
    fn edited(&self, range: &MadeRange) -> Vec<(Id, FieldNumber)>;
}

/// Takes back every change of the batch that still stands, last first; time is proportional to the batch.
pub fn take_back(batch: &Batch, present: &impl Present) -> TakenBack {
    let mut back = TakenBack::default();
    for change in batch.changes.iter().rev() {
        if change.before == change.after {
            continue;
        }
        if present.value(change.kind, change.id, change.field) == last_word(batch, change) {
            back.plan.changes.push(change.inverse());
        } else {
            back.kept.push((change.kind, change.id, change.field));
        }
    }
    for range in batch.ranges.iter().rev() {
        let edited = match range.way {
            Way::Made => present.edited(range),
            Way::Unmade => Vec::new(),
        };
        let mut at = 0;
        for (id, field) in &edited {
            back.kept.push((range.kind, *id, *field));
            let Some(step) = id.steps_from(range.first).filter(|step| *step >= at) else { continue };
            push_part(&mut back.plan.ranges, range, at, step - at);
            at = step + 1;
        }
        push_part(&mut back.plan.ranges, range, at, range.count.saturating_sub(at));
    }
    back
}

/// What the batch left in the field: a batch may write a field more than once.
fn last_word(batch: &Batch, change: &Change) -> Value {
    let same = |it: &&Change| it.kind == change.kind && it.id == change.id && it.field == change.field;
    if batch.changes.len() > 64 {
        // Large batches write each field once: a search in each would take quadratic time.
        return change.after.clone();
    }
    batch.changes.iter().rev().find(same).map_or(Value::Empty, |it| it.after.clone())
}

fn push_part(ranges: &mut Vec<MadeRange>, whole: &MadeRange, skip: u32, count: u32) {
    if count > 0 {
        let part = MadeRange { first: whole.first.plus(u64::from(skip)), count, ..*whole };
        ranges.push(part.inverse());
    }
}
