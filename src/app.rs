//! The frame around the pages: navigation, search, keys, the engine's state, language and theme.

use leptos::ev;
use leptos::html;
use leptos::mount::mount_to_body;
use leptos::prelude::*;

use crate::client::Client;
use crate::i18n::Language;
use crate::i18n::phrases::Phrase;
use crate::pages::desk::Desk;
use crate::pages::route::Route;
use crate::pages::{Group, Page};
use crate::ui::{EmptyState, IconName, Navigation, NavigationGroup, NavigationItem, ToastStack};

/// Puts the page in place of nothing.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let hash = RwSignal::new(window().location().hash().unwrap_or_default());
    let workspace = Route::parse(&hash.get_untracked()).workspace;
    let client = Client::start(workspace.name());
    client.open_to_scripts();
    let language = RwSignal::new(Language::Italian);
    let desk = Desk::new(client, language, hash);
    provide_context(client);
    provide_context(desk);
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
    let page = Memo::new(move |_| desk.route.with(|route| route.page));
    let content = NodeRef::<html::Main>::new();
    let groups = Signal::derive(move || navigation(desk));
    let active = Signal::derive(move || page.get().map_or_else(String::new, |page| page.path().to_owned()));
    view! {
        <div class="app">
            <Navigation
                label=desk.words(Phrase::Navigation)
                brand="Rapporto"
                groups=groups
                active=active
                more_label=desk.words(Phrase::More)
                close_label=desk.words(Phrase::CloseMenu)
            />
            <div class="column">
                <main id="content" tabindex="-1" node_ref=content>
                    {move || match page.get() {
                        Some(page) => page.view(),
                        None => view! {
                            <EmptyState icon=IconName::MapPin sentence=desk.words(Phrase::NotFoundText) />
                        }
                        .into_any(),
                    }}
                </main>
            </div>
            <ToastStack
                toasts=desk.toasts
                label=desk.words(Phrase::Notices)
                close_label=desk.words(Phrase::Close)
            />
        </div>
    }
}

fn navigation(desk: Desk) -> Vec<NavigationGroup> {
    let item = |page: Page| NavigationItem {
        key: page.path().to_owned(),
        href: desk.to(page).href(),
        label: desk.say(page.name()).to_owned(),
        icon: page.icon(),
        count: None,
        kbd: Some(format!("G {}", page.key().to_uppercase())),
        place: page.place(),
    };
    let group = |group: &Group| {
        let items: Vec<_> = Page::ALL.iter().copied().filter(|page| page.group() == *group).map(item).collect();
        (!items.is_empty()).then(|| NavigationGroup { label: Some(desk.say(group.name()).to_owned()), items })
    };
    Group::ALL.iter().filter_map(group).collect()
}
