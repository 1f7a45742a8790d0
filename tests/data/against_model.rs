//! Random commands against a plain model: what is done, undone, redone, reverted and looked back at.

use std::collections::BTreeMap;
use std::rc::Rc;

use rapporto::changes::change::{Batch, Change, Role};
use rapporto::changes::journal::Journal;
use rapporto::commands::Command;
use rapporto::engine::digest::digest;
use rapporto::engine::verify::verify;
use rapporto::model::customer::CustomerField;
use rapporto::model::field::{ALIVE, Value};
use rapporto::model::id::Id;
use rapporto::model::kind::Kind;
use rapporto::storage::keeper::Keeper;
use rapporto::storage::memory_store::{MemoryStore, Odds};
use rapporto::storage::seeded_random::SeededRandom;

use crate::random_commands::{chance_of_rows, command, imported_row, set_up};
use crate::reverted::reverted;
use crate::seeds::{are_many, seeds, try_seed};
use crate::shell::{self, Opened, Told};
use crate::state::{State, difference, state_of};

const CASES: u64 = 1_000;
const COMMANDS: u64 = 40;
const START: u64 = 1_770_000_000_000;

/// A plain map that follows by the meaning of each command, not by its changes.
#[derive(Default)]
struct Model {
    /// The state after each batch.
    states: Vec<Rc<State>>,
    /// Where undo and redo lead.
    undo: Vec<Rc<State>>,
    redo: Vec<Rc<State>>,
}

impl Model {
    fn now(&self) -> Rc<State> {
        self.states.last().cloned().unwrap_or_default()
    }

    fn follow(&mut self, command: &Command, batch: &Batch, seed: u64) {
        let before = self.now();
        let mut after = (*before).clone();
        match command {
            Command::CreateRecord(_) => {
                let id = batch.changes[0].id;
                let kind = batch.changes[0].kind;
                let values = batch.changes.iter().map(|it| (it.field, it.after.clone())).collect();
                assert!(after.insert((kind, id), values).is_none(), "seed {seed}: made twice");
            }
            Command::EditRecords(edit) => {
                // What is checked may be kept in another form than typed: the batch says in which.
                for id in &edit.ids {
                    let record = after.get_mut(&(edit.kind, *id)).expect("an edited record is there");
                    for change in batch.changes.iter().filter(|it| it.id == *id) {
                        record.insert(change.field, change.after.clone());
                    }
                    record.retain(|_, value| !value.is_empty());
                }
                assert!(batch.changes.iter().all(|it| it.kind == edit.kind && edit.ids.contains(&it.id)));
            }
            Command::BinRecords(bin) => {
                for id in &bin.ids {
                    after.get_mut(&(bin.kind, *id)).unwrap().insert(ALIVE, Value::Number(0));
                }
            }
            Command::RestoreRecords(restore) => {
                for id in &restore.ids {
                    after.get_mut(&(restore.kind, *id)).unwrap().insert(ALIVE, Value::Number(1));
                }
            }
            Command::Undo(_) => {
                after = (*self.undo.pop().expect("something to undo")).clone();
                self.redo.push(before.clone());
            }
            Command::Redo(_) => {
                after = (*self.redo.pop().expect("something to redo")).clone();
                self.undo.push(before.clone());
            }
            Command::RevertBatch(revert) => {
                let states = |sequence: u64| &self.states[sequence as usize];
                after = reverted(states(revert.sequence - 1), states(revert.sequence), &before);
            }
            Command::RestoreField(restore) => {
                // A name may follow from what is restored: the rest is as the batch says.
                put(&mut after, &batch.changes);
                let then = self.states[restore.sequence as usize].get(&(restore.kind, restore.id));
                let value = then.and_then(|record| record.get(&restore.field)).cloned();
                let record = &after[&(restore.kind, restore.id)];
                // A customer who was not there yet had no name; without one, it follows from its parts.
                let is_name = (restore.kind, restore.field) == (Kind::Customer, CustomerField::Name.number());
                let value = if is_name { value.or_else(|| name_of(record)) } else { value };
                assert_eq!(record.get(&restore.field), value.as_ref(), "seed {seed}: {restore:?}");
            }
            Command::TurnOffSensitive(off) => {
                put(&mut after, &batch.changes);
                let holds = |(key, record): (&(Kind, Id), &BTreeMap<u16, Value>)| {
                    key.0 == off.kind && record.contains_key(&off.field)
                };
                assert!(!after.iter().any(holds), "seed {seed}: {off:?}");
            }
            Command::SaveOrder(_)
            | Command::SetTags(_)
            | Command::CompleteTask(_)
            | Command::AddCustomField(_)
            | Command::SetUpWorkspace(_)
            | Command::TurnOnSensitive(_) => {
                // What these mean has tests of its own; here, that it happens, whole.
                put(&mut after, &batch.changes);
            }
        }
        self.went(before, after, batch);
    }

    /// An import made customers at once and edited one that was there.
    fn follow_import(&mut self, id: Id, batch: &Batch) {
        let before = self.now();
        let mut after = (*before).clone();
        put(&mut after, &batch.changes);
        let mut random = chance_of_rows(id);
        for range in &batch.ranges {
            for step in 0..range.count {
                let values = imported_row(&mut random).into_iter().chain([(ALIVE, Value::Number(1))]);
                after.insert((range.kind, range.first.plus(u64::from(step))), values.collect());
            }
        }
        self.went(before, after, batch);
    }

