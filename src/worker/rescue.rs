//! The ways out of the rescue screen: go on, restore a snapshot, begin anew, give out what there is.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use web_sys::Blob;

use crate::commands::Refusal;
use crate::commands::refusal::NotSaved;
use crate::model::date::Date;
use crate::storage::bundle;
use crate::storage::database::Database;
use crate::storage::head::{CHECKPOINT, HEAD, IDENTITY, meta_key};
use crate::storage::mirror::MirrorPair;
use crate::storage::mirror_files::Missing;
use crate::storage::recovery::Recovery;
use crate::storage::store::{Durability, Key, KeyRange, StorageError, StoreName, Write};
use crate::worker::copies;
use crate::worker::messages::{Reply, Rescue, RescueReason, State};
use crate::worker::server::{Server, not_saved};
use crate::worker::session::Session;
use crate::worker::start::{self, BATCH, DEADLINE_MS, Found, Reading, name_of};

/// Does what the user chose and opens what that gives.
pub async fn choose(server: &Rc<Server>, tab: u64, number: u32, rescue: Rescue) {
    let _answers = server.go_on_answering();
    let rescued = match (rescue, server.reason()) {
        (Rescue::ExportRaw, _) => match raw_bundle(server).await {
            Ok(file) => {
                server.outbox.file(tab, number, format!("{}.raw", name_of(server.workspace())), &file);
                return;
            }
            Err(error) => Err(error),
        },
        // What a newer program wrote must not be written over by this one; what is open need not be gone on with.
        (_, Some(reason)) if !reason.may_be_written_over() => Err(StorageError::Aborted),
        (Rescue::GoOn, None) => Err(StorageError::Aborted),
        (Rescue::GoOn, Some(_)) => go_on(server).await,
        (Rescue::RestoreSnapshot, _) => restore_snapshot(server).await,
        (Rescue::StartEmpty, _) => start_empty(server).await,
    };
    match rescued {
        Ok(found) => {
            // Before the tab hears of the engine: it sends again what was not answered, and it would be done twice.
            server.outbox.reply(tab, number, Reply::Beat);
            open_anew(server, found).await;
        }
        Err(error) => {
            if server.database.borrow().is_none() {
                // The workspace that is open has no store behind it any more: it is read and exported, not written.
                server.give_up(not_saved(&error));
            }
            server.outbox.reply(tab, number, Reply::NotRescued);
        }
    }
}

/// An empty workspace beside what the store holds, for what a file brings: called once all of it was read and found
/// whole. Its pages go where nothing is; with its one batch it is founded, and what was there before goes.
///
/// # Errors
/// When the store is not this program's to write over, or cannot be opened.
pub async fn make_room_beside(server: &Rc<Server>) -> Result<(), Refusal> {
    if server.reason().is_some_and(|reason| !reason.may_be_written_over()) {
        return Err(Refusal::NotSaved(NotSaved::Superseded));
    }
    let refused = |error: StorageError| Refusal::NotSaved(not_saved(&error));
    let (_, present) = readable(server).await.map_err(refused)?;
    let (mut keeper, founding) = start::found_anew(server.moment().today()).map_err(refused)?;
    keeper.stage_beside(present.iter().map(|(_, key)| key));
    let gone = present.into_iter().map(|(store, key)| Write::Delete { store, key });
    *server.founding.borrow_mut() = gone.chain(founding).collect();
    *server.session.borrow_mut() = Some(Session::Open(Box::new(keeper)));
    server.is_whole_again();
    Ok(())
}

/// The workspace beside the store came in its place.
pub async fn enter_what_came(server: &Rc<Server>) {
    server.enter_ready(Vec::new(), None);
    server.mirror.open(server.workspace(), Missing::Make).await;
    server.follow();
    server.tell_all_anew();
}

/// The workspace beside the store did not come: all is as it was.
pub fn leave_as_it_was(server: &Server) {
    server.session.take();
    server.founding.borrow_mut().clear();
}

