//! What the columns of a file mean: names of the header matched with the fields that can be imported.

use serde::{Deserialize, Serialize};

use super::aliases::{CUSTOMERS, INTERACTIONS, ORDER_LINES, PRODUCTS, RESPONSES};
use super::source::{Meaning, Source, meaning_in_source, recognise};
use crate::model::field::FieldNumber;
use crate::model::kind::Kind;
use crate::model::small_sort;

/// What the rows of a file become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Customers,
    Products,
    /// One row a line; rows of one order stand together or apart and share its number.
    OrderLines,
    /// Contacts with customers.
    Interactions,
    /// Answers to a survey.
    Responses,
}

/// How the cells of a field are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    Text,
    /// Words that are matched with the choices of a field.
    Choice,
    Email,
    Phone,
    Number,
    Money,
    Percent,
    Date,
    Flag,
    /// Several values in one cell.
    Many,
}

macro_rules! import_fields {
    ($($(#[$doc:meta])* $field:ident: $kind:ident,)*) => {
        /// What a column can be imported as.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ImportField {
            $($(#[$doc])* $field,)*
            /// A field that the user made, by its number.
            Own(FieldNumber),
        }

        impl ImportField {
            /// All that are declared.
            pub const ALL: &[Self] = &[$(Self::$field,)*];

            /// How its cells are read; those of a field of the user's own are read by its type.
            pub fn value_kind(self) -> ValueKind {
                match self { $(Self::$field => ValueKind::$kind,)* Self::Own(_) => ValueKind::Text }
            }
        }
    };
}

import_fields! {
    /// Name of a person or a firm in one cell.
    FullName: Text,
    FirstName: Text,
    LastName: Text,
    /// The firm; the customer itself where the row names no person.
    CompanyName: Text,
    /// Person or company.
    Form: Choice,
    Email: Email,
    /// Further e-mail addresses, in any number of columns.
    OtherEmails: Many,
    /// Certified e-mail (PEC).
    CertifiedEmail: Email,
    Phone: Phone,
    Mobile: Phone,
    /// Further telephone numbers, in any number of columns.
    OtherPhones: Many,
    Website: Text,
    Address: Text,
    City: Text,
    Province: Text,
    PostalCode: Text,
    Region: Text,
    Country: Text,
    CodiceFiscale: Text,
    PartitaIva: Text,
    SdiCode: Text,
    Lifecycle: Choice,
    LeadStatus: Choice,
    Class: Choice,
    /// In any number of columns.
    Tags: Many,
    /// Channel the customer prefers.
    Channel: Choice,
    /// May be sent commercial messages.
    Consent: Flag,
    /// May not be sent commercial messages.
    OptOut: Flag,
    BirthDate: Date,
    /// Customer since, or record created.
    Since: Date,
    LeadSource: Text,
    Owner: Text,
    /// In any number of columns.
    Notes: Text,
    /// Number or code of the row's record in the program that wrote the file.
    ExternalId: Text,
    JobTitle: Text,
    Sex: Choice,
    Industry: Text,
    Employees: Number,
    PaymentDays: Number,
    Language: Choice,

    ProductName: Text,
    ProductCode: Text,
    /// Number of the product in the program that wrote the file.
    ProductId: Text,
    Category: Text,
    /// Price without VAT.
    Price: Money,
    Cost: Money,
    Vat: Percent,
    Unit: Text,
    Description: Text,
    Withdrawn: Flag,

    OrderNumber: Text,
    /// Number of the customer in the program that wrote the file.
    CustomerId: Text,
    CustomerEmail: Email,
    CustomerName: Text,
    OrderDate: Date,
    OrderStatus: Choice,
    SalesChannel: Text,
    LineNumber: Number,
    Quantity: Number,
    UnitPrice: Money,
    /// Discount in percent.
    Discount: Percent,
    /// Discount on the line as an amount.
    DiscountAmount: Money,
    UnitCost: Money,

    ContactDate: Date,
    /// What kind of contact it was.
    ContactType: Choice,
    /// Channel of the contact.
    ContactChannel: Choice,
    Sentiment: Choice,
    /// What was said.
    ContactText: Text,

    ResponseDate: Date,
    /// Answer to "would you recommend us", 0 to 10.
    Nps: Number,
    Comment: Text,
}

impl ImportField {
    /// Whether several columns may be imported as this field.
    pub fn takes_many_columns(self) -> bool {
        matches!(self, Self::OtherEmails | Self::OtherPhones | Self::Tags | Self::Notes)
    }

    /// The number of a field that the user made.
    pub fn own(self) -> Option<FieldNumber> {
        if let Self::Own(number) = self { Some(number) } else { None }
    }

    /// Where a second column goes that would be this field too.
    fn overflow(self) -> Option<Self> {
        if self == Self::Email {
            Some(Self::OtherEmails)
        } else if matches!(self, Self::Phone | Self::Mobile) {
            Some(Self::OtherPhones)
        } else {
            self.takes_many_columns().then_some(self)
        }
    }
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Customers, Self::Products, Self::OrderLines, Self::Interactions, Self::Responses];

    /// What its columns can be imported as, in the order of a picker.
    pub fn fields(self) -> impl Iterator<Item = ImportField> {
        let fields: &[ImportField] = match self {
            Self::Customers => const { &fields_of::<{ CUSTOMERS.len() }>(CUSTOMERS) },
            Self::Products => const { &fields_of::<{ PRODUCTS.len() }>(PRODUCTS) },
            Self::OrderLines => const { &fields_of::<{ ORDER_LINES.len() }>(ORDER_LINES) },
            Self::Interactions => const { &fields_of::<{ INTERACTIONS.len() }>(INTERACTIONS) },
            Self::Responses => const { &fields_of::<{ RESPONSES.len() }>(RESPONSES) },
        };
        fields.iter().copied()
    }

    /// The kind whose fields of the user's own its columns can fill.
    pub fn kind(self) -> Kind {
        match self {
            Self::Customers => Kind::Customer,
            Self::Products => Kind::Product,
            Self::OrderLines => Kind::Order,
            Self::Interactions => Kind::Interaction,
            Self::Responses => Kind::Response,
        }
    }

    /// Of each of these groups one field has to be mapped.
    pub fn required(self) -> &'static [&'static [ImportField]] {
        use ImportField::{
            CompanyName, ContactChannel, ContactDate, ContactText, ContactType, CustomerEmail, CustomerId,
            CustomerName, Email, FirstName, FullName, LastName, Nps, OrderDate, OrderNumber, ProductCode, ProductId,
            ProductName, Quantity, ResponseDate, Sentiment, UnitPrice,
        };
        match self {
            Self::Customers => &[&[FullName, FirstName, LastName, CompanyName, Email]],
            Self::Products => &[&[ProductName]],
            Self::OrderLines => &[
                &[OrderNumber],
                &[CustomerId, CustomerEmail, CustomerName],
                &[OrderDate],
                &[ProductId, ProductCode, ProductName],
                &[Quantity],
                &[UnitPrice],
            ],
            Self::Interactions => &[
                &[CustomerId, CustomerEmail, CustomerName],
                &[ContactDate],
                &[ContactChannel, ContactType, Sentiment, ContactText],
            ],
            Self::Responses => &[&[CustomerId, CustomerEmail, CustomerName], &[ResponseDate], &[Nps]],
        }
    }

    fn aliases(self) -> &'static [(ImportField, &'static [&'static str])] {
        match self {
            Self::Customers => CUSTOMERS,
            Self::Products => PRODUCTS,
            Self::OrderLines => ORDER_LINES,
            Self::Interactions => INTERACTIONS,
            Self::Responses => RESPONSES,
        }
    }
}

/// The fields of a table of names, without the names: the page shows the fields, and has no need to download the names.
const fn fields_of<const N: usize>(aliases: &[(ImportField, &[&str])]) -> [ImportField; N] {
    let mut fields = [aliases[0].0; N];
    let mut at = 0;
    while at < N {
        fields[at] = aliases[at].0;
        at += 1;
    }
    fields
}

/// What each column is imported as; the user may change it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    pub target: Target,
    /// One entry a column; columns without a field are left out.
    pub columns: Vec<Option<ImportField>>,
}

