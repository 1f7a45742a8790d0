//! What may be ordered: one order a file, one line here.

use serde::{Deserialize, Serialize};

use crate::changes::change::Role;
use crate::changes::inverse::Plan;
use crate::changes::journal::Journal;
use crate::engine::data::Data;
use crate::model::date::{Date, Time};
use crate::model::field::FieldNumber;
use crate::model::id::{Id, IdSource};
use crate::model::kind::Kind;

pub mod import;
pub mod customer_name;
pub mod line_amounts;
pub mod refusal;
pub mod validate;

pub mod add_custom_field;
pub mod bin_records;
pub mod complete_task;
pub mod create_record;
pub mod edit_records;
pub mod redo;
pub mod restore_field;
pub mod restore_records;
pub mod revert_batch;
pub mod save_order;
pub mod set_tags;
pub mod set_up_workspace;
pub mod turn_off_sensitive;
pub mod turn_on_sensitive;
pub mod undo;

pub use refusal::Refusal;

/// What a command is told by its caller: nothing above the rim knows the time or chance.
#[derive(Debug, Clone)]
pub struct Context {
    /// Now.
    pub now: Time,
    /// The day it is where the user is.
    pub today: Date,
    /// Where new identities come from.
    pub ids: IdSource,
}

/// What a command wants done, and what it answers once that is on disk.
#[derive(Debug, Clone)]
pub struct Planned {
    /// To be done.
    pub plan: Plan,
    /// What it is to undo and redo.
    pub role: Role,
    /// Records made by it.
    pub made: Vec<(Kind, Id)>,
    /// Fields left as they are because they were edited later.
    pub kept: Vec<(Kind, Id, FieldNumber)>,
}

impl Planned {
    /// Something done in the ordinary way.
    pub fn done(plan: Plan) -> Self {
        Self { plan, role: Role::Done, made: Vec::new(), kept: Vec::new() }
    }

    /// True when nothing is to be written. An undo that finds nothing left to take back is written all the same: the
    /// next one goes on behind it.
    pub fn is_idle(&self) -> bool {
        match self.role {
            Role::Done | Role::Reverts(_) => self.plan.is_empty(),
            Role::Undoes(_) | Role::Redoes(_) => false,
        }
    }
}

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its place in the journal; 0 when there was nothing to do.
    pub sequence: u64,
    /// Records made by it.
    pub made: Vec<(Kind, Id)>,
    /// Fields left as they are because they were edited later.
    pub kept: Vec<(Kind, Id, FieldNumber)>,
    /// How many records and fields it touched.
    pub size: usize,
}

/// An order: it plans, and changes nothing itself.
pub trait Tell {
    /// What is to be done.
    fn plan(&self, data: &Data, journal: &Journal, context: &mut Context) -> Result<Planned, Refusal>;
}

macro_rules! commands {
    ($($number:literal $command:ident $module:ident,)*) => {
        /// Everything that may be ordered.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Command { $(
            #[doc = concat!("See [`", stringify!($module), "::", stringify!($command), "`].")]
            $command($module::$command),
        )* }

        /// The sorts of commands, as the journal names them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Sort { $(
            #[doc = concat!("See [`", stringify!($module), "::", stringify!($command), "`].")]
            $command,
        )*
            /// A file was imported.
            Import,
            /// The demo was loaded.
            Demo,
            /// A workspace was restored from a file.
            Restore,
        }

        impl Sort {
            /// All sorts.
            pub const ALL: &'static [Self] = &[ $( Self::$command, )* Self::Import, Self::Demo, Self::Restore ];

            /// Its number on disk: never reused, never changed.
            pub const fn number(self) -> u16 {
                match self { $( Self::$command => $number, )* Self::Import => 1_000, Self::Demo => 1_001, Self::Restore => 1_002 }
            }

            /// The sort of that number.
            pub fn from_number(number: u16) -> Option<Self> {
                Self::ALL.iter().copied().find(|sort| sort.number() == number)
            }
        }

        impl Command {
            /// Its sort.
            pub fn sort(&self) -> Sort {
                match self { $( Self::$command(_) => Sort::$command, )* }
            }
        }

        impl Tell for Command {
            fn plan(&self, data: &Data, journal: &Journal, context: &mut Context) -> Result<Planned, Refusal> {
                match self { $( Self::$command(command) => command.plan(data, journal, context), )* }
            }
        }

        $(
            impl From<$module::$command> for Command {
                fn from(command: $module::$command) -> Self {
                    Self::$command(command)
                }
            }
        )*
    };
}

commands! {
    1 CreateRecord create_record,
    2 EditRecords edit_records,
    3 BinRecords bin_records,
    4 RestoreRecords restore_records,
    5 Undo undo,
    6 Redo redo,
    7 RevertBatch revert_batch,
    8 SaveOrder save_order,
    9 SetTags set_tags,
    10 CompleteTask complete_task,
    11 RestoreField restore_field,
    12 AddCustomField add_custom_field,
    13 SetUpWorkspace set_up_workspace,
    14 TurnOnSensitive turn_on_sensitive,
    15 TurnOffSensitive turn_off_sensitive,
}
