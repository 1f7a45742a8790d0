//! Opening the store: from a name to a workspace that can be asked, or to the reason why not.

use crate::changes::clock::DeviceId;
use crate::model::date::Date;
use crate::model::id::IdSource;
use crate::storage::database::{Database, DatabaseEvent};
use crate::storage::head::{CHECKPOINT, HEAD, IDENTITY, Identity, PageEntry, STORE_FORMAT, meta_key};
use crate::storage::keeper::Keeper;
use crate::storage::mending::{Judge, Older};
use crate::storage::recovery::Recovery;
use crate::storage::sentinel::{Mark, Start, judge};
use crate::storage::snapshots::Snapshots;
use crate::storage::store::{Birth, Key, KeyRange, StorageError, StoreName, Write};
use crate::worker::inbox::clock_and_chance;
use crate::worker::messages::RescueReason;
use crate::worker::spares::Spares;

/// How many values are read at a time.
pub const BATCH: u32 = 64;

/// How long opening may take before the rescue screen is shown.
pub const DEADLINE_MS: u32 = 5_000;

/// A store that opened.
pub struct Opened {
    /// The database.
    pub database: Database,
    /// What is in it.
    pub found: Found,
}

/// What is in a store.
pub enum Found {
    /// Nothing yet: these writes found the workspace, with the first command.
    Nothing(Box<Keeper>, Vec<Write>),
    /// A workspace, to be read.
    Workspace(Box<Recovery>),
    /// Not what was left.
    Trouble(RescueReason),
}

/// Opens the store of a workspace and looks at what is in it.
pub async fn open(
    workspace: &str,
    sentinel: Option<Mark>,
    today: Date,
    events: impl Fn(DatabaseEvent) + 'static,
) -> Result<Opened, StorageError> {
    let name = name_of(workspace);
    let (database, birth) = Database::open(&name, DEADLINE_MS, events).await?;
    let keys = [IDENTITY, HEAD, CHECKPOINT].map(meta_key);
    let values = database.get_many(StoreName::Meta, &keys).await?;
    let found = match values.as_slice() {
        [Some(identity), Some(head), Some(checkpoint)] => {
            look_at(&birth, sentinel, &name, identity, head, checkpoint, today).await
        }
        [None, None, None] if database.count(StoreName::Journal, &KeyRange::ALL).await? == 0 => {
            nothing(&birth, sentinel, &name, today).await?
        }
        // They are written together: one without the others, or a journal without them, was left by damage.
        _ => Found::Trouble(RescueReason::Damaged),
    };
    Ok(Opened { database, found })
}

/// The name of a workspace's database, and of its snapshots.
pub fn name_of(workspace: &str) -> String {
    format!("rapporto-{workspace}")
}

/// A new workspace in memory.
pub fn found_anew(today: Date) -> Result<(Keeper, Vec<Write>), StorageError> {
    let (millis, chance) = clock_and_chance();
    let mut ids = IdSource::new(millis, chance);
    let workspace = ids.next_id();
    let identity = Identity { format: STORE_FORMAT, workspace, device: DeviceId(ids.chance()), seed: ids.chance() };
    Keeper::found(identity, today)
}

async fn nothing(birth: &Birth, sentinel: Option<Mark>, name: &str, today: Date) -> Result<Found, StorageError> {
    match judge(birth, sentinel, newest_snapshot(name).await, None) {
        Start::Lost { expected } => {
            Ok(Found::Trouble(RescueReason::Lost { expected: expected.map(|mark| mark.sequence) }))
        }
        Start::Welcome | Start::Open | Start::RolledBack { .. } => {
            let (keeper, writes) = found_anew(today)?;
            Ok(Found::Nothing(Box::new(keeper), writes))
        }
    }
}

