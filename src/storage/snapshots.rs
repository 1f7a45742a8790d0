//! Two rolling generations of the whole workspace, in the origin's private file system, or in Cache Storage where there is
//! none: both survive the loss of IndexedDB.

use super::platform::{self, ResponseCache, WritableFile};
use super::sentinel::Mark;
use super::snapshot_header::{SnapshotHeader, SnapshotSum};
use super::store::StorageError;
use crate::model::small_sort;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions, Response};

/// The snapshots of one database.
#[derive(Clone)]
pub struct Snapshots {
    place: Place,
    database: String,
}

/// One of the two places that take turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// `snapshot-a`
    A,
    /// `snapshot-b`
    B,
}

/// A snapshot that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// Where it lies.
    pub slot: Slot,
    /// What its header says, or what is wrong with it.
    pub header: Result<SnapshotHeader, StorageError>,
}

impl Snapshots {
    /// The snapshots of that database.
    ///
    /// # Errors
    /// [`StorageError::Denied`] or [`StorageError::Unsupported`] where neither place can be used.
    pub async fn open(database: &str) -> Result<Self, StorageError> {
        let place = match private_files().await {
            Ok(directory) => Place::Files(directory),
            Err(_) => Place::Cache(cache().await?),
        };
        Ok(Self { place, database: database.to_owned() })
    }

    /// The same, in Cache Storage even where there are private files.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_in_cache(database: &str) -> Result<Self, StorageError> {
        Ok(Self { place: Place::Cache(cache().await?), database: database.to_owned() })
    }

    /// The generations that are there, newest first, damaged ones last.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn list(&self) -> Result<Vec<Generation>, StorageError> {
        let mut found = Vec::new();
        for slot in [Slot::A, Slot::B] {
            if let Some(blob) = self.blob(slot).await? {
                let start =
                    blob.slice_with_f64_and_f64(0.0, SnapshotHeader::BYTES as f64).map_err(platform::error_of)?;
                found.push(Generation { slot, header: SnapshotHeader::from_bytes(&bytes_of(&start).await?) });
            }
        }
        // By time: after a loss that was accepted, a later state has a lower sequence.
        small_sort::sort_by_key(&mut found, |it| {
            std::cmp::Reverse(it.header.as_ref().map(|header| (header.mark.at_ms, header.mark.sequence)).ok())
        });
        Ok(found)
    }

    /// The header and the bytes of a generation.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] where it is missing or not whole, or what the browser says.
    pub async fn read(&self, slot: Slot) -> Result<(SnapshotHeader, Vec<u8>), StorageError> {
        let blob = self.blob(slot).await?.ok_or(StorageError::Damaged)?;
        let mut bytes = bytes_of(&blob).await?;
        let (header, _) = SnapshotHeader::open(&bytes)?;
        bytes.drain(..SnapshotHeader::BYTES);
        Ok((header, bytes))
    }

    /// Starts a snapshot in the place of the older generation, which is gone from here on. Only in a worker.
    ///
    /// # Errors
    /// [`StorageError::Unsupported`] on the page, or what the browser says.
    pub async fn begin(&self, mark: Mark) -> Result<SnapshotWriter, StorageError> {
        let slot = self.next_slot().await?;
        let sink = match &self.place {
            Place::Files(directory) => {
                let handle = file(directory, &self.address(slot), Create::IfMissing).await?;
                if !platform::has_method(&handle, "createSyncAccessHandle") {
                    return Err(StorageError::Unsupported);
                }
                let opened = platform::wait(handle.create_sync_access_handle()).await?;
                Sink::File(opened.unchecked_into())
            }
            Place::Cache(cache) => {
                Sink::Cache { cache: cache.clone(), address: self.address(slot), parts: Array::new() }
            }
        };
        SnapshotWriter::start(sink, mark)
    }

    /// Removes both generations, when a workspace is deleted on purpose.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn forget(&self) -> Result<(), StorageError> {
        for slot in [Slot::A, Slot::B] {
            let address = self.address(slot);
            match &self.place {
                Place::Files(directory) => match platform::wait(directory.remove_entry(&address)).await {
                    Ok(_) => {}
                    Err(error) if is_missing(&error) => {}
                    Err(error) => return Err(error),
                },
                Place::Cache(cache) => {
                    platform::wait(cache.delete(&address).map_err(platform::error_of)?).await?;
                }
            }
        }
        Ok(())
    }

    /// A place that is empty or damaged, else the older one.
    async fn next_slot(&self) -> Result<Slot, StorageError> {
        let found = self.list().await?;
        Ok(match found.as_slice() {
            [newest] | [newest, _] if newest.header.is_ok() => match newest.slot {
                Slot::A => Slot::B,
                Slot::B => Slot::A,
            },
            _ => Slot::A,
        })
    }

    async fn blob(&self, slot: Slot) -> Result<Option<Blob>, StorageError> {
        let address = self.address(slot);
        match &self.place {
            Place::Files(directory) => match file(directory, &address, Create::Never).await {
                Ok(handle) => Ok(Some(platform::wait(handle.get_file()).await?.unchecked_into())),
                Err(error) if is_missing(&error) => Ok(None),
                Err(error) => Err(error),
            },
            Place::Cache(cache) => {
                let found = platform::wait(cache.find(&address).map_err(platform::error_of)?).await?;
                match found.dyn_into::<Response>() {
                    Ok(response) => {
                        let blob = response.blob().map_err(platform::error_of)?;
                        Ok(Some(platform::wait(blob).await?.unchecked_into()))
                    }
                    Err(_) => Ok(None),
                }
            }
        }
    }

    /// The name of a file, or the address of a cached answer that is never asked of a server.
    fn address(&self, slot: Slot) -> String {
        let slot = match slot {
            Slot::A => "snapshot-a",
            Slot::B => "snapshot-b",
        };
        let database = String::from(js_sys::encode_uri_component(&self.database));
        match self.place {
            Place::Files(_) => format!("{database}.{slot}"),
            Place::Cache(_) => format!("/rapporto-snapshots/{database}.{slot}"),
        }
    }
}

