//! A file: a document beside a record; its bytes are kept once, by digest.

use super::record::record;

record! {
    /// A document.
    File, FileField {
        /// Name.
        1 Name name: Text [required, searchable],
        /// Its media type: `application/pdf`.
        2 MediaType media_type: Repeating,
        /// Size in bytes.
        3 Bytes bytes: Number [automatic],
        /// Digest of the bytes, by which they are kept.
        4 Digest digest: Text [automatic],
        /// When it was added.
        5 AddedAt added_at: Time,
        /// The customer it belongs to.
        6 Customer customer: Reference(Customer),
        /// The deal it belongs to.
        7 Deal deal: Reference(Deal),
        /// The order it belongs to.
        8 Order order: Reference(Order),
        /// The ticket it belongs to.
        9 Ticket ticket: Reference(Ticket),
        /// The version before it.
        10 Previous previous: Reference(File),
        /// Number of the version.
        11 Version version: Number,
        /// Last day it holds.
        12 ExpiresOn expires_on: Date,
        /// Category.
        13 Category category: Repeating,
        /// Who added it.
        14 Member member: Reference(Member),
        /// Notes.
        15 Notes notes: LongText,
    }
}
