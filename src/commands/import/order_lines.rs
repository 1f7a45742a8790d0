//! Rows that are lines of orders: those of one order stand together or apart, and share its number.

use rustc_hash::FxHashSet;

use crate::commands::import::ImportOrder;
use crate::commands::import::cells::{FileColumn, column_for, file_columns};
use crate::commands::import::customer_lookup::CustomerLookup;
use crate::commands::import::edits::Fate;
use crate::commands::import::known::{Case, Known};
use crate::commands::import::product_lookup::ProductLookup;
use crate::commands::import::records::Filling;
use crate::commands::import::result::RowReason;
use crate::commands::validate::MAX_AMOUNT;
use crate::engine::column::Cell;
use crate::engine::data::Data;
use crate::engine::staged_rows::StagedRows;
use crate::exchange::csv::header::ImportField;
use crate::exchange::csv::read::Row;
use crate::model::field::FieldNumber;
use crate::model::kind::Kind;
use crate::model::money::{Money, Percent, Quantity, line_net};
use crate::model::order::OrderField;
use crate::model::order_line::OrderLineField as Field;

/// The orders of a file with their lines.
#[derive(Debug, Clone)]
pub struct OrderLineRows {
    number: Option<FileColumn>,
    columns: LineColumns,
    places: Places,
    filling: Filling,
    customers: CustomerLookup,
    products: ProductLookup,
    orders: StagedRows,
    lines: StagedRows,
    by_number: Known,
    /// The order of the row before: nearly always that of this one.
    last: (String, u32),
    /// Lines that were there and that a row of the file stands for.
    matched: FxHashSet<u32>,
}

/// Columns of a line.
#[derive(Debug, Clone, Copy)]
struct LineColumns {
    quantity: Option<FileColumn>,
    unit_price: Option<FileColumn>,
    discount: Option<FileColumn>,
    discount_amount: Option<FileColumn>,
    vat: Option<FileColumn>,
    unit_cost: Option<FileColumn>,
    position: Option<FileColumn>,
}

/// Where the columns of a line stand among the staged ones.
#[derive(Debug, Clone, Copy)]
struct Places {
    order: usize,
    product: usize,
    quantity: usize,
    unit_price: usize,
    discount: usize,
    discount_amount: usize,
    vat: usize,
    unit_cost: usize,
    position: usize,
}

/// What a row says of its line.
#[derive(Debug, Clone, Copy)]
struct Line {
    product: u32,
    quantity: i64,
    unit_price: i64,
    discount: Option<i64>,
    discount_amount: Option<i64>,
    vat: Option<i64>,
    unit_cost: Option<i64>,
    position: Option<i64>,
}

impl OrderLineRows {
    /// For a file that is imported as the order says.
    pub fn new(data: &Data, order: &ImportOrder) -> Self {
        let columns = file_columns(&order.mapping, &order.styles);
        let of = |field| column_for(&columns, field);
        let lines = StagedRows::new(data, Kind::OrderLine);
        // Every declared field has a column.
        let place = |field: Field| lines.place_of(field.number()).unwrap_or(usize::MAX);
        Self {
            number: of(ImportField::OrderNumber),
            columns: LineColumns {
                quantity: of(ImportField::Quantity),
                unit_price: of(ImportField::UnitPrice),
                discount: of(ImportField::Discount),
                discount_amount: of(ImportField::DiscountAmount),
                vat: of(ImportField::Vat),
                unit_cost: of(ImportField::UnitCost),
                position: of(ImportField::LineNumber),
            },
            places: Places {
                order: place(Field::Order),
                product: place(Field::Product),
                quantity: place(Field::Quantity),
                unit_price: place(Field::UnitPrice),
                discount: place(Field::Discount),
                discount_amount: place(Field::DiscountAmount),
                vat: place(Field::Vat),
                unit_cost: place(Field::UnitCost),
                position: place(Field::Position),
            },
            filling: Filling::new(data, Kind::Order, &columns, field_for),
            customers: CustomerLookup::new(data, &columns, order),
            products: ProductLookup::new(data, &columns, order),
            orders: StagedRows::new(data, Kind::Order),
            by_number: Known::new(data, Kind::Order, OrderField::ExternalId.number(), Case::Kept),
            last: (String::new(), 0),
            matched: FxHashSet::default(),
            lines,
        }
    }