impl Mapping {
    /// Imports a column as that field, or leaves it out. Another column that was this field is left out then, unless the
    /// field takes many. A column that the file does not have is ignored.
    pub fn set(&mut self, column: usize, field: Option<ImportField>) {
        if column >= self.columns.len() {
            return;
        }
        for (place, it) in self.columns.iter_mut().enumerate() {
            if place == column {
                *it = field;
            } else if *it == field && field.is_some_and(|field| !field.takes_many_columns()) {
                *it = None;
            }
        }
    }

    /// The first column that is imported as the field.
    pub fn column_of(&self, field: ImportField) -> Option<usize> {
        self.columns_of(field).next()
    }

    /// All columns that are imported as the field.
    pub fn columns_of(&self, field: ImportField) -> impl Iterator<Item = usize> {
        self.columns.iter().enumerate().filter(move |(_, it)| **it == Some(field)).map(|(column, _)| column)
    }

    /// The groups of [`Target::required`] of which no field is mapped.
    pub fn missing(&self) -> Vec<&'static [ImportField]> {
        let is_mapped = |group: &&[ImportField]| group.iter().any(|&field| self.column_of(field).is_some());
        self.target.required().iter().filter(|group| !is_mapped(group)).copied().collect()
    }
}

/// Matches the names of a header with the fields of a target.
///
/// Of two columns that could be the same field the one with the more usual name gets it.
pub fn map_header<Name: AsRef<str>>(target: Target, names: &[Name]) -> Mapping {
    let folded: Vec<String> = names.iter().map(|name| fold(name.as_ref())).collect();
    let source = recognise(&folded);
    let mut claims: Vec<(usize, usize, ImportField)> = folded
        .iter()
        .enumerate()
        .filter_map(|(column, name)| claim(target, source, name).map(|(rank, field)| (rank, column, field)))
        .collect();
    small_sort::sort(&mut claims);
    let mut mapping = Mapping { target, columns: vec![None; names.len()] };
    for (_, column, field) in claims {
        let free = if mapping.column_of(field).is_none() { Some(field) } else { field.overflow() };
        mapping.set(column, free);
    }
    name_alone_is_the_whole_name(&folded, &mut mapping);
    mapping
}

