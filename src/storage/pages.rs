//! Rows to bytes and back: a page holds a run of rows of one kind, column by column.

use bytemuck::cast_slice;

use super::bytes::{Reader, Writer};
use super::store::StorageError;
use crate::changes::clock::Stamp;
use crate::engine::code_column::CodeColumn;
use crate::engine::column::{Column, NO_BYTE, NO_NARROW, NO_ROW, NO_WIDE};
use crate::engine::data::rows_per_page;
use crate::engine::set_column::SetColumn;
use crate::engine::table::{Life, Table};
use crate::engine::text_column::TextColumn;
use crate::model::id::Id;

/// The version of the layout of a page; an older one is upgraded when it is read.
pub const PAGE_FORMAT: u16 = 1;

/// The bytes of a page of the table.
pub fn encode_page(table: &Table, number: u32) -> Vec<u8> {
    let first = number * rows_per_page(table.kind);
    let end = (first + rows_per_page(table.kind)).min(table.len());
    let mut writer = Writer(Vec::with_capacity(256 * 1_024));
    writer.short(PAGE_FORMAT);
    writer.short(table.kind.number());
    writer.word(first);
    writer.word(end - first);
    write_ids(&mut writer, table, first, end);
    let lives: Vec<u8> = (first..end).map(|row| life_to_byte(table.life(row))).collect();
    writer.bytes(&lives);
    write_clocks(&mut writer, table, first, end);
    let columns = table.columns().iter().filter(|(_, column)| column.len() > first as usize);
    writer.word(columns.clone().count() as u32);
    for (field, column) in columns {
        writer.short(*field);
        write_column(&mut writer, column, first as usize, (end as usize).min(column.len()));
    }
    writer.0
}

/// Reads a page behind the rows that the table has. A page that comes too early leaves its gap empty.
///
/// # Errors
/// [`StorageError::Newer`] for a later layout, [`StorageError::Damaged`] for anything that is not a page of this table.
pub fn decode_page(table: &mut Table, bytes: &[u8]) -> Result<(), StorageError> {
    let mut reader = Reader(bytes);
    let format = reader.short()?;
    if format > PAGE_FORMAT {
        return Err(StorageError::Newer);
    }
    let (kind, first, count) = (reader.short()?, reader.word()?, reader.word()?);
    if kind != table.kind.number() || first != table.len() || count > rows_per_page(table.kind) {
        return Err(StorageError::Damaged);
    }
    for _ in 0..reader.word()? {
        let (id, count) = (reader.huge()?, reader.word()?);
        table.ids.append(Id::from_u128(id), count);
    }
    if table.len() != first + count {
        return Err(StorageError::Damaged);
    }
    for (row, life) in (first..).zip(reader.bytes()?) {
        match life {
            1 => table.live.insert(row),
            2 => table.binned.insert(row),
            _ => {}
        }
    }
    read_clocks(&mut reader, table)?;
    for _ in 0..reader.word()? {
        let field = reader.short()?;
        read_column(&mut reader, table, field, first as usize)?;
    }
    Ok(())
}

/// The place of a page that is damaged or gone: its rows are there by number, but hold nothing.
pub fn leave_gap(table: &mut Table, rows: u32, placeholder: Id) {
    let row = table.ids.append(placeholder, rows);
    table.clocks.made_from(row, Stamp::ZERO);
}

fn life_to_byte(life: Life) -> u8 {
    match life {
        Life::Absent => 0,
        Life::Live => 1,
        Life::Binned => 2,
    }
}

fn write_ids(writer: &mut Writer, table: &Table, first: u32, end: u32) {
    let runs = table.ids.runs();
    let from = runs.partition_point(|run| run.row + run.count <= first);
    let within: Vec<_> = runs.iter().skip(from).take_while(|run| run.row < end).collect();
    writer.word(within.len() as u32);
    for run in within {
        let skip = first.saturating_sub(run.row);
        writer.huge(run.first.plus(u64::from(skip)).to_u128());
        writer.word((run.row + run.count).min(end) - (run.row + skip));
    }
}

fn write_clocks(writer: &mut Writer, table: &Table, first: u32, end: u32) {
    let (made, written) = table.clocks.of_rows(first..end);
    writer.word(made.len() as u32);
    for (row, stamp) in made {
        writer.word(row);
        writer.0.extend_from_slice(&stamp.to_bytes());
    }
    writer.word(written.len() as u32);
    for (row, field, stamp) in written {
        writer.word(row);
        writer.short(field);
        writer.0.extend_from_slice(&stamp.to_bytes());
    }
}

fn read_stamp(reader: &mut Reader<'_>) -> Result<Stamp, StorageError> {
    let bytes = reader.take(20)?;
    bytes.try_into().map(Stamp::from_bytes).or(Err(StorageError::Damaged))
}

fn read_clocks(reader: &mut Reader<'_>, table: &mut Table) -> Result<(), StorageError> {
    for _ in 0..reader.word()? {
        let (row, stamp) = (reader.word()?, read_stamp(reader)?);
        table.clocks.made_from(row, stamp);
    }
    for _ in 0..reader.word()? {
        let (row, field, stamp) = (reader.word()?, reader.short()?, read_stamp(reader)?);
        table.clocks.write(row, field, stamp);
    }
    Ok(())
}

const TEXT: u8 = 0;
const CODE: u8 = 1;
const WIDE: u8 = 2;
const WIDE_IN_32_BITS: u8 = 3;
const NARROW: u8 = 4;
const BYTE: u8 = 5;
const ROW: u8 = 6;
const SET: u8 = 7;

