//! The names that programs and people give to columns, folded, in Italian and English: the most usual first.

use super::header::ImportField;

/// Names of the columns of customers.
#[rustfmt::skip]
pub const CUSTOMERS: &[(ImportField, &[&str])] = &[
    (ImportField::FullName, &[
        "full name", "name", "nominativo", "nome completo", "nome e cognome", "cognome e nome", "nome cognome",
        "cognome nome", "display name", "nome visualizzato", "intestatario", "contact name", "contatto", "person name",
        "persona nome", "lead name", "customer name", "nome cliente", "cliente", "customer", "contact", "file as",
    ]),
    (ImportField::FirstName, &[
        "first name", "firstname", "nome", "given name", "nome di battesimo", "person first name", "name first name",
        "fname", "persona nome di battesimo", "default address first name", "billing first name",
    ]),
    (ImportField::LastName, &[
        "last name", "lastname", "cognome", "family name", "surname", "person last name", "persona cognome",
        "name last name", "lname", "billing last name",
    ]),
    (ImportField::CompanyName, &[
        "company", "company name", "ragione sociale", "azienda", "societa", "ditta", "denominazione", "rag soc",
        "ragione sociale denominazione", "organization name", "organisation name", "organization", "organisation",
        "organizzazione", "organization 1 name", "organizzazione nome", "persona organizzazione", "person organization",
        "associated company", "account name", "account", "impresa", "nome azienda", "nome societa", "firm",
        "business name", "default address company", "billing company",
    ]),
    (ImportField::Form, &[
        "form", "kind", "customer type", "tipo cliente", "tipologia", "tipo", "tipologia cliente", "forma",
    ]),
    (ImportField::Email, &[
        "email", "e mail", "mail", "email address", "e mail address", "indirizzo email", "indirizzo e mail",
        "e mail 1 value", "email 1 value", "primary email", "email principale", "posta elettronica", "email work",
        "person email work", "person email", "persona email lavoro", "persona email", "emails primary email",
        "customer email", "email cliente", "work email", "email lavoro", "email home", "person email home",
        "persona email casa", "persona email altro", "email other",
    ]),
    (ImportField::OtherEmails, &[
        "additional email", "altre email", "e mail 2 address", "e mail 3 address", "indirizzo e mail 2",
        "indirizzo e mail 3", "secondary email", "email secondaria", "emails additional emails", "other emails",
        "additional emails", "e mail 2", "email 2",
    ]),
    (ImportField::CertifiedEmail, &[
        "pec", "email pec", "e mail pec", "email certificata", "indirizzo pec", "posta certificata", "certified email",
    ]),
    (ImportField::Phone, &[
        "phone", "telefono", "phone number", "tel", "telephone", "phone 1 value", "numero di telefono",
        "numero telefono", "business phone", "work phone", "telefono di lavoro", "telefono ufficio", "phone work",
        "person phone work", "person phone", "persona telefono lavoro", "persona telefono", "tel1", "telefono 1",
        "telefono fisso", "recapito telefonico", "default address phone", "billing phone",
        "phones primary phone number", "home phone", "telefono abitazione", "telefono di casa", "phone home",
        "persona telefono casa", "phone other",
    ]),
    (ImportField::Mobile, &[
        "mobile", "mobile phone", "cellulare", "cell", "mobilephone", "mobile number", "numero cellulare",
        "telefono mobile", "telefono cellulare", "mobile phone number", "cell phone", "person phone mobile",
        "persona telefono cellulare", "phone mobile", "tel cellulare",
    ]),
    (ImportField::OtherPhones, &[
        "other phones", "altri telefoni", "telefono 2", "tel2", "mobile phone 2", "business phone 2", "home phone 2",
        "other phone", "altro telefono", "telefono ufficio 2", "telefono abitazione 2",
    ]),
    (ImportField::Website, &[
        "website", "web site", "sito web", "sito", "web page", "pagina web", "website 1 value", "url", "website url",
        "company domain name", "personal web page", "home page", "sito internet",
    ]),
    (ImportField::Address, &[
        "address", "indirizzo", "street", "street address", "via", "address 1 street", "business street",
        "indirizzo di lavoro", "via ufficio", "mailing street", "billing street", "default address address1",
        "address1", "indirizzo sede legale", "sede legale", "organization address", "organizzazione indirizzo",
        "home street", "home address", "work address", "via abitazione", "indirizzo abitazione",
        "indirizzo di residenza", "address 1 formatted", "billing address1", "street 1",
    ]),
    (ImportField::City, &[
        "city", "citta", "comune", "localita", "address 1 city", "business city", "citta di lavoro", "citta ufficio",
        "mailing city", "billing city", "default address city", "town", "home city", "citta abitazione",
        "citta di residenza", "work city",
    ]),
    (ImportField::Province, &[
        "province", "provincia", "prov", "province code", "provincia di lavoro", "default address province code",
        "sigla provincia", "billing province", "provincia ufficio", "provincia abitazione",
    ]),
    (ImportField::PostalCode, &[
        "postal code", "cap", "zip", "zip code", "postcode", "codice postale", "zip postal code",
        "address 1 postal code", "business postal code", "cap di lavoro", "cap ufficio", "mailing zip postal code",
        "billing zip postal code", "default address zip", "billing zip", "home postal code", "cap di residenza",
        "cap abitazione", "work zipcode",
    ]),
    (ImportField::Region, &[
        "region", "regione", "state region", "state", "address 1 region", "business state", "mailing state",
        "billing state province", "state province", "home state", "stato provincia",
    ]),
    (ImportField::Country, &[
        "country", "nazione", "paese", "stato", "country region", "country code", "address 1 country",
        "business country region", "business country", "nazione regione di lavoro", "nazione di lavoro",
        "mailing country", "billing country", "default address country code", "codice paese", "codice nazione",
        "home country region", "home country", "paese ufficio",
    ]),
    (ImportField::CodiceFiscale, &[
        "codice fiscale", "cf", "c f", "cod fiscale", "cod fisc", "tax code", "fiscal code", "codfiscale",
    ]),
    (ImportField::PartitaIva, &[
        "partita iva", "p iva", "piva", "p iva tax id", "part iva", "vat number", "vat id", "vat no", "tax id",
        "partita iva codice fiscale", "p i", "numero partita iva",
    ]),
    (ImportField::SdiCode, &[
        "codice sdi", "sdi", "codice destinatario", "codice univoco", "codice univoco destinatario", "sdi code",
        "cod destinatario", "codice destinatario sdi",
    ]),
    (ImportField::Lifecycle, &["lifecycle", "lifecycle stage", "ciclo di vita", "fase cliente", "stato cliente"]),
    (ImportField::LeadStatus, &["lead status", "stato lead", "stato del lead", "status"]),
    (ImportField::Class, &["class", "classe", "customer class", "classe cliente", "fascia", "priority", "priorita"]),
    (ImportField::Tags, &[
        "tags", "tag", "labels", "etichette", "categories", "categorie", "categoria", "category", "group membership",
        "gruppi", "groups",
    ]),
    (ImportField::Channel, &[
        "channel", "canale", "preferred channel", "canale preferito", "preferred contact method", "contatto preferito",
    ]),
    (ImportField::Consent, &[
        "consent", "consenso", "marketing consent", "consenso marketing", "accepts email marketing",
        "accepts marketing", "newsletter", "has newsletter", "privacy", "consenso privacy", "opt in",
        "iscritto newsletter",
    ]),
    (ImportField::OptOut, &[
        "opt out", "email opt out", "unsubscribed", "disiscritto", "do not contact", "non contattare",
    ]),
    (ImportField::BirthDate, &[
        "birth date", "birthday", "birthdate", "date of birth", "data di nascita", "data nascita", "nato il",
        "compleanno",
    ]),
    (ImportField::Since, &[
        "created", "since", "customer since", "cliente dal", "create date", "created date", "created at", "created utc",
        "created time", "createddate", "data creazione", "data inserimento", "creato il", "first seen", "connected on",
        "data di creazione", "iscritto il", "optin time", "registration date", "data registrazione",
    ]),
    (ImportField::LeadSource, &[
        "lead source", "leadsource", "source", "origine", "fonte", "provenienza", "original source",
        "canale di acquisizione",
    ]),
    (ImportField::Owner, &[
        "owner", "contact owner", "lead owner", "account owner", "company owner", "proprietario", "agente", "venditore",
        "commerciale", "responsabile", "assegnato a", "referente commerciale", "contact owner user email",
    ]),
    (ImportField::Notes, &[
        "notes", "note", "annotazioni", "description", "descrizione", "commenti", "comments", "background",
        "osservazioni",
    ]),
    (ImportField::ExternalId, &[
        "id", "customer id", "record id", "codice", "codice cliente", "cod cliente", "id cliente", "contact id", "cod",
        "customer code", "external id", "codice anagrafica", "person id", "persona id", "numero cliente",
    ]),
    (ImportField::JobTitle, &[
        "job title", "title", "position", "qualifica", "mansione", "ruolo", "organization title",
        "organization 1 title", "posizione", "role", "professione",
    ]),
    (ImportField::Sex, &["sex", "gender", "sesso", "genere"]),
    (ImportField::Industry, &["industry", "settore", "settore merceologico", "sector", "settore di attivita"]),
    (ImportField::Employees, &["employees", "dipendenti", "number of employees", "numero dipendenti", "n dipendenti"]),
    (ImportField::PaymentDays, &["payment days", "giorni di pagamento", "payment terms days", "giorni pagamento"]),
    (ImportField::Language, &["language", "lingua", "preferred language", "locale"]),
];

