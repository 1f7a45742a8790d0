//! Stable sorting of rows by a whole number, in time proportional to their count.

/// Eleven bits a pass: the counters stay in the first-level cache.
const DIGIT_BITS: u32 = 11;
const N_DIGITS: usize = 1 << DIGIT_BITS;

/// `rows` in rising order of `key`; equal keys keep their order. Least significant digit first (Knuth, TAOCP 3, 5.2.5),
/// over only as many digits as the range of the keys has.
pub fn sort_by_key(rows: &[u32], key: impl Fn(u32) -> i64) -> Vec<u32> {
    let keys = || rows.iter().map(|&row| key(row));
    let (Some(least), Some(greatest)) = (keys().min(), keys().max()) else { return Vec::new() };
    let range = greatest.abs_diff(least);
    let mut pairs: Vec<(u64, u32)> = rows.iter().map(|&row| (key(row).abs_diff(least), row)).collect();
    let mut spare = pairs.clone();
    let mut shift = 0;
    while shift < u64::BITS && range >> shift > 0 {
        let digit = |pair: &(u64, u32)| (pair.0 >> shift) as usize & (N_DIGITS - 1);
        let mut starts = [0_usize; N_DIGITS];
        for pair in &pairs {
            starts[digit(pair)] += 1;
        }
        let mut total = 0;
        for start in &mut starts {
            total += std::mem::replace(start, total);
        }
        for pair in &pairs {
            let start = &mut starts[digit(pair)];
            spare[*start] = *pair;
            *start += 1;
        }
        std::mem::swap(&mut pairs, &mut spare);
        shift += DIGIT_BITS;
    }
    pairs.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(keys in proptest::collection::vec(prop_oneof![any::<i64>(), -3..3_i64], 0..200)) {
            let rows: Vec<u32> = (0..keys.len() as u32).rev().collect();
            let mut expected = rows.clone();
            expected.sort_by_key(|&row| keys[row as usize]);
            prop_assert_eq!(sort_by_key(&rows, |row| keys[row as usize]), expected);
        }
    }
}
