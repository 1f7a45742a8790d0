//! One field for everything: customers, products, orders and tasks by any of their words, commands and pages by name.
//! A sign in front narrows it: `@` people, `#` companies, `$` orders, `!` tasks, `>` commands and pages.

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::keys::key_caps;
use super::offered::{self, Act, Offer};
use super::recent::{self, Recent};
use crate::i18n::phrases::Phrase;
use crate::i18n::{Plural, capitalised, kind_name};
use crate::model::kind::Kind;
use crate::pages::Page;
use crate::pages::appearance::Theme;
use crate::pages::desk::Desk;
use crate::pages::route::Route;
use crate::queries::search::{Search, SearchHit};
use crate::ui::{Icon, IconName, SearchBox};

/// Hits of each kind that are shown.
const MOST: usize = 20;

/// Where it is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    All,
    People,
    Companies,
    Orders,
    Tasks,
    Commands,
}

/// What is looked for, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    scope: Scope,
    words: String,
}

impl Wanted {
    /// What was typed, without the sign in front.
    fn of(text: &str) -> Self {
        let text = text.trim();
        let mut letters = text.chars();
        let scope = match letters.next() {
            Some('@') => Scope::People,
            Some('#') => Scope::Companies,
            Some('$') => Scope::Orders,
            Some('!') => Scope::Tasks,
            Some('>') => Scope::Commands,
            Some(_) | None => return Self { scope: Scope::All, words: text.to_owned() },
        };
        Self { scope, words: letters.as_str().trim().to_owned() }
    }

    fn question(self) -> Search {
        let (kinds, form) = match self.scope {
            Scope::All => (None, None),
            Scope::People => (Some(vec![Kind::Customer]), Some(PERSON)),
            Scope::Companies => (Some(vec![Kind::Customer]), Some(COMPANY)),
            Scope::Orders => (Some(vec![Kind::Order]), None),
            Scope::Tasks => (Some(vec![Kind::Task]), None),
            Scope::Commands => (Some(Vec::new()), None),
        };
        Search { text: self.words, limit: MOST, kinds, form }
    }
}

/// The signs that narrow the search, and what to.
const SIGNS: [(&str, Phrase); 5] = [
    ("@", Phrase::ScopePeople),
    ("#", Phrase::ScopeCompanies),
    ("$", Phrase::ScopeOrders),
    ("!", Phrase::ScopeTasks),
    (">", Phrase::ScopeCommands),
];

/// Of the forms that a customer may have, by their place in the field's list.
const PERSON: i64 = 0;
const COMPANY: i64 = 1;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    act: Act,
    icon: IconName,
    group: String,
    title: Vec<Piece>,
    detail: Vec<Piece>,
    keys: Option<String>,
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
    /// Whether the sheet of keys is open.
    sheet: RwSignal<bool>,
) -> impl IntoView {
    let desk = Desk::here();
    let theme = expect_context::<RwSignal<Theme>>();
    recent::keep(desk);
    let lately = RwSignal::new(Vec::<Recent>::new());
    let text = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let open = RwSignal::new(false);
    let wanted = Memo::new(move |_| text.with(|text| Wanted::of(text)));
    let asked = desk.client.ask(move || wanted.get().question());
    let found = Memo::new(move |_| {
        let wanted = wanted.get();
        let words = wanted.words.as_str();
        let hits = asked.with(|asked| asked.here().cloned().unwrap_or_default());
        let hits = if words.is_empty() { Vec::new() } else { hits };
        let mut found: Vec<Found> = hits.into_iter().filter_map(|hit| found_hit(desk, hit)).collect();
        if wanted.scope == Scope::All && words.is_empty() {
            found.extend(lately.get().into_iter().filter_map(|it| found_lately(desk, it)));
        }
        if matches!(wanted.scope, Scope::All | Scope::Commands) {
            let named = |phrase: Phrase, offers: Vec<Offer>| {
                let group = desk.say(phrase).to_owned();
                offers.into_iter().map(move |offer| found_offer(offer, group.clone()))
            };
            found.extend(named(Phrase::Commands, offered::acts(desk, words)));
            found.extend(named(Phrase::GoTo, offered::pages(desk, words)));
        }
        found
    });
    // Nothing is said of what is still to be typed.
    let is_open =
        Memo::new(move |_| open.get() && (found.with(|it| !it.is_empty()) || wanted.with(|it| !it.words.is_empty())));
    let close = move || {
        open.set(false);
        text.set(String::new());
    };
    let leave = move || {
        close();
        // A focus that fails leaves the person where they are: nothing to do.
        drop(input.get_untracked().map(|input| input.blur()));
    };
    let choose = move |act: &Act| {
        leave();
        act.run(desk, theme, sheet);
    };
    let on_key = move |event: KeyboardEvent| {
        let n = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(n.saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => match found.with_untracked(|found| found.get(at.get_untracked()).map(|it| it.act.clone())) {
                Some(act) => choose(&act),
                None => return,
            },
            "Escape" if text.with_untracked(String::is_empty) => leave(),
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
            let act = it.act.clone();
            view! {
                {group.map(|group| view! { <li class="group" role="presentation">{group}</li> })}
                <li
                    role="option"
                    id=format!("found-{number}")
                    aria-selected=move || if at.get() == number { "true" } else { "false" }
                    on:pointerdown=move |event| {
                        event.prevent_default();
                        choose(&act);
                    }
                >
                    <Icon name=it.icon />
                    <span class="title">{pieces(it.title)}</span>
                    <span class="detail">{pieces(it.detail)}</span>
                    {it.keys.map(|keys| view! { <span class="keys" aria-hidden="true">{key_caps(&keys)}</span> })}
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
            on:focusin=move |_| {
                at.set(0);
                recent::ask(desk, lately);
                open.set(true);
            }
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
                <li class="scopes" role="presentation">
                    {SIGNS
                        .map(|(sign, phrase)| view! { <span><b>{sign}</b>" "{desk.words(phrase)}</span> })}
                </li>
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
    let (title, detail) =
        if hit.text == hit.title { (marked, plain(hit.subtitle)) } else { (plain(hit.title), marked) };
    Some(Found {
        act: Act::Go(Route::record(desk.workspace(), page, hit.id).href()),
        icon: page.icon(),
        group: capitalised(kind_name(desk.language.get(), hit.kind, Plural::Many)),
        title,
        detail,
        keys: None,
    })
}

fn found_lately(desk: Desk, recent: Recent) -> Option<Found> {
    let icon = recent.route.page?.icon();
    let kind = capitalised(kind_name(desk.language.get(), recent.kind, Plural::One));
    Some(Found {
        act: Act::Go(recent.route.href()),
        icon,
        group: desk.say(Phrase::Recent).to_owned(),
        title: plain(recent.name),
        detail: plain(kind),
        keys: None,
    })
}

fn found_offer(offer: Offer, group: String) -> Found {
    let Offer { act, icon, name, keys } = offer;
    Found { act, icon, group, title: plain(name), detail: Vec::new(), keys }
}

fn plain(text: String) -> Vec<Piece> {
    vec![Piece { text, matches: false }]
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
