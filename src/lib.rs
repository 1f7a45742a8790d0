//! Rapporto: a customer relationship manager that runs wholly in the browser.
//!
//! The rooms, in reading order. Who may use whom stands in ARCHITECTURE.md and is held by `tests/tidy.rs`.

// The business: plain synchronous Rust with no browser, no clock and no chance in it.
pub mod model;
pub mod changes;
pub mod engine;
pub mod analysis;
pub mod segments;
pub mod exchange;
pub mod demo;
pub mod queries;
pub mod commands;
pub mod i18n;

// The browser's rim: its pure files are compiled everywhere, the rest for wasm32 only.
pub mod storage;
pub mod worker;
#[cfg(all(target_arch = "wasm32", feature = "screen"))]
pub mod client;

// The screen.
#[cfg(all(target_arch = "wasm32", feature = "screen"))]
pub mod ui;
#[cfg(all(target_arch = "wasm32", feature = "screen"))]
pub mod pages;
#[cfg(all(target_arch = "wasm32", feature = "screen"))]
pub mod app;
