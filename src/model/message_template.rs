//! A message template: a text with merge fields, for messages, letters and offers.

use super::record::record;

record! {
    /// A text to start from.
    MessageTemplate, MessageTemplateField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// What it is for.
        2 Use use_: Choice choices [message, letter, offer, invitation, thanks],
        /// Channel.
        3 Channel channel: Choice choices [email, phone, whatsapp, sms, visit, chat, web, social, shop, event],
        /// Language it is written in.
        4 Language language: Choice choices [italian, english],
        /// Subject.
        5 Subject subject: Text,
        /// Text, with merge fields in braces: `{customer.first_name}`.
        6 Text text: LongText [required],
        /// No longer used.
        7 Withdrawn withdrawn: Flag,
        /// Notes.
        8 Notes notes: LongText,
    }
}
