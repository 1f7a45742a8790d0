//! Methods of analysis over plain slices, one a file, each with its source.

pub mod quantile;
pub mod radix;
pub mod revenue_by_month;
pub mod rfm;
