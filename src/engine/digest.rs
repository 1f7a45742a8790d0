//! One number for all that the data say, whatever way they are laid out: equal data have equal digests.

use xxhash_rust::xxh3::Xxh3;

use crate::engine::column::Cell;
use crate::engine::data::{Data, target_kind};
use crate::engine::schema::FieldInfo;
use crate::engine::table::Life;
use crate::model::field::FieldType;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::small_sort;

/// XXH3-64 over the records that are there or in the bin, by kind and identity: identity, state, and every field that
/// holds something, the user's own included. Clocks, order of rows and codes of words do not count.
pub fn digest(data: &Data) -> u64 {
    let mut hash = Xxh3::new();
    for kind in Kind::ALL {
        let table = data.table(*kind);
        let mut fields: Vec<&FieldInfo> = data.fields(*kind).collect();
        small_sort::sort_by_key(&mut fields, |field| field.number);
        let there = (0..table.len()).filter(|row| table.life(*row) != Life::Absent);
        let mut records: Vec<(Id, u32)> = there.filter_map(|row| Some((table.ids.id_of(row)?, row))).collect();
        small_sort::sort(&mut records);
        hash.update(&kind.number().to_le_bytes());
        hash.update(&(records.len() as u64).to_le_bytes());
        for (id, row) in records {
            hash.update(&id.to_u128().to_le_bytes());
            hash.update(&[u8::from(table.life(row) == Life::Live)]);
            for field in &fields {
                add_cell(&mut hash, data, field, table.cell(row, field.number));
            }
        }
    }
    hash.digest()
}

/// Field number, sort of value, its bytes behind their length; nothing for nothing.
fn add_cell(hash: &mut Xxh3, data: &Data, field: &FieldInfo, cell: Cell<'_>) {
    let mut add = |sort: u8, bytes: &[u8]| {
        hash.update(&field.number.to_le_bytes());
        hash.update(&[sort]);
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => add(0, text.as_bytes()),
        Cell::Number(number) => add(1, &number.to_le_bytes()),
        Cell::Row(row) => add(2, &ids(data, field.field_type, &[row])),
        Cell::Rows(rows) => add(3, &ids(data, field.field_type, rows)),
    }
}

fn ids(data: &Data, field_type: FieldType, rows: &[u32]) -> Vec<u8> {
    let table = target_kind(field_type).map(|kind| data.table(kind));
    let mut ids: Vec<Id> = rows.iter().filter_map(|row| table?.ids.id_of(*row)).collect();
    small_sort::sort(&mut ids);
    ids.into_iter().flat_map(|id| id.to_u128().to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::change::Change;
    use crate::changes::clock::Stamp;
    use crate::model::customer::CustomerField;
    use crate::model::date::Date;
    use crate::model::field::{ALIVE, FieldNumber, Value};

    fn made(data: &mut Data, n: u128, values: &[(FieldNumber, Value)]) {
        let id = Id::from_u128(n << 40);
        let fields = std::iter::once((ALIVE, Value::Number(1))).chain(values.iter().cloned());
        let change = |(field, after)| Change { kind: Kind::Customer, id, field, before: Value::Empty, after };
        data.apply(&[], &fields.map(change).collect::<Vec<_>>(), Stamp::ZERO);
    }

    #[test]
    fn the_same_records_in_another_order_have_the_same_digest_and_any_difference_another() {
        let name = |it: &str| (CustomerField::Name.number(), Value::Text(it.to_owned()));
        let city = |it: &str| (CustomerField::City.number(), Value::Text(it.to_owned()));
        let digest_of = |records: &[(u128, Vec<(FieldNumber, Value)>)]| {
            let mut data = Data::new(Date::MIN);
            for (n, values) in records {
                made(&mut data, *n, values);
            }
            digest(&data)
        };
        let (a, b) = ((1, vec![name("Aldo"), city("Roma")]), (2, vec![name("Bea"), city("Lodi")]));
        let both = digest_of(&[a.clone(), b.clone()]);
        assert_eq!(both, digest_of(&[b.clone(), a.clone()]));
        for other in [
            vec![],
            vec![a.clone()],
            vec![a.clone(), (3, b.1.clone())],
            vec![a.clone(), (2, vec![name("Bea")])],
            vec![a.clone(), (2, vec![name("BeaL"), city("odi")])],
            vec![a.clone(), (2, vec![name("Bea"), city("Lodi"), (ALIVE, Value::Number(0))])],
        ] {
            assert_ne!(both, digest_of(&other), "{other:?}");
        }
    }
}
