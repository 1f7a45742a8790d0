//! A contact link: a person works at a company.

use super::record::record;

record! {
    /// A person's place in a company.
    ContactLink, ContactLinkField {
        /// Who.
        1 Person person: Reference(Customer) [required],
        /// Where.
        2 Company company: Reference(Customer) [required],
        /// Role there.
        3 Role role: Text,
        /// Department.
        4 Department department: Repeating,
        /// Part in the decision to buy.
        5 Influence influence: Choice choices [decides, advises, uses, buys, filters],
        /// First person to speak to.
        6 Main main: Flag,
        /// First day.
        7 Since since: Date,
        /// Last day.
        8 Until until: Date,
        /// Notes.
        9 Notes notes: LongText,
    }
}