/// Names of the columns of products.
#[rustfmt::skip]
pub const PRODUCTS: &[(ImportField, &[&str])] = &[
    (ImportField::ProductName, &[
        "product name", "name", "nome", "nome prodotto", "prodotto", "product", "articolo", "title", "titolo",
        "denominazione", "item name", "servizio", "nome articolo",
    ]),
    (ImportField::ProductCode, &[
        "code", "sku", "codice", "codice articolo", "product code", "cod articolo", "codice prodotto", "cod", "art",
        "variant sku", "item code", "riferimento", "reference", "barcode", "ean", "codice a barre",
    ]),
    (ImportField::ProductId, &["id", "product id", "id prodotto", "item id", "external id", "id articolo"]),
    (ImportField::Category, &[
        "category", "categoria", "product category", "categoria merceologica", "reparto", "gruppo", "famiglia", "type",
        "product type", "tipologia", "categories", "categorie",
    ]),
    (ImportField::Price, &[
        "price", "prezzo", "unit price", "prezzo unitario", "prezzo di vendita", "prezzo vendita", "list price",
        "listino", "prezzo listino", "variant price", "regular price", "prezzo netto", "imponibile", "price eur",
        "prezzo eur", "prezzo iva esclusa", "sale price",
    ]),
    (ImportField::Cost, &[
        "cost", "costo", "unit cost", "costo unitario", "prezzo di acquisto", "prezzo acquisto", "cost per item",
        "purchase price", "costo acquisto", "cost price",
    ]),
    (ImportField::Vat, &["vat", "iva", "aliquota iva", "aliquota", "vat rate", "tax rate", "iva percentuale", "tax"]),
    (ImportField::Unit, &["unit", "unita di misura", "um", "u m", "unita", "unit of measure", "uom"]),
    (ImportField::Description, &[
        "description", "descrizione", "body html", "long description", "descrizione estesa", "note", "notes",
    ]),
    (ImportField::Withdrawn, &["withdrawn", "discontinued", "fuori produzione", "fuori catalogo", "dismesso"]),
];

