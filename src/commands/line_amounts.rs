//! Amounts of order lines that fit: what a line and an order come to stays far from overflowing.

use crate::commands::Refusal;
use crate::commands::validate::MAX_AMOUNT;
use crate::engine::data::Data;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::money::{Money, Percent, Quantity, line_net, order_totals};
use crate::model::order_line::OrderLineField as Field;

/// Net amount and VAT rate of a line, if net and cost fit.
pub fn line_amount(get: impl Fn(Field) -> Option<i64>) -> Result<(Money, Percent), Refusal> {
    let percent = |field| Percent::from_hundredths(i32::try_from(get(field).unwrap_or(0)).unwrap_or(0));
    let quantity = Quantity::from_thousandths(get(Field::Quantity).unwrap_or(0));
    let money = |field| Money::from_minor(get(field).unwrap_or(0));
    let amount = |price: Field, discount, off| {
        let amount = line_net(quantity, money(price), discount, off);
        amount.filter(|amount| fits(*amount)).ok_or(Refusal::TotalTooLarge)
    };
    amount(Field::UnitCost, Percent::ZERO, Money::ZERO)?;
    let net = amount(Field::UnitPrice, percent(Field::Discount), money(Field::DiscountAmount))?;
    Ok((net, percent(Field::Vat)))
}

/// Refuses a line whose amounts do not fit, with these values over those that it has.
pub fn check_line(data: &Data, known: Option<Id>, values: &[(FieldNumber, Value)]) -> Result<(), Refusal> {
    line_amount(|field| line_number(data, known, values, field)).map(drop)
}

/// The number that a line will hold in a field.
pub fn line_number(data: &Data, known: Option<Id>, values: &[(FieldNumber, Value)], field: Field) -> Option<i64> {
    match values.iter().rev().find(|(number, _)| *number == field.number()) {
        Some((_, value)) => value.number(),
        None => data.value_of(Kind::OrderLine, known?, field.number()).number(),
    }
}

/// Refuses an order whose totals do not fit.
pub fn check_order(lines: impl IntoIterator<Item = (Money, Percent)>) -> Result<(), Refusal> {
    let totals = order_totals(lines).ok_or(Refusal::TotalTooLarge)?;
    if fits(totals.net) && fits(totals.gross) { Ok(()) } else { Err(Refusal::TotalTooLarge) }
}

fn fits(amount: Money) -> bool {
    amount.minor().unsigned_abs() <= MAX_AMOUNT.unsigned_abs()
}
