//! Numbers, money, days and durations as readers of each language write them.

use super::Language;
use crate::model::date::{Civil, Date, Time, Weekday};
use crate::model::money::{Money, Percent, Quantity};
use crate::model::number_text::NumberStyle;

impl Language {
    /// How its readers write numbers.
    pub const fn number_style(self) -> NumberStyle {
        match self {
            Self::Italian => NumberStyle::ITALIAN,
            Self::English => NumberStyle::ENGLISH,
        }
    }
}

/// A whole number: `1.234`, `1,234`.
pub fn integer(language: Language, number: i64) -> String {
    decimal(language, number, 0)
}

/// A count of things: `1.234`, `1,234`.
pub fn count(language: Language, count: u64) -> String {
    grouped(count, language.number_style().group)
}

/// `scaled` over 10 to the power of `decimals`, with all its decimals: 123456 with two is `1.234,56` or `1,234.56`.
pub fn decimal(language: Language, scaled: i64, decimals: u32) -> String {
    format!("{}{}", sign(scaled), unsigned(language, scaled.unsigned_abs(), decimals))
}

/// The same without the zeros at the end: 1500 with three decimals is `1,5` or `1.5`.
pub fn decimal_trimmed(language: Language, scaled: i64, decimals: u32) -> String {
    let text = decimal(language, scaled, decimals);
    if decimals == 0 {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches(language.number_style().decimal).to_owned()
}

/// A quantity: `2`, `1,5`.
pub fn quantity(language: Language, quantity: Quantity) -> String {
    decimal_trimmed(language, quantity.thousandths(), 3)
}

/// A percentage: `22 %`, `8,25 %`; in English `22%`.
pub fn percent(language: Language, percent: Percent) -> String {
    with_percent_sign(language, &decimal_trimmed(language, i64::from(percent.hundredths()), 2))
}

/// A difference in percent, with its sign also above nought: `+6,1 %`.
pub fn percent_change(language: Language, change: Percent) -> String {
    let plus = if change.hundredths() > 0 { "+" } else { "" };
    format!("{plus}{}", percent(language, change))
}

/// An amount to the cent: `1.234,56 €`, `€1,234.56`. `currency` is an ISO 4217 code; two decimals whatever it is, as
/// amounts are read and kept.
pub fn money(language: Language, amount: Money, currency: &str) -> String {
    let digits = unsigned(language, amount.minor().unsigned_abs(), 2);
    with_currency(language, sign(amount.minor()), &digits, currency)
}

/// An amount without its cents, half a unit away from zero: `2.480 €`. For strips and charts, never for documents.
pub fn money_whole(language: Language, amount: Money, currency: &str) -> String {
    let units = amount.minor().unsigned_abs().saturating_add(50) / 100;
    let sign = if units == 0 { "" } else { sign(amount.minor()) };
    with_currency(language, sign, &count(language, units), currency)
}

/// The sign of a currency, or its code where it has none of its own.
pub fn currency_sign(currency: &str) -> &str {
    match currency {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        other => other,
    }
}

/// A day: `12 apr 2026`, `12 Apr 2026`.
pub fn date(language: Language, date: Date) -> String {
    let Civil { year, month, day } = date.civil();
    format!("{day} {} {year}", month_short(language, month))
}

/// A day without its year: `12 apr`, `12 Apr`.
pub fn date_short(language: Language, date: Date) -> String {
    let Civil { month, day, .. } = date.civil();
    format!("{day} {}", month_short(language, month))
}

/// A day in full: `domenica 12 aprile 2026`, `Sunday 12 April 2026`.
pub fn date_long(language: Language, date: Date) -> String {
    let Civil { year, month, day } = date.civil();
    format!("{} {day} {} {year}", weekday(language, date.weekday()), month_name(language, month))
}

/// A day as it is typed: `12/04/2026`.
pub fn date_typed(date: Date) -> String {
    let Civil { year, month, day } = date.civil();
    format!("{day:02}/{month:02}/{year}")
}

/// A month of a year: `apr 2026`, `Apr 2026`.
pub fn month_of_year(language: Language, date: Date) -> String {
    let Civil { year, month, .. } = date.civil();
    format!("{} {year}", month_short(language, month))
}

/// A moment, where the clock on the wall is `offset_minutes` ahead of UTC: `12 apr 2026, 16:20`.
pub fn moment(language: Language, time: Time, offset_minutes: i32) -> String {
    if let Some(day) = time.day_alone() {
        return date(language, day);
    }
    match time.date_at(offset_minutes) {
        Ok(day) => format!("{}, {}", date(language, day), clock_of(time, offset_minutes)),
        // Only hand-made data is outside of three centuries; its milliseconds still tell it apart.
        Err(_) => integer(language, time.millis()),
    }
}

/// A moment as seen from `today`: `oggi, 16:20`, `ieri, 16:20`, `12 apr`; without the hour where only the day is known.
pub fn moment_near(language: Language, time: Time, offset_minutes: i32, today: Date) -> String {
    if let Some(day) = time.day_alone() {
        return day_near(language, day, today);
    }
    match time.date_at(offset_minutes) {
        Ok(day) if day.days().abs_diff(today.days()) <= 1 => {
            format!("{}, {}", day_near(language, day, today), clock_of(time, offset_minutes))
        }
        Ok(day) => day_near(language, day, today),
        Err(_) => integer(language, time.millis()),
    }
}

/// A minute of the day: `16:20`.
pub fn minute_of_day(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// A day as seen from `today`: in words up to six days away, then without the year while it is the same.
pub fn day_near(language: Language, day: Date, today: Date) -> String {
    match day.days().saturating_sub(today.days()) {
        -6..=6 => days_away(language, day.days().saturating_sub(today.days())),
        _ if day.year() == today.year() => date_short(language, day),
        _ => date(language, day),
    }
}

/// A number of days from today, in words: `oggi`, `ieri`, `fra 3 giorni`, `in 3 days`.
pub fn days_away(language: Language, days: i32) -> String {
    let number = count(language, u64::from(days.unsigned_abs()));
    match (language, days) {
        (Language::Italian, 0) => "oggi".to_owned(),
        (Language::Italian, 1) => "domani".to_owned(),
        (Language::Italian, -1) => "ieri".to_owned(),
        (Language::Italian, 2..) => format!("fra {number} giorni"),
        (Language::Italian, ..=-2) => format!("{number} giorni fa"),
        (Language::English, 0) => "today".to_owned(),
        (Language::English, 1) => "tomorrow".to_owned(),
        (Language::English, -1) => "yesterday".to_owned(),
        (Language::English, 2..) => format!("in {number} days"),
        (Language::English, ..=-2) => format!("{number} days ago"),
    }
}

/// A number of days: `1 giorno`, `12 days`.
pub fn days(language: Language, days: u64) -> String {
    let noun = match (language, days) {
        (Language::Italian, 1) => "giorno",
        (Language::Italian, _) => "giorni",
        (Language::English, 1) => "day",
        (Language::English, _) => "days",
    };
    format!("{} {noun}", count(language, days))
}

/// A length of time in its two greatest units: `45 s`, `3 min 20 s`, `1 h 5 min`, `2 g 3 h`, `2 d 3 h`.
pub fn duration(language: Language, seconds: u64) -> String {
    let day = match language {
        Language::Italian => "g",
        Language::English => "d",
    };
    let (large, large_unit, small, small_unit) = match seconds {
        0..60 => (0, "", seconds, "s"),
        60..3_600 => (seconds / 60, "min", seconds % 60, "s"),
        3_600..86_400 => (seconds / 3_600, "h", seconds / 60 % 60, "min"),
        86_400.. => (seconds / 86_400, day, seconds / 3_600 % 24, "h"),
    };
    match (large, small) {
        (0, _) => format!("{small} {small_unit}"),
        (_, 0) => format!("{} {large_unit}", count(language, large)),
        (_, _) => format!("{} {large_unit} {small} {small_unit}", count(language, large)),
    }
}

/// A size in decimal units: `512 byte`, `1,5 MB`.
pub fn bytes(language: Language, bytes: u64) -> String {
    let (divisor, unit) = match bytes {
        0..1_000 => {
            let unit = match (language, bytes) {
                (Language::Italian, _) | (Language::English, 1) => "byte",
                (Language::English, _) => "bytes",
            };
            return format!("{bytes} {unit}");
        }
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        1_000_000_000.. => (1_000_000_000, "GB"),
    };
    let tenths = i64::try_from(bytes / (divisor / 10)).unwrap_or(i64::MAX);
    format!("{} {unit}", decimal_trimmed(language, tenths, 1))
}

/// The name of a month, 1 to 12: `aprile`, `April`.
pub fn month_name(language: Language, month: u8) -> &'static str {
    let names = match language {
        Language::Italian => &ITALIAN_MONTHS,
        Language::English => &ENGLISH_MONTHS,
    };
    names.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// The first three letters of a month, 1 to 12: `apr`, `Apr`.
pub fn month_short(language: Language, month: u8) -> &'static str {
    month_name(language, month).get(..3).unwrap_or_default()
}

/// The name of a day of the week: `lunedì`, `Monday`.
pub fn weekday(language: Language, weekday: Weekday) -> &'static str {
    let (italian, english) = match weekday {
        Weekday::Monday => ("lunedì", "Monday"),
        Weekday::Tuesday => ("martedì", "Tuesday"),
        Weekday::Wednesday => ("mercoledì", "Wednesday"),
        Weekday::Thursday => ("giovedì", "Thursday"),
        Weekday::Friday => ("venerdì", "Friday"),
        Weekday::Saturday => ("sabato", "Saturday"),
        Weekday::Sunday => ("domenica", "Sunday"),
    };
    match language {
        Language::Italian => italian,
        Language::English => english,
    }
}

