//! A small generator whose whole future is one number, for schedules of faults that can be played again.

/// `SplitMix64` (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014). Not for secrets.
#[derive(Debug, Clone)]
pub struct SeededRandom(u64);

impl SeededRandom {
    /// Starts at this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from 0 up to `bound`, excluded; 0 where `bound` is 0. By multiplication (Lemire 2019), whose bias is below
    /// `bound` / 2⁶⁴.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next_u64()) * u128::from(bound)) >> 64) as u64
    }

    /// Whether something happens that happens this often in ten thousand times.
    pub fn happens(&mut self, per_ten_thousand: u32) -> bool {
        self.below(10_000) < u64::from(per_ten_thousand)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first values for seed 1234567, as published with the reference implementation.
    #[test]
    fn the_numbers_are_those_of_the_reference() {
        let mut random = SeededRandom::new(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(expected.map(|_| random.next_u64()), expected);
    }

    #[test]
    fn a_bounded_number_stays_below_its_bound_and_meets_all_below_it() {
        for bound in [0, 1, 2, 3, 10] {
            let mut random = SeededRandom::new(9);
            let mut met: Vec<u64> = (0..1_000).map(|_| random.below(bound)).collect();
            met.sort_unstable();
            met.dedup();
            assert_eq!(met, (0..bound.max(1)).collect::<Vec<_>>(), "{bound}");
        }
    }

    #[test]
    fn odds_are_what_they_say() {
        for (odds, least, most) in [(0, 0, 0), (10_000, 10_000, 10_000), (1_000, 900, 1_100)] {
            let mut random = SeededRandom::new(3);
            let times = (0..10_000).filter(|_| random.happens(odds)).count();
            assert!((least..=most).contains(&times), "{odds}: {times}");
        }
    }
}
