//! What goes out: to the page of this worker, and over the channel to the pages of other tabs.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::BroadcastChannel;

use crate::worker::inbox::scope;
use crate::worker::messages::{Notice, Post, Reply, to_bytes};

/// On the channel: a request to the engine.
pub const TO_ENGINE: &str = "to-engine";
/// On the channel: from the engine to the tabs.
pub const TO_TABS: &str = "to-tabs";
/// On the channel: a tab that came late wants to know the state.
pub const WHAT_STATE: &str = "what-state";

/// Where the engine's answers go.
#[derive(Debug)]
pub struct Outbox {
    own_tab: u64,
    channel: Option<BroadcastChannel>,
}

impl Outbox {
    /// For the engine in the worker of that tab.
    pub fn new(own_tab: u64, channel: Option<BroadcastChannel>) -> Self {
        Self { own_tab, channel }
    }

    /// Answers a request.
    pub fn reply(&self, tab: u64, number: u32, reply: Reply) {
        self.send(tab, &Post::Reply { tab, number, reply }, None);
    }

    /// Answers a request with a file.
    pub fn file(&self, tab: u64, number: u32, name: String, bytes: &[u8]) {
        self.send(tab, &Post::Reply { tab, number, reply: Reply::File { name } }, Some(bytes));
    }

    /// Tells every tab.
    pub fn notice(&self, notice: Notice) {
        let post = Post::Notice(notice);
        post_to_page(&post, None);
        self.post_to_tabs(&post, None);
    }

    fn send(&self, tab: u64, post: &Post, file: Option<&[u8]>) {
        if tab == self.own_tab {
            post_to_page(post, file);
        } else {
            self.post_to_tabs(post, file);
        }
    }

    fn post_to_tabs(&self, post: &Post, file: Option<&[u8]>) {
        if let Some(channel) = &self.channel {
            let parts = parts(post, file);
            parts.unshift(&TO_TABS.into());
            // A channel that is closed has nobody on it.
            drop(channel.post_message(&parts));
        }
    }
}

/// Posts to the page of this worker.
pub fn post_to_page(post: &Post, file: Option<&[u8]>) {
    // A page that is gone hears nothing, and needs to.
    drop(scope().post_message(&parts(post, file)));
}

fn parts(post: &Post, file: Option<&[u8]>) -> Array {
    let bytes: JsValue = Uint8Array::from(to_bytes(post).as_slice()).into();
    let file = file.map_or(JsValue::UNDEFINED, |file| Uint8Array::from(file).into());
    Array::of2(&bytes, &file)
}
