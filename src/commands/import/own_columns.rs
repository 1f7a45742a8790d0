//! Columns of a file that fill a field of the user's own: read by the field's type, as any other.

use std::borrow::Cow;

use crate::commands::import::cells::{FileColumn, Held};
use crate::commands::import::known::{Case, Known};
use crate::commands::import::result::{CellReason, RowReason};
use crate::commands::validate::MAX_AMOUNT;
use crate::engine::data::{Data, target_kind};
use crate::engine::schema::FieldInfo;
use crate::engine::staged_rows::StagedRows;
use crate::exchange::csv::columns::{clean, values};
use crate::exchange::csv::header::{ValueKind, fold};
use crate::exchange::csv::read::Row;
use crate::model::check::{self, Wrong};
use crate::model::field::{FieldNumber, FieldType};
use crate::model::kind::Kind;

/// A column with the field of the user's own that it fills.
#[derive(Debug, Clone)]
pub struct OwnColumn {
    column: FileColumn,
    field: FieldInfo,
    /// For a field that refers to records: those there are, by name.
    names: Option<(StagedRows, Known)>,
}

impl OwnColumn {
    /// For a field that is there.
    pub fn new(data: &Data, kind: Kind, column: FileColumn, number: FieldNumber) -> Option<Self> {
        let field = data.field(kind, number).filter(|field| field.shown)?.clone();
        let names = target_kind(field.field_type).and_then(|target| {
            let names = Known::new(data, target, target.name_field()?, Case::Folded);
            Some((StagedRows::new(data, target), names))
        });
        Some(Self { column, field, names })
    }

    /// The number of the field.
    pub fn number(&self) -> FieldNumber {
        self.field.number
    }

    /// The cell as the field keeps it.
    ///
    /// # Errors
    /// When it is not what the field holds.
    pub fn read<'a>(&mut self, data: &Data, row: &Row<'a>) -> Result<Held<'a>, RowReason> {
        let cell = row.cell(self.column.column);
        self.held(data, cell).map_err(|reason| self.column.refused(reason))
    }

    fn held<'a>(&mut self, data: &Data, cell: &'a str) -> Result<Held<'a>, CellReason> {
        let column = self.column;
        let words = clean(cell);
        if words.is_empty() {
            return Ok(Held::Nothing);
        }
        let choice = |word: &str| {
            let wanted = fold(word);
            let found = self.field.choices.iter().position(|choice| choice == word || fold(choice) == wanted);
            found.and_then(|place| i64::try_from(place).ok()).ok_or(CellReason::NoSuchChoice)
        };
        let signed = -MAX_AMOUNT..=MAX_AMOUNT;
        match self.field.field_type {
            FieldType::Number => column.held_as(cell, ValueKind::Number, signed),
            FieldType::Money => column.held_as(cell, ValueKind::Money, signed),
            FieldType::Percent => column.held_as(cell, ValueKind::Percent, -10_000..=10_000),
            FieldType::Date => column.held_as(cell, ValueKind::Date, 0..=0),
            FieldType::Flag => column.held_as(cell, ValueKind::Flag, 0..=1),
            FieldType::Rating => match column.held_as(cell, ValueKind::Number, signed)? {
                Held::Number(stars) if (1_000..=5_000).contains(&stars) && stars % 1_000 == 0 => {
                    Ok(Held::Number(stars / 1_000))
                }
                Held::Nothing | Held::Words(_) | Held::Number(_) | Held::Record(..) => {
                    Err(CellReason::Value(Wrong::OutOfRange { min: 1, max: 5 }))
                }
            },
            FieldType::Choice => choice(words).map(Held::Number),
            FieldType::Choices => {
                values(cell).try_fold(0, |bits, word| Ok(bits | 1 << choice(word)?)).map(Held::Number)
            }
            FieldType::WebAddress => {
                check::web_address::check(words).map(|it| Held::Words(Cow::Owned(it))).map_err(CellReason::Value)
            }
            FieldType::Reference(target) => {
                let found = self.names.as_mut().and_then(|(none, names)| names.find(data, none, words));
                let record = found.and_then(|row| Some(Held::Record(row, data.table(target).ids.id_of(row)?)));
                record.ok_or(CellReason::RefersToNothing)
            }
            FieldType::Text
            | FieldType::Repeating
            | FieldType::LongText
            | FieldType::Email
            | FieldType::Phone
            | FieldType::CodiceFiscale
            | FieldType::PartitaIva
            | FieldType::PostalCode
            | FieldType::SdiCode
            | FieldType::Time
            | FieldType::References(_) => column.held_as(cell, ValueKind::Text, 0..=0),
        }
    }
}
