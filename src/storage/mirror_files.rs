//! The two files of the mirror in the origin's private file system, held open as long as the engine lives: a write there
//! takes microseconds, and making or opening a file writes to a database of the browser's own, as liable as the other.

use wasm_bindgen::prelude::*;

use super::mirror::{Mirror, MirrorFile};
use super::platform::{self, WritableFile};
use super::snapshots::{Create, file, is_missing, private_files, write};
use super::store::StorageError;

/// The mirror of a workspace in its files.
pub type FileMirror = Mirror<HeldFile>;

/// A file held open.
pub struct HeldFile(WritableFile);

/// Whether files that are not there are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// They are.
    Make,
    /// They are not: there is no mirror then.
    Leave,
}

/// Opens the mirror of the database of that name; none where there is none. Only in a worker.
///
/// # Errors
/// [`StorageError::Denied`] or [`StorageError::Unsupported`] where there are no such files; what the browser says, as
/// when a worker that is dying still holds one of them.
pub async fn open(database: &str, missing: Missing) -> Result<Option<FileMirror>, StorageError> {
    let directory = private_files().await?;
    let name = String::from(js_sys::encode_uri_component(database));
    let mut held = Vec::new();
    for turn in ["a", "b"] {
        let create = if missing == Missing::Leave && held.is_empty() { Create::Never } else { Create::IfMissing };
        let handle = match file(&directory, &format!("{name}.mirror-{turn}"), create).await {
            Err(error) if is_missing(&error) => return Ok(None),
            found => found?,
        };
        if !platform::has_method(&handle, "createSyncAccessHandle") {
            return Err(StorageError::Unsupported);
        }
        let opened = platform::wait(handle.create_sync_access_handle()).await?;
        held.push(HeldFile(opened.unchecked_into()));
    }
    Ok(<[HeldFile; 2]>::try_from(held).ok().map(Mirror::of))
}

/// Whether somebody else holds a file: soon it may be free.
pub fn is_held(error: &StorageError) -> bool {
    matches!(error, StorageError::Unknown { name, .. } if name == "NoModificationAllowedError")
}

impl MirrorFile for HeldFile {
    fn read(&self) -> Vec<u8> {
        let Ok(size) = self.0.size() else { return Vec::new() };
        let mut bytes = vec![0; size as usize];
        let read = platform::object(&[("at", JsValue::from(0))]).map(|from| self.0.read_at(&mut bytes, &from));
        match read {
            Ok(Ok(n_read)) => bytes.truncate(n_read as usize),
            Ok(Err(_)) | Err(_) => bytes.clear(),
        }
        bytes
    }

    fn write(&self, at: u64, bytes: &[u8]) -> Result<(), StorageError> {
        write(&self.0, at, bytes)
    }

    fn empty(&self) -> Result<(), StorageError> {
        self.0.truncate(0.0).map_err(platform::error_of)
    }

    fn flush(&self) -> Result<(), StorageError> {
        self.0.flush().map_err(platform::error_of)
    }
}

impl Drop for HeldFile {
    fn drop(&mut self) {
        self.0.close();
    }
}