fn write_column(writer: &mut Writer, column: &Column, first: usize, end: usize) {
    match column {
        Column::Text(column) => {
            writer.byte(TEXT);
            let texts = (first..end).map(|row| column.get(row as u32));
            let lengths: Vec<u32> = texts.clone().map(|text| text.len() as u32).collect();
            writer.numbers(&lengths);
            writer.word(lengths.iter().sum());
            texts.for_each(|text| writer.0.extend_from_slice(text.as_bytes()));
        }
        Column::Code(column) => {
            writer.byte(CODE);
            let codes = &column.codes[first..end];
            let (places, used) = renumber(codes, column.values().len());
            writer.word(used.len() as u32);
            for code in &used {
                writer.bytes(column.value(*code).as_bytes());
            }
            let local: Vec<u32> = codes.iter().map(|code| places[*code as usize]).collect();
            writer.numbers(&local);
        }
        Column::Wide(column) => write_wide(writer, &column[first..end]),
        Column::Narrow(column) => {
            writer.byte(NARROW);
            writer.numbers(&column[first..end]);
        }
        Column::Byte(column) => {
            writer.byte(BYTE);
            writer.bytes(&column[first..end]);
        }
        Column::Row(column) => {
            writer.byte(ROW);
            writer.numbers(&column[first..end]);
        }
        Column::Set(column) => {
            writer.byte(SET);
            let codes = &column.codes[first..end];
            let (places, used) = renumber(codes, column.sets().len());
            writer.word(used.len() as u32);
            for code in &used {
                writer.bytes(cast_slice(column.set_of(*code)));
            }
            let local: Vec<u32> = codes.iter().map(|code| places[*code as usize]).collect();
            writer.numbers(&local);
        }
    }
}

/// Most numbers fit 32 bits: half the bytes to write and to read.
fn write_wide(writer: &mut Writer, column: &[i64]) {
    let fits = |it: i64| it == NO_WIDE || (it > i64::from(i32::MIN) && it <= i64::from(i32::MAX));
    if column.iter().all(|it| fits(*it)) {
        writer.byte(WIDE_IN_32_BITS);
        let narrow: Vec<i32> = column.iter().map(|it| if *it == NO_WIDE { NO_NARROW } else { *it as i32 }).collect();
        writer.numbers(&narrow);
    } else {
        writer.byte(WIDE);
        writer.numbers(column);
    }
}

/// The codes that a page uses, numbered anew: place by code, and codes by place.
fn renumber(codes: &[u32], n_codes: usize) -> (Vec<u32>, Vec<u32>) {
    let mut places = vec![u32::MAX; n_codes];
    let mut used = Vec::new();
    for code in codes {
        if let Some(place) = places.get_mut(*code as usize).filter(|place| **place == u32::MAX) {
            *place = used.len() as u32;
            used.push(*code);
        }
    }
    (places, used)
}

fn read_column(reader: &mut Reader<'_>, table: &mut Table, field: u16, first: usize) -> Result<(), StorageError> {
    let tag = reader.byte()?;
    let mut empty = match tag {
        TEXT => Column::Text(TextColumn::default()),
        CODE => Column::Code(CodeColumn::default()),
        WIDE | WIDE_IN_32_BITS => Column::Wide(Vec::new()),
        NARROW => Column::Narrow(Vec::new()),
        BYTE => Column::Byte(Vec::new()),
        ROW => Column::Row(Vec::new()),
        SET => Column::Set(SetColumn::default()),
        _ => return Err(StorageError::Damaged),
    };
    // A field of the user's own is known before its definition is read; an unknown one is kept as it came.
    let column = match table.column_mut(field) {
        Some(column) if std::mem::discriminant(column) == std::mem::discriminant(&empty) => column,
        Some(_) => &mut empty,
        None => table.insert_column(field, empty),
    };
    match column {
        Column::Text(column) => {
            let lengths: Vec<u32> = reader.numbers(u32::from_le_bytes)?.collect();
            if !column.append(first, &lengths, reader.text()?) {
                return Err(StorageError::Damaged);
            }
        }
        Column::Code(column) => {
            let mut places = Vec::new();
            for _ in 0..reader.word()? {
                places.push(column.intern(reader.text()?));
            }
            column.codes.resize(first, 0);
            let codes = reader.numbers(u32::from_le_bytes)?;
            column.codes.extend(codes.map(|code| places.get(code as usize).copied().unwrap_or(0)));
        }
        Column::Wide(column) => {
            column.resize(first, NO_WIDE);
            if tag == WIDE {
                column.extend(reader.numbers(i64::from_le_bytes)?);
            } else {
                let wide = |it: i32| if it == NO_NARROW { NO_WIDE } else { i64::from(it) };
                column.extend(reader.numbers(i32::from_le_bytes)?.map(wide));
            }
        }
        Column::Narrow(column) => {
            column.resize(first, NO_NARROW);
            column.extend(reader.numbers(i32::from_le_bytes)?);
        }
        Column::Byte(column) => {
            column.resize(first, NO_BYTE);
            column.extend_from_slice(reader.bytes()?);
        }
        Column::Row(column) => {
            column.resize(first, NO_ROW);
            column.extend(reader.numbers(u32::from_le_bytes)?);
        }
        Column::Set(column) => {
            let mut places = Vec::new();
            for _ in 0..reader.word()? {
                let bytes = reader.bytes()?;
                let rows = bytes.chunks_exact(4).filter_map(|chunk| chunk.try_into().ok().map(u32::from_le_bytes));
                places.push(column.intern(rows.collect()));
            }
            column.codes.resize(first, 0);
            let codes = reader.numbers(u32::from_le_bytes)?;
            column.codes.extend(codes.map(|code| places.get(code as usize).copied().unwrap_or(0)));
        }
    }
    Ok(())
}
