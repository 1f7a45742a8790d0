//! How the data changes: the clock that orders writes, and the changes themselves.

pub mod clock;
