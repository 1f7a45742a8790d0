//! A segment: customers that share a condition.

use super::record::record;

record! {
    /// A group of customers, by condition, by hand or both.
    Segment, SegmentField {
        /// Name.
        1 Name name: Text [required, unique, searchable],
        /// What it is for.
        2 Description description: LongText,
        /// Its condition, a tree as JSON.
        3 Condition condition: LongText,
        /// Customers put in by hand.
        4 Picks picks: References(Customer),
        /// Customers left out by hand.
        5 Exclusions exclusions: References(Customer),
        /// How it came to be.
        6 Origin origin: Choice choices [own, cluster, class, need],
        /// Who looks after it.
        7 Owner owner: Reference(Member),
        /// Colour, of the palette.
        8 Colour colour: Choice choices [grey, green, blue, orange, yellow, violet, red],
        /// How its customers are treated.
        9 Strategy strategy: Choice choices [self_service, assisted, dedicated, community, co_creation],
        /// Goal it was made for.
        10 Goal goal: Reference(Goal),
    }
}