/// Names of the columns of orders, one row a line.
#[rustfmt::skip]
pub const ORDER_LINES: &[(ImportField, &[&str])] = &[
    (ImportField::OrderNumber, &[
        "order id", "order number", "order", "numero ordine", "n ordine", "ordine", "id ordine", "num ordine",
        "order no", "nr ordine", "codice ordine", "numero documento", "n documento", "fattura", "numero fattura",
        "n fattura", "invoice number", "invoice id", "order name", "rif ordine", "numero", "reference",
    ]),
    (ImportField::CustomerId, &[
        "customer id", "id cliente", "codice cliente", "cod cliente", "customer code", "customer number",
        "numero cliente", "client id",
    ]),
    (ImportField::CustomerEmail, &[
        "customer email", "email", "email cliente", "e mail", "mail", "billing email", "indirizzo email",
        "email address", "e mail cliente", "customer e mail",
    ]),
    (ImportField::CustomerName, &[
        "customer name", "customer", "cliente", "nome cliente", "ragione sociale", "client", "billing name",
        "intestatario", "nominativo", "denominazione cliente", "ragione sociale cliente", "company",
    ]),
    (ImportField::OrderDate, &[
        "order date", "date", "data", "data ordine", "data documento", "data fattura", "created at", "paid at", "day",
        "purchase date", "invoice date", "created", "data acquisto", "giorno",
    ]),
    (ImportField::OrderStatus, &["status", "stato", "order status", "stato ordine", "financial status"]),
    (ImportField::SalesChannel, &[
        "channel", "canale", "sales channel", "canale di vendita", "source", "negozio", "punto vendita",
    ]),
    (ImportField::LineNumber, &[
        "line", "line number", "riga", "numero riga", "n riga", "row", "pos", "posizione", "line no",
    ]),
    (ImportField::ProductId, &["product id", "id prodotto", "item id", "id articolo", "codice prodotto id"]),
    (ImportField::ProductCode, &[
        "sku", "product code", "codice prodotto", "codice articolo", "cod articolo", "lineitem sku", "articolo codice",
        "code", "codice", "item code", "cod prodotto", "cod art",
    ]),
    (ImportField::ProductName, &[
        "product name", "product", "prodotto", "lineitem name", "nome prodotto", "articolo", "item", "item name",
        "description", "descrizione", "descrizione articolo", "servizio", "descrizione prodotto",
    ]),
    (ImportField::Quantity, &[
        "quantity", "qty", "quantita", "qta", "q ta", "lineitem quantity", "pezzi", "pz", "units", "items",
        "numero pezzi",
    ]),
    (ImportField::UnitPrice, &[
        "unit price", "prezzo unitario", "price", "prezzo", "lineitem price", "prezzo unit", "item price",
        "prezzo netto", "prezzo di vendita", "unit price eur", "importo unitario", "imponibile unitario", "p unit",
    ]),
    (ImportField::Discount, &["discount", "sconto", "discount percent", "sconto percentuale", "sc", "discount rate"]),
    (ImportField::DiscountAmount, &[
        "discount amount", "lineitem discount", "importo sconto", "sconto importo", "sconto eur",
    ]),
    (ImportField::Vat, &["vat", "iva", "aliquota iva", "aliquota", "vat rate", "tax rate", "iva percentuale"]),
    (ImportField::UnitCost, &["unit cost", "costo unitario", "cost", "costo", "cost price", "prezzo di acquisto"]),
    (ImportField::Category, &["category", "categoria", "product category", "categoria prodotto"]),
    (ImportField::Notes, &["notes", "note", "annotazioni"]),
];

