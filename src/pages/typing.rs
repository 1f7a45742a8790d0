//! Keys that are meant for the page and not for what is being typed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Whether a key is free for the page: nobody types, no dialog is open, nothing else has taken it.
pub fn is_free(event: &KeyboardEvent) -> bool {
    !event.default_prevented() && !is_typing(event) && !is_behind_dialog()
}

/// Whether a key goes into a field.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|it| {
        let field = it.closest("input:not([type=checkbox]), textarea, select, [contenteditable=true]");
        field.is_ok_and(|field| field.is_some())
    })
}

/// Whether a control, Alt or command key is held.
pub fn is_modified(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
}

fn is_behind_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}
