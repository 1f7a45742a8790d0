//! The three doors of the first start: the demo, the user's own data, an empty workspace.

use leptos::prelude::*;

use super::Page;
use super::desk::Desk;
use super::firm_form::FirmForm;
use super::route::{Route, Workspace};
use crate::i18n::phrases::Phrase;
use crate::ui::{Dialog, DialogShape, Icon, IconName};

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

#[component]
fn Naming(open: RwSignal<bool>) -> impl IntoView {
    let desk = Desk::here();
    // What the address asked for, such as the form for a new customer, is still wanted.
    let go_on = move || desk.go(&Route { page: Some(Page::Customers), ..desk.route.get_untracked() });
    view! {
        <Dialog
            open=open
            title=desk.words(Phrase::WorkspaceSettings)
            close_label=desk.words(Phrase::Close)
            shape=DialogShape::Small
            on_close=move || open.set(false)
        >
            <FirmForm name=Phrase::DoorEmpty on_done=go_on />
        </Dialog>
    }
}
