//! A whole workspace into an empty one, in one batch: what restoring a file and loading the demo end in.

use crate::changes::change::Change;
use crate::changes::clock::Stamp;
use crate::changes::inverse::Plan;
use crate::commands::{Planned, Refusal, Sort};
use crate::engine::data::Data;
use crate::engine::whole_records::plan_of_all;
use crate::model::field::{ALIVE, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
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
    /// Begins with data that are settled, what the workspace held before carried into them.
    ///
    /// # Errors
    /// [`Refusal::NotEmpty`] when there is any record but the workspace's own.
    pub fn begin(keeper: &mut Keeper, data: Data, millis: u64) -> Result<Self, Refusal> {
        if !keeper.data.is_bare() {
            return Err(Refusal::NotEmpty);
        }
        let mut plan = plan_of_all(&data, &keeper.data);
        let clocks = plan.changes.iter().map(|it| (it.kind, it.id, clock(&data, it))).collect();
        if plan.ranges.iter().any(|range| range.kind == Kind::Workspace) {
            // There is one workspace record: the one that came.
            plan.changes.extend(old_workspaces(&keeper.data, &data));
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

/// The workspace records of before that are not those that came, to the bin.
fn old_workspaces(before: &Data, data: &Data) -> Vec<Change> {
    let table = before.table(Kind::Workspace);
    let others = table.live.rows().filter_map(|row| table.ids.id_of(row));
    let live = |id: &Id| {
        let now = data.table(Kind::Workspace);
        now.ids
            .row_of(*id)
            .is_some_and(|row| now.live.has(row) && before.table(Kind::Workspace).ids.row_of(*id).is_some())
    };
    let bin =
        |id| Change { kind: Kind::Workspace, id, field: ALIVE, before: Value::Number(1), after: Value::Number(0) };
    others.filter(live).map(bin).collect()
}

#[cfg(test)]
mod tests;
