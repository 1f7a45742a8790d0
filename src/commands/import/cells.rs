//! One cell of a file as what a field holds, or why it is not.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::commands::import::choices::choice;
use crate::commands::import::result::{CellReason, RowReason};
use crate::commands::validate::{MAX_AMOUNT, MAX_LINE, MAX_TEXT};
use crate::engine::column::Cell;
use crate::exchange::csv::columns::{clean, flag};
use crate::exchange::csv::header::{ImportField, Mapping, ValueKind};
use crate::exchange::csv::problem::{ProblemKind, Weight};
use crate::exchange::csv::read::Row;
use crate::exchange::csv::styles::ColumnStyle;
use crate::model::check::{self, Wrong};
use crate::model::date::{Date, Time};
use crate::model::field::check_number;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::money::{Money, Percent, Quantity};
use crate::model::number_text::TimeOfDay;
use crate::model::response::ResponseField;
use crate::model::wall_clock::WallClock;

/// A check of words: as they will be kept, or what is wrong.
type Check = fn(&str) -> Result<String, Wrong>;

/// A column of the file that is imported as a field, and how it is written.
#[derive(Debug, Clone, Copy)]
pub struct FileColumn {
    /// Its place in the file, from 0.
    pub column: usize,
    /// What it is imported as.
    pub field: ImportField,
    style: ColumnStyle,
    /// What its cells are read as.
    kind: ValueKind,
    /// The least and the most that a number may be, as the field keeps it.
    range: (i64, i64),
    /// The form that its words must have.
    check: Option<Check>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held<'a> {
    /// Nothing.
    Nothing,
    /// Words.
    Words(Cow<'a, str>),
    /// A number, as the field keeps it.
    Number(i64),
    /// A record that is there: its row and its identity.
    Record(u32, Id),
}

impl Held<'_> {
    /// As a cell of a column.
    pub fn cell(&self) -> Cell<'_> {
        match self {
            Self::Nothing => Cell::Empty,
            Self::Words(words) => Cell::Text(words),
            Self::Number(number) => Cell::Number(*number),
            Self::Record(row, _) => Cell::Row(*row),
        }
    }
}

/// The columns that are imported as something, in the order of the file.
pub fn file_columns(mapping: &Mapping, styles: &[ColumnStyle]) -> Vec<FileColumn> {
    let column =
        |(column, field): (usize, &Option<ImportField>)| Some(FileColumn::new(column, (*field)?, *styles.get(column)?));
    mapping.columns.iter().enumerate().filter_map(column).collect()
}

/// The first of the columns that is imported as that field.
pub fn column_for(columns: &[FileColumn], field: ImportField) -> Option<FileColumn> {
    columns.iter().find(|it| it.field == field).copied()
}

impl FileColumn {
    /// What is the same for all of its cells is found once.
    fn new(column: usize, field: ImportField, style: ColumnStyle) -> Self {
        let kind = field.value_kind();
        let range = match kind {
            ValueKind::Percent => (0, 10_000),
            // A quantity below nothing is a return.
            ValueKind::Number if field == ImportField::Quantity => (-MAX_AMOUNT, MAX_AMOUNT),
            ValueKind::Money
            | ValueKind::Text
            | ValueKind::Choice
            | ValueKind::Email
            | ValueKind::Phone
            | ValueKind::Number
            | ValueKind::Date
            | ValueKind::Flag
            | ValueKind::Many => (0, MAX_AMOUNT),
        };
        Self { column, field, style, kind, range, check: check_of(field) }
    }

