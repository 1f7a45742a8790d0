//! An interaction: one contact with a customer, by a person or by a machine.

use super::record::record;

record! {
    /// One contact on one touch point.
    Interaction, InteractionField {
        /// With whom.
        1 Customer customer: Reference(Customer) [required],
        /// When.
        2 At at: Time [required],
        /// What it was.
        3 Type type_: Choice [required] choices [note, call, meeting, visit, email, message, chat, automatic],
        /// Channel.
        4 Channel channel: Choice choices [email, phone, whatsapp, sms, visit, chat, web, social, shop, event],
        /// Who started it.
        5 Direction direction: Choice choices [outgoing, incoming],
        /// What was said.
        6 Text text: LongText [searchable],
        /// How it went: bad, neutral, good.
        7 Sentiment sentiment: Choice choices [bad, neutral, good],
        /// Length in minutes.
        8 Minutes minutes: Number,
        /// By whom.
        9 Member member: Reference(Member),
        /// Kept on top of the timeline.
        10 Pinned pinned: Flag,
        /// The deal it is about.
        11 Deal deal: Reference(Deal),
        /// The ticket it is about.
        12 Ticket ticket: Reference(Ticket),
        /// The campaign it belongs to.
        13 Campaign campaign: Reference(Campaign),
        /// Where in the relationship it took place.
        14 Phase phase: Choice choices [discovery, choice, purchase, use, support, renewal],
    }
}
