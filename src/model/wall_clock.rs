//! The clock on the wall where the user is. How far it is ahead of UTC changes with summer time and with laws: only who
//! knows the place knows it of each moment.

use crate::model::date::{Date, DateError, Time};

/// A clock on a wall, by what tells how many minutes it is ahead of UTC at a moment (Rome: 60 or 120).
#[derive(Debug, Clone, Copy)]
pub struct WallClock(fn(Time) -> i32);

impl WallClock {
    /// The clock of Greenwich, without summer time.
    pub const UTC: Self = Self(|_| 0);

    /// A clock of which this tells how many minutes it is ahead of UTC at a moment.
    pub const fn new(offset_minutes: fn(Time) -> i32) -> Self {
        Self(offset_minutes)
    }

    /// How many minutes it is ahead of UTC at that moment.
    pub fn offset_minutes(self, at: Time) -> i32 {
        (self.0)(at)
    }

    /// The day that it shows at that moment.
    ///
    /// # Errors
    /// [`DateError::OutOfRange`] where that is no day of the calendar.
    pub fn date_at(self, at: Time) -> Result<Date, DateError> {
        at.date_at(self.offset_minutes(at))
    }

    /// The moment at which it shows so many milliseconds after the midnight that the day begins with. Of two such moments
    /// one; where it is put forward over that time, it is the one that it would have shown.
    pub fn time_of(self, day: Date, millis: i64) -> Time {
        let shown = Time::start_of(day, 0).millis().saturating_add(millis);
        let less = |at: i64| shown.saturating_sub(i64::from(self.offset_minutes(Time::from_millis(at))) * 60_000);
        // The first is within hours of it, and nearly always it.
        Time::from_millis(less(less(shown)))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Rome in 2024: summer from 31 March to 27 October, each time at one o'clock UTC.
    pub(crate) const ROME: WallClock =
        WallClock::new(|at| if (1_711_846_800_000..1_729_990_800_000).contains(&at.millis()) { 120 } else { 60 });
    /// New York in 2024: summer from 10 March, seven o'clock UTC, to 3 November, six o'clock UTC.
    const NEW_YORK: WallClock =
        WallClock::new(|at| if (1_710_054_000_000..1_730_613_600_000).contains(&at.millis()) { -240 } else { -300 });

    #[test]
    fn a_time_on_the_wall_is_the_moment_that_it_was_in_summer_and_in_winter() {
        let minutes = |hours: i64, minutes: i64| (hours * 60 + minutes) * 60_000;
        for (clock, day, wall, utc) in [
            (WallClock::UTC, "2024-07-01", minutes(14, 30), ("2024-07-01", minutes(14, 30))),
            (ROME, "2024-01-10", minutes(14, 30), ("2024-01-10", minutes(13, 30))),
            (ROME, "2024-07-10", minutes(14, 30), ("2024-07-10", minutes(12, 30))),
            (ROME, "2024-07-10", 0, ("2024-07-09", minutes(22, 0))),
            (ROME, "2024-03-31", minutes(1, 30), ("2024-03-31", minutes(0, 30))),
            (ROME, "2024-03-31", minutes(3, 30), ("2024-03-31", minutes(1, 30))),
            (ROME, "2024-10-27", minutes(1, 30), ("2024-10-26", minutes(23, 30))),
            (ROME, "2024-10-27", minutes(3, 30), ("2024-10-27", minutes(2, 30))),
            (NEW_YORK, "2024-03-10", minutes(1, 30), ("2024-03-10", minutes(6, 30))),
            (NEW_YORK, "2024-03-10", minutes(3, 30), ("2024-03-10", minutes(7, 30))),
            (NEW_YORK, "2024-11-03", minutes(0, 30), ("2024-11-03", minutes(4, 30))),
            (NEW_YORK, "2024-11-03", minutes(3, 0), ("2024-11-03", minutes(8, 0))),
        ] {
            let day = Date::parse_iso(day).unwrap();
            let found = clock.time_of(day, wall);
            let expected = Time::start_of(Date::parse_iso(utc.0).unwrap(), 0).millis() + utc.1;
            assert_eq!(found.millis(), expected, "{day} {wall} {utc:?}");
            assert_eq!(clock.date_at(found), Ok(day));
        }
    }
}
