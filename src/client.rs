//! The page's side of the two doors: ask and tell, and whoever watches over the engine.

pub mod ask;
pub mod automation;
pub mod connection;
pub mod oneshot;
pub mod supervisor;
pub mod tell;
pub mod work;

pub use ask::Asked;
pub use connection::{Client, Saving};
