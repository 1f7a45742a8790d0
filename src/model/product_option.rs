//! A product option: one choice within a group, with its effect on the price.

use super::record::record;

record! {
    /// Something that can be chosen with a product.
    ProductOption, ProductOptionField {
        /// Its product.
        1 Product product: Reference(Product) [required],
        /// Name.
        2 Name name: Text [required],
        /// Group it is chosen from.
        3 Group group: Repeating [required],
        /// Code of the option.
        4 Code code: Text,
        /// What it adds to the price of one.
        5 PriceDelta price_delta: Money [signed],
        /// What it adds to the cost of one.
        6 CostDelta cost_delta: Money [signed],
        /// Fewest options to choose in the group.
        7 GroupMinimum group_minimum: Number,
        /// Most options to choose in the group.
        8 GroupMaximum group_maximum: Number,
        /// Options that it cannot be without.
        9 Requires requires: References(ProductOption),
        /// Options that it cannot be with.
        10 Excludes excludes: References(ProductOption),
        /// Place in the group.
        11 Position position: Number,
        /// Chosen unless the user says otherwise.
        12 Preset preset: Flag,
    }
}
