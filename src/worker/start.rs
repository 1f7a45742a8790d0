//! Opening the store: from a name to a workspace that can be asked, or to the reason why not.

use std::collections::VecDeque;
use std::pin::Pin;
use std::slice::Iter;

use crate::changes::clock::DeviceId;
use crate::model::date::Date;
use crate::model::id::IdSource;
use crate::storage::database::{Database, DatabaseEvent};
use crate::storage::head::{CHECKPOINT, HEAD, IDENTITY, Identity, PageEntry, STORE_FORMAT, meta_key};
use crate::storage::keeper::Keeper;
use crate::storage::mending::{Judge, Older};
use crate::storage::mirror::MirrorPair;
use crate::storage::mirror_files::Missing;
use crate::storage::recovery::Recovery;
use crate::storage::sentinel::{Start, judge};
use crate::storage::store::{Birth, Key, KeyRange, StorageError, StoreName, Write};
use crate::worker::copies;
use crate::worker::inbox::clock_and_chance;
use crate::worker::messages::{Healed, Loss, RescueReason};
use crate::worker::server::Server;
use crate::worker::spares::Spares;

/// How many values are read at a time.
pub const BATCH: u32 = 64;

/// How long opening may take before the rescue screen is shown.
pub const DEADLINE_MS: u32 = 5_000;

/// A store that opened, before it is judged.
pub struct Opened {
    database: Database,
    birth: Birth,
    holds: Holds,
}

enum Holds {
    Nothing,
    Workspace(Box<Reading>),
    Trouble(RescueReason),
}

/// What is in a store.
pub enum Found {
    /// Nothing yet: these writes found the workspace, with the first command.
    Nothing(Box<Keeper>, Vec<Write>),
    /// A workspace, to be read.
    Workspace(Box<Reading>),
    /// Not what was left.
    Trouble(RescueReason),
}

/// Opens the store of a workspace and reads what is needed first.
pub async fn open(
    workspace: &str,
    today: Date,
    events: impl Fn(DatabaseEvent) + 'static,
    told: Told<'_>,
) -> Result<Opened, StorageError> {
    let name = name_of(workspace);
    let (database, birth) = Database::open(&name, DEADLINE_MS, events).await?;
    let holds = match Reading::of(&database, name, today).await {
        Ok(Some(mut reading)) => {
            reading.begin(&database, told).await;
            Holds::Workspace(Box::new(reading))
        }
        Ok(None) if database.count(StoreName::Journal, &KeyRange::ALL).await? == 0 => Holds::Nothing,
        Err(StorageError::Newer) => Holds::Trouble(RescueReason::Newer),
        // A journal without what it belongs to was left by damage too.
        Ok(None) | Err(StorageError::Damaged) => Holds::Trouble(RescueReason::Damaged),
        Err(error) => return Err(error),
    };
    Ok(Opened { database, birth, holds })
}

impl Opened {
    /// Whether it is the store that was left. One that was lost is brought back, where all of it can be.
    pub async fn judge(self, server: &Server, today: Date) -> Result<(Database, Found), StorageError> {
        let found = match self.holds {
            Holds::Nothing => nothing(server, &self.database, &self.birth, today).await?,
            Holds::Workspace(mut reading) => {
                reading.recovery.set_today(today);
                look_at(server, &self.database, &self.birth, reading, today).await
            }
            Holds::Trouble(reason) => Found::Trouble(reason),
        };
        Ok((self.database, found))
    }
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

async fn nothing(server: &Server, database: &Database, birth: &Birth, today: Date) -> Result<Found, StorageError> {
    let name = name_of(server.workspace());
    let sentinel = server.hello.sentinel;
    let mirror = server.mirror.open(server.workspace(), Missing::Leave).await;
    match judge(birth, sentinel, copies::newest_mark(&name, &mirror).await, None) {
        Start::Lost { expected } => {
            let words = birth.words();
            let loss = Loss::Everything { words: words.clone() };
            match bring_back(server, database, &mirror, today, loss, None).await {
                Some(reading) => Ok(Found::Workspace(reading)),
                None => Ok(Found::Trouble(RescueReason::Lost { expected: expected.map(|mark| mark.sequence), words })),
            }
        }
        Start::Welcome | Start::Open | Start::RolledBack { .. } => {
            let (keeper, writes) = found_anew(today)?;
            Ok(Found::Nothing(Box::new(keeper), writes))
        }
    }
}

/// Brings the workspace back from the internal copies, where all of it can be.
pub async fn bring_back(
    server: &Server,
    database: &Database,
    mirror: &MirrorPair,
    today: Date,
    loss: Loss,
    held: Option<(Identity, u64, u64)>,
) -> Option<Box<Reading>> {
    if server.may_write().is_err() {
        return None;
    }
    let name = name_of(server.workspace());
    let reaches = copies::bring_back(database, &name, server.hello.sentinel, mirror, today, held).await?;
    let mut reading = Reading::of(database, name, today).await.ok()??;
    // Whether it went through where the store did not say, only what it holds now tells.
    if reading.recovery.end().1 != reaches {
        return None;
    }
    reading.healed = Some(Healed { loss, reaches });
    Some(Box::new(reading))
}

async fn look_at(server: &Server, database: &Database, birth: &Birth, reading: Box<Reading>, today: Date) -> Found {
    let mark = reading.recovery.expected_mark();
    let sentinel = server.hello.sentinel;
    // Reading the copies takes time at each start: the sentinel decides first, and nearly always alone.
    let copy = if sentinel.is_some() {
        None
    } else {
        let mirror = server.mirror.open(server.workspace(), Missing::Leave).await;
        copies::newest_mark(&name_of(server.workspace()), &mirror).await
    };
    match judge(birth, sentinel, copy, Some(mark)) {
        Start::RolledBack { expected, found } => {
            let mirror = server.mirror.open(server.workspace(), Missing::Leave).await;
            let held = reading.recovery.end();
            let (identity, sequence, chain) = held;
            let last = mirror.behind(identity.workspace, sequence, Some(chain)).last().map(|it| it.sequence);
            if last.is_some_and(|last| last >= expected.sequence) {
                // What is missing is put back once the rest is read.
                return Found::Workspace(reading);
            }
            // A gap is between the two, such as an import: a snapshot may lead over it.
            let loss = Loss::End { found: found.sequence };
            match bring_back(server, database, &mirror, today, loss, Some(held)).await {
                Some(reading) => Found::Workspace(reading),
                None => Found::Trouble(RescueReason::RolledBack { expected: expected.sequence, found: found.sequence }),
            }
        }
        Start::Welcome | Start::Open | Start::Lost { .. } => Found::Workspace(reading),
    }
}

/// How many pages are on their way at a time: all at once would take the memory of the whole store a second time.
const PAGES_AT_ONCE: usize = 4;

/// A workspace that is being read.
pub struct Reading {
    /// What is read of it.
    pub recovery: Recovery,
    /// What takes the place of what is damaged.
    pub spares: Spares,
    /// What the browser had lost and is there again.
    pub healed: Option<Healed>,
    /// How reading the first kinds went.
    first: Option<Result<(), StorageError>>,
}

impl Reading {
    /// Nothing is read yet.
    fn new(recovery: Recovery, name: String) -> Self {
        Self { recovery, spares: Spares::new(name), healed: None, first: None }
    }

