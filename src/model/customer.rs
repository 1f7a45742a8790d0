//! A customer: a firm or a person, from first contact on.

use super::record::record;

record! {
    /// A firm or a person we sell to, or want to. A lead is a stage in its life, not another record.
    Customer, CustomerField {
        /// How it is shown and sorted: the firm's name, or the person's.
        1 Name name: Text [required, searchable],
        /// Person or company.
        2 Form form: Choice choices [person, company],
        /// Given name of a person.
        3 FirstName first_name: Text [searchable],
        /// Family name of a person.
        4 LastName last_name: Text [searchable],
        /// The firm a person works for, as words, when it is not a record of its own.
        5 CompanyName company_name: Text [searchable],
        /// The address that imports recognise it by.
        6 Email email: Email [unique, searchable],
        /// Certified e-mail (PEC).
        7 CertifiedEmail certified_email: Email [searchable],
        /// First telephone number.
        8 Phone phone: Phone [searchable],
        /// Mobile number.
        9 Mobile mobile: Phone [searchable],
        /// Web site.
        10 Website website: WebAddress,
        /// Street and number.
        11 Address address: Text,
        /// City.
        12 City city: Repeating,
        /// Province: two letters in Italy.
        13 Province province: Repeating,
        /// Postal code.
        14 PostalCode postal_code: PostalCode,
        /// Region.
        15 Region region: Repeating,
        /// Country: two letters (ISO 3166).
        16 Country country: Repeating,
        /// Italian tax code.
        17 CodiceFiscale codice_fiscale: CodiceFiscale,
        /// Italian VAT number.
        18 PartitaIva partita_iva: PartitaIva,
        /// Address for electronic invoices.
        19 SdiCode sdi_code: SdiCode,
        /// Where it stands in its life with us.
        20 Lifecycle lifecycle: Choice choices [lead, prospect, customer, lost],
        /// Priority class.
        21 Class class: Choice choices [a, b, c],
        /// Tags.
        22 Tags tags: References(Tag) [searchable],
        /// Channel the customer prefers.
        23 Channel channel: Choice choices [email, sms, phone, whatsapp, none],
        /// May be sent commercial messages.
        24 Consent consent: Flag,
        /// Date of birth.
        25 BirthDate birth_date: Date,
        /// Customer since.
        26 Since since: Date,
        /// Where the first contact came from.
        27 Source source: Repeating,
        /// Who looks after it.
        28 Owner owner: Reference(Member),
        /// Free notes.
        29 Notes notes: LongText [searchable],
        /// Its number or code in the file that it was imported from.
        30 ExternalId external_id: Text,
        /// Job title.
        31 JobTitle job_title: Text,
        /// Sex, for the target market.
        32 Sex sex: Choice choices [female, male, other],
        /// Interests.
        33 Interests interests: Text,
        /// Yearly spend with all suppliers, as declared.
        34 DeclaredSpend declared_spend: Money,
        /// Industry of a firm.
        35 Industry industry: Repeating,
        /// Employees of a firm.
        36 Employees employees: Number,
        /// Payment days.
        37 PaymentDays payment_days: Number,
        /// Religion.
        38 Religion religion: Text [sensitive],
        /// Health.
        39 Health health: Text [sensitive],
        /// When a lead came in.
        40 ReceivedAt received_at: Time,
        /// When a lead was first answered.
        41 AnsweredAt answered_at: Time,
        /// Why a lead was discarded.
        42 DiscardReason discard_reason: Text,
        /// Language for messages.
        43 Language language: Choice choices [italian, english],
        /// Relationship strategy.
        44 Strategy strategy: Choice choices [self_service, assisted, dedicated, community, co_creation],
        /// Business name of a second address or further remark on the address.
        45 AddressNote address_note: Text,
        /// How far a lead is.
        46 LeadStatus lead_status: Choice choices [new, working, nurturing, converted, discarded],
        /// The campaign of the first contact.
        47 FirstCampaign first_campaign: Reference(Campaign),
        /// The campaign of the latest contact.
        48 LastCampaign last_campaign: Reference(Campaign),
        /// Channels that the customer refuses.
        49 RefusedChannels refused_channels: Choices choices [email, sms, phone, whatsapp, visit, webinar, post],
        /// Needs and problems, one a line.
        50 Needs needs: LongText,
        /// Yearly spend that could be won, as judged by the owner.
        51 Potential potential: Money,
        /// Values, lifestyle and attitudes, for the target market.
        52 Psychographics psychographics: Text,
        /// How it sees us and what we offer.
        53 Perception perception: Text,
    }
}
