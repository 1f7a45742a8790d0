//! The customers: the list, and the one that the address names.

use leptos::prelude::*;

use super::desk::Desk;

mod composer;
mod customer_list;
mod figures;
mod open_tasks;
mod orders;
mod profile;
mod story;

use customer_list::CustomerList;
use profile::Profile;

/// All customers.
#[component]
pub fn CustomersPage() -> impl IntoView {
    view! { <CustomerList /> }.into_any()
}

/// The customer that the address names.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let desk = Desk::here();
    let record = Memo::new(move |_| desk.route.with(|route| route.record));
    let shown = move || record.get().map(|id| view! { <Profile id /> }.into_any());
    shown.into_any()
}
