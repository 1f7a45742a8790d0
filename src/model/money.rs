//! Amounts, quantities and percentages in whole units, and the sums of an order exact to the cent.

use super::small_sort;
use serde::{Deserialize, Serialize};

/// An amount in minor units (cents) of the workspace's currency; negative for what is given back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

/// A quantity in thousandths: 1.5 kg is 1500; negative for what comes back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(i64);

/// A percentage in hundredths of a percent: 22 % is 2200.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(i32);

/// What the lines of one order come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderTotals {
    /// One entry for each VAT rate that occurs, by ascending rate.
    pub by_rate: Vec<RateTotal>,
    pub net: Money,
    pub vat: Money,
    /// `net` and `vat` together.
    pub gross: Money,
}

/// What the lines with one VAT rate come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateTotal {
    pub rate: Percent,
    pub net: Money,
    pub vat: Money,
}

impl Money {
    pub const ZERO: Self = Self(0);

    /// The amount of that many minor units (cents).
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor)
    }

    /// Minor units (cents).
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// The sum, or `None` where it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` where it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The amount that many times, or `None` where it does not fit.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }
}

impl Quantity {
    pub const ZERO: Self = Self(0);
    pub const ONE: Self = Self(PER_UNIT as i64);

    /// The quantity of that many thousandths.
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// Thousandths.
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// The sum, or `None` where it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` where it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

impl Percent {
    pub const ZERO: Self = Self(0);
    /// The whole.
    pub const HUNDRED: Self = Self(PER_WHOLE as i32);

    /// The percentage of that many hundredths of a percent.
    pub const fn from_hundredths(hundredths: i32) -> Self {
        Self(hundredths)
    }

