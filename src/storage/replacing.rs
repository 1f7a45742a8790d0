//! Puts what a snapshot holds in the place of what a store holds: until its one last transaction nothing of the store is
//! touched, so whatever fails before leaves all as it was.

use std::collections::BTreeSet;

use crate::model::small_sort;
use crate::storage::checksum::{seal, unseal};
use crate::storage::head::{CHECKPOINT, Checkpoint, IDENTITY, Identity, meta_key, put_meta, read_meta};
use crate::storage::store::{Key, StorageError, StoreName, Write};

/// What is to be written, in this order.
#[derive(Debug, Clone)]
pub struct Replacement {
    /// Under keys that the store does not use, in as many transactions as one likes.
    pub ahead: Vec<Write>,
    /// In one strict transaction: from here on the store holds the snapshot.
    pub last: Vec<Write>,
}

/// How the values of a snapshot take the place of those that stand under the keys `present`.
///
/// # Errors
/// [`StorageError::Damaged`] when the snapshot lacks what tells which workspace it is and which pages are current.
pub fn replacement(snapshot: Vec<Write>, present: &[(StoreName, Key)]) -> Result<Replacement, StorageError> {
    let value = |name: &str| {
        let wanted = meta_key(name);
        let found = snapshot.iter().find_map(|write| match write {
            Write::Put { store: StoreName::Meta, key, bytes } if *key == wanted => Some(bytes.clone()),
            Write::Put { .. } | Write::Delete { .. } => None,
        });
        found.ok_or(StorageError::Damaged)
    };
    let identity: Identity = read_meta(0, IDENTITY, &value(IDENTITY)?)?;
    let mut checkpoint: Checkpoint = read_meta(identity.seed, CHECKPOINT, &value(CHECKPOINT)?)?;
    let taken = present.iter().filter_map(|(_, key)| key.generation()).max().unwrap_or(0);
    let generation = taken.max(checkpoint.generation).saturating_add(1);
    checkpoint.generation = generation;
    let (mut ahead, mut last) = (Vec::new(), Vec::new());
    let mut stays: BTreeSet<(StoreName, Key)> = BTreeSet::new();
    for write in snapshot {
        let Write::Put { store, key, bytes } = write else { continue };
        stays.insert((store, key.clone()));
        let page = checkpoint.pages.iter_mut().find(|page| store == StoreName::Pages && page.key() == key);
        if let (Some(page), Ok((_, payload))) = (page, unseal(identity.seed, &key, &bytes)) {
            page.generation = generation;
            let bytes = seal(identity.seed, &page.key(), u64::from(generation), payload.to_vec());
            ahead.push(Write::Put { store, key: page.key(), bytes });
        } else if key != meta_key(CHECKPOINT) {
            let is_free = matches!(store, StoreName::Pages | StoreName::Files)
                && !present.iter().any(|(of, it)| *of == store && *it == key);
            (if is_free { &mut ahead } else { &mut last }).push(Write::Put { store, key, bytes });
        }
    }
    small_sort::sort(&mut checkpoint.pages);
    last.push(put_meta(identity.seed, CHECKPOINT, checkpoint.sequence, &checkpoint)?);
    // Pages that the checkpoint does not name are swept away at the next start.
    let goes = |it: &&(StoreName, Key)| it.0 != StoreName::Pages && !stays.contains(it);
    last.extend(present.iter().filter(goes).map(|(store, key)| Write::Delete { store: *store, key: key.clone() }));
    Ok(Replacement { ahead, last })
}
