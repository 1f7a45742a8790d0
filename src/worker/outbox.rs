//! What goes out: to the page of this worker, and over the channel to the pages of other tabs.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BroadcastChannel};

use crate::worker::inbox::scope;
use crate::worker::messages::{Notice, Post, Reply, to_bytes};

/// On the channel: a request to the engine.
pub const TO_ENGINE: &str = "to-engine";
/// On the channel: from the engine to the tabs; after it the name of the tab it is for, or nothing when it is for all.
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
        self.reply_bytes(tab, &reply_bytes(number, reply));
    }

    /// Answers a request with an answer that is in bytes already.
    pub fn reply_bytes(&self, tab: u64, bytes: &[u8]) {
        self.send(tab, bytes, None);
    }

    /// Answers a request with a file. The browser holds it: the page passes on only a name for its bytes, so that it
    /// draws on however large it is.
    pub fn file(&self, tab: u64, number: u32, name: String, file: &Blob) {
        self.send(tab, &reply_bytes(number, Reply::File { name }), Some(file));
    }

    /// Tells every tab.
    pub fn notice(&self, notice: Notice) {
        let bytes = to_bytes(&Post::Notice(notice));
        post_parts(&parts(&bytes, None));
        self.post_to_tabs(JsValue::UNDEFINED, &bytes, None);
    }

    fn send(&self, tab: u64, bytes: &[u8], file: Option<&Blob>) {
        if tab == self.own_tab {
            post_parts(&parts(bytes, file));
        } else {
            self.post_to_tabs(name_of(tab), bytes, file);
        }
    }

    fn post_to_tabs(&self, tab: JsValue, bytes: &[u8], file: Option<&Blob>) {
        if let Some(channel) = &self.channel {
            let parts = parts(bytes, file);
            parts.unshift(&tab);
            parts.unshift(&TO_TABS.into());
            // A channel that is closed has nobody on it.
            drop(channel.post_message(&parts));
        }
    }
}

/// The bytes of a reply to a request of that number.
pub fn reply_bytes(number: u32, reply: Reply) -> Vec<u8> {
    to_bytes(&Post::Reply { number, reply })
}

/// Posts to the page of this worker.
pub fn post_to_page(post: &Post) {
    post_parts(&parts(&to_bytes(post), None));
}

/// Posts the parts of a message to the page of this worker.
pub fn post_parts(parts: &Array) {
    // An answer that is lost would be waited for without end: a worker that cannot reach its page ends, which the page
    // hears of, and asks the next one again.
    if scope().post_message(parts).is_err() {
        scope().close();
    }
}

/// A tab's name on the channel: whoever passes a message on reads it there, and leaves the message itself alone.
pub fn name_of(tab: u64) -> JsValue {
    format!("{tab:x}").into()
}

fn parts(bytes: &[u8], file: Option<&Blob>) -> Array {
    let bytes: JsValue = Uint8Array::from(bytes).into();
    let file = file.map_or(JsValue::UNDEFINED, |file| file.clone().into());
    Array::of2(&bytes, &file)
}
