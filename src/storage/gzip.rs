//! Gzip by the browser's own streams, with a budget while inflating.

use super::platform::{self, ByteSource, Compression, Decompression};
use super::store::StorageError;
use js_sys::{Array, Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader};

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
    let reader = ReadableStreamDefaultReader::new(&stream).map_err(platform::error_of)?;
    let mut all = Vec::new();
    loop {
        let step = platform::wait(reader.read()).await.map_err(why)?;
        let value = Reflect::get(&step, &"value".into()).map_err(platform::error_of)?;
        let Some(chunk) = value.dyn_ref::<Uint8Array>() else { return Ok(all) };
        let (start, length) = (all.len(), chunk.length() as usize);
        if budget_bytes - start < length {
            // Whether the rest is let go cleanly changes nothing for who asked.
            drop(platform::wait(reader.cancel()).await);
            return Err(GzipError::OverBudget);
        }
        all.resize(start + length, 0);
        if let Some(room) = all.get_mut(start..) {
            chunk.copy_to(room);
        }
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
