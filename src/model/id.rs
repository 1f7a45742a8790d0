//! Identity of a record: a UUID version 7, made where the record is made and never reused.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Identity of a record. Ordered by the time it was made; text form is the usual UUID form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Uuid);

impl Id {
    /// The identity made at `millis` (milliseconds since 1970-01-01) with 10 bytes of chance.
    pub fn new(millis: u64, chance: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid())
    }

    /// The identity `steps` after this one: a bulk operation numbers its records so (RFC 9562, 6.2, monotonic random).
    #[must_use]
    pub fn plus(self, steps: u64) -> Self {
        Self(Uuid::from_u128(self.0.as_u128().wrapping_add(u128::from(steps))))
    }

    /// How many steps this identity is after `first`; `None` when it is before it, or further than any run can be.
    pub fn steps_from(self, first: Self) -> Option<u32> {
        u32::try_from(self.0.as_u128().checked_sub(first.0.as_u128())?).ok()
    }

    /// When it was made: milliseconds since 1970-01-01, by the clock of whoever made it.
    pub fn millis(self) -> u64 {
        (self.0.as_u128() >> 80) as u64
    }

    /// The identity as a number, for storage.
    pub fn to_u128(self) -> u128 {
        self.0.as_u128()
    }

    /// The identity from its number.
    pub fn from_u128(number: u128) -> Self {
        Self(Uuid::from_u128(number))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The text is not an identity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identity")]
pub struct NotAnId;

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        #[expect(clippy::map_err_ignore, reason = "the text itself says all that the reason could")]
        Uuid::parse_str(text).map(Self).map_err(|_| NotAnId)
    }
}

/// Where identities come from: the time and the chance that the caller passed in.
#[derive(Debug, Clone)]
pub struct IdSource {
    millis: u64,
    state: u64,
}

impl IdSource {
    /// A source for one command: `millis` since 1970-01-01, `chance` any 64 random bits.
    pub fn new(millis: u64, chance: u64) -> Self {
        Self { millis, state: chance }
    }

    /// 64 bits of chance (`SplitMix64`, Steele, Lea and Flood 2014).
    pub fn chance(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A new identity; room is left for four thousand million steps after it.
    pub fn next_id(&mut self) -> Id {
        let (a, b) = (self.chance(), self.chance());
        let mut chance = [0; 10];
        chance[..8].copy_from_slice(&a.to_be_bytes());
        chance[8..].copy_from_slice(&(b as u16).to_be_bytes());
        // Clear the bit above the lowest 40, so that steps never run into the version.
        chance[4] &= 0x7f;
        Id::new(self.millis, chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_ordered_by_time_and_round_trip_as_text() {
        let (a, b) = (IdSource::new(5, 1).next_id(), IdSource::new(6, 1).next_id());
        assert!(a < b);
        assert_eq!((a.millis(), b.millis()), (5, 6));
        assert_eq!(a.to_string().parse(), Ok(a));
        assert_eq!("x".parse::<Id>(), Err(NotAnId));
    }

    #[test]
    fn steps_count_from_the_first_of_a_run() {
        let first = IdSource::new(5, 2).next_id();
        assert_eq!(first.plus(70_000).steps_from(first), Some(70_000));
        assert_eq!(first.steps_from(first.plus(1)), None);
    }
}
