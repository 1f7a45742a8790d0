//! The tasks of the demo trade: some late, some for today, some for the next days, some done.

use super::deal::state;
use super::{ROTTING_DAYS, Trade, sayings, streams};
use crate::demo::random::Draws;
use crate::demo::truths::Role;
use crate::model::date::Date;

/// Something to do. Choices are named as in `model::task`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Row number + 1.
    pub id: u32,
    /// What, in the demo's language.
    pub title: &'static str,
    /// By when.
    pub due: Date,
    /// When it was done.
    pub done_on: Option<Date>,
    /// Id of the customer.
    pub customer_id: u32,
    /// Id of the deal.
    pub deal_id: Option<u32>,
    /// `task`, `call`, `meeting`, `visit` or `email`.
    pub type_: &'static str,
    /// `low`, `normal` or `high`.
    pub priority: &'static str,
    /// Place in `Trade::members`.
    pub owner: usize,
}

/// The kinds of the titles in `sayings::TASKS`.
const TYPES: [&str; 8] = ["call", "email", "visit", "task", "meeting", "call", "task", "task"];

impl Trade {
    /// The task in a row, counted from 0. Of eight, two are late, two are for today, two for the next six days, one for
    /// the weeks after and one is done.
    pub fn task(&self, row: u32) -> Task {
        let mut draws = Draws::of_row(streams::TASK, row);
        let due_in_days = match row % 8 {
            0 | 1 => -1 - draws.below(20) as i32,
            2 | 3 => 0,
            4 | 5 => 1 + draws.below(6) as i32,
            6 => 7 + draws.below(21) as i32,
            _ => -2 - draws.below(30) as i32,
        };
        let done_on = (row % 8 == 7).then(|| self.ago(-due_in_days - 1));
        let title = draws.below(TYPES.len() as u32) as usize;
        let deal_id = if row.is_multiple_of(2) { self.fresh_deal(&mut draws) } else { None };
        let customer_id = match deal_id {
            Some(deal_id) => state(deal_id - 1, self.size, &self.plan).customer_id,
            None => self.someone(&mut draws),
        };
        Task {
            id: row + 1,
            title: sayings::TASKS.get(title).map_or("", |&it| self.say(it)),
            due: self.ago(-due_in_days),
            done_on,
            customer_id,
            deal_id,
            type_: TYPES[title],
            priority: draws.pick(&["low", "normal", "normal", "high"]),
            owner: draws.below(4) as usize,
        }
    }

    /// An open deal that is not rotting.
    fn fresh_deal(&self, draws: &mut Draws) -> Option<u32> {
        let open_deals = self.plan.open_deals();
        (0..8).find_map(|_| {
            let deal_id = *open_deals.get(draws.below(open_deals.len() as u32) as usize)?;
            let idle_days = state(deal_id - 1, self.size, &self.plan).activity_days_ago?;
            (idle_days <= ROTTING_DAYS).then_some(deal_id)
        })
    }

    /// A customer that still buys or may.
    fn someone(&self, draws: &mut Draws) -> u32 {
        let mut id = 1;
        for _ in 0..8 {
            id = 1 + draws.below(self.n_customers());
            if !self.plan.has(id, Role::Churned) && !self.plan.has(id, Role::Quiet) {
                break;
            }
        }
        id
    }
}
