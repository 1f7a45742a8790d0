//! Days of the calendar and moments in time, without a clock and without time zones of their own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day of the Gregorian calendar between [`Date::MIN`] and [`Date::MAX`], kept as days since 1970-01-01.
///
/// Readable formats (JSON) write it as `"2024-02-29"`, compact ones as the number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Year, month (1 to 12) and day of the month (1 to 31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Civil {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

/// A day of the week; weeks begin on Monday (ISO 8601).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A moment: milliseconds since 1970-01-01T00:00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(i64);

/// Why something is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DateError {
    /// Not three numbers with separators (and perhaps a time behind them) in the expected order.
    #[error("not the shape of a date")]
    Shape,
    /// The month is not between 1 and 12.
    #[error("no such month: {month}")]
    NoSuchMonth { month: u32 },
    /// The month has no such day; `days_in_month` is its last one in that year.
    #[error("no such day: {day} of {days_in_month}")]
    NoSuchDay { day: u32, days_in_month: u8 },
    /// Before [`Date::MIN`] or after [`Date::MAX`].
    #[error("outside of 1900-01-01..=2199-12-31")]
    OutOfRange,
}

impl Date {
    /// 1900-01-01.
    pub const MIN: Self = Self(days_of_civil(1900, 1, 1));
    /// 2199-12-31.
    pub const MAX: Self = Self(days_of_civil(2199, 12, 31));

    /// The day that many days after 1970-01-01.
    pub const fn from_days(days: i32) -> Result<Self, DateError> {
        if days < Self::MIN.0 || days > Self::MAX.0 { Err(DateError::OutOfRange) } else { Ok(Self(days)) }
    }

    /// The day with that year, month (1 to 12) and day of the month.
    pub const fn from_civil(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        if year < 1900 || year > 2199 {
            return Err(DateError::OutOfRange);
        }
        if month < 1 || month > 12 {
            return Err(DateError::NoSuchMonth { month });
        }
        let days_in_month = days_in_month(year, month);
        if day < 1 || day > days_in_month as u32 {
            return Err(DateError::NoSuchDay { day, days_in_month });
        }
        Ok(Self(days_of_civil(year, month, day)))
    }

    /// Reads exactly `YYYY-MM-DD`.
    pub fn parse_iso(text: &str) -> Result<Self, DateError> {
        // A file of orders has one in each row.
        let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *text.as_bytes() else { return Err(DateError::Shape) };
        let year = number_of(&[y0, y1, y2, y3])?;
        Self::from_civil(year as i32, number_of(&[m0, m1])?, number_of(&[d0, d1])?)
    }

    /// Days since 1970-01-01; negative before it.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Year, month and day at once: cheaper than asking for each.
    pub const fn civil(self) -> Civil {
        civil_of_days(self.0)
    }

    /// The year, 1900 to 2199.
    pub const fn year(self) -> i32 {
        self.civil().year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.civil().month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.civil().day
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match self.0.wrapping_add(3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// The day that many days later, or earlier if negative.
    pub const fn add_days(self, days: i32) -> Result<Self, DateError> {
        Self::from_days(self.0.saturating_add(days))
    }

    /// The same day of the month that many months later, or the last day of that month where it is shorter.
    pub fn add_months(self, months: i32) -> Result<Self, DateError> {
        let Civil { year, month, day } = self.civil();
        let months_since_year_0 = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
        let Ok(year) = i32::try_from(months_since_year_0.div_euclid(12)) else { return Err(DateError::OutOfRange) };
        let month = months_since_year_0.rem_euclid(12) as u32 + 1;
        Self::from_civil(year, month, u32::from(day.min(days_in_month(year, month))))
    }
}

impl fmt::Display for Date {
    /// `YYYY-MM-DD` (ISO 8601).
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day } = self.civil();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse_iso(text)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_i32(self.0) }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            // Owned: a reader that unescapes has no text to lend.
            let text = String::deserialize(deserializer)?;
            Self::parse_iso(&text).map_err(de::Error::custom)
        } else {
            Self::from_days(i32::deserialize(deserializer)?).map_err(de::Error::custom)
        }
    }
}

impl Time {
    /// The moment that many milliseconds after 1970-01-01T00:00:00 UTC.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// The first moment of a day, where the clock on the wall is `offset_minutes` ahead of UTC (Rome: 60 or 120).
    pub fn start_of(date: Date, offset_minutes: i32) -> Self {
        Self(i64::from(date.0) * MILLIS_PER_DAY - i64::from(offset_minutes) * MILLIS_PER_MINUTE)
    }

    /// Milliseconds since 1970-01-01T00:00:00 UTC; negative before it.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The day, where no hour of it is known: a file tells the day of a contact alone, which stands at midnight UTC and is
    /// the same day on every wall.
    pub fn day_alone(self) -> Option<Date> {
        if self.0 % MILLIS_PER_DAY == 0 { self.date_at(0).ok() } else { None }
    }

    /// The day that the calendar on the wall shows, `offset_minutes` ahead of UTC (Rome: 60 or 120).
    pub fn date_at(self, offset_minutes: i32) -> Result<Date, DateError> {
        let wall_millis = self.0.saturating_add(i64::from(offset_minutes) * MILLIS_PER_MINUTE);
        match i32::try_from(wall_millis.div_euclid(MILLIS_PER_DAY)) {
            Ok(days) => Date::from_days(days),
            Err(_) => Err(DateError::OutOfRange),
        }
    }
}

const MILLIS_PER_MINUTE: i64 = 60_000;
const MILLIS_PER_DAY: i64 = 86_400_000;

