//! A whole workspace into an empty one, in one batch: what restoring a file and loading the demo end in.

use crate::changes::change::Change;
use crate::changes::clock::Stamp;
use crate::changes::inverse::Plan;
use crate::commands::{Planned, Refusal, Sort};
use crate::engine::data::Data;
use crate::engine::whole_records::{Intake, plan_of_all};
use crate::model::field::{ALIVE, Value};
use crate::model::id::Id;
use crate::model::kind::{Kind, MADE_AT_FIRST};
use crate::storage::keeper::Keeper;
use crate::storage::store::Write;
use crate::worker::session::{Step, make_true};

/// A whole workspace that is to take the place of the empty one: its pages are written before anybody sees it.
pub struct Whole {
    data: Data,
    plan: Plan,
    clocks: Vec<(Kind, Id, Option<Stamp>)>,
}

impl Whole {
    /// Begins with data that are settled, what the workspace held before carried into them; `made_before` as
    /// [`made_before`] gave it.
    ///
    /// # Errors
    /// [`Refusal::NotEmpty`] when there is any record but those that setting the workspace up makes.
    pub fn begin(keeper: &mut Keeper, data: Data, made_before: Vec<(Kind, Id)>, millis: u64) -> Result<Self, Refusal> {
        if !keeper.data.is_bare() {
            return Err(Refusal::NotEmpty);
        }
        // Those too far ahead stay as they are; writes over them come after them all the same.
        keeper.follow(&data, millis);
        let mut plan = plan_of_all(&data, &keeper.data);
        let clocks = plan.changes.iter().map(|it| (it.kind, it.id, clock(&data, it))).collect();
        for (kind, id) in made_before {
            if plan.ranges.iter().any(|range| range.kind == kind) {
                // There is one workspace record, and one first pipeline: those that came. The others go to the bin.
                let (before, after) = (Value::Number(1), Value::Number(0));
                plan.changes.push(Change { kind, id, field: ALIVE, before, after });
            }
        }
        keeper.begin_whole(&plan, millis);
        Ok(Self { data, plan, clocks })
    }

    /// The next of its pages, up to about `bytes` of them; nothing more when all are written.
    pub fn stage(&mut self, keeper: &mut Keeper, bytes: usize) -> Vec<Write> {
        keeper.stage_pages_of(&mut self.data, bytes)
    }

    /// How many of its pages are still to be written.
    pub fn n_left(&self) -> usize {
        self.data.n_dirty()
    }
}

/// Puts the workspace in place of what is there, true in memory; gives what was there before, for when it cannot be
/// written.
///
/// # Errors
/// When its batch cannot be written as bytes; then nothing has changed.
pub fn take_in(keeper: &mut Keeper, whole: Whole, id: Id, sort: Sort, millis: u64) -> Result<(Step, Data), Refusal> {
    let Whole { data, plan, clocks } = whole;
    let before = std::mem::replace(&mut keeper.data, data);
    match make_true(keeper, Planned::done(plan), id, sort, millis) {
        Ok(Step::Write(prepared, done)) => {
            for (kind, id, clock) in clocks {
                let table = keeper.data.table_mut(kind);
                if let (Some(row), Some(clock)) = (table.ids.row_of(id), clock) {
                    table.clocks.write(row, ALIVE, clock);
                }
            }
            Ok((Step::Write(prepared, done), before))
        }
        Ok(Step::Already(done)) => {
            keeper.forget_whole();
            keeper.data = before.clone();
            Ok((Step::Already(done), before))
        }
        Err(refusal) => {
            keeper.forget_whole();
            keeper.data = before;
            Err(refusal)
        }
    }
}

fn clock(data: &Data, change: &Change) -> Option<Stamp> {
    let table = data.table(change.kind);
    table.clocks.last(table.ids.row_of(change.id)?, change.field)
}

/// The records that setting the workspace up made, without those that come: asked before they are carried over.
pub fn made_before(before: &Data, intake: &Intake) -> Vec<(Kind, Id)> {
    let of_kind = |kind: &Kind| {
        let (kind, table) = (*kind, before.table(*kind));
        let ids = table.live.rows().filter_map(|row| table.ids.id_of(row));
        ids.map(|id| (kind, id)).collect::<Vec<_>>()
    };
    MADE_AT_FIRST.iter().flat_map(of_kind).filter(|(kind, id)| !intake.holds(*kind, *id)).collect()
}

#[cfg(test)]
mod tests;
