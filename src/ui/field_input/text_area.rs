//! Several lines of text.

use super::{Entry, FieldLink, FirstFocus};
use leptos::html::Textarea;
use leptos::prelude::*;

/// A control of several lines that grows with its text.
#[component]
pub(crate) fn TextArea(
    /// Ties it to its frame.
    link: FieldLink,
    /// What stands in it.
    value: Signal<Entry>,
    /// Called at each key.
    on_input: Callback<(Entry,)>,
    /// Called when it is left with another text than before.
    commit: Callback<(Entry,)>,
) -> impl IntoView {
    let area = NodeRef::<Textarea>::new();
    if link.first_focus == FirstFocus::Takes {
        // A focus that fails leaves the person where they are: nothing to do.
        area.on_load(|area| queue_microtask(move || drop(area.focus())));
    }
    view! {
        <span class="box">
            <textarea
                node_ref=area
                id=link.id()
                rows="3"
                aria-describedby=link.note_id()
                aria-invalid=move || link.invalid()
                aria-required=link.required()
                prop:value=move || value.with(|entry| entry.text().to_owned())
                on:input:target=move |event| on_input.run((Entry::Text(event.target().value()),))
                // A field that is taken away while it has the focus still says that it changed.
                on:change:target=move |event| {
                    commit.try_run((Entry::Text(event.target().value()),));
                }
            ></textarea>
        </span>
    }
}
