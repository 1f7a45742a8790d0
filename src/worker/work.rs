//! Long work: what may be worked at, one work a file. It reports progress and can be stopped until it is written.

use serde::{Deserialize, Serialize};

use crate::commands::import::ImportOrder;
use crate::commands::import::result::ImportResult;
use crate::exchange::export_file::Manifest;
use crate::storage::sentinel::Mark;
use crate::worker::work::preview_import::{Preview, PreviewImport};

pub use crate::engine::verify::Breach;

#[cfg(target_arch = "wasm32")]
pub mod check;
#[cfg(target_arch = "wasm32")]
pub mod export;
#[cfg(target_arch = "wasm32")]
pub mod given_file;
#[cfg(target_arch = "wasm32")]
pub mod import;
#[cfg(target_arch = "wasm32")]
pub mod job;
#[cfg(target_arch = "wasm32")]
pub mod load_demo;
pub mod preview_import;
#[cfg(target_arch = "wasm32")]
pub mod rebuild;
#[cfg(target_arch = "wasm32")]
pub mod restore;
#[cfg(target_arch = "wasm32")]
pub mod store_report;

/// Everything that takes so long that its progress is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Work {
    /// Looks at the start of a file.
    PreviewImport(Box<PreviewImport>),
    /// Imports a file.
    Import(Box<ImportOrder>),
    /// Counts every derived figure and lays out links and the search index anew.
    Rebuild {},
    /// Writes the whole workspace into a file.
    Export {},
    /// Says what the export file that comes with it is.
    ReadManifest {},
    /// Takes the export file that comes with it into this workspace, which must be empty.
    Restore {},
    /// Fills this workspace, which must be empty, with the made-up trade.
    LoadDemo {
        /// How many customers.
        customers: u32,
        /// In which language notes and titles are written.
        words: DemoWords,
    },
    /// Says how the store stands.
    StoreReport {},
    /// Looks whether all that is kept agrees with itself, as the question `verify` does, while others have their turn.
    Check {},
}

impl Work {
    /// The names in JSON of the work that ends on the disk, if it is granted.
    pub const WRITING: [&str; 3] = ["import", "restore", "load_demo"];

    /// Whether it ends on the disk, if it is granted.
    pub fn writes(&self) -> bool {
        match self {
            Self::Import(_) | Self::Restore {} | Self::LoadDemo { .. } => true,
            Self::PreviewImport(_)
            | Self::Rebuild {}
            | Self::Export {}
            | Self::ReadManifest {}
            | Self::StoreReport {}
            | Self::Check {} => false,
        }
    }
}

/// The language of the demo's notes and titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemoWords {
    /// Italian.
    Italian,
    /// English.
    English,
}

/// What long work came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worked {
    /// It was done before, under the same identity, in the batch of that sequence number: the page sent it again after
    /// the engine had died between the writing and the answer.
    Already(u64),
    /// The start of a file, looked at.
    Previewed(Box<Preview>),
    /// What an import came to.
    Imported(Box<ImportResult>),
    /// Everything is counted anew.
    Rebuilt {},
    /// The file was given.
    Exported {
        /// How many records are in it.
        n_records: u64,
        /// How far the workspace had come, and when.
        mark: Mark,
    },
    /// What the file is.
    Manifest(Manifest),
    /// The file is taken in.
    Restored {
        /// Records taken in.
        n_records: u64,
        /// Parts of a later version that were passed over.
        n_unknown: u64,
    },
    /// The demo is there.
    DemoLoaded {
        /// Records made.
        n_records: u64,
    },
    /// How the store stands.
    Store(StoreReport),
    /// What does not agree.
    Checked {
        /// At most a thousand of it.
        breaches: Vec<Breach>,
    },
}

/// How the store stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreReport {
    /// How far the workspace has come, and when it was last written.
    pub mark: Mark,
    /// How far the newest snapshot reaches, and when it was taken.
    pub snapshot: Option<Mark>,
    /// Batches in the journal that is in memory.
    pub n_batches: u64,
    /// How far the device's clock is behind the latest write, in milliseconds, where that is more than a day.
    pub clock_behind_millis: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_writes_is_known_by_its_name_in_json() {
        let demo = Work::LoadDemo { customers: 200, words: DemoWords::Italian };
        let preview = Work::PreviewImport(Box::default());
        let others = [Work::Rebuild {}, Work::Export {}, Work::ReadManifest {}, Work::Restore {}];
        for work in others.into_iter().chain([demo, preview, Work::StoreReport {}, Work::Check {}]) {
            let json = serde_json::to_value(&work).unwrap();
            let name = json.as_object().and_then(|it| it.keys().next()).unwrap().as_str();
            assert_eq!(Work::WRITING.contains(&name), work.writes(), "{name}");
        }
        // An order of import is long: its name is enough.
        let unknown = serde_json::from_str::<Work>(r#"{"import":{}}"#).unwrap_err().to_string();
        assert!(unknown.starts_with("missing field"), "{unknown}");
    }
}
