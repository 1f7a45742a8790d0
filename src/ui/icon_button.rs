//! A button with a picture only; its name is spoken and shown as a tooltip.

use super::{ButtonKind, Icon, IconName};
use leptos::prelude::*;

/// A square button with an icon.
#[component]
pub fn IconButton(
    /// The picture.
    #[prop(into)]
    icon: Signal<IconName>,
    /// What it does, in words: spoken, and shown when the pointer rests on it.
    #[prop(into)]
    label: Signal<String>,
    /// How much it stands out.
    #[prop(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// Whether it is held down, for a button that switches something on and off.
    #[prop(into, optional)]
    pressed: MaybeProp<bool>,
    /// Whether what it opens is open, for a button that opens something.
    #[prop(into, optional)]
    expanded: MaybeProp<bool>,
    /// It cannot be pressed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Called at each press.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let said = |state: Option<bool>| state.map(|it| if it { "true" } else { "false" });
    view! {
        <button
            type="button"
            class=format!("icon-button {}", kind.class())
            aria-label=label
            title=label
            aria-pressed=move || said(pressed.get())
            aria-expanded=move || said(expanded.get())
            aria-disabled=move || disabled.get().then_some("true")
            on:click=move |_| {
                if !disabled.get_untracked() {
                    on_press.run(());
                }
            }
        >
            <Icon name=icon />
        </button>
    }
}