    /// The words of the cell, without what surrounds them.
    pub fn words<'a>(&self, row: &Row<'a>) -> &'a str {
        clean(row.cell(self.column))
    }

    /// The cell as its field keeps it.
    ///
    /// # Errors
    /// When it is not what the field holds.
    pub fn read<'a>(&self, row: &Row<'a>) -> Result<Held<'a>, RowReason> {
        self.held(row.cell(self.column)).map_err(|reason| self.refused(reason))
    }

    /// The number of a cell that holds one, as its field keeps it.
    ///
    /// # Errors
    /// When it is not what the field holds.
    pub fn number(&self, row: &Row<'_>) -> Result<Option<i64>, RowReason> {
        match self.read(row)? {
            Held::Number(number) => Ok(Some(number)),
            Held::Nothing | Held::Words(_) | Held::Record(..) => Ok(None),
        }
    }

    /// The day of a cell, and the moment where a time is written behind it. Midnight without a zone is what programs
    /// write behind a day that has no time.
    ///
    /// # Errors
    /// When it is no date.
    pub fn moment(&self, row: &Row<'_>, clock: WallClock) -> Result<Option<(Date, Option<Time>)>, RowReason> {
        let told = self.style.date_and_time(row.cell(self.column)).and_then(|told| {
            let Some((day, time)) = told else { return Ok(None) };
            let moment = time.filter(|it| *it != TimeOfDay::MIDNIGHT).map(|it| apart_from_day_alone(it, day, clock));
            match moment.map(|it| it.date_at(0)) {
                Some(Err(why)) => Err(ProblemKind::NotADate { why }),
                Some(Ok(_)) | None => Ok(Some((day, moment))),
            }
        });
        match told {
            Err(problem) if problem.weight() == Weight::Remark => Ok(None),
            told => told.map_err(|problem| self.refused(CellReason::Shape(problem))),
        }
    }

    /// The row is refused because of this column.
    pub fn refused(&self, reason: CellReason) -> RowReason {
        RowReason::Cell { column: self.column, field: self.field, reason }
    }

    fn held<'a>(&self, cell: &'a str) -> Result<Held<'a>, CellReason> {
        let (least, most) = self.range;
        self.held_as(cell, self.kind, least..=most)
    }

    /// The cell read as a value of that kind; numbers have to be in the range.
    ///
    /// # Errors
    /// When it is not such a value.
    pub fn held_as<'a>(
        &self,
        cell: &'a str,
        kind: ValueKind,
        range: RangeInclusive<i64>,
    ) -> Result<Held<'a>, CellReason> {
        let (min, max) = (*range.start(), *range.end());
        let number = |read: Result<Option<i64>, ProblemKind>, min: i64, max: i64| match read {
            Ok(None) => Ok(Held::Nothing),
            Ok(Some(number)) if (min..=max).contains(&number) => {
                self.fits(number).map(|()| Held::Number(number)).map_err(CellReason::Value)
            }
            Ok(Some(_)) => Err(CellReason::Value(Wrong::OutOfRange { min, max })),
            Err(problem) if problem.weight() == Weight::Remark => Ok(Held::Nothing),
            Err(problem) => Err(CellReason::Shape(problem)),
        };
        match kind {
            ValueKind::Text | ValueKind::Email | ValueKind::Phone | ValueKind::Many => self.words_held(clean(cell)),
            ValueKind::Choice if clean(cell).is_empty() => Ok(Held::Nothing),
            ValueKind::Choice => choice(self.field, cell).map(Held::Number).ok_or(CellReason::NoSuchChoice),
            ValueKind::Number => number(self.style.quantity(cell).map(|it| it.map(Quantity::thousandths)), min, max),
            ValueKind::Money => number(self.style.money(cell).map(|it| it.map(Money::minor)), min, max),
            ValueKind::Percent => {
                number(self.style.percent(cell).map(|it| it.map(|it| i64::from(Percent::hundredths(it)))), min, max)
            }
            ValueKind::Date => {
                let days = self.style.date(cell).map(|it| it.map(|it| i64::from(it.days())));
                number(days, i64::from(Date::MIN.days()), i64::from(Date::MAX.days()))
            }
            ValueKind::Flag => {
                let is_no = self.field == ImportField::OptOut;
                number(flag(cell).map(|it| it.map(|yes| i64::from(yes != is_no))), 0, 1)
            }
        }
    }

    /// Whether a field that has a range of its own takes the number.
    fn fits(&self, number: i64) -> Result<(), Wrong> {
        let is_nps = self.field == ImportField::Nps;
        let spec = is_nps.then(|| Kind::Response.field(ResponseField::Nps.number())).flatten();
        spec.map_or(Ok(()), |it| check_number(it.field_type, it.marks, it.range, number))
    }

    fn words_held<'a>(&self, words: &'a str) -> Result<Held<'a>, CellReason> {
        if words.is_empty() {
            return Ok(Held::Nothing);
        }
        if let Some(check) = self.check {
            return check(first_of(self.field, words))
                .map(|words| Held::Words(Cow::Owned(words)))
                .map_err(CellReason::Value);
        }
        let max = if is_long(self.field) { MAX_TEXT } else { MAX_LINE };
        let found = if words.len() <= max { 0 } else { words.chars().count() };
        if found > max {
            return Err(CellReason::Value(Wrong::TooLong { max: max as u32, found: found as u32 }));
        }
        Ok(Held::Words(Cow::Borrowed(words)))
    }
}

/// The check of a field whose words have a form of their own.
fn check_of(field: ImportField) -> Option<Check> {
    let checks: [(ImportField, Check); 9] = [
        (ImportField::Email, check::email::check),
        (ImportField::CertifiedEmail, check::email::check),
        (ImportField::CustomerEmail, check::email::check),
        (ImportField::Phone, check::phone::check),
        (ImportField::Mobile, check::phone::check),
        (ImportField::Website, check::web_address::check),
        (ImportField::CodiceFiscale, check::codice_fiscale::check),
        (ImportField::PartitaIva, check::partita_iva::check),
        (ImportField::SdiCode, check::sdi_code::check),
    ];
    checks.into_iter().find(|(of, _)| *of == field).map(|(_, check)| check)
}

/// The moment of a time that is told. At midnight UTC, which is nine in the morning in Tokyo, it is a thousandth of a
/// second late: exactly there stands a day alone.
fn apart_from_day_alone(time: TimeOfDay, day: Date, clock: WallClock) -> Time {
    let moment = time.at(day, clock);
    let is_taken_for_day = time.millis > 0 && moment.day_alone().is_some();
    if is_taken_for_day { Time::from_millis(moment.millis() + 1) } else { moment }
}

/// Programs that keep several addresses or numbers in one cell join them so (Google Contacts): the first one counts.
fn first_of(field: ImportField, words: &str) -> &str {
    let takes_several = matches!(field, ImportField::Email | ImportField::Phone | ImportField::Mobile);
    let joint = if takes_several && words.contains(':') { words.find(" ::: ") } else { None };
    joint.map_or(words, |at| words[..at].trim())
}

fn is_long(field: ImportField) -> bool {
    matches!(
        field,
        ImportField::Notes
            | ImportField::Description
            | ImportField::ContactText
            | ImportField::Comment
            | ImportField::Tags
    )
}
