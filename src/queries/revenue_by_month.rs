//! Net revenue by month and product category.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::analysis::revenue_by_month::{Lines, Months, revenue_by_month};
use crate::engine::column::{Column, NO_NARROW, NO_ROW};
use crate::engine::data::{Data, Kinds};
use crate::model::date::Date;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::order_line::OrderLineField;
use crate::model::product::ProductField;
use crate::model::small_sort::map_of;
use crate::queries::{Ask, Sight, Unanswered, picks};

/// What came in, month by month and category by category, net of VAT? A month is the sum of its orders that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevenueByMonth {}

/// Revenue by month and category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyRevenue {
    /// The first day of each month, from that of the first order to that of the last, none left out.
    pub months: Vec<Date>,
    /// The categories that sold anything, by name; the empty name is for products without one and for lines without a
    /// product.
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
        let mut order = Cow::Borrowed(column(OrderLineField::Order));
        if lines.live.count() < lines.len() as usize {
            let all = order.to_mut().iter_mut().enumerate();
            for (_, order) in all.filter(|(row, _)| !lines.live.has(*row as u32)) {
                *order = NO_ROW;
            }
        }
        // A column ends where no later row holds anything.
        let mut product = Cow::Borrowed(column(OrderLineField::Product));
        if product.len() < order.len() {
            product.to_mut().resize(order.len(), NO_ROW);
        }
        let sums = revenue_by_month(
            &Lines {
                order: &order,
                product: &product,
                net_minor: &data.derived().orders.line_net,
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
        revenue.n = sums.n_lines;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Value;
    use crate::model::id::Id;
    use crate::queries::figure::Figure;
    use crate::queries::fixture::{Fixture, TODAY, text};

    fn line(fixture: &mut Fixture, order: Id, product: Option<Id>, price: i64) -> Id {
        let mut values = vec![
            (OrderLineField::Order.number(), Value::Reference(order)),
            (OrderLineField::Quantity.number(), Value::Number(2_000)),
            (OrderLineField::UnitPrice.number(), Value::Number(price)),
        ];
        values.extend(product.map(|product| (OrderLineField::Product.number(), Value::Reference(product))));
        fixture.add(Kind::OrderLine, &values)
    }

    #[test]
    fn a_month_is_the_sum_of_its_orders_whether_their_lines_have_products_and_these_categories_or_not() {
        let mut fixture = Fixture::new();
        let named = |name: &str| (ProductField::Name.number(), text(name));
        let drinks = (ProductField::Category.number(), text("Bevande"));
        let tea = fixture.add(Kind::Product, &[named("Tè"), drinks]);
        let gift = fixture.add(Kind::Product, &[named("Buono")]);
        let mut orders = Vec::new();
        for (at, (days_ago, status)) in [(0, 1), (1, 4), (40, 2), (41, 0), (70, 3), (71, 5), (-1, 1)].iter().enumerate()
        {
            let values = [
                (OrderField::Date.number(), Value::Number(TODAY - days_ago)),
                (OrderField::Status.number(), Value::Number(*status)),
            ];
            let order = fixture.add(Kind::Order, &values);
            orders.push((TODAY - days_ago, *status, order));
            // Products first: their column ends before the lines without.
            for (digit, product) in [(1, Some(tea)), (10, Some(gift)), (100, None)].iter().take(1 + at % 3) {
                line(&mut fixture, order, *product, digit * (1 + at as i64));
            }
        }
        let (last, _) = (orders[0].2, line(&mut fixture, orders[0].2, None, 7));
        let found = fixture.ask(&RevenueByMonth {}).unwrap();
        assert_eq!(found.categories, ["", "Bevande"]);
        let months: Vec<i64> = found.net.chunks(2).map(|month| month.iter().sum()).collect();
        let table = fixture.data.table(Kind::Order);
        let mut expected = vec![0; found.months.len()];
        for (day, status, order) in &orders {
            let row = table.ids.row_of(*order).unwrap();
            let month = found.months.iter().rposition(|first| i64::from(first.days()) <= *day).unwrap();
            if !matches!(status, 0 | 5) && *day <= TODAY {
                expected[month] += Figure::OrderNet.number(&fixture.data, row).unwrap();
            }
        }
        assert_eq!(months, expected);
        let row = table.ids.row_of(last).unwrap();
        assert_eq!(Figure::OrderNet.number(&fixture.data, row), Some(2 + 14), "the last line is among them");
        assert!(expected.iter().filter(|sum| **sum > 0).count() == 3, "{expected:?}");
    }

    #[test]
    fn the_number_of_lines_is_that_of_those_summed() {
        let mut fixture = Fixture::new();
        let tea = [(ProductField::Name.number(), text("Tè")), (ProductField::Category.number(), text("Bevande"))];
        let tea = fixture.add(Kind::Product, &tea);
        let mut order = |day: i64, status: i64| {
            let values =
                [(OrderField::Date.number(), Value::Number(day)), (OrderField::Status.number(), Value::Number(status))];
            fixture.add(Kind::Order, &values)
        };
        let (sold, quoted, coming) = (order(TODAY, 1), order(TODAY, 0), order(TODAY + 1, 1));
        line(&mut fixture, sold, Some(tea), 300);
        let gone = line(&mut fixture, sold, Some(tea), 300);
        line(&mut fixture, quoted, Some(tea), 300);
        line(&mut fixture, coming, Some(tea), 300);
        let told = |fixture: &Fixture| {
            let found = fixture.ask(&RevenueByMonth {}).unwrap();
            (found.categories, found.net, found.n)
        };
        let drinks = || vec!["Bevande".to_owned()];
        assert_eq!(told(&fixture), (drinks(), vec![1_200], 2));
        fixture.bin(Kind::OrderLine, gone);
        assert_eq!(told(&fixture), (drinks(), vec![600], 1));
        fixture.bin(Kind::Order, sold);
        assert_eq!(told(&fixture), (vec![], vec![], 0));
    }
}
