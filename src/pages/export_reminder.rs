//! A quiet line over the pages when it is time for a copy.

use leptos::prelude::*;

use super::Page;
use super::desk::Desk;
use super::last_export::due;
use super::route::Workspace;
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::export_reminder;
use crate::ui::{Button, Icon, IconName};

/// Says how much is in no copy, with one button to the page that makes one. Never in the demo, never on that page.
#[component]
pub fn ExportReminder() -> impl IntoView {
    let desk = Desk::here();
    let told = Memo::new(move |_| {
        let there = desk.route.with(|route| route.page == Some(Page::Export));
        let is_own = desk.workspace() == Workspace::Main && !there;
        is_own.then(|| due(desk)).flatten().map(|it| (it.days, it.n_changes))
    });
    let go = Callback::new(move |()| desk.go(&desk.to(Page::Export)));
    move || {
        told.get().map(|(days, n_changes)| {
            view! {
                <div class="export-reminder" role="note">
                    <Icon name=IconName::DownloadSimple />
                    <p>{desk.sentence(move |language| export_reminder(language, days, n_changes))}</p>
                    <Button on_press=go>{desk.words(Phrase::BackupMake)}</Button>
                </div>
            }
        })
    }
}
