//! What outlives the tab: the description of a write, the browser's stores, and a model of them for the simulator.

// Pure: compiled and tested on the host.
pub mod checksum;
pub mod memory_store;
pub mod seeded_random;
pub mod sentinel;
pub mod snapshot_header;
pub mod store;