    /// Takes a row.
    ///
    /// # Errors
    /// When it is no line that could be kept.
    pub fn take(&mut self, data: &Data, row: &Row<'_>) -> Result<Fate, RowReason> {
        let number = self.number.map_or("", |column| column.words(row));
        if number.is_empty() {
            return Err(RowReason::Missing(ImportField::OrderNumber));
        }
        let line = self.line(data, row)?;
        let order = if self.last.0 == number {
            self.last.1
        } else {
            let order = match self.by_number.find(data, &self.orders, number) {
                Some(order) => order,
                None => self.make_order(data, row, number)?,
            };
            self.last.0.clear();
            self.last.0.push_str(number);
            self.last.1 = order;
            order
        };
        if order < self.orders.base() && self.is_there(data, order, &line) {
            return Ok(Fate::Unchanged);
        }
        self.make_line(order, &line);
        Ok(if order < self.orders.base() { Fate::Updated } else { Fate::Made })
    }

    /// What the rows came to: those that others refer to come first.
    pub fn finish(self) -> Vec<StagedRows> {
        vec![self.customers.finish(), self.products.finish(), self.orders, self.lines]
    }

    fn line(&mut self, data: &Data, row: &Row<'_>) -> Result<Line, RowReason> {
        let number = |column: Option<FileColumn>| column.map_or(Ok(None), |column| column.number(row));
        let quantity = number(self.columns.quantity)?.ok_or(RowReason::Missing(ImportField::Quantity))?;
        let unit_price = number(self.columns.unit_price)?.ok_or(RowReason::Missing(ImportField::UnitPrice))?;
        let (percent, amount) = (number(self.columns.discount)?, number(self.columns.discount_amount)?);
        let (discount, discount_amount) = one_discount(percent, amount, quantity, unit_price)?;
        let net = net(quantity, unit_price, discount.unwrap_or(0), discount_amount.unwrap_or(0));
        if net.is_none_or(|net| net.abs() > MAX_AMOUNT) {
            return Err(RowReason::AmountTooLarge);
        }
        Ok(Line {
            product: self.products.find(data, row)?,
            quantity,
            unit_price,
            discount,
            discount_amount,
            vat: number(self.columns.vat)?,
            unit_cost: number(self.columns.unit_cost)?,
            position: number(self.columns.position)?,
        })
    }

    fn make_order(&mut self, data: &Data, row: &Row<'_>, number: &str) -> Result<u32, RowReason> {
        let values = self.filling.read(data, row)?;
        if values.iter().all(|(field, _)| *field != OrderField::Date.number()) {
            return Err(RowReason::Missing(ImportField::OrderDate));
        }
        self.filling.check_new(&values)?;
        let customer = self.customers.find(data, row)?;
        let order = self.orders.add();
        for (field, held) in &values {
            self.orders.set(order, *field, held.cell());
        }
        self.orders.set(order, OrderField::Number.number(), Cell::Text(number));
        self.orders.set(order, OrderField::ExternalId.number(), Cell::Text(number));
        self.orders.set(order, OrderField::Customer.number(), Cell::Row(customer));
        self.by_number.add(order, number);
        Ok(order)
    }

    fn make_line(&mut self, order: u32, line: &Line) {
        let row = self.lines.add();
        self.lines.set_at(row, self.places.order, Cell::Row(order));
        self.lines.set_at(row, self.places.product, Cell::Row(line.product));
        let numbers = [
            (self.places.quantity, Some(line.quantity)),
            (self.places.unit_price, Some(line.unit_price)),
            (self.places.discount, line.discount),
            (self.places.discount_amount, line.discount_amount),
            (self.places.vat, line.vat),
            (self.places.unit_cost, line.unit_cost),
            (self.places.position, line.position),
        ];
        for (place, number) in numbers {
            if let Some(number) = number {
                self.lines.set_at(row, place, Cell::Number(number));
            }
        }
    }