/// The first three letters of a day of the week: `lun`, `Mon`.
pub fn weekday_short(language: Language, day: Weekday) -> &'static str {
    weekday(language, day).get(..3).unwrap_or_default()
}

const ITALIAN_MONTHS: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Does not break at the end of a line.
const NO_BREAK_SPACE: char = '\u{a0}';

fn sign(number: i64) -> &'static str {
    if number < 0 { "-" } else { "" }
}

fn unsigned(language: Language, scaled: u64, decimals: u32) -> String {
    let style = language.number_style();
    let unit = 10_u64.saturating_pow(decimals);
    let whole = grouped(scaled / unit, style.group);
    if decimals == 0 {
        return whole;
    }
    format!("{whole}{}{:0width$}", style.decimal, scaled % unit, width = decimals as usize)
}

fn grouped(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

pub(super) fn with_percent_sign(language: Language, number: &str) -> String {
    match language {
        Language::Italian => format!("{number}{NO_BREAK_SPACE}%"),
        Language::English => format!("{number}%"),
    }
}

fn with_currency(language: Language, sign: &str, digits: &str, currency: &str) -> String {
    let mark = currency_sign(currency);
    match language {
        Language::Italian => format!("{sign}{digits}{NO_BREAK_SPACE}{mark}"),
        Language::English if mark.chars().all(char::is_alphabetic) => format!("{sign}{mark}{NO_BREAK_SPACE}{digits}"),
        Language::English => format!("{sign}{mark}{digits}"),
    }
}

fn clock_of(time: Time, offset_minutes: i32) -> String {
    let minutes = time.millis().div_euclid(60_000).saturating_add(i64::from(offset_minutes));
    minute_of_day(minutes.rem_euclid(1_440) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const IT: Language = Language::Italian;
    const EN: Language = Language::English;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    /// Shows spaces that do not break as `_`.
    fn seen(text: &str) -> String {
        text.replace(NO_BREAK_SPACE, "_")
    }

    #[test]
    fn money_is_written_as_the_reader_writes_it() {
        for (minor, currency, italian, english) in [
            (123_456, "EUR", "1.234,56_€", "€1,234.56"),
            (-5, "EUR", "-0,05_€", "-€0.05"),
            (0, "GBP", "0,00_£", "£0.00"),
            (100_000_000, "USD", "1.000.000,00_$", "$1,000,000.00"),
            (1_999, "CHF", "19,99_CHF", "CHF_19.99"),
            (i64::MIN, "EUR", "-92.233.720.368.547.758,08_€", "-€92,233,720,368,547,758.08"),
        ] {
            let amount = Money::from_minor(minor);
            assert_eq!(seen(&money(IT, amount, currency)), italian);
            assert_eq!(seen(&money(EN, amount, currency)), english);
        }
        for (minor, expected) in
            [(248_049, "2.480_€"), (248_050, "2.481_€"), (-248_050, "-2.481_€"), (-49, "0_€"), (0, "0_€")]
        {
            assert_eq!(seen(&money_whole(IT, Money::from_minor(minor), "EUR")), expected);
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        for (scaled, decimals, italian, english) in [
            (0, 0, "0", "0"),
            (999, 0, "999", "999"),
            (1_000, 0, "1.000", "1,000"),
            (-1_234_567, 3, "-1.234,567", "-1,234.567"),
            (1_500, 3, "1,5", "1.5"),
            (2_000, 3, "2", "2"),
            (100_000, 3, "100", "100"),
            (100, 0, "100", "100"),
            (-5, 2, "-0,05", "-0.05"),
        ] {
            assert_eq!(decimal_trimmed(IT, scaled, decimals), italian);
            assert_eq!(decimal_trimmed(EN, scaled, decimals), english);
        }
        assert_eq!(decimal(IT, 1_500, 3), "1,500");
    }

    #[test]
    fn percentages_have_no_needless_zeros() {
        for (hundredths, italian, english, change) in [
            (2_200, "22_%", "22%", "+22_%"),
            (825, "8,25_%", "8.25%", "+8,25_%"),
            (0, "0_%", "0%", "0_%"),
            (-610, "-6,1_%", "-6.1%", "-6,1_%"),
        ] {
            let value = Percent::from_hundredths(hundredths);
            assert_eq!(seen(&percent(IT, value)), italian);
            assert_eq!(seen(&percent(EN, value)), english);
            assert_eq!(seen(&percent_change(IT, value)), change);
        }
    }

    #[test]
    fn days_are_written_in_words_and_numbers() {
        let april = day("2026-04-12");
        for (found, expected) in [
            (date(IT, april), "12 apr 2026"),
            (date(EN, april), "12 Apr 2026"),
            (date_short(IT, day("2026-01-03")), "3 gen"),
            (date_long(IT, april), "domenica 12 aprile 2026"),
            (date_long(EN, april), "Sunday 12 April 2026"),
            (date_typed(april), "12/04/2026"),
            (month_of_year(EN, april), "Apr 2026"),
        ] {
            assert_eq!(found, expected);
        }
        for language in [IT, EN] {
            assert!((1..=12).all(|month| month_short(language, month).len() == 3));
            assert_eq!((month_name(language, 0), month_name(language, 13)), ("", ""));
            assert!(april.weekday() == Weekday::Sunday && weekday_short(language, Weekday::Monday).len() == 3);
        }
    }

    #[test]
    fn near_days_are_spoken_of_as_people_do() {
        for (text, italian, english) in [
            ("2026-11-21", "oggi", "today"),
            ("2026-11-20", "ieri", "yesterday"),
            ("2026-11-22", "domani", "tomorrow"),
            ("2026-11-24", "fra 3 giorni", "in 3 days"),
            ("2026-11-15", "6 giorni fa", "6 days ago"),
            ("2026-11-14", "14 nov", "14 Nov"),
            ("2025-12-31", "31 dic 2025", "31 Dec 2025"),
        ] {
            let today = day("2026-11-21");
            assert_eq!(day_near(IT, day(text), today), italian);
            assert_eq!(day_near(EN, day(text), today), english);
        }
    }

    #[test]
    fn moments_follow_the_clock_on_the_wall() {
        let today = day("2026-11-21");
        let afternoon = |text: &str| Time::from_millis(Time::start_of(day(text), 60).millis() + 980 * 60_000);
        assert_eq!(moment(IT, afternoon("2026-04-12"), 60), "12 apr 2026, 16:20");
        assert_eq!(moment(EN, afternoon("2026-04-12"), 0), "12 Apr 2026, 15:20");
        assert_eq!(moment_near(IT, afternoon("2026-11-20"), 60, today), "ieri, 16:20");
        assert_eq!(moment_near(EN, afternoon("2026-11-18"), 60, today), "3 days ago");
        // A day alone is that day on every wall.
        for offset_minutes in [-300, 0, 120] {
            let alone = |text: &str| Time::start_of(day(text), 0);
            assert_eq!(moment(IT, alone("2026-04-12"), offset_minutes), "12 apr 2026");
            assert_eq!(moment_near(IT, alone("2026-11-20"), offset_minutes, today), "ieri");
        }
        assert_eq!(moment(IT, Time::from_millis(i64::MAX), 60), "9.223.372.036.854.775.807");
    }

    #[test]
    fn durations_and_sizes_show_what_matters() {
        for (seconds, italian, english) in [
            (0, "0 s", "0 s"),
            (59, "59 s", "59 s"),
            (200, "3 min 20 s", "3 min 20 s"),
            (3_900, "1 h 5 min", "1 h 5 min"),
            (7_200, "2 h", "2 h"),
            (183_600, "2 g 3 h", "2 d 3 h"),
        ] {
            assert_eq!(duration(IT, seconds), italian);
            assert_eq!(duration(EN, seconds), english);
        }
        for (size, italian, english) in [
            (1, "1 byte", "1 byte"),
            (512, "512 byte", "512 bytes"),
            (1_500_000, "1,5 MB", "1.5 MB"),
            (2_000, "2 kB", "2 kB"),
            (12_340_000_000, "12,3 GB", "12.3 GB"),
        ] {
            assert_eq!(bytes(IT, size), italian);
            assert_eq!(bytes(EN, size), english);
        }
        assert_eq!((days(IT, 1), days(EN, 1_200)), ("1 giorno".to_owned(), "1,200 days".to_owned()));
    }
}
