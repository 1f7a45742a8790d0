//! The rows of the workload: customers, orders, interactions, deals, surveys and products, by row number.

mod names;
mod rows;
mod size;

pub use names::{Company, Email, Name, Phone};
pub(in crate::demo) use names::{fold_to, push_number};
pub use rows::{
    Customer, CustomerClass, Deal, Interaction, N_ORDER_DAYS, Order, OrderLine, PRODUCTS, Product, START_DAY, Survey,
    TODAY_DAY, Tags, customer, deal, interaction, months_from, order, order_customer, order_in_season, survey,
};
pub use size::{Size, SizeError};

/// A table of the workload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// What is sold.
    Products,
    /// Whom it is sold to.
    Customers,
    /// What was bought, with lines.
    Orders,
    /// Calls, messages and visits.
    Interactions,
    /// Negotiations.
    Deals,
    /// Answers to "would you recommend us?".
    Surveys,
}

impl Table {
    /// All tables, each after those that it refers to.
    pub const ALL: [Self; 6] =
        [Self::Products, Self::Customers, Self::Orders, Self::Interactions, Self::Deals, Self::Surveys];

    /// The number that seeds the table's streams.
    pub const fn number(self) -> u32 {
        match self {
            Self::Customers => 1,
            Self::Orders => 2,
            Self::Interactions => 3,
            Self::Deals => 4,
            Self::Surveys => 5,
            Self::Products => 6,
        }
    }

    /// How many rows the table has.
    pub const fn n_rows(self, size: Size) -> u32 {
        let n_customers = size.n_customers();
        match self {
            Self::Products => PRODUCTS.len() as u32,
            Self::Customers => n_customers,
            Self::Orders => 5 * n_customers,
            Self::Interactions => 3 * n_customers,
            Self::Deals => n_customers * 3 / 10,
            Self::Surveys => n_customers / 2,
        }
    }
}

#[cfg(test)]
mod tests;
