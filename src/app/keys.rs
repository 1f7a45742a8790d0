//! The keys of the frame: `g` and a letter, `/`, undo and redo, `?`.

use std::time::Duration;

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::commands::redo::Redo;
use crate::commands::undo::Undo;
use crate::commands::{Done, Refusal};
use crate::i18n::phrases::Phrase;
use crate::pages::desk::Desk;
use crate::pages::{Page, typing};
use crate::ui::{Dialog, OutsidePress, in_small_letters};

/// The keys of what can also be chosen in the search field.
pub(super) const UNDO: &str = "Ctrl Z";
pub(super) const REDO: &str = "Ctrl ⇧ Z";
pub(super) const SHOW_KEYS: &str = "?";

/// How long `g` waits for its letter.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Listens to the keys until the frame is gone. Never while something is being typed.
pub(super) fn listen(desk: Desk, search: NodeRef<Input>, sheet: RwSignal<bool>) {
    let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if !typing::is_free(&event) {
            return;
        }
        let key = event.key();
        let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        let taken = if is_command {
            match in_small_letters(&key).as_str() {
                "z" if event.shift_key() => redo(desk),
                "z" => undo(desk),
                "y" => redo(desk),
                "k" => focus(search),
                _ => false,
            }
        } else if typing::is_modified(&event) {
            false
        } else if desk.going.get_untracked() {
            desk.going.set(false);
            go(desk, &key)
        } else {
            match key.as_str() {
                "g" => {
                    desk.going.set(true);
                    set_timeout(
                        move || {
                            desk.going.try_set(false);
                        },
                        PATIENCE,
                    );
                    true
                }
                "/" => focus(search),
                "?" => {
                    sheet.set(true);
                    true
                }
                _ => false,
            }
        };
        if taken {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

fn go(desk: Desk, key: &str) -> bool {
    let page = Page::ALL.iter().copied().find(|page| page.key().eq_ignore_ascii_case(key));
    if let Some(page) = page {
        desk.go(&desk.to(page));
    }
    page.is_some()
}

fn focus(search: NodeRef<Input>) -> bool {
    search.get_untracked().is_some_and(|search| search.focus().is_ok())
}

/// Takes back what was done last.
pub(super) fn undo(desk: Desk) -> bool {
    desk.client.tell_then(Undo {}, move |outcome| match outcome {
        Ok(done) => desk.note_taken_back(&done),
        refused => said(desk, refused, Phrase::TakenBack),
    });
    true
}

/// Does again what was taken back last.
pub(super) fn redo(desk: Desk) -> bool {
    desk.client.tell_then(Redo {}, move |outcome| said(desk, outcome, Phrase::Redone));
    true
}

fn said(desk: Desk, outcome: Result<Done, Refusal>, phrase: Phrase) {
    match outcome {
        Ok(_) => desk.note(phrase.text(desk.language.get_untracked()).to_owned(), None),
        Err(Refusal::NothingToTakeBack) => {
            let why = desk.refusal_sentences(&Refusal::NothingToTakeBack).join(" ");
            desk.note(why, None);
        }
        Err(why) => desk.refuse(&why),
    }
}

/// Keys with a space between them, each as it looks on the keyboard.
pub(super) fn key_caps(keys: &str) -> impl IntoView + use<> {
    keys.split(' ').map(|key| view! { <kbd>{key.to_owned()}</kbd> }).collect_view()
}

/// The sheet that shows the keys.
#[component]
pub(super) fn KeysSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let desk = Desk::here();
    let rows = move || {
        let delete = desk.say(Phrase::DeleteKey);
        let with_delete = format!("Ctrl {delete}");
        let fixed = [
            ("/", Phrase::Search),
            ("Ctrl K", Phrase::KeySearchAndCommands),
            (UNDO, Phrase::Undo),
            (REDO, Phrase::Redo),
            ("N", Phrase::ComposeNote),
            ("L", Phrase::LogContact),
            ("T", Phrase::ComposeTask),
            ("Ctrl ↵", Phrase::Save),
            ("Ctrl S", Phrase::KeySaveOrder),
            (with_delete.as_str(), Phrase::RemoveLine),
            ("J", Phrase::KeyNextTask),
            ("K", Phrase::KeyPreviousTask),
            ("X", Phrase::MarkDone),
            ("D", Phrase::PutOffDay),
            ("W", Phrase::PutOffWeek),
            ("E", Phrase::Edit),
            (delete, Phrase::KeyDeleteTask),
            (SHOW_KEYS, Phrase::KeyboardKeys),
        ];
        let fixed = fixed.into_iter().map(|(keys, phrase)| (keys.to_owned(), desk.say(phrase)));
        let pages = Page::ALL.iter().map(|it| (it.keys(), desk.say(it.name())));
        let row = |(keys, words): (String, &'static str)| {
            view! {
                <div>
                    <dt>{words}</dt>
                    <dd>{key_caps(&keys)}</dd>
                </div>
            }
        };
        pages.chain(fixed).map(row).collect_view()
    };
    view! {
        <Dialog
            open=open
            title=desk.words(Phrase::KeyboardKeys)
            close_label=desk.words(Phrase::Close)
            outside=OutsidePress::Closes
            on_close=move || open.set(false)
        >
            <dl class="keys-sheet">{rows}</dl>
        </Dialog>
    }
}