/// Opens what came in place of the store.
async fn open_anew(server: &Rc<Server>, found: Found) {
    server.is_whole_again();
    if server.database.borrow().is_some() {
        // What was done after it, or to what was there before, was given up. Where there is no store it is all there is.
        server.mirror.open(server.workspace(), Missing::Leave).await;
        server.mirror.clear();
    }
    server.enter_found(found).await;
    // The mark in local storage belongs to what was there before: it must not raise the alarm again.
    server.tell_all_anew();
}

impl Server {
    /// Whether the rescue screen is on.
    pub fn is_rescuing(&self) -> bool {
        self.reason().is_some()
    }

    /// Why there is a rescue screen, if there is one.
    fn reason(&self) -> Option<RescueReason> {
        match &*self.state.borrow() {
            State::Rescue { reason, .. } => Some(reason.clone()),
            State::Starting | State::Relaying | State::Loading { .. } | State::Ready { .. } => None,
        }
    }
}

/// Goes on with what the store holds; where it holds nothing, begins anew.
async fn go_on(server: &Rc<Server>) -> Result<Found, StorageError> {
    let database = open_again(server).await?;
    match Reading::of(&database, name_of(server.workspace()), server.moment().today()).await? {
        Some(reading) => Ok(Found::Workspace(Box::new(reading))),
        None => found_in(server, &database, Vec::new()).await,
    }
}

/// Puts the newest whole copy in place of the store, all of it or nothing: what fails leaves the store as it is. Under an
/// open workspace that is the snapshot as it was taken, without what was done since.
async fn restore_snapshot(server: &Rc<Server>) -> Result<Found, StorageError> {
    let is_rescue = server.is_rescuing();
    let mirror =
        if is_rescue { server.mirror.open(server.workspace(), Missing::Leave).await } else { MirrorPair::default() };
    let (name, today) = (name_of(server.workspace()), server.moment().today());
    let copy =
        copies::newest(&name, &mirror, today, |copy| copy.mark.sequence > 0).await?.ok_or(StorageError::Damaged)?;
    let values = copy.values;
    let (database, present) = match readable(server).await {
        Ok(readable) => readable,
        Err(StorageError::Newer) => return Err(StorageError::Newer),
        // The browser neither opens nor removes the store: what the snapshot has can be read and exported from memory.
        Err(_) if server.reason().is_some() => return in_memory(&values, server.moment().today()),
        Err(error) => return Err(error),
    };
    if !is_rescue {
        // A death in between must not bring back what was just given up.
        server.mirror.clear();
    }
    match copies::put_in_place(&database, values, &present).await {
        Err(error) if !error.may_be_kept() => {
            server.follow();
            Err(error)
        }
        // Where nobody knows how it ended, the store is read again: it holds the one or the other, whole.
        Ok(()) | Err(_) => go_on(server).await,
    }
}

/// The workspace of these values, without a store.
fn in_memory(values: &[Write], today: Date) -> Result<Found, StorageError> {
    let of = |store: StoreName, wanted: &Key| {
        let found = values.iter().find_map(|write| match write {
            Write::Put { store: of, key, bytes } if *of == store && key == wanted => Some(bytes.clone()),
            Write::Put { .. } | Write::Delete { .. } => None,
        });
        found.ok_or(StorageError::Damaged)
    };
    let meta = |name| of(StoreName::Meta, &meta_key(name));
    let mut recovery = Recovery::begin(&meta(IDENTITY)?, &meta(HEAD)?, &meta(CHECKPOINT)?, today)?;
    let (first, rest) = recovery.pages();
    for page in first.into_iter().chain(rest) {
        recovery.take_page(page, of(StoreName::Pages, &page.key()).ok().as_deref());
    }
    let records = values.iter().filter_map(|write| match write {
        Write::Put { store: StoreName::Journal, key: Key::Sequence(sequence), bytes } => Some((*sequence, bytes)),
        Write::Put { .. } | Write::Delete { .. } => None,
    });
    for (sequence, bytes) in records.clone() {
        recovery.take_record(sequence, bytes.clone());
    }
    let (mut keeper, _) = recovery.finish();
    for (sequence, bytes) in records {
        keeper.remember(sequence, bytes);
    }
    keeper.journal.stack_anew();
    Ok(Found::Nothing(Box::new(keeper), Vec::new()))
}

