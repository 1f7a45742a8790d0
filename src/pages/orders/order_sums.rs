//! What an order comes to: net and VAT by rate, gross, cost and margin.

use leptos::prelude::*;

use super::order_draft::DraftSums;
use crate::i18n::format;
use crate::i18n::phrases::Phrase;
use crate::i18n::sentences::lines_not_counted;
use crate::model::money::{Money, OrderTotals, Percent};
use crate::pages::desk::Desk;
use crate::ui::Card;

/// The sums of the draft, as they will be once it is saved.
#[component]
pub(super) fn OrderSums(
    /// What the lines come to.
    sums: Memo<DraftSums>,
) -> impl IntoView {
    let desk = Desk::here();
    let unread = move || {
        let n = sums.with(|sums| sums.n_unread);
        (n > 0)
            .then(|| view! { <p class="unread" role="status">{lines_not_counted(desk.language.get(), n as u64)}</p> })
    };
    let table = move || {
        sums.with(|sums| match &sums.totals {
            Some(totals) => view! { <SumsTable totals=totals.clone() cost=sums.cost /> }.into_any(),
            None => view! { <p class="unread">{desk.words(Phrase::AmountTooLarge)}</p> }.into_any(),
        })
    };
    view! {
        <div class="order-sums">
            <Card title=desk.words(Phrase::Totals)>{table} {unread}</Card>
        </div>
    }
}

#[component]
fn SumsTable(totals: OrderTotals, cost: Money) -> impl IntoView {
    let desk = Desk::here();
    let showing = desk.showing();
    let language = showing.language;
    let money = |amount: Money| showing.money(amount.minor());
    let margin = totals.net.checked_sub(cost).unwrap_or_default();
    let rates = totals.by_rate.iter().map(|rate| {
        let (percent, net, vat) = (format::percent(language, rate.rate), money(rate.net), money(rate.vat));
        view! {
            <tr class="rate">
                <th scope="row">{Phrase::Vat.text(language)} " " {percent}</th>
                <td>{net}</td>
                <td>{vat}</td>
            </tr>
        }
    });
    let share = share_of(margin, totals.net).map(|share| format::percent(language, share));
    view! {
        <table>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{Phrase::Net.text(language)}</th>
                    <th scope="col">{Phrase::Vat.text(language)}</th>
                </tr>
            </thead>
            <tbody>{rates.collect_view()}</tbody>
            <tbody class="whole">
                <tr>
                    <th scope="row">{Phrase::Total.text(language)}</th>
                    <td class="net">{money(totals.net)}</td>
                    <td class="vat">{money(totals.vat)}</td>
                </tr>
            </tbody>
        </table>
        <dl>
            <div class="gross">
                <dt>{Phrase::ToPay.text(language)}</dt>
                <dd>{money(totals.gross)}</dd>
            </div>
            <div>
                <dt>{Phrase::Cost.text(language)}</dt>
                <dd class="cost">{money(cost)}</dd>
            </div>
            <div>
                <dt>{Phrase::Margin.text(language)} {share.map(|share| format!(" ({share})"))}</dt>
                <dd class="margin">{money(margin)}</dd>
            </div>
        </dl>
    }
}

/// The margin in percent of the net amount, rounded to hundredths; none without one.
fn share_of(margin: Money, net: Money) -> Option<Percent> {
    let (margin, net) = (i128::from(margin.minor()), i128::from(net.minor()));
    let share = (margin * 10_000).checked_div(net)?;
    Some(Percent::from_hundredths(i32::try_from(share).ok()? / 10 * 10))
}