/// Names of the columns of contacts with customers.
#[rustfmt::skip]
pub const INTERACTIONS: &[(ImportField, &[&str])] = &[
    (ImportField::CustomerId, &[
        "customer id", "id cliente", "codice cliente", "cod cliente", "customer code", "client id",
    ]),
    (ImportField::CustomerEmail, &["customer email", "email", "email cliente", "e mail", "mail", "e mail cliente"]),
    (ImportField::CustomerName, &["customer name", "customer", "cliente", "nome cliente", "ragione sociale", "contatto"]),
    (ImportField::ContactDate, &[
        "date", "data", "when", "quando", "day", "giorno", "created at", "activity date", "data attivita",
    ]),
    (ImportField::ContactType, &["type", "tipo", "activity type", "tipo attivita", "tipologia"]),
    (ImportField::ContactChannel, &["channel", "canale"]),
    (ImportField::Sentiment, &["sentiment", "esito", "umore", "outcome"]),
    (ImportField::ContactText, &[
        "text", "testo", "note", "notes", "annotazioni", "description", "descrizione", "subject", "oggetto", "comment",
        "commento", "body",
    ]),
];

/// Names of the columns of answers to a survey.
#[rustfmt::skip]
pub const RESPONSES: &[(ImportField, &[&str])] = &[
    (ImportField::CustomerId, &["customer id", "id cliente", "codice cliente", "cod cliente", "customer code"]),
    (ImportField::CustomerEmail, &["customer email", "email", "email cliente", "e mail", "mail", "e mail cliente"]),
    (ImportField::CustomerName, &["customer name", "customer", "cliente", "nome cliente", "ragione sociale"]),
    (ImportField::ResponseDate, &["date", "data", "response date", "data risposta", "submitted at", "created at"]),
    (ImportField::Nps, &["nps", "score", "punteggio", "voto", "rating", "nps score", "recommend"]),
    (ImportField::Comment, &["comment", "commento", "feedback", "note", "notes", "testo", "text"]),
];

#[cfg(test)]
mod tests {
    use super::super::header::{Target, fold};
    use super::*;

    #[test]
    fn each_name_is_folded_and_stands_for_one_field_of_its_target() {
        for table in [CUSTOMERS, PRODUCTS, ORDER_LINES, INTERACTIONS, RESPONSES] {
            let mut names: Vec<&str> = table.iter().flat_map(|(_, names)| names.iter().copied()).collect();
            for name in &names {
                assert_eq!(fold(name), *name);
            }
            names.sort_unstable();
            let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert!(twice.is_empty(), "{twice:?}");
        }
    }

    #[test]
    fn each_field_belongs_to_a_target() {
        for field in ImportField::ALL {
            assert!(Target::ALL.iter().any(|target| target.fields().any(|it| it == *field)), "{field:?}");
        }
    }
}
