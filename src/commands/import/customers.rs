//! Rows that are customers: known by e-mail, by their number in the source, by VAT number, or by name and telephone.

use std::borrow::Cow;

use crate::changes::change::Change;
use crate::commands::import::ImportOrder;
use crate::commands::import::cells::{FileColumn, Held, column_for, file_columns};
use crate::commands::import::edits::{Edits, Fate};
use crate::commands::import::known::{Case, Known};
use crate::commands::import::records::{Filling, Values, make, put_all, words_in};
use crate::commands::import::result::{CellReason, RowReason};
use crate::engine::column::Cell;
use crate::engine::data::Data;
use crate::engine::staged_rows::StagedRows;
use crate::exchange::csv::columns::values;
use crate::exchange::csv::header::ImportField;
use crate::exchange::csv::read::Row;
use crate::model::check::phone::is_same_phone;
use crate::model::customer::CustomerField as Field;
use crate::model::field::{FieldNumber, Value};
use crate::model::id::{Id, IdSource};
use crate::model::kind::Kind;
use crate::model::tag::TagField;

/// The customers of a file.
#[derive(Debug, Clone)]
pub struct CustomerRows {
    columns: Vec<FileColumn>,
    filling: Filling,
    tag_columns: Vec<FileColumn>,
    note_columns: Vec<FileColumn>,
    customers: StagedRows,
    tags: StagedRows,
    first_tag: Id,
    by_email: Known,
    by_external_id: Known,
    by_vat_number: Known,
    by_name: Known,
    by_tag: Known,
    edits: Edits,
}

impl CustomerRows {
    /// For a file that is imported as the order says.
    pub fn new(data: &Data, order: &ImportOrder, ids: &mut IdSource) -> Self {
        let columns = file_columns(&order.mapping, &order.styles);
        let of = |fields: &[ImportField]| columns.iter().filter(|it| fields.contains(&it.field)).copied().collect();
        let by = |field: Field, case| Known::new(data, Kind::Customer, field.number(), case);
        Self {
            filling: Filling::new(data, Kind::Customer, &columns, field_for),
            tag_columns: of(&[ImportField::Tags]),
            note_columns: of(&[
                ImportField::Notes,
                ImportField::OtherEmails,
                ImportField::OtherPhones,
                ImportField::Owner,
            ]),
            customers: StagedRows::new(data, Kind::Customer),
            tags: StagedRows::new(data, Kind::Tag),
            first_tag: ids.next_id(),
            by_email: by(Field::Email, Case::Folded),
            by_external_id: by(Field::ExternalId, Case::Kept),
            by_vat_number: by(Field::PartitaIva, Case::Kept),
            by_name: by(Field::Name, Case::Folded),
            by_tag: Known::new(data, Kind::Tag, TagField::Name.number(), Case::Folded),
            edits: Edits::default(),
            columns,
        }
    }

    /// Takes a row.
    ///
    /// # Errors
    /// When it is no customer that could be kept.
    pub fn take(&mut self, data: &Data, row: &Row<'_>) -> Result<Fate, RowReason> {
        let mut values = self.filling.read(data, row)?;
        let named = name_it(&mut values)?;
        let notes = self.notes(row);
        if !notes.is_empty() {
            values.push((Field::Notes.number(), Held::Words(notes.into())));
        }
        let known = self.find(data, &values);
        let (at, fate) = match known {
            None => {
                self.filling.check_new(&values)?;
                let at = make(&mut self.customers, &values);
                self.learn(at, &values);
                (at, Fate::Made)
            }
            Some(at) => {
                if named == Named::ByEmail {
                    values.retain(|(field, _)| *field != Field::Name.number());
                }
                self.check_unique(data, at, &values)?;
                self.keep_phones(data, at, &mut values);
                self.keep_notes(data, at, &mut values);
                let fate = put_all(data, &mut self.customers, &mut self.edits, at, &values);
                self.learn(at, &values);
                (at, fate)
            }
        };
        match (self.tag(data, row, at), fate) {
            (Fate::Updated, Fate::Unchanged) => Ok(Fate::Updated),
            (Fate::Made | Fate::Updated | Fate::Unchanged, fate) => Ok(fate),
        }
    }

    /// What the rows came to: records to be made, with the identity of the first where it is settled, and changes.
    pub fn finish(self) -> (Vec<(StagedRows, Option<Id>)>, Vec<Change>) {
        (vec![(self.tags, Some(self.first_tag)), (self.customers, None)], self.edits.finish())
    }

