//! Figures kept up to date: each follows the changes, and a test compares it with a full recount.

use std::collections::BTreeSet;

use crate::engine::data::Data;
use crate::engine::table::Table;
use crate::model::deal::DealField;
use crate::model::field::FieldNumber;
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::order_line::OrderLineField;
use crate::model::response::ResponseField;
use crate::model::ticket::TicketField;

pub mod customer_figures;
pub mod order_totals;

use customer_figures::CustomerFigures;
use order_totals::OrderTotals;

/// All derived figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Derived {
    /// Totals of each order.
    pub orders: OrderTotals,
    /// Figures of each customer.
    pub customers: CustomerFigures,
    /// Orders and customers that a row belonged to before it changed.
    left_orders: BTreeSet<u32>,
    left_customers: BTreeSet<u32>,
}

impl Derived {
    /// A row is about to change: whom it belonged to must be counted again.
    pub fn leave(&mut self, tables: &[Table], kind: Kind, row: u32) {
        let Some(table) = tables.get(kind.index()) else { return };
        if kind == Kind::OrderLine {
            self.left_orders.extend(table.target(row, OrderLineField::Order.number()));
        } else if let Some(field) = customer_field(kind) {
            self.left_customers.extend(table.target(row, field));
        }
    }

    /// Counts again what the touched rows belong to.
    pub fn follow(&mut self, data: &Data, touched: &BTreeSet<(Kind, u32)>) {
        let mut orders = std::mem::take(&mut self.left_orders);
        let mut customers = std::mem::take(&mut self.left_customers);
        for (kind, row) in touched {
            let table = data.table(*kind);
            if *kind == Kind::OrderLine {
                self.orders.forget_line(*row);
                orders.extend(table.target(*row, OrderLineField::Order.number()));
            } else if *kind == Kind::Order {
                orders.insert(*row);
            } else if *kind == Kind::Customer {
                customers.insert(*row);
            } else if *kind == Kind::Stage {
                customers.extend(all_with_deals(data, *row));
            }
            if let Some(field) = customer_field(*kind) {
                customers.extend(table.target(*row, field));
            }
        }
        self.orders.reach(data);
        self.customers.reach(data);
        for order in orders {
            self.orders.follow(data, order);
            customers.extend(data.table(Kind::Order).target(order, OrderField::Customer.number()));
        }
        for customer in customers {
            self.customers.follow(data, &self.orders, customer);
        }
    }

    /// The orders and customers whose figures differ: rows by kind. A row that one of the two does not reach differs.
    pub fn differing(&self, other: &Self) -> [(Kind, BTreeSet<u32>); 2] {
        [
            (Kind::Order, self.orders.differing(&other.orders)),
            (Kind::Customer, self.customers.differing(&other.customers)),
        ]
    }

    /// Counts everything anew.
    pub fn recount(&mut self, data: &Data) {
        self.recount_orders(data);
        self.customers.recount(data, &self.orders);
    }

    /// Counts the orders anew.
    pub(super) fn recount_orders(&mut self, data: &Data) {
        self.left_orders.clear();
        self.left_customers.clear();
        self.orders.recount(data);
    }
}

/// The field by which a kind belongs to a customer.
fn customer_field(kind: Kind) -> Option<FieldNumber> {
    const BELONGING: [(Kind, FieldNumber); 5] = [
        (Kind::Order, OrderField::Customer.number()),
        (Kind::Interaction, InteractionField::Customer.number()),
        (Kind::Deal, DealField::Customer.number()),
        (Kind::Ticket, TicketField::Customer.number()),
        (Kind::Response, ResponseField::Customer.number()),
    ];
    BELONGING.iter().find(|(belongs, _)| *belongs == kind).map(|(_, field)| *field)
}

fn all_with_deals(data: &Data, stage: u32) -> impl Iterator<Item = u32> + '_ {
    let deals = data.table(Kind::Deal);
    let stages = deals.column(DealField::Stage.number()).map_or(&[] as &[u32], |column| column.rows());
    let at = move |(row, it): (usize, &u32)| (*it == stage).then_some(row as u32);
    stages.iter().enumerate().filter_map(at).filter_map(|row| deals.target(row, DealField::Customer.number()))
}
