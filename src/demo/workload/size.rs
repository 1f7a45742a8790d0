//! How many customers there are: only numbers for which the spread of orders over customers is a permutation.

/// A number of customers that the workload can be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size {
    n_customers: u32,
}

/// Why a number of customers cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SizeError {
    /// There must be at least one customer.
    #[error("no customer")]
    Empty,
    /// Above the greatest size.
    #[error("more than {greatest} customers")]
    TooMany {
        /// The greatest size.
        greatest: u32,
    },
    /// A multiple of one of the two primes that spread rows over customers.
    #[error("a multiple of {prime}")]
    Multiple {
        /// The prime.
        prime: u32,
    },
}

/// Spreads orders over customers.
pub(super) const ORDER_PRIME: u32 = 7919;
/// Spreads interactions over customers.
pub(super) const INTERACTION_PRIME: u32 = 104_729;

impl Size {
    /// The greatest number of customers.
    pub const GREATEST: u32 = 1 << 21;

    /// The size with this number of customers.
    pub const fn new(n_customers: u32) -> Result<Self, SizeError> {
        if n_customers == 0 {
            Err(SizeError::Empty)
        } else if n_customers > Self::GREATEST {
            Err(SizeError::TooMany { greatest: Self::GREATEST })
        } else if n_customers.is_multiple_of(ORDER_PRIME) {
            Err(SizeError::Multiple { prime: ORDER_PRIME })
        } else if n_customers.is_multiple_of(INTERACTION_PRIME) {
            Err(SizeError::Multiple { prime: INTERACTION_PRIME })
        } else {
            Ok(Self { n_customers })
        }
    }

    /// The number of customers.
    pub const fn n_customers(self) -> u32 {
        self.n_customers
    }

    /// The customer at a rank by number of orders (0 orders most).
    pub const fn customer_at_order_rank(self, rank: u32) -> u32 {
        ((rank as u64 * ORDER_PRIME as u64 + 13) % self.n_customers as u64) as u32 + 1
    }

    /// The customer at a rank by number of interactions (0 has most).
    pub const fn customer_at_interaction_rank(self, rank: u32) -> u32 {
        ((rank as u64 * INTERACTION_PRIME as u64 + 7) % self.n_customers as u64) as u32 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sizes_that_reach_every_customer_are_taken() {
        let table = [
            (0, Some(SizeError::Empty)),
            (1, None),
            (1_000_000, None),
            (1 << 21, None),
            ((1 << 21) + 1, Some(SizeError::TooMany { greatest: 1 << 21 })),
            (7919 * 3, Some(SizeError::Multiple { prime: 7919 })),
            (104_729 * 2, Some(SizeError::Multiple { prime: 104_729 })),
        ];
        for (n_customers, expected) in table {
            assert_eq!(Size::new(n_customers).err(), expected, "{n_customers}");
        }
    }

    #[test]
    fn each_rank_is_one_customer() {
        let size = Size::new(5_000).unwrap();
        let spreads: [fn(Size, u32) -> u32; 2] = [Size::customer_at_order_rank, Size::customer_at_interaction_rank];
        for spread in spreads {
            let mut ids: Vec<u32> = (0..5_000).map(|rank| spread(size, rank)).collect();
            ids.sort_unstable();
            assert_eq!(ids, (1..=5_000).collect::<Vec<u32>>());
        }
    }
}