    /// Of what a store holds; none where it holds nothing.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] or [`StorageError::Newer`] when it cannot be read, or what the store says.
    pub async fn of(database: &Database, name: String, today: Date) -> Result<Option<Self>, StorageError> {
        let keys = [IDENTITY, HEAD, CHECKPOINT].map(meta_key);
        match database.get_many(StoreName::Meta, &keys).await?.as_slice() {
            [Some(identity), Some(head), Some(checkpoint)] => {
                Ok(Some(Self::new(Recovery::begin(identity, head, checkpoint, today)?, name)))
            }
            [None, None, None] => Ok(None),
            // They are written together: one without the others was left by damage.
            _ => Err(StorageError::Damaged),
        }
    }

    /// Reads the first kinds; how that went, [`Self::has_begun`] says.
    async fn begin(&mut self, database: &Database, told: Told<'_>) {
        let read = self.read_first(database, told).await;
        self.first = Some(read);
    }

    /// Reads the first kinds, unless they are read.
    ///
    /// # Errors
    /// What the store says.
    pub async fn has_begun(&mut self, database: &Database, told: Told<'_>) -> Result<(), StorageError> {
        if self.first.is_none() {
            self.begin(database, told).await;
        }
        self.first.clone().unwrap_or(Ok(()))
    }

    async fn read_first(&mut self, database: &Database, told: Told<'_>) -> Result<(), StorageError> {
        let (pages, rest) = self.recovery.pages();
        let mut read = Read::new(0, pages.len() + rest.len(), told);
        let mut coming = Coming::of(database, &pages);
        while let Some((page, bytes)) = coming.next().await {
            read.one_more();
            if !self.recovery.take_whole_page(page, bytes?.as_deref()) {
                mend(database, self.recovery.judge(), &page, &mut self.spares)
                    .await
                    .take_into(&mut self.recovery, page);
            }
        }
        read_tail(database, &mut self.recovery, &mut self.spares).await
    }
}

/// Hears how many of a hundred pages are read.
pub type Told<'t> = &'t dyn Fn(u8);

/// How many pages of how many are read: told when it comes to another percent.
pub struct Read<'t> {
    so_far: usize,
    n_pages: usize,
    told: Told<'t>,
}

impl<'t> Read<'t> {
    /// So many are read.
    pub fn new(so_far: usize, n_pages: usize, told: Told<'t>) -> Self {
        Self { so_far, n_pages, told }
    }

    /// Another one is.
    pub fn one_more(&mut self) {
        let before = self.percent();
        self.so_far += 1;
        if self.percent() != before {
            (self.told)(self.percent());
        }
    }

    fn percent(&self) -> u8 {
        (self.so_far.min(self.n_pages) * 100 / self.n_pages.max(1)) as u8
    }
}

/// Pages on their way from the store: the next ones come while one is taken in.
pub struct Coming<'s> {
    database: &'s Database,
    pages: Iter<'s, PageEntry>,
    asked: VecDeque<(PageEntry, Value<'s>)>,
}

type Value<'s> = Pin<Box<dyn Future<Output = Result<Option<Vec<u8>>, StorageError>> + 's>>;

impl<'s> Coming<'s> {
    /// These pages, in their order.
    pub fn of(database: &'s Database, pages: &'s [PageEntry]) -> Self {
        let mut coming = Self { database, pages: pages.iter(), asked: VecDeque::new() };
        (0..PAGES_AT_ONCE).for_each(|_| coming.ask());
        coming
    }

    fn ask(&mut self) {
        if let Some(page) = self.pages.next() {
            let values = self.database.get_ahead(StoreName::Pages, vec![page.key()]);
            self.asked.push_back((*page, Box::pin(async { Ok(values.await?.pop().flatten()) })));
        }
    }

    /// The next page, with what is stored of it.
    pub async fn next(&mut self) -> Option<(PageEntry, Result<Option<Vec<u8>>, StorageError>)> {
        let (page, value) = self.asked.pop_front()?;
        let value = value.await;
        self.ask();
        Some((page, value))
    }
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
