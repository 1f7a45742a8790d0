//! The column engine: tables, links between them, figures that follow each change, and search.

pub mod fold;
pub mod text_search;
