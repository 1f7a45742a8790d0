//! What the snapshots still have of values that the store lost: pages and records never change under their keys.

use std::collections::BTreeMap;

use crate::storage::bundle;
use crate::storage::head::{CHECKPOINT, PageEntry, meta_key};
use crate::storage::mending::{Judge, Older};
use crate::storage::snapshots::Snapshots;
use crate::storage::store::{Key, StoreName, Write};

type Values = BTreeMap<(StoreName, Key), Vec<u8>>;

/// The values of both generations of snapshots, read when the first one is wanted.
#[derive(Debug)]
pub struct Spares {
    name: String,
    generations: Option<Vec<Values>>,
    /// What was found: to be written in the place of what is damaged.
    pub mended: Vec<Write>,
}

impl Spares {
    /// The spares of the database of that name.
    pub fn new(name: String) -> Self {
        Self { name, generations: None, mended: Vec::new() }
    }

    /// The value of that key in the newest snapshot where it is whole.
    pub async fn find(&mut self, store: StoreName, key: &Key, is_whole: impl Fn(&[u8]) -> bool) -> Option<Vec<u8>> {
        let place = (store, key.clone());
        let generations = self.generations().await;
        let found = generations.iter().filter_map(|values| values.get(&place)).find(|bytes| is_whole(bytes)).cloned();
        if let Some(bytes) = found.clone() {
            self.mended.push(Write::Put { store, key: key.clone(), bytes });
        }
        found
    }

    /// The newest older version of a page that is whole.
    pub async fn older(&mut self, page: &PageEntry, judge: Judge) -> Option<Older> {
        let of = |values: &Values| {
            let checkpoint = values.get(&(StoreName::Meta, meta_key(CHECKPOINT)))?;
            let (entry, sequence) = judge.older(checkpoint, page)?;
            let bytes = values.get(&(StoreName::Pages, entry.key())).filter(|it| judge.is_whole(&entry.key(), it))?;
            Some(Older { entry, sequence, bytes: bytes.clone() })
        };
        self.generations().await.iter().find_map(of)
    }

    async fn generations(&mut self) -> &[Values] {
        if self.generations.is_none() {
            self.generations = Some(read(&self.name).await);
        }
        self.generations.as_deref().unwrap_or_default()
    }
}

/// What cannot be read has no spares.
async fn read(name: &str) -> Vec<Values> {
    let mut generations = Vec::new();
    let Ok(snapshots) = Snapshots::open(name).await else { return generations };
    for generation in snapshots.list().await.unwrap_or_default() {
        let Ok((_, bytes)) = snapshots.read(generation.slot).await else { continue };
        let values = bundle::writes(&bytes).unwrap_or_default();
        let value = |write| match write {
            Write::Put { store, key, bytes } => Some(((store, key), bytes)),
            Write::Delete { .. } => None,
        };
        generations.push(values.into_iter().filter_map(value).collect());
    }
    generations
}
