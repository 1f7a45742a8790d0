//! The parts of the engine that are fetched when they are first needed: `src/bin/worker.rs` says where they are.

use std::pin::Pin;
use std::rc::Rc;

use wasm_split_helpers::SplitLoaderError;

use crate::commands::Refusal;
use crate::worker::scripts::Scripts;
use crate::worker::work::job::Job;
use crate::worker::work::{Work, Worked};

/// Something that comes later.
pub type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// Long work that goes on.
pub type Working = Later<Result<Worked, Refusal>>;

/// How the parts are fetched; [`Refusal::NotFetched`] when they cannot be.
#[derive(Clone, Copy)]
pub struct Parts {
    /// What reads and writes files and makes up the demo: begins long work.
    pub begin: fn(Rc<Job>, Work) -> Later<Result<Working, Refusal>>,
    /// The door of scripts.
    pub scripts: fn() -> Later<Result<&'static Scripts, Refusal>>,
    /// Fetches all, as far as it can.
    pub fetch_all: fn() -> Later<()>,
}

impl From<SplitLoaderError> for Refusal {
    fn from(_logged: SplitLoaderError) -> Self {
        Self::NotFetched
    }
}
