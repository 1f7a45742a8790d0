//! Long work: what may be worked at, one work a file. It reports progress and can be stopped until it is written.

use serde::{Deserialize, Serialize};

#[cfg(target_arch = "wasm32")]
pub mod job;
#[cfg(target_arch = "wasm32")]
pub mod rebuild;

/// Everything that takes so long that its progress is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Work {
    /// Counts every derived figure and lays out links and the search index anew.
    Rebuild,
}

/// What long work came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Worked {
    /// It was done before, under the same identity, in the batch of that sequence number: the page sent it again after
    /// the engine had died between the writing and the answer.
    Already(u64),
    /// Everything is counted anew.
    Rebuilt,
}