    fn went(&mut self, before: Rc<State>, after: State, batch: &Batch) {
        match batch.role {
            Role::Done | Role::Reverts(_) => {
                self.undo.push(before);
                self.redo.clear();
            }
            Role::Undoes(_) | Role::Redoes(_) => {}
        }
        self.states.push(Rc::new(after));
    }
}

/// The name that follows from a customer's other fields.
fn name_of(record: &BTreeMap<u16, Value>) -> Option<Value> {
    let part = |field: CustomerField| record.get(&field.number()).map_or("", |value| value.text().trim());
    let person = format!("{} {}", part(CustomerField::FirstName), part(CustomerField::LastName));
    let names = [person.trim(), part(CustomerField::CompanyName)];
    names.iter().find(|name| !name.is_empty()).map(|name| Value::Text((*name).to_owned()))
}

/// Makes changes true.
fn put(state: &mut State, changes: &[Change]) {
    for change in changes {
        let record = state.entry((change.kind, change.id)).or_default();
        record.insert(change.field, change.after.clone());
        record.retain(|_, value| !value.is_empty());
    }
    state.retain(|_, record| record.contains_key(&ALIVE));
}

fn check(seed: u64, what: &str, keeper: &Keeper, expected: &State) {
    let found = state_of(&keeper.data);
    assert!(found == *expected, "seed {seed}, {what}: {:#?}", difference(&found, expected));
}

#[test]
fn random_commands_do_what_a_plain_map_does_and_every_moment_can_be_seen_again() {
    let mut done: BTreeMap<String, u64> = BTreeMap::new();
    let all = seeds(CASES);
    for seed in all.clone() {
        try_seed(seed, || run(seed, &mut done));
    }
    if !are_many(&all) {
        return;
    }
    for (sort, least) in [
        ("CreateRecord", 10),
        ("EditRecords", 10),
        ("BinRecords", 10),
        ("RestoreRecords", 10),
        ("Undo", 10),
        ("Redo", 10),
        ("RevertBatch", 10),
        ("Import", 2),
        ("RestoreField", 50),
        ("SetUpWorkspace", 50),
        ("TurnOnSensitive", 50),
        ("TurnOffSensitive", 100),
    ] {
        assert!(done.get(sort).is_some_and(|times| *times > CASES / least), "{sort} was hardly tried: {done:?}");
    }
}

fn run(seed: u64, done: &mut BTreeMap<String, u64>) {
    let mut random = SeededRandom::new(seed);
    let mut store = MemoryStore::new(seed, Odds::default());
    store.open().unwrap();
    let mut keeper = shell::found(&mut store, seed).unwrap();
    // From here on the search index follows each change.
    keeper.data.search();
    let mut model = Model { states: vec![Rc::default()], ..Model::default() };
    for n in 0..COMMANDS {
        let id = Id::from_u128(u128::from(n) + 1);
        if random.below(30) == 0 {
            let count = 1 + random.below(5) as u32;
            let told = shell::import(&mut store, &mut keeper, &mut random, id, count, START + n * 1_000);
            assert_eq!(told, Told::Done, "seed {seed}");
            model.follow_import(id, &keeper.journal.batch(keeper.sequence()).unwrap());
            *done.entry("Import".to_owned()).or_default() += 1;
            check(seed, &format!("{n}: an import"), &keeper, &model.now());
            continue;
        }
        // Sensitive fields are there to be turned on and off in a firm that is set up: one in two is, from the start.
        let is_set_up = n == 0 && random.below(2) == 0;
        let command =
            if is_set_up { set_up(&mut random) } else { command(&mut random, &keeper.data, keeper.sequence()) };
        let told = shell::tell(&mut store, &mut keeper, id, &command, START + n * 1_000);
        if told == Told::Done {
            let batch = keeper.journal.batch(keeper.sequence()).unwrap();
            model.follow(&command, &batch, seed);
            *done.entry(format!("{:?}", command.sort())).or_default() += 1;
        }
        check(seed, &format!("{n}: {command:?}"), &keeper, &model.now());
    }
    assert_eq!(verify(&keeper.data, &keeper.journal), [], "seed {seed}");
    // Each moment, and back.
    let now = digest(&keeper.data);
    for sequence in 0..=keeper.sequence() {
        let day = keeper.data.whole_today();
        let then = keeper.as_of(sequence, day, |data, _| (state_of(data), verify(data, &Journal::default())));
        let expected = &model.states[sequence as usize];
        assert!(then.0 == **expected, "seed {seed} as of {sequence}: {:#?}", difference(&then.0, expected));
        assert_eq!(then.1, [], "seed {seed} as of {sequence}");
        assert_eq!(digest(&keeper.data), now, "seed {seed} back from {sequence}");
    }
    // Closed and opened again, with or without pages.
    if seed.is_multiple_of(2) {
        shell::checkpoint(&mut store, &mut keeper).unwrap();
    }
    store.kill();
    let Ok(Opened::Workspace(again, damages)) = shell::open(&mut store, seed % 3) else { panic!("seed {seed}") };
    assert_eq!(damages, [], "seed {seed}");
    check(seed, "opened again", &again, &model.now());
    assert_eq!(digest(&again.data), now, "seed {seed}");
    assert_eq!(verify(&again.data, &again.journal), [], "seed {seed} opened again");
    let stacks = |keeper: &Keeper| (keeper.journal.next_undo(), keeper.journal.next_redo());
    assert_eq!(stacks(&again), stacks(&keeper), "seed {seed}");
}
