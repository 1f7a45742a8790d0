//! Outside file formats: what users bring, and what they take away.

pub mod csv;
pub mod export_file;
