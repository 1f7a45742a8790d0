//! The workspace: whose data this is, and how it is handled. One record.

use super::record::record;

/// The place of segments among the choices of [`WorkspaceField::SensitiveUses`].
pub const SEGMENTS: u32 = 1;
/// The place of exports among the choices of [`WorkspaceField::SensitiveUses`].
pub const EXPORTS: u32 = 2;

record! {
    /// The firm's own data and the settings that travel with its records.
    Workspace, WorkspaceField {
        /// Name.
        1 Name name: Text [required],
        /// Currency (ISO 4217): `EUR`.
        2 Currency currency: Repeating,
        /// Logo.
        3 Logo logo: Reference(File),
        /// Name on quotes and orders, where it differs.
        4 LegalName legal_name: Text,
        /// Street and number.
        5 Address address: Text,
        /// City.
        6 City city: Repeating,
        /// Province: two letters in Italy.
        7 Province province: Repeating,
        /// Postal code.
        8 PostalCode postal_code: PostalCode,
        /// Country: two letters (ISO 3166).
        9 Country country: Repeating,
        /// Italian tax code.
        10 CodiceFiscale codice_fiscale: CodiceFiscale,
        /// Italian VAT number.
        11 PartitaIva partita_iva: PartitaIva,
        /// Address for electronic invoices.
        12 SdiCode sdi_code: SdiCode,
        /// E-mail.
        13 Email email: Email,
        /// Certified e-mail (PEC).
        14 CertifiedEmail certified_email: Email,
        /// Telephone number.
        15 Phone phone: Phone,
        /// Web site.
        16 Website website: WebAddress,
        /// Bank account for payments.
        17 Iban iban: Text,
        /// Words under quotes and orders.
        18 Terms terms: LongText,
        /// VAT rate of new products and lines.
        19 Vat vat: Percent,
        /// First day of the week.
        20 FirstWeekday first_weekday: Choice choices [monday, tuesday, wednesday, thursday, friday, saturday, sunday],
        /// Days that are worked.
        21 Workdays workdays: Choices choices [monday, tuesday, wednesday, thursday, friday, saturday, sunday],
        /// Minute of the day at which work begins.
        22 OpensAt opens_at: Number range 0..=1440,
        /// Minute of the day at which work ends.
        23 ClosesAt closes_at: Number range 0..=1440,
        /// Hours to solve an urgent ticket.
        24 UrgentHours urgent_hours: Number,
        /// Hours to solve a ticket of high priority.
        25 HighHours high_hours: Number,
        /// Hours to solve a ticket of normal priority.
        26 NormalHours normal_hours: Number,
        /// Hours to solve a ticket of low priority.
        27 LowHours low_hours: Number,
        /// Sensitive fields that are turned on: names, one a line.
        28 SensitiveFields sensitive_fields: LongText [automatic],
        /// Why they are turned on.
        29 SensitiveReason sensitive_reason: LongText [automatic],
        /// What they may be used for.
        30 SensitiveUses sensitive_uses: Choices [automatic] choices [scoring, segments, exports],
        /// Names of the classes, one a line.
        31 ClassNames class_names: LongText,
        /// Conversion to reach in class A.
        32 ConversionA conversion_a: Percent,
        /// Conversion to reach in class B.
        33 ConversionB conversion_b: Percent,
        /// Conversion to reach in class C.
        34 ConversionC conversion_c: Percent,
        /// Most messages to one customer in the period of the cap.
        35 ContactCap contact_cap: Number,
        /// Days in the period of the cap.
        36 ContactCapDays contact_cap_days: Number,
        /// Yearly cost of a customer who is served by self-service.
        37 SelfServiceCost self_service_cost: Money,
        /// Yearly cost of a customer who is assisted.
        38 AssistedCost assisted_cost: Money,
        /// Yearly cost of a customer with a dedicated person.
        39 DedicatedCost dedicated_cost: Money,
        /// Yearly cost of a customer in the community.
        40 CommunityCost community_cost: Money,
        /// Yearly cost of a customer we create with.
        41 CoCreationCost co_creation_cost: Money,
        /// Rules of the loyalty programme, as JSON.
        42 LoyaltyRules loyalty_rules: LongText,
        /// Rules of the lead score, as JSON.
        43 ScoreRules score_rules: LongText,
        /// Rules by which leads are assigned, as JSON.
        44 AssignmentRules assignment_rules: LongText,
    }
}
