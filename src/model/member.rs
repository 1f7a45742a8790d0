//! A member of the team.

use super::record::record;

record! {
    /// Someone who works with the customers.
    Member, MemberField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// E-mail.
        2 Email email: Email [unique],
        /// Role in the team.
        3 Role role: Text,
        /// Hours a week.
        4 Capacity capacity: Number,
        /// No longer with us.
        5 Left left: Flag,
        /// Development plan.
        6 DevelopmentPlan development_plan: LongText,
        /// Territory looked after.
        7 Territory territory: Repeating,
        /// Yearly cost.
        8 Cost cost: Money,
    }
}
