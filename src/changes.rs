//! How the data changes: the clock that orders writes, the changes themselves, and the journal of them.

pub mod clock;
pub mod change;
pub mod inverse;
pub mod journal;
pub mod whole_record;