async fn look_at(
    birth: &Birth,
    sentinel: Option<Mark>,
    name: &str,
    identity: &[u8],
    head: &[u8],
    checkpoint: &[u8],
    today: Date,
) -> Found {
    let recovery = match Recovery::begin(identity, head, checkpoint, today) {
        Ok(recovery) => recovery,
        Err(StorageError::Newer) => return Found::Trouble(RescueReason::Newer),
        Err(_) => return Found::Trouble(RescueReason::Damaged),
    };
    let mark = recovery.expected_mark();
    // Reading the snapshots takes time at each start: the sentinel decides first, and nearly always alone.
    let snapshot = if sentinel.is_some() { None } else { newest_snapshot(name).await };
    match judge(birth, sentinel, snapshot, Some(mark)) {
        Start::RolledBack { expected, found } => {
            Found::Trouble(RescueReason::RolledBack { expected: expected.sequence, found: found.sequence })
        }
        Start::Welcome | Start::Open | Start::Lost { .. } => Found::Workspace(Box::new(recovery)),
    }
}

async fn newest_snapshot(name: &str) -> Option<Mark> {
    let snapshots = Snapshots::open(name).await.ok()?;
    let generations = snapshots.list().await.ok()?;
    generations.into_iter().find_map(|generation| generation.header.ok()).map(|header| header.mark)
}

/// How many pages are read at a time: the memory of what was read is given back before the next.
pub const PAGES_AT_ONCE: usize = 4;

/// Reads some pages, at most [`PAGES_AT_ONCE`]. What is not as it was written is taken from a snapshot that still has it.
pub async fn read_pages(
    database: &Database,
    recovery: &mut Recovery,
    pages: &[PageEntry],
    spares: &mut Spares,
) -> Result<(), StorageError> {
    let keys: Vec<_> = pages.iter().map(PageEntry::key).collect();
    let values = database.get_many(StoreName::Pages, &keys).await?;
    for (page, bytes) in pages.iter().zip(values) {
        if !recovery.take_whole_page(*page, bytes.as_deref()) {
            mend(database, recovery.judge(), page, spares).await.take_into(recovery, *page);
        }
    }
    Ok(())
}

/// What there is in place of a page that is damaged.
pub enum Mended {
    /// The same page, from a snapshot.
    Found(Vec<u8>),
    /// An older version of it, if a snapshot has one, and the records of the journal since.
    Older(Option<Older>, Vec<(u64, Vec<u8>)>),
}

/// Looks for what a damaged page can be made of again.
pub async fn mend(database: &Database, judge: Judge, page: &PageEntry, spares: &mut Spares) -> Mended {
    let key = page.key();
    if let Some(bytes) = spares.find(StoreName::Pages, &key, |it| judge.is_whole(&key, it)).await {
        return Mended::Found(bytes);
    }
    let older = spares.older(page, judge).await;
    let (first, last) = judge.records_since(older.as_ref());
    let range = KeyRange { first: Some(Key::Sequence(first)), end: Some(Key::Sequence(last + 1)) };
    let mut records = Vec::new();
    for (key, bytes) in database.get_all(StoreName::Journal, &range, BATCH).await.unwrap_or_default() {
        if let Key::Sequence(sequence) = key {
            records.push((sequence, bytes));
        }
    }
    Mended::Older(older, records)
}

impl Mended {
    /// Takes the page in, or leaves it out, named.
    pub fn take_into(self, recovery: &mut Recovery, page: PageEntry) {
        match self {
            Self::Found(bytes) => recovery.take_page(page, Some(&bytes)),
            Self::Older(older, records) => {
                if !recovery.mend_page(page, older.as_ref(), &records) {
                    recovery.take_page(page, None);
                }
            }
        }
    }
}

/// Reads the tail of the journal; records that are not as they were written are taken from a snapshot that has them.
pub async fn read_tail(database: &Database, recovery: &mut Recovery, spares: &mut Spares) -> Result<(), StorageError> {
    let range = KeyRange::from(Key::Sequence(recovery.tail_from()));
    for (key, bytes) in database.get_all(StoreName::Journal, &range, BATCH).await? {
        if let Key::Sequence(sequence) = key {
            recovery.take_record(sequence, bytes);
        }
    }
    for sequence in recovery.missing_records() {
        let key = Key::Sequence(sequence);
        if let Some(spare) = spares.find(StoreName::Journal, &key, |it| recovery.is_whole(&key, it)).await {
            recovery.take_record(sequence, spare);
        }
    }
    Ok(())
}
