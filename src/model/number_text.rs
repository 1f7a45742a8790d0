//! Numbers, amounts, percentages and dates as people type them and programs export them.

use serde::{Deserialize, Serialize};

use super::date::{Date, DateError, Time};
use super::money::{Money, Percent, Quantity};
use super::wall_clock::WallClock;

/// How numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NumberStyle {
    /// Stands before the decimals.
    pub decimal: char,
    /// Stands between groups of three digits. Apostrophes and spaces may do so in every style.
    pub group: char,
}

/// In which order the parts of a date are written. A year of four digits in front is understood in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateOrder {
    DayMonthYear,
    MonthDayYear,
    YearMonthDay,
}

/// Why something is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum NumberError {
    /// No digits at all.
    #[error("empty")]
    Empty,
    /// This character has no place there.
    #[error("unexpected {found:?}")]
    Unexpected { found: char },
    /// The groups between the marks are not of three digits: perhaps the mark was meant as a decimal one (`1.50`).
    #[error("groups of digits that are not three, between {mark:?}")]
    Groups { mark: char },
    /// More decimals, other than zeros, than the field keeps.
    #[error("more than {max} decimals")]
    TooManyDecimals { max: u32 },
    /// Too great to be kept.
    #[error("too large")]
    TooLarge,
}

impl NumberStyle {
    /// `1.234,56`
    pub const ITALIAN: Self = Self { decimal: ',', group: '.' };
    /// `1,234.56`
    pub const ENGLISH: Self = Self { decimal: '.', group: ',' };
}

/// The number times 10 to the power of `decimals`, exactly: with two decimals `12,5` is 1250.
///
/// A currency sign or code may stand at either end, a minus in front or behind, and parentheses mean less than nothing.
pub fn parse_decimal(text: &str, style: NumberStyle, decimals: u32) -> Result<i64, NumberError> {
    let (sign, digits) = without_sign_and_currency(text)?;
    let (whole, fraction) = digits.split_once(style.decimal).unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return match digits.chars().next() {
            Some(found) => Err(NumberError::Unexpected { found }),
            None => Err(NumberError::Empty),
        };
    }
    let mut value = Some(0_i64);
    let mut push = |digit: u32| {
        // Counted downwards, because there is one more number below zero than above.
        value = value.and_then(|it| it.checked_mul(10)?.checked_sub(i64::from(digit)));
    };
    for digit in ungrouped(whole, style)? {
        push(digit);
    }
    let mut left = decimals;
    for found in fraction.chars() {
        let digit = found.to_digit(10).ok_or(NumberError::Unexpected { found })?;
        if left > 0 {
            left -= 1;
            push(digit);
        } else if digit > 0 {
            return Err(NumberError::TooManyDecimals { max: decimals });
        }
    }
    for _ in 0..left {
        push(0);
    }
    let below_zero = value.ok_or(NumberError::TooLarge)?;
    match sign {
        Sign::Minus => Ok(below_zero),
        Sign::Plus => below_zero.checked_neg().ok_or(NumberError::TooLarge),
    }
}

/// An amount with at most two decimals.
pub fn parse_money(text: &str, style: NumberStyle) -> Result<Money, NumberError> {
    parse_decimal(text, style, 2).map(Money::from_minor)
}

/// A quantity with at most three decimals.
pub fn parse_quantity(text: &str, style: NumberStyle) -> Result<Quantity, NumberError> {
    parse_decimal(text, style, 3).map(Quantity::from_thousandths)
}

/// A percentage with at most two decimals; the percent sign may be left out.
pub fn parse_percent(text: &str, style: NumberStyle) -> Result<Percent, NumberError> {
    let text = text.trim();
    let hundredths = parse_decimal(text.strip_suffix('%').unwrap_or(text), style, 2)?;
    match i32::try_from(hundredths) {
        Ok(hundredths) => Ok(Percent::from_hundredths(hundredths)),
        Err(_) => Err(NumberError::TooLarge),
    }
}

