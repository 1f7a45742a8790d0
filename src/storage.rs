//! What outlives the tab: the description of a write, the browser's stores, and a model of them for the simulator.

// Pure: compiled and tested on the host.
pub mod bulk;
pub mod bundle;
pub mod bytes;
pub mod checksum;
pub mod head;
pub mod keeper;
pub mod memory_store;
pub mod mending;
pub mod mirror;
pub mod mirror_format;
pub mod pages;
pub mod recovery;
pub mod replacing;
pub mod seeded_random;
pub mod sentinel;
pub mod snapshot_header;
pub mod store;

// The browser's own.
#[cfg(target_arch = "wasm32")]
pub mod database;
#[cfg(target_arch = "wasm32")]
pub mod gzip;
#[cfg(target_arch = "wasm32")]
pub mod lock;
#[cfg(target_arch = "wasm32")]
pub mod mirror_files;
#[cfg(target_arch = "wasm32")]
pub mod persistence;
#[cfg(target_arch = "wasm32")]
mod database_connection;
#[cfg(target_arch = "wasm32")]
mod database_keys;
#[cfg(target_arch = "wasm32")]
mod local_storage;
#[cfg(target_arch = "wasm32")]
mod platform;
#[cfg(target_arch = "wasm32")]
pub mod preferences;
#[cfg(target_arch = "wasm32")]
pub mod snapshots;
