//! Yes or no.

use super::{Entry, FieldLink};
use leptos::prelude::*;

/// A box to tick.
#[component]
pub(crate) fn FlagInput(
    /// Ties it to its frame.
    link: FieldLink,
    /// Whether it is ticked.
    value: Signal<Entry>,
    /// Called at each press.
    on_input: Callback<(Entry,)>,
    /// Called at each press, after `on_input`.
    commit: Callback<(Entry,)>,
) -> impl IntoView {
    view! {
        <input
            type="checkbox"
            id=link.id()
            aria-describedby=link.note_id()
            aria-invalid=move || link.invalid()
            prop:checked=move || value.with(Entry::flag)
            on:change:target=move |event| {
                let entry = Entry::Flag(event.target().checked());
                on_input.run((entry.clone(),));
                commit.run((entry,));
            }
        />
    }
}
