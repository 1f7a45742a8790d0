//! The tickets of the demo trade: few and solved, but many and open where service is weak.

use super::{Trade, sayings, streams};
use crate::demo::random::Draws;
use crate::demo::truths::Role;
use crate::model::date::Date;

/// A request or a problem. Choices are named as in `model::ticket`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Row number + 1.
    pub id: u32,
    /// What it is about, in the demo's language.
    pub subject: &'static str,
    /// Id of the customer.
    pub customer_id: u32,
    /// `open`, `waiting` or `closed`.
    pub status: &'static str,
    /// `low`, `normal`, `high` or `urgent`.
    pub priority: &'static str,
    /// `email`, `phone`, `whatsapp` or `web`.
    pub channel: &'static str,
    /// Day it came in.
    pub opened_on: Date,
    /// Day it was solved.
    pub solved_on: Option<Date>,
    /// What solved it, in the demo's language; empty while it is open.
    pub solution: &'static str,
    /// Place in `Trade::members`.
    pub owner: usize,
}

/// Of a hundred customers, how many have a ticket; those of the badly served province have an open one.
pub(in crate::demo) const TICKET_PERCENT: u32 = 6;
/// The same where service is weak.
pub(in crate::demo) const WEAK_TICKET_PERCENT: u32 = 75;

impl Trade {
    /// The ticket in a row, counted from 0.
    pub fn ticket(&self, row: u32) -> Ticket {
        let customer_id = self.plan.ticket_customers().get(row as usize).copied().unwrap_or(1);
        let mut draws = Draws::of_row(streams::TICKET, row);
        let is_weak = self.plan.has(customer_id, Role::Weak);
        let (subjects, open_percent, greatest_days) =
            if is_weak { (sayings::WEAK_TICKETS, 100, 40) } else { (sayings::TICKETS, 15, 400) };
        let is_open = draws.below(100) < open_percent;
        let age_days = if is_open { 1 + draws.below(40) } else { 5 + draws.below(greatest_days) };
        let opened_days_ago = (age_days as i32).min(self.plan.entered_days_ago(customer_id));
        let (status, solved_on, solution) = if is_open {
            (draws.pick(&["open", "open", "waiting"]), None, "")
        } else {
            let solved_days_ago = (opened_days_ago - 1 - draws.below(4) as i32).max(0);
            ("closed", Some(self.ago(solved_days_ago)), self.say_one(sayings::SOLUTIONS, &mut draws))
        };
        Ticket {
            id: row + 1,
            subject: self.say_one(subjects, &mut draws),
            customer_id,
            status,
            priority: if is_weak { draws.pick(&["normal", "high", "urgent"]) } else { draws.pick(&["low", "normal"]) },
            channel: draws.pick(&["email", "phone", "whatsapp", "web"]),
            opened_on: self.ago(opened_days_ago),
            solved_on,
            solution,
            owner: 3,
        }
    }
}
