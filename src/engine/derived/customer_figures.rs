//! Orders, spend, margin, last contact, open deals and tickets of each customer, counted to today.

use std::collections::BTreeSet;

use crate::engine::bits::Bits;
use crate::engine::column::{NO_BYTE, NO_NARROW, NO_WIDE};
use crate::engine::data::Data;
use crate::engine::derived::order_totals::OrderTotals;
use crate::engine::table::Table;
use crate::model::date::Time;
use crate::model::deal::DealField;
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::response::ResponseField;
use crate::model::small_sort;
use crate::model::stage::StageField;
use crate::model::ticket::TicketField;

/// Days of the year that figures of the last year go back, today included.
pub const YEAR_DAYS: u32 = 365;

/// Figures by customer row. Days are counted from 1970-01-01; money is in minor units.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerFigures {
    /// Purchases up to today: orders that are neither quotes nor cancelled, with a line of positive quantity.
    pub orders: Vec<u32>,
    /// Net spend of all time; returns count against it.
    pub spend: Vec<i64>,
    /// Net spend of the last 365 days.
    pub spend_year: Vec<i64>,
    /// Spend less cost, of all time.
    pub margin: Vec<i64>,
    /// Spend less cost, of the last 365 days.
    pub margin_year: Vec<i64>,
    /// Day of the first purchase; `NO_NARROW` before it.
    pub first_order: Vec<i32>,
    /// Day of the last purchase; `NO_NARROW` before the first.
    pub last_order: Vec<i32>,
    /// When a person last spoke or wrote with the customer up to today, in milliseconds; `NO_WIDE` when never.
    pub last_contact: Vec<i64>,
    /// Deals that are neither won nor lost.
    pub open_deals: Vec<u32>,
    /// Their value.
    pub open_value: Vec<i64>,
    /// Tickets that are open or waiting.
    pub open_tickets: Vec<u32>,
    /// Last answer to "would you recommend us", 0 to 10; `NO_BYTE` when none.
    pub last_nps: Vec<u8>,
    /// When it was given.
    pub last_nps_at: Vec<i64>,
}

impl CustomerFigures {
    /// Mean days between purchases; none before the second.
    pub fn mean_interval_days(&self, customer: u32) -> Option<f64> {
        let at = customer as usize;
        let (n, first, last) = (*self.orders.get(at)?, *self.first_order.get(at)?, *self.last_order.get(at)?);
        (n > 1).then(|| f64::from(last - first) / f64::from(n - 1))
    }

    /// Counts one customer again.
    pub fn follow(&mut self, data: &Data, totals: &OrderTotals, customer: u32) {
        self.reset(customer as usize);
        for row in data.referring(Kind::Order, OrderField::Customer.number(), customer) {
            self.add_order(data, totals, customer as usize, row);
        }
        for row in data.referring(Kind::Interaction, InteractionField::Customer.number(), customer) {
            self.add_interaction(data, customer as usize, row);
        }
        for row in data.referring(Kind::Deal, DealField::Customer.number(), customer) {
            self.add_deal(data, customer as usize, row);
        }
        for row in data.referring(Kind::Ticket, TicketField::Customer.number(), customer) {
            self.add_ticket(data.table(Kind::Ticket), customer as usize, row);
        }
        // Of two answers given at once the later row counts: the order of rows matters.
        let mut responses: Vec<u32> =
            data.referring(Kind::Response, ResponseField::Customer.number(), customer).collect();
        small_sort::sort(&mut responses);
        for row in responses {
            self.add_response(data.table(Kind::Response), customer as usize, row);
        }
    }

    /// In how many parts all customers are counted anew: one for each table.
    pub(in crate::engine) const N_PARTS: usize = 5;

    /// Counts all customers anew, in one pass over each table.
    pub fn recount(&mut self, data: &Data, totals: &OrderTotals) {
        for part in 0..Self::N_PARTS {
            self.count_part(data, totals, part);
        }
    }

