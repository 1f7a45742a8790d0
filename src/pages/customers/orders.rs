//! The orders of a customer, newest first.

use leptos::prelude::*;

use super::story::choice;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::pages::desk::Desk;
use crate::pages::{Page, route::Route};
use crate::queries::timeline::{Event, TimelineEvent};

/// Number, day, state and net of each order.
#[component]
pub(super) fn CustomerOrders(
    /// What happened; only orders are shown.
    #[prop(into)]
    events: Signal<Vec<TimelineEvent>>,
) -> impl IntoView {
    let desk = Desk::here();
    let row = move |event: TimelineEvent| {
        let Event::Order { number, status, net } = event.event else { return None };
        let showing = desk.showing();
        let status = choice(&showing, Kind::Order, OrderField::Status.number(), status);
        let page = Page::of_kind(Kind::Order);
        let name = match page {
            Some(page) => {
                let href = Route::record(desk.workspace(), page, event.id).href();
                view! { <a href=href>{number}</a> }.into_any()
            }
            None => view! { <span>{number}</span> }.into_any(),
        };
        Some(view! {
            <li>
                {name}
                <span class="day">{showing.day(event.at.div_euclid(86_400_000))}</span>
                <span class="state">{status}</span>
                <span class="net">{showing.money(net)}</span>
            </li>
        })
    };
    view! { <ul class="customer-orders">{move || events.get().into_iter().filter_map(row).collect_view()}</ul> }
}
