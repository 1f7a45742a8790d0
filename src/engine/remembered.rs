//! What questions worked out once and may use again until the data change: rows in the order of a column, rows that hold
//! some words.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::engine::bits::Bits;
use crate::model::kind::Kind;

/// What an order of rows is known by: the kind, the column (a field's number, or a figure's) and the way.
pub type OrderKey = (Kind, u32, u8);
/// What a set of rows is known by: the kind, where they are in their life, and the words.
pub type WordsKey = (Kind, u8, String);

/// Answers worked out at a revision. A question holds the data without being able to change them, hence the cells: what
/// is in them can always be worked out again, and a copy of the data starts without.
#[derive(Debug, Default)]
pub struct Remembered {
    orders: Known<OrderKey, [u32]>,
    words: Known<WordsKey, Bits>,
    sums: Known<OrderKey, Option<i64>>,
    /// The last order that was asked for and not worked out.
    glanced: Cell<Option<(OrderKey, u64)>>,
}

/// What is known, by key and revision, the oldest first.
type Known<K, T> = RefCell<Vec<(K, u64, Arc<T>)>>;

/// Orders kept: 400 kB each at 100,000 rows.
const MAX_ORDERS: usize = 8;
/// Sets kept: 12 kB each at 100,000 rows.
const MAX_WORDS: usize = 4;
/// Sums kept.
const MAX_SUMS: usize = 32;

impl Clone for Remembered {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Remembered {
    /// The order of that key at that revision, worked out if it is not known.
    pub fn order(&self, key: OrderKey, revision: u64, work_out: impl FnOnce() -> Vec<u32>) -> Arc<[u32]> {
        remember(&self.orders, MAX_ORDERS, key, revision, || work_out().into())
    }

    /// Whether that order is neither known nor was asked about before.
    pub fn is_new_order(&self, key: OrderKey, revision: u64) -> bool {
        let is_known = self.orders.borrow().iter().any(|(it, at, _)| *it == key && *at == revision);
        !is_known && self.glanced.replace(Some((key, revision))) != Some((key, revision))
    }

    /// The sum of that key at that revision, worked out if it is not known.
    pub fn sum(&self, key: OrderKey, revision: u64, work_out: impl FnOnce() -> Option<i64>) -> Option<i64> {
        *remember(&self.sums, MAX_SUMS, key, revision, || work_out().into())
    }

    /// The rows of that key at that revision, worked out if they are not known.
    pub fn words(&self, key: WordsKey, revision: u64, work_out: impl FnOnce() -> Bits) -> Arc<Bits> {
        remember(&self.words, MAX_WORDS, key, revision, || work_out().into())
    }
}

fn remember<K: PartialEq, T: ?Sized>(
    known: &Known<K, T>,
    most: usize,
    key: K,
    revision: u64,
    work_out: impl FnOnce() -> Arc<T>,
) -> Arc<T> {
    let found = known.borrow().iter().find(|(it, at, _)| *it == key && *at == revision).map(|it| Arc::clone(&it.2));
    found.unwrap_or_else(|| {
        // Worked out before the cell is opened: it may itself ask for an order.
        let made = work_out();
        let mut known = known.borrow_mut();
        known.retain(|(it, _, _)| *it != key);
        if known.len() >= most {
            known.remove(0);
        }
        known.push((key, revision, Arc::clone(&made)));
        made
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_worked_out_again_only_at_another_revision() {
        let remembered = Remembered::default();
        let key = (Kind::Customer, 1, 0);
        for (revision, made, expected) in [(1, 10, 10), (1, 11, 10), (2, 12, 12), (2, 13, 12)] {
            assert_eq!(*remembered.order(key, revision, || vec![made]), [expected], "revision {revision}");
        }
        for column in 2..20 {
            remembered.order((Kind::Customer, column, 0), 2, Vec::new);
        }
        assert_eq!(remembered.orders.borrow().len(), MAX_ORDERS);
        assert_eq!(*remembered.order(key, 2, || vec![14]), [14]);
    }
}
