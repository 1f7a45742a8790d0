//! What is shown once its part of the program is fetched: a first visit does not wait for what it does not show.

use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::Page;
use super::desk::Desk;
use crate::i18n::phrases::Phrase;
use crate::ui::{ErrorPanel, ErrorPlace, Loading};

/// What stands in the middle and is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// The three doors.
    Welcome,
    /// The demo before it is loaded.
    Demo,
    /// One customer.
    Customer,
    /// What keeps the program for when the host cannot be reached, and says that there is a newer one.
    Updates,
    /// A page.
    Page(Page),
}

/// What draws a screen.
pub type View = fn() -> AnyView;

/// A part of the program could not be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a part of the program could not be fetched")]
pub struct NotFetched;

impl From<SplitLoaderError> for NotFetched {
    fn from(_logged: SplitLoaderError) -> Self {
        Self
    }
}

/// What draws a screen, once its part is there.
pub type Fetching = Pin<Box<dyn Future<Output = Result<View, NotFetched>>>>;

/// Fetches the part of the program that a screen is in, unless it is there.
pub type Fetch = fn(Screen) -> Fetching;

/// Once the engine has had time to start, the parts that nobody needed yet come too, so that the program works on where the
/// host cannot be reached. One that cannot be fetched now is asked for again when it is needed. Last comes what is to keep
/// the whole of it: nothing on the screen waits for that.
pub fn fetch_the_rest(fetch: Fetch, updates: RwSignal<Option<Result<View, NotFetched>>>) {
    let all = Page::ALL.iter().copied().map(Screen::Page).chain([Screen::Customer]);
    set_timeout(
        move || {
            spawn_local(async move {
                for screen in all {
                    let _fetched = fetch(screen).await;
                }
                let _gone = updates.try_set(Some(fetch(Screen::Updates).await));
            });
        },
        A_WHILE,
    );
}

/// When the first screen is surely there.
const A_WHILE: Duration = Duration::from_secs(4);

/// A screen, as soon as its part is there.
#[component]
pub fn Fetched(
    /// Which.
    screen: Screen,
) -> impl IntoView {
    let desk = Desk::here();
    let fetch = expect_context::<Fetch>();
    let view = RwSignal::new(None::<Result<View, NotFetched>>);
    let begin = move || {
        view.set(None);
        spawn_local(async move {
            let fetched = fetch(screen).await;
            // The person may have gone on meanwhile.
            let _gone = view.try_set(Some(fetched));
        });
    };
    begin();
    move || match view.get() {
        Some(Ok(view)) => view(),
        Some(Err(NotFetched)) => view! {
            <ErrorPanel
                place=ErrorPlace::WholePage
                title=desk.words(Phrase::NotFetchedTitle)
                advice=desk.words(Phrase::NotFetchedAdvice)
                action_label=Signal::derive(move || Some(desk.say(Phrase::Retry).to_owned()))
                on_action=Callback::new(move |()| begin())
            />
        }
        .into_any(),
        None => view! { <Loading label=desk.words(Phrase::Loading) lines=8 /> }.into_any(),
    }
}
