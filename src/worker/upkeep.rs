//! What the engine does between requests: pages, snapshots.

use std::cell::Cell;
use std::rc::Rc;

use crate::storage::bundle;
use crate::storage::database::Database;
use crate::storage::keeper::{Flip, Keeper};
use crate::storage::mirror_files::Missing;
use crate::storage::sentinel::Mark;
use crate::storage::snapshots::Snapshots;
use crate::storage::store::{Durability, KeyRange, StorageError, StoreName};
use crate::worker::server::Server;
use crate::worker::start::{BATCH, name_of};
use crate::worker::work::job::Job;

/// For how long nothing was written when it is quiet, in milliseconds.
const QUIET_MS: u64 = 1_500;
/// Pages are written in a quiet moment once the journal behind them has that many records,
const RECORDS_BEFORE_CHECKPOINT: u64 = 64;
/// and at any moment once it has that many.
const RECORDS_AT_MOST: u64 = 2_048;
/// How many bytes of pages are written at a time.
const STEP_BYTES: usize = 4 << 20;
/// How old the newest snapshot may grow before a new one is taken in a quiet moment, in milliseconds,
const SNAPSHOT_MS: u64 = 4 * 60 * 1_000;
/// and at any moment: after a loss at most five minutes of work are missing.
const SNAPSHOT_AT_MOST_MS: u64 = 285 * 1_000;
/// How many large values are copied at a time while a snapshot is taken.
const COPY_VALUES: usize = 4;

/// What the engine remembers of its upkeep.
#[derive(Debug, Default)]
pub struct Upkeep {
    /// How far the newest snapshot reaches, and when it was taken (milliseconds since 1970-01-01).
    snapshot: Cell<Option<(u64, u64)>>,
    /// When the engine began to look after the store.
    began: Cell<Option<u64>>,
    /// When a snapshot could not be taken.
    failed: Cell<Option<u64>>,
    /// When something was last written.
    written: Cell<u64>,
}

impl Upkeep {
    /// Something was written.
    pub fn note_write(&self, millis: u64) {
        self.written.set(millis);
    }
}

/// A request was answered, or nothing came for a while.
pub async fn now_and_then(server: &Rc<Server>) {
    let Some(database) = server.database.borrow().clone() else { return };
    let Some(sequence) = server.with_keeper(|keeper| keeper.sequence()) else { return };
    if server.may_write().is_err() {
        return;
    }
    let now = server.moment().millis;
    let upkeep = &server.upkeep;
    let began = if let Some(began) = upkeep.began.get() {
        began
    } else {
        upkeep.began.set(Some(now));
        upkeep.snapshot.set(newest_snapshot(server).await);
        now
    };
    let is_quiet = server.inbox.is_empty() && now.saturating_sub(upkeep.written.get()) >= QUIET_MS;
    let records = if is_quiet { RECORDS_BEFORE_CHECKPOINT } else { RECORDS_AT_MOST };
    if server.with_keeper(|keeper| keeper.wants_checkpoint(records)) == Some(true) {
        // Nothing is lost when it fails: the journal holds it all, and the next quiet moment tries again.
        drop(checkpoint(server, &database).await);
    }
    if is_quiet && server.mirror.is_missing() {
        // A worker that was dying held it.
        server.mirror.open(server.workspace(), Missing::Make).await;
        server.follow();
    }
    // A place without room stays without room for a while.
    let has_failed = upkeep.failed.get().is_some_and(|at| now.saturating_sub(at) <= SNAPSHOT_MS);
    let is_due = match (upkeep.snapshot.get(), is_quiet) {
        _ if has_failed => false,
        (_, true) if server.mirror.wants_snapshot() => true,
        (Some((reaches, _)), _) if reaches == sequence => false,
        (None, _) if sequence == 0 => false,
        (None, true) => true,
        (Some((_, at)), true) => now.saturating_sub(at) > SNAPSHOT_MS,
        (snapshot, false) => now.saturating_sub(snapshot.map_or(began, |(_, at)| at)) > SNAPSHOT_AT_MOST_MS,
    };
    if is_due && !server.is_damaged.get() {
        let is_taken = snapshot(server, &database, now).await.is_ok();
        upkeep.failed.set((!is_taken).then_some(now));
        if is_taken {
            upkeep.snapshot.set(Some((sequence, now)));
            server.mirror_from_snapshot();
        }
    }
}

