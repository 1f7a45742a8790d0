//! The column engine: tables, links between them, figures that follow each change, and search.

pub mod bits;
pub mod code_column;
pub mod column;
mod consent;
pub mod customer_search;
pub mod data;
pub mod derived;
pub mod digest;
pub mod field_clocks;
pub mod fold;
pub mod id_runs;
pub mod links;
pub mod remembered;
mod present;
pub mod recount;
pub mod schema;
pub mod set_column;
pub mod staged_rows;
pub mod table;
pub mod text_column;
pub mod text_search;
pub mod today;
pub mod verify;
pub mod whole_records;