    /// Hundredths of a percent.
    pub const fn hundredths(self) -> i32 {
        self.0
    }
}

/// The net amount of an order line: `quantity × unit_price × (100 % − discount)`, rounded once, half a cent away from
/// zero, less the discount given as an amount; so that a return is exactly the negative of its sale. `None` where the
/// amount does not fit, or the discount is more than the line.
pub fn line_net(quantity: Quantity, unit_price: Money, discount: Percent, amount_off: Money) -> Option<Money> {
    let full = i128::from(quantity.0) * i128::from(unit_price.0);
    let exact = full.checked_mul(PER_WHOLE - i128::from(discount.0))?;
    let net = rounded_quotient(exact, PER_UNIT * PER_WHOLE)?;
    if amount_off == Money::ZERO {
        return Some(net);
    }
    let fits = u64::try_from(amount_off.0).is_ok_and(|off| off <= net.0.unsigned_abs());
    fits.then(|| Money(net.0 - amount_off.0 * net.0.signum()))
}

/// The VAT on a net amount, half a cent away from zero. `None` where the amount does not fit.
pub fn vat_of(net: Money, rate: Percent) -> Option<Money> {
    rounded_quotient(i128::from(net.0) * i128::from(rate.0), PER_WHOLE)
}

/// The totals of an order from the net amount and VAT rate of each line. `None` where an amount does not fit.
///
/// VAT is worked out once on the sum of each rate, as the summary of an Italian electronic invoice demands
/// (`FatturaPA`, block 2.2.2 `DatiRiepilogo`: `Imposta` = `ImponibileImporto` × `AliquotaIVA`).
pub fn order_totals(lines: impl IntoIterator<Item = (Money, Percent)>) -> Option<OrderTotals> {
    let mut totals = OrderTotals::default();
    for (net, rate) in lines {
        match totals.by_rate.iter_mut().find(|it| it.rate == rate) {
            Some(total) => total.net = total.net.checked_add(net)?,
            None => totals.by_rate.push(RateTotal { rate, net, vat: Money::ZERO }),
        }
    }
    small_sort::sort_by_key(&mut totals.by_rate, |it| it.rate);
    for total in &mut totals.by_rate {
        total.vat = vat_of(total.net, total.rate)?;
        totals.net = totals.net.checked_add(total.net)?;
        totals.vat = totals.vat.checked_add(total.vat)?;
    }
    totals.gross = totals.net.checked_add(totals.vat)?;
    Some(totals)
}

/// Thousandths in one unit.
const PER_UNIT: i128 = 1_000;
/// Hundredths of a percent in the whole.
const PER_WHOLE: i128 = 10_000;

/// `dividend / divisor` for an even positive divisor, a half going away from zero.
fn rounded_quotient(dividend: i128, divisor: i128) -> Option<Money> {
    let half = divisor / 2 * dividend.signum();
    i64::try_from(dividend.checked_add(half)? / divisor).ok().map(Money)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_exact_to_the_cent_and_rounds_half_away_from_zero() {
        for (thousandths, price, discount, expected) in [
            (1_000, 1_999, 0, Some(1_999)),
            (3_000, 3_333, 0, Some(9_999)),
            (500, 1, 0, Some(1)),
            (499, 1, 0, Some(0)),
            (-500, 1, 0, Some(-1)),
            (-499, 1, 0, Some(0)),
            (1_000, 1_005, 1_000, Some(905)), // 9.045
            (-1_000, 1_005, 1_000, Some(-905)),
            (1_000, 1_003, 5_000, Some(502)), // 5.015
            (1_500, 333, 333, Some(483)),     // 4.995 less 3.33 % = 4.8286…
            (1_000, 1_000, 10_000, Some(0)),
            (1_000, 1_000, -500, Some(1_050)), // a surcharge
            (0, i64::MAX, 0, Some(0)),
            (1_000, i64::MAX, 0, Some(i64::MAX)),
            (1_000, i64::MIN, 0, Some(i64::MIN)),
            (1_001, i64::MAX, 0, None),
            (i64::MAX, i64::MIN, i32::MIN, None),
        ] {
            let net = line_net(Quantity(thousandths), Money(price), Percent(discount), Money::ZERO);
            assert_eq!(net, expected.map(Money), "{thousandths} × {price} − {discount}");
        }
    }

    #[test]
    fn a_discount_given_as_an_amount_is_taken_off_as_it_is() {
        for (thousandths, price, discount, off, expected) in [
            (3_000, 3_333, 0, 1_000, Some(8_999)),
            (-3_000, 3_333, 0, 1_000, Some(-8_999)),
            (1_000, 1_005, 1_000, 5, Some(900)), // 9.045 is 9.05, less 0.05
            (1_000, 500, 0, 500, Some(0)),
            (1_000, 500, 0, 501, None),
            (0, 500, 0, 1, None),
            (1_000, 500, 0, -1, None),
        ] {
            let net = line_net(Quantity(thousandths), Money(price), Percent(discount), Money(off));
            assert_eq!(net, expected.map(Money), "{thousandths} × {price} − {discount} − {off}");
        }
    }

    #[test]
    fn vat_rounds_half_away_from_zero() {
        for (net, rate, expected) in [
            (10_000, 2_200, Some(2_200)),
            (25, 2_200, Some(6)), // 5.5
            (-25, 2_200, Some(-6)),
            (10, 400, Some(0)),
            (13, 400, Some(1)), // 0.52
            (999, 0, Some(0)),
            (i64::MAX, 10_000, Some(i64::MAX)),
            (i64::MAX, 10_001, None),
        ] {
            assert_eq!(vat_of(Money(net), Percent(rate)), expected.map(Money), "{net} at {rate}");
        }
    }

    #[test]
    fn totals_work_out_vat_once_a_rate() {
        let lines = [(25, 2_200), (100, 400), (25, 2_200), (-10, 1_000), (7, 0)];
        let totals = order_totals(lines.map(|(net, rate)| (Money(net), Percent(rate)))).unwrap();
        let by_rate: Vec<_> = totals.by_rate.iter().map(|it| (it.rate.0, it.net.0, it.vat.0)).collect();
        // Two lines of 0.25 at 22 % owe 0.11, where 0.055 rounded a line would be 0.12.
        assert_eq!(by_rate, [(0, 7, 0), (400, 100, 4), (1_000, -10, -1), (2_200, 50, 11)]);
        assert_eq!((totals.net.0, totals.vat.0, totals.gross.0), (147, 14, 161));
        assert_eq!(order_totals([]), Some(OrderTotals::default()));
        assert_eq!(order_totals([(Money(i64::MAX), Percent(0)), (Money(1), Percent(0))]), None);
        assert_eq!(order_totals([(Money(i64::MAX), Percent(0)), (Money(1), Percent(400))]), None);
        assert_eq!(order_totals([(Money(i64::MAX), Percent(1))]), None);
    }

    #[test]
    fn sums_that_do_not_fit_are_none() {
        assert_eq!(Money(5).checked_sub(Money(7)), Some(Money(-2)));
        assert_eq!(Money(-5).checked_mul(3), Some(Money(-15)));
        assert_eq!(Money(i64::MAX).checked_add(Money(1)), None);
        assert_eq!(Money(i64::MIN).checked_sub(Money(1)), None);
        assert_eq!(Money(i64::MIN).checked_mul(-1), None);
        assert_eq!(Quantity(i64::MAX).checked_add(Quantity(1)), None);
        assert_eq!(Quantity(i64::MIN).checked_sub(Quantity(1)), None);
    }

    proptest! {
        #[test]
        fn a_return_is_the_negative_of_its_sale(
            thousandths in -1_000_000_i64..1_000_000,
            price in -10_000_000_i64..10_000_000,
            discount in 0_i32..=10_000,
        ) {
            let sold = line_net(Quantity(thousandths), Money(price), Percent(discount), Money::ZERO).unwrap();
            let returned = line_net(Quantity(-thousandths), Money(price), Percent(discount), Money::ZERO).unwrap();
            prop_assert_eq!(sold.0, -returned.0);
            let exact = i128::from(thousandths) * i128::from(price) * i128::from(10_000 - discount);
            prop_assert!((i128::from(sold.0) * 10_000_000 - exact).abs() <= 5_000_000);
        }
    }
}
