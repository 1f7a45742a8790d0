//! Starts the page.

fn main() {
    #[cfg(all(target_arch = "wasm32", feature = "screen"))]
    console_error_panic_hook::set_once();
}
