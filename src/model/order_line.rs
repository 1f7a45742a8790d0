//! A line of an order.

use super::record::record;

record! {
    /// One product of an order. A negative quantity is a return.
    OrderLine, OrderLineField {
        /// Its order.
        1 Order order: Reference(Order) [required],
        /// What was sold.
        2 Product product: Reference(Product),
        /// Words on the line, where they differ from the product's name.
        3 Description description: Text,
        /// How many, in thousandths.
        4 Quantity quantity: Number [required, signed],
        /// Price of one without VAT.
        5 UnitPrice unit_price: Money [required],
        /// Discount.
        6 Discount discount: Percent,
        /// VAT rate.
        7 Vat vat: Percent,
        /// Cost of one.
        8 UnitCost unit_cost: Money,
        /// Place in the order.
        9 Position position: Number,
        /// The configuration chosen, in words.
        10 Configuration configuration: Text,
        /// Discount on the whole line as an amount, exact to the cent; taken off after the one in percent.
        11 DiscountAmount discount_amount: Money,
    }
}
