//! A campaign: an offer to the public or to a segment, with what it cost and what it gave.

use super::record::record;

record! {
    /// A marketing campaign.
    Campaign, CampaignField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// What it is.
        2 Type type_: Choice choices [promotion, newsletter, event, launch, re_engagement, referral, survey],
        /// How far it is.
        3 Status status: Choice choices [planned, running, paused, ended, cancelled],
        /// To whom.
        4 Segment segment: Reference(Segment),
        /// Channel.
        5 Channel channel: Choice choices [email, phone, whatsapp, sms, visit, chat, web, social, shop, event],
        /// First day.
        6 Start start: Date,
        /// Last day.
        7 End end: Date,
        /// Money set aside.
        8 Budget budget: Money,
        /// Money spent.
        9 Cost cost: Money,
        /// Message sent.
        10 Template template: Reference(MessageTemplate),
        /// Goal it serves.
        11 Goal goal: Reference(Goal),
        /// Who runs it.
        12 Owner owner: Reference(Member),
        /// What is offered.
        13 Offer offer: Text,
        /// Products it is about.
        14 Products products: References(Product),
        /// Messages sent or contacts made.
        15 Sent sent: Number,
        /// How many opened or listened.
        16 Opened opened: Number,
        /// How many answered.
        17 Answered answered: Number,
        /// Days after a contact in which an order counts as its result.
        18 ResultDays result_days: Number,
        /// Share of the segment left out, to compare with.
        19 ControlShare control_share: Percent,
        /// Revenue hoped for.
        20 ExpectedRevenue expected_revenue: Money,
        /// Notes.
        21 Notes notes: LongText,
    }
}
