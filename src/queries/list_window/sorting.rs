//! The rows of a kind in the order of a column.

use std::sync::Arc;

use super::{ColumnRef, Direction};
use crate::engine::bits::Bits;
use crate::engine::column::{Cell, Column};
use crate::engine::data::{Data, Kinds, target_kind};
use crate::engine::fold::fold_into;
use crate::model::field::FieldNumber;
use crate::model::kind::Kind;

/// All rows of the kind, whatever their life, in the order of the column: words folded, empty cells last, ties by row.
pub(super) fn rows_in_order(data: &Data, kind: Kind, column: ColumnRef, direction: Direction) -> Arc<[u32]> {
    let n_rows = data.table(kind).len();
    let at = revision(data, kind, column);
    data.remembered().order((kind, column.code(), direction as u8), at, || match column {
        ColumnRef::Figure(figure) => by_key(n_rows, direction, |row| figure.number(data, row).map(rising)),
        ColumnRef::Field(number) => by_field(data, kind, number, direction),
    })
}

/// The first of these rows in the order of a column of words, without putting all in order: what a list shows when it
/// opens. None where the whole order is known, or is worth its time: when it is asked for again.
pub(super) fn first_in_order(
    data: &Data,
    kind: Kind,
    column: ColumnRef,
    direction: Direction,
    rows: &Bits,
    n_wanted: usize,
) -> Option<Vec<u32>> {
    let ColumnRef::Field(number) = column else { return None };
    let Some(Column::Text(words)) = data.table(kind).column(number) else { return None };
    let key = (kind, column.code(), direction as u8);
    let is_short = n_wanted > 0 && n_wanted < rows.count() / SHORT_SHARE;
    if !is_short || !data.remembered().is_new_order(key, revision(data, kind, column)) {
        return None;
    }
    first_by_words(rows, n_wanted, direction, |row| words.get(row))
}

/// A list that shows less than this share of the rows is short, as a divisor.
const SHORT_SHARE: usize = 16;

/// Another number whenever the order of a column could be another.
fn revision(data: &Data, kind: Kind, column: ColumnRef) -> u64 {
    let revision = match column {
        // Nothing but its own cells counts: an edit of another field leaves the order as it is.
        ColumnRef::Field(number) if is_plain(data, kind, number) => data.column_revision(kind, number),
        ColumnRef::Field(_) | ColumnRef::Figure(_) => data.revision(column.reads(kind).with(Kinds::of(&[kind]))),
    };
    revision << 32 | u64::from(data.table(kind).len())
}

/// Whether the cells of the field are values of their own, not other records.
fn is_plain(data: &Data, kind: Kind, number: FieldNumber) -> bool {
    data.field(kind, number).is_none_or(|field| target_kind(field.field_type).is_none())
}

fn by_field(data: &Data, kind: Kind, field: FieldNumber, direction: Direction) -> Vec<u32> {
    let (n_rows, table) = (data.table(kind).len(), data.table(kind));
    let Some(column) = table.column(field) else { return (0..n_rows).collect() };
    match column {
        Column::Text(words) => by_words(n_rows, direction, &|row| words.get(row)),
        Column::Code(words) => {
            let places = places(words.values().len() as u32, &|code| words.value(code));
            let key = |row: u32| words.codes.get(row as usize).filter(|code| **code != 0);
            by_key(n_rows, direction, |row| key(row).and_then(|code| place_of(&places, *code)))
        }
        Column::Row(targets) => {
            let places = target_places(data, kind, field);
            let target = |row: u32| targets.get(row as usize).copied();
            by_key(n_rows, direction, |row| target(row).and_then(|target| place_of(&places, target)))
        }
        Column::Set(sets) => {
            let places = target_places(data, kind, field);
            let first = |row: u32| sets.get(row).iter().filter_map(|target| place_of(&places, *target)).min();
            by_key(n_rows, direction, first)
        }
        Column::Wide(_) | Column::Narrow(_) | Column::Byte(_) => {
            let number = |row: u32| if let Cell::Number(number) = column.get(row) { Some(number) } else { None };
            by_key(n_rows, direction, |row| number(row).map(rising))
        }
    }
}

/// The place of each row of the kind referred to, by its name.
fn target_places(data: &Data, kind: Kind, field: FieldNumber) -> Vec<u32> {
    let target = data.field(kind, field).and_then(|it| target_kind(it.field_type));
    let Some((target, name)) = target.and_then(|target| Some((target, target.name_field()?))) else {
        return Vec::new();
    };
    let table = data.table(target);
    places(table.len(), &|row| table.text(row, name))
}

/// The place of each number by its words; those without words come last.
fn places<'a>(count: u32, words: &dyn Fn(u32) -> &'a str) -> Vec<u32> {
    let mut places = vec![0; count as usize];
    for (place, number) in (0..).zip(by_words(count, Direction::Ascending, words)) {
        if let Some(to) = places.get_mut(number as usize) {
            *to = place;
        }
    }
    places
}

fn place_of(places: &[u32], number: u32) -> Option<u64> {
    places.get(number as usize).map(|place| u64::from(*place))
}

/// A number as a key that rises as it does.
fn rising(number: i64) -> u64 {
    (number as u64) ^ (1 << 63)
}

/// One number a row: its key, then its place among the rows. Sorting whole numbers has no branch on what they are.
fn pack(key: u64, row: u32, direction: Direction) -> u128 {
    let key = match direction {
        Direction::Ascending => key,
        Direction::Descending => !key,
    };
    u128::from(key) << 32 | u128::from(row)
}

fn by_key(n_rows: u32, direction: Direction, key: impl Fn(u32) -> Option<u64>) -> Vec<u32> {
    let mut keyed = Vec::with_capacity(n_rows as usize);
    let mut empty = Vec::new();
    for row in 0..n_rows {
        match key(row) {
            Some(key) => keyed.push(pack(key, row, direction)),
            None => empty.push(row),
        }
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|it| it as u32).chain(empty).collect()
}

