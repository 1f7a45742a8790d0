//! A ticket: a customer's request or problem.

use super::record::record;

record! {
    /// A request or a problem of a customer.
    Ticket, TicketField {
        /// What it is about.
        1 Subject subject: Text [required, searchable],
        /// Whose.
        2 Customer customer: Reference(Customer) [required],
        /// Where it stands.
        3 Status status: Choice [required] choices [open, waiting, solved, closed],
        /// Priority.
        4 Priority priority: Choice choices [low, normal, high, urgent],
        /// When it came in.
        5 OpenedAt opened_at: Time,
        /// When it was solved.
        6 SolvedAt solved_at: Time,
        /// When it must be solved by.
        7 DueAt due_at: Time,
        /// Whose work it is.
        8 Owner owner: Reference(Member),
        /// Channel it came by.
        9 Channel channel: Choice choices [email, phone, whatsapp, sms, visit, chat, web, social, shop, event],
        /// Category.
        10 Category category: Repeating,
        /// What was said and done.
        11 Description description: LongText,
        /// What solved it.
        12 Solution solution: LongText,
        /// The order it is about.
        13 Order order: Reference(Order),
        /// When it was first answered.
        14 AnsweredAt answered_at: Time,
    }
}