    /// One part of counting anew; the first one begins with nothing.
    pub(in crate::engine) fn count_part(&mut self, data: &Data, totals: &OrderTotals, part: usize) {
        if part == 0 {
            *self = Self::default();
            self.reach(data);
            let table = data.table(Kind::Order);
            each(table, OrderField::Customer.number(), |row, at| self.add_order(data, totals, at, row));
        } else if part == 1 {
            let table = data.table(Kind::Interaction);
            each(table, InteractionField::Customer.number(), |row, at| self.add_interaction(data, at, row));
        } else if part == 2 {
            each(data.table(Kind::Deal), DealField::Customer.number(), |row, at| self.add_deal(data, at, row));
        } else if part == 3 {
            let table = data.table(Kind::Ticket);
            each(table, TicketField::Customer.number(), |row, at| self.add_ticket(table, at, row));
        } else {
            let table = data.table(Kind::Response);
            each(table, ResponseField::Customer.number(), |row, at| self.add_response(table, at, row));
        }
    }

    fn add_order(&mut self, data: &Data, totals: &OrderTotals, at: usize, row: u32) {
        let table = data.table(Kind::Order);
        let today = data.today().days();
        let Some(day) = table.number(row, OrderField::Date.number()).map(|day| day as i32) else { return };
        if day > today || !counts(table, row) || at >= self.orders.len() {
            return;
        }
        let net = totals.net.get(row as usize).copied().unwrap_or(0);
        let margin = net.saturating_sub(totals.cost.get(row as usize).copied().unwrap_or(0));
        self.spend[at] = self.spend[at].saturating_add(net);
        self.margin[at] = self.margin[at].saturating_add(margin);
        if day > today - YEAR_DAYS as i32 {
            self.spend_year[at] = self.spend_year[at].saturating_add(net);
            self.margin_year[at] = self.margin_year[at].saturating_add(margin);
        }
        if totals.purchases.has(row) {
            self.orders[at] += 1;
            self.last_order[at] = self.last_order[at].max(day);
            self.first_order[at] = if self.first_order[at] == NO_NARROW { day } else { self.first_order[at].min(day) };
        }
    }

    fn add_interaction(&mut self, data: &Data, at: usize, row: u32) {
        if let (Some(when), Some(last)) = (contact(data, row), self.last_contact.get_mut(at)) {
            *last = (*last).max(when);
        }
    }

    fn add_deal(&mut self, data: &Data, at: usize, row: u32) {
        let deals = data.table(Kind::Deal);
        let stage = deals.target(row, DealField::Stage.number());
        let outcome = stage.and_then(|stage| data.table(Kind::Stage).number(stage, StageField::Outcome.number()));
        if outcome.unwrap_or(0) == 0 && at < self.open_deals.len() {
            self.open_deals[at] += 1;
            let value = deals.number(row, DealField::Value.number()).unwrap_or(0);
            self.open_value[at] = self.open_value[at].saturating_add(value);
        }
    }

    fn add_ticket(&mut self, table: &Table, at: usize, row: u32) {
        let is_open = matches!(table.number(row, TicketField::Status.number()), None | Some(0 | 1));
        if let (true, Some(count)) = (is_open, self.open_tickets.get_mut(at)) {
            *count += 1;
        }
    }

    fn add_response(&mut self, table: &Table, at: usize, row: u32) {
        let (nps, when) =
            (table.number(row, ResponseField::Nps.number()), table.number(row, ResponseField::At.number()));
        if let (Some(nps), Some(when)) = (nps.and_then(|it| u8::try_from(it / 1_000).ok()), when)
            && self.last_nps_at.get(at).is_some_and(|last| when >= *last)
        {
            self.last_nps[at] = nps;
            self.last_nps_at[at] = when;
        }
    }

