//! One order with its lines and what they come to.

use serde::{Deserialize, Serialize};

use crate::engine::data::Kinds;
use crate::engine::derived::order_totals::Line;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::money::{Money, OrderTotals, Percent, vat_of};
use crate::model::order::OrderField;
use crate::model::order_line::OrderLineField as Field;
use crate::model::small_sort;
use crate::queries::figure::totals;
use crate::queries::record_detail::{RecordSheet, row_of, sheet};
use crate::queries::shown::{Named, referred};
use crate::queries::{Ask, Sight, Unanswered, picks};

/// What is in an order, and what does it come to?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderDetail {
    /// Which order.
    pub id: Id,
}

/// An order with its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSheet {
    /// The order's own fields.
    pub order: Box<RecordSheet>,
    /// Who ordered.
    pub customer: Option<Named>,
    /// Its lines, by their place.
    pub lines: Vec<OrderSheetLine>,
    /// Net, VAT and gross, and the same by rate; nothing where an amount does not fit.
    pub totals: Option<OrderTotals>,
    /// Cost of what was sold.
    pub cost: Money,
    /// Net less cost.
    pub margin: Money,
}

/// A line of an order: numbers are read as in the fields, amounts are in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderSheetLine {
    /// Which line.
    pub id: Id,
    /// What was sold.
    pub product: Option<Named>,
    /// Words on the line, where they differ from the product's name.
    pub description: String,
    /// The configuration chosen, in words.
    pub configuration: String,
    /// Thousandths.
    pub quantity: i64,
    /// Price of one without VAT.
    pub unit_price: Money,
    /// Discount.
    pub discount: Percent,
    /// Discount on the whole line as an amount, taken off after the one in percent.
    pub discount_amount: Money,
    /// VAT rate.
    pub vat_rate: Percent,
    /// Cost of one.
    pub unit_cost: Option<Money>,
    /// Net of the line.
    pub net: Money,
    /// VAT of the line by itself; the order's VAT is worked out on the sum of each rate.
    pub vat: Money,
    /// Net and VAT of the line.
    pub gross: Money,
    /// Cost of the line.
    pub cost: Money,
}

impl Ask for OrderDetail {
    type Answer = OrderSheet;

    fn reads(&self) -> Kinds {
        use Kind::{Campaign, CustomField, Customer, Deal, Member, Order, OrderLine, Product};
        Kinds::of(&[Order, OrderLine, Product, Customer, Member, Deal, Campaign, CustomField])
    }

    fn answer(&self, sight: Sight<'_>) -> Result<OrderSheet, Unanswered> {
        let data = sight.data;
        let missing = Unanswered::NoSuchRecord { kind: Kind::Order, id: self.id };
        let row = row_of(data, Kind::Order, self.id)?;
        let order = Box::new(sheet(sight, Kind::Order, row).ok_or(missing)?);
        let table = data.table(Kind::OrderLine);
        let mut rows: Vec<u32> = data.referring(Kind::OrderLine, Field::Order.number(), row).collect();
        small_sort::sort_by_key(&mut rows, |row| {
            (table.number(*row, Field::Position.number()).unwrap_or(i64::MAX), *row)
        });
        let line = |row: u32| {
            let (line, number) = (Line::read(data, row as usize), |field: Field| table.number(row, field.number()));
            let vat_rate = Percent::from_hundredths(number(Field::Vat).unwrap_or(0) as i32);
            let net = Money::from_minor(line.net());
            let vat = vat_of(net, vat_rate).unwrap_or(Money::ZERO);
            Some(OrderSheetLine {
                id: table.ids.id_of(row)?,
                product: referred(data, Kind::OrderLine, row, Field::Product.number()),
                description: table.text(row, Field::Description.number()).to_owned(),
                configuration: table.text(row, Field::Configuration.number()).to_owned(),
                quantity: line.quantity,
                unit_price: Money::from_minor(line.unit_price),
                discount: Percent::from_hundredths(line.discount),
                discount_amount: Money::from_minor(line.discount_amount),
                vat_rate,
                unit_cost: number(Field::UnitCost).map(Money::from_minor),
                net,
                vat,
                gross: net.checked_add(vat).unwrap_or(net),
                cost: Money::from_minor(line.cost()),
            })
        };
        let sum = |column: &[i64]| column.get(row as usize).copied().unwrap_or(0);
        let (net, cost) = (sum(&data.derived().orders.net), sum(&data.derived().orders.cost));
        Ok(OrderSheet {
            customer: referred(data, Kind::Order, row, OrderField::Customer.number()),
            lines: rows.into_iter().filter_map(line).collect(),
            totals: totals(data, row),
            cost: Money::from_minor(cost),
            margin: Money::from_minor(net.saturating_sub(cost)),
            order,
        })
    }

    picks!(OrderDetail);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::field::Value;
    use crate::model::product::ProductField;
    use crate::queries::fixture::{Fixture, TODAY, text};

    #[test]
    fn an_order_comes_to_the_cent_by_rate_and_its_lines_stand_in_their_place() {
        let mut fixture = Fixture::new();
        let product = fixture.add(Kind::Product, &[(ProductField::Name.number(), text("Vaso"))]);
        let order = fixture.add(Kind::Order, &[(OrderField::Date.number(), Value::Number(TODAY))]);
        let number = Value::Number;
        // Place, thousandths, cents, hundredths of a percent of discount, cents of discount, hundredths of VAT, cents of cost.
        for (place, quantity, price, discount, off, vat, cost) in [
            (2, 1_000, 1_005, 1_000, 0, 2_200, 500),
            (1, 3_000, 333, 0, 0, 2_200, 100),
            (3, 1_500, 235, 0, 53, 400, 50),
        ] {
            fixture.add(
                Kind::OrderLine,
                &[
                    (Field::Order.number(), Value::Reference(order)),
                    (Field::Product.number(), Value::Reference(product)),
                    (Field::Position.number(), number(place)),
                    (Field::Quantity.number(), number(quantity)),
                    (Field::UnitPrice.number(), number(price)),
                    (Field::Discount.number(), number(discount)),
                    (Field::DiscountAmount.number(), number(off)),
                    (Field::Vat.number(), number(vat)),
                    (Field::UnitCost.number(), number(cost)),
                ],
            );
        }
        let found = fixture.ask(&OrderDetail { id: order }).unwrap();
        let lines: Vec<_> = found.lines.iter().map(|it| (it.net.minor(), it.vat.minor(), it.cost.minor())).collect();
        assert_eq!(lines, [(999, 220, 300), (905, 199, 500), (300, 12, 75)]);
        assert!(found.lines.iter().all(|it| it.product.as_ref().is_some_and(|it| it.name == "Vaso")));
        let totals = found.totals.unwrap();
        let by_rate: Vec<_> =
            totals.by_rate.iter().map(|it| (it.rate.hundredths(), it.net.minor(), it.vat.minor())).collect();
        assert_eq!(by_rate, [(400, 300, 12), (2_200, 1_904, 419)]);
        assert_eq!((totals.gross.minor(), found.cost.minor(), found.margin.minor()), (2_635, 875, 1_329));
    }
}
