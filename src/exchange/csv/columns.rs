//! One cell as a value: numbers, amounts, dates, yes and no, several values in one.

use super::problem::ProblemKind;
use super::styles::ColumnStyle;
use crate::model::date::{Date, DateError};
use crate::model::money::{Money, Percent, Quantity};
use crate::model::number_text::{DateOrder, TimeOfDay, parse_date_and_time, parse_decimal, parse_percent};

/// The cell without spaces around it and without the apostrophe that kept a spreadsheet from seeing a formula in it.
pub fn clean(cell: &str) -> &str {
    // Nearly every cell begins and ends with a letter, a digit or a mark of ASCII: there is nothing to take away.
    let is_bare = |it: Option<&u8>| it.is_none_or(u8::is_ascii_graphic);
    let bytes = cell.as_bytes();
    if is_bare(bytes.first()) && is_bare(bytes.last()) && bytes.first() != Some(&b'\'') {
        return cell;
    }
    unguarded(cell).trim_matches(|it: char| it.is_whitespace() || matches!(it, '\u{feff}' | '\u{200b}'))
}

/// The cell without the apostrophe that [`super::write`] or a web shop put before what a spreadsheet would take for a
/// formula or a number. An apostrophe of a name (`'Ndrina`) stays.
pub fn unguarded(cell: &str) -> &str {
    let bare = cell.trim_start_matches('\'');
    let guards = |it: char| is_start_of_formula(it) || it.is_ascii_digit();
    match cell.strip_prefix('\'') {
        Some(rest) if bare.starts_with(guards) => rest,
        Some(_) | None => cell,
    }
}

