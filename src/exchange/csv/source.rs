//! Which program wrote a file, by names of columns that it alone uses together.

use serde::{Deserialize, Serialize};

use super::header::{ImportField, Target, fold};

macro_rules! sources {
    ($($(#[$doc:meta])* $source:ident: [$($name:literal),+],)*) => {
        /// A program whose files are known.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Source { $($(#[$doc])* $source,)* Unknown }

        /// Sources with the folded names that give them away, the more particular ones first.
        const SIGNATURES: &[(Source, &[&str])] = &[$((Source::$source, &[$($name),+]),)*];
    };
}

sources! {
    /// Since 2024.
    GoogleContacts: ["first name", "last name", "labels", "e mail 1 value"],
    /// To 2023.
    GoogleContactsOld: ["given name", "family name", "group membership"],
    LinkedIn: ["first name", "last name", "company", "position", "connected on"],
    Thunderbird: ["display name", "primary email", "screen name"],
    Outlook: ["first name", "last name", "e mail address", "business street"],
    OutlookItalian: ["nome", "cognome", "indirizzo e mail", "compleanno"],
    HubSpotContacts: ["record id", "first name", "last name", "lifecycle stage"],
    HubSpotCompanies: ["record id", "company name", "company domain name"],
    Pipedrive: ["person name", "person id"],
    PipedriveItalian: ["persona nome"],
    SalesforceExport: ["id", "firstname", "lastname", "createddate"],
    SalesforceReport: ["first name", "last name", "account name", "mailing city"],
    Zoho: ["record id", "contact owner id", "last name"],
    ZohoLeads: ["record id", "lead owner id", "last name"],
    AtomicCrm: ["first name", "last name", "email work", "has newsletter"],
    Twenty: ["name first name", "emails primary email"],
    Mailchimp: ["email address", "member rating", "leid", "euid"],
    StripePayments: ["id", "amount refunded", "seller message"],
    StripeCustomers: ["id", "email", "delinquent", "total spend"],
    ShopifyOrders: ["name", "financial status", "lineitem quantity", "lineitem price"],
    ShopifyCustomers: ["first name", "last name", "accepts email marketing", "tags"],
    WooCommerceOrders: ["order", "status", "customer", "items sold"],
    PrestaShopOrders: ["id", "reference", "new client", "total"],
    OpenStaManager: ["codice", "ragione sociale", "settore merceologico"],
}

/// Which program wrote a file with these names of columns.
pub fn source_of<Name: AsRef<str>>(names: &[Name]) -> Source {
    let folded: Vec<String> = names.iter().map(|name| fold(name.as_ref())).collect();
    recognise(&folded)
}

pub(super) fn recognise(folded: &[String]) -> Source {
    let has_all = |signature: &[&str]| signature.iter().all(|name| folded.iter().any(|it| it == name));
    SIGNATURES.iter().find(|(_, signature)| has_all(signature)).map_or(Source::Unknown, |(source, _)| *source)
}

/// What a name of a column means in the files of one program, where that is not what it means elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Field(ImportField),
    /// Nothing that could be imported.
    Nothing,
}

/// The particular meaning of a folded name, if it has one.
pub(super) fn meaning_in_source(source: Source, target: Target, name: &str) -> Option<Meaning> {
    let found = MEANINGS.iter().find(|it| it.0 == source && it.1 == target && it.2 == name);
    found.map(|it| it.3)
}

const MEANINGS: &[(Source, Target, &str, Meaning)] = &[
    (Source::ShopifyOrders, Target::OrderLines, "name", Meaning::Field(ImportField::OrderNumber)),
    (Source::ShopifyOrders, Target::OrderLines, "created at", Meaning::Field(ImportField::OrderDate)),
    (Source::ShopifyOrders, Target::OrderLines, "source", Meaning::Field(ImportField::SalesChannel)),
    (Source::PrestaShopOrders, Target::OrderLines, "id", Meaning::Field(ImportField::OrderNumber)),
    (Source::PrestaShopOrders, Target::OrderLines, "reference", Meaning::Nothing),
    (Source::LinkedIn, Target::Customers, "url", Meaning::Field(ImportField::Website)),
    // A salutation.
    (Source::Outlook, Target::Customers, "title", Meaning::Nothing),
    (Source::OutlookItalian, Target::Customers, "titolo", Meaning::Nothing),
    (Source::StripeCustomers, Target::Customers, "status", Meaning::Nothing),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_folded() {
        for (source, names) in SIGNATURES {
            for name in *names {
                assert_eq!(fold(name), *name, "{source:?}");
            }
        }
    }
}
