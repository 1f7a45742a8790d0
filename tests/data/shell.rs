//! What the worker's shell does with the keeper and a store: the protocol of writes, without a browser.

use rapporto::changes::change::{Change, MadeRange, Role, Way};
use rapporto::changes::clock::DeviceId;
use rapporto::changes::inverse::Plan;
use rapporto::commands::{Command, Context, Planned, Tell};
use rapporto::engine::digest::digest;
use rapporto::model::customer::CustomerField;
use rapporto::model::date::Time;
use rapporto::model::field::Value;
use rapporto::model::id::{Id, IdSource};
use rapporto::model::kind::Kind;
use rapporto::storage::head::{CHECKPOINT, HEAD, IDENTITY, Identity, PageEntry, STORE_FORMAT, meta_key};
use rapporto::storage::keeper::{Keeper, Order, Prepared};
use rapporto::storage::memory_store::MemoryStore;
use rapporto::storage::recovery::{Damage, Recovery};
use rapporto::storage::seeded_random::SeededRandom;
use rapporto::storage::store::{Durability, Key, KeyRange, StorageError, StoreName, Write};

use crate::random_commands::{chance_of_rows, lay_out, today};

/// What a start found.
pub(crate) enum Opened {
    /// Nothing was ever kept.
    Nothing,
    /// A workspace, with what was not as it was written.
    Workspace(Box<Keeper>, Vec<Damage>),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// It is on disk.
    Done,
    /// It had been done before.
    Already,
    /// The business refused it, or there was nothing to do.
    Refused,
    /// The store did not take it.
    NotSaved,
    /// Nobody knows: only reading the store again tells.
    Unknown,
}

/// The identity of every workspace in these tests.
pub(crate) fn identity(seed: u64) -> Identity {
    Identity { format: STORE_FORMAT, workspace: Id::from_u128(7), device: DeviceId(1), seed }
}

/// Founds a workspace.
pub(crate) fn found(store: &mut MemoryStore, seed: u64) -> Result<Keeper, StorageError> {
    let (keeper, writes) = Keeper::found(identity(seed), today())?;
    store.commit(&writes, Durability::Strict)?;
    Ok(keeper)
}

/// Reads the workspace back, in the order in which the worker does.
pub(crate) fn open(store: &mut MemoryStore, first_kinds_early: u64) -> Result<Opened, StorageError> {
    let mut opened = read(store, first_kinds_early)?;
    if let Opened::Workspace(keeper, _) = &mut opened {
        remember(store, keeper)?;
    }
    Ok(opened)
}

/// Reads the workspace back, but not what was done before its checkpoint.
pub(crate) fn read(store: &mut MemoryStore, first_kinds_early: u64) -> Result<Opened, StorageError> {
    let Some((mut recovery, rest)) = read_first(store, first_kinds_early)? else { return Ok(Opened::Nothing) };
    take(&mut recovery, store, rest)?;
    let (keeper, damages) = recovery.finish();
    Ok(Opened::Workspace(Box::new(keeper), damages))
}

/// Reads what comes first of a workspace, and says which pages are left.
pub(crate) fn read_first(
    store: &mut MemoryStore,
    first_kinds_early: u64,
) -> Result<Option<(Recovery, Vec<PageEntry>)>, StorageError> {
    store.open()?;
    let [identity, head, checkpoint] =
        [IDENTITY, HEAD, CHECKPOINT].map(|name| store.get(StoreName::Meta, &meta_key(name)));
    let (Some(identity), Some(head), Some(checkpoint)) = (identity?, head?, checkpoint?) else {
        return Ok(None);
    };
    let mut recovery = Recovery::begin(&identity, &head, &checkpoint, today())?;
    let (first, rest) = recovery.pages();
    take(&mut recovery, store, first)?;
    for (key, bytes) in store.get_all(StoreName::Journal, &KeyRange::from(Key::Sequence(recovery.tail_from())))? {
        if let Key::Sequence(sequence) = key {
            recovery.take_record(sequence, bytes);
        }
    }
    if first_kinds_early == 0 {
        recovery.apply_to_first_kinds();
    }
    Ok(Some((recovery, rest)))
}

