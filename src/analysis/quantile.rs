//! Sample quantiles by linear interpolation between order statistics.

/// The type-7 quantile (Hyndman & Fan 1996, The American Statistician 50(4)) of rising values: with h = (n − 1) · share,
/// x(⌊h⌋) + (h − ⌊h⌋) · (x(⌊h⌋ + 1) − x(⌊h⌋)). `share` lies in 0..=1; `None` where it does not, or without values.
pub fn quantile(rising: &[f64], share: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let at = rising.len().checked_sub(1)? as f64 * share;
    let below = *rising.get(at.floor() as usize)?;
    let above = *rising.get(at.ceil() as usize)?;
    Some(below + (at - at.floor()) * (above - below))
}

/// The cut points at 20, 40, 60 and 80 %; `None` without values.
pub fn quintile_cuts(rising: &[f64]) -> Option<[f64; 4]> {
    Some([quantile(rising, 0.2)?, quantile(rising, 0.4)?, quantile(rising, 0.6)?, quantile(rising, 0.8)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_r_type_7() {
        for (values, share, expected) in [
            (&[1.0, 2.0, 3.0, 4.0][..], 0.5, Some(2.5)),
            (&[1.0, 2.0, 3.0, 4.0], 0.25, Some(1.75)),
            (&[1.0, 2.0, 3.0, 4.0], 1.0, Some(4.0)),
            (&[1.0, 2.0, 3.0, 4.0], 0.0, Some(1.0)),
            (&[7.0], 0.8, Some(7.0)),
            (&[], 0.5, None),
            (&[1.0], 1.5, None),
            (&[1.0], f64::NAN, None),
        ] {
            assert_eq!(quantile(values, share), expected, "{share} of {values:?}");
        }
    }
}
