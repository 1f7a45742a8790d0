//! A quiet line over the pages when a newer version waits, or when another tab stands in the way of this one.

use std::time::Duration;

use leptos::prelude::*;

use super::desk::Desk;
use crate::client::{Newer, State, Updates};
use crate::i18n::phrases::Phrase;
use crate::ui::{Button, ButtonKind, Icon, IconName, OpenEdits};

/// How long the engine of another tab may take to answer before it is said.
const PATIENCE: Duration = Duration::from_secs(5);

/// Keeps the program for when its host cannot be reached, and says when there is a newer version. Nothing is taken in
/// before the button is pressed, nor while something is being written.
#[component]
pub fn UpdateNotice() -> impl IntoView {
    let desk = Desk::here();
    let edits = expect_context::<OpenEdits>();
    let updates = Updates::follow(desk.client, move || edits.any());
    let later = RwSignal::new(false);
    let newer = updates.newer;
    let is_known = Memo::new(move |_| newer.get() != Newer::Unknown);
    let silent = silent_tab(desk);
    let text = Signal::derive(move || {
        desk.say(if newer.get() == Newer::NotNow { Phrase::UpdateNotNow } else { Phrase::UpdateText }).to_owned()
    });
    let busy = Signal::derive(move || matches!(newer.get(), Newer::Wanted | Newer::TookOver));
    let buttons = move || {
        view! {
            <div class="buttons">
                <Button kind=ButtonKind::Quiet on_press=move || later.set(true)>{desk.words(Phrase::Later)}</Button>
                <Button busy=busy on_press=move || updates.take_over()>{desk.words(Phrase::Update)}</Button>
            </div>
        }
        .into_any()
    };
    move || {
        if silent.get() {
            let text = desk.words(Phrase::OtherTabText);
            Some(line(IconName::Warning, desk.words(Phrase::OtherTabTitle), text, ().into_any()))
        } else if is_known.get() && !later.get() {
            Some(line(IconName::ArrowsClockwise, desk.words(Phrase::UpdateReady), text, buttons()))
        } else {
            None
        }
    }
}

fn line(icon: IconName, title: Signal<String>, text: Signal<String>, buttons: AnyView) -> AnyView {
    view! {
        <div class="update-notice" role="status">
            <Icon name=icon />
            <p>
                <b>{title}</b>
                " "
                <span>{text}</span>
            </p>
            {buttons}
        </div>
    }
    .into_any()
}

/// Whether the data are in another tab whose engine has long not answered: one of another build does not hear this one.
fn silent_tab(desk: Desk) -> RwSignal<bool> {
    let silent = RwSignal::new(false);
    let waits = Memo::new(move |_| desk.client.state.get() == State::Relaying);
    Effect::new(move |_| {
        silent.set(false);
        if waits.get() {
            set_timeout(move || silent.set(waits.get_untracked()), PATIENCE);
        }
    });
    silent
}
