//! The rows that hold some words, wherever in what is found by search: their own texts, a customer's city, and the
//! customer's they belong to.

use std::sync::Arc;

use super::Place;
use crate::engine::bits::Bits;
use crate::engine::column::Column;
use crate::engine::data::{Data, Kinds, target_kind};
use crate::engine::fold::{fold, fold_into};
use crate::model::customer::CustomerField;
use crate::model::field::{FieldNumber, FieldType};
use crate::model::kind::Kind;
use crate::model::small_sort;

/// The kinds that the words are looked for in.
pub(super) fn reads(kind: Kind) -> Kinds {
    Kinds::of(&[kind, Kind::Customer, Kind::Tag, Kind::Interaction, Kind::CustomField])
}

/// The rows of that place that hold every word.
pub(super) fn rows_holding(data: &Data, kind: Kind, place: Place, filter: &str) -> Arc<Bits> {
    let key = (kind, place as u8, fold(filter));
    data.remembered().words(key, data.revision(reads(kind)), || match (kind, place) {
        (Kind::Customer, Place::Live) => customers_holding(data, filter),
        (_, Place::Live) => scan(data, kind, &data.table(kind).live, filter),
        (_, Place::Bin) => scan(data, kind, &data.table(kind).binned, filter),
    })
}

/// Customers by what search finds, and by their city: `bellini verona` is a Bellini of Verona.
fn customers_holding(data: &Data, filter: &str) -> Bits {
    let Some(Column::Code(cities)) = data.table(Kind::Customer).column(CustomerField::City.number()) else {
        return data.search().rows_holding(filter);
    };
    let names: Vec<String> = cities.values().iter().map(|city| fold(city)).collect();
    let phrase = fold(filter);
    let words: Vec<&str> = phrase.split(' ').filter(|word| !word.is_empty()).collect();
    let mut of_each = None::<Bits>;
    for word in words.iter().copied() {
        let mut rows = data.search().rows_holding(word);
        if names.iter().any(|name| name.contains(word)) {
            let lives_there = |row: &u32| {
                let code = cities.codes.get(*row as usize).map_or(0, |code| *code as usize);
                names.get(code).is_some_and(|name| name.contains(word))
            };
            for row in data.table(Kind::Customer).live.rows().filter(lives_there) {
                rows.insert(row);
            }
        }
        of_each = Some(match of_each {
            Some(mut others) => {
                others.keep(&rows);
                others
            }
            None => rows,
        });
    }
    let mut found = of_each.unwrap_or_default();
    if words.len() != 1 {
        // A telephone number with spaces is one word to search, and several here.
        found.add(&data.search().rows_holding(filter));
    }
    found
}

/// Looks into each row: its own fields, then the customer's it belongs to.
fn scan(data: &Data, kind: Kind, among: &Bits, filter: &str) -> Bits {
    let (table, fields) = (data.table(kind), own_fields(data, kind));
    let owner = data.fields(kind).find(|it| target_kind(it.field_type) == Some(Kind::Customer)).map(|it| it.number);
    let phrase = fold(filter);
    let words: Vec<(&str, Bits)> = phrase
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| (word, if owner.is_some() { data.search().rows_holding(word) } else { Bits::default() }))
        .collect();
    let mut texts = Vec::new();
    let mut found = Bits::default();
    for row in among.rows() {
        texts.clear();
        for field in &fields {
            fold_into(table.text(row, *field), &mut texts);
            texts.push(0);
        }
        let customer = owner.and_then(|field| table.target(row, field));
        let of_customer = |bits: &Bits| customer.is_some_and(|customer| bits.has(customer));
        let holds = |word: &str| memchr::memmem::find(&texts, word.as_bytes()).is_some();
        if words.iter().all(|(word, customers)| holds(word) || of_customer(customers)) {
            found.insert(row);
        }
    }
    found
}

/// The fields of words that are looked into: those found by search, and the name.
fn own_fields(data: &Data, kind: Kind) -> Vec<FieldNumber> {
    let is_words = |field_type| !matches!(field_type, FieldType::References(_) | FieldType::Reference(_));
    let searchable = data.fields(kind).filter(|field| field.marks.searchable && is_words(field.field_type));
    let mut numbers: Vec<_> = searchable.map(|field| field.number).chain(kind.name_field()).collect();
    if kind == Kind::Customer {
        numbers.push(CustomerField::City.number());
    }
    small_sort::sort(&mut numbers);
    numbers.dedup();
    numbers
}
