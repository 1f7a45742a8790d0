//! The frame around the pages: navigation, search, keys, the engine's state, language and theme.

#![expect(unreachable_pub, reason = "the component macro writes a `pub` builder for each private component")]

use leptos::ev;
use leptos::html;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::client::Client;
use crate::i18n::phrases::Phrase;
use crate::i18n::store::data_read;
use crate::model::kind::Kind;
use crate::pages::appearance::{self, AppearanceMenu};
use crate::pages::demo_start::AGAIN;
use crate::pages::desk::Desk;
use crate::pages::export_reminder::ExportReminder;
use crate::pages::fetched::{Fetch, Fetched, Screen, View, fetch_the_rest};
use crate::pages::orders::OrderDrafts;
use crate::pages::report;
use crate::pages::rescue::RescueScreen;
use crate::pages::route::{Route, Workspace};
use crate::pages::{Group, Page};
use crate::queries::list_window::{ListWindow, Place};
use crate::ui::{
    EmptyState, IconButton, IconName, Loading, Navigation, NavigationGroup, NavigationItem, OpenEdits, PageHeader,
    Toast, ToastAction, ToastStack, ToastTone,
};
use crate::worker::messages::{Report, State};

mod banners;
mod global_search;
mod keys;
mod offered;
mod recent;
mod saved;

use banners::Banners;
use global_search::GlobalSearch;
use keys::KeysSheet;
use saved::SavedWord;

/// Puts the page on the screen. `fetch` gets the parts of the program that are not there yet.
pub fn start(fetch: Fetch) {
    std::panic::set_hook(Box::new(|panic| {
        // What is left of the page shows it: `public/static/boot.js`.
        if let Some(place) = document().get_element_by_id("stopped-report") {
            let Report { message, place: line } = Report::of_panic(panic);
            place.set_text_content(Some(&report::report(appearance::first_language(), &[message, line])));
        }
    }));
    mount_to_body(move || view! { <App fetch /> });
}

#[component]
fn App(fetch: Fetch) -> impl IntoView {
    provide_context(fetch);
    let hash = RwSignal::new(window().location().hash().unwrap_or_default());
    let workspace = Route::parse(&hash.get_untracked()).workspace;
    let client = Client::start(workspace.name());
    client.open_to_scripts();
    let desk = Desk::new(client, RwSignal::new(appearance::first_language()), hash);
    provide_context(client);
    provide_context(desk);
    let edits = OpenEdits::new();
    provide_context(edits);
    provide_context(OrderDrafts::new(edits));
    let listener = window_event_listener(ev::hashchange, move |_| {
        let now = window().location().hash().unwrap_or_default();
        if Route::parse(&now).workspace == workspace {
            hash.set(now);
        } else {
            // Another workspace is another engine: the page starts over with it. A reload that is refused changes nothing.
            drop(window().location().reload());
        }
    });
    on_cleanup(move || listener.remove());
    view! { <Frame /> }
}

