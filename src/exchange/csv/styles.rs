//! How each column writes numbers and dates, by vote of its cells.

use serde::{Deserialize, Serialize};

use super::columns::clean;
use super::detect::Separator;
use crate::model::number_text::{DateOrder, NumberStyle};

/// How a column writes its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnStyle {
    pub numbers: NumberStyle,
    pub numbers_footing: Footing,
    pub dates: DateOrder,
    pub dates_footing: Footing,
}

/// What a style rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Footing {
    /// The column has no value that would be read differently in another style.
    NotNeeded,
    /// Cells of the column show it.
    Seen,
    /// Other columns show it.
    SeenElsewhere,
    /// Nothing shows it: ask the user (`03/04/2024`).
    Assumed,
}

/// The style of each column, from the cells of the sample rows. `rows` is called once for each column.
pub(super) fn column_styles<'a, Rows: Iterator<Item = &'a [String]>>(
    n_columns: usize,
    separator: Separator,
    rows: impl Fn() -> Rows,
) -> Vec<ColumnStyle> {
    let votes: Vec<Votes> = (0..n_columns)
        .map(|column| {
            let mut votes = Votes::default();
            rows().filter_map(|cells| cells.get(column)).for_each(|cell| votes.add(cell));
            votes
        })
        .collect();
    let mut whole = Votes::default();
    for it in &votes {
        whole.add_all(it);
    }
    let usual = if separator == Separator::Semicolon { NumberStyle::ITALIAN } else { NumberStyle::ENGLISH };
    votes
        .iter()
        .map(|it| {
            let n_open_numbers = if it.is_of_numbers() { it.n_open_numbers } else { 0 };
            let (numbers, numbers_footing) = settle(it.number_style(), whole.number_style(), usual, n_open_numbers);
            let (dates, dates_footing) =
                settle(it.date_order(), whole.order_of_short_dates(), DateOrder::DayMonthYear, it.n_open_dates);
            ColumnStyle { numbers, numbers_footing, dates, dates_footing }
        })
        .collect()
}

/// The style of a column with so many values that are read differently by style.
fn settle<T>(here: Option<T>, elsewhere: Option<T>, usual: T, n_open: usize) -> (T, Footing) {
    match (here, elsewhere) {
        (Some(style), _) => (style, Footing::Seen),
        (None, Some(style)) if n_open > 0 => (style, Footing::SeenElsewhere),
        (None, None) if n_open > 0 => (usual, Footing::Assumed),
        (None, style) => (style.unwrap_or(usual), Footing::NotNeeded),
    }
}

#[derive(Default)]
#[expect(clippy::struct_field_names, reason = "each is a count")]
struct Votes {
    n_filled: usize,
    n_numbers: usize,
    n_decimal_commas: usize,
    n_decimal_points: usize,
    /// Numbers that are read differently by style, and do not show which: `1.234`.
    n_open_numbers: usize,
    n_day_first: usize,
    n_month_first: usize,
    n_year_first: usize,
    /// Dates that are read differently by order, and do not show which: `3/7/1975`.
    n_open_dates: usize,
}

impl Votes {
    fn add(&mut self, cell: &str) {
        let cell = clean(cell);
        if cell.is_empty() {
            return;
        }
        self.n_filled += 1;
        match date_shape(cell) {
            Some(DateShape::DayFirst) => self.n_day_first += 1,
            Some(DateShape::MonthFirst) => self.n_month_first += 1,
            Some(DateShape::YearFirst) => self.n_year_first += 1,
            Some(DateShape::EitherWay) => {}
            Some(DateShape::Open) => self.n_open_dates += 1,
            None => {
                let Some(shape) = number_shape(cell) else { return };
                self.n_numbers += 1;
                match shape {
                    NumberShape::DecimalComma => self.n_decimal_commas += 1,
                    NumberShape::DecimalPoint => self.n_decimal_points += 1,
                    NumberShape::Open => self.n_open_numbers += 1,
                    NumberShape::Plain => {}
                }
            }
        }
    }

