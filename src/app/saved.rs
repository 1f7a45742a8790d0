//! The word at the foot of the navigation: saved, saving, not saved, offline.

use leptos::ev;
use leptos::prelude::*;

use crate::client::Saving;
use crate::commands::Refusal;
use crate::i18n::phrases::Phrase;
use crate::pages::desk::Desk;
use crate::ui::{SaveState, StatusBar};

/// Where the work stands.
#[component]
pub(super) fn SavedWord() -> impl IntoView {
    let desk = Desk::here();
    let online = RwSignal::new(window().navigator().on_line());
    let came = window_event_listener(ev::online, move |_| online.set(true));
    let went = window_event_listener(ev::offline, move |_| online.set(false));
    on_cleanup(move || {
        came.remove();
        went.remove();
    });
    let state = Signal::derive(move || match desk.client.saving.get() {
        Saving::NotSaved(_) => SaveState::NotSaved,
        Saving::Saving => SaveState::Saving,
        Saving::Nothing | Saving::Saved(_) if !online.get() => SaveState::Offline,
        Saving::Nothing | Saving::Saved(_) => SaveState::Saved,
    });
    let label = Signal::derive(move || {
        let phrase = match state.get() {
            SaveState::Saved => Phrase::Saved,
            SaveState::Saving => Phrase::Saving,
            SaveState::NotSaved => Phrase::NotSaved,
            SaveState::Offline => Phrase::Offline,
        };
        desk.say(phrase).to_owned()
    });
    let explain = move || {
        let text = match (desk.client.saving.get_untracked(), state.get_untracked()) {
            (Saving::NotSaved(why), _) => desk.refusal_sentences(&Refusal::NotSaved(why)).join(" "),
            (_, SaveState::Offline) => Phrase::OfflineText.text(desk.language.get_untracked()).to_owned(),
            (_, SaveState::Saved | SaveState::Saving | SaveState::NotSaved) => {
                Phrase::StorageText.text(desk.language.get_untracked()).to_owned()
            }
        };
        desk.note(text, None);
    };
    view! { <StatusBar state=state label=label on_press=explain /> }
}
