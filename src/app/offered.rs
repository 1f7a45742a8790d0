//! What the search field offers beside records: what can be done, and the pages.

use leptos::prelude::*;

use super::keys;
use crate::i18n::Language;
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::new_one;
use crate::model::kind::Kind;
use crate::pages::Page;
use crate::pages::appearance::{self, Theme};
use crate::pages::desk::{Desk, NEW};
use crate::pages::route::Route;
use crate::ui::{IconName, in_small_letters};

/// What is to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// Goes to an address.
    Go(String),
    /// Takes back what was done last.
    Undo,
    /// Does it again.
    Redo,
    /// Shows the keys.
    ShowKeys,
    /// Takes the language or the theme of that name.
    Appear(&'static str),
}

/// Something that can be chosen in the search field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// What it does.
    pub act: Act,
    /// Its picture.
    pub icon: IconName,
    /// What it is called.
    pub name: String,
    /// The keys that do the same.
    pub keys: Option<String>,
}

impl Act {
    /// Does it.
    pub(super) fn run(&self, desk: Desk, theme: RwSignal<Theme>, sheet: RwSignal<bool>) {
        match self {
            Self::Go(href) => desk.go(&Route::parse(href)),
            Self::Undo => _ = keys::undo(desk),
            Self::Redo => _ = keys::redo(desk),
            Self::ShowKeys => sheet.set(true),
            Self::Appear(key) => appearance::choose(desk, theme, key),
        }
    }
}

/// What can be done from everywhere, as far as its name holds these words.
pub(super) fn acts(desk: Desk, words: &str) -> Vec<Offer> {
    let language = desk.language.get();
    let new = |kind: Kind| {
        let page = Page::of_kind(kind)?;
        let act = Act::Go(desk.to(page).with(NEW, "1").href());
        Some(Offer { act, icon: IconName::Plus, name: new_one(language, kind), keys: None })
    };
    let set = |phrase: Phrase, icon, key: &'static str, name: &str| {
        let name = format!("{}: {name}", phrase.text(language));
        Offer { act: Act::Appear(key), icon, name, keys: None }
    };
    let plain = |act, icon, phrase: Phrase, keys: &str| Offer {
        act,
        icon,
        name: phrase.text(language).to_owned(),
        keys: Some(keys.to_owned()),
    };
    let themes = Theme::ALL.map(|it| set(Phrase::ThemeSetting, IconName::Moon, it.key(), it.name().text(language)));
    let languages =
        Language::ALL.iter().map(|it| set(Phrase::LanguageSetting, IconName::Globe, it.code(), it.own_name()));
    let others = [
        plain(Act::Undo, IconName::ArrowUUpLeft, Phrase::Undo, keys::UNDO),
        plain(Act::Redo, IconName::ArrowUUpRight, Phrase::Redo, keys::REDO),
        plain(Act::ShowKeys, IconName::Keyboard, Phrase::KeyboardKeys, keys::SHOW_KEYS),
    ];
    let made = [Kind::Customer, Kind::Order, Kind::Product].into_iter().filter_map(new);
    made.chain(others).chain(themes).chain(languages).filter(|it| is_named(&it.name, words)).collect()
}

/// The pages, as far as their names hold these words.
pub(super) fn pages(desk: Desk, words: &str) -> Vec<Offer> {
    let offer = |page: Page| Offer {
        act: Act::Go(desk.to(page).href()),
        icon: page.icon(),
        name: desk.say(page.name()).to_owned(),
        keys: Some(page.keys()),
    };
    Page::ALL.iter().copied().map(offer).filter(|it| is_named(&it.name, words)).collect()
}

/// Whether each of the words begins one of the name's.
fn is_named(name: &str, words: &str) -> bool {
    let name = in_small_letters(name);
    in_small_letters(words)
        .split_whitespace()
        .all(|word| name.split(|it: char| !it.is_alphanumeric()).any(|part| part.starts_with(word)))
}
