//! The engine in its worker: what crosses, what answers, and who holds the data.

pub mod messages;
pub mod scripts;
pub mod session;
pub mod work;
pub mod taking_in;
pub mod workspace_file;

#[cfg(target_arch = "wasm32")]
pub mod copies;
#[cfg(target_arch = "wasm32")]
pub mod ear;
#[cfg(target_arch = "wasm32")]
pub mod inbox;
#[cfg(target_arch = "wasm32")]
pub mod mirroring;
#[cfg(target_arch = "wasm32")]
pub mod opening;
#[cfg(target_arch = "wasm32")]
pub mod outbox;
#[cfg(target_arch = "wasm32")]
pub mod parts;
#[cfg(target_arch = "wasm32")]
pub mod rescue;
#[cfg(target_arch = "wasm32")]
pub mod server;
#[cfg(target_arch = "wasm32")]
pub mod shell;
#[cfg(target_arch = "wasm32")]
pub mod spares;
#[cfg(target_arch = "wasm32")]
pub mod start;
#[cfg(target_arch = "wasm32")]
pub mod upkeep;
