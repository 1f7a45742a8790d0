//! The engine's work on one workspace, without its store: answers questions, plans commands.

use crate::changes::change::Batch;
use crate::commands::{Command, Context, Done, Planned, Refusal, Sort, Tell};
use crate::engine::data::Kinds;
use crate::engine::today::Today;
use crate::model::date::{Date, Time};
use crate::model::id::{Id, IdSource};
use crate::model::wall_clock::WallClock;
use crate::queries::{Answer, Query, Sight, Unanswered};
use crate::storage::keeper::{Keeper, Order, Prepared};
use crate::storage::recovery::{Recovery, first_kinds};

/// The time and the chance of one request.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// Milliseconds since 1970-01-01.
    pub millis: u64,
    /// The clock on the wall where the user is.
    pub clock: WallClock,
    /// 64 bits of chance.
    pub chance: u64,
}

impl Moment {
    /// The day it is where the user is.
    pub fn today(&self) -> Date {
        self.clock.date_at(self.time()).unwrap_or(Date::MIN)
    }

    /// The same, with its end.
    pub fn whole_today(&self) -> Today {
        Today::at(self.today(), self.clock)
    }

    /// Now.
    pub fn time(&self) -> Time {
        Time::from_millis(i64::try_from(self.millis).unwrap_or(i64::MAX))
    }
}

/// How far the workspace is read.
#[derive(Debug)]
pub enum Session {
    /// The first kinds are there.
    Loading(Box<Recovery>),
    /// All is there.
    Open(Box<Keeper>),
}

/// What a command comes to.
#[derive(Debug)]
pub enum Step {
    /// There is nothing to write: it was done before, or changes nothing.
    Already(Done),
    /// It is true in memory and must be written.
    Write(Box<Prepared>, Done),
}

impl Session {
    /// Whether a question about these kinds can be answered yet.
    pub fn can_answer(&self, reads: Kinds) -> bool {
        match self {
            Self::Loading(_) => first_kinds().contains(reads),
            Self::Open(_) => true,
        }
    }

    /// Whether a question may be answered while something long goes on.
    pub fn answers_meanwhile(&self, query: &Query) -> bool {
        self.can_answer(query.reads()) && !matches!(query, Query::AsOf { .. })
    }

    /// Whether a page may have that answer, which it asks for again once all is read: a list without its figures too.
    pub fn answers_page(&self, query: &Query) -> bool {
        if let Query::ListWindow(window) = query {
            return self.can_answer(window.reads_first());
        }
        self.answers_meanwhile(query)
    }

    /// The answer to a question.
    pub fn ask(&mut self, query: &Query, moment: Moment) -> Result<Answer, Unanswered> {
        let now = moment.time();
        let keeper = match self {
            Self::Loading(_) if matches!(query, Query::AsOf { .. }) => return Err(Unanswered::NotKnownThen),
            Self::Loading(recovery) => {
                let keeper = recovery.keeper();
                return query.answer(Sight { data: &keeper.data, journal: &keeper.journal, now });
            }
            Self::Open(keeper) => keeper,
        };
        keeper.data.set_today(moment.whole_today());
        if let Query::AsOf { millis, query } = query {
            let then = Moment { millis: moment.millis.min(*millis), ..moment };
            let sequence = keeper.journal.sequence_at(*millis, moment.millis);
            if !keeper.reaches(sequence) {
                return Err(Unanswered::NotKnownThen);
            }
            let look = |data: &_, journal: &_| query.answer(Sight { data, journal, now: then.time() });
            return keeper.as_of(sequence, then.whole_today(), look);
        }
        let mut answer = query.answer(Sight { data: &keeper.data, journal: &keeper.journal, now })?;
        if let Answer::Verify(verified) = &mut answer {
            // What was acknowledged stands in the head, which only the keeper has.
            verified.breaches.extend(keeper.verify_kept());
        }
        Ok(answer)
    }

    /// Plans a command and makes it true in memory.
    pub fn tell(&mut self, id: Id, command: &Command, moment: Moment) -> Result<Step, Refusal> {
        let Self::Open(keeper) = self else { return Err(Refusal::ReadOnly) };
        if let Some(done) = done_before(keeper, id) {
            return Ok(Step::Already(done));
        }
        keeper.data.set_today(moment.whole_today());
        let ids = IdSource::new(moment.millis, moment.chance);
        let mut context = Context { now: moment.time(), today: moment.today(), ids };
        let planned = command.plan(&keeper.data, &keeper.journal, &mut context)?;
        make_true(keeper, planned, id, command.sort(), moment.millis)
    }
}

/// Makes a plan true in memory.
pub fn make_true(keeper: &mut Keeper, planned: Planned, id: Id, sort: Sort, millis: u64) -> Result<Step, Refusal> {
    let is_idle = planned.is_idle();
    let Planned { plan, role, made, kept } = planned;
    if is_idle {
        return Ok(Step::Already(Done { sequence: 0, made, kept, size: 0 }));
    }
    let order = Order { command: id, sort: sort.number(), role, millis };
    let prepared = keeper.prepare(plan, order).or(Err(Refusal::NotUnderstood(String::new())))?;
    let done = Done { sequence: prepared.batch.sequence, made, kept, size: prepared.batch.size() };
    Ok(Step::Write(Box::new(prepared), done))
}

/// What a command did when it came the first time, if it came lately.
pub fn done_before(keeper: &Keeper, id: Id) -> Option<Done> {
    let sequence = keeper.done(id)?;
    let batch = keeper.journal.batch(sequence);
    let making = |change: &crate::changes::change::Change| {
        change.field == crate::model::field::ALIVE && change.before.is_empty()
    };
    let made = batch.iter().flat_map(|batch| batch.changes.iter().filter(|it| making(it)).map(|it| (it.kind, it.id)));
    Some(Done { sequence, made: made.collect(), kept: Vec::new(), size: batch.as_ref().map_or(0, Batch::size) })
}
