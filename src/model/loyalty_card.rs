//! A loyalty card: a customer's place in the loyalty programme.

use super::record::record;

record! {
    /// A card; its points are the sum of its entries.
    LoyaltyCard, LoyaltyCardField {
        /// Number of the card.
        1 Number number: Text [required, unique, searchable],
        /// Whose.
        2 Customer customer: Reference(Customer) [required],
        /// Day it was given.
        3 IssuedOn issued_on: Date,
        /// How it stands.
        4 Status status: Choice choices [active, suspended, closed],
        /// Tier.
        5 Tier tier: Choice choices [base, silver, gold, platinum],
        /// Day it came to the tier.
        6 TierSince tier_since: Date,
        /// Personal benefits.
        7 Benefits benefits: LongText,
        /// Standing discount.
        8 Discount discount: Percent,
    }
}
