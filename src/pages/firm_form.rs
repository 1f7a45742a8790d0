//! Whose workspace this is: asked at the first start, and in the settings while nobody has said.

use leptos::prelude::*;

use super::desk::Desk;
use crate::commands::Refusal;
use crate::commands::set_up_workspace::SetUpWorkspace;
use crate::i18n::deeds::{Deed, done_to_one};
use crate::i18n::first_pipeline::first_pipeline;
use crate::i18n::phrases::Phrase;
use crate::model::kind::Kind;
use crate::ui::{
    Button, ButtonKind, ButtonRole, ChoiceOption, Entry, FieldInput, FirstFocus, InputKind, Requirement, TextKind,
    is_edit_while,
};

/// Currencies that are offered; any other is set in the settings.
const CURRENCIES: [&str; 4] = ["EUR", "CHF", "GBP", "USD"];

/// Name and currency, and the button that sets the workspace up.
#[component]
pub fn FirmForm(
    /// What the button says.
    name: Phrase,
    /// Called when it is done.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = Desk::here();
    let firm = RwSignal::new(String::new());
    is_edit_while(Signal::derive(move || firm.with(|firm| !firm.trim().is_empty())));
    let currency = RwSignal::new("EUR".to_owned());
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let save = move || {
        let (pipeline, stages) = first_pipeline(desk.language.get_untracked());
        let (name, currency) = (firm.get_untracked(), currency.get_untracked());
        busy.set(true);
        desk.client.tell_then(SetUpWorkspace { name, currency, pipeline, stages }, move |outcome| {
            busy.try_set(false);
            match outcome {
                Ok(done) => {
                    on_done.run(());
                    desk.note_done(done_to_one(desk.language.get_untracked(), Deed::Created, Kind::Workspace), &done);
                }
                Err(why @ Refusal::Invalid(_)) => drop(error.try_set(Some(desk.refusal_sentences(&why).join(" ")))),
                Err(why) => desk.refuse(&why),
            }
        });
    };
    let currencies = CURRENCIES.map(|code| ChoiceOption { key: code.to_owned(), label: code.to_owned() });
    view! {
        <form
            class="firm-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <FieldInput
                label=desk.words(Phrase::FirmName)
                kind=InputKind::Text(TextKind::Plain)
                value=Signal::derive(move || Entry::Text(firm.get()))
                on_input=move |entry: Entry| {
                    error.set(None);
                    firm.set(entry.text().to_owned());
                }
                error
                requirement=Requirement::Required
                first_focus=FirstFocus::Takes
            />
            <FieldInput
                label=desk.words(Phrase::Currency)
                kind=InputKind::Choice(currencies.to_vec())
                value=Signal::derive(move || Entry::Text(currency.get()))
                on_input=move |entry: Entry| currency.set(entry.text().to_owned())
            />
            <Button kind=ButtonKind::Main role=ButtonRole::Submit busy=busy>
                {desk.words(name)}
            </Button>
        </form>
    }
    .into_any()
}
