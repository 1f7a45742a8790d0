//! Initials in place of a face.

use super::in_capitals;
use leptos::prelude::*;

/// The initials of a name in a small frame; hidden from assistive technology, because the name stands beside it.
#[component]
pub fn Avatar(
    /// The full name.
    #[prop(into)]
    name: Signal<String>,
    /// Round for a person, square for an organisation.
    #[prop(into, optional)]
    shape: Signal<AvatarShape>,
    /// In a row of a list, or at the head of a page.
    #[prop(optional)]
    size: AvatarSize,
) -> impl IntoView {
    let class = move || format!("avatar {} {}", shape.get().class(), size.class());
    view! {
        <span class=class aria-hidden="true">
            {move || name.with(|name| initials(name))}
        </span>
    }
}

/// The outline of an avatar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarShape {
    /// A person.
    #[default]
    Round,
    /// An organisation.
    Square,
}

impl AvatarShape {
    fn class(self) -> &'static str {
        match self {
            Self::Round => "round",
            Self::Square => "square",
        }
    }
}

/// How large an avatar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// For a row.
    #[default]
    Row,
    /// For the head of a page.
    Page,
}

impl AvatarSize {
    fn class(self) -> &'static str {
        match self {
            Self::Row => "in-row",
            Self::Page => "in-page",
        }
    }
}

/// The first letters of the first and the last word that begin with a letter or digit, upper case.
pub fn initials(name: &str) -> String {
    let mut firsts = name.split_whitespace().filter_map(|word| word.chars().next().filter(|it| it.is_alphanumeric()));
    let first = firsts.next();
    let letters: String = first.into_iter().chain(firsts.next_back()).collect();
    in_capitals(&letters)
}