    fn find(&mut self, data: &Data, values: &Values<'_>) -> Option<u32> {
        let email = words_in(values, Field::Email.number());
        let external_id = words_in(values, Field::ExternalId.number());
        let vat_number = words_in(values, Field::PartitaIva.number());
        let staged = &self.customers;
        let found = self.by_email.find(data, staged, email);
        let found = found.or_else(|| self.by_external_id.find(data, staged, external_id));
        let found = found.or_else(|| self.by_vat_number.find(data, staged, vat_number));
        if found.is_some() || !(email.is_empty() && external_id.is_empty() && vat_number.is_empty()) {
            return found;
        }
        // Nothing but its name and telephone tells who it is: both must be the same.
        let Self { by_name, edits, customers, .. } = self;
        let is_same = |at: u32, field: Field| {
            is_same_phone(&text_at(data, customers, edits, at, field), words_in(values, field.number()))
        };
        by_name.find_where(data, customers, words_in(values, Field::Name.number()), |at| {
            [Field::Phone, Field::Mobile].into_iter().all(|field| is_same(at, field))
        })
    }

    fn learn(&mut self, at: u32, values: &Values<'_>) {
        let add = |known: &mut Known, field: Field| {
            let words = words_in(values, field.number());
            known.add(at, words);
        };
        add(&mut self.by_email, Field::Email);
        add(&mut self.by_external_id, Field::ExternalId);
        add(&mut self.by_vat_number, Field::PartitaIva);
        if [Field::Email, Field::ExternalId, Field::PartitaIva]
            .iter()
            .all(|it| words_in(values, it.number()).is_empty())
        {
            add(&mut self.by_name, Field::Name);
        }
    }

    /// The address that the row brings may belong to nobody else.
    fn check_unique(&mut self, data: &Data, at: u32, values: &Values<'_>) -> Result<(), RowReason> {
        let email = words_in(values, Field::Email.number());
        match (self.by_email.find(data, &self.customers, email), column_for(&self.columns, ImportField::Email)) {
            (Some(other), Some(column)) if other != at => Err(column.refused(CellReason::Taken)),
            (Some(_) | None, _) => Ok(()),
        }
    }

    /// All that has no field of its own, one a line.
    fn notes(&self, row: &Row<'_>) -> String {
        let mut notes = String::new();
        for column in &self.note_columns {
            let words = column.words(row);
            if !words.is_empty() {
                if !notes.is_empty() {
                    notes.push('\n');
                }
                notes.push_str(words);
            }
        }
        notes
    }

    /// A telephone number stays as it was typed first, where the file only writes it in another way.
    fn keep_phones(&self, data: &Data, at: u32, values: &mut Values<'_>) {
        values.retain(|(number, held)| {
            match (held, [Field::Phone, Field::Mobile].iter().find(|it| it.number() == *number)) {
                (Held::Words(words), Some(field)) => {
                    !is_same_phone(&text_at(data, &self.customers, &self.edits, at, *field), words)
                }
                (Held::Words(_) | Held::Nothing | Held::Number(_) | Held::Record(..), _) => true,
            }
        });
    }

    /// Notes of the file come behind those that are there, once.
    fn keep_notes(&self, data: &Data, at: u32, values: &mut Values<'_>) {
        let field = Field::Notes.number();
        let there = text_at(data, &self.customers, &self.edits, at, Field::Notes);
        if there.is_empty() {
            return;
        }
        for (number, held) in values.iter_mut() {
            if let (true, Held::Words(words)) = (*number == field, &*held) {
                let joined =
                    if there.contains(words.as_ref()) { there.to_string() } else { format!("{there}\n{words}") };
                *held = Held::Words(joined.into());
            }
        }
    }

    /// Adds the tags of the row to those of the record.
    fn tag(&mut self, data: &Data, row: &Row<'_>, at: u32) -> Fate {
        let mut rows: Vec<u32> = Vec::new();
        for column in &self.tag_columns {
            for name in values(row.cell(column.column)) {
                let found = self.by_tag.find(data, &self.tags, name);
                rows.push(found.unwrap_or_else(|| {
                    let tag = self.tags.add();
                    self.tags.set(tag, TagField::Name.number(), Cell::Text(name));
                    self.by_tag.add(tag, name);
                    tag
                }));
            }
        }
        if rows.is_empty() {
            return Fate::Unchanged;
        }
        let field = Field::Tags.number();
        if at >= self.customers.base() {
            let there =
                if let Cell::Rows(there) = self.customers.cell(at, field) { there.to_vec() } else { Vec::new() };
            if rows.iter().all(|row| there.contains(row)) {
                return Fate::Unchanged;
            }
            rows.extend(there);
            self.customers.set(at, field, Cell::Rows(&rows));
            return Fate::Updated;
        }
        let there = self.edits.value(data, Kind::Customer, at, field);
        let mut ids: Vec<Id> = if let Value::Many(there) = &there { there.clone() } else { Vec::new() };
        ids.extend(rows.iter().filter_map(|row| self.tag_id(data, *row)));
        ids.sort_unstable();
        ids.dedup();
        self.edits.put(data, Kind::Customer, at, field, Value::Many(ids))
    }