    /// The rows whose figures differ.
    pub(super) fn differing(&self, other: &Self) -> BTreeSet<u32> {
        fn compare<T: PartialEq>(a: &[T], b: &[T], rows: &mut BTreeSet<u32>) {
            let differs = |row: &u32| a.get(*row as usize) != b.get(*row as usize);
            rows.extend((0..a.len().max(b.len()) as u32).filter(differs));
        }
        let mut rows = BTreeSet::new();
        compare(&self.orders, &other.orders, &mut rows);
        compare(&self.spend, &other.spend, &mut rows);
        compare(&self.spend_year, &other.spend_year, &mut rows);
        compare(&self.margin, &other.margin, &mut rows);
        compare(&self.margin_year, &other.margin_year, &mut rows);
        compare(&self.first_order, &other.first_order, &mut rows);
        compare(&self.last_order, &other.last_order, &mut rows);
        compare(&self.last_contact, &other.last_contact, &mut rows);
        compare(&self.open_deals, &other.open_deals, &mut rows);
        compare(&self.open_value, &other.open_value, &mut rows);
        compare(&self.open_tickets, &other.open_tickets, &mut rows);
        compare(&self.last_nps, &other.last_nps, &mut rows);
        compare(&self.last_nps_at, &other.last_nps_at, &mut rows);
        rows
    }

    /// Makes room for the customers that came since.
    pub(super) fn reach(&mut self, data: &Data) {
        let rows = data.table(Kind::Customer).len() as usize;
        self.orders.resize(rows, 0);
        self.spend.resize(rows, 0);
        self.spend_year.resize(rows, 0);
        self.margin.resize(rows, 0);
        self.margin_year.resize(rows, 0);
        self.first_order.resize(rows, NO_NARROW);
        self.last_order.resize(rows, NO_NARROW);
        self.last_contact.resize(rows, NO_WIDE);
        self.open_deals.resize(rows, 0);
        self.open_value.resize(rows, 0);
        self.open_tickets.resize(rows, 0);
        self.last_nps.resize(rows, NO_BYTE);
        self.last_nps_at.resize(rows, NO_WIDE);
    }

    fn reset(&mut self, at: usize) {
        if at >= self.orders.len() {
            return;
        }
        self.orders[at] = 0;
        self.spend[at] = 0;
        self.spend_year[at] = 0;
        self.margin[at] = 0;
        self.margin_year[at] = 0;
        self.first_order[at] = NO_NARROW;
        self.last_order[at] = NO_NARROW;
        self.last_contact[at] = NO_WIDE;
        self.open_deals[at] = 0;
        self.open_value[at] = 0;
        self.open_tickets[at] = 0;
        self.last_nps[at] = NO_BYTE;
        self.last_nps_at[at] = NO_WIDE;
    }
}

/// A quote and a cancelled order count for nothing.
pub fn counts(table: &Table, row: u32) -> bool {
    !matches!(table.number(row, OrderField::Status.number()), Some(0 | 5))
}

/// When a person spoke or wrote with the customer, if an interaction is that: a note is not a contact, an automatic event
/// is not a person, and what is only agreed on did not happen yet.
pub fn contact(data: &Data, row: u32) -> Option<i64> {
    let table = data.table(Kind::Interaction);
    let by_a_person = !matches!(table.number(row, InteractionField::Type.number()), Some(0 | 7));
    let when = table.number(row, InteractionField::At.number()).filter(|_| by_a_person);
    when.filter(|when| data.whole_today().has_seen(Time::from_millis(*when)))
}

fn each(table: &Table, field: crate::model::field::FieldNumber, mut take: impl FnMut(u32, usize)) {
    let owners = table.column(field).map_or(&[] as &[u32], |column| column.rows());
    let live: &Bits = &table.live;
    for (row, owner) in owners.iter().enumerate() {
        if live.has(row as u32) && *owner != crate::engine::column::NO_ROW {
            take(row as u32, *owner as usize);
        }
    }
}
