//! Taking back: the changes that undo a batch, as far as later edits let them.

use std::collections::{BTreeMap, BTreeSet};

use crate::changes::change::{Batch, Change, MadeRange, Way};
use crate::changes::clock::Stamp;
use crate::model::field::{ALIVE, FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort::{map_of, set_of};

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

/// A field of a record.
pub type Place = (Kind, Id, FieldNumber);

/// What taking a batch back does, and what it leaves because it was edited later.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenBack {
    /// To be done.
    pub plan: Plan,
    /// Fields that were edited after the batch: they are kept as they are. A record that the batch made is kept whole
    /// when a field of it was; one that another record refers to is listed by [`ALIVE`].
    pub kept: Vec<Place>,
}

/// What taking back must know of the present.
pub trait Present {
    /// What a field holds now.
    fn value(&self, kind: Kind, id: Id, field: FieldNumber) -> Value;
    /// Fields of `count` records that were last written neither with their record nor at `stamp`; ascending.
    fn written_apart(&self, kind: Kind, first: Id, count: u32, stamp: Stamp) -> Vec<(Id, FieldNumber)>;
    /// Records of a range that are not there, in steps from its first; ascending.
    fn gone(&self, range: &MadeRange) -> Vec<u32>;
    /// The kind that a field refers to.
    fn refers_to(&self, kind: Kind, field: FieldNumber) -> Option<Kind>;
    /// Of the records that the plan unmakes, those that a record which stays refers to. By the fields that are laid out by
    /// owner (what belongs to customers and orders) the time is proportional to what is unmade; by any other field that
    /// refers to such a kind, to the records that have the field.
    fn still_referred_to(&self, plan: &Plan) -> Vec<(Kind, Id)>;
}

/// Takes back every change of the batch that still stands, last first. The time is proportional to the batch and to what
/// was written since to the records that it made: `later` gives the batches after it that change one of some records,
/// newest first. Where records are unmade, those that refer to them are looked for as well: see
/// [`Present::still_referred_to`].
pub fn take_back<L: Iterator<Item = Batch>>(
    batch: &Batch,
    present: &impl Present,
    later: impl FnOnce(&BTreeSet<(Kind, Id)>) -> L,
) -> TakenBack {
    let mut back = TakenBack::default();
    let edited = edited_records(batch, present, later);
    back.kept.extend(edited.iter().flat_map(|((kind, id), fields)| fields.iter().map(|field| (*kind, *id, *field))));
    let last = last_words(batch);
    let unmade = makings(batch).filter(|it| present.value(it.kind, it.id, ALIVE).is_empty());
    let unmade = set_of(unmade.map(|it| (it.kind, it.id)));
    let unmakings = batch.changes.iter().filter(|it| it.field == ALIVE && it.after.is_empty());
    let comes_back = set_of(unmakings.map(|it| (it.kind, it.id)));
    // A record that is not there, and does not come back, takes no value.
    let is_away = |kind, id| present.value(kind, id, ALIVE).is_empty() && !comes_back.contains(&(kind, id));
    for change in batch.changes.iter().rev() {
        let record = (change.kind, change.id);
        if change.before == change.after
            || edited.contains_key(&record)
            || unmade.contains(&record)
            || is_away(change.kind, change.id)
        {
            continue;
        }
        let place = (change.kind, change.id, change.field);
        let now = present.value(change.kind, change.id, change.field);
        if last.get(&place) == Some(&&now) {
            back.plan.changes.push(change.inverse());
        } else if now != change.before {
            back.kept.push(place);
        }
    }
    for range in batch.ranges.iter().rev() {
        let gone: BTreeSet<u32> = set_of(present.gone(range));
        let mut left: BTreeSet<u32> = match range.way {
            Way::Made => gone,
            // What was made again since is there already, and may be in the bin.
            Way::Unmade => set_of((0..range.count).filter(|step| !gone.contains(step))),
        };
        let within = edited.keys().filter(|(kind, _)| *kind == range.kind);
        left.extend(within.filter_map(|(_, id)| step_in(range, *id)));
        push_parts(&mut back.plan.ranges, &range.inverse(), &left);
    }
    keep_whole(&mut back, present);
    back
}

/// The changes by which the batch made records.
fn makings(batch: &Batch) -> impl Iterator<Item = &Change> {
    batch.changes.iter().filter(|it| it.field == ALIVE && it.before.is_empty() && !it.after.is_empty())
}

