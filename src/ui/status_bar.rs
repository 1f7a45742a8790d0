//! Whether what was typed is safe, in one quiet word.

use super::{Icon, IconName};
use leptos::prelude::*;

/// Saved, saving, not saved or offline, with the words for it; spoken when it changes.
#[component]
pub fn StatusBar(
    /// Where the work stands.
    #[prop(into)]
    state: Signal<SaveState>,
    /// The same in words.
    #[prop(into)]
    label: Signal<String>,
    /// Called when it is pressed, to say more; without it it is text.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let words = move || {
        view! {
            <Icon name=Signal::derive(move || state.get().icon()) />
            <span role="status">{label}</span>
        }
    };
    let class = move || format!("status-bar {}", state.get().class());
    match on_press {
        Some(on_press) => view! {
            <button type="button" class=class on:click=move |_| on_press.run(())>
                {words()}
            </button>
        }
        .into_any(),
        None => view! { <div class=class>{words()}</div> }.into_any(),
    }
}

/// Where the work stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// All of it is on the disk.
    #[default]
    Saved,
    /// On its way to the disk.
    Saving,
    /// The disk refused it.
    NotSaved,
    /// Without a network: all works, nothing is exchanged.
    Offline,
}

impl SaveState {
    fn class(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Saving => "saving",
            Self::NotSaved => "not-saved",
            Self::Offline => "offline",
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Saved => IconName::CheckCircle,
            Self::Saving => IconName::CloudArrowUp,
            Self::NotSaved => IconName::WarningCircle,
            Self::Offline => IconName::CloudSlash,
        }
    }
}
