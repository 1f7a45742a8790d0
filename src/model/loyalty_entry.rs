//! A loyalty entry: points earned or spent on a card.

use super::record::record;

record! {
    /// One movement of points.
    LoyaltyEntry, LoyaltyEntryField {
        /// Its card.
        1 Card card: Reference(LoyaltyCard) [required],
        /// When.
        2 At at: Time [required],
        /// What it was.
        3 Type type_: Choice [required] choices [earned, spent, expired, gift, correction],
        /// Points: below nought when they leave the card.
        4 Points points: Number [required, signed],
        /// The order they came from or went to.
        5 Order order: Reference(Order),
        /// Reward that was taken.
        6 Reward reward: Text,
        /// Last day the points hold.
        7 ExpiresOn expires_on: Date,
        /// Notes.
        8 Notes notes: LongText,
    }
}
