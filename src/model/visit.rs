//! A visit: someone came by, known or not, one or many.

use super::record::record;

record! {
    /// Visits to be set against purchases, one by one or by the day and class.
    Visit, VisitField {
        /// Day.
        1 Date date: Date [required],
        /// Who came, when known.
        2 Customer customer: Reference(Customer),
        /// Class of who came, when not known.
        3 Class class: Choice choices [a, b, c],
        /// How many visits; none given means one.
        4 Count count: Number,
        /// Where.
        5 Channel channel: Choice choices [shop, web, event, phone, social, other],
        /// How many of them bought; counted from orders when the customer is known.
        6 Purchases purchases: Number,
        /// Campaign that brought them.
        7 Campaign campaign: Reference(Campaign),
        /// Who received them.
        8 Member member: Reference(Member),
        /// Notes.
        9 Notes notes: LongText,
    }
}