/// A snapshot that is being written. It counts only once it is finished; dropped before that it leaves nothing valid.
pub struct SnapshotWriter {
    sink: Sink,
    mark: Mark,
    sum: SnapshotSum,
}

impl SnapshotWriter {
    /// Adds bytes.
    ///
    /// # Errors
    /// [`StorageError::Quota`] where there is no room, or what the browser says.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), StorageError> {
        match &self.sink {
            Sink::File(file) => write(file, SnapshotHeader::BYTES as u64 + self.sum.length(), bytes)?,
            Sink::Cache { parts, .. } => {
                parts.push(&Uint8Array::from(bytes));
            }
        }
        self.sum.update(bytes);
        Ok(())
    }

    /// Writes the header last, which makes the snapshot count.
    ///
    /// # Errors
    /// As [`Self::append`].
    pub async fn finish(self) -> Result<SnapshotHeader, StorageError> {
        let header = self.sum.header(self.mark);
        match &self.sink {
            Sink::File(file) => {
                // The bytes before the header that vouches for them.
                file.flush().map_err(platform::error_of)?;
                write(file, 0, &header.to_bytes())?;
                file.flush().map_err(platform::error_of)?;
            }
            Sink::Cache { cache, address, parts } => {
                parts.unshift(&Uint8Array::from(header.to_bytes().as_slice()));
                let blob = Blob::new_with_u8_array_sequence(parts).map_err(platform::error_of)?;
                let response = Response::new_with_opt_blob(Some(&blob)).map_err(platform::error_of)?;
                platform::wait(cache.put(address, &response).map_err(platform::error_of)?).await?;
            }
        }
        Ok(header)
    }

    fn start(sink: Sink, mark: Mark) -> Result<Self, StorageError> {
        let writer = Self { sink, mark, sum: SnapshotSum::default() };
        if let Sink::File(file) = &writer.sink {
            file.truncate(0.0).map_err(platform::error_of)?;
            write(file, 0, &[0; SnapshotHeader::BYTES])?;
        }
        Ok(writer)
    }
}

impl Drop for SnapshotWriter {
    fn drop(&mut self) {
        match &self.sink {
            Sink::File(file) => file.close(),
            Sink::Cache { .. } => {}
        }
    }
}

#[derive(Clone)]
enum Place {
    Files(FileSystemDirectoryHandle),
    Cache(ResponseCache),
}

enum Sink {
    File(WritableFile),
    /// A cached answer is put whole.
    Cache {
        cache: ResponseCache,
        address: String,
        parts: Array,
    },
}

/// Whether a file that is not there is made.
#[derive(Clone, Copy)]
pub(super) enum Create {
    Never,
    IfMissing,
}

pub(super) async fn private_files() -> Result<FileSystemDirectoryHandle, StorageError> {
    let manager = platform::storage_manager()?;
    if !platform::has_method(&manager, "getDirectory") {
        return Err(StorageError::Unsupported);
    }
    Ok(platform::wait(manager.get_directory()).await?.unchecked_into())
}

async fn cache() -> Result<ResponseCache, StorageError> {
    let opened = platform::caches()?.open("rapporto-snapshots").map_err(platform::error_of)?;
    Ok(platform::wait(opened).await?.unchecked_into())
}

pub(super) async fn file(
    directory: &FileSystemDirectoryHandle,
    name: &str,
    create: Create,
) -> Result<FileSystemFileHandle, StorageError> {
    let options = FileSystemGetFileOptions::new();
    options.set_create(match create {
        Create::Never => false,
        Create::IfMissing => true,
    });
    Ok(platform::wait(directory.get_file_handle_with_options(name, &options)).await?.unchecked_into())
}

pub(super) fn write(file: &WritableFile, at: u64, bytes: &[u8]) -> Result<(), StorageError> {
    let options = platform::object(&[("at", JsValue::from(at as f64))])?;
    let written = file.write_at(bytes, &options).map_err(platform::error_of)?;
    if written as usize == bytes.len() { Ok(()) } else { Err(StorageError::Quota) }
}

async fn bytes_of(blob: &Blob) -> Result<Vec<u8>, StorageError> {
    Ok(Uint8Array::new(&platform::wait(blob.array_buffer()).await?).to_vec())
}

pub(super) fn is_missing(error: &StorageError) -> bool {
    matches!(error, StorageError::Unknown { name, .. } if name == "NotFoundError")
}
