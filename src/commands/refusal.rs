//! Why a command was not done. Nothing has changed.

use serde::{Deserialize, Serialize};

use crate::exchange::csv::problem::Stop;
use crate::exchange::export_file::FileFault;
use crate::model::check::Wrong;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// Why a command was not done; worded in `i18n`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Some values are not what their fields hold.
    #[error("invalid values")]
    Invalid(Vec<Invalid>),
    /// There is no such record.
    #[error("no such record")]
    NoSuchRecord {
        /// Of which kind.
        kind: Kind,
        /// Which.
        id: Id,
    },
    /// There is no such field.
    #[error("no such field")]
    NoSuchField {
        /// Of which kind.
        kind: Kind,
        /// Which.
        field: FieldNumber,
    },
    /// The field is set by the program.
    #[error("field is automatic")]
    Automatic {
        /// Of which kind.
        kind: Kind,
        /// Which.
        field: FieldNumber,
    },
    /// There is nothing to undo, redo or take back.
    #[error("nothing to take back")]
    NothingToTakeBack,
    /// The record is in the bin.
    #[error("record is in the bin")]
    Binned {
        /// Of which kind.
        kind: Kind,
        /// Which.
        id: Id,
    },
    /// An amount of the order does not fit.
    #[error("total too large")]
    TotalTooLarge,
    /// Such a field cannot be made.
    #[error("not a field")]
    NotAField(NotAField),
    /// The workspace has no name and currency yet.
    #[error("not set up")]
    NotSetUp,
    /// The workspace is open for reading only: its data are newer than the program, or the store gave way.
    #[error("read only")]
    ReadOnly,
    /// It could not be written; the browser's reason stands in the storage panel.
    #[error("not saved")]
    NotSaved(NotSaved),
    /// The user stopped it.
    #[error("cancelled")]
    Cancelled,
    /// The browser does not give the file: it was moved, changed or removed after it was chosen.
    #[error("file cannot be read")]
    Unreadable,
    /// The part of the program that does it could not be fetched.
    #[error("a part of the program could not be fetched")]
    NotFetched,
    /// A whole workspace comes only into an empty one.
    #[error("the workspace is not empty")]
    NotEmpty,
    /// The file is not one to restore from.
    #[error("file: {0}")]
    File(FileFault),
    /// The file cannot be read, or not further.
    #[error("file cannot be read: {0}")]
    Table(Stop),
    /// The order makes no sense: text that is no JSON, an unknown name.
    #[error("not understood: {0}")]
    NotUnderstood(String),
}

/// Why a field of the user's own cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAField {
    /// Records of this kind are the program's own.
    KindFixed(Kind),
    /// Another field of the kind has that name.
    NameTaken,
    /// It is to be chosen from nothing.
    NoChoices,
    /// A choice stands there twice.
    ChoiceTwice(String),
    /// A choice was taken away or moved: records hold it by its place.
    ChoiceMoved(String),
    /// More choices than a field can hold.
    TooManyChoices {
        /// As many as it can.
        max: u32,
    },
    /// The kind has as many fields as it can hold.
    NoNumberLeft,
}

/// Why something could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotSaved {
    /// The browser gives no more room.
    NoRoom,
    /// The connection to the store was lost.
    ConnectionLost,
    /// The store was emptied while it was in use.
    Emptied,
    /// Another tab runs a newer version.
    Superseded,
    /// The engine died of it, twice.
    EngineStopped,
    /// Anything else.
    Other,
}

/// A value that is not what its field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalid {
    /// Of which kind.
    pub kind: Kind,
    /// In which field.
    pub field: FieldNumber,
    /// What is wrong.
    pub wrong: Mistake,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mistake {
    /// The words or the number.
    Value(Wrong),
    /// It is of another type.
    OtherType,
    /// There is no such choice.
    NoSuchChoice,
    /// It refers to nothing.
    RefersToNothing,
    /// Another record has it.
    Taken(Id),
    /// The field is sensitive and not turned on.
    SensitiveOff,
}
