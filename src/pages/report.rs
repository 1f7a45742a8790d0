//! A report of what went wrong, in which nobody is named, and its way into the clipboard.

use leptos::prelude::*;

use super::desk::Desk;
use crate::i18n::Language;
use crate::i18n::phrases::Phrase;

/// Puts a report into the clipboard, and says so.
pub fn copy(desk: Desk, report: &str) {
    drop(window().navigator().clipboard().write_text(report));
    desk.note(Phrase::Copied.text(desk.language.get_untracked()).to_owned(), None);
}

/// What a report begins with: nothing in it is about a person.
pub fn report(language: Language, lines: &[String]) -> String {
    let head = format!("Rapporto {} ({})", env!("CARGO_PKG_VERSION"), language.code());
    let agent = window().navigator().user_agent().unwrap_or_default();
    std::iter::once(head).chain([agent]).chain(lines.iter().cloned()).collect::<Vec<_>>().join("\n")
}
