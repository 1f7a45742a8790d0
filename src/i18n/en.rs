//! English: plain and warm, in British spelling.

pub(super) mod choices;
pub(super) mod fields;
pub(super) mod kinds;
