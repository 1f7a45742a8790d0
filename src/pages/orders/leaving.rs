//! What happens to an order that is not saved: a question before a link is followed, and the draft kept if it is left.

use std::collections::BTreeMap;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};

use super::order_draft::OrderDraft;
use crate::model::id::Id;
use crate::ui::OpenEdits;

/// Drafts of orders that were left unsaved, while this tab is open; none stands for the new one. They are kept in memory
/// only: what is not saved is in no store, and counts as an open edit.
#[derive(Clone, Copy)]
pub struct OrderDrafts {
    drafts: StoredValue<BTreeMap<Option<Id>, OrderDraft>>,
    edits: OpenEdits,
}

impl OrderDrafts {
    /// None yet.
    pub fn new(edits: OpenEdits) -> Self {
        Self { drafts: StoredValue::new(BTreeMap::new()), edits }
    }

    /// Takes out what was kept of an order.
    pub(super) fn take(self, order: Option<Id>) -> Option<OrderDraft> {
        let draft = self.drafts.try_update_value(|drafts| drafts.remove(&order)).flatten();
        draft.inspect(|_| self.edits.end())
    }

    /// Keeps what was not saved of an order.
    pub(super) fn keep(self, order: Option<Id>, draft: OrderDraft) {
        if self.drafts.try_update_value(|drafts| drafts.insert(order, draft)) == Some(None) {
            self.edits.begin();
        }
    }
}

/// While `unsaved`: a link on the page asks first, by setting `wanted` to its address; closing the tab asks in the
/// browser's words.
pub(super) fn ask_before_leaving(unsaved: Memo<bool>, wanted: RwSignal<Option<String>>) {
    let click = window_event_listener(ev::click, move |event| {
        if !unsaved.get_untracked() || event.default_prevented() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        if link.target().is_empty() {
            event.prevent_default();
            wanted.set(Some(link.hash()));
        }
    });
    let close = window_event_listener(ev::beforeunload, move |event| {
        if unsaved.get_untracked() {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        click.remove();
        close.remove();
    });
}
