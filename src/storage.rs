//! What outlives the tab: the description of a write, the browser's stores, and a model of them for the simulator.

// Pure: compiled and tested on the host.
pub mod bytes;
pub mod checksum;
pub mod head;
pub mod keeper;
pub mod memory_store;
pub mod pages;
pub mod recovery;
pub mod seeded_random;
pub mod sentinel;
pub mod snapshot_header;
pub mod store;
