//! A button with a word on it.

use super::{Icon, IconName};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Something to press. While it is busy or disabled it keeps its place, its size and the focus, and ignores presses.
#[component]
pub fn Button(
    /// How much it stands out.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it sends the form around it.
    #[prop(optional)]
    role: ButtonRole,
    /// A picture before the word.
    #[prop(into, optional)]
    icon: Option<IconName>,
    /// The key that does the same, shown on devices with a keyboard.
    #[prop(into, optional)]
    kbd: MaybeProp<String>,
    /// What was asked for is under way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// It cannot be pressed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Called at each press; a submit button needs none.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    /// The word.
    children: Children,
) -> impl IntoView {
    let off = Signal::derive(move || busy.get() || disabled.get());
    let press = move |event: MouseEvent| {
        if off.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=role.attribute()
            class=format!("button {}", kind.class())
            class:busy=busy
            aria-disabled=move || off.get().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            on:click=press
        >
            {icon.map(|name| view! { <Icon name=name /> })}
            <span class="word">{children()}</span>
            {move || kbd.get().map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
        </button>
    }
}

/// How much a button stands out. One `Main` a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing that most people came for.
    Main,
    /// With a border.
    #[default]
    Plain,
    /// Without a border, for rows of actions.
    Quiet,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    /// The class that the stylesheet uses for it.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Plain => "plain",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// What a press does to the form around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonRole {
    /// Nothing.
    #[default]
    Press,
    /// Sends it.
    Submit,
}

impl ButtonRole {
    fn attribute(self) -> &'static str {
        match self {
            Self::Press => "button",
            Self::Submit => "submit",
        }
    }
}
