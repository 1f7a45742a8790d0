//! Starts the engine in its worker.

fn main() {
    #[cfg(target_arch = "wasm32")]
    rapporto::worker::shell::run();
}
