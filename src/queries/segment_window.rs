//! The customers of a segment, the best first.

use serde::{Deserialize, Serialize};

use crate::engine::data::Kinds;
use crate::model::date::Date;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::shown::name_of;
use crate::queries::{Ask, Sight, Unanswered, picks};
use crate::segments::Segment;
use crate::segments::order_aggregate::{OrderMeasure, measured};

/// Who is in a segment, by spend?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SegmentWindow {
    /// Which.
    pub segment: Segment,
    /// The spend of the last so many days puts them in order, then the identity; of all time without.
    #[serde(default)]
    pub spend_days: Option<u32>,
    /// How many to pass over.
    #[serde(default)]
    pub offset: usize,
    /// How many to give.
    pub limit: usize,
}

/// A part of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentPart {
    /// How many customers are in it.
    pub n: usize,
    /// How many customers there are in all.
    pub total: usize,
    /// Net spend of all of them in that time, in minor units.
    pub spend: i64,
    /// The ones asked for, the greatest spend first.
    pub customers: Vec<SegmentCustomer>,
    /// The day that it is counted to.
    pub as_of: Date,
}

/// A customer of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentCustomer {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Net spend in that time, in minor units.
    pub spend: i64,
}

impl Ask for SegmentWindow {
    type Answer = SegmentPart;

    fn reads(&self) -> Kinds {
        self.segment.reads().with(Kinds::of(&[Kind::Customer, Kind::Order, Kind::OrderLine]))
    }

    fn answer(&self, sight: Sight<'_>) -> Result<SegmentPart, Unanswered> {
        let (data, table) = (sight.data, sight.data.table(Kind::Customer));
        let rows = self.segment.rows(data).map_err(|fault| Unanswered::NotUnderstood(fault.to_string()))?;
        let spend = measured(data, OrderMeasure::Net, self.spend_days);
        let spend_of = |row: u32| spend.get(row as usize).copied().unwrap_or(0);
        let mut ranked: Vec<(i64, u32)> = rows.rows().map(|row| (spend_of(row), row)).collect();
        let n = ranked.len();
        let before = |a: &(i64, u32), b: &(i64, u32)| {
            b.0.cmp(&a.0).then_with(|| table.ids.id_of(a.1).cmp(&table.ids.id_of(b.1)))
        };
        let end = self.offset.saturating_add(self.limit).min(n);
        if end > 0 && end < n {
            ranked.select_nth_unstable_by(end - 1, before);
        }
        ranked[..end].sort_unstable_by(before);
        let customer = |(spend, row): &(i64, u32)| {
            Some(SegmentCustomer {
                id: table.ids.id_of(*row)?,
                name: name_of(data, Kind::Customer, *row),
                spend: *spend,
            })
        };
        Ok(SegmentPart {
            n,
            total: table.live.count(),
            spend: ranked.iter().fold(0, |sum, (spend, _)| sum.saturating_add(*spend)),
            customers: ranked[self.offset.min(end)..end].iter().filter_map(customer).collect(),
            as_of: data.today(),
        })
    }

    picks!(SegmentWindow);
}