/// Bytes of a text that count for its place.
const LONGEST_COMPARED: usize = 200;

fn by_words<'a>(n_rows: u32, direction: Direction, words: &dyn Fn(u32) -> &'a str) -> Vec<u32> {
    let mut folded = Vec::with_capacity(n_rows as usize * 8);
    let mut ends = Vec::with_capacity(n_rows as usize);
    let mut keyed = Vec::with_capacity(n_rows as usize);
    let mut empty = Vec::new();
    for row in 0..n_rows {
        let (text, start) = (words(row), folded.len());
        if text.is_empty() {
            empty.push(row);
        } else {
            fold_into(&text[..text.floor_char_boundary(LONGEST_COMPARED)], &mut folded);
            keyed.push(pack(prefix(&folded[start..]), row, direction));
        }
        ends.push(folded.len());
    }
    keyed.sort_unstable();
    let of = |packed: &u128| {
        let row = *packed as u32 as usize;
        let start = row.checked_sub(1).map_or(0, |before| ends[before]);
        &folded[start..ends[row]]
    };
    for same in keyed.chunk_by_mut(|a, b| a >> 32 == b >> 32).filter(|same| same.len() > 1) {
        // Texts of less than eight bytes with one prefix are equal, and stand in the order of their rows.
        if same.iter().any(|it| of(it).len() > size_of::<u64>()) {
            match direction {
                Direction::Ascending => same.sort_by(|a, b| of(a).cmp(of(b))),
                Direction::Descending => same.sort_by(|a, b| of(b).cmp(of(a))),
            }
        }
    }
    keyed.into_iter().map(|it| it as u32).chain(empty).collect()
}

/// The first rows by their words: of the others not more is looked at than how they begin. None when so many have no
/// words that these come into it.
fn first_by_words<'a>(
    rows: &Bits,
    n_wanted: usize,
    direction: Direction,
    words: impl Fn(u32) -> &'a str,
) -> Option<Vec<u32>> {
    let mut beginnings = Vec::with_capacity(rows.count());
    let mut counts = vec![0_u32; 1 << 16];
    let mut folded = Vec::new();
    for row in rows.rows() {
        let text = words(row);
        if !text.is_empty() {
            folded.clear();
            fold_into(&text[..text.floor_char_boundary(size_of::<u64>())], &mut folded);
            if folded.len() < 2 {
                folded.clear();
                fold_into(text, &mut folded);
            }
            let beginning = (pack(prefix(&folded), row, direction) >> 80) as u16;
            beginnings.push((row, beginning));
            counts[usize::from(beginning)] += 1;
        }
    }
    let mut n_found = 0;
    let last = counts.iter().position(|count| {
        n_found += *count as usize;
        n_found >= n_wanted
    })?;
    beginnings.retain(|(_, beginning)| usize::from(*beginning) <= last);
    let chosen = |at: u32| beginnings.get(at as usize).map_or(0, |(row, _)| *row);
    let order = by_words(beginnings.len() as u32, direction, &|at| words(chosen(at)));
    Some(order.into_iter().take(n_wanted).map(chosen).collect())
}

/// The first eight bytes as a number that rises as the texts do.
fn prefix(text: &[u8]) -> u64 {
    let mut bytes = [0; size_of::<u64>()];
    for (to, from) in bytes.iter_mut().zip(text) {
        *to = *from;
    }
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_folded_order_with_empty_ones_last_and_ties_by_row() {
        let words = ["Zanetti", "élan", "", "Alessandrini", "alessandra", "ALESSANDRA", "Ètoile", "Alessandri"];
        let order = |direction| by_words(words.len() as u32, direction, &|row| words[row as usize]);
        assert_eq!(order(Direction::Ascending), [4, 5, 7, 3, 1, 6, 0, 2]);
        assert_eq!(order(Direction::Descending), [0, 6, 1, 3, 7, 4, 5, 2]);
    }

    #[test]
    fn numbers_stand_in_order_with_empty_ones_last_and_ties_by_row() {
        let numbers = [Some(3), None, Some(-7), Some(3), Some(i64::MAX), Some(0)];
        let order = |direction| by_key(6, direction, |row| numbers[row as usize].map(rising));
        assert_eq!(order(Direction::Ascending), [2, 5, 0, 3, 4, 1]);
        assert_eq!(order(Direction::Descending), [4, 0, 3, 5, 2, 1]);
    }

    #[test]
    fn the_first_rows_are_those_of_the_whole_order() {
        let syllables = ["", "É", "e", "  a", "Zan", "-", "’", "\u{200b}", "ß", "Al essandro"];
        let words: Vec<String> = (0..1_000_usize)
            .map(|it| format!("{}{}{}", syllables[it % 10], syllables[it / 10 % 10], syllables[it / 100]))
            .collect();
        let words = |row: u32| words[row as usize].as_str();
        for direction in [Direction::Ascending, Direction::Descending] {
            let whole = by_words(1_000, direction, &words);
            for (every, n_wanted) in [(1, 1), (1, 40), (1, 999), (3, 40), (7, 100)] {
                let mut rows = Bits::default();
                (0..1_000).step_by(every).for_each(|row| rows.insert(row));
                let expected: Vec<u32> = whole.iter().copied().filter(|row| rows.has(*row)).take(n_wanted).collect();
                match first_by_words(&rows, n_wanted, direction, words) {
                    Some(first) => assert_eq!(first, expected, "{direction:?} {every} {n_wanted}"),
                    None => assert!(expected.iter().any(|row| words(*row).is_empty())),
                }
            }
        }
    }
}
