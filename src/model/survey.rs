//! A survey: what is asked, to whom and when.

use super::record::record;

record! {
    /// A survey; its questions stand in its versions.
    Survey, SurveyField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// What it measures.
        2 Type type_: Choice choices [nps, csat, ces, importance, needs, employees, own],
        /// How far it is.
        3 Status status: Choice choices [draft, open, closed],
        /// To whom.
        4 Segment segment: Reference(Segment),
        /// When it goes out.
        5 Trigger trigger: Choice choices [by_hand, after_order, after_ticket, after_visit, periodic],
        /// Days to wait after the event.
        6 DelayDays delay_days: Number,
        /// Least days between two of one customer.
        7 PauseDays pause_days: Number,
        /// Channel.
        8 Channel channel: Choice choices [email, phone, whatsapp, sms, visit, chat, web, social, shop, event],
        /// Who reads the answers.
        9 Owner owner: Reference(Member),
        /// Version in use.
        10 Version version: Reference(SurveyVersion),
        /// Answers are kept without a name.
        11 Anonymous anonymous: Flag,
        /// Last day.
        12 ClosesOn closes_on: Date,
        /// Invitations sent.
        13 Sent sent: Number,
        /// What is done with the answers.
        14 Purpose purpose: LongText,
    }
}
