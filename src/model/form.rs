//! A form: a link that a lead fills in, on any device, without a server.

use super::record::record;

record! {
    /// A form of ours; its definition travels in its link.
    Form, FormField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// Title that the lead reads.
        2 Title title: Text,
        /// Its questions, as JSON.
        3 Questions questions: LongText,
        /// The words of the consent.
        4 ConsentWording consent_wording: LongText,
        /// Version of the words.
        5 ConsentVersion consent_version: Number,
        /// Language it is written in.
        6 Language language: Choice choices [italian, english],
        /// How far it is.
        7 Status status: Choice choices [draft, open, closed],
        /// Campaign that its leads come from.
        8 Campaign campaign: Reference(Campaign),
        /// Source put on its leads.
        9 Source source: Repeating,
        /// Who gets its leads.
        10 Owner owner: Reference(Member),
        /// Words after the answers.
        11 Thanks thanks: LongText,
        /// Last day that answers are taken.
        12 ExpiresOn expires_on: Date,
        /// Where the answer is mailed.
        13 ReplyTo reply_to: Email,
        /// Version of the questions.
        14 Version version: Number [automatic],
    }
}
