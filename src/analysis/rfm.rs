//! Recency, frequency and monetary value of customers (Hughes 1994, Strategic Database Marketing).

use super::quantile::quintile_cuts;
use super::radix::sort_by_key;

/// What is known of each customer, by row; the slices are equally long.
#[derive(Clone, Copy, Debug)]
pub struct Purchases<'a> {
    /// Day of the last order, since 1970-01-01; any value without orders.
    pub last_order_day: &'a [i32],
    /// How many orders; customers with none are not scored.
    pub n_orders: &'a [u32],
    /// Net revenue in minor units.
    pub net_spend_minor: &'a [i64],
    /// All rows in the order in which ties are broken: by id.
    pub rows_by_id: &'a [u32],
}

/// Scores 1 to 5 of one customer, 5 the best.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Scores {
    /// How recently.
    pub recency: u8,
    /// How often.
    pub frequency: u8,
    /// How much.
    pub monetary: u8,
}

/// Scores 1 to 5 by customer row; all zero without orders.
pub type ScoresByRow = Vec<Scores>;

/// The values that separate the classes, rising.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Cuts {
    /// Days since the last order.
    pub recency_days: [f64; 4],
    /// Orders.
    pub n_orders: [f64; 4],
    /// Net revenue in minor units.
    pub net_spend_minor: [f64; 4],
}

/// How a customer stands by recency and frequency.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RfmSegment {
    /// Bought lately, and often.
    Champions,
    /// Buy often, not long ago.
    LoyalCustomers,
    /// Bought lately, a few times.
    PotentialLoyalists,
    /// Bought for the first time, lately.
    NewCustomers,
    /// Bought once, not long ago.
    Promising,
    /// Middling in both.
    NeedAttention,
    /// Bought seldom, some time ago.
    AboutToSleep,
    /// Bought often, long ago.
    AtRisk,
    /// Bought most often of all, long ago.
    CannotLoseThem,
    /// Bought seldom, long ago.
    Hibernating,
}

/// Scores by cut points at 20, 40, 60 and 80 % (type 7) of the customers who ordered: equal values get equal scores, so
/// that classes may be of unequal size. `None` for the cuts when nobody ordered. The product's default.
pub fn score_by_quantiles(purchases: &Purchases<'_>, as_of_day: i32) -> (ScoresByRow, Option<Cuts>) {
    let recency = |row: usize| i64::from(as_of_day) - i64::from(at(purchases.last_order_day, row));
    let frequency = |row: usize| i64::from(at(purchases.n_orders, row));
    let monetary = |row: usize| at(purchases.net_spend_minor, row);
    let buyers = buyers(purchases);
    let mut scores = vec![Scores::default(); purchases.n_orders.len()];
    let cuts_of = |measure: &dyn Fn(usize) -> i64| {
        let rising = sort_by_key(&buyers, |row| measure(row as usize));
        quintile_cuts(&rising.into_iter().map(|row| measure(row as usize) as f64).collect::<Vec<_>>())
    };
    let (Some(recency_days), Some(n_orders), Some(net_spend_minor)) =
        (cuts_of(&recency), cuts_of(&frequency), cuts_of(&monetary))
    else {
        return (scores, None);
    };
    let n_below = |cuts: &[f64; 4], value: i64| cuts.iter().filter(|&&cut| cut < value as f64).count() as u8;
    for row in buyers.into_iter().map(|row| row as usize) {
        if let Some(score) = scores.get_mut(row) {
            *score = Scores {
                recency: 5 - n_below(&recency_days, recency(row)),
                frequency: 1 + n_below(&n_orders, frequency(row)),
                monetary: 1 + n_below(&net_spend_minor, monetary(row)),
            };
        }
    }
    (scores, Some(Cuts { recency_days, n_orders, net_spend_minor }))
}

/// Scores in five classes of equal size, as `NTILE(5)` of SQL does: the first classes get the customers that are left
/// over, ties are broken by id. The later the last order, the higher the score.
pub fn score_by_equal_count(purchases: &Purchases<'_>) -> ScoresByRow {
    let buyers = buyers(purchases);
    let mut scores = vec![Scores::default(); purchases.n_orders.len()];
    let mut give = |rising: Vec<u32>, set: fn(&mut Scores, u8)| {
        let (share, n_larger) = (rising.len() / 5, rising.len() % 5);
        let mut rest = rising.into_iter();
        for class in 1..=5_u8 {
            for row in rest.by_ref().take(share + usize::from(usize::from(class) <= n_larger)) {
                if let Some(score) = scores.get_mut(row as usize) {
                    set(score, class);
                }
            }
        }
    };
    let last_order = sort_by_key(&buyers, |row| i64::from(at(purchases.last_order_day, row as usize)));
    give(last_order, |score, class| score.recency = class);
    let n_orders = sort_by_key(&buyers, |row| i64::from(at(purchases.n_orders, row as usize)));
    give(n_orders, |score, class| score.frequency = class);
    let net_spend = sort_by_key(&buyers, |row| at(purchases.net_spend_minor, row as usize));
    give(net_spend, |score, class| score.monetary = class);
    scores
}

/// How many customers have each combination of scores; see [`Scores::cell`].
pub fn count_cells(scores: &[Scores]) -> [u32; 125] {
    let mut counts = [0; 125];
    for count in scores.iter().filter_map(|score| score.cell()) {
        if let Some(count) = counts.get_mut(count) {
            *count += 1;
        }
    }
    counts
}

impl Scores {
    /// The place of this combination among the 125: (R − 1) · 25 + (F − 1) · 5 + (M − 1). `None` without orders.
    pub fn cell(self) -> Option<usize> {
        let place = |score: u8| Some(usize::from(score.checked_sub(1)?));
        Some(place(self.recency)? * 25 + place(self.frequency)? * 5 + place(self.monetary)?)
    }

