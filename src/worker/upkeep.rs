//! What the engine does when nobody asks: pages, snapshots; and the ways out of the rescue screen.

use std::rc::Rc;

use crate::storage::bundle;
use crate::storage::database::Database;
use crate::storage::head::{CHECKPOINT, HEAD, IDENTITY, meta_key};
use crate::storage::keeper::{Flip, Keeper};
use crate::storage::recovery::Recovery;
use crate::storage::snapshots::Snapshots;
use crate::storage::store::{Durability, KeyRange, StorageError, StoreName, Write};
use crate::worker::server::Server;
use crate::worker::start::{self, BATCH, Found};

/// Pages are written once the journal behind them has that many records.
const RECORDS_BEFORE_CHECKPOINT: u64 = 64;
/// How many bytes of pages are written at a time.
const STEP_BYTES: usize = 4 << 20;
/// How old the newest snapshot may grow, in milliseconds.
const SNAPSHOT_MS: u64 = 4 * 60 * 1_000;

/// Nobody has asked anything for a while.
pub async fn when_quiet(server: &Rc<Server>) {
    let Some(database) = server.database.borrow().clone() else { return };
    if server.with_keeper(|keeper| keeper.wants_checkpoint(RECORDS_BEFORE_CHECKPOINT)) == Some(true)
        && server.may_write().is_ok()
    {
        // Nothing is lost when it fails: the journal holds it all, and the next quiet moment tries again.
        drop(checkpoint(server, &database).await);
    }
    let now = server.moment().millis;
    let changed = server.with_keeper(|keeper| keeper.sequence()).unwrap_or(0) > server.snapshot_sequence.get();
    if changed && now.saturating_sub(server.last_snapshot.get()) > SNAPSHOT_MS {
        server.last_snapshot.set(now);
        drop(snapshot(server, &database).await);
    }
}

async fn checkpoint(server: &Rc<Server>, database: &Database) -> Result<(), StorageError> {
    let Some(flip) = stage_all(server, database).await? else { return Ok(()) };
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
pub async fn stage_all(server: &Server, database: &Database) -> Result<Option<Flip>, StorageError> {
    loop {
        let writes = server.with_keeper(|keeper| keeper.stage_pages(STEP_BYTES)).unwrap_or_default();
        if writes.is_empty() {
            break;
        }
        if let Err(error) = database.commit(&writes, Durability::Strict).await {
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

/// Copies the store as it is to the private files of the site, which survive the loss of the database.
async fn snapshot(server: &Rc<Server>, database: &Database) -> Result<(), StorageError> {
    let Some(mark) = server.with_keeper(|keeper| keeper.mark()) else { return Ok(()) };
    let snapshots = Snapshots::open(&name_of(server)).await?;
    let mut writer = snapshots.begin(mark).await?;
    for store in StoreName::ALL {
        for (key, bytes) in database.get_all(store, &KeyRange::ALL, BATCH).await? {
            writer.append(&bundle::entry(store, &key, &bytes))?;
        }
        server.answer_meanwhile().await;
    }
    writer.finish().await?;
    server.snapshot_sequence.set(mark.sequence);
    Ok(())
}

fn name_of(server: &Server) -> String {
    format!("rapporto-{}", server.workspace())
}

fn database_of(server: &Server) -> Result<Rc<Database>, StorageError> {
    server.database.borrow().clone().ok_or(StorageError::ConnectionLost)
}

/// Everything in the store, as it is.
pub async fn raw_bundle(server: &Server) -> Result<Vec<u8>, StorageError> {
    let database = database_of(server)?;
    let mut bytes = Vec::new();
    for store in StoreName::ALL {
        for (key, value) in database.get_all(store, &KeyRange::ALL, BATCH).await? {
            bytes.extend(bundle::entry(store, &key, &value));
        }
    }
    Ok(bytes)
}

/// Goes on with what the store holds.
pub async fn go_on(server: &Rc<Server>) -> Result<Found, StorageError> {
    read_again(server).await
}

/// Puts the newest snapshot in place of the store, in one transaction.
pub async fn restore_snapshot(server: &Rc<Server>) -> Result<Found, StorageError> {
    let database = database_of(server)?;
    let snapshots = Snapshots::open(&name_of(server)).await?;
    let (_, bytes) = snapshots.read_latest().await?.ok_or(StorageError::Damaged)?;
    let mut writes = clearing(&database).await?;
    writes.extend(bundle::writes(&bytes)?);
    database.commit(&writes, Durability::Strict).await?;
    read_again(server).await
}

/// Begins anew, empty: what was there is gone from the store, but not from the snapshots.
pub async fn start_empty(server: &Rc<Server>) -> Result<Found, StorageError> {
    let database = database_of(server)?;
    let writes = clearing(&database).await?;
    database.commit(&writes, Durability::Strict).await?;
    let (keeper, founding) = start::found_anew(server.moment().today())?;
    Ok(Found::Nothing(Box::new(keeper), founding))
}

async fn clearing(database: &Database) -> Result<Vec<Write>, StorageError> {
    let mut writes = Vec::new();
    for store in StoreName::ALL {
        let keys = database.keys(store, &KeyRange::ALL).await?;
        writes.extend(keys.into_iter().map(|key| Write::Delete { store, key }));
    }
    Ok(writes)
}

async fn read_again(server: &Rc<Server>) -> Result<Found, StorageError> {
    let database = database_of(server)?;
    let keys = [IDENTITY, HEAD, CHECKPOINT].map(meta_key);
    let values = database.get_many(StoreName::Meta, &keys).await?;
    let [Some(identity), Some(head), Some(checkpoint)] = values.as_slice() else { return Err(StorageError::Damaged) };
    let recovery = Recovery::begin(identity, head, checkpoint, server.moment().today())?;
    Ok(Found::Workspace(Box::new(recovery)))
}
