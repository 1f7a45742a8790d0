//! Net and cost of each order, exact to the cent: half up per line.

use std::collections::BTreeSet;

use crate::engine::bits::Bits;
use crate::engine::column::{Column, NO_NARROW, NO_ROW, NO_WIDE};
use crate::engine::data::Data;
use crate::model::kind::Kind;
use crate::model::money::{Money, Percent, Quantity, line_net};
use crate::model::order_line::OrderLineField as Field;

/// Totals by order row, in minor units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderTotals {
    /// Net of VAT.
    pub net: Vec<i64>,
    /// Cost of what was sold.
    pub cost: Vec<i64>,
    /// Net of each line, by line row; nought for one that is not there.
    pub line_net: Vec<i64>,
    /// Orders with at least one line of positive quantity: purchases, not returns.
    pub purchases: Bits,
}

impl OrderTotals {
    /// A line changed: until its order is counted again it counts for nothing, and so it stays if it is gone.
    pub fn forget_line(&mut self, line: u32) {
        if let Some(net) = self.line_net.get_mut(line as usize) {
            *net = 0;
        }
    }

    /// Counts one order again.
    pub fn follow(&mut self, data: &Data, order: u32) {
        let at = order as usize;
        let (mut net, mut cost) = (0_i64, 0_i64);
        self.purchases.remove(order);
        for row in data.referring(Kind::OrderLine, Field::Order.number(), order) {
            let line = Line::read(data, row as usize);
            let of_line = line.net();
            if let Some(to) = self.line_net.get_mut(row as usize) {
                *to = of_line;
            }
            net = net.saturating_add(of_line);
            cost = cost.saturating_add(line.cost());
            if line.quantity > 0 {
                self.purchases.insert(order);
            }
        }
        if let (Some(to_net), Some(to_cost)) = (self.net.get_mut(at), self.cost.get_mut(at)) {
            (*to_net, *to_cost) = (net, cost);
        }
    }

    /// Counts all orders anew, in one pass over the lines.
    pub fn recount(&mut self, data: &Data) {
        let lines = data.table(Kind::OrderLine);
        *self = Self::default();
        self.reach(data);
        let orders = column(data, Field::Order).rows();
        let mut purchases = vec![false; self.net.len()];
        let reader = Reader::new(data);
        for (row, order) in orders.iter().enumerate() {
            let at = *order as usize;
            if *order == NO_ROW || at >= self.net.len() || !lines.live.has(row as u32) {
                continue;
            }
            let line = reader.line(row);
            let net = line.net();
            self.line_net[row] = net;
            self.net[at] = self.net[at].saturating_add(net);
            self.cost[at] = self.cost[at].saturating_add(line.cost());
            purchases[at] |= line.quantity > 0;
        }
        for (order, _) in purchases.iter().enumerate().filter(|(_, is_purchase)| **is_purchase) {
            self.purchases.insert(order as u32);
        }
    }

    /// The rows whose totals differ.
    pub(super) fn differing(&self, other: &Self) -> BTreeSet<u32> {
        let rows = self.net.len().max(other.net.len()) as u32;
        let of = |totals: &Self, row: u32| {
            let at = row as usize;
            (totals.net.get(at).copied(), totals.cost.get(at).copied(), totals.purchases.has(row))
        };
        (0..rows).filter(|row| of(self, *row) != of(other, *row)).collect()
    }

    /// Makes room for the orders that came since.
    pub(super) fn reach(&mut self, data: &Data) {
        let rows = data.table(Kind::Order).len() as usize;
        self.net.resize(rows, 0);
        self.cost.resize(rows, 0);
        self.line_net.resize(data.table(Kind::OrderLine).len() as usize, 0);
    }
}

/// What a line's amounts are made of.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// Thousandths.
    pub quantity: i64,
    /// Minor units.
    pub unit_price: i64,
    /// Hundredths of a percent.
    pub discount: i32,
    /// Minor units, off the whole line.
    pub discount_amount: i64,
    /// Minor units.
    pub unit_cost: i64,
}

impl Line {
    /// The line at that row.
    pub fn read(data: &Data, row: usize) -> Self {
        Reader::new(data).line(row)
    }

    /// Net amount in minor units, half up; what overflows counts as nothing, and its order is refused on entry.
    pub fn net(self) -> i64 {
        amount(self.quantity, self.unit_price, self.discount, self.discount_amount)
    }

    /// Cost in minor units, half up.
    pub fn cost(self) -> i64 {
        amount(self.quantity, self.unit_cost, 0, 0)
    }
}

/// Whole units without a discount need no rounding: that is nearly every line.
fn amount(quantity: i64, price: i64, discount: i32, amount_off: i64) -> i64 {
    if discount == 0 && amount_off == 0 && quantity % 1_000 == 0 {
        return (quantity / 1_000).checked_mul(price).unwrap_or(0);
    }
    let (quantity, discount) = (Quantity::from_thousandths(quantity), Percent::from_hundredths(discount));
    let exact = line_net(quantity, Money::from_minor(price), discount, Money::from_minor(amount_off));
    exact.map_or(0, Money::minor)
}

struct Reader<'a> {
    quantity: &'a [i64],
    unit_price: &'a [i64],
    discount: &'a [i32],
    discount_amount: &'a [i64],
    unit_cost: &'a [i64],
}

impl<'a> Reader<'a> {
    fn new(data: &'a Data) -> Self {
        Self {
            quantity: column(data, Field::Quantity).wide(),
            unit_price: column(data, Field::UnitPrice).wide(),
            discount: column(data, Field::Discount).narrow(),
            discount_amount: column(data, Field::DiscountAmount).wide(),
            unit_cost: column(data, Field::UnitCost).wide(),
        }
    }

    fn line(&self, row: usize) -> Line {
        let wide = |column: &[i64]| column.get(row).copied().filter(|it| *it != NO_WIDE).unwrap_or(0);
        Line {
            quantity: wide(self.quantity),
            unit_price: wide(self.unit_price),
            discount: self.discount.get(row).copied().filter(|it| *it != NO_NARROW).unwrap_or(0),
            discount_amount: wide(self.discount_amount),
            unit_cost: wide(self.unit_cost),
        }
    }
}

fn column(data: &Data, field: Field) -> &Column {
    const NONE: &Column = &Column::Byte(Vec::new());
    data.table(Kind::OrderLine).column(field.number()).unwrap_or(NONE)
}
