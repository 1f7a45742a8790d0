//! Tables as text: CSV files of any separator and encoding, read in pieces and written.
//!
//! How a file becomes records:
//! 1. [`detect::detect`] looks at the first mebibyte: encoding, separator, header row, sample rows, how each column writes
//!    numbers and dates. What the user wishes otherwise goes in as [`detect::Wishes`], and it is asked again.
//! 2. [`header::likely_target`] and [`header::map_header`] say what the columns mean; the user adjusts the
//!    [`header::Mapping`].
//! 3. [`read::Reader`] is fed with the file in pieces of any size and gives borrowed rows with their line numbers; each row
//!    says whether something is wrong with its shape.
//! 4. [`columns::ColumnReader`] turns one cell into a value, or says why not.
//!
//! [`write::Writer`] goes the other way: what it writes is read as it was.

pub mod aliases;
pub mod columns;
pub mod decode;
pub mod detect;
pub mod header;
pub mod problem;
pub mod read;
pub mod source;
pub mod styles;
mod tokens;
pub mod write;

#[cfg(test)]
mod tests;
