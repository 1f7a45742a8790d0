//! An insight: something learnt, noted by a person or found by the program.

use super::record::record;

record! {
    /// What was learnt, on what grounds, and what became of it.
    Insight, InsightField {
        /// What, in one line.
        1 Title title: Text [required, searchable],
        /// The whole of it.
        2 Text text: LongText [searchable],
        /// What it is about.
        3 About about: Choice choices [products, customers, needs, channels, markets, competitors, service, people],
        /// Where it comes from.
        4 Origin origin: Choice choices [noted, computed, survey, ticket, conversation, brainstorming],
        /// When.
        5 At at: Time,
        /// How it stands.
        6 Status status: Choice choices [fresh, confirmed, acted_on, rejected],
        /// How much it matters, 1 to 5.
        7 Importance importance: Rating,
        /// The figures it stands on.
        8 Evidence evidence: LongText,
        /// Who noted it.
        9 Member member: Reference(Member),
        /// The customer it is about.
        10 Customer customer: Reference(Customer),
        /// The segment it is about.
        11 Segment segment: Reference(Segment),
        /// The product it is about.
        12 Product product: Reference(Product),
        /// The competitor it is about.
        13 Competitor competitor: Repeating,
        /// The computation that found it, so that it is found once.
        14 Finding finding: Text [automatic],
    }
}