/// Begins anew, empty, in one transaction: what was there is gone from the store, but not yet from the snapshots.
async fn start_empty(server: &Rc<Server>) -> Result<Found, StorageError> {
    let (database, present) = readable(server).await?;
    let gone = present.into_iter().map(|(store, key)| Write::Delete { store, key }).collect();
    found_in(server, &database, gone).await
}

/// Founds a workspace at once, so that the next start finds it, where these writes make room.
async fn found_in(server: &Rc<Server>, database: &Database, mut writes: Vec<Write>) -> Result<Found, StorageError> {
    let (keeper, founding) = start::found_anew(server.moment().today())?;
    writes.extend(founding);
    database.commit(&writes, Durability::Strict).await?;
    Ok(Found::Nothing(Box::new(keeper), Vec::new()))
}

/// An open database and every key in it. On the rescue screen, one that does not open or cannot be read is removed and
/// made anew; under an open workspace it stays what it is.
async fn readable(server: &Rc<Server>) -> Result<(Rc<Database>, Vec<(StoreName, Key)>), StorageError> {
    let read = async {
        let database = open_again(server).await?;
        let present = copies::keys(&database).await?;
        Ok((database, present))
    };
    match read.await {
        Err(StorageError::Newer) => Err(StorageError::Newer),
        Err(_) if server.reason().is_some() => {
            server.database.take();
            Database::delete(&name_of(server.workspace()), DEADLINE_MS).await?;
            Ok((open_again(server).await?, Vec::new()))
        }
        read => read,
    }
}

/// The database on a connection of today: the one before may have been refused for good.
async fn open_again(server: &Rc<Server>) -> Result<Rc<Database>, StorageError> {
    server.database.take();
    let (database, _) = Database::open(&name_of(server.workspace()), DEADLINE_MS, server.listener()).await?;
    let database = Rc::new(database);
    *server.database.borrow_mut() = Some(Rc::clone(&database));
    Ok(database)
}

/// Everything in the store as it is; where it does not open, the newest copy.
async fn raw_bundle(server: &Rc<Server>) -> Result<Blob, StorageError> {
    let database = server.database.borrow().clone();
    if let Some(database) = database
        && let Ok(bytes) = everything(&database).await
        && !bytes.is_empty()
    {
        return file_of(&bytes);
    }
    let mirror = server.mirror.open(server.workspace(), Missing::Leave).await;
    let (name, today) = (name_of(server.workspace()), server.moment().today());
    let copy =
        copies::newest(&name, &mirror, today, |copy| copy.mark.sequence > 0).await?.ok_or(StorageError::Damaged)?;
    let entry = |write: &Write| match write {
        Write::Put { store, key, bytes } => bundle::entry(*store, key, bytes),
        Write::Delete { .. } => Vec::new(),
    };
    file_of(&copy.values.iter().flat_map(entry).collect::<Vec<u8>>())
}

fn file_of(bytes: &[u8]) -> Result<Blob, StorageError> {
    // It refuses nothing but what there is no memory for.
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).or(Err(StorageError::Aborted))
}

async fn everything(database: &Database) -> Result<Vec<u8>, StorageError> {
    let mut bytes = Vec::new();
    for store in StoreName::ALL {
        let each = |key, value: Vec<u8>| bytes.extend(bundle::entry(store, &key, &value));
        database.for_each(store, &KeyRange::ALL, BATCH, each).await?;
    }
    Ok(bytes)
}
