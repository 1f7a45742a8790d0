//! The business through its two doors, on the host: random commands against a plain model, and the simulator.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that meets what must not be fails")]

mod acknowledged;
mod against_model;
mod as_of;
mod as_of_after_a_start;
mod bulk;
mod clocks;
mod days;
mod list_while_reading;
mod mending;
mod mirror;
mod orders_of_each_sort;
mod own_fields;
mod pages_come_back;
mod random_commands;
mod replacing;
mod reverted;
mod seeds;
mod shell;
mod simulator;
mod state;
