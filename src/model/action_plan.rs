//! An action plan: how a customer, a class or a segment is cared for.

use super::record::record;

record! {
    /// Processes, levers, actions and channels for one customer or a group.
    ActionPlan, ActionPlanField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// For which customer.
        2 Customer customer: Reference(Customer),
        /// For which segment.
        3 Segment segment: Reference(Segment),
        /// For which class.
        4 Class class: Choice choices [a, b, c],
        /// Relationship strategy.
        5 Strategy strategy: Choice choices [self_service, assisted, dedicated, community, co_creation],
        /// Days between two contacts.
        6 CadenceDays cadence_days: Number,
        /// Channels to use.
        7 Channels channels: Choices choices [email, phone, whatsapp, sms, visit, chat, web, social, shop, event],
        /// Who leads it.
        8 Owner owner: Reference(Member),
        /// What may be offered.
        9 Offers offers: LongText,
        /// What it should reach.
        10 Goal goal: Reference(Goal),
        /// How far it is.
        11 Status status: Choice choices [draft, running, ended, cancelled],
        /// First day.
        12 Start start: Date,
        /// Last day.
        13 End end: Date,
        /// Money set aside.
        14 Budget budget: Money,
        /// Notes.
        15 Notes notes: LongText,
    }
}
