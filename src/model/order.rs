//! An order: from quote to paid.

use super::record::record;

record! {
    /// What a customer ordered, with its lines beside it.
    Order, OrderField {
        /// Number or name of the order.
        1 Number number: Text [searchable],
        /// Who ordered.
        2 Customer customer: Reference(Customer),
        /// Day of the order.
        3 Date date: Date [required],
        /// How far it is.
        4 Status status: Choice choices [quote, ordered, delivered, invoiced, paid, cancelled],
        /// Sales channel.
        5 Channel channel: Repeating,
        /// Who sold it.
        6 Owner owner: Reference(Member),
        /// The deal it came from.
        7 Deal deal: Reference(Deal),
        /// Notes.
        8 Notes notes: LongText,
        /// Last day a quote holds.
        9 ValidUntil valid_until: Date,
        /// Version of a quote.
        10 Version version: Number,
        /// Its number in the file that it was imported from.
        11 ExternalId external_id: Text,
        /// Day due for payment.
        12 Due due: Date,
        /// The campaign it came from.
        13 Campaign campaign: Reference(Campaign),
        /// Day of delivery.
        14 DeliveredOn delivered_on: Date,
        /// Day of invoicing.
        15 InvoicedOn invoiced_on: Date,
        /// Day of payment.
        16 PaidOn paid_on: Date,
    }
}
