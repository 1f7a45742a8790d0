//! The orders of the demo trade: those of the workload, in the season of the real calendar and with one planted pair.

use super::{Trade, product, sayings, streams};
use crate::demo::random::Draws;
use crate::demo::truths::Role;
use crate::demo::workload::{self, CustomerClass, PRODUCTS};
use crate::model::date::Date;
use crate::model::money::{Money, Percent};

/// What a customer ordered. Choices are named as in `model::order`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Row number + 1.
    pub id: u32,
    /// Number of the order.
    pub number: String,
    /// Id of the customer.
    pub customer_id: u32,
    /// Day of the order.
    pub on: Date,
    /// `ordered`, `delivered`, `invoiced` or `paid`.
    pub status: &'static str,
    /// Where it was taken, in the demo's language.
    pub channel: &'static str,
    /// One to five lines.
    pub lines: Vec<OrderLine>,
}

/// One product of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// Id of the product.
    pub product_id: u32,
    /// Pieces.
    pub quantity: u32,
    /// Price of a piece without VAT.
    pub unit_price: Money,
    /// Cost of a piece.
    pub unit_cost: Money,
    /// Discount: what firms get by their class.
    pub discount: Percent,
    /// VAT rate.
    pub vat: Percent,
}

/// Of a hundred orders with the first product of the pair, how many have the second.
pub(in crate::demo) const PAIR_PERCENT: u32 = 65;

impl Trade {
    /// The order in a row, counted from 0.
    pub fn order(&self, row: u32) -> Order {
        let base = workload::order_in_season(row, self.size, &self.months);
        let customer_id = self.plan.buyer_instead_of(row, base.customer_id);
        let days_ago = self.days_ago_with(customer_id, workload::TODAY_DAY - base.day);
        let mut draws = Draws::of_row(streams::ORDER, row);
        let channel = self.say_one(sayings::SALES_CHANNELS, &mut draws);
        let has_pair = draws.below(100) < PAIR_PERCENT;
        let (discount, times) = self.terms(customer_id);
        let mut lines: Vec<OrderLine> = base.lines().iter().map(|it| line(it, discount, times)).collect();
        let [wine, flutes] = product::PAIR;
        let has = |product_id| base.lines().iter().any(|it| it.product_id == product_id);
        if has_pair && has(wine) && !has(flutes) {
            let shape = product::shape(flutes);
            lines.push(OrderLine {
                product_id: flutes,
                quantity: 1 + draws.below(2),
                unit_price: shape.price(),
                unit_cost: shape.cost(),
                discount,
                vat: shape.vat(),
            });
        }
        let status = match days_ago {
            ..3 => "ordered",
            3..10 => "delivered",
            10..45 => "invoiced",
            45.. => "paid",
        };
        Order {
            id: row + 1,
            number: format!("O-{:06}", row + 1),
            customer_id,
            on: self.ago(days_ago),
            status,
            channel,
            lines,
        }
    }

    /// Discount and, for firms, how many times the quantity of a private customer.
    fn terms(&self, customer_id: u32) -> (Percent, u32) {
        if !self.plan.has(customer_id, Role::Firm) {
            return (Percent::ZERO, 1);
        }
        let hundredths = match workload::customer(customer_id - 1).class {
            CustomerClass::A => 1_500,
            CustomerClass::B => 1_000,
            CustomerClass::C => 500,
        };
        (Percent::from_hundredths(hundredths), 4)
    }
}

/// The workload's line at the trade's prices, rounded down to ten cents, as far from the list as there.
fn line(base: &workload::OrderLine, discount: Percent, times: u32) -> OrderLine {
    let shape = product::shape(base.product_id);
    let list_minor = PRODUCTS.get(base.product_id as usize - 1).map_or(1, |it| i64::from(it.price_minor));
    OrderLine {
        product_id: base.product_id,
        quantity: base.quantity * times,
        unit_price: Money::from_minor(
            (shape.price().minor() * i64::from(base.unit_price_minor) / list_minor).max(10) / 10 * 10,
        ),
        unit_cost: shape.cost(),
        discount,
        vat: shape.vat(),
    }
}