/// Takes pages in.
pub(crate) fn take(
    recovery: &mut Recovery,
    store: &mut MemoryStore,
    pages: Vec<PageEntry>,
) -> Result<(), StorageError> {
    for page in pages {
        recovery.take_page(page, store.get(StoreName::Pages, &page.key())?.as_deref());
    }
    Ok(())
}

/// Reads the older batches, and sweeps away what no record names.
pub(crate) fn remember(store: &mut MemoryStore, keeper: &mut Keeper) -> Result<(), StorageError> {
    for (key, bytes) in store.get_all(StoreName::Journal, &KeyRange::ALL)? {
        if let Key::Sequence(sequence) = key {
            keeper.remember(sequence, &bytes);
        }
    }
    keeper.journal.stack_anew();
    let sweep = keeper.sweep(store.keys(StoreName::Pages, &KeyRange::ALL)?);
    if store.commit(&sweep, Durability::Relaxed).is_ok()
        && let Ok(keys) = store.keys(StoreName::Pages, &KeyRange::ALL)
    {
        assert_eq!(keeper.sweep(keys), [], "a sweep leaves nothing behind");
    }
    Ok(())
}

/// Plans a command and makes it true, in memory and on disk.
pub(crate) fn tell(store: &mut MemoryStore, keeper: &mut Keeper, id: Id, command: &Command, millis: u64) -> Told {
    if keeper.done(id).is_some() {
        return Told::Already;
    }
    let now = Time::from_millis(millis as i64);
    let mut context = Context { now, today: today(), ids: IdSource::new(millis, id.to_u128() as u64) };
    let Ok(planned) = command.plan(&keeper.data, &keeper.journal, &mut context) else { return Told::Refused };
    if planned.is_idle() {
        return Told::Refused;
    }
    let order = Order { command: id, sort: command.sort().number(), role: planned.role, millis };
    let prepared = keeper.prepare(planned.plan, order).unwrap();
    let answer = store.commit(&prepared.writes, Durability::Strict);
    settle(store, keeper, &prepared, answer)
}

/// Imports customers in bulk and edits one that is there: pages of new rows first, seen by nobody; then the rest of the
/// pages; then the batch and the checkpoint in one transaction. Some imports are stopped on the way.
pub(crate) fn import(
    store: &mut MemoryStore,
    keeper: &mut Keeper,
    random: &mut SeededRandom,
    id: Id,
    count: u32,
    millis: u64,
) -> Told {
    import_until(store, keeper, random, id, count, millis, None)
}

/// The same, stopped after so many slices if it is not over by then.
pub(crate) fn import_until(
    store: &mut MemoryStore,
    keeper: &mut Keeper,
    random: &mut SeededRandom,
    id: Id,
    count: u32,
    millis: u64,
    stopped_after: Option<u64>,
) -> Told {
    if keeper.done(id).is_some() {
        return Told::Already;
    }
    let before = digest(&keeper.data);
    let edited = edit_of_one(random, keeper);
    let first = IdSource::new(millis, random.next_u64()).next_id();
    lay_out(&mut chance_of_rows(id), &mut keeper.data, first, count);
    let range = MadeRange { kind: Kind::Customer, first, count, way: Way::Made };
    let planned = Planned::done(Plan { ranges: vec![range], changes: edited });
    keeper.begin_bulk(&planned.plan, millis);
    let mut slices = 0;
    loop {
        let writes = keeper.stage_bulk(200);
        let is_stopped = stopped_after.is_some_and(|most| slices >= most);
        if !is_stopped && writes.is_empty() {
            break;
        }
        slices += 1;
        if is_stopped || store.commit(&writes, Durability::Strict).is_err() {
            keeper.abandon_bulk();
            keeper.data.drop_rows(&[range]);
            return Told::NotSaved;
        }
        assert_eq!(digest(&keeper.data), before, "what is being written is seen");
    }
    let order = Order { command: id, sort: 1_000, role: Role::Done, millis };
    let prepared = keeper.prepare(planned.plan, order).unwrap();
    if stage(store, keeper).is_err() {
        keeper.roll_back(&prepared);
        return Told::NotSaved;
    }
    let flip = keeper.flip().unwrap().unwrap();
    let writes: Vec<Write> = prepared.writes.iter().cloned().chain([flip.write.clone()]).collect();
    let answer = store.commit(&writes, Durability::Strict);
    let told = settle(store, keeper, &prepared, answer);
    match told {
        Told::Done => {
            let sweep = keeper.flipped(flip);
            drop(store.commit(&sweep, Durability::Relaxed));
        }
        Told::Already | Told::Refused | Told::NotSaved | Told::Unknown => keeper.flip_failed(&flip),
    }
    told
}

