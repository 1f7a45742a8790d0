//! Gzip by the browser's own streams, with a budget while inflating.

use super::platform::{self, ByteSource, Compression, Decompression, StreamWriter};
use super::store::StorageError;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, Response};

/// Why bytes could not be packed or unpacked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GzipError {
    /// Unpacked they would be larger than the budget; the unpacking stopped there.
    #[error("unpacked size is over the budget")]
    OverBudget,
    /// They are not gzip, or cut off, or altered.
    #[error("not whole gzip")]
    Damaged,
    /// The browser cannot.
    #[error(transparent)]
    Browser(#[from] StorageError),
}

/// Packs bytes as gzip.
///
/// # Errors
/// [`GzipError::Browser`] where the browser has no such stream.
pub async fn compress(bytes: &[u8]) -> Result<Vec<u8>, GzipError> {
    let change = Compression::new("gzip").map_err(platform::error_of)?;
    let packed = source(bytes)?.pipe_through(&change).map_err(platform::error_of)?;
    read(packed, usize::MAX).await
}

/// Unpacks gzip, as long as it gives no more than so many bytes.
///
/// # Errors
/// [`GzipError::OverBudget`] and [`GzipError::Damaged`] as they say, [`GzipError::Browser`] where the browser has no such
/// stream.
pub async fn decompress(bytes: &[u8], budget_bytes: usize) -> Result<Vec<u8>, GzipError> {
    let change = Decompression::new("gzip").map_err(platform::error_of)?;
    let unpacked = source(bytes)?.pipe_through(&change).map_err(platform::error_of)?;
    read(unpacked, budget_bytes).await
}

fn source(bytes: &[u8]) -> Result<ByteSource, StorageError> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).map_err(platform::error_of)?;
    Ok(blob.stream().unchecked_into())
}

async fn read(stream: ReadableStream, budget_bytes: usize) -> Result<Vec<u8>, GzipError> {
    let pieces = Pieces::of(&stream)?;
    let mut all = Vec::new();
    while let Some(piece) = pieces.next().await? {
        if budget_bytes - all.len() < piece.len() {
            pieces.let_go().await;
            return Err(GzipError::OverBudget);
        }
        all.extend_from_slice(&piece);
    }
    Ok(all)
}

/// Bytes of a file as they come, unpacked where it is gzip.
pub struct Pieces(ReadableStreamDefaultReader);

impl Pieces {
    /// The bytes of a gzip file, unpacked.
    ///
    /// # Errors
    /// [`GzipError::Browser`] where the browser has no such stream.
    pub fn unpacked(file: &Blob) -> Result<Self, GzipError> {
        let change = Decompression::new("gzip").map_err(platform::error_of)?;
        let source: ByteSource = file.stream().unchecked_into();
        Ok(Self::of(&source.pipe_through(&change).map_err(platform::error_of)?)?)
    }

    /// The bytes of a file as they are.
    ///
    /// # Errors
    /// [`GzipError::Browser`] where the browser does not read it.
    pub fn plain(file: &Blob) -> Result<Self, GzipError> {
        Ok(Self::of(&file.stream())?)
    }

    fn of(stream: &ReadableStream) -> Result<Self, StorageError> {
        ReadableStreamDefaultReader::new(stream).map(Self).map_err(platform::error_of)
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// [`GzipError::Damaged`] and [`GzipError::Browser`] as they say.
    pub async fn next(&self) -> Result<Option<Vec<u8>>, GzipError> {
        let step = platform::wait(self.0.read()).await.map_err(why)?;
        let value = Reflect::get(&step, &"value".into()).map_err(platform::error_of)?;
        Ok(value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
    }

    /// Reads no more.
    pub async fn let_go(&self) {
        // Whether the rest is let go cleanly changes nothing for who asked.
        drop(platform::wait(self.0.cancel()).await);
    }
}

/// Bytes that are packed as they come.
pub struct Packing {
    writer: StreamWriter,
    packed: Promise,
}

impl Packing {
    /// Nothing yet.
    ///
    /// # Errors
    /// [`GzipError::Browser`] where the browser has no such stream.
    pub fn begin() -> Result<Self, GzipError> {
        let change = Compression::new("gzip").map_err(platform::error_of)?;
        let writer = change.writable().writer().map_err(platform::error_of)?;
        let response = Response::new_with_opt_readable_stream(Some(&change.readable())).map_err(platform::error_of)?;
        // Reading begins now, so that writing never waits for it in vain.
        let packed = response.blob().map_err(platform::error_of)?;
        Ok(Self { writer, packed })
    }

    /// Packs these bytes too.
    ///
    /// # Errors
    /// [`GzipError::Browser`] when the browser gives up.
    pub async fn push(&self, bytes: &[u8]) -> Result<(), GzipError> {
        platform::wait(self.writer.write(&Uint8Array::from(bytes))).await?;
        Ok(())
    }

    /// All of it, packed: a file that the browser holds.
    ///
    /// # Errors
    /// [`GzipError::Browser`] when the browser gives up.
    pub async fn end(self) -> Result<Blob, GzipError> {
        platform::wait(self.writer.close()).await?;
        Ok(platform::wait(self.packed).await?.unchecked_into())
    }
}

/// A `TypeError` is how the streams name what is no gzip; anything else is the browser's.
fn why(error: StorageError) -> GzipError {
    if matches!(&error, StorageError::Unknown { name, .. } if name == "TypeError") {
        GzipError::Damaged
    } else {
        GzipError::Browser(error)
    }
}
