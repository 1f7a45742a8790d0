//! What is planted in the demo, and by which ids each truth is carried: what an analysis must find.

use super::random::Draws;
use super::trade::{self, streams};
use super::workload::{self, Size, TODAY_DAY, Table};
use crate::model::small_sort;

/// The truths of a demo. Ids are row numbers + 1, in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DemoTruths {
    /// The province where service is weak: low answers, open tickets, complaints.
    pub weak_province: &'static str,
    /// Its customers.
    pub weak_customers: Vec<u32>,
    /// Good customers that stopped about seven months ago.
    pub churned_customers: Vec<u32>,
    /// No churned customer did anything after this many days ago.
    pub churned_days_ago: i32,
    /// A sparkling wine, and the flûtes that most orders with it have too.
    pub pair: [u32; 2],
    /// Of a hundred orders with the wine, how many have the flûtes, about.
    pub pair_percent: u32,
    /// The same customer entered twice: same mobile number, a slip in the name, no e-mail address.
    pub duplicates: Vec<Duplicate>,
    /// Open deals without activity for more than [`trade::ROTTING_DAYS`] days.
    pub rotting_deals: Vec<u32>,
    /// People under thirty: nearly all refuse text messages.
    pub young_customers: Vec<u32>,
    /// Those of them who refuse.
    pub refusing_customers: Vec<u32>,
}

/// A customer entered twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duplicate {
    /// Id of the first record.
    pub original_id: u32,
    /// Id of the second.
    pub copy_id: u32,
}

/// The province where service is weak.
const WEAK_PROVINCE: &str = "TV";
/// Of a hundred customers, how many are quiet: their open deals rot.
const QUIET_PERCENT: u32 = 35;

/// A part that a customer plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Role {
    /// A firm.
    Firm,
    /// One of the better half by number of orders.
    Regular,
    /// Has not bought yet.
    Lead,
    /// Has ordered.
    Buyer,
    /// Served badly.
    Weak,
    /// Left.
    Churned,
    /// Nobody spoke to it for a while.
    Quiet,
    /// The second record of a duplicate.
    Copy,
}

/// Who plays which part.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Plan {
    size: Size,
    /// By id; the roles as bits.
    roles: Vec<u8>,
    open_deals: Vec<u32>,
    ticket_customers: Vec<u32>,
    truths: DemoTruths,
}

impl Plan {
    /// Casts all parts.
    pub(in crate::demo) fn new(size: Size) -> Self {
        let mut plan = Self {
            size,
            roles: vec![0; size.n_customers() as usize + 1],
            open_deals: Vec::new(),
            ticket_customers: Vec::new(),
            truths: DemoTruths {
                weak_province: WEAK_PROVINCE,
                churned_days_ago: trade::CHURN_DAYS,
                pair: trade::PAIR,
                pair_percent: trade::PAIR_PERCENT,
                ..DemoTruths::default()
            },
        };
        plan.cast_by_rank();
        plan.cast_by_customer();
        plan.cast_buyers();
        plan.cast_deals();
        plan.cast_tickets();
        plan
    }

    pub(in crate::demo) fn truths(&self) -> &DemoTruths {
        &self.truths
    }

    pub(in crate::demo) fn has(&self, customer_id: u32, role: Role) -> bool {
        self.roles.get(customer_id as usize).is_some_and(|roles| roles & (1 << role as u8) != 0)
    }

    /// Ids of the open deals.
    pub(in crate::demo) fn open_deals(&self) -> &[u32] {
        &self.open_deals
    }

    /// The customer of each ticket.
    pub(in crate::demo) fn ticket_customers(&self) -> &[u32] {
        &self.ticket_customers
    }

    /// The first record of a duplicate, by the id of the second.
    pub(in crate::demo) fn original_of(&self, customer_id: u32) -> Option<u32> {
        if !self.has(customer_id, Role::Copy) {
            return None;
        }
        let found = self.truths.duplicates.binary_search_by_key(&customer_id, |it| it.copy_id).ok()?;
        self.truths.duplicates.get(found).map(|it| it.original_id)
    }

    /// Days since a customer was entered: long ago for those that order much, lately for leads.
    pub(in crate::demo) fn entered_days_ago(&self, customer_id: u32) -> i32 {
        let drawn = TODAY_DAY - workload::customer(customer_id.saturating_sub(1)).created_day;
        if self.has(customer_id, Role::Churned) {
            1_200 + drawn * 450 / 1_000
        } else if self.has(customer_id, Role::Regular) {
            730 + drawn * 2 / 3
        } else if self.has(customer_id, Role::Quiet) {
            150 + drawn % 700
        } else if self.has(customer_id, Role::Lead) {
            drawn % 200
        } else if self.has(customer_id, Role::Copy) {
            30 + drawn % 300
        } else {
            60 + drawn * 9 / 10
        }
    }

