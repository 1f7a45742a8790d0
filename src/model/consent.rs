//! A consent: what a customer allowed or took back, when and how.

use super::record::record;

record! {
    /// One entry in the register of consents; the latest of a purpose and channel holds.
    Consent, ConsentField {
        /// Whose.
        1 Customer customer: Reference(Customer) [required],
        /// What for.
        2 Purpose purpose: Choice [required] choices [commercial, newsletter, profiling, surveys, third_parties, sensitive_data],
        /// Channels it holds for; none means all.
        3 Channels channels: Choices choices [email, phone, whatsapp, sms, visit, chat, web, social, shop, event],
        /// Given or taken back.
        4 State state: Choice [required] choices [given, withdrawn],
        /// When.
        5 At at: Time [required],
        /// How it was collected.
        6 Method method: Choice choices [form, paper, voice, email, contract, import],
        /// The words that were agreed to.
        7 Wording wording: LongText,
        /// Version of the words.
        8 Version version: Number,
        /// Last day it holds.
        9 ExpiresOn expires_on: Date,
        /// Proof.
        10 Proof proof: Reference(File),
        /// Who took it.
        11 Member member: Reference(Member),
    }
}
