//! The export file: a whole workspace as JSON Lines, for people, other programs and a way back. See `docs/format.md`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::changes::clock::DeviceId;
use crate::model::field::{FieldNumber, FieldType};
use crate::model::id::Id;
use crate::model::kind::Kind;

pub mod read;
pub mod values;
pub mod write;

/// What the first line says the file is.
pub const FORMAT: &str = "rapporto";
/// The version of the format: a reader refuses a later one.
pub const VERSION: u32 = 1;
/// What was added since without harm to older readers: they pass over what they do not know.
pub const MINOR: u32 = 0;

/// The first line of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// [`MINOR`].
    #[serde(default)]
    pub minor: u32,
    /// Which workspace.
    pub workspace: Id,
    /// The workspace's own name, as its user gave it.
    #[serde(default)]
    pub name: String,
    /// The device that wrote the file.
    pub device: DeviceId,
    /// When it was written: milliseconds since 1970-01-01 UTC.
    pub created_millis: u64,
    /// How many records of each kind follow, by the kind's name.
    pub counts: BTreeMap<String, u64>,
}

impl Manifest {
    /// How many records follow.
    pub fn n_records(&self) -> u64 {
        self.counts.values().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

/// A field of the user's own, as the file tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnField {
    /// Its label.
    pub label: String,
    /// Its type.
    pub field_type: FieldType,
}

/// The user's own fields.
pub type OwnFields = BTreeMap<(Kind, FieldNumber), OwnField>;

/// Why a file is not taken in. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFault {
    /// It is no export file of this program.
    #[error("not an export file")]
    NotOurs,
    /// It was written by a later version, in a format that this one does not know.
    #[error("format version {version}")]
    Newer {
        /// The version of its format.
        version: u32,
    },
    /// It ends before its end.
    #[error("truncated")]
    Truncated,
    /// Its content is not what was written.
    #[error("altered up to line {line}")]
    Altered {
        /// The last line read, from 1 on.
        line: u64,
    },
    /// A line makes no sense.
    #[error("line {line} makes no sense")]
    Malformed {
        /// Which line, from 1 on.
        line: u64,
    },
    /// It cannot be unpacked: it is not whole, or altered.
    #[error("cannot be unpacked")]
    Damaged,
    /// It is larger than this program takes in.
    #[error("too large")]
    TooLarge,
}

/// The kinds in the order in which they are written: what is referred to comes first where it can.
pub fn kinds_in_order() -> impl Iterator<Item = Kind> {
    const FIRST: [Kind; 13] = [
        Kind::Workspace,
        Kind::CustomField,
        Kind::Tag,
        Kind::Member,
        Kind::Campaign,
        Kind::Customer,
        Kind::Product,
        Kind::Pipeline,
        Kind::Stage,
        Kind::Deal,
        Kind::Order,
        Kind::OrderLine,
        Kind::Ticket,
    ];
    FIRST.into_iter().chain(Kind::ALL.iter().copied().filter(|kind| !FIRST.contains(kind)))
}