    /// Whether an order that was there has that line already: the same place, or the same product, quantity and price.
    /// Each line that is there stands for one row of the file.
    fn is_there(&mut self, data: &Data, order: u32, line: &Line) -> bool {
        let table = data.table(Kind::OrderLine);
        let same = |row: &u32| {
            let number = |field: Field| table.number(*row, field.number());
            let at_place = line.position.map(|position| number(Field::Position) == Some(position));
            at_place.unwrap_or_else(|| {
                table.target(*row, Field::Product.number()) == Some(line.product)
                    && number(Field::Quantity) == Some(line.quantity)
                    && number(Field::UnitPrice) == Some(line.unit_price)
            })
        };
        let mut rows = data.referring(Kind::OrderLine, Field::Order.number(), order);
        let found = rows.find(|row| !self.matched.contains(row) && same(row));
        found.is_some_and(|row| self.matched.insert(row))
    }
}

/// The discount of a line, in percent or as an amount: an amount is kept as it is, exact to the cent. A row that says it
/// both ways says it once: the amount counts, if it is what the percentage comes to, give or take its last digit.
fn one_discount(
    percent: Option<i64>,
    amount: Option<i64>,
    quantity: i64,
    unit_price: i64,
) -> Result<(Option<i64>, Option<i64>), RowReason> {
    let amount = amount.filter(|it| *it != 0);
    let (Some(percent), Some(amount)) = (percent.filter(|it| *it != 0), amount) else {
        return Ok((percent, amount));
    };
    let whole = net(quantity, unit_price, 0, 0).ok_or(RowReason::AmountTooLarge)?;
    // Programs round the percentage that they write, to whole ones at worst.
    let difference = i128::from(whole.abs()) * i128::from(percent) - i128::from(amount) * 10_000;
    if difference.abs() <= i128::from(whole.abs()) * 50 + 10_000 {
        Ok((None, Some(amount)))
    } else {
        Err(RowReason::TwoDiscounts)
    }
}

/// What a line comes to, in minor units; nothing where that does not fit, or its discount is more than the line.
fn net(quantity: i64, unit_price: i64, discount: i64, amount_off: i64) -> Option<i64> {
    let (quantity, discount) = (Quantity::from_thousandths(quantity), Percent::from_hundredths(discount as i32));
    line_net(quantity, Money::from_minor(unit_price), discount, Money::from_minor(amount_off)).map(Money::minor)
}

/// The field of an order that a column fills as it stands.
fn field_for(field: ImportField) -> Option<FieldNumber> {
    const FILLED: &[(ImportField, OrderField)] = &[
        (ImportField::OrderDate, OrderField::Date),
        (ImportField::OrderStatus, OrderField::Status),
        (ImportField::SalesChannel, OrderField::Channel),
        (ImportField::Notes, OrderField::Notes),
    ];
    FILLED.iter().find(|(from, _)| *from == field).map(|(_, to)| to.number())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discount_that_is_said_twice_is_taken_once_and_exactly() {
        for (percent, amount, expected) in [
            (None, Some(333), Ok((None, Some(333)))),
            (Some(1_000), None, Ok((Some(1_000), None))),
            (Some(1_000), Some(0), Ok((Some(1_000), None))),
            (Some(0), Some(333), Ok((Some(0), Some(333)))),
            // A third of 10.00, in percent and in money.
            (Some(3_333), Some(333), Ok((None, Some(333)))),
            (Some(3_300), Some(333), Ok((None, Some(333)))),
            (Some(1_000), Some(333), Err(RowReason::TwoDiscounts)),
        ] {
            assert_eq!(one_discount(percent, amount, 2_000, 500), expected, "{percent:?} {amount:?}");
        }
    }
}
