//! The made-up data: the workload that benchmarks share with other engines, and the demo trade on top of it.

pub mod random;
pub mod words;
pub mod workload;
pub mod csv_text;
pub mod trade;
pub mod truths;
pub mod records;
