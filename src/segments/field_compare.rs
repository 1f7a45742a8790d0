//! A customer's own field compared with a value.

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use super::{Condition, Range, SegmentError, select};
use crate::engine::bits::Bits;
use crate::engine::column::{Cell, Column, NO_BYTE, NO_NARROW, NO_WIDE};
use crate::engine::data::{Data, Kinds, target_kind};
use crate::engine::fold::fold;
use crate::engine::table::Table;
use crate::model::check::phone::is_same_phone;
use crate::model::field::{FieldNumber, FieldType};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::workspace::SEGMENTS;

/// The field is such.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldCompare {
    /// Which field of the customer.
    pub field: FieldNumber,
    /// How it must be.
    pub test: FieldTest,
}

/// How a field must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldTest {
    /// Something stands in it.
    Filled,
    /// Nothing stands in it.
    Empty,
    /// One of these words, whatever their case and accents.
    OneOf(Vec<String>),
    /// These words somewhere in it, whatever their case and accents.
    Holds(String),
    /// Within these numbers, read by the field's type.
    Between(Range),
    /// A day, or a time on a day, that many days ago; negative for days to come.
    DaysAgo(Range),
    /// One of these choices, by index; of several choices, any of them. Yes is 1.
    Choice(Vec<u8>),
    /// One of these records; of several, any of them.
    Record(Vec<Id>),
}

impl Condition for FieldCompare {
    fn reads(&self) -> Kinds {
        Kinds::of(&[Kind::Customer, Kind::CustomField, Kind::Workspace])
    }

    fn rows(&self, data: &Data) -> Result<Bits, SegmentError> {
        let table = data.table(Kind::Customer);
        let field = data.field(Kind::Customer, self.field).ok_or(SegmentError::NoSuchField(self.field))?;
        if field.marks.sensitive
            && !(data.is_turned_on(Kind::Customer, self.field) && data.sensitive_may_go_into(SEGMENTS))
        {
            return Err(SegmentError::Sensitive(self.field));
        }
        let column = table.column(self.field).ok_or(SegmentError::NoSuchField(self.field))?;
        let wrong = SegmentError::WrongTest(self.field);
        match &self.test {
            FieldTest::Filled => Ok(filled(table, column)),
            FieldTest::Empty => {
                let mut rows = Bits::full(table.len() as usize);
                rows.subtract(&filled(table, column));
                Ok(rows)
            }
            FieldTest::OneOf(numbers) if field.field_type == FieldType::Phone => {
                by_words(column, |text| numbers.iter().any(|it| is_same_phone(text, it))).ok_or(wrong)
            }
            FieldTest::OneOf(words) => {
                let words: Vec<String> = words.iter().map(|it| fold(it)).collect();
                by_words(column, |text| words.contains(&fold(text))).ok_or(wrong)
            }
            FieldTest::Holds(words) => {
                let words = fold(words);
                let finder = Finder::new(&words);
                by_words(column, |text| finder.find(fold(text).as_bytes()).is_some()).ok_or(wrong)
            }
            FieldTest::Between(range) => by_number(column, *range).ok_or(wrong),
            FieldTest::DaysAgo(ago) => {
                let day = |days: i64| i64::from(data.today().days()).saturating_sub(days);
                let (least, greatest) = (ago.greatest.map(day), ago.least.map(day));
                if field.field_type == FieldType::Date {
                    by_number(column, Range { least, greatest }).ok_or(wrong)
                } else if field.field_type == FieldType::Time {
                    let starts = |day: i64| day.saturating_mul(MILLIS_PER_DAY);
                    let least = least.map(starts);
                    let greatest = greatest.map(|day| starts(day.saturating_add(1)).saturating_sub(1));
                    by_number(column, Range { least, greatest }).ok_or(wrong)
                } else {
                    Err(wrong)
                }
            }
            FieldTest::Choice(choices) => by_choice(column, choices).ok_or(wrong),
            FieldTest::Record(ids) => {
                let target = target_kind(field.field_type).ok_or(wrong)?;
                let rows: Vec<u32> = ids.iter().filter_map(|id| data.table(target).ids.row_of(*id)).collect();
                by_record(column, &rows).ok_or(wrong)
            }
        }
    }
}

const MILLIS_PER_DAY: i64 = 86_400_000;

fn filled(table: &Table, column: &Column) -> Bits {
    select((table.len() as usize).min(column.len()), |row| column.get(row as u32) != Cell::Empty)
}

/// Words that repeat are tested once each.
fn by_words(column: &Column, passes: impl Fn(&str) -> bool) -> Option<Bits> {
    match column {
        Column::Text(words) => Some(select(words.len(), |row| {
            let text = words.get(row as u32);
            !text.is_empty() && passes(text)
        })),
        Column::Code(words) => {
            let passing: Vec<bool> = words.values().iter().map(|text| !text.is_empty() && passes(text)).collect();
            Some(select(words.codes.len(), |row| passing[words.codes[row] as usize]))
        }
        Column::Wide(_) | Column::Narrow(_) | Column::Byte(_) | Column::Row(_) | Column::Set(_) => None,
    }
}

