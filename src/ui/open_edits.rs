//! How much stands open on the page that is not saved yet: whoever would take the page away asks here first.

use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is being written on the page and in no store yet. The frame provides it; it is small and copied freely.
#[derive(Clone, Copy)]
pub struct OpenEdits(RwSignal<u32>);

impl OpenEdits {
    /// None yet.
    pub fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Whether there are any; followed.
    pub fn any(self) -> bool {
        self.0.get() > 0
    }

    /// One more, until it [`Self::end`]s.
    pub fn begin(self) {
        // The page may be going away.
        self.0.try_update(|n| *n += 1);
    }

    /// One less.
    pub fn end(self) {
        self.0.try_update(|n| *n = n.saturating_sub(1));
    }
}

impl Default for OpenEdits {
    fn default() -> Self {
        Self::new()
    }
}

/// Counts as an open edit while that is so, and no longer than the part of the page that says it.
pub fn is_edit_while(is_open: Signal<bool>) {
    // A part that stands alone, in a test, takes nothing from anybody.
    let Some(edits) = use_context::<OpenEdits>() else { return };
    let counted = Arc::new(AtomicBool::new(false));
    let gone = Arc::clone(&counted);
    Effect::new(move |_| {
        let is_open = is_open.get();
        match (counted.swap(is_open, Ordering::Relaxed), is_open) {
            (false, true) => edits.begin(),
            (true, false) => edits.end(),
            (false, false) | (true, true) => {}
        }
    });
    on_cleanup(move || {
        if gone.swap(false, Ordering::Relaxed) {
            edits.end();
        }
    });
}