    /// The customer itself, or for one that has not bought yet, someone of the better half.
    pub(in crate::demo) fn buyer_instead_of(&self, row: u32, customer_id: u32) -> u32 {
        if !self.has(customer_id, Role::Lead) {
            return customer_id;
        }
        let n_customers = self.size.n_customers();
        let rank = n_customers / 5 + Draws::of_row(streams::REDIRECT, row).below(n_customers / 2);
        self.size.customer_at_order_rank(rank)
    }

    fn cast(&mut self, customer_id: u32, role: Role) {
        if let Some(roles) = self.roles.get_mut(customer_id as usize) {
            *roles |= 1 << role as u8;
        }
    }

    /// By how much customers order: the better half, the wave that left, the leads, the second records.
    fn cast_by_rank(&mut self) {
        let (size, n_customers) = (self.size, self.size.n_customers());
        for rank in 0..n_customers / 2 {
            self.cast(size.customer_at_order_rank(rank), Role::Regular);
        }
        for rank in (n_customers / 100..n_customers / 10).step_by(2) {
            let id = size.customer_at_order_rank(rank);
            if trade::province(id - 1) != WEAK_PROVINCE {
                self.cast(id, Role::Churned);
                self.truths.churned_customers.push(id);
            }
        }
        for rank in n_customers - n_customers * 8 / 100..n_customers {
            self.cast(size.customer_at_order_rank(rank), Role::Lead);
        }
        let n_duplicates = (n_customers / 100).max(6).min(n_customers / 10);
        for place in 0..n_duplicates {
            let rank_of = |from_percent: u32, percent: u32| {
                n_customers * from_percent / 100
                    + (u64::from(place) * u64::from(n_customers) * u64::from(percent) / 100 / u64::from(n_duplicates))
                        as u32
            };
            let original_id = size.customer_at_order_rank(rank_of(20, 30));
            let copy_id = size.customer_at_order_rank(rank_of(80, 10));
            self.cast(copy_id, Role::Copy);
            self.truths.duplicates.push(Duplicate { original_id, copy_id });
        }
        small_sort::sort_by_key(&mut self.truths.duplicates, |it| it.copy_id);
        small_sort::sort(&mut self.truths.churned_customers);
    }

    /// By what customers are: firms, the badly served, the young, the quiet.
    fn cast_by_customer(&mut self) {
        for id in 1..=self.size.n_customers() {
            let row = self.original_of(id).unwrap_or(id) - 1;
            let drawn = workload::customer(row);
            if trade::is_firm(&drawn) {
                self.cast(id, Role::Firm);
            }
            if trade::province(row) == WEAK_PROVINCE {
                self.cast(id, Role::Weak);
                self.truths.weak_customers.push(id);
            }
            if trade::is_young(&drawn) {
                self.truths.young_customers.push(id);
                if trade::agreements(&drawn).contains(&("sms", false)) {
                    self.truths.refusing_customers.push(id);
                }
            }
            let is_quiet = Draws::of_row(streams::QUIET, id).below(100) < QUIET_PERCENT;
            if is_quiet && !self.has(id, Role::Churned) {
                self.cast(id, Role::Quiet);
            }
        }
    }

    fn cast_buyers(&mut self) {
        for row in 0..Table::Orders.n_rows(self.size) {
            let id = self.buyer_instead_of(row, workload::order_customer(row, self.size));
            self.cast(id, Role::Buyer);
        }
    }

    fn cast_deals(&mut self) {
        for row in 0..Table::Deals.n_rows(self.size) {
            let Some(idle_days) = trade::deal_state(row, self.size, self).activity_days_ago else { continue };
            self.open_deals.push(row + 1);
            if idle_days > trade::ROTTING_DAYS {
                self.truths.rotting_deals.push(row + 1);
            }
        }
    }

    fn cast_tickets(&mut self) {
        for id in 1..=self.size.n_customers() {
            let is_weak = self.has(id, Role::Weak);
            let percent = if is_weak { trade::WEAK_TICKET_PERCENT } else { trade::TICKET_PERCENT };
            let buys = self.has(id, Role::Buyer) && !self.has(id, Role::Churned);
            if buys && Draws::of_row(streams::HAS_TICKET, id).below(100) < percent {
                self.ticket_customers.push(id);
            }
        }
    }
}

#[cfg(test)]
mod tests;
