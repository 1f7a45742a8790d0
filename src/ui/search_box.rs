//! A place to type what is looked for.

use super::{Icon, IconName};
use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;

/// A search field with its key and a cross that empties it; Esc empties it too.
#[component]
pub fn SearchBox(
    /// What can be looked for: spoken, and shown while it is empty.
    #[prop(into)]
    label: Signal<String>,
    /// What is looked for.
    #[prop(into)]
    value: Signal<String>,
    /// Called at each key.
    #[prop(into)]
    on_input: Callback<(String,)>,
    /// The name of the cross, in words.
    #[prop(into)]
    clear_label: Signal<String>,
    /// The key that leads here, shown while it is empty.
    #[prop(into, optional)]
    kbd: MaybeProp<String>,
    /// Called at each key before the field acts, so that arrows can move through the hits.
    #[prop(into, optional)]
    on_key: Option<Callback<(KeyboardEvent,)>>,
    /// The id of the list of hits, if there is one under the field.
    #[prop(into, optional)]
    hits_id: MaybeProp<String>,
    /// The id of the hit that Enter would open.
    #[prop(into, optional)]
    active_hit_id: MaybeProp<String>,
    /// The field's element, for a key that moves the focus to it.
    #[prop(optional)]
    input: NodeRef<Input>,
) -> impl IntoView {
    let empty = Memo::new(move |_| value.with(String::is_empty));
    let has_hits = Memo::new(move |_| hits_id.with(Option::is_some));
    let clear = move || on_input.run((String::new(),));
    let press_key = move |event: KeyboardEvent| {
        let escapes = event.key() == "Escape" && !empty.get_untracked();
        if escapes {
            event.prevent_default();
            event.stop_propagation();
            clear();
        }
        if let Some(on_key) = on_key {
            on_key.run((event,));
        }
    };
    view! {
        <div class="search-box">
            <Icon name=IconName::MagnifyingGlass />
            <input
                node_ref=input
                type="text"
                inputmode="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                role=move || has_hits.get().then_some("combobox")
                aria-autocomplete=move || has_hits.get().then_some("list")
                aria-expanded=move || has_hits.get().then_some("true")
                aria-controls=move || hits_id.get()
                aria-activedescendant=move || active_hit_id.get()
                aria-label=label
                placeholder=label
                prop:value=value
                on:input:target=move |event| on_input.run((event.target().value(),))
                on:keydown=press_key
            />
            <Show when=move || empty.get() fallback=move || view! {
                <button type="button" class="clear" aria-label=clear_label on:click=move |_| {
                    clear();
                    // A focus that fails leaves the person where they are: nothing to do.
                    drop(input.get_untracked().map(|input| input.focus()));
                }>
                    <Icon name=IconName::X />
                </button>
            }>
                {move || kbd.get().map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
            </Show>
        </div>
    }
}