/// Another note for one of the customers that are there.
fn edit_of_one(random: &mut SeededRandom, keeper: &Keeper) -> Vec<Change> {
    let table = keeper.data.table(Kind::Customer);
    let live: Vec<u32> = table.live.rows().collect();
    let row = live.get(random.below(live.len().max(1) as u64) as usize);
    let Some(id) = row.and_then(|row| table.ids.id_of(*row)) else { return Vec::new() };
    let field = CustomerField::Notes.number();
    let before = keeper.data.value_of(Kind::Customer, id, field);
    let after = Value::Text(format!("note {}", random.below(1_000)));
    if before == after { Vec::new() } else { vec![Change { kind: Kind::Customer, id, field, before, after }] }
}

/// Writes the pages and moves the checkpoint.
pub(crate) fn checkpoint(store: &mut MemoryStore, keeper: &mut Keeper) -> Result<(), StorageError> {
    if let Err(error) = stage(store, keeper) {
        keeper.abandon_staging();
        return Err(error);
    }
    let Some(flip) = keeper.flip()? else { return Ok(()) };
    match store.commit(std::slice::from_ref(&flip.write), Durability::Strict) {
        Ok(()) => {
            let sweep = keeper.flipped(flip);
            store.commit(&sweep, Durability::Relaxed)
        }
        Err(error) => {
            keeper.flip_failed(&flip);
            Err(error)
        }
    }
}

/// One step of a checkpoint, as it is interleaved with commands.
pub(crate) fn stage_one(store: &mut MemoryStore, keeper: &mut Keeper) {
    let writes = keeper.stage_pages(1);
    if !writes.is_empty() && store.commit(&writes, Durability::Strict).is_err() {
        keeper.abandon_staging();
    }
}

fn stage(store: &mut MemoryStore, keeper: &mut Keeper) -> Result<(), StorageError> {
    loop {
        let writes = keeper.stage_pages(200);
        if writes.is_empty() {
            return Ok(());
        }
        store.commit(&writes, Durability::Strict)?;
    }
}

/// Decides by the store's answer, or, where that says nothing, by the head that is stored.
fn settle(store: &mut MemoryStore, keeper: &mut Keeper, prepared: &Prepared, answer: Result<(), StorageError>) -> Told {
    let is_kept = match answer {
        Ok(()) => true,
        Err(error) if error.may_be_kept() => {
            let head = store.open().and_then(|_| store.get(StoreName::Meta, &meta_key(HEAD)));
            match head.and_then(|head| keeper.is_kept(prepared, &head.unwrap_or_default())) {
                Ok(is_kept) => is_kept,
                Err(_) => return Told::Unknown,
            }
        }
        Err(_) => false,
    };
    if is_kept {
        Told::Done
    } else {
        keeper.roll_back(prepared);
        Told::NotSaved
    }
}
