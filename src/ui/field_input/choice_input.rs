//! One of a few.

use super::{ChoiceOption, Entry, FieldLink, FirstFocus};
use crate::ui::{Icon, IconName};
use leptos::html::Select;
use leptos::prelude::*;

/// The browser's own list: it works by keyboard, by voice and on a phone.
#[component]
pub(crate) fn ChoiceInput(
    /// Ties it to its frame.
    link: FieldLink,
    /// What can be chosen.
    options: Vec<ChoiceOption>,
    /// The key of what is chosen.
    value: Signal<Entry>,
    /// Called at each choice.
    on_input: Callback<(Entry,)>,
    /// Called at each choice, after `on_input`.
    commit: Callback<(Entry,)>,
) -> impl IntoView {
    let select = NodeRef::<Select>::new();
    if link.first_focus == FirstFocus::Takes {
        // A focus that fails leaves the person where they are: nothing to do.
        select.on_load(|select| queue_microtask(move || drop(select.focus())));
    }
    view! {
        <span class="box choice">
            <select
                node_ref=select
                id=link.id()
                aria-describedby=link.note_id()
                aria-invalid=move || link.invalid()
                aria-required=link.required()
                on:change:target=move |event| {
                    let entry = Entry::Text(event.target().value());
                    on_input.run((entry.clone(),));
                    commit.run((entry,));
                }
            >
                {options
                    .into_iter()
                    .map(|option| {
                        let key = option.key.clone();
                        view! {
                            <option value=option.key prop:selected=move || value.with(|entry| entry.text() == key)>
                                {option.label}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <Icon name=IconName::CaretDown />
        </span>
    }
}