#[component]
fn Frame() -> impl IntoView {
    let desk = Desk::here();
    let theme = appearance::follow(desk.language);
    provide_context(theme);
    let search = NodeRef::<html::Input>::new();
    let sheet = RwSignal::new(false);
    keys::listen(desk, search, sheet);
    name_the_window(desk);
    move_the_focus(desk);
    show_reports(desk);
    let updates = RwSignal::new(None);
    fetch_the_rest(expect_context::<Fetch>(), updates);
    let page = Memo::new(move |_| desk.route.with(|route| route.page));
    let is_one = Memo::new(move |_| desk.route.with(|route| route.record.is_some()));
    let n_customers = count(desk, Kind::Customer);
    let groups = Signal::derive(move || navigation(desk, n_customers.get()));
    let active = Signal::derive(move || page.get().map_or_else(String::new, |page| page.path().to_owned()));
    let screen = move || {
        page.get()
            .map(|page| if page == Page::Customers && is_one.get() { Screen::Customer } else { Screen::Page(page) })
    };
    let shown = Memo::new(move |_| shown(desk, screen(), n_customers.get()));
    let content = move || match shown.get() {
        Shown::Rescue => match desk.client.state.get_untracked() {
            State::Rescue { reason, copy: internal } => {
                let copy = move |what: String| {
                    report::copy(desk, &report::report(desk.language.get_untracked(), &[what]));
                };
                view! { <RescueScreen reason copy=internal report=copy /> }.into_any()
            }
            State::Starting | State::Relaying | State::Loading { .. } | State::Ready { .. } => ().into_any(),
        },
        Shown::Waiting => {
            let note = move || {
                let percent = desk.client.percent_read.get()?;
                Some(data_read(desk.language.get(), percent))
            };
            let note = Signal::derive(note);
            view! { <Loading label=desk.words(Phrase::Loading) note=note lines=8 /> }.into_any()
        }
        Shown::Screen(screen) => view! { <Fetched screen /> }.into_any(),
        Shown::NotFound => {
            let home = move || desk.go(&Route { workspace: desk.workspace(), ..Route::parse("") });
            view! {
                <PageHeader title=desk.words(Phrase::NotFoundTitle) />
                <EmptyState
                    icon=IconName::MapPin
                    sentence=desk.words(Phrase::NotFoundText)
                    action_label=desk.words(Phrase::Customers)
                    on_action=home
                />
            }
            .into_any()
        }
    };
    let to_content = move |_| {
        let main = document().get_element_by_id("content").and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
        // A focus that fails leaves the person where they are: nothing to do.
        drop(main.map(|main| main.focus()));
    };
    view! {
        <div class="app">
            <button type="button" class="skip" on:click=to_content>
                {desk.words(Phrase::SkipToContent)}
            </button>
            <Navigation
                label=desk.words(Phrase::Navigation)
                brand="Rapporto"
                groups=groups
                active=active
                more_label=desk.words(Phrase::MorePages)
                close_label=desk.words(Phrase::CloseMenu)
                footer=move || view! { <SavedWord /> }
            />
            <div class="column">
                <header class="head">
                    <Banners />
                    <ExportReminder />
                    {move || updates.get().and_then(Result::ok).map(|view: View| view())}
                    <div class="top-bar">
                        <GlobalSearch input=search sheet />
                        <span class="space"></span>
                        <IconButton
                            icon=IconName::Keyboard
                            label=desk.words(Phrase::KeyboardKeys)
                            on_press=move || sheet.set(true)
                        />
                        <AppearanceMenu theme />
                    </div>
                </header>
                <main id="content" tabindex="-1">
                    {content}
                </main>
            </div>
            <KeysSheet open=sheet />
            <ToastStack
                toasts=desk.toasts
                label=desk.words(Phrase::Notices)
                close_label=desk.words(Phrase::Close)
            />
        </div>
    }
}

/// What stands in the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Rescue,
    Waiting,
    Screen(Screen),
    NotFound,
}

fn shown(desk: Desk, screen: Option<Screen>, n_customers: Option<usize>) -> Shown {
    let is_nobody_home = n_customers == Some(0) && desk.firm.with(|firm| firm.here() == Some(&None));
    let Some(screen) = screen else { return Shown::NotFound };
    let is_demo_again = desk.workspace() == Workspace::Demo && desk.route.with(|route| route.detail(AGAIN).is_some());
    let is_first = matches!(screen, Screen::Customer | Screen::Page(Page::Customers));
    match desk.client.state.get() {
        State::Rescue { .. } => Shown::Rescue,
        State::Starting | State::Relaying | State::Loading { .. } | State::Ready { .. } if n_customers.is_none() => {
            Shown::Waiting
        }
        State::Starting | State::Relaying | State::Loading { .. } | State::Ready { .. }
            if is_first && (is_nobody_home || is_demo_again) =>
        {
            match desk.workspace() {
                Workspace::Main => Shown::Screen(Screen::Welcome),
                Workspace::Demo => Shown::Screen(Screen::Demo),
            }
        }
        // An engine that starts again after a death takes nobody's page away, nor what is typed in it.
        State::Starting | State::Relaying | State::Loading { .. } | State::Ready { .. } => Shown::Screen(screen),
    }
}

