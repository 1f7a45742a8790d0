//! A value proposition: what we promise to whom, with the target it is made for.

use super::record::record;

record! {
    /// For whom, which need, what promise, which proof, instead of what.
    ValueProposition, ValuePropositionField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// Segment it is for.
        2 Segment segment: Reference(Segment),
        /// For whom, in words.
        3 ForWhom for_whom: LongText,
        /// Need that it meets.
        4 Need need: LongText,
        /// What is promised.
        5 Promise promise: LongText,
        /// Why that can be believed.
        6 Proof proof: LongText,
        /// What the customer would do without us.
        7 InsteadOf instead_of: LongText,
        /// Least age of the target.
        8 AgeFrom age_from: Number range 0..=150,
        /// Greatest age of the target.
        9 AgeTo age_to: Number range 0..=150,
        /// Sexes of the target.
        10 Sexes sexes: Choices choices [female, male, other],
        /// Interests of the target.
        11 Interests interests: Text,
        /// Way of living of the target.
        12 Lifestyle lifestyle: Text,
        /// How the target sees us.
        13 Perception perception: LongText,
        /// Products in which it takes form.
        14 Products products: References(Product),
        /// How far it is.
        15 Status status: Choice choices [draft, in_use, withdrawn],
        /// Regions of the target.
        16 Regions regions: Text,
    }
}