    /// Adds what another column shows: columns of words that hold a number here and there do not count.
    fn add_all(&mut self, other: &Self) {
        if other.is_of_numbers() {
            self.n_decimal_commas += other.n_decimal_commas;
            self.n_decimal_points += other.n_decimal_points;
        }
        self.n_day_first += other.n_day_first;
        self.n_month_first += other.n_month_first;
    }

    fn is_of_numbers(&self) -> bool {
        self.n_numbers * 5 >= self.n_filled * 4
    }

    fn number_style(&self) -> Option<NumberStyle> {
        match self.n_decimal_commas.cmp(&self.n_decimal_points) {
            std::cmp::Ordering::Greater => Some(NumberStyle::ITALIAN),
            std::cmp::Ordering::Less => Some(NumberStyle::ENGLISH),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// The order of a column. A year in front is understood in each order, so the others decide where both occur.
    fn date_order(&self) -> Option<DateOrder> {
        let is_year_first = self.n_year_first > 0 && self.n_open_dates == 0;
        self.order_of_short_dates().or(is_year_first.then_some(DateOrder::YearMonthDay))
    }

    fn order_of_short_dates(&self) -> Option<DateOrder> {
        match self.n_day_first.cmp(&self.n_month_first) {
            std::cmp::Ordering::Greater => Some(DateOrder::DayMonthYear),
            std::cmp::Ordering::Less => Some(DateOrder::MonthDayYear),
            std::cmp::Ordering::Equal => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberShape {
    Plain,
    DecimalComma,
    DecimalPoint,
    Open,
}

/// What the marks of a number show, if it is one.
fn number_shape(cell: &str) -> Option<NumberShape> {
    let is_around = |it: char| it.is_whitespace() || "+-−()€$£%'’".contains(it);
    let bare = cell.trim_matches(is_around);
    let bare = ["EUR", "eur", "USD", "Euro", "euro"]
        .iter()
        .fold(bare, |it, word| it.trim_matches(is_around).trim_end_matches(word));
    let bare = bare.trim_matches(is_around);
    let is_number = bare.contains(|it: char| it.is_ascii_digit())
        && bare.chars().all(|it| it.is_ascii_digit() || ",.'’".contains(it) || it.is_whitespace());
    if !is_number {
        return None;
    }
    let n_of = |mark: char| bare.chars().filter(|&it| it == mark).count();
    let n_behind = |mark: char| bare.rsplit(mark).next().map_or(0, |it| it.chars().count());
    let is_group = |mark: char| n_behind(mark) == 3 && bare.find(mark).is_some_and(|it| (1..=3).contains(&it));
    Some(match (n_of(','), n_of('.')) {
        (0, 0) => NumberShape::Plain,
        (1, 0) if is_group(',') && !bare.starts_with('0') => NumberShape::Open,
        (0, 1) if is_group('.') && !bare.starts_with('0') => NumberShape::Open,
        (1, 0) => NumberShape::DecimalComma,
        (0, 1) => NumberShape::DecimalPoint,
        (0, _) if n_behind('.') == 3 => NumberShape::DecimalComma,
        (_, 0) if n_behind(',') == 3 => NumberShape::DecimalPoint,
        (0, _) | (_, 0) => return None,
        (_, _) if bare.rfind(',') > bare.rfind('.') => NumberShape::DecimalComma,
        (_, _) => NumberShape::DecimalPoint,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DateShape {
    DayFirst,
    MonthFirst,
    YearFirst,
    /// Day and month are the same number.
    EitherWay,
    Open,
}

/// What the parts of a date show, if it is one.
fn date_shape(cell: &str) -> Option<DateShape> {
    let day = cell.split([' ', 'T', '\u{a0}', ',']).next()?;
    let separator = day.chars().find(|it| !it.is_ascii_digit()).filter(|it| "/-.".contains(*it))?;
    let mut parts = day.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let are_digits = [first, second, third].iter().all(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    if parts.next().is_some() || !are_digits || !(1..=2).contains(&second.len()) {
        return None;
    }
    if first.len() == 4 && (1..=2).contains(&third.len()) {
        return Some(DateShape::YearFirst);
    }
    if !(1..=2).contains(&first.len()) || !matches!(third.len(), 2 | 4) {
        return None;
    }
    let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    match (first, second) {
        (13..=31, 1..=12) => Some(DateShape::DayFirst),
        (1..=12, 13..=31) => Some(DateShape::MonthFirst),
        (1..=12, 1..=12) if first == second => Some(DateShape::EitherWay),
        (1..=12, 1..=12) => Some(DateShape::Open),
        (_, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_a_number_show_its_style() {
        use NumberShape::{DecimalComma, DecimalPoint, Open, Plain};
        for (cell, expected) in [
            ("12", Some(Plain)),
            ("1 234", Some(Plain)),
            ("1,5", Some(DecimalComma)),
            ("1,234", Some(Open)),
            ("0,234", Some(DecimalComma)),
            ("1234,567", Some(DecimalComma)),
            ("1.234,5", Some(DecimalComma)),
            ("1.234.567", Some(DecimalComma)),
            ("€ 12,50", Some(DecimalComma)),
            ("12,50 EUR", Some(DecimalComma)),
            ("1.5", Some(DecimalPoint)),
            ("1.234", Some(Open)),
            ("1,234.50", Some(DecimalPoint)),
            ("1,234,567", Some(DecimalPoint)),
            ("-3.5%", Some(DecimalPoint)),
            ("192.168.1.20", None),
            ("Via Roma, 1", None),
            ("-", None),
        ] {
            assert_eq!(number_shape(cell), expected, "{cell}");
        }
    }

    #[test]
    fn parts_of_a_date_show_their_order() {
        use DateShape::{DayFirst, MonthFirst, Open, YearFirst};
        for (cell, expected) in [
            ("31/12/2024", Some(DayFirst)),
            ("12/31/2024 2:30 PM", Some(MonthFirst)),
            ("3/7/1975", Some(Open)),
            ("2024-12-31", Some(YearFirst)),
            ("2024-12-31T10:00:00Z", Some(YearFirst)),
            ("31.12.24", Some(DayFirst)),
            ("0/0/00", None),
            ("31/13/2024", None),
            ("1.234.567", None),
            ("12,50", None),
            ("02-1234567", None),
        ] {
            assert_eq!(date_shape(cell), expected, "{cell}");
        }
    }

    #[test]
    fn a_column_that_does_not_show_its_style_follows_the_file_or_is_asked_about() {
        use Footing::{Assumed, NotNeeded, Seen, SeenElsewhere};
        use Separator::{Comma, Semicolon};
        let style = |columns: &[&[&str]], separator| {
            let rows: Vec<Vec<String>> = (0..columns[0].len())
                .map(|row| columns.iter().map(|column| column[row].to_owned()).collect())
                .collect();
            let styles = column_styles(columns.len(), separator, || rows.iter().map(Vec::as_slice));
            (styles[0].numbers, styles[0].numbers_footing, styles[0].dates, styles[0].dates_footing)
        };
        let (italian, english) = (NumberStyle::ITALIAN, NumberStyle::ENGLISH);
        let (day, month, year) = (DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay);
        for (columns, separator, expected) in [
            (&[&["1,5", "1.234"][..]][..], Comma, (italian, Seen, day, NotNeeded)),
            (&[&["1.234", "12"]], Comma, (english, Assumed, day, NotNeeded)),
            (&[&["1.234", "12"]], Semicolon, (italian, Assumed, day, NotNeeded)),
            (&[&["1.234", "12"], &["7", "2,5"]], Comma, (italian, SeenElsewhere, day, NotNeeded)),
            (&[&["12", "13"]], Semicolon, (italian, NotNeeded, day, NotNeeded)),
            (&[&["3/7/1975", "4/7/1975"]], Comma, (english, NotNeeded, day, Assumed)),
            (&[&["3/7/1975", "7/31/1975"]], Comma, (english, NotNeeded, month, Seen)),
            (&[&["3/7/1975", ""], &["12/31/2024", "x"]], Comma, (english, NotNeeded, month, SeenElsewhere)),
            (&[&["2024-01-02", ""]], Comma, (english, NotNeeded, year, Seen)),
            (&[&["3/3/1975", ""]], Comma, (english, NotNeeded, day, NotNeeded)),
        ] {
            assert_eq!(style(columns, separator), expected, "{columns:?}");
        }
    }
}
