//! What stands where an answer should: it is awaited, there is no such record, or the question failed.

use leptos::prelude::*;

use super::Page;
use super::desk::Desk;
use super::report;
use crate::i18n::phrases::Phrase;
use crate::queries::Unanswered;
use crate::ui::{ErrorPanel, ErrorPlace, Loading};

/// A question that failed, with the two ways on: asked again, or its report copied.
#[component]
pub fn Failed(
    /// Why.
    #[prop(into)]
    why: Signal<Option<Unanswered>>,
) -> impl IntoView {
    let desk = Desk::here();
    let copy = move || {
        // The words of the program, in which nobody is named.
        let why = why.with_untracked(|why| why.as_ref().map(ToString::to_string));
        report::copy(desk, &report::report(desk.language.get_untracked(), &[why.unwrap_or_default()]));
    };
    view! {
        <ErrorPanel
            title=desk.words(Phrase::SomethingWrongTitle)
            advice=desk.words(Phrase::SomethingWrongText)
            action_label=desk.words(Phrase::Retry)
            on_action=move || desk.client.ask_anew()
            other_label=desk.words(Phrase::RescueReport)
            on_other=copy
        />
    }
    .into_any()
}

/// In place of a record: a moment's patience, that there is none, or that it could not be asked for.
#[component]
pub fn Unfound(
    /// Why there is no answer; none while it is awaited.
    failed: Memo<Option<Unanswered>>,
    /// The page that leads on, where the record had one.
    page: Option<Page>,
) -> impl IntoView {
    let desk = Desk::here();
    let content = move || match failed.get() {
        None => view! { <Loading label=desk.words(Phrase::Loading) lines=8 /> }.into_any(),
        Some(Unanswered::NoSuchRecord { .. }) => {
            let lead_on = move || page.into_iter().for_each(|page| desk.go(&desk.to(page)));
            view! {
                <ErrorPanel
                    place=ErrorPlace::WholePage
                    title=desk.words(Phrase::RecordNotFoundTitle)
                    advice=desk.words(Phrase::RecordNotFoundText)
                    action_label=Signal::derive(move || page.map(|page| desk.say(page.name()).to_owned()))
                    on_action=lead_on
                />
            }
            .into_any()
        }
        Some(Unanswered::NotKnownThen | Unanswered::NotUnderstood(_)) => view! { <Failed why=failed /> }.into_any(),
    };
    content.into_any()
}
