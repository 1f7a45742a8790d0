//! Any number of words.

use super::{Entry, FieldLink};
use crate::ui::{Tag, keyed};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The words as tags, and a place to type the next one: Enter or a comma adds it, Backspace in the empty place takes the
/// last one off.
#[component]
pub(crate) fn TagsInput(
    /// Ties it to its frame.
    link: FieldLink,
    /// Words offered while typing.
    suggestions: Vec<String>,
    /// The word before a tag's name on the button that takes it off.
    remove_word: String,
    /// The words.
    value: Signal<Entry>,
    /// Called with all words at each change.
    on_input: Callback<(Entry,)>,
    /// Called at each change, after `on_input`.
    commit: Callback<(Entry,)>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let tell = move |tags: Vec<String>| {
        on_input.run((Entry::Tags(tags.clone()),));
        commit.run((Entry::Tags(tags),));
    };
    let tags = move || value.with_untracked(|entry| entry.tags().to_vec());
    let add = move || {
        let word = typed.with_untracked(|typed| typed.trim().to_owned());
        typed.set(String::new());
        let mut tags = tags();
        if !word.is_empty() && !tags.contains(&word) {
            tags.push(word);
            tell(tags);
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" | "," => {
            event.prevent_default();
            add();
        }
        "Backspace" if typed.with_untracked(String::is_empty) => {
            let mut tags = tags();
            if tags.pop().is_some() {
                tell(tags);
            }
        }
        _ => {}
    };
    let list_id = format!("{}-list", link.id());
    let shown = move || {
        let mut tags = value.with(|entry| entry.tags().to_vec());
        tags.dedup();
        tags
    };
    let tag = move |tag: String| {
        let name = tag.clone();
        let remove_label = format!("{remove_word} {tag}");
        let on_remove = move || tell(tags().into_iter().filter(|it| *it != name).collect());
        view! {
            <Tag remove_label on_remove>
                {tag}
            </Tag>
        }
        .into_any()
    };
    view! {
        <span class="box tags">
            {keyed(shown, String::clone, tag)}
            <input
                id=link.id()
                list=list_id.clone()
                autocomplete="off"
                aria-describedby=link.note_id()
                aria-invalid=move || link.invalid()
                prop:value=typed
                on:input:target=move |event| typed.set(event.target().value())
                on:keydown=on_key
                on:blur=move |_| add()
            />
            <datalist id=list_id>
                {suggestions.into_iter().map(|word| view! { <option value=word></option> }).collect_view()}
            </datalist>
        </span>
    }
}
