//! Net revenue by month and product category.

use serde::{Deserialize, Serialize};

use crate::analysis::revenue_by_month::{Lines, Months, revenue_by_month};
use crate::engine::column::{Column, NO_NARROW};
use crate::engine::data::{Data, Kinds};
use crate::model::date::Date;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::order_line::OrderLineField;
use crate::model::product::ProductField;
use crate::model::small_sort::map_of;
use crate::queries::{Ask, Sight, Unanswered, picks};

/// What came in, month by month and category by category, net of VAT?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevenueByMonth {}

/// Revenue by month and category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyRevenue {
    /// The first day of each month, from that of the first order to that of the last, none left out.
    pub months: Vec<Date>,
    /// The categories that sold anything, by name; empty for products without one.
    pub categories: Vec<String>,
    /// For each month, for each category, in minor units.
    pub net: Vec<i64>,
    /// How many order lines were summed.
    pub n: usize,
    /// The day that it is counted to.
    pub as_of: Date,
}

impl Ask for RevenueByMonth {
    type Answer = MonthlyRevenue;

    fn reads(&self) -> Kinds {
        Kinds::of(&[Kind::Order, Kind::OrderLine, Kind::Product])
    }

    fn answer(&self, sight: Sight<'_>) -> Result<MonthlyRevenue, Unanswered> {
        let data = sight.data;
        let days = counted_days(data);
        let mut revenue = MonthlyRevenue { months: vec![], categories: vec![], net: vec![], n: 0, as_of: data.today() };
        let of_orders = || days.iter().copied().filter(|day| *day != NO_NARROW);
        let (Some(first), Some(last)) = (of_orders().min(), of_orders().max()) else { return Ok(revenue) };
        let (Ok(first), Ok(last)) = (Date::from_days(first), Date::from_days(last)) else { return Ok(revenue) };
        let n_months = (last.year() - first.year()) * 12 + i32::from(last.month()) - i32::from(first.month()) + 1;
        let n_months = u16::try_from(n_months).unwrap_or(u16::MAX);
        let Ok(months) = Months::from_month_of(first, n_months) else { return Ok(revenue) };
        let (codes, names) = categories(data);
        let lines = data.table(Kind::OrderLine);
        let column = |field: OrderLineField| lines.column(field.number()).map_or(&[] as &[u32], Column::rows);
        let net = &data.derived().orders.line_net;
        let sums = revenue_by_month(
            &Lines {
                order: column(OrderLineField::Order),
                product: column(OrderLineField::Product),
                net_minor: net,
                order_day: &days,
                product_category: &codes,
            },
            &months,
            names.len(),
        );
        let sold = |category: &usize| sums.net_minor.iter().skip(*category).step_by(names.len()).any(|it| *it != 0);
        let sold_ones = (0..names.len()).filter(sold).filter_map(|at| Some((names.get(at)?.as_str(), at)));
        let by_name = map_of(sold_ones);
        let start = first.add_days(1 - i32::from(first.day())).unwrap_or(first);
        revenue.months = (0..n_months).filter_map(|it| start.add_months(i32::from(it)).ok()).collect();
        revenue.categories = by_name.keys().map(|name| (*name).to_owned()).collect();
        revenue.net =
            sums.net_minor.chunks(names.len()).flat_map(|month| by_name.values().map(|at| month[*at])).collect();
        revenue.n = net.len().saturating_sub(sums.n_outside);
        Ok(revenue)
    }

    picks!(RevenueByMonth);
}

/// The day of each order that counts; none for quotes, for cancelled ones and for those to come.
fn counted_days(data: &Data) -> Vec<i32> {
    let table = data.table(Kind::Order);
    let days = table.column(OrderField::Date.number()).map_or(&[] as &[i32], Column::narrow);
    let states = table.column(OrderField::Status.number()).map_or(&[] as &[u8], Column::bytes);
    let mut counted = days.to_vec();
    let is_whole = table.live.count() == table.len() as usize;
    for (row, day) in counted.iter_mut().enumerate() {
        let counts = !matches!(states.get(row), Some(0 | 5)) && *day <= data.today().days();
        if !(counts && (is_whole || table.live.has(row as u32))) {
            *day = NO_NARROW;
        }
    }
    counted
}

/// The code of each product's category, and the categories' names by code.
fn categories(data: &Data) -> (Vec<u32>, Vec<String>) {
    let table = data.table(Kind::Product);
    let column = table.column(ProductField::Category.number());
    let (mut codes, names) = match column {
        Some(Column::Code(words)) => (words.codes.clone(), words.values().to_vec()),
        Some(_) | None => (Vec::new(), vec![String::new()]),
    };
    codes.resize(table.len() as usize, 0);
    (codes, names)
}
