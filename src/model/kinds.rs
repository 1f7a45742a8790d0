//! A set of kinds: what a question reads, what a command touched.

use serde::{Deserialize, Serialize};

use super::kind::Kind;

/// A set of kinds, one bit each by [`Kind::index`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kinds(u64);

impl Kinds {
    /// The kinds named.
    pub const fn of(kinds: &[Kind]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u64;
            at += 1;
        }
        Self(bits)
    }

    /// All kinds.
    pub const ALL: Self = Self(u64::MAX);

    /// Adds a kind.
    pub fn insert(&mut self, kind: Kind) {
        self.0 |= 1 << kind.index();
    }

    /// These and the others.
    #[must_use]
    pub fn with(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These without that one.
    #[must_use]
    pub fn without(self, kind: Kind) -> Self {
        Self(self.0 & !Self::of(&[kind]).0)
    }

    /// Whether the kind is among them.
    pub fn has(self, kind: Kind) -> bool {
        self.0 >> kind.index() & 1 == 1
    }

    /// Whether all the others are among them.
    pub fn contains(self, others: Self) -> bool {
        others.0 & !self.0 == 0
    }

    /// Whether any kind is in both.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The kinds, in order.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |kind| self.has(*kind))
    }
}
