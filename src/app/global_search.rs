//! One field for everything: customers, products, orders by any of their words, and the pages by name.

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::i18n::phrases::Phrase;
use crate::i18n::{Plural, capitalised, kind_name};
use crate::pages::Page;
use crate::pages::desk::Desk;
use crate::pages::route::Route;
use crate::queries::search::{Search, SearchHit};
use crate::ui::{Icon, IconName, SearchBox, in_small_letters};

/// Hits of each kind that are shown.
const MOST: usize = 20;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    href: String,
    icon: IconName,
    group: String,
    title: Vec<Piece>,
    detail: Vec<Piece>,
}

/// A piece of a text, marked where it matches.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: String,
    matches: bool,
}

/// The search field of the frame and the list under it.
#[component]
pub(super) fn GlobalSearch(
    /// The field's element, for the key that leads to it.
    input: NodeRef<Input>,
) -> impl IntoView {
    let desk = Desk::here();
    let text = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let open = RwSignal::new(false);
    let asked = desk.client.ask(move || Search { text: text.get(), limit: MOST, kinds: None });
    let found = Memo::new(move |_| {
        let words = text.get();
        let hits = asked.with(|asked| asked.here().cloned().unwrap_or_default());
        let pages = pages_named(desk, &words);
        let hits = if words.trim().is_empty() { Vec::new() } else { hits };
        hits.into_iter().filter_map(|hit| found_hit(desk, hit)).chain(pages).collect::<Vec<_>>()
    });
    let is_open = Memo::new(move |_| open.get() && !text.with(|text| text.trim().is_empty()));
    let close = move || {
        open.set(false);
        text.set(String::new());
    };
    let go = move |href: &str| {
        desk.go(&Route::parse(href));
        close();
        // A focus that fails leaves the person where they are: nothing to do.
        drop(input.get_untracked().map(|input| input.blur()));
    };
    let on_key = move |event: KeyboardEvent| {
        let n = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(n.saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => match found.with_untracked(|found| found.get(at.get_untracked()).map(|it| it.href.clone())) {
                Some(href) => go(&href),
                None => return,
            },
            _ => return,
        }
        event.prevent_default();
    };
    // The hit that Enter would open is always in sight.
    Effect::new(move |_| {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        if let Some(hit) = document().get_element_by_id(&format!("found-{}", at.get())) {
            hit.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    let rows = move || {
        let mut last = String::new();
        let row = |(number, it): (usize, Found)| {
            let group = (it.group != last).then(|| it.group.clone());
            last.clone_from(&it.group);
            let href = it.href.clone();
            view! {
                {group.map(|group| view! { <li class="group" role="presentation">{group}</li> })}
                <li
                    role="option"
                    id=format!("found-{number}")
                    aria-selected=move || if at.get() == number { "true" } else { "false" }
                    on:pointerdown=move |event| {
                        event.prevent_default();
                        go(&href);
                    }
                >
                    <Icon name=it.icon />
                    <span class="title">{pieces(it.title)}</span>
                    <span class="detail">{pieces(it.detail)}</span>
                </li>
            }
        };
        found.get().into_iter().enumerate().map(row).collect_view()
    };
    let hits_id = Signal::derive(move || is_open.get().then(|| LIST.to_owned()));
    let nothing = Memo::new(move |_| found.with(Vec::is_empty));
    let active = Signal::derive(move || (is_open.get() && !nothing.get()).then(|| format!("found-{}", at.get())));
    view! {
        <div
            class="global-search"
            role="search"
            on:focusout=move |_| open.set(false)
            on:focusin=move |_| open.set(true)
        >
            <SearchBox
                label=desk.words(Phrase::SearchEverything)
                value=text
                on_input=move |words: String| {
                    at.set(0);
                    open.set(true);
                    text.set(words);
                }
                clear_label=desk.words(Phrase::Clear)
                kbd="/"
                on_key=on_key
                hits_id=hits_id
                active_hit_id=active
                input=input
            />
            <ul
                class="hits"
                role="listbox"
                id=LIST
                aria-label=desk.words(Phrase::Search)
                hidden=move || !is_open.get() || nothing.get()
            >
                {rows}
            </ul>
            <div class="hits" role="status" hidden=move || !is_open.get() || !nothing.get()>
                <p class="group">{desk.words(Phrase::NoHits)}</p>
            </div>
        </div>
    }
}

const LIST: &str = "found";

fn pieces(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |it: Piece| {
        if it.matches { view! { <mark>{it.text}</mark> }.into_any() } else { it.text.into_any() }
    };
    pieces.into_iter().map(piece).collect_view()
}

fn found_hit(desk: Desk, hit: SearchHit) -> Option<Found> {
    let page = Page::of_kind(hit.kind)?;
    let marked = marked(&hit.text, &hit.marks);
    let plain = |text: String| vec![Piece { text, matches: false }];
    let (title, detail) =
        if hit.text == hit.title { (marked, plain(hit.subtitle)) } else { (plain(hit.title), marked) };
    Some(Found {
        href: Route::record(desk.workspace(), page, hit.id).href(),
        icon: page.icon(),
        group: capitalised(kind_name(desk.language.get(), hit.kind, Plural::Many)),
        title,
        detail,
    })
}

fn pages_named(desk: Desk, words: &str) -> Vec<Found> {
    let wanted = in_small_letters(words.trim());
    let is_named = |page: &Page| in_small_letters(desk.say(page.name())).starts_with(&wanted);
    let found = |page: Page| Found {
        href: desk.to(page).href(),
        icon: page.icon(),
        group: desk.say(Phrase::GoTo).to_owned(),
        title: vec![Piece { text: desk.say(page.name()).to_owned(), matches: false }],
        detail: Vec::new(),
    };
    if wanted.is_empty() { Vec::new() } else { Page::ALL.iter().copied().filter(is_named).map(found).collect() }
}

/// The text in pieces; `marks` are ranges of characters in order.
fn marked(text: &str, marks: &[(usize, usize)]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, letter) in text.chars().enumerate() {
        let matches = marks.iter().any(|(from, to)| (*from..*to).contains(&at));
        match pieces.last_mut().filter(|piece| piece.matches == matches) {
            Some(piece) => piece.text.push(letter),
            None => pieces.push(Piece { text: letter.to_string(), matches }),
        }
    }
    pieces
}
