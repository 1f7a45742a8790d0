//! What has to be known about the data while working: the demo, memory only, safe mode, damages.

use leptos::prelude::*;

use crate::commands::refusal::NotSaved;
use crate::i18n::backups::{all_is_back, end_is_back};
use crate::i18n::phrases::Phrase;
use crate::i18n::refusals::not_saved;
use crate::pages::Page;
use crate::pages::demo_start::AGAIN;
use crate::pages::desk::Desk;
use crate::pages::report::{copy, report};
use crate::pages::route::{Route, Workspace};
use crate::ui::{Button, ButtonKind, Icon, IconName};
use crate::worker::messages::{Healed, Loss, State, Writing};

/// The bars over the page, one line each.
#[component]
pub(super) fn Banners() -> impl IntoView {
    let desk = Desk::here();
    let demo = desk.workspace() == Workspace::Demo;
    let writing = Memo::new(move |_| match desk.client.state.get() {
        State::Ready { writing, .. } => writing,
        State::Starting | State::Relaying | State::Loading { .. } | State::Rescue { .. } => Writing::Durable,
    });
    let has_no_room = Memo::new(move |_| desk.client.saving.get().unsaved == Some(NotSaved::NoRoom));
    let damages = Memo::new(move |_| match desk.client.state.get() {
        // What is mended is no alarm any more.
        State::Ready { damages, .. } => damages.into_iter().filter(|it| !it.starts_with("Mended")).collect(),
        State::Starting | State::Relaying | State::Loading { .. } | State::Rescue { .. } => Vec::new(),
    });
    let healed = Memo::new(move |_| match desk.client.state.get() {
        State::Ready { healed, .. } => healed,
        State::Starting | State::Relaying | State::Loading { .. } | State::Rescue { .. } => None,
    });
    let leave = move || {
        let main = Route { workspace: Workspace::Main, ..Route::parse("") };
        desk.go(&main);
    };
    let again = move || desk.go(&desk.to(Page::Customers).with(AGAIN, "1"));
    let warning = move || {
        let (title, text) = match writing.get() {
            // What did not find room was taken back: the next save may find it again.
            Writing::Durable if has_no_room.get() => (Phrase::QuotaTitle, desk.words(Phrase::QuotaText)),
            Writing::Durable => return None,
            Writing::MemoryOnly => (Phrase::BlockedTitle, desk.words(Phrase::BlockedText)),
            Writing::Off => (Phrase::SafeModeTitle, desk.words(Phrase::SafeModeText)),
            Writing::Failed(why) => {
                (Phrase::NotSaved, Signal::derive(move || not_saved(desk.language.get(), why).to_owned()))
            }
        };
        Some(view! { <Bar desk=desk title=desk.words(title) text /> })
    };
    let repair = move || {
        let damages = damages.get();
        (!damages.is_empty()).then(|| {
            let report = damages.join("\n");
            view! {
                <div class="banner warns" role="alert">
                    <Icon name=IconName::Warning />
                    <p>
                        <b>{desk.words(Phrase::DamagedPageTitle)}</b>
                        " "
                        {desk.words(Phrase::DamagedPageText)}
                    </p>
                    <Button on_press=move || copy(desk, &report)>{desk.words(Phrase::RescueReport)}</Button>
                </div>
            }
        })
    };
    view! {
        {demo
            .then(|| {
                view! {
                    <div class="banner demo" role="note">
                        <p>{desk.words(Phrase::DemoBar)}</p>
                        <Button kind=ButtonKind::Quiet on_press=again>{desk.words(Phrase::DemoReset)}</Button>
                        <Button icon=IconName::SignOut on_press=leave>{desk.words(Phrase::DemoLeave)}</Button>
                    </div>
                }
            })}
        {warning}
        {repair}
        {move || healed.get().map(|healed| view! { <HealedBar desk healed /> })}
    }
}

/// What the browser had lost and is there again: said until it is put away.
#[component]
fn HealedBar(desk: Desk, healed: Healed) -> impl IntoView {
    let seen = RwSignal::new(false);
    let technical = StoredValue::new(format!("{healed:?}"));
    let reaches = healed.reaches;
    let sentence = move |language| match &healed.loss {
        Loss::Everything { .. } => all_is_back(language, reaches),
        Loss::End { found } => end_is_back(language, *found, reaches),
    };
    let sentence = desk.sentence(sentence);
    let press = move || copy(desk, &report(desk.language.get_untracked(), &[technical.get_value()]));
    view! {
        <Show when=move || !seen.get()>
            <div class="banner healed" role="status">
                <Icon name=IconName::ShieldCheck />
                <p>
                    <b>{desk.words(Phrase::NothingLost)}</b>
                    " "
                    {sentence}
                </p>
                <Button on_press=press>{desk.words(Phrase::RescueReport)}</Button>
                <Button on_press=move || seen.set(true)>{desk.words(Phrase::Close)}</Button>
            </div>
        </Show>
    }
}

/// Why nothing is saved, and the way to a copy of what is in memory.
#[component]
fn Bar(desk: Desk, title: Signal<String>, text: Signal<String>) -> impl IntoView {
    let export = move || {
        let is_elsewhere = desk.route.with(|route| route.page != Some(Page::Export));
        let go = move || desk.go(&desk.to(Page::Export));
        is_elsewhere.then(|| view! { <Button on_press=go>{desk.words(Phrase::BackupMake)}</Button> })
    };
    view! {
        <div class="banner warns" role="alert">
            <Icon name=IconName::Warning />
            <p>
                <b>{title}</b>
                " "
                {text}
            </p>
            {export}
        </div>
    }
}
