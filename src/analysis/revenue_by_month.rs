//! Net revenue by month and product category.

use crate::model::date::{Date, DateError};

/// The order lines and what they point to, each by its row.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a> {
    /// For each line, the row of its order.
    pub order: &'a [u32],
    /// For each line, the row of its product; one that is none for a line without.
    pub product: &'a [u32],
    /// For each line, its net amount in minor units.
    pub net_minor: &'a [i64],
    /// For each order, its day since 1970-01-01.
    pub order_day: &'a [i32],
    /// For each product, the code of its category; 0 is that of products without one, and of lines without a product.
    pub product_category: &'a [u32],
}

/// Which month each day of a span of whole months belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Months {
    first_day: i32,
    /// For each day from the first on, its month, counted from 0.
    month_of_day: Vec<u16>,
    n: usize,
}

/// Sums in minor units, month by month and in each by category.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RevenueByMonth {
    /// For each month, for each category.
    pub net_minor: Vec<i64>,
    /// How many categories a month has.
    pub n_categories: usize,
    /// How many lines were summed: the others lie outside the months.
    pub n_lines: usize,
}

/// Sums each line into the cell of its order's month and its product's category.
pub fn revenue_by_month(lines: &Lines<'_>, months: &Months, n_categories: usize) -> RevenueByMonth {
    let mut net_minor = vec![0; months.n * n_categories];
    let mut n_lines = 0;
    for ((&order, &product), &amount) in lines.order.iter().zip(lines.product).zip(lines.net_minor) {
        let month = lines.order_day.get(order as usize).and_then(|&day| months.month_of(day));
        let category = lines.product_category.get(product as usize).map_or(0, |&it| it as usize);
        let category = if category < n_categories { category } else { 0 };
        if let Some(cell) = month.and_then(|month| net_minor.get_mut(month * n_categories + category)) {
            *cell += amount;
            n_lines += 1;
        }
    }
    RevenueByMonth { net_minor, n_categories, n_lines }
}

impl Months {
    /// `n_months` calendar months from the one that `first` lies in.
    ///
    /// # Errors
    /// When the last one lies beyond the greatest date.
    pub fn from_month_of(first: Date, n_months: u16) -> Result<Self, DateError> {
        let first = first.add_days(1 - i32::from(first.day()))?;
        let mut month_of_day = Vec::with_capacity(usize::from(n_months) * 31);
        for month in 0..n_months {
            let end = first.add_months(i32::from(month) + 1)?;
            month_of_day.resize((end.days() - first.days()) as usize, month);
        }
        Ok(Self { first_day: first.days(), month_of_day, n: usize::from(n_months) })
    }

    /// The month that a day since 1970-01-01 belongs to, counted from 0.
    pub fn month_of(&self, day: i32) -> Option<usize> {
        self.month_of_day.get(day.wrapping_sub(self.first_day) as u32 as usize).map(|&month| usize::from(month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::workload::{N_ORDER_DAYS, PRODUCTS, START_DAY, Size, Table, order};

    #[test]
    fn each_day_belongs_to_its_calendar_month() {
        let months = Months::from_month_of(Date::from_civil(2024, 1, 17).unwrap(), 3).unwrap();
        for (year, month, day, expected) in [
            (2023, 12, 31, None),
            (2024, 1, 1, Some(0)),
            (2024, 1, 31, Some(0)),
            (2024, 2, 29, Some(1)),
            (2024, 3, 1, Some(2)),
            (2024, 3, 31, Some(2)),
            (2024, 4, 1, None),
        ] {
            assert_eq!(months.month_of(Date::from_civil(year, month, day).unwrap().days()), expected);
        }
    }

    #[test]
    fn the_sums_are_those_of_the_workload() {
        let size = Size::new(10_000).unwrap();
        let (mut line_order, mut product, mut net_minor, mut order_day) = (vec![], vec![], vec![], vec![]);
        for row in 0..Table::Orders.n_rows(size) {
            let order = order(row, size);
            order_day.push(order.day);
            for line in order.lines() {
                line_order.push(row);
                product.push(line.product_id - 1);
                net_minor.push(i64::from(line.quantity) * i64::from(line.unit_price_minor));
            }
        }
        let product_category: Vec<u32> = PRODUCTS.iter().map(|product| u32::from(product.category)).collect();
        let lines = Lines {
            order: &line_order,
            product: &product,
            net_minor: &net_minor,
            order_day: &order_day,
            product_category: &product_category,
        };
        let months = Months::from_month_of(Date::from_days(START_DAY).unwrap(), 60).unwrap();
        assert_eq!(months.month_of_day.len(), N_ORDER_DAYS);
        let revenue = revenue_by_month(&lines, &months, 12);
        assert_eq!((revenue.net_minor.len(), revenue.n_lines), (720, line_order.len()));
        assert_eq!(revenue.net_minor.iter().sum::<i64>(), 1_855_165_693);
        assert!(revenue.net_minor.iter().all(|&sum| sum > 0));
    }

    #[test]
    fn a_line_of_no_month_is_left_out_and_one_of_no_category_is_in_the_first() {
        let months = Months::from_month_of(Date::from_days(0).unwrap(), 1).unwrap();
        let lines = Lines {
            order: &[0, 1, 9, 0, 0],
            product: &[1, 1, 1, 2, u32::MAX],
            net_minor: &[5, 7, 11, 13, 17, 19],
            order_day: &[3, -1],
            product_category: &[0, 1, 2],
        };
        let expected = RevenueByMonth { net_minor: vec![30, 5], n_categories: 2, n_lines: 3 };
        assert_eq!(revenue_by_month(&lines, &months, 2), expected);
    }
}