/// How far the newest snapshot of this workspace reaches, and when it was taken.
async fn newest_snapshot(server: &Rc<Server>) -> Option<(u64, u64)> {
    let workspace = server.with_keeper(|keeper| keeper.mark())?.workspace_id;
    let snapshots = Snapshots::open(&name_of(server.workspace())).await.ok()?;
    let marks = snapshots.list().await.ok()?.into_iter().filter_map(|it| it.header.ok()).map(|header| header.mark);
    let newest = marks.filter(|mark| mark.workspace_id == workspace).max_by_key(|mark| mark.at_ms)?;
    Some((newest.sequence, u64::try_from(newest.at_ms).unwrap_or(0)))
}

async fn checkpoint(server: &Rc<Server>, database: &Database) -> Result<(), StorageError> {
    let Some(flip) = stage_all(server, database, None).await? else { return Ok(()) };
    match database.commit(std::slice::from_ref(&flip.write), Durability::Strict).await {
        Ok(()) => flipped(server, database, flip).await,
        Err(error) => {
            server.with_keeper(|keeper| keeper.flip_failed(&flip));
            return Err(error);
        }
    }
    Ok(())
}

/// Writes every page that changed beside its old version.
///
/// # Errors
/// What the store says; [`StorageError::Aborted`] when the job whose pages they are was stopped.
pub async fn stage_all(server: &Server, database: &Database, job: Option<&Job>) -> Result<Option<Flip>, StorageError> {
    loop {
        let writes = server.with_keeper(|keeper| keeper.stage_pages(STEP_BYTES)).unwrap_or_default();
        if writes.is_empty() {
            break;
        }
        let mut written = database.commit(&writes, Durability::Strict).await;
        if written.is_ok() && job.is_some_and(Job::is_unwanted) {
            written = Err(StorageError::Aborted);
        }
        if let Err(error) = written {
            if let Some(Ok(Some(flip))) = server.with_keeper(Keeper::flip) {
                server.with_keeper(|keeper| keeper.flip_failed(&flip));
            }
            return Err(error);
        }
    }
    server.with_keeper(Keeper::flip).transpose().map(Option::flatten)
}

/// New versions of pages are current: the old ones go.
pub async fn flipped(server: &Server, database: &Database, flip: Flip) {
    let sweep = server.with_keeper(|keeper| keeper.flipped(flip)).unwrap_or_default();
    // What is not swept now is swept at the next start.
    drop(database.commit(&sweep, Durability::Relaxed).await);
}

/// Copies the store as it is to the private files of the site, which survive the loss of the database. It counts only if
/// nothing was written while it was read.
async fn snapshot(server: &Rc<Server>, database: &Database, now: u64) -> Result<(), StorageError> {
    let Some((mark, version)) = server.with_keeper(|keeper| (keeper.mark(), keeper.version())) else { return Ok(()) };
    // When it was taken, not when the last batch was made.
    let mark = Mark { at_ms: i64::try_from(now).unwrap_or(i64::MAX), ..mark };
    let snapshots = Snapshots::open(&name_of(server.workspace())).await?;
    let mut writer = snapshots.begin(mark).await?;
    for store in StoreName::ALL {
        let keys = database.keys(store, &KeyRange::ALL).await?;
        let n_values = match store {
            StoreName::Meta | StoreName::Journal => BATCH as usize,
            StoreName::Pages | StoreName::Files => COPY_VALUES,
        };
        for keys in keys.chunks(n_values) {
            let values = database.get_many(store, keys).await?;
            for (key, bytes) in keys.iter().zip(values) {
                // What is no more went between two readings: nothing else writes meanwhile, so it was damaged.
                let bytes = bytes.ok_or(StorageError::Damaged)?;
                writer.append(&bundle::entry(store, key, &bytes))?;
            }
            server.answer_meanwhile().await;
        }
    }
    if server.with_keeper(|keeper| keeper.version()) != Some(version) {
        return Err(StorageError::Aborted);
    }
    writer.finish().await?;
    Ok(())
}
