//! The customers: the list, or the one that the address names.

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

/// All customers, or the one that the address names.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let desk = Desk::here();
    let record = Memo::new(move |_| desk.route.with(|route| route.record));
    let shown = move || match record.get() {
        None => view! { <CustomerList /> }.into_any(),
        Some(id) => view! { <Profile id /> }.into_any(),
    };
    shown.into_any()
}
