//! Deterministic draws: each row of each table has a stream of its own, so that rows can be made in any order.

/// The one seed of all streams.
pub const SEED: u32 = 20_260_930;

/// A stream of draws (mulberry32). The same bytes come out of `SPEC.md`'s definition in any language.
#[derive(Debug, Clone)]
pub struct Draws {
    state: u32,
}

impl Draws {
    /// The stream of a row, counted from 0, of a table known by its number.
    pub const fn of_row(table: u32, row: u32) -> Self {
        Self { state: mix(SEED ^ mix(table.wrapping_mul(0x9e37_79b9).wrapping_add(row))) }
    }

    /// The next 32 bits.
    pub const fn bits(&mut self) -> u32 {
        self.state = self.state.wrapping_add(0x6d2b_79f5);
        let state = self.state;
        let mut bits = (state ^ (state >> 15)).wrapping_mul(state | 1);
        bits = bits.wrapping_add((bits ^ (bits >> 7)).wrapping_mul(bits | 0x3d)) ^ bits;
        bits ^ (bits >> 14)
    }

    /// A whole number from 0 to `bound` − 1.
    pub const fn below(&mut self, bound: u32) -> u32 {
        ((self.bits() as u64 * bound as u64) >> 32) as u32
    }

    /// A number from 0 to 1, 1 excluded.
    pub const fn unit(&mut self) -> f64 {
        self.bits() as f64 / 4_294_967_296.0
    }

    /// One of the items.
    pub const fn pick<T: Copy, const LEN: usize>(&mut self, items: &[T; LEN]) -> T {
        items[self.below(LEN as u32) as usize]
    }
}

/// Spreads the bits of a number (the finaliser of `MurmurHash3`).
pub const fn mix(value: u32) -> u32 {
    let mut bits = value;
    bits ^= bits >> 16;
    bits = bits.wrapping_mul(0x85eb_ca6b);
    bits ^= bits >> 13;
    bits = bits.wrapping_mul(0xc2b2_ae35);
    bits ^ (bits >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_same_stream_however_often_it_is_made() {
        let [mut first, mut second] = [Draws::of_row(2, 17), Draws::of_row(2, 17)];
        let mut other = Draws::of_row(2, 18);
        let a: Vec<u32> = (0..8).map(|_| first.bits()).collect();
        let b: Vec<u32> = (0..8).map(|_| second.bits()).collect();
        let c: Vec<u32> = (0..8).map(|_| other.bits()).collect();
        assert_eq!(a, b);
        assert_ne!(a, c);
    }

    #[test]
    fn draws_stay_below_their_bound_and_reach_it() {
        for bound in [1, 2, 7, 100, 1 << 21] {
            let mut draws = Draws::of_row(9, bound);
            let greatest = (0..10_000).map(|_| draws.below(bound)).max().unwrap();
            assert!(greatest < bound && greatest + 1 + bound / 100 >= bound, "{greatest} of {bound}");
        }
    }
}
