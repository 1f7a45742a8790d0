//! Language and theme: read from the preferences, kept there, and put on the page at once.

use leptos::prelude::*;

use super::desk::Desk;
use crate::i18n::Language;
use crate::i18n::phrases::Phrase;
use crate::storage::preferences::{Kept, Preference};
use crate::ui::{Card, ChoiceOption, Entry, FieldInput, IconName, InputKind, Menu, MenuEffect, MenuItem};

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the device is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// How it is called where it is kept.
    pub fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// How it is called in words.
    pub fn name(self) -> Phrase {
        match self {
            Self::System => Phrase::ThemeSystem,
            Self::Light => Phrase::ThemeLight,
            Self::Dark => Phrase::ThemeDark,
        }
    }
}

/// The language that was chosen, else the first one that the browser's user reads.
pub fn first_language() -> Language {
    let chosen = Preference::Language.read::<String>().and_then(|code| Language::from_code(&code));
    chosen.unwrap_or_else(|| {
        let codes = window().navigator().languages();
        let codes: Vec<String> = codes.iter().filter_map(|code| code.as_string()).collect();
        Language::preferred(codes.iter().map(String::as_str))
    })
}

/// Keeps the page's `lang` and theme as they are chosen.
pub fn follow(language: RwSignal<Language>) -> RwSignal<Theme> {
    let theme =
        RwSignal::new(Preference::Theme.read::<String>().and_then(|key| Theme::of_key(&key)).unwrap_or_default());
    let set = |name: &str, value: &str| {
        if let Some(root) = document().document_element() {
            // Names and values of our own are always accepted.
            drop(root.set_attribute(name, value));
        }
    };
    Effect::new(move |_| set("lang", language.get().code()));
    Effect::new(move |_| set("data-theme", theme.get().key()));
    theme
}

/// Takes the language or the theme of that key, and keeps it.
pub fn choose(desk: Desk, theme: RwSignal<Theme>, key: &str) {
    let kept = if let Some(chosen) = Language::from_code(key) {
        desk.language.set(chosen);
        Preference::Language.write(&chosen.code())
    } else if let Some(chosen) = Theme::of_key(key) {
        theme.set(chosen);
        Preference::Theme.write(&chosen.key())
    } else {
        return;
    };
    if kept == Kept::ForThisVisit {
        desk.note(Phrase::LocalStorageDenied.text(desk.language.get_untracked()).to_owned(), None);
    }
}

/// The same as fields of the settings.
#[component]
pub fn AppearanceCard() -> impl IntoView {
    let desk = Desk::here();
    let theme = expect_context::<RwSignal<Theme>>();
    let fields = move || {
        let language = desk.language.get();
        let languages = Language::ALL.iter().map(|it| (it.code(), it.own_name()));
        let themes = Theme::ALL.iter().map(|it| (it.key(), it.name().text(language)));
        let input = |phrase: Phrase, options: Vec<(&str, &str)>, chosen: &'static str| {
            let option = |(key, label): (&str, &str)| ChoiceOption { key: key.to_owned(), label: label.to_owned() };
            view! {
                <FieldInput
                    label=desk.words(phrase)
                    kind=InputKind::Choice(options.into_iter().map(option).collect())
                    value=Signal::derive(move || Entry::Text(chosen.to_owned()))
                    on_input=move |entry: Entry| choose(desk, theme, entry.text())
                />
            }
        };
        view! {
            {input(Phrase::LanguageSetting, languages.collect(), language.code())}
            {input(Phrase::ThemeSetting, themes.collect(), theme.get().key())}
        }
    };
    view! { <Card title=desk.words(Phrase::LanguageAndTheme)>{fields}</Card> }
}

/// A menu with the languages and the themes.
#[component]
pub fn AppearanceMenu(
    /// The theme.
    theme: RwSignal<Theme>,
) -> impl IntoView {
    let desk = Desk::here();
    let items = Signal::derive(move || {
        let (language, theme) = (desk.language.get(), theme.get());
        let item = |key: &str, label: &str, chosen: bool| MenuItem {
            key: key.to_owned(),
            label: label.to_owned(),
            icon: chosen.then_some(IconName::Check),
            kbd: None,
            effect: MenuEffect::Plain,
        };
        let languages = Language::ALL.iter().map(|it| item(it.code(), it.own_name(), *it == language));
        let themes = Theme::ALL.iter().map(|it| item(it.key(), it.name().text(language), *it == theme));
        languages.chain(themes).collect::<Vec<_>>()
    });
    let pick = move |key: String| choose(desk, theme, &key);
    view! { <Menu label=desk.words(Phrase::LanguageAndTheme) icon=IconName::Globe items=items on_pick=pick /> }
}
