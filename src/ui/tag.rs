//! A small word in a rounded frame: a class, a state, a condition.

use super::{Icon, IconName, Tone};
use leptos::prelude::*;

/// A word or two with a meaning; with `on_remove` it can be taken off.
#[component]
pub fn Tag(
    /// What its colour says.
    #[prop(into, optional)]
    tone: Signal<Tone>,
    /// The name of the button that takes it off, in words.
    #[prop(into, optional)]
    remove_label: Signal<String>,
    /// Called when it is taken off; without it there is no such button.
    #[prop(into, optional)]
    on_remove: Option<Callback<()>>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <span class=move || format!("tag {}", tone.get().class())>
            <span class="word">{children()}</span>
            {on_remove
                .map(|on_remove| {
                    view! {
                        <button type="button" class="remove" aria-label=remove_label on:click=move |_| on_remove.run(())>
                            <Icon name=IconName::X />
                        </button>
                    }
                })}
        </span>
    }
}

/// A condition in a row of conditions: pressed to change it, with a cross to drop it.
#[component]
pub fn Chip(
    /// What is spoken for.
    #[prop(into)]
    label: Signal<String>,
    /// What it has to be, set in bold; none for a chip that adds one.
    #[prop(into, optional)]
    value: MaybeProp<String>,
    /// The name of the button that drops it, in words.
    #[prop(into, optional)]
    remove_label: Signal<String>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// Called when it is dropped; without it there is no cross.
    #[prop(into, optional)]
    on_remove: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <span class="chip" class:adds=move || value.with(Option::is_none)>
            <button type="button" class="press" on:click=move |_| on_press.run(())>
                {move || value.with(Option::is_none).then(|| view! { <Icon name=IconName::Plus /> })}
                {label}
                {move || value.get().map(|value| view! { " " <b>{value}</b> })}
            </button>
            {on_remove
                .map(|on_remove| {
                    view! {
                        <button type="button" class="remove" aria-label=remove_label on:click=move |_| on_remove.run(())>
                            <Icon name=IconName::X />
                        </button>
                    }
                })}
        </span>
    }
}
