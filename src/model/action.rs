//! An action: one thing that a plan, an insight or a brainstorming session asks for.

use super::record::record;

record! {
    /// Something to do better, with its lever and its effect.
    Action, ActionField {
        /// What.
        1 Title title: Text [required, searchable],
        /// Its plan.
        2 Plan plan: Reference(ActionPlan),
        /// What it pulls on.
        3 Lever lever: Choice choices [product, price, service, communication, people, process, loyalty],
        /// Keep what is good, mend what lacks, or try something new.
        4 Aim aim: Choice choices [keep, mend, try_out],
        /// Whose work it is.
        5 Department department: Choice choices [marketing, sales, service, management],
        /// Attribute of satisfaction that it touches.
        6 Attribute attribute: Repeating,
        /// How far it is.
        7 Status status: Choice choices [idea, chosen, started, done, dropped],
        /// Priority.
        8 Priority priority: Choice choices [low, normal, high],
        /// Votes it had.
        9 Votes votes: Number,
        /// Effort, 1 to 5.
        10 Effort effort: Rating,
        /// Value it should create, 1 to 5.
        11 Impact impact: Rating,
        /// Who does it.
        12 Owner owner: Reference(Member),
        /// By when.
        13 Due due: Date,
        /// When it was done.
        14 DoneAt done_at: Time,
        /// Channel.
        15 Channel channel: Choice choices [email, phone, whatsapp, sms, visit, chat, web, social, shop, event],
        /// For which customer.
        16 Customer customer: Reference(Customer),
        /// For which segment.
        17 Segment segment: Reference(Segment),
        /// Insight it came from.
        18 Insight insight: Reference(Insight),
        /// Money spent.
        19 Cost cost: Money,
        /// What came of it.
        20 Result result: LongText,
        /// Notes.
        21 Notes notes: LongText,
    }
}
