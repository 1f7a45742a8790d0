//! A link to a record, where its kind has a page of its own.

use leptos::prelude::*;

use super::Page;
use super::desk::Desk;
use crate::model::id::Id;
use crate::model::kind::Kind;

/// The name of a record: a link where there is a page that shows it, else words.
#[component]
pub fn RecordLink(
    /// Of which kind.
    kind: Kind,
    /// Which.
    id: Id,
    /// Its name.
    name: String,
) -> impl IntoView {
    let desk = Desk::here();
    match Page::of_kind(kind) {
        Some(page) => {
            let href = desk.to(page).opening(Some(id)).href();
            view! { <a class="record-link" href=href>{name}</a> }.into_any()
        }
        None => view! { <span class="record-link">{name}</span> }.into_any(),
    }
}
