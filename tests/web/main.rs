//! What only a browser can show: components as a person meets them.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]
#![expect(clippy::float_cmp, reason = "whole numbers of px, exact in an f64")]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

mod ui;
