//! A product or a service that is sold.

use super::record::record;

record! {
    /// Something we sell.
    Product, ProductField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// Code of the article.
        2 Code code: Text [unique, searchable],
        /// Category.
        3 Category category: Repeating,
        /// Price without VAT.
        4 Price price: Money,
        /// Cost.
        5 Cost cost: Money,
        /// VAT rate.
        6 Vat vat: Percent,
        /// Unit it is sold by.
        7 Unit unit: Repeating,
        /// Description.
        8 Description description: LongText,
        /// No longer sold.
        9 Withdrawn withdrawn: Flag,
        /// Its number in the file that it was imported from.
        10 ExternalId external_id: Text,
    }
}
