//! The search index over customers: built when it is first asked for, then following each change.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fmt;

use crate::engine::column::Cell;
use crate::engine::data::Data;
use crate::engine::text_search::{Part, TextSearch};
use crate::model::customer::CustomerField as Field;
use crate::model::field::{FIRST_CUSTOM, FieldNumber};
use crate::model::interaction::InteractionField;
use crate::model::kind::Kind;
use crate::model::tag::TagField;

/// An index that is there once somebody searched.
///
/// A question holds the data without being able to change them, and yet the first search must build the index: hence
/// the cell. It is filled at most once between two bulk changes, so no question can see it half built.
#[derive(Default)]
pub struct CustomerSearch(OnceCell<TextSearch>);

/// A copy of the data builds its own when it is searched.
impl Clone for CustomerSearch {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for CustomerSearch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CustomerSearch").field("is_built", &self.is_built()).finish()
    }
}

impl CustomerSearch {
    /// The index, built now if it was not.
    pub fn get(&self, data: &Data) -> &TextSearch {
        self.0.get_or_init(|| build(data))
    }

    /// Whether somebody searched already.
    pub fn is_built(&self) -> bool {
        self.built().is_some()
    }

    /// The index, if somebody searched already.
    pub fn built(&self) -> Option<&TextSearch> {
        self.0.get()
    }

    /// Takes in what changed in these rows; does nothing before the index is built.
    /// `left` are the customers to whom a contact belonged before.
    pub fn follow(&mut self, data: &Data, touched: &BTreeSet<(Kind, u32)>, left: &BTreeSet<u32>) {
        let Some(index) = self.0.get_mut() else { return };
        let mut customers = left.clone();
        for (kind, row) in touched {
            if *kind == Kind::Customer {
                customers.insert(*row);
            } else if *kind == Kind::Tag {
                customers.extend(tagged(data, *row));
            } else if *kind == Kind::Interaction && have_words(data) {
                customers.extend(data.table(*kind).target(*row, InteractionField::Customer.number()));
            } else if *kind == Kind::CustomField {
                // Which fields are found may be others now: seldom, and then all are read again.
                self.0 = OnceCell::new();
                return;
            }
        }
        for row in customers {
            let mut parts = Vec::new();
            each_text(data, row, |part, text| parts.push((part, text.to_owned())));
            let parts: Vec<_> = parts.iter().map(|(part, text)| (*part, text.as_str())).collect();
            index.set(row, &parts);
        }
    }
}

/// The texts by which a customer is found, the most telling first; none of one that is not there.
pub fn each_text(data: &Data, row: u32, mut take: impl FnMut(Part, &str)) {
    let table = data.table(Kind::Customer);
    if !table.live.has(row) {
        return;
    }
    let text = |field: Field| table.text(row, field.number());
    let (name, first, last) = (text(Field::Name), text(Field::FirstName), text(Field::LastName));
    take(Part::Name, name);
    let within = name.strip_prefix(first).is_some_and(|rest| rest.trim_start() == last);
    if !(within || first.is_empty() && last.is_empty()) {
        take(Part::Name, &format!("{first} {last}"));
    }
    take(Part::Company, text(Field::CompanyName));
    take(Part::Email, text(Field::Email));
    take(Part::Email, text(Field::CertifiedEmail));
    take(Part::Phone, text(Field::Phone));
    take(Part::Phone, text(Field::Mobile));
    if let Cell::Rows(tags) = table.cell(row, Field::Tags.number()) {
        let names = data.table(Kind::Tag);
        for tag in tags.iter().filter(|tag| names.live.has(**tag)) {
            take(Part::Tags, names.text(*tag, TagField::Name.number()));
        }
    }
    take(Part::Notes, text(Field::Notes));
    for field in own_searchable(data, Kind::Customer) {
        take(Part::Notes, table.text(row, field));
    }
    if have_words(data) {
        let contacts = data.table(Kind::Interaction);
        for contact in data.referring(Kind::Interaction, InteractionField::Customer.number(), row) {
            take(Part::Notes, contacts.text(contact, InteractionField::Text.number()));
        }
    }
}

/// Whether anything was written of any contact: where not, none is looked at.
fn have_words(data: &Data) -> bool {
    let words = data.table(Kind::Interaction).column(InteractionField::Text.number());
    words.is_some_and(|words| !words.is_empty())
}

fn build(data: &Data) -> TextSearch {
    let mut build = SearchBuild::default();
    while build.step(data) {}
    build.index
}

/// How many customers are read in one step.
const STEP_ROWS: u32 = 8_192;

/// An index being built, step by step, beside the one that is there.
#[derive(Default)]
pub struct SearchBuild {
    index: TextSearch,
    row: u32,
}

impl SearchBuild {
    /// How many customers are read.
    pub fn n_done(&self) -> u32 {
        self.row
    }

    /// One step more; false when there is none left.
    pub(super) fn step(&mut self, data: &Data) -> bool {
        let rows = data.table(Kind::Customer).len();
        if self.row >= rows {
            self.index.tidy();
            return false;
        }
        let end = (self.row + STEP_ROWS).min(rows);
        for row in self.row..end {
            each_text(data, row, |part, text| self.index.load(row, part, text));
        }
        self.row = end;
        true
    }

    /// The index.
    pub(super) fn finish(&mut self) -> CustomerSearch {
        CustomerSearch(OnceCell::from(std::mem::take(&mut self.index)))
    }
}

/// The user's own fields that are found by search.
pub fn own_searchable(data: &Data, kind: Kind) -> impl Iterator<Item = FieldNumber> + '_ {
    let own = data.fields(kind).filter(|field| field.number >= FIRST_CUSTOM);
    own.filter(|field| field.shown && field.marks.searchable).map(|field| field.number)
}

fn tagged(data: &Data, tag: u32) -> impl Iterator<Item = u32> + '_ {
    let table = data.table(Kind::Customer);
    let has =
        move |row: &u32| matches!(table.cell(*row, Field::Tags.number()), Cell::Rows(tags) if tags.contains(&tag));
    table.live.rows().filter(has)
}
