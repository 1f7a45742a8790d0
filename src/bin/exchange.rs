//! Starts the exchange.

fn main() {
    #[cfg(target_arch = "wasm32")]
    say_ready();
}

/// The page sends nothing before it has heard this: a worker loses what comes before its module runs.
#[cfg(target_arch = "wasm32")]
fn say_ready() {
    use wasm_bindgen::JsCast;
    let worker = js_sys::global().unchecked_into::<web_sys::DedicatedWorkerGlobalScope>();
    // Nobody to hear it: the page is gone, and this worker ends with it.
    let _unheard = worker.post_message(&"ready".into()).is_err();
}