/// What makes a spreadsheet take a cell for a formula, if it stands first. Source: OWASP, "CSV Injection", with the
/// full-width forms that some spreadsheets understand too.
pub(super) fn is_start_of_formula(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

/// Each method reads one cell: nothing for an empty one.
impl ColumnStyle {
    /// An amount with at most two decimals.
    pub fn money(&self, cell: &str) -> Result<Option<Money>, ProblemKind> {
        Ok(self.decimal(cell, 2)?.map(Money::from_minor))
    }

    /// A number with at most three decimals.
    pub fn quantity(&self, cell: &str) -> Result<Option<Quantity>, ProblemKind> {
        Ok(self.decimal(cell, 3)?.map(Quantity::from_thousandths))
    }

    /// A percentage with at most two decimals, with or without its sign.
    pub fn percent(&self, cell: &str) -> Result<Option<Percent>, ProblemKind> {
        match clean(cell) {
            "" => Ok(None),
            cell => parse_percent(cell, self.numbers).map(Some).map_err(|why| ProblemKind::NotANumber { why }),
        }
    }

    /// A date in the order of the column, or with the month as an Italian or English word. Noughts are no date.
    pub fn date(&self, cell: &str) -> Result<Option<Date>, ProblemKind> {
        Ok(self.date_and_time(cell)?.map(|(day, _)| day))
    }

    /// The same, with the time that is written behind it.
    pub fn date_and_time(&self, cell: &str) -> Result<Option<(Date, Option<TimeOfDay>)>, ProblemKind> {
        let cell = clean(cell);
        if cell.is_empty() || is_of_noughts(cell) {
            return Ok(None);
        }
        if cell.starts_with("--") {
            return Err(ProblemKind::DateWithoutYear);
        }
        let plain = Date::parse_iso(cell).map(|day| (day, None));
        let read = plain.or_else(|_| parse_date_and_time(cell, self.dates));
        let read = match read {
            Err(DateError::Shape) => {
                with_numbered_month(cell).map_or(read, |it| parse_date_and_time(&it, DateOrder::DayMonthYear))
            }
            Ok(_) | Err(DateError::NoSuchMonth { .. } | DateError::NoSuchDay { .. } | DateError::OutOfRange) => read,
        };
        read.map(Some).map_err(|why| ProblemKind::NotADate { why })
    }

    fn decimal(&self, cell: &str, decimals: u32) -> Result<Option<i64>, ProblemKind> {
        let cell = clean(cell);
        if cell.is_empty() {
            return Ok(None);
        }
        if let Some(number) = plain_decimal(cell, self.numbers.decimal, decimals) {
            return Ok(Some(number));
        }
        parse_decimal(cell, self.numbers, decimals).map(Some).map_err(|why| ProblemKind::NotANumber { why })
    }
}

/// Yes or no, in Italian and English, as a number or a mark; nothing for an empty cell.
pub fn flag(cell: &str) -> Result<Option<bool>, ProblemKind> {
    const YES: [&str; 12] = ["true", "1", "sì", "si", "yes", "vero", "x", "y", "s", "on", "t", "✓"];
    const NO: [&str; 7] = ["false", "0", "no", "falso", "n", "off", "f"];
    let cell = clean(cell);
    let is = |word: &&str| cell.eq_ignore_ascii_case(word);
    if cell.is_empty() {
        Ok(None)
    } else if YES.iter().any(&is) || matches!(cell, "SÌ" | "Si'" | "si'") {
        Ok(Some(true))
    } else if NO.iter().any(is) {
        Ok(Some(false))
    } else {
        Err(ProblemKind::NotAFlag)
    }
}

/// The values of a cell that holds several, joined by ` ::: `, `;`, `|`, lines or commas: the first of these that occurs.
/// Quotes around a value and the `* ` by which Google marks one are left away.
pub fn values(cell: &str) -> impl Iterator<Item = &str> {
    let cell = clean(cell);
    // By its first character: a search for words is prepared anew for each cell.
    let is_there = |joint: &&str| joint.chars().next().is_some_and(|it| cell.contains(it)) && cell.contains(joint);
    let joint = [":::", ";", "|", "\n", ","].into_iter().find(is_there).unwrap_or(",");
    cell.split(joint)
        .map(|value| without_label(value.trim().trim_matches('"').trim()))
        .filter(|value| !value.is_empty())
}

/// The value without the `* ` by which Google marks the first one and its own groups.
pub fn without_label(value: &str) -> &str {
    value.strip_prefix("* ").unwrap_or(value)
}

/// The usual case at full speed: digits, and perhaps one decimal mark with no more digits behind it than are kept.
fn plain_decimal(cell: &str, mark: char, decimals: u32) -> Option<i64> {
    // So many digits and decimals fit.
    if cell.len() > 15 {
        return None;
    }
    let mut number = 0_i64;
    let mut n_behind = None;
    for byte in cell.bytes() {
        if byte.is_ascii_digit() {
            number = number * 10 + i64::from(byte - b'0');
            n_behind = n_behind.map(|it: u32| it + 1);
        } else if char::from(byte) == mark && n_behind.is_none() {
            n_behind = Some(0);
        } else {
            return None;
        }
    }
    let missing = decimals.checked_sub(n_behind.unwrap_or(0))?;
    let has_digits = cell.len() > usize::from(n_behind.is_some());
    has_digits.then(|| number * 10_i64.pow(missing))
}

/// `0/0/00`, `0000-00-00`, perhaps with a time of noughts.
fn is_of_noughts(cell: &str) -> bool {
    // Nearly every date has another digit near its start.
    cell.bytes().all(|byte| matches!(byte, b'0' | b'/' | b'-' | b'.' | b':' | b' ')) && cell.contains(['/', '-', '.'])
}

/// `12 Mar 2024`, `7-Feb-22`, `1 marzo 2024`, `March 12, 2024 10:00` as day, month and year with slashes.
fn with_numbered_month(cell: &str) -> Option<String> {
    let mut parts = cell
        .splitn(4, [' ', '-', '/', '.'])
        .map(|it| it.trim_end_matches([',', '.', '°', 'º']))
        .filter(|it| !it.is_empty());
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let time = parts.next().unwrap_or_default();
    let (day, month) = match (month_number(first), month_number(second)) {
        (None, Some(month)) => (first, month),
        (Some(month), None) => (second, month),
        (Some(_), Some(_)) | (None, None) => return None,
    };
    let space = if time.is_empty() { "" } else { " " };
    Some(format!("{day}/{month}/{year}{space}{time}"))
}

/// The number of a month given by at least three letters of its name.
fn month_number(word: &str) -> Option<usize> {
    const ITALIAN: [&str; 12] = [
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
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    let is_start = |name: &&str| word.chars().count() >= 3 && name.starts_with(&word);
    let place = ITALIAN.iter().position(&is_start).or(ENGLISH.iter().position(is_start));
    place.map(|it| it + 1)
}

#[cfg(test)]
mod tests {
    use super::super::styles::Footing;
    use super::*;
    use crate::model::number_text::{NumberError, NumberStyle};

    const ITALIAN: ColumnStyle = ColumnStyle {
        numbers: NumberStyle::ITALIAN,
        numbers_footing: Footing::Seen,
        dates: DateOrder::DayMonthYear,
        dates_footing: Footing::Seen,
    };

    #[test]
    fn amounts_are_read_in_the_style_of_their_column() {
        let unexpected = |found| Err(ProblemKind::NotANumber { why: NumberError::Unexpected { found } });
        for (cell, expected) in [
            ("12,5", Ok(Some(1_250))),
            ("12", Ok(Some(1_200))),
            ("12,", Ok(Some(1_200))),
            (",5", Ok(Some(50))),
            ("1.234,56", Ok(Some(123_456))),
            ("12,500", Ok(Some(1_250))),
            ("€ 3", Ok(Some(300))),
            ("'-3,00", Ok(Some(-300))),
            ("\u{a0}7,00 ", Ok(Some(700))),
            ("999999999999,99", Ok(Some(99_999_999_999_999))),
            ("", Ok(None)),
            (" ", Ok(None)),
            (",", unexpected(',')),
            ("n.d.", unexpected('n')),
            ("12,345", Err(ProblemKind::NotANumber { why: NumberError::TooManyDecimals { max: 2 } })),
        ] {
            assert_eq!(ITALIAN.money(cell).map(|it| it.map(Money::minor)), expected, "{cell:?}");
        }
    }

    #[test]
    fn dates_are_read_in_figures_and_words() {
        let shape = Err(ProblemKind::NotADate { why: DateError::Shape });
        for (cell, expected) in [
            ("03/04/2024", Ok(Some("2024-04-03"))),
            ("2024-04-03", Ok(Some("2024-04-03"))),
            ("2026-05-01 10:00:00 +0200", Ok(Some("2026-05-01"))),
            ("12 Mar 2024", Ok(Some("2024-03-12"))),
            ("7-Feb-22", Ok(Some("2022-02-07"))),
            ("1° marzo 2024", Ok(Some("2024-03-01"))),
            ("March 12, 2024 10:00", Ok(Some("2024-03-12"))),
            ("30 set 2021", Ok(Some("2021-09-30"))),
            ("0/0/00", Ok(None)),
            ("0000-00-00 00:00:00", Ok(None)),
            ("", Ok(None)),
            ("--05-17", Err(ProblemKind::DateWithoutYear)),
            ("31/02/2024", Err(ProblemKind::NotADate { why: DateError::NoSuchDay { day: 31, days_in_month: 29 } })),
            ("ma mar 2024", shape),
            ("domani", shape),
        ] {
            assert_eq!(
                ITALIAN.date(cell).map(|it| it.map(|it| it.to_string())),
                expected.map(|it| it.map(str::to_owned)),
                "{cell}"
            );
        }
    }

    #[test]
    fn yes_and_no_are_read_in_both_languages() {
        for (cells, expected) in [
            (&["sì", "SI", "Yes", "TRUE", "1", "x", "vero"][..], Ok(Some(true))),
            (&["no", "False", "0", "falso", "N"], Ok(Some(false))),
            (&["", "  "], Ok(None)),
            (&["forse", "2", "oui"], Err(ProblemKind::NotAFlag)),
        ] {
            for cell in cells {
                assert_eq!(flag(cell), expected, "{cell}");
            }
        }
    }

    #[test]
    fn a_cell_may_hold_several_values() {
        for (cell, expected) in [
            ("a@x.it ::: b@x.it", &["a@x.it", "b@x.it"][..]),
            ("* myContacts ::: Clienti", &["myContacts", "Clienti"]),
            ("VIP; Milano, Italia", &["VIP", "Milano, Italia"]),
            ("vip|b2b", &["vip", "b2b"]),
            ("vip, b2b,", &["vip", "b2b"]),
            ("\"A\",\"B\"", &["A", "B"]),
            ("vip", &["vip"]),
            ("", &[]),
        ] {
            assert_eq!(values(cell).collect::<Vec<_>>(), expected, "{cell}");
        }
    }

    #[test]
    fn only_the_guard_of_a_formula_is_taken_away() {
        for (cell, expected) in [
            ("'=1+1", "=1+1"),
            ("'+39 02 1", "+39 02 1"),
            ("'1234AB", "1234AB"),
            ("''=x", "'=x"),
            ("'＝1", "＝1"),
            ("'Ndrina", "'Ndrina"),
            ("'", "'"),
            ("=1", "=1"),
            ("D'Amico", "D'Amico"),
        ] {
            assert_eq!(unguarded(cell), expected);
        }
    }
}
