//! An article of the knowledge base: what we know, told once.

use super::record::record;

record! {
    /// An answer that is worth keeping.
    Article, ArticleField {
        /// Title.
        1 Title title: Text [required, searchable],
        /// Text.
        2 Text text: LongText [searchable],
        /// Category.
        3 Category category: Repeating,
        /// How far it is.
        4 Status status: Choice choices [draft, published, withdrawn],
        /// Language it is written in.
        5 Language language: Choice choices [italian, english],
        /// Who looks after it.
        6 Owner owner: Reference(Member),
        /// Products it is about.
        7 Products products: References(Product),
        /// Day it was last read over.
        8 ReviewedOn reviewed_on: Date,
        /// Day it should be read over.
        9 ReviewDue review_due: Date,
        /// Tickets that it solved.
        10 Solved solved: References(Ticket),
        /// Times it was of no help.
        11 Unhelpful unhelpful: Number,
    }
}
