//! The orders of a customer, newest first.

use leptos::prelude::*;

use super::profile::MoreButton;
use super::story::choice;
use crate::i18n::phrases::Phrase;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::pages::desk::Desk;
use crate::pages::record_link::RecordLink;
use crate::queries::timeline::{Event, Timeline, TimelineEvent};
use crate::ui::Card;

/// Number, day, state and net of each order, on a card; nothing where there are none.
#[component]
pub(super) fn CustomerOrders(
    /// Whose.
    id: Id,
) -> impl IntoView {
    let desk = Desk::here();
    let limit = RwSignal::new(STEP);
    let asked =
        desk.client.ask(move || Timeline { customer: id, before: None, limit: limit.get(), only: Some(Kind::Order) });
    let orders = Memo::new(move |_| asked.with(|asked| asked.here().map_or_else(Vec::new, |it| it.events.clone())));
    let total = Memo::new(move |_| asked.with(|asked| asked.here().map_or(0, |it| it.total)));
    let n_more = Memo::new(move |_| total.get().saturating_sub(orders.with(Vec::len)));
    let row = move |event: TimelineEvent| {
        let Event::Order { number, status, net } = event.event else { return None };
        let showing = desk.showing();
        let status = choice(&showing, Kind::Order, OrderField::Status.number(), status);
        let number = if number.is_empty() { desk.say(Phrase::Unnumbered).to_owned() } else { number };
        Some(view! {
            <li>
                <RecordLink kind=Kind::Order id=event.id name=number />
                <span class="day">{showing.day(event.at.div_euclid(MILLIS_PER_DAY))}</span>
                <span class="state">{status}</span>
                <span class="net">{showing.money(net)}</span>
            </li>
        })
    };
    view! {
        <Show when=move || total.get() != 0>
            <Card title=desk.words(Phrase::RelatedOrders)>
                <ul class="customer-orders">{move || orders.get().into_iter().filter_map(row).collect_view()}</ul>
                <MoreButton n_more limit step=STEP />
            </Card>
        </Show>
    }
}

/// Orders that are shown at first, and with each press on "more".
const STEP: usize = 12;

const MILLIS_PER_DAY: i64 = 86_400_000;
