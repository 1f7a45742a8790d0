//! Italian: plain and warm, in the form of "tu".

pub(super) mod choices;
pub(super) mod fields;
pub(super) mod kinds;