/// A date with `/`, `-` or `.` between its parts. Years of two digits are 1950 to 2049. A time behind it is checked for
/// its shape and left away: the day is the one written, whatever time zone is written with it.
pub fn parse_date(text: &str, order: DateOrder) -> Result<Date, DateError> {
    Ok(parse_date_and_time(text, order)?.0)
}

/// The same, with the time that is written behind it.
pub fn parse_date_and_time(text: &str, order: DateOrder) -> Result<(Date, Option<TimeOfDay>), DateError> {
    let text = text.trim();
    let (first, rest) = leading_digits(text);
    let separator = rest.trim_start().chars().next().filter(|it| "/-.".contains(*it)).ok_or(DateError::Shape)?;
    let (second, rest) = leading_digits(behind(rest, separator)?);
    let (third, rest) = leading_digits(behind(rest, separator)?);
    let time = if rest.is_empty() { None } else { Some(time_behind(rest).ok_or(DateError::Shape)?) };
    let order = if first.len() == 4 { DateOrder::YearMonthDay } else { order };
    let (year, month, day) = match order {
        DateOrder::DayMonthYear => (third, second, first),
        DateOrder::MonthDayYear => (third, first, second),
        DateOrder::YearMonthDay => (first, second, third),
    };
    let day = Date::from_civil(full_year(year)?, one_or_two_digits(month)?, one_or_two_digits(day)?)?;
    Ok((day, time))
}

/// A time of a day, as it is written behind the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOfDay {
    /// Milliseconds after midnight.
    pub millis: i64,
    /// Minutes that the clock which it was read from is ahead of UTC, where that is written.
    pub offset_minutes: Option<i32>,
}

impl TimeOfDay {
    /// Midnight, of no zone that is written.
    pub const MIDNIGHT: Self = Self { millis: 0, offset_minutes: None };

