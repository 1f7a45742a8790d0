//! How many customers bought how lately, how often and for how much.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::analysis::rfm::{Purchases, count_cells, score_by_equal_count};
use crate::engine::data::Kinds;
use crate::model::date::Date;
use crate::model::kind::Kind;
use crate::queries::{Ask, Sight, Unanswered, picks};

/// How many customers stand in each cell of recency, frequency and monetary value, in five classes of equal count each?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RfmCells {}

/// The cells of recency, frequency and monetary value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RfmCounts {
    /// 125 counts: at (R − 1) · 25 + (F − 1) · 5 + (M − 1), 5 being the best.
    pub counts: Vec<u32>,
    /// How many customers ordered.
    pub n: u32,
    /// The day that it is counted to.
    pub as_of: Date,
}

impl Ask for RfmCells {
    type Answer = RfmCounts;

    fn reads(&self) -> Kinds {
        Kinds::of(&[Kind::Customer, Kind::Order, Kind::OrderLine])
    }

    fn answer(&self, sight: Sight<'_>) -> Result<RfmCounts, Unanswered> {
        let (table, figures) = (sight.data.table(Kind::Customer), &sight.data.derived().customers);
        let mut n_orders = Cow::Borrowed(figures.orders.as_slice());
        if table.live.count() < n_orders.len() {
            // Who is in the bin is not scored.
            for (_, n) in n_orders.to_mut().iter_mut().enumerate().filter(|(row, _)| !table.live.has(*row as u32)) {
                *n = 0;
            }
        }
        let rows_by_id = table.ids.rows_by_id();
        let counts = count_cells(&score_by_equal_count(&Purchases {
            last_order_day: &figures.last_order,
            n_orders: &n_orders,
            net_spend_minor: &figures.spend,
            rows_by_id: &rows_by_id,
        }));
        Ok(RfmCounts { n: counts.iter().sum(), counts: counts.to_vec(), as_of: sight.data.today() })
    }

    picks!(RfmCells);
}
