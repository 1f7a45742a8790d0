//! Whether the browser promises to keep the data, and how much room there is.

use super::platform;
use super::store::StorageError;
use wasm_bindgen::prelude::*;
use web_sys::StorageEstimate;

/// Whether the browser may evict the data when room is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persistence {
    /// It may not.
    Granted,
    /// It may.
    BestEffort,
}

/// How much room the browser says is used and there. For showing only: nothing is decided on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Used by this origin, in bytes.
    pub used_bytes: u64,
    /// What it may use in all, in bytes.
    pub quota_bytes: u64,
}

/// Asks the browser to keep the data. Only the page may ask; some browsers then ask the person.
///
/// # Errors
/// [`StorageError::Unsupported`] in a worker and where there is no such promise, or what the browser says.
pub async fn ask_for_persistence() -> Result<Persistence, StorageError> {
    let manager = platform::storage_manager()?;
    if !platform::has_method(&manager, "persist") {
        return Err(StorageError::Unsupported);
    }
    Ok(persistence(&platform::wait(manager.persist().map_err(platform::error_of)?).await?))
}

/// Whether the browser has promised to keep the data.
///
/// # Errors
/// [`StorageError::Unsupported`] where there is no such promise, or what the browser says.
pub async fn current_persistence() -> Result<Persistence, StorageError> {
    let manager = platform::storage_manager()?;
    Ok(persistence(&platform::wait(manager.persisted().map_err(platform::error_of)?).await?))
}

/// How much room is used and there.
///
/// # Errors
/// [`StorageError::Unsupported`] where the browser does not say, or what it says.
pub async fn usage() -> Result<Usage, StorageError> {
    let manager = platform::storage_manager()?;
    let estimate = platform::wait(manager.estimate().map_err(platform::error_of)?).await?;
    let estimate: StorageEstimate = estimate.unchecked_into();
    let bytes = |number: Option<f64>| number.map(|it| it as u64).ok_or(StorageError::Unsupported);
    Ok(Usage { used_bytes: bytes(estimate.get_usage())?, quota_bytes: bytes(estimate.get_quota())? })
}

fn persistence(answer: &JsValue) -> Persistence {
    if answer.is_truthy() { Persistence::Granted } else { Persistence::BestEffort }
}
