//! A touch point: where customers meet us, and who answers for it.

use super::record::record;

record! {
    /// A channel at a stage of the relationship.
    TouchPoint, TouchPointField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// Channel.
        2 Channel channel: Choice [required] choices [email, phone, whatsapp, sms, visit, chat, web, social, shop, event],
        /// Where in the relationship it stands.
        3 Phase phase: Choice [required] choices [discovery, choice, purchase, use, support, renewal],
        /// Who answers for it.
        4 Owner owner: Reference(Member),
        /// Notes.
        5 Notes notes: LongText,
    }
}
