//! What the business speaks of: kinds of records, their fields and values.

pub mod field;
pub mod id;
pub mod kind;
pub mod record;

// One kind a file.
pub mod customer;
pub mod custom_field;
pub mod deal;
pub mod interaction;
pub mod member;
pub mod order;
pub mod order_line;
pub mod pipeline;
pub mod product;
pub mod response;
pub mod stage;
pub mod tag;
pub mod task;
pub mod ticket;
