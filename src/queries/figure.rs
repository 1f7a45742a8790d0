//! Figures of customers and orders that no field holds: they follow from other records.

use serde::{Deserialize, Serialize};

use crate::engine::column::{NO_BYTE, NO_NARROW, NO_WIDE};
use crate::engine::data::{Data, Kinds};
use crate::engine::derived::order_totals::Line;
use crate::model::field::FieldType;
use crate::model::kind::Kind;
use crate::model::money::{Money, Percent, order_totals};
use crate::model::order_line::OrderLineField;

/// A figure of a record, read by its [`Figure::field_type`] as a field's number is: counts are in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Purchases of a customer.
    Orders,
    /// Net spend of all time.
    Spend,
    /// Net spend of the last 365 days.
    SpendYear,
    /// Spend less cost, of all time.
    Margin,
    /// Spend less cost, of the last 365 days.
    MarginYear,
    /// Day of the first purchase.
    FirstOrder,
    /// Day of the last purchase.
    LastOrder,
    /// Mean days between purchases.
    MeanInterval,
    /// When a person last spoke or wrote with the customer.
    LastContact,
    /// Deals that are neither won nor lost.
    OpenDeals,
    /// Their value.
    OpenValue,
    /// Tickets that are open or waiting.
    OpenTickets,
    /// Last answer to "would you recommend us", 0 to 10.
    LastNps,
    /// Net of an order.
    OrderNet,
    /// VAT of an order.
    OrderVat,
    /// Net and VAT of an order.
    OrderGross,
    /// Cost of what an order sold.
    OrderCost,
    /// Net less cost of an order.
    OrderMargin,
    /// Lines of an order.
    OrderLines,
}

impl Figure {
    /// All figures.
    pub const ALL: &'static [Self] = &[
        Self::Orders,
        Self::Spend,
        Self::SpendYear,
        Self::Margin,
        Self::MarginYear,
        Self::FirstOrder,
        Self::LastOrder,
        Self::MeanInterval,
        Self::LastContact,
        Self::OpenDeals,
        Self::OpenValue,
        Self::OpenTickets,
        Self::LastNps,
        Self::OrderNet,
        Self::OrderVat,
        Self::OrderGross,
        Self::OrderCost,
        Self::OrderMargin,
        Self::OrderLines,
    ];

    /// The figures of a kind.
    pub fn of(kind: Kind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |figure| figure.kind() == kind)
    }

    /// The kind of record that has it.
    pub fn kind(self) -> Kind {
        match self {
            Self::Orders
            | Self::Spend
            | Self::SpendYear
            | Self::Margin
            | Self::MarginYear
            | Self::FirstOrder
            | Self::LastOrder
            | Self::MeanInterval
            | Self::LastContact
            | Self::OpenDeals
            | Self::OpenValue
            | Self::OpenTickets
            | Self::LastNps => Kind::Customer,
            Self::OrderNet
            | Self::OrderVat
            | Self::OrderGross
            | Self::OrderCost
            | Self::OrderMargin
            | Self::OrderLines => Kind::Order,
        }
    }

    /// How its number is read.
    pub fn field_type(self) -> FieldType {
        match self {
            Self::Spend | Self::SpendYear | Self::Margin | Self::MarginYear | Self::OpenValue => FieldType::Money,
            Self::OrderNet | Self::OrderVat | Self::OrderGross | Self::OrderCost | Self::OrderMargin => {
                FieldType::Money
            }
            Self::FirstOrder | Self::LastOrder => FieldType::Date,
            Self::LastContact => FieldType::Time,
            Self::Orders
            | Self::MeanInterval
            | Self::OpenDeals
            | Self::OpenTickets
            | Self::LastNps
            | Self::OrderLines => FieldType::Number,
        }
    }

    /// Whether the sum over records says anything.
    pub fn adds_up(self) -> bool {
        match self {
            Self::FirstOrder | Self::LastOrder | Self::MeanInterval | Self::LastContact | Self::LastNps => false,
            Self::Orders
            | Self::Spend
            | Self::SpendYear
            | Self::Margin
            | Self::MarginYear
            | Self::OpenDeals
            | Self::OpenValue
            | Self::OpenTickets
            | Self::OrderNet
            | Self::OrderVat
            | Self::OrderGross
            | Self::OrderCost
            | Self::OrderMargin
            | Self::OrderLines => true,
        }
    }

    /// The kinds that it follows from.
    pub fn reads(self) -> Kinds {
        if self.kind() == Kind::Order { Kinds::of(&[Kind::Order, Kind::OrderLine]) } else { BEHIND_CUSTOMERS }
    }

    /// The figure of a row.
    pub fn number(self, data: &Data, row: u32) -> Option<i64> {
        let (of, at) = (&data.derived().customers, row as usize);
        let (orders, wide) = (&data.derived().orders, |column: &[i64]| column.get(at).copied());
        let count = |column: &[u32]| column.get(at).map(|it| i64::from(*it) * 1_000);
        let day = |column: &[i32]| column.get(at).filter(|it| **it != NO_NARROW).map(|it| i64::from(*it));
        match self {
            Self::Orders => count(&of.orders),
            Self::Spend => wide(&of.spend),
            Self::SpendYear => wide(&of.spend_year),
            Self::Margin => wide(&of.margin),
            Self::MarginYear => wide(&of.margin_year),
            Self::FirstOrder => day(&of.first_order),
            Self::LastOrder => day(&of.last_order),
            Self::MeanInterval => of.mean_interval_days(row).map(|days| (days * 1_000.0).round() as i64),
            Self::LastContact => wide(&of.last_contact).filter(|it| *it != NO_WIDE),
            Self::OpenDeals => count(&of.open_deals),
            Self::OpenValue => wide(&of.open_value),
            Self::OpenTickets => count(&of.open_tickets),
            Self::LastNps => of.last_nps.get(at).filter(|it| **it != NO_BYTE).map(|it| i64::from(*it) * 1_000),
            Self::OrderNet => wide(&orders.net),
            Self::OrderCost => wide(&orders.cost),
            Self::OrderMargin => wide(&orders.net)?.checked_sub(wide(&orders.cost)?),
            Self::OrderVat => Some(totals(data, row)?.vat.minor()),
            Self::OrderGross => Some(totals(data, row)?.gross.minor()),
            Self::OrderLines => {
                Some(data.referring(Kind::OrderLine, OrderLineField::Order.number(), row).count() as i64 * 1_000)
            }
        }
    }
}

const BEHIND_CUSTOMERS: Kinds = Kinds::of(&[
    Kind::Customer,
    Kind::Order,
    Kind::OrderLine,
    Kind::Interaction,
    Kind::Deal,
    Kind::Stage,
    Kind::Ticket,
    Kind::Response,
]);

/// The totals of an order; none where an amount does not fit.
pub fn totals(data: &Data, order: u32) -> Option<crate::model::money::OrderTotals> {
    let lines = data.referring(Kind::OrderLine, OrderLineField::Order.number(), order);
    let vat = |row| data.table(Kind::OrderLine).number(row, OrderLineField::Vat.number()).unwrap_or(0);
    order_totals(lines.map(|row| {
        let net = Money::from_minor(Line::read(data, row as usize).net());
        (net, Percent::from_hundredths(vat(row) as i32))
    }))
}