/// How many records of a kind there are, once that is known.
fn count(desk: Desk, kind: Kind) -> Memo<Option<usize>> {
    let asked = desk.client.ask(move || ListWindow {
        kind,
        columns: Vec::new(),
        filter: String::new(),
        sort: None,
        offset: 0,
        limit: 0,
        place: Place::Live,
    });
    Memo::new(move |_| asked.with(|asked| asked.here().map(|part| part.total)))
}

fn navigation(desk: Desk, n_customers: Option<usize>) -> Vec<NavigationGroup> {
    let language = desk.language.get();
    let item = |page: Page| NavigationItem {
        key: page.path().to_owned(),
        href: desk.to(page).href(),
        label: page.name().text(language).to_owned(),
        icon: page.icon(),
        count: n_customers
            .filter(|n| page == Page::Customers && *n > 0)
            .map(|n| crate::i18n::format::count(language, n as u64)),
        kbd: Some(page.keys()),
        place: page.place(),
    };
    let group = |group: &Group| {
        let items: Vec<_> = Page::ALL.iter().copied().filter(|page| page.group() == *group).map(item).collect();
        (!items.is_empty()).then(|| NavigationGroup { label: Some(group.name().text(language).to_owned()), items })
    };
    Group::ALL.iter().filter_map(group).collect()
}

/// The window is named after the record or the page, then the program.
fn name_the_window(desk: Desk) {
    Effect::new(move |_| {
        let page = desk.route.with(|route| route.page).map_or(Phrase::NotFoundTitle, Page::name);
        let name = desk.title.get().unwrap_or_else(|| desk.say(page).to_owned());
        document().set_title(&format!("{name} · Rapporto"));
    });
}

/// After a change of page the focus goes to its heading, so that it is spoken and the keyboard starts there.
fn move_the_focus(desk: Desk) {
    let place = Memo::new(move |_| desk.route.with(|route| (route.page, route.record)));
    Effect::new(move |before: Option<_>| {
        let now = place.get();
        if before.is_some_and(|before| before != now) {
            focus_the_heading(MOST_FRAMES_TO_A_HEADING);
        }
        now
    });
}

/// Frames in which a page that waits for its record may still bring its heading: ten seconds.
const MOST_FRAMES_TO_A_HEADING: usize = 600;

/// Gives the focus to the page's heading as soon as it is there, unless the person has by then put it somewhere.
fn focus_the_heading(frames: usize) {
    request_animation_frame(move || {
        let heading = document().query_selector("main h1").ok().flatten();
        if let Some(heading) = heading.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A focus that fails leaves the person where they are: nothing to do.
            drop(heading.focus());
        } else if frames > 0 && nothing_has_the_focus() {
            focus_the_heading(frames - 1);
        }
    });
}

fn nothing_has_the_focus() -> bool {
    document().active_element().is_none_or(|it| it.tag_name() == "BODY")
}

/// A death of the engine is told once, with its report.
fn show_reports(desk: Desk) {
    Effect::new(move |_| {
        let Some(died) = desk.client.report.get() else { return };
        let language = desk.language.get_untracked();
        let text = report::report(language, &[died.message, died.place]);
        desk.toasts.show(Toast {
            text: Phrase::EngineRestartingTitle.text(language).to_owned(),
            tone: ToastTone::Problem,
            action: Some(ToastAction {
                label: Phrase::RescueReport.text(language).to_owned(),
                run: Callback::new(move |()| report::copy(desk, &text)),
            }),
        });
    });
}