/// Days since 1970-01-01 of a date, its year counted from March so that the leap day comes last.
///
/// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
const fn days_of_civil(year: i32, month: u32, day: u32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month as i32 + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_of_civil`]. Source: the same, `civil_from_days`.
const fn civil_of_days(days: i32) -> Civil {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    Civil { year, month: month as u8, day: day as u8 }
}

const fn days_in_month(year: i32, month: u32) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The number that a few digits stand for.
fn number_of(digits: &[u8]) -> Result<u32, DateError> {
    let mut number = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return Err(DateError::Shape);
        }
        number = number * 10 + u32::from(digit - b'0');
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (text, days, weekday) in [
            ("1970-01-01", 0, Weekday::Thursday),
            ("1969-12-31", -1, Weekday::Wednesday),
            ("1900-01-01", -25_567, Weekday::Monday),
            ("2000-02-29", 11_016, Weekday::Tuesday),
            ("2024-12-25", 20_082, Weekday::Wednesday),
            ("2199-12-31", 84_005, Weekday::Tuesday),
        ] {
            assert_eq!((date(text).days(), date(text).weekday()), (days, weekday), "{text}");
            assert_eq!(Date::from_days(days).unwrap().to_string(), text);
        }
    }

    #[test]
    fn every_day_of_the_range_follows_the_day_before() {
        let mut expected = Civil { year: 1900, month: 1, day: 1 };
        for days in Date::MIN.days()..=Date::MAX.days() {
            let found = Date::from_days(days).unwrap();
            assert_eq!(found.civil(), expected);
            assert_eq!(Date::from_civil(expected.year, expected.month.into(), expected.day.into()), Ok(found));
            expected.day += 1;
            if expected.day > days_in_month(expected.year, expected.month.into()) {
                (expected.month, expected.day) = (expected.month + 1, 1);
            }
            if expected.month > 12 {
                (expected.year, expected.month) = (expected.year + 1, 1);
            }
        }
        assert_eq!(expected, Civil { year: 2200, month: 1, day: 1 });
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, why) in [
            ("", DateError::Shape),
            ("2024-1-01", DateError::Shape),
            ("2024-01-01T10:00", DateError::Shape),
            ("-024-01-01", DateError::Shape),
            ("2024-01-+1", DateError::Shape),
            ("2024-00-01", DateError::NoSuchMonth { month: 0 }),
            ("2024-13-01", DateError::NoSuchMonth { month: 13 }),
            ("2023-02-29", DateError::NoSuchDay { day: 29, days_in_month: 28 }),
            ("1900-02-29", DateError::NoSuchDay { day: 29, days_in_month: 28 }),
            ("2024-04-00", DateError::NoSuchDay { day: 0, days_in_month: 30 }),
            ("1899-12-31", DateError::OutOfRange),
            ("2200-01-01", DateError::OutOfRange),
        ] {
            assert_eq!(Date::parse_iso(text), Err(why), "{text}");
        }
    }

    #[test]
    fn months_are_added_up_to_the_end_of_a_shorter_month() {
        for (from, months, to) in [
            ("2024-01-31", 1, "2024-02-29"),
            ("2023-01-31", 1, "2023-02-28"),
            ("2024-03-31", -1, "2024-02-29"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-11-30", 3, "2025-02-28"),
            ("2024-01-15", -1, "2023-12-15"),
            ("2024-12-15", 1, "2025-01-15"),
        ] {
            assert_eq!(date(from).add_months(months), Ok(date(to)), "{from} {months}");
        }
        for months in [i32::MAX, i32::MIN, 12] {
            assert_eq!(Date::MAX.add_months(months), Err(DateError::OutOfRange));
        }
    }

    #[test]
    fn days_are_added_within_the_range() {
        assert_eq!(date("2024-02-28").add_days(2), Ok(date("2024-03-01")));
        assert_eq!(date("2024-01-01").add_days(-1), Ok(date("2023-12-31")));
        for days in [i32::MAX, 1] {
            assert_eq!(Date::MAX.add_days(days), Err(DateError::OutOfRange));
        }
        assert_eq!(Date::MIN.add_days(i32::MIN), Err(DateError::OutOfRange));
    }

    #[test]
    fn the_day_of_a_moment_is_that_of_the_wall() {
        let late_evening_utc = Time::start_of(date("2024-03-31"), 0).millis() - 1_800_000;
        for (offset_minutes, expected) in [(0, "2024-03-30"), (60, "2024-03-31"), (-300, "2024-03-30")] {
            assert_eq!(Time::from_millis(late_evening_utc).date_at(offset_minutes), Ok(date(expected)));
        }
        for offset_minutes in [-720, 0, 330, 840] {
            let start = Time::start_of(date("1969-07-20"), offset_minutes);
            assert_eq!(start.date_at(offset_minutes), Ok(date("1969-07-20")));
            assert_eq!(Time::from_millis(start.millis() - 1).date_at(offset_minutes), Ok(date("1969-07-19")));
        }
        for millis in [i64::MAX, i64::MIN] {
            assert_eq!(Time::from_millis(millis).date_at(60), Err(DateError::OutOfRange));
        }
    }

    #[test]
    fn a_date_is_readable_in_json_and_small_in_bytes_and_checked_in_both() {
        assert_eq!(serde_json::to_string(&date("2024-02-29")).unwrap(), "\"2024-02-29\"");
        assert_eq!(serde_json::from_str::<Date>("\"2024-02-29\"").unwrap(), date("2024-02-29"));
        let bytes = postcard::to_allocvec(&date("2024-02-29")).unwrap();
        assert_eq!(postcard::from_bytes::<Date>(&bytes).unwrap(), date("2024-02-29"));
        assert!(serde_json::from_str::<Date>("\"2024-02-30\"").is_err());
        assert!(postcard::from_bytes::<Date>(&postcard::to_allocvec(&i32::MAX).unwrap()).is_err());
    }
}
