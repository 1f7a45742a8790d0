//! What the business speaks of: kinds of records, their fields and values.

pub mod date;
pub mod wall_clock;
pub mod money;
pub mod check;
pub mod number_text;

pub mod field;
pub mod id;
pub mod kind;
pub mod kinds;
pub mod record;
pub mod small_sort;

// One kind a file.
pub mod action;
pub mod action_plan;
pub mod article;
pub mod campaign;
pub mod consent;
pub mod contact_link;
pub mod custom_field;
pub mod customer;
pub mod deal;
pub mod file;
pub mod form;
pub mod goal;
pub mod insight;
pub mod interaction;
pub mod loyalty_card;
pub mod loyalty_entry;
pub mod member;
pub mod message_template;
pub mod order;
pub mod order_line;
pub mod pipeline;
pub mod product;
pub mod product_option;
pub mod response;
pub mod saved_view;
pub mod segment;
pub mod skill;
pub mod stage;
pub mod survey;
pub mod survey_version;
pub mod tag;
pub mod task;
pub mod ticket;
pub mod touch_point;
pub mod value_proposition;
pub mod visit;
pub mod workflow;
pub mod workflow_run;
pub mod workspace;