/// Records that the batch made and that differ now from what it made, with the fields that do. An edit that was itself
/// taken back is none.
fn edited_records<L: Iterator<Item = Batch>>(
    batch: &Batch,
    present: &impl Present,
    later: impl FnOnce(&BTreeSet<(Kind, Id)>) -> L,
) -> BTreeMap<(Kind, Id), Vec<FieldNumber>> {
    let mut apart = BTreeSet::new();
    let made = makings(batch).map(|it| (it.kind, it.id, 1));
    let ranges = batch.ranges.iter().filter(|range| range.way == Way::Made);
    for (kind, first, count) in made.chain(ranges.map(|range| (range.kind, range.first, range.count))) {
        let written = present.written_apart(kind, first, count, batch.stamp);
        apart.extend(written.into_iter().map(|(id, field)| (kind, id, field)));
    }
    let mut edited: BTreeMap<(Kind, Id), Vec<FieldNumber>> = BTreeMap::new();
    if apart.is_empty() {
        return edited;
    }
    // The first later change of a field says what it held after the batch.
    let mut left: BTreeMap<Place, Value> = BTreeMap::new();
    let records = set_of(apart.iter().map(|(kind, id, _)| (*kind, *id)));
    for change in later(&records).flat_map(|batch| batch.changes.into_iter().rev()) {
        let place = (change.kind, change.id, change.field);
        if apart.contains(&place) {
            left.insert(place, change.before);
        }
    }
    for ((kind, id, field), value) in left {
        if present.value(kind, id, field) != value {
            edited.entry((kind, id)).or_default().push(field);
        }
    }
    edited
}

/// What the batch left in each field: it may write one more than once.
fn last_words(batch: &Batch) -> BTreeMap<Place, &Value> {
    map_of(batch.changes.iter().map(|it| ((it.kind, it.id, it.field), &it.after)))
}

/// Withdraws what would leave a reference without its record.
fn keep_whole(back: &mut TakenBack, present: &impl Present) {
    let held = set_of(present.still_referred_to(&back.plan));
    if !held.is_empty() {
        back.plan.changes.retain(|it| !held.contains(&(it.kind, it.id)));
        let ranges = std::mem::take(&mut back.plan.ranges);
        for range in ranges {
            let within = held.iter().filter(|(kind, _)| *kind == range.kind);
            let left = within.filter_map(|(_, id)| step_in(&range, *id)).collect();
            push_parts(&mut back.plan.ranges, &range, &left);
        }
        back.kept.extend(held.into_iter().map(|(kind, id)| (kind, id, ALIVE)));
    }
    let lives = back.plan.changes.iter().filter(|it| it.field == ALIVE);
    let lives = map_of(lives.map(|it| ((it.kind, it.id), !it.after.is_empty())));
    let ranges = back.plan.ranges.clone();
    let stands = |kind: Kind, id: Id| {
        let range = ranges.iter().find(|range| range.kind == kind && step_in(range, id).is_some());
        let by_range = range.map(|range| range.way == Way::Made);
        let by_plan = lives.get(&(kind, id)).copied().or(by_range);
        by_plan.unwrap_or_else(|| !present.value(kind, id, ALIVE).is_empty())
    };
    let resolves = |change: &Change| match (&change.after, present.refers_to(change.kind, change.field)) {
        (Value::Reference(id), Some(kind)) => stands(kind, *id),
        (Value::Many(ids), Some(kind)) => ids.iter().all(|id| stands(kind, *id)),
        (Value::Empty | Value::Text(_) | Value::Number(_) | Value::Reference(_) | Value::Many(_), _) => true,
    };
    let (resolving, withdrawn): (Vec<_>, Vec<_>) =
        std::mem::take(&mut back.plan.changes).into_iter().partition(resolves);
    back.plan.changes = resolving;
    back.kept.extend(withdrawn.into_iter().map(|it| (it.kind, it.id, it.field)));
}

fn step_in(range: &MadeRange, id: Id) -> Option<u32> {
    id.steps_from(range.first).filter(|step| *step < range.count)
}

/// The range without the steps that are left out.
fn push_parts(ranges: &mut Vec<MadeRange>, whole: &MadeRange, left_out: &BTreeSet<u32>) {
    let mut from = 0;
    for step in left_out.iter().copied().chain([whole.count]) {
        if step > from {
            ranges.push(MadeRange { first: whole.first.plus(u64::from(from)), count: step - from, ..*whole });
        }
        from = step + 1;
    }
}
