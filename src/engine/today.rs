//! The day that relative figures are counted to.

use std::ops::Range;

use crate::engine::data::Data;
use crate::model::date::{Date, Time};
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::wall_clock::WallClock;

/// The day that it is where the user is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// Which.
    pub date: Date,
    /// When it ends: milliseconds since 1970-01-01.
    pub ends_millis: i64,
}

impl Today {
    /// That day, by the clock on the wall.
    pub fn at(date: Date, clock: WallClock) -> Self {
        Self { date, ends_millis: clock.time_of(date, MILLIS_PER_DAY).millis() }
    }

    /// The last so many days, this one included.
    pub fn last_days(self, days: u32) -> LastDays {
        let length = i64::from(days).saturating_mul(MILLIS_PER_DAY);
        let last = |ends: i64| ends.saturating_sub(length)..ends;
        LastDays { moments: last(self.ends_millis), days_alone: last(Self::from(self.date).ends_millis) }
    }

    /// Whether that has come before the day is over.
    pub fn has_seen(self, time: Time) -> bool {
        match time.day_alone() {
            Some(day) => day <= self.date,
            None => time.millis() < self.ends_millis,
        }
    }
}

/// Days in a row, where the user is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastDays {
    /// Milliseconds since 1970-01-01.
    moments: Range<i64>,
    /// The same for what is known to the day alone, and so stands at midnight UTC.
    days_alone: Range<i64>,
}

impl LastDays {
    /// Whether that is one of them.
    pub fn contain(&self, time: Time) -> bool {
        let [moment, day] = [&self.moments, &self.days_alone].map(|it| it.contains(&time.millis()));
        // Both say the same but for some hours at the ends: only there it matters what is known.
        if moment != day && time.day_alone().is_some() { day } else { moment }
    }
}

impl From<Date> for Today {
    /// The day as it is in UTC.
    fn from(date: Date) -> Self {
        Self::at(date, WallClock::UTC)
    }
}

const MILLIS_PER_DAY: i64 = 86_400_000;

impl Data {
    /// The day that relative figures are counted to.
    pub fn today(&self) -> Date {
        self.today.date
    }

    /// The same, with its end.
    pub fn whole_today(&self) -> Today {
        self.today
    }

    /// Another day has come, or the same ends earlier or later than it was thought to: what is counted to it is counted
    /// anew.
    pub fn set_today(&mut self, today: impl Into<Today>) {
        let (before, today) = (self.today, today.into());
        self.today = today;
        if before.date != today.date || self.is_met_between(before.ends_millis, today.ends_millis) {
            self.lay_out();
        }
    }

    /// Whether an interaction is dated between two times.
    fn is_met_between(&self, one: i64, other: i64) -> bool {
        let between = one.min(other)..one.max(other);
        let at = self.table(Kind::Interaction).column(InteractionField::At.number());
        !between.is_empty() && at.is_some_and(|at| at.wide().iter().any(|at| between.contains(at)))
    }
}