    /// The moment that it is on that day; by the clock on the wall where no zone is written.
    pub fn at(self, day: Date, clock: WallClock) -> Time {
        match self.offset_minutes {
            Some(minutes) => Time::from_millis(Time::start_of(day, minutes).millis() + self.millis),
            None => clock.time_of(day, self.millis),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

/// Longer ones before those that they begin with.
const CURRENCIES: [&str; 9] = ["€", "$", "£", "¥", "EURO", "EUR", "USD", "GBP", "CHF"];

/// Takes away, from both ends, spaces, at most one currency and at most one sign.
fn without_sign_and_currency(text: &str) -> Result<(Sign, &str), NumberError> {
    let mut text = text.trim();
    let mut sign = None;
    let mut has_currency = false;
    loop {
        if let (None, Some(rest)) = (sign, text.strip_prefix('(').and_then(|it| it.strip_suffix(')'))) {
            (sign, text) = (Some(Sign::Minus), rest.trim());
        } else if let (None, Some((found, rest))) = (sign, without_sign(text)) {
            (sign, text) = (Some(found), rest.trim());
        } else if let (false, Some(rest)) = (has_currency, without_currency(text)) {
            (has_currency, text) = (true, rest.trim());
        } else {
            return Ok((sign.unwrap_or(Sign::Plus), text));
        }
    }
}

fn without_sign(text: &str) -> Option<(Sign, &str)> {
    let is_minus = ['-', '\u{2212}', '\u{2013}'];
    if let Some(rest) = text.strip_prefix('+') {
        return Some((Sign::Plus, rest));
    }
    text.strip_prefix(is_minus).or_else(|| text.strip_suffix(is_minus)).map(|rest| (Sign::Minus, rest))
}

fn without_currency(text: &str) -> Option<&str> {
    CURRENCIES.iter().find_map(|currency| {
        let in_front = text.split_at_checked(currency.len());
        let behind = text.len().checked_sub(currency.len()).and_then(|it| text.split_at_checked(it));
        match (in_front, behind) {
            (Some((found, rest)), _) if found.eq_ignore_ascii_case(currency) => Some(rest),
            (_, Some((rest, found))) if found.eq_ignore_ascii_case(currency) => Some(rest),
            _ => None,
        }
    })
}

/// The digits of the whole part; marks between them have to be all the same and three digits apart.
fn ungrouped(whole: &str, style: NumberStyle) -> Result<Vec<u32>, NumberError> {
    let mut digits = Vec::with_capacity(whole.len());
    let mut mark = None;
    let mut digits_in_group = 0;
    for found in whole.chars() {
        if let Some(digit) = found.to_digit(10) {
            digits.push(digit);
            digits_in_group += 1;
            continue;
        }
        let is_mark = found == style.group || matches!(found, '\'' | '\u{2019}') || found.is_whitespace();
        if !is_mark || mark.is_some_and(|it| it != found) {
            return Err(NumberError::Unexpected { found });
        }
        let is_right = if mark.is_none() { (1..=3).contains(&digits_in_group) } else { digits_in_group == 3 };
        if !is_right {
            return Err(NumberError::Groups { mark: found });
        }
        (mark, digits_in_group) = (Some(found), 0);
    }
    match mark {
        Some(mark) if digits_in_group != 3 => Err(NumberError::Groups { mark }),
        Some(_) | None => Ok(digits),
    }
}

fn leading_digits(text: &str) -> (&str, &str) {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(length).unwrap_or((text, ""))
}

fn behind(text: &str, separator: char) -> Result<&str, DateError> {
    text.trim_start().strip_prefix(separator).map(str::trim_start).ok_or(DateError::Shape)
}

fn one_or_two_digits(text: &str) -> Result<u32, DateError> {
    match text.len() {
        1 | 2 => text.parse().or(Err(DateError::Shape)),
        _ => Err(DateError::Shape),
    }
}

/// Four digits as they are; two from 50 on belong to the twentieth century, below to ours.
fn full_year(text: &str) -> Result<i32, DateError> {
    let year = text.parse().or(Err(DateError::Shape))?;
    match text.len() {
        4 => Ok(year),
        2 if year >= 50 => Ok(1900 + year),
        2 => Ok(2000 + year),
        _ => Err(DateError::Shape),
    }
}

/// ` 9:05`, `T09:05:00.000Z`, `, 9.05 PM`, ` 09:05:00 +02:00`.
fn time_behind(text: &str) -> Option<TimeOfDay> {
    let time = text.strip_prefix(['T', 't', ' ', ',', '\u{a0}'])?.trim_start();
    let clock_length = time.bytes().take_while(|it| it.is_ascii_digit() || matches!(it, b':' | b'.')).count();
    let (clock, zone) = time.split_at_checked(clock_length).unwrap_or((time, ""));
    let (hours, millis) = hours_and_millis(clock)?;
    let zone = zone.trim_start();
    let is = |words: [&str; 2]| words.iter().any(|it| zone.eq_ignore_ascii_case(it));
    let (hours, offset_minutes) = match hours {
        12 if is(["AM", "A.M."]) => (0, None),
        0..=11 if is(["PM", "P.M."]) => (hours + 12, None),
        _ if zone.is_empty() || is(["AM", "A.M."]) || is(["PM", "P.M."]) => (hours, None),
        _ => (hours, Some(offset_of(zone)?)),
    };
    Some(TimeOfDay { millis: hours * 3_600_000 + millis, offset_minutes })
}

/// Hours, and in milliseconds the minutes and perhaps seconds and their fraction.
fn hours_and_millis(text: &str) -> Option<(i64, i64)> {
    let below = |text: &str, limit: i64| {
        let number = text.parse::<i64>().ok().filter(|_| text.len() <= 2);
        number.filter(|number| (0..limit).contains(number))
    };
    let mut parts = text.split([':', '.']);
    let hours = below(parts.next()?, 24)?;
    let minutes = below(parts.next()?, 60)?;
    let seconds = parts.next().map_or(Some(0), |it| below(it, 61))?;
    let fraction = match parts.next() {
        Some("") => return None,
        Some(digits) => digits.bytes().chain(*b"000").take(3).fold(0, |sum, it| sum * 10 + i64::from(it - b'0')),
        None => 0,
    };
    parts.next().is_none().then_some((hours, minutes * 60_000 + seconds * 1_000 + fraction))
}

/// `Z`, `UTC`, `+02:00`, `-0500`, `+1`: minutes ahead of UTC.
fn offset_of(zone: &str) -> Option<i32> {
    if ["Z", "UTC", "GMT"].iter().any(|it| zone.eq_ignore_ascii_case(it)) {
        return Some(0);
    }
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some(parts), _) => parts,
        (None, 3..) => digits.split_at_checked(digits.len() - 2)?,
        (None, _) => (digits, "0"),
    };
    let below = |text: &str, limit: i32| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
        text.parse::<i32>().ok().filter(|number| is_number && *number < limit)
    };
    Some(sign * (below(hours, 24)? * 60 + below(minutes, 60)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ITALIAN: NumberStyle = NumberStyle::ITALIAN;
    const ENGLISH: NumberStyle = NumberStyle::ENGLISH;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, style, cents) in [
            ("1.234,56", ITALIAN, 123_456),
            ("1,234.56", ENGLISH, 123_456),
            ("1234,5", ITALIAN, 123_450),
            ("1234.5", ENGLISH, 123_450),
            ("1.234", ITALIAN, 123_400),
            ("1,234", ENGLISH, 123_400),
            ("12,00", ITALIAN, 1_200),
            ("12,5000", ITALIAN, 1_250),
            (",5", ITALIAN, 50),
            ("5,", ITALIAN, 500),
            ("007", ITALIAN, 700),
            ("€ 1.234,56", ITALIAN, 123_456),
            ("1.234,56€", ITALIAN, 123_456),
            ("1.234,56\u{a0}€", ITALIAN, 123_456),
            ("EUR 10", ITALIAN, 1_000),
            ("10 euro", ITALIAN, 1_000),
            ("$1,234.56", ENGLISH, 123_456),
            ("1'234.56", ENGLISH, 123_456),
            ("1’234,56", ITALIAN, 123_456),
            ("1 234 567,89", ITALIAN, 123_456_789),
            ("1\u{202f}234,56", ITALIAN, 123_456),
            ("-12,5", ITALIAN, -1_250),
            ("− 12,5", ITALIAN, -1_250),
            ("12,5-", ITALIAN, -1_250),
            ("€ -12,5", ITALIAN, -1_250),
            ("-€12,5", ITALIAN, -1_250),
            ("(12,50 €)", ITALIAN, -1_250),
            ("€ (12,50)", ITALIAN, -1_250),
            ("+3", ITALIAN, 300),
            ("-0", ITALIAN, 0),
            ("92.233.720.368.547.758,07", ITALIAN, i64::MAX),
            ("-92.233.720.368.547.758,08", ITALIAN, i64::MIN),
        ] {
            assert_eq!(parse_money(text, style), Ok(Money::from_minor(cents)), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        let unexpected = |found| NumberError::Unexpected { found };
        for (text, style, why) in [
            ("", ITALIAN, NumberError::Empty),
            (" € ", ITALIAN, NumberError::Empty),
            ("-", ITALIAN, NumberError::Empty),
            (",", ITALIAN, unexpected(',')),
            ("dodici", ITALIAN, unexpected('d')),
            ("US$1", ENGLISH, unexpected('U')),
            ("12a", ITALIAN, unexpected('a')),
            ("1,2,3", ITALIAN, unexpected(',')),
            ("1,2.3", ITALIAN, unexpected('.')),
            ("--1", ITALIAN, unexpected('-')),
            ("(-1)", ITALIAN, unexpected('-')),
            ("€1€", ITALIAN, unexpected('€')),
            ("1e5", ITALIAN, unexpected('e')),
            ("=1+1", ITALIAN, unexpected('=')),
            ("1.234'567", ITALIAN, unexpected('\'')),
            ("١٢", ITALIAN, unexpected('١')),
            ("1.50", ITALIAN, NumberError::Groups { mark: '.' }),
            ("1,50", ENGLISH, NumberError::Groups { mark: ',' }),
            ("1234.567", ITALIAN, NumberError::Groups { mark: '.' }),
            (".567", ITALIAN, NumberError::Groups { mark: '.' }),
            ("1..234", ITALIAN, NumberError::Groups { mark: '.' }),
            ("12 34", ITALIAN, NumberError::Groups { mark: ' ' }),
            ("12,345", ITALIAN, NumberError::TooManyDecimals { max: 2 }),
            ("92233720368547758,08", ITALIAN, NumberError::TooLarge),
            ("-92233720368547758,09", ITALIAN, NumberError::TooLarge),
            ("99999999999999999999999999", ITALIAN, NumberError::TooLarge),
        ] {
            assert_eq!(parse_money(text, style), Err(why), "{text}");
        }
    }

    #[test]
    fn quantities_and_percentages_have_their_own_decimals() {
        assert_eq!(parse_quantity("1,125", ITALIAN), Ok(Quantity::from_thousandths(1_125)));
        assert_eq!(parse_quantity("1,1255", ITALIAN), Err(NumberError::TooManyDecimals { max: 3 }));
        for (text, expected) in [
            ("22%", Ok(2_200)),
            ("22 %", Ok(2_200)),
            ("22", Ok(2_200)),
            ("-2,5%", Ok(-250)),
            ("%", Err(NumberError::Empty)),
            ("22%%", Err(NumberError::Unexpected { found: '%' })),
            ("99999999", Err(NumberError::TooLarge)),
        ] {
            assert_eq!(parse_percent(text, ITALIAN), expected.map(Percent::from_hundredths), "{text}");
        }
        assert_eq!(parse_decimal("42", ITALIAN, 0), Ok(42));
        assert_eq!(parse_decimal("42,1", ITALIAN, 0), Err(NumberError::TooManyDecimals { max: 0 }));
    }

    #[test]
    fn dates_are_read_in_the_order_given() {
        use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        for (text, order, expected) in [
            ("31/12/2024", DayMonthYear, "2024-12-31"),
            ("12/31/2024", MonthDayYear, "2024-12-31"),
            ("3/4/2024", DayMonthYear, "2024-04-03"),
            ("3/4/2024", MonthDayYear, "2024-03-04"),
            ("31-12-2024", DayMonthYear, "2024-12-31"),
            (" 31.12.2024 ", DayMonthYear, "2024-12-31"),
            ("31. 12. 2024", DayMonthYear, "2024-12-31"),
            ("2024-12-31", DayMonthYear, "2024-12-31"),
            ("2024/12/31", MonthDayYear, "2024-12-31"),
            ("24-12-31", YearMonthDay, "2024-12-31"),
            ("01/02/49", DayMonthYear, "2049-02-01"),
            ("01/02/50", DayMonthYear, "1950-02-01"),
            ("01/02/00", DayMonthYear, "2000-02-01"),
            ("31/12/2024 23:59", DayMonthYear, "2024-12-31"),
            ("31/12/2024 9.05", DayMonthYear, "2024-12-31"),
            ("12/31/2024, 9:05:00 PM", MonthDayYear, "2024-12-31"),
            ("2024-12-31T23:59:59.999Z", DayMonthYear, "2024-12-31"),
            ("2024-12-31T23:59:59+02:00", DayMonthYear, "2024-12-31"),
            ("2024-12-31 23:59:59 -0500", DayMonthYear, "2024-12-31"),
        ] {
            assert_eq!(parse_date(text, order).map(|it| it.to_string()).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn the_time_behind_a_date_is_read_with_its_zone() {
        let of = |hours: i64, minutes: i64, millis: i64| (hours * 60 + minutes) * 60_000 + millis;
        for (text, millis, offset_minutes) in [
            ("2024-03-01 14:30", of(14, 30, 0), None),
            ("1/3/2024 9.05", of(9, 5, 0), None),
            ("01/03/2024, 9:05:07 PM", of(21, 5, 7_000), None),
            ("01/03/2024 12:05 am", of(0, 5, 0), None),
            ("01/03/2024 12:05 P.M.", of(12, 5, 0), None),
            ("2024-03-01T14:30:00Z", of(14, 30, 0), Some(0)),
            ("2024-03-01T23:59:59.25Z", of(23, 59, 59_250), Some(0)),
            ("2024-03-01T14:30:00.123456+02:00", of(14, 30, 123), Some(120)),
            ("2024-03-01 14:30:00 -0530", of(14, 30, 0), Some(-330)),
            ("2024-03-01 14:30 +1", of(14, 30, 0), Some(60)),
            ("2024-03-01 14:30 UTC", of(14, 30, 0), Some(0)),
            ("2024-03-01 00:00:00", 0, None),
        ] {
            let found = parse_date_and_time(text, DateOrder::DayMonthYear).map(|(day, time)| (day.to_string(), time));
            assert_eq!(found, Ok(("2024-03-01".to_owned(), Some(TimeOfDay { millis, offset_minutes }))), "{text}");
        }
        for text in ["2024-03-01 14:30 +25:00", "2024-03-01 14:30 +1:60", "2024-03-01 14:30 +", "2024-03-01 14:30 x"] {
            assert_eq!(parse_date(text, DateOrder::DayMonthYear), Err(DateError::Shape), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, why) in [
            ("", DateError::Shape),
            ("domani", DateError::Shape),
            ("31/12", DateError::Shape),
            ("31/12-2024", DateError::Shape),
            ("31//2024", DateError::Shape),
            ("31/12/024", DateError::Shape),
            ("31/12/20244", DateError::Shape),
            ("031/12/2024", DateError::Shape),
            ("31 12 2024", DateError::Shape),
            ("31/12/2024x", DateError::Shape),
            ("31/12/2024 25:00", DateError::Shape),
            ("31/12/2024 10", DateError::Shape),
            ("31/12/2024 10:00 boh", DateError::Shape),
            ("-1/12/2024", DateError::Shape),
            ("12/31/2024", DateError::NoSuchMonth { month: 31 }),
            ("0/1/2024", DateError::NoSuchDay { day: 0, days_in_month: 31 }),
            ("29/02/2023", DateError::NoSuchDay { day: 29, days_in_month: 28 }),
            ("31/12/1899", DateError::OutOfRange),
            ("01/01/2200", DateError::OutOfRange),
            ("0000-01-01", DateError::OutOfRange),
        ] {
            assert_eq!(parse_date(text, DateOrder::DayMonthYear), Err(why), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(cents in any::<i64>(), text in "\\PC{0,12}", noise in "[-+0-9.,/:TZ €()%' ]{0,14}") {
            let written = format!("{}{},{:02}", if cents < 0 { "-" } else { "" }, (cents / 100).abs(), (cents % 100).abs());
            prop_assert_eq!(parse_money(&written, ITALIAN), Ok(Money::from_minor(cents)));
            // Whatever is typed gives an answer.
            for typed in [text, noise] {
                if let Ok(date) = parse_date(&typed, DateOrder::DayMonthYear) {
                    prop_assert_eq!(Date::parse_iso(&date.to_string()), Ok(date));
                }
                if let Ok(percent) = parse_percent(&typed, ENGLISH) {
                    prop_assert_eq!(parse_money(typed.trim().trim_end_matches('%'), ENGLISH).map(Money::minor), Ok(percent.hundredths().into()));
                }
            }
        }
    }
}
