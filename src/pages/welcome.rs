//! The three doors of the first start: the demo, the user's own data, an empty workspace.

use leptos::prelude::*;

use super::Page;
use super::desk::Desk;
use super::route::{Route, Workspace};
use crate::commands::Refusal;
use crate::commands::create_record::CreateRecord;
use crate::i18n::phrases::Phrase;
use crate::i18n::refusals::{Names, invalid};
use crate::model::field::Value;
use crate::model::kind::Kind;
use crate::model::workspace::WorkspaceField;
use crate::ui::{
    Button, ButtonKind, ButtonRole, ChoiceOption, Dialog, DialogShape, Entry, FieldInput, FirstFocus, Icon, IconName,
    InputKind, Requirement, TextKind,
};

/// What a new user sees in place of empty pages.
#[component]
pub fn Welcome() -> impl IntoView {
    let desk = Desk::here();
    let naming = RwSignal::new(false);
    let demo = Callback::new(move |()| {
        let route = Route { workspace: Workspace::Demo, ..Route::parse("") };
        desk.go(&route);
    });
    let restore = Callback::new(move |()| desk.go(&desk.to(Page::Export)));
    let import = Page::ALL.iter().copied().find(|page| page.path() == "import");
    view! {
        <div class="welcome">
            <h1 tabindex="-1">{desk.words(Phrase::WelcomeTitle)}</h1>
            <p class="lead">{desk.words(Phrase::WelcomeText)}</p>
            <div class="doors">
                <Door icon=IconName::Storefront name=Phrase::DoorDemo text=Phrase::DoorDemoText on_press=demo />
                {import
                    .map(|page| {
                        let go = Callback::new(move |()| desk.go(&desk.to(page)));
                        view! {
                            <Door icon=IconName::FileCsv name=Phrase::DoorImport text=Phrase::DoorImportText on_press=go />
                        }
                    })}
                <Door
                    icon=IconName::UploadSimple
                    name=Phrase::DoorRestore
                    text=Phrase::DoorRestoreText
                    on_press=restore
                />
                <Door
                    icon=IconName::Plus
                    name=Phrase::DoorEmpty
                    text=Phrase::DoorEmptyText
                    on_press=Callback::new(move |()| naming.set(true))
                />
            </div>
            <Naming open=naming />
        </div>
    }
}

#[component]
fn Door(icon: IconName, name: Phrase, text: Phrase, on_press: Callback<()>) -> impl IntoView {
    let desk = Desk::here();
    view! {
        <button type="button" class="door" on:click=move |_| on_press.run(())>
            <Icon name=icon />
            <b>{desk.words(name)}</b>
            <span>{desk.words(text)}</span>
        </button>
    }
}

/// Currencies that are offered; any other is set in the settings.
const CURRENCIES: [&str; 4] = ["EUR", "CHF", "GBP", "USD"];

#[component]
fn Naming(open: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::here();
    let name = RwSignal::new(String::new());
    let currency = RwSignal::new("EUR".to_owned());
    let error = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let save = move || {
        let values = vec![
            (WorkspaceField::Name.number(), Value::from_text(name.get_untracked().trim())),
            (WorkspaceField::Currency.number(), Value::from_text(&currency.get_untracked())),
        ];
        busy.set(true);
        desk.client.tell_then(CreateRecord { kind: Kind::Workspace, values }, move |outcome| {
            busy.try_set(false);
            match outcome {
                Ok(_) => desk.go(&desk.to(Page::Customers)),
                Err(Refusal::Invalid(wrong)) => {
                    let names = Names { currency: "EUR", custom_field: &|_, _| None };
                    let language = desk.language.get_untracked();
                    let sentences = wrong.iter().map(|it| invalid(language, it, &names)).collect::<Vec<_>>();
                    error.try_set(Some(sentences.join(" ")));
                }
                Err(why) => desk.refuse(&why),
            }
        });
    };
    let currencies = CURRENCIES.map(|code| ChoiceOption { key: code.to_owned(), label: code.to_owned() });
    let currencies = StoredValue::new(currencies.to_vec());
    view! {
        <Dialog
            open=open
            title=desk.words(Phrase::WorkspaceSettings)
            close_label=desk.words(Phrase::Close)
            shape=DialogShape::Small
            on_close=move || open.set(false)
        >
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <FieldInput
                    label=desk.words(Phrase::FirmName)
                    kind=InputKind::Text(TextKind::Plain)
                    value=Signal::derive(move || Entry::Text(name.get()))
                    on_input=move |entry: Entry| {
                        error.set(None);
                        name.set(entry.text().to_owned());
                    }
                    error
                    requirement=Requirement::Required
                    first_focus=FirstFocus::Takes
                />
                <FieldInput
                    label=desk.words(Phrase::Currency)
                    kind=InputKind::Choice(currencies.get_value())
                    value=Signal::derive(move || Entry::Text(currency.get()))
                    on_input=move |entry: Entry| currency.set(entry.text().to_owned())
                />
                <Button kind=ButtonKind::Main role=ButtonRole::Submit busy=busy>
                    {desk.words(Phrase::DoorEmpty)}
                </Button>
            </form>
        </Dialog>
    }
}