    /// The segment of the R × F grid. `None` without orders.
    pub fn segment(self) -> Option<RfmSegment> {
        match (self.recency, self.frequency) {
            (5, 4..) => Some(RfmSegment::Champions),
            (3 | 4, 4..) => Some(RfmSegment::LoyalCustomers),
            (4 | 5, 2 | 3) => Some(RfmSegment::PotentialLoyalists),
            (5, 1) => Some(RfmSegment::NewCustomers),
            (4, 1) => Some(RfmSegment::Promising),
            (3, 3) => Some(RfmSegment::NeedAttention),
            (3, 1 | 2) => Some(RfmSegment::AboutToSleep),
            (1 | 2, 5..) => Some(RfmSegment::CannotLoseThem),
            (1 | 2, 3 | 4) => Some(RfmSegment::AtRisk),
            (1 | 2, 1 | 2) => Some(RfmSegment::Hibernating),
            (0 | 6.., _) | (_, 0) => None,
        }
    }
}

/// Those who ordered, by id.
fn buyers(purchases: &Purchases<'_>) -> Vec<u32> {
    purchases.rows_by_id.iter().copied().filter(|&row| at(purchases.n_orders, row as usize) > 0).collect()
}

fn at<T: Copy + Default>(values: &[T], row: usize) -> T {
    values.get(row).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::workload::{Size, Table, order};

    #[test]
    fn the_worked_case_gives_the_published_codes_and_segments() {
        let as_of_day = 20_088; // 2024-12-31
        let cases = [
            (5, 12, 2400, [5, 5, 5], RfmSegment::Champions),
            (12, 8, 900, [5, 5, 4], RfmSegment::Champions),
            (12, 1, 150, [5, 1, 2], RfmSegment::NewCustomers),
            (40, 4, 620, [4, 3, 3], RfmSegment::PotentialLoyalists),
            (65, 3, 300, [3, 3, 2], RfmSegment::NeedAttention),
            (90, 6, 1500, [3, 4, 5], RfmSegment::LoyalCustomers),
            (130, 2, 90, [2, 2, 1], RfmSegment::Hibernating),
            (200, 2, 480, [2, 2, 3], RfmSegment::Hibernating),
            (280, 5, 1100, [1, 4, 4], RfmSegment::AtRisk),
            (365, 1, 45, [1, 1, 1], RfmSegment::Hibernating),
        ];
        let mut last_order_day: Vec<i32> = cases.iter().map(|case| as_of_day - case.0).collect();
        let mut n_orders: Vec<u32> = cases.iter().map(|case| case.1).collect();
        let mut net_spend_minor: Vec<i64> = cases.iter().map(|case| case.2 * 100).collect();
        // One who never ordered changes nothing.
        last_order_day.push(0);
        n_orders.push(0);
        net_spend_minor.push(0);
        let rows_by_id: Vec<u32> = (0..11).collect();
        let purchases = Purchases {
            last_order_day: &last_order_day,
            n_orders: &n_orders,
            net_spend_minor: &net_spend_minor,
            rows_by_id: &rows_by_id,
        };
        let (scores, cuts) = score_by_quantiles(&purchases, as_of_day);
        let near = |found: [f64; 4], expected: [f64; 4]| {
            found.iter().zip(expected).for_each(|(a, b)| assert!((a - b).abs() < 1e-9, "{a} for {b}"));
        };
        let cuts = cuts.unwrap();
        near(cuts.recency_days, [12.0, 55.0, 106.0, 216.0]);
        near(cuts.n_orders, [1.8, 2.6, 4.4, 6.4]);
        near(cuts.net_spend_minor, [13_800.0, 40_800.0, 73_200.0, 118_000.0]);
        for (score, (_, _, _, [recency, frequency, monetary], segment)) in scores.iter().zip(cases) {
            assert_eq!(*score, Scores { recency, frequency, monetary });
            assert_eq!(score.segment(), Some(segment));
        }
        assert_eq!((scores[10].cell(), scores[10].segment()), (None, None));
    }

    #[test]
    fn nobody_ordered_gives_no_cuts() {
        let purchases = Purchases { last_order_day: &[1], n_orders: &[0], net_spend_minor: &[0], rows_by_id: &[0] };
        assert_eq!(score_by_quantiles(&purchases, 5), (vec![Scores::default()], None));
        assert_eq!(count_cells(&score_by_equal_count(&purchases)).iter().sum::<u32>(), 0);
    }

    #[test]
    fn equal_counts_give_the_answer_of_the_workload() {
        for (n_customers, expected) in [(1_000, 57_426), (10_000, 580_956)] {
            let size = Size::new(n_customers).unwrap();
            let n = n_customers as usize;
            let (mut last_order_day, mut n_orders, mut net_spend_minor) = (vec![0; n], vec![0; n], vec![0; n]);
            for row in 0..Table::Orders.n_rows(size) {
                let order = order(row, size);
                let customer = order.customer_id as usize - 1;
                last_order_day[customer] = order.day.max(last_order_day[customer]);
                n_orders[customer] += 1;
                net_spend_minor[customer] += order.total_minor() as i64;
            }
            let rows_by_id: Vec<u32> = (0..n_customers).collect();
            let scores = score_by_equal_count(&Purchases {
                last_order_day: &last_order_day,
                n_orders: &n_orders,
                net_spend_minor: &net_spend_minor,
                rows_by_id: &rows_by_id,
            });
            let sum: u64 = (1..).zip(count_cells(&scores)).map(|(place, count)| place * u64::from(count)).sum();
            assert_eq!(sum, expected);
        }
    }
}
