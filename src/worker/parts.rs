//! The parts of the engine that are fetched when they are first needed: `src/bin/worker.rs` says where they are.

use std::pin::Pin;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use crate::commands::Refusal;
use crate::worker::scripts::{NOT_FETCHED, Scripts};
use crate::worker::server::Server;
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

impl Server {
    /// In a quiet moment the parts that nobody needed yet come too, so that the program works on where the host cannot
    /// be reached. One that cannot be fetched now is asked for again when it is needed.
    pub fn fetch_the_rest(&self) {
        if !self.has_all.replace(true) {
            spawn_local((self.parts.fetch_all)());
        }
    }

    /// The door of scripts, or what a script hears when it cannot be fetched.
    pub async fn scripts(&self) -> Result<&'static Scripts, String> {
        if self.scripts.get().is_none() {
            self.scripts.set((self.parts.scripts)().await.ok());
        }
        self.scripts.get().ok_or_else(|| NOT_FETCHED.to_owned())
    }

    /// The door of scripts for the request whose turn it is, or what a script hears when it cannot be fetched.
    pub async fn scripts_in_turn(self: &Rc<Self>) -> Result<&'static Scripts, String> {
        let _answers = self.scripts.get().is_none().then(|| self.go_on_answering());
        self.scripts().await
    }
}
