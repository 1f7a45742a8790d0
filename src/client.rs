//! The page's side of the two doors: ask and tell, and whoever watches over the engine.

pub mod ask;
pub mod automation;
pub mod connection;
pub mod oneshot;
pub mod saving;
pub mod supervisor;
pub mod tell;
pub mod updates;
pub mod work;

pub use crate::storage::preferences::{Kept, Preference};
pub use crate::worker::messages::{Progress, Report, Rescue, RescueReason, State, Writing};
pub use ask::Asked;
pub use connection::{Client, Heard, Hearing};
pub use saving::Saving;
pub use updates::{Newer, Updates};
