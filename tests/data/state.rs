//! All that the data say, as a plain map: what the columns are compared with.

use std::collections::BTreeMap;

use rapporto::engine::data::Data;
use rapporto::engine::table::Life;
use rapporto::model::field::{ALIVE, FieldNumber, Value};
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;

/// The values of each record that is there or in the bin; [`ALIVE`] among them says which.
pub(crate) type State = BTreeMap<(Kind, Id), BTreeMap<FieldNumber, Value>>;

/// Reads all records, field by field.
pub(crate) fn state_of(data: &Data) -> State {
    let mut state = State::new();
    for kind in Kind::ALL {
        let table = data.table(*kind);
        let fields: Vec<FieldNumber> = data.fields(*kind).map(|field| field.number).collect();
        for row in (0..table.len()).filter(|row| table.life(*row) != Life::Absent) {
            let numbers = std::iter::once(ALIVE).chain(fields.iter().copied());
            let values = numbers.map(|field| (field, data.value(*kind, row, field)));
            let filled = values.filter(|(_, value)| !value.is_empty()).collect();
            state.insert((*kind, table.ids.id_of(row).unwrap()), filled);
        }
    }
    state
}

/// The records that differ, for a message that can be read.
pub(crate) fn difference(left: &State, right: &State) -> Vec<String> {
    let keys: std::collections::BTreeSet<_> = left.keys().chain(right.keys()).collect();
    let differing = keys.into_iter().filter(|key| left.get(key) != right.get(key));
    differing.take(5).map(|key| format!("{key:?}: {:?} / {:?}", left.get(key), right.get(key))).collect()
}
