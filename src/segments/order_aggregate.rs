//! What a customer ordered, counted or summed over a span of time up to today.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Condition, Range, SegmentError, select};
use crate::engine::bits::Bits;
use crate::engine::column::NO_ROW;
use crate::engine::data::{Data, Kinds};
use crate::engine::derived::customer_figures::YEAR_DAYS;
use crate::model::kind::Kind;
use crate::model::order::OrderField;

/// A measure of the customer's orders lies within these numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderAggregate {
    /// What is measured.
    pub measure: OrderMeasure,
    /// Only orders of the last so many days, today included; all of them without.
    #[serde(default)]
    pub window_days: Option<u32>,
    /// Within what: orders, or minor units.
    pub range: Range,
}

/// What is measured. Quotes and cancelled orders count for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderMeasure {
    /// How many purchases: orders with a line of positive quantity.
    Count,
    /// Net spend in minor units; returns count against it.
    Net,
    /// Net less cost in minor units.
    Margin,
    /// Net of the greatest order in minor units.
    Greatest,
}

impl Condition for OrderAggregate {
    fn reads(&self) -> Kinds {
        Kinds::of(&[Kind::Order, Kind::OrderLine])
    }

    fn rows(&self, data: &Data) -> Result<Bits, SegmentError> {
        let (least, greatest) = self.range.ends();
        let within = |number: i64| least <= number && number <= greatest;
        if let (OrderMeasure::Count, None) = (self.measure, self.window_days) {
            let counts = &data.derived().customers.orders;
            return Ok(select(counts.len(), |row| within(i64::from(counts[row]))));
        }
        let measured = measured(data, self.measure, self.window_days);
        Ok(select(measured.len(), |row| within(measured[row])))
    }
}

/// The measure by customer row: kept up to date for the usual windows, else counted in one pass over the orders.
pub fn measured(data: &Data, measure: OrderMeasure, window_days: Option<u32>) -> Cow<'_, [i64]> {
    let kept = &data.derived().customers;
    match (measure, window_days) {
        (OrderMeasure::Net, None) => Cow::Borrowed(&kept.spend),
        (OrderMeasure::Net, Some(YEAR_DAYS)) => Cow::Borrowed(&kept.spend_year),
        (OrderMeasure::Margin, None) => Cow::Borrowed(&kept.margin),
        (OrderMeasure::Margin, Some(YEAR_DAYS)) => Cow::Borrowed(&kept.margin_year),
        (OrderMeasure::Count | OrderMeasure::Net | OrderMeasure::Margin | OrderMeasure::Greatest, _) => {
            Cow::Owned(count(data, measure, window_days))
        }
    }
}

fn count(data: &Data, measure: OrderMeasure, window_days: Option<u32>) -> Vec<i64> {
    let (table, totals) = (data.table(Kind::Order), &data.derived().orders);
    let mut sums = vec![0_i64; data.table(Kind::Customer).len() as usize];
    let column = |field: OrderField| table.column(field.number());
    let owners = column(OrderField::Customer).map_or(&[] as &[u32], |it| it.rows());
    let days = column(OrderField::Date).map_or(&[] as &[i32], |it| it.narrow());
    let states = column(OrderField::Status).map_or(&[] as &[u8], |it| it.bytes());
    let today = data.today().days();
    let after = window_days.map_or(i32::MIN, |days| today.saturating_sub(i32::try_from(days).unwrap_or(i32::MAX)));
    for (row, ((&owner, &day), (&net, &cost))) in
        owners.iter().zip(days).zip(totals.net.iter().zip(&totals.cost)).enumerate()
    {
        let counts = !matches!(states.get(row), Some(0 | 5)) && table.live.has(row as u32);
        if day <= after || day > today || !counts || owner == NO_ROW {
            continue;
        }
        let Some(sum) = sums.get_mut(owner as usize) else { continue };
        *sum = match measure {
            OrderMeasure::Count => *sum + i64::from(totals.purchases.has(row as u32)),
            OrderMeasure::Net => sum.saturating_add(net),
            OrderMeasure::Margin => sum.saturating_add(net.saturating_sub(cost)),
            OrderMeasure::Greatest => (*sum).max(net),
        };
    }
    sums
}
