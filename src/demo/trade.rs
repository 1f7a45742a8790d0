//! The demo: a made-up wholesaler of wine, food and tableware in the Veneto, on top of the workload and relative to a day.

mod customer;
mod deal;
mod goods;
mod interaction;
mod order;
mod people;
mod places;
mod product;
mod response;
mod sayings;
mod task;
mod ticket;

use crate::demo::random::Draws;
use crate::demo::truths::{DemoTruths, Plan, Role};
use crate::demo::workload::{self, N_ORDER_DAYS, Size, Table};
use crate::model::date::Date;

pub use customer::{ChannelConsent, Customer};
pub use deal::Deal;
pub use interaction::Interaction;
pub use order::{Order, OrderLine};
pub use people::{Member, STAGE_SHAPES, StageShape};
pub use product::Product;
pub use response::Response;
pub use task::Task;
pub use ticket::Ticket;

pub(in crate::demo) use customer::{agreements, is_firm, is_young};
pub(in crate::demo) use deal::state as deal_state;
pub(in crate::demo) use order::PAIR_PERCENT;
pub(in crate::demo) use product::PAIR;
pub(in crate::demo) use ticket::{TICKET_PERCENT, WEAK_TICKET_PERCENT};

/// The made-up name of the trade.
pub const NAME: &str = "Dispensa Zanella";

/// The sizes that the page offers, in customers; the last is for benchmarks.
pub const SIZES: [u32; 4] = [200, 5_000, 100_000, 1_000_000];

/// Days without activity after which an open deal rots.
pub const ROTTING_DAYS: i32 = 45;

/// The language in which notes, titles and comments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Italian.
    Italian,
    /// English.
    English,
}

/// The demo of one size, day and language. Rows are made when asked for; the same row is always the same.
///
/// Row numbers count from 0; ids are row + 1 and are what rows refer to each other by.
#[derive(Debug, Clone)]
pub struct Trade {
    size: Size,
    today: Date,
    language: Language,
    months: [u8; N_ORDER_DAYS],
    plan: Plan,
}

impl Trade {
    /// Plans the demo: it looks once at each customer, deal and order.
    pub fn new(size: Size, today: Date, language: Language) -> Self {
        let months = workload::months_from(today.days() - (N_ORDER_DAYS as i32 - 1));
        Self { size, today, language, months, plan: Plan::new(size) }
    }

    /// What was planted, by id.
    pub fn truths(&self) -> &DemoTruths {
        self.plan.truths()
    }

    /// How many customers there are.
    pub fn n_customers(&self) -> u32 {
        self.size.n_customers()
    }

    /// How many products there are.
    pub fn n_products(&self) -> u32 {
        Table::Products.n_rows(self.size)
    }

    /// How many orders there are.
    pub fn n_orders(&self) -> u32 {
        Table::Orders.n_rows(self.size)
    }

    /// How many deals there are.
    pub fn n_deals(&self) -> u32 {
        Table::Deals.n_rows(self.size)
    }

    /// How many interactions there are: those of the workload and the last activity of each open deal.
    pub fn n_interactions(&self) -> u32 {
        Table::Interactions.n_rows(self.size) + self.plan.open_deals().len() as u32
    }

    /// How many answers to the survey there are.
    pub fn n_responses(&self) -> u32 {
        Table::Surveys.n_rows(self.size)
    }

    /// How many tickets there are.
    pub fn n_tickets(&self) -> u32 {
        self.plan.ticket_customers().len() as u32
    }

    /// How many tasks there are: as many as a small team can have.
    pub fn n_tasks(&self) -> u32 {
        (self.n_customers() / 8).clamp(24, 2_000)
    }

    fn ago(&self, n_days: i32) -> Date {
        days_before(self.today, n_days)
    }

    fn say(&self, phrase: Phrase) -> &'static str {
        match self.language {
            Language::Italian => phrase.italian,
            Language::English => phrase.english,
        }
    }

    fn say_one(&self, phrases: &[Phrase], draws: &mut Draws) -> &'static str {
        phrases.get(draws.below(phrases.len() as u32) as usize).map_or("", |&phrase| self.say(phrase))
    }

    /// How many days ago something happened to a customer: never before the customer was entered, and for a customer
    /// that left, never after.
    fn days_ago_with(&self, customer_id: u32, days_ago: i32) -> i32 {
        let entered_days_ago = self.plan.entered_days_ago(customer_id);
        if self.plan.has(customer_id, Role::Churned) {
            CHURN_DAYS + days_ago / 2
        } else if days_ago > entered_days_ago {
            days_ago * entered_days_ago / N_ORDER_DAYS as i32
        } else {
            days_ago
        }
    }
}

/// Days since the customers of the churn wave left, at least.
pub(in crate::demo) const CHURN_DAYS: i32 = 205;

/// The streams of draws of the demo's own, beside the workload's.
pub(in crate::demo) mod streams {
    pub(in crate::demo) const PLACE: u32 = 101;
    pub(in crate::demo) const CUSTOMER: u32 = 102;
    pub(in crate::demo) const ORDER: u32 = 103;
    pub(in crate::demo) const INTERACTION: u32 = 104;
    pub(in crate::demo) const ACTIVITY: u32 = 105;
    pub(in crate::demo) const DEAL: u32 = 106;
    pub(in crate::demo) const TASK: u32 = 107;
    pub(in crate::demo) const TICKET: u32 = 108;
    pub(in crate::demo) const RESPONSE: u32 = 109;
    pub(in crate::demo) const CONSENT: u32 = 110;
    pub(in crate::demo) const QUIET: u32 = 111;
    pub(in crate::demo) const REDIRECT: u32 = 112;
    pub(in crate::demo) const DEAL_WORDS: u32 = 113;
    pub(in crate::demo) const HAS_TICKET: u32 = 114;
}

/// The day that many days before another; the day itself at the end of the calendar.
pub(in crate::demo) fn days_before(day: Date, n_days: i32) -> Date {
    day.add_days(-n_days).unwrap_or(day)
}

/// The province of the customer whose facts come from this row.
pub(in crate::demo) fn province(row: u32) -> &'static str {
    customer::place(row).province
}

/// The same words in both languages.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    italian: &'static str,
    english: &'static str,
}

impl Phrase {
    const fn new(italian: &'static str, english: &'static str) -> Self {
        Self { italian, english }
    }
}

/// Lists of phrases: `"italiano" => "English"`.
macro_rules! phrases {
    ($( $(#[$doc:meta])* $visible:vis $name:ident = [ $( $italian:literal => $english:literal ),* $(,)? ]; )*) => {
        $( $(#[$doc])* $visible const $name: &[Phrase] = &[ $( Phrase::new($italian, $english), )* ]; )*
    };
}
use phrases;

#[cfg(test)]
mod tests;
