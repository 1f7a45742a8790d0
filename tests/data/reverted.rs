//! What taking a batch back means, said of three plain states: before it, after it, and now.

use std::collections::{BTreeMap, BTreeSet};

use rapporto::model::custom_field::CustomFieldField;
use rapporto::model::field::{ALIVE, FieldNumber, Value};
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;

use crate::state::State;

type Key = (Kind, Id);

/// The state after the batch is taken back: what it did is undone where nothing came over it. A record that it made and
/// that differs now stays whole, as does one that something which stays refers to.
pub(crate) fn reverted(before: &State, after: &State, now: &State) -> State {
    let value = |state: &State, key: &Key, field: FieldNumber| -> Value {
        state.get(key).and_then(|record| record.get(&field)).cloned().unwrap_or_default()
    };
    let mut sets: BTreeMap<(Key, FieldNumber), Value> = BTreeMap::new();
    let mut unmade: BTreeSet<Key> = BTreeSet::new();
    for key in before.keys().chain(after.keys()).copied().collect::<BTreeSet<Key>>() {
        let Some(was) = before.get(&key) else {
            if now.get(&key).is_some_and(|it| Some(it) == after.get(&key)) {
                unmade.insert(key);
            }
            continue;
        };
        let fields = was.keys().chain(after.get(&key).into_iter().flat_map(BTreeMap::keys)).copied();
        for field in fields.collect::<BTreeSet<FieldNumber>>() {
            let (was, is) = (value(before, &key, field), value(after, &key, field));
            if was != is && value(now, &key, field) == is {
                sets.insert((key, field), was);
            }
        }
    }
    loop {
        let held = held(now, &unmade, &sets);
        if held.is_empty() {
            break;
        }
        unmade.retain(|key| !held.contains(key));
    }
    let stands = |id: &Id| {
        let key = now.keys().chain(before.keys()).find(|(_, it)| it == id);
        key.is_some_and(|key| match sets.get(&(*key, ALIVE)) {
            Some(life) => !life.is_empty(),
            None => now.contains_key(key) && !unmade.contains(key),
        })
    };
    let mut then = now.clone();
    for ((key, field), value) in sets.iter().filter(|(_, value)| value.references().iter().all(stands)) {
        then.entry(*key).or_default().insert(*field, value.clone());
    }
    for record in then.values_mut() {
        record.retain(|_, value| !value.is_empty());
    }
    then.retain(|key, record| record.contains_key(&ALIVE) && !unmade.contains(key));
    then
}

/// The records to be unmade that others which stay refer to, by a field that is not put back; and the definitions of
/// fields in which those hold something.
fn held(now: &State, unmade: &BTreeSet<Key>, sets: &BTreeMap<(Key, FieldNumber), Value>) -> BTreeSet<Key> {
    let staying = || now.iter().filter(|(key, _)| !unmade.contains(key));
    let mut referred: BTreeSet<Id> = BTreeSet::new();
    for (key, record) in staying() {
        for (_, value) in record.iter().filter(|(field, _)| !sets.contains_key(&(*key, **field))) {
            referred.extend(value.references());
        }
    }
    let defines_something = |key: &Key| {
        let definition = &now[key];
        let of = |field: CustomFieldField| definition.get(&field.number()).cloned().unwrap_or_default();
        let number = of(CustomFieldField::Number).number().map_or(0, |it| (it / 1_000) as FieldNumber);
        let kind = Kind::from_name(of(CustomFieldField::On).text());
        staying().any(|((it, _), record)| Some(*it) == kind && record.contains_key(&number))
    };
    let is_held = |key: &&Key| referred.contains(&key.1) || key.0 == Kind::CustomField && defines_something(key);
    unmade.iter().filter(is_held).copied().collect()
}