/// Gives columns that go by the name of a field of the user's own to that field: nobody else chose that name.
pub fn map_own<'a, Name: AsRef<str>>(
    mapping: &mut Mapping,
    names: &[Name],
    own: impl Iterator<Item = (FieldNumber, &'a str)>,
) {
    for (number, label) in own {
        let label = fold(label);
        let column = names.iter().position(|name| !label.is_empty() && fold(name.as_ref()) == label);
        if let Some(column) = column {
            mapping.set(column, Some(ImportField::Own(number)));
        }
    }
}

/// What the names of a header speak for: most mapped columns first, fields of the user's own (`n_own` of them by target)
/// included; of two that are alike the first of [`Target::ALL`]. None where nothing that is required is there.
pub fn likely_target<Name: AsRef<str>>(names: &[Name], n_own: impl Fn(Target) -> usize) -> Option<Target> {
    let n_mapped = |mapping: &Mapping| mapping.columns.iter().flatten().count() + n_own(mapping.target);
    Target::ALL
        .into_iter()
        .rev()
        .map(|target| map_header(target, names))
        .filter(|mapping| mapping.missing().is_empty())
        .max_by_key(n_mapped)
        .map(|mapping| mapping.target)
}

/// A name in lower case, without accents, anything but letters and digits as one space: `P.IVA*` is `p iva`.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for character in name.chars().flat_map(char::to_lowercase) {
        match unaccented(character) {
            Some(plain) => folded.push(plain),
            None if ('\u{300}'..='\u{36f}').contains(&character) => {}
            None if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
            None => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn unaccented(character: char) -> Option<char> {
    Some(match character {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => return other.is_alphanumeric().then_some(other),
    })
}

/// The field that a folded name stands for, and how usual the name is for it (0: most).
fn claim(target: Target, source: Source, name: &str) -> Option<(usize, ImportField)> {
    match meaning_in_source(source, target, name) {
        Some(Meaning::Field(field)) => return Some((0, field)),
        Some(Meaning::Nothing) => return None,
        None => {}
    }
    let exact = target
        .aliases()
        .iter()
        .find_map(|&(field, aliases)| aliases.iter().position(|alias| *alias == name).map(|rank| (rank, field)));
    exact.or_else(|| numbered(name).filter(|_| target == Target::Customers).map(|field| (usize::MAX, field)))
}

/// `e mail 3 value`, `phone 2 value`: as many as the data of the file needed.
fn numbered(name: &str) -> Option<ImportField> {
    let (what, field) = [
        ("e mail ", ImportField::OtherEmails),
        ("email ", ImportField::OtherEmails),
        ("phone ", ImportField::OtherPhones),
        ("telefono ", ImportField::OtherPhones),
    ]
    .into_iter()
    .find(|(start, _)| name.starts_with(start))?;
    let number = name.strip_prefix(what)?;
    let number = number.strip_suffix(" value").or(number.strip_suffix(" address")).unwrap_or(number);
    number.parse::<u16>().ok().map(|_| field)
}

/// `Nome` beside `Cognome` is the given name; alone it is the whole name.
fn name_alone_is_the_whole_name(folded: &[String], mapping: &mut Mapping) {
    let has = |field| mapping.column_of(field).is_some();
    if has(ImportField::LastName) || has(ImportField::FullName) {
        return;
    }
    let first = mapping.column_of(ImportField::FirstName);
    if let Some(column) = first.filter(|&it| folded.get(it).is_some_and(|name| name == "nome")) {
        mapping.set(column, Some(ImportField::FullName));
    }
}
