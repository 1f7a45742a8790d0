//! The word at the foot of the navigation: saved, saving, not saved, offline, or why nothing can be saved.

use leptos::ev;
use leptos::prelude::*;

use crate::client::{State, Writing};
use crate::commands::refusal::NotSaved;
use crate::i18n::phrases::Phrase;
use crate::i18n::refusals::not_saved;
use crate::i18n::store::data_read;
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
    let stand = Memo::new(move |_| stand(desk, online));
    let explain = move || {
        let (_, _, why) = stand.get_untracked();
        let language = desk.language.get_untracked();
        let text = match why {
            Why::Says(phrase) => phrase.text(language),
            Why::NotSaved(why) => not_saved(language, why),
        };
        desk.note(text.to_owned(), None);
    };
    let label = Signal::derive(move || match (stand.get().1, desk.client.percent_read.get()) {
        // It is spoken when it changes: not at each step.
        (Phrase::Loading, Some(percent)) => data_read(desk.language.get(), percent / 10 * 10),
        (phrase, _) => desk.say(phrase).to_owned(),
    });
    view! { <StatusBar state=Signal::derive(move || stand.get().0) label=label on_press=explain /> }
}

/// What is said when the word is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Says(Phrase),
    NotSaved(NotSaved),
}

/// The look, the word, and what is behind it. Whether anything can be saved at all comes first.
fn stand(desk: Desk, online: RwSignal<bool>) -> (SaveState, Phrase, Why) {
    let saving = desk.client.saving.get();
    let on_its_way = (SaveState::Saving, Phrase::Saving, Why::Says(Phrase::StorageText));
    let failed = |why| (SaveState::NotSaved, Phrase::NotSaved, Why::NotSaved(why));
    match (desk.client.state.get(), saving.unsaved) {
        (State::Rescue { .. }, _) => (SaveState::NotSaved, Phrase::NotOpened, Why::Says(Phrase::RescueText)),
        (State::Ready { writing: Writing::MemoryOnly, .. }, _) => {
            (SaveState::NotSaved, Phrase::InMemoryOnly, Why::Says(Phrase::BlockedText))
        }
        (State::Ready { writing: Writing::Off, .. }, _) => {
            (SaveState::NotSaved, Phrase::ReadingOnly, Why::Says(Phrase::SafeModeText))
        }
        (State::Ready { writing: Writing::Failed(why), .. }, _) => failed(why),
        _ if saving.n_writing > 0 => on_its_way,
        (_, Some(why)) => failed(why),
        (State::Starting | State::Relaying | State::Loading { .. }, None) => {
            (SaveState::Saving, Phrase::Loading, Why::Says(Phrase::StorageText))
        }
        (State::Ready { writing: Writing::Durable, .. }, None) if !online.get() => {
            (SaveState::Offline, Phrase::Offline, Why::Says(Phrase::OfflineText))
        }
        (State::Ready { writing: Writing::Durable, .. }, None) => {
            (SaveState::Saved, Phrase::Saved, Why::Says(Phrase::StorageText))
        }
    }
}