fn by_number(column: &Column, range: Range) -> Option<Bits> {
    let (least, greatest) = range.ends();
    let holds = |number: i64| least <= number && number <= greatest;
    match column {
        Column::Wide(numbers) => Some(select(numbers.len(), |row| (numbers[row] != NO_WIDE) & holds(numbers[row]))),
        Column::Narrow(numbers) => {
            Some(select(numbers.len(), |row| (numbers[row] != NO_NARROW) & holds(i64::from(numbers[row]))))
        }
        Column::Byte(numbers) => {
            Some(select(numbers.len(), |row| (numbers[row] != NO_BYTE) & holds(i64::from(numbers[row]))))
        }
        Column::Text(_) | Column::Code(_) | Column::Row(_) | Column::Set(_) => None,
    }
}

fn by_choice(column: &Column, choices: &[u8]) -> Option<Bits> {
    match column {
        Column::Byte(numbers) => {
            let mut passing = [false; 256];
            for choice in choices.iter().filter(|it| **it != NO_BYTE) {
                passing[usize::from(*choice)] = true;
            }
            Some(select(numbers.len(), |row| passing[usize::from(numbers[row])]))
        }
        Column::Wide(sets) => {
            let wanted = choices.iter().filter(|it| **it < 63).fold(0_i64, |bits, it| bits | 1 << it);
            Some(select(sets.len(), |row| sets[row] != NO_WIDE && sets[row] & wanted != 0))
        }
        Column::Text(_) | Column::Code(_) | Column::Narrow(_) | Column::Row(_) | Column::Set(_) => None,
    }
}

fn by_record(column: &Column, wanted: &[u32]) -> Option<Bits> {
    match column {
        Column::Row(targets) => Some(select(targets.len(), |row| wanted.contains(&targets[row]))),
        Column::Set(sets) => {
            let passing: Vec<bool> = sets.sets().iter().map(|set| set.iter().any(|it| wanted.contains(it))).collect();
            Some(select(sets.codes.len(), |row| passing[sets.codes[row] as usize]))
        }
        Column::Text(_) | Column::Code(_) | Column::Wide(_) | Column::Narrow(_) | Column::Byte(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::change::Change;
    use crate::changes::clock::{DeviceId, Stamp};
    use crate::model::customer::CustomerField as Field;
    use crate::model::date::Date;
    use crate::model::field::{ALIVE, Value};
    use crate::model::id::IdSource;
    use crate::segments::Segment;

    /// Three customers, each with the values given for it.
    fn data(field: Field, values: [Value; 3]) -> Data {
        let mut data = Data::new(Date::from_days(20_726).unwrap());
        let mut ids = IdSource::new(1, 1);
        for value in values {
            let id = ids.next_id();
            let change = |field, after| Change { kind: Kind::Customer, id, field, before: Value::Empty, after };
            let changes = [change(ALIVE, Value::Number(1)), change(field.number(), value)];
            data.apply(&[], &changes, Stamp { millis: 1, counter: 0, device: DeviceId(1) });
        }
        data
    }

    #[test]
    fn a_field_is_tested_as_its_type_demands() {
        let text = |words: &str| Value::from_text(words);
        let cities = || [text("Forlì"), Value::Empty, text("Lodi")];
        let days = || [Value::Number(20_726), Value::Number(20_716), Value::Empty];
        let choices = || [Value::Number(0), Value::Number(2), Value::Empty];
        let several = || [Value::Number(0b101), Value::Number(0b10), Value::Empty];
        let ago = |least, greatest| FieldTest::DaysAgo(Range { least, greatest });
        for (field, values, test, expected) in [
            (Field::City, cities(), FieldTest::Filled, Ok(vec![0, 2])),
            (Field::City, cities(), FieldTest::Empty, Ok(vec![1])),
            (Field::City, cities(), FieldTest::OneOf(vec!["FORLI".to_owned(), String::new()]), Ok(vec![0])),
            (Field::City, cities(), FieldTest::Holds("od".to_owned()), Ok(vec![2])),
            (
                Field::Phone,
                [text("045 1234567"), text("+39 045 1234568"), Value::Empty],
                FieldTest::OneOf(vec!["+39 045/1234567".to_owned()]),
                Ok(vec![0]),
            ),
            (Field::Name, cities(), FieldTest::Holds("rl".to_owned()), Ok(vec![0])),
            (Field::Since, days(), FieldTest::Between(Range::at_least(20_717)), Ok(vec![0])),
            (Field::Since, days(), ago(Some(0), Some(9)), Ok(vec![0])),
            (Field::Since, days(), ago(Some(1), None), Ok(vec![1])),
            (Field::Class, choices(), FieldTest::Choice(vec![1, 2]), Ok(vec![1])),
            (Field::RefusedChannels, several(), FieldTest::Choice(vec![2]), Ok(vec![0])),
            (Field::City, cities(), ago(None, None), Err(SegmentError::WrongTest(12))),
            (Field::Class, choices(), FieldTest::Holds("a".to_owned()), Err(SegmentError::WrongTest(21))),
            (Field::Health, cities(), FieldTest::Filled, Err(SegmentError::Sensitive(39))),
        ] {
            let data = data(field, values);
            let segment = Segment::from(FieldCompare { field: field.number(), test });
            let rows = segment.rows(&data).map(|rows| rows.rows().collect::<Vec<_>>());
            assert_eq!(rows, expected, "{segment:?}");
            if let Ok(rows) = rows {
                let not = Segment::Not(Box::new(segment)).rows(&data).unwrap();
                assert_eq!(
                    not.rows().collect::<Vec<_>>(),
                    (0..3).filter(|row| !rows.contains(row)).collect::<Vec<_>>()
                );
            }
        }
    }
}