    fn tag_id(&self, data: &Data, row: u32) -> Option<Id> {
        match row.checked_sub(self.tags.base()) {
            Some(step) => Some(self.first_tag.plus(u64::from(step))),
            None => data.table(Kind::Tag).ids.id_of(row),
        }
    }
}

/// The words of a customer that is there, as the import leaves them, or of one that it makes.
fn text_at<'a>(data: &'a Data, staged: &'a StagedRows, edits: &Edits, at: u32, field: Field) -> Cow<'a, str> {
    if at < staged.base() {
        Cow::Owned(edits.value(data, Kind::Customer, at, field.number()).text().to_owned())
    } else {
        Cow::Borrowed(staged.text(at, field.number()))
    }
}

/// What a customer is called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// By the file.
    ByFile,
    /// By its address, for want of a name.
    ByEmail,
}

/// Every customer has a name: the whole one, the person's, the firm's, or its address.
fn name_it(values: &mut Values<'_>) -> Result<Named, RowReason> {
    let of = |field: Field| words_in(values, field.number());
    let person = format!("{} {}", of(Field::FirstName), of(Field::LastName)).trim().to_owned();
    let (whole, company) = (of(Field::Name).to_owned(), of(Field::CompanyName).to_owned());
    let email = of(Field::Email).to_owned();
    let is_company =
        whole.is_empty() && person.is_empty() && !company.is_empty() || whole == company && !whole.is_empty();
    let (name, named) = match [whole, person, company, email].into_iter().enumerate().find(|(_, it)| !it.is_empty()) {
        Some((3, email)) => (email, Named::ByEmail),
        Some((_, name)) => (name, Named::ByFile),
        None => return Err(RowReason::Missing(ImportField::FullName)),
    };
    values
        .retain(|(field, _)| *field != Field::Name.number() && !(is_company && *field == Field::CompanyName.number()));
    values.push((Field::Name.number(), Held::Words(name.into())));
    if values.iter().all(|(field, _)| *field != Field::Form.number()) {
        values.push((Field::Form.number(), Held::Number(i64::from(is_company))));
    }
    Ok(named)
}

/// The field of a customer that a column fills as it stands.
fn field_for(field: ImportField) -> Option<FieldNumber> {
    const FILLED: &[(ImportField, Field)] = &[
        (ImportField::FullName, Field::Name),
        (ImportField::FirstName, Field::FirstName),
        (ImportField::LastName, Field::LastName),
        (ImportField::CompanyName, Field::CompanyName),
        (ImportField::Form, Field::Form),
        (ImportField::Email, Field::Email),
        (ImportField::CertifiedEmail, Field::CertifiedEmail),
        (ImportField::Phone, Field::Phone),
        (ImportField::Mobile, Field::Mobile),
        (ImportField::Website, Field::Website),
        (ImportField::Address, Field::Address),
        (ImportField::City, Field::City),
        (ImportField::Province, Field::Province),
        (ImportField::PostalCode, Field::PostalCode),
        (ImportField::Region, Field::Region),
        (ImportField::Country, Field::Country),
        (ImportField::CodiceFiscale, Field::CodiceFiscale),
        (ImportField::PartitaIva, Field::PartitaIva),
        (ImportField::SdiCode, Field::SdiCode),
        (ImportField::Lifecycle, Field::Lifecycle),
        (ImportField::LeadStatus, Field::LeadStatus),
        (ImportField::Class, Field::Class),
        (ImportField::Channel, Field::Channel),
        (ImportField::Consent, Field::Consent),
        (ImportField::OptOut, Field::Consent),
        (ImportField::BirthDate, Field::BirthDate),
        (ImportField::Since, Field::Since),
        (ImportField::LeadSource, Field::Source),
        (ImportField::ExternalId, Field::ExternalId),
        (ImportField::JobTitle, Field::JobTitle),
        (ImportField::Sex, Field::Sex),
        (ImportField::Industry, Field::Industry),
        (ImportField::Employees, Field::Employees),
        (ImportField::PaymentDays, Field::PaymentDays),
        (ImportField::Language, Field::Language),
    ];
    FILLED.iter().find(|(from, _)| *from == field).map(|(_, to)| to.number())
}
