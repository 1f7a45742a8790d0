//! The internal copies of a workspace: its snapshots, or its founding, and what the mirror has since.

use std::cmp::Reverse;

use crate::model::date::Date;
use crate::model::small_sort;
use crate::storage::bundle;
use crate::storage::database::Database;
use crate::storage::head::Identity;
use crate::storage::keeper::Keeper;
use crate::storage::mirror::{MirrorPair, carried_on, go_on_from};
use crate::storage::replacing::{Replacement, replacement};
use crate::storage::sentinel::Mark;
use crate::storage::snapshots::{Slot, Snapshots};
use crate::storage::store::{Durability, Key, KeyRange, StorageError, StoreName, Write};

/// How many bytes are written back at a time.
const PART_BYTES: usize = 8 << 20;

/// A whole copy.
pub struct Copy {
    /// All that the store held.
    pub values: Vec<Write>,
    /// How far it comes.
    pub mark: Mark,
}

enum Source {
    Snapshot(Slot),
    Founding(Identity),
}

/// The newest copy that is whole and wanted.
///
/// # Errors
/// What the browser says.
pub async fn newest(
    name: &str,
    mirror: &MirrorPair,
    today: Date,
    is_wanted: impl Fn(&Copy) -> bool,
) -> Result<Option<Copy>, StorageError> {
    let snapshots = Snapshots::open(name).await?;
    for source in sources(&snapshots, mirror).await? {
        let values = match source {
            Source::Founding(identity) => Keeper::found(identity, today).map(|(_, founding)| founding),
            Source::Snapshot(slot) => match snapshots.read(slot).await {
                Ok((_, bytes)) => bundle::writes(&bytes),
                Err(StorageError::Damaged | StorageError::Newer) => continue,
                Err(error) => return Err(error),
            },
        };
        let Ok((values, mark)) = values.and_then(|values| carried_on(values, mirror)) else { continue };
        let copy = Copy { values, mark };
        if is_wanted(&copy) {
            return Ok(Some(copy));
        }
    }
    Ok(None)
}

/// How far a workspace came by the newest of its copies, judged by what stands before them.
pub async fn newest_mark(name: &str, mirror: &MirrorPair) -> Option<Mark> {
    let snapshots = match Snapshots::open(name).await {
        Ok(snapshots) => snapshots.list().await.unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    let snapshot = snapshots.into_iter().find_map(|generation| generation.header.ok()).map(|header| header.mark);
    match (snapshot, mirror.mark()) {
        (Some(snapshot), Some(mirrored)) if snapshot.workspace_id == mirrored.workspace_id => Some(mirrored),
        (snapshot, mirrored) => [snapshot, mirrored].into_iter().flatten().max_by_key(|mark| mark.at_ms),
    }
}

/// Newest first.
async fn sources(snapshots: &Snapshots, mirror: &MirrorPair) -> Result<Vec<Source>, StorageError> {
    let generations = snapshots.list().await?;
    let marks = generations.into_iter().filter_map(|it| Some((it.slot, it.header.ok()?.mark)));
    let marks: Vec<(Slot, Mark)> = marks.collect();
    let mut found: Vec<(i64, Source)> =
        marks.iter().map(|(slot, mark)| (mark.at_ms, Source::Snapshot(*slot))).collect();
    if let Some((identity, at_ms)) = mirror.founding() {
        let is_of_it = |mark: &Mark| mark.workspace_id.as_u128() == identity.workspace.to_u128();
        let of_it = marks.iter().map(|(_, mark)| mark).filter(|mark| is_of_it(mark)).map(|mark| mark.at_ms);
        // The mirror may have begun again at the founding, but a snapshot leads over what is not in it.
        found.push((of_it.min().map_or(at_ms, |first| first - 1), Source::Founding(identity)));
    }
    small_sort::sort_by_key(&mut found, |(at_ms, _)| Reverse(*at_ms));
    Ok(found.into_iter().map(|(_, source)| source).collect())
}

/// Brings the workspace back from the internal copies, if they lead to the last batch that was acknowledged, and gives
/// how far that is: the mirror knows, and the mark in local storage must not know more. Where the store still holds
/// batches up to that one, only what goes on from there takes its place.
pub async fn bring_back(
    database: &Database,
    name: &str,
    sentinel: Option<Mark>,
    mirror: &MirrorPair,
    today: Date,
    held: Option<(Identity, u64, u64)>,
) -> Option<u64> {
    let last = mirror.mark()?;
    let is_of_it = |mark: &Mark| mark.workspace_id == last.workspace_id;
    let needed = sentinel.map_or(0, |mark| mark.sequence).max(last.sequence);
    if sentinel.as_ref().is_some_and(|mark| !is_of_it(mark)) {
        return None;
    }
    let is_all = |copy: &Copy| {
        let is_end = is_of_it(&copy.mark) && copy.mark.sequence >= needed;
        is_end && held.is_none_or(|held| go_on_from(&copy.values, held))
    };
    let copy = newest(name, mirror, today, is_all).await.ok()??;
    let present = keys(database).await.ok()?;
    match put_in_place(database, copy.values, &present).await {
        Err(error) if !error.may_be_kept() => None,
        // Where nobody knows how it ended, the store is read: it holds all of it, or what it held.
        Ok(()) | Err(_) => Some(copy.mark.sequence),
    }
}

/// Every key in a store.
///
/// # Errors
/// What the browser says.
pub async fn keys(database: &Database) -> Result<Vec<(StoreName, Key)>, StorageError> {
    let mut present = Vec::new();
    for store in StoreName::ALL {
        let keys = database.keys(store, &KeyRange::ALL).await?;
        present.extend(keys.into_iter().map(|key| (store, key)));
    }
    Ok(present)
}

/// Puts these values in the place of those that stand under the keys `present`, all of them or none.
///
/// # Errors
/// What the browser says. After one that [may be kept](StorageError::may_be_kept) only the store tells how it ended.
pub async fn put_in_place(
    database: &Database,
    values: Vec<Write>,
    present: &[(StoreName, Key)],
) -> Result<(), StorageError> {
    let Replacement { ahead, last } = replacement(values, present)?;
    let mut part = Vec::new();
    let mut n_bytes = 0;
    for write in ahead {
        n_bytes += match &write {
            Write::Put { bytes, .. } => bytes.len(),
            Write::Delete { .. } => 0,
        };
        part.push(write);
        if n_bytes >= PART_BYTES {
            database.commit(&part, Durability::Strict).await?;
            (part, n_bytes) = (Vec::new(), 0);
        }
    }
    database.commit(&part, Durability::Strict).await?;
    database.commit(&last, Durability::Strict).await
}
