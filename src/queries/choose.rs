//! Records to refer to, while their name is being typed.

use serde::{Deserialize, Serialize};

use crate::engine::data::{Data, Kinds};
use crate::engine::fold::fold;
use crate::model::contact_link::ContactLinkField;
use crate::model::customer::CustomerField;
use crate::model::deal::DealField;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::product::ProductField;
use crate::model::small_sort;
use crate::model::stage::StageField;
use crate::model::task::TaskField;
use crate::model::ticket::TicketField;
use crate::queries::shown::{name_of, referred};
use crate::queries::{Ask, Sight, Unanswered, picks};

/// Which records of a kind go by such a name?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choose {
    /// Which kind.
    pub kind: Kind,
    /// What was typed so far.
    pub text: String,
    /// How many to give.
    pub limit: usize,
}

/// A record that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What tells it from others of that name: a customer's address, a product's code, whose order it is.
    pub hint: String,
}

impl Ask for Choose {
    type Answer = Vec<Candidate>;

    fn reads(&self) -> Kinds {
        Kinds::of(&[self.kind, Kind::Customer, Kind::Pipeline])
    }

    fn answer(&self, sight: Sight<'_>) -> Result<Vec<Candidate>, Unanswered> {
        let data = sight.data;
        let rows = if self.kind == Kind::Customer && !self.text.trim().is_empty() {
            data.search().find(&self.text, self.limit).into_iter().map(|hit| hit.row).collect()
        } else {
            by_name(data, self.kind, &self.text, self.limit)
        };
        let candidate = |row: u32| {
            let id = data.table(self.kind).ids.id_of(row)?;
            Some(Candidate { id, name: name_of(data, self.kind, row), hint: hint(data, self.kind, row) })
        };
        Ok(rows.into_iter().filter_map(candidate).collect())
    }

    picks!(Choose);
}

/// Rows whose name, or a product's code, holds the text: those that begin with it first, then by name; without a text
/// the latest made.
fn by_name(data: &Data, kind: Kind, text: &str, limit: usize) -> Vec<u32> {
    let (table, wanted) = (data.table(kind), fold(text));
    if wanted.is_empty() && table.live.count() > MANY {
        let mut rows: Vec<u32> = table.live.rows().collect();
        rows.reverse();
        rows.truncate(limit);
        return rows;
    }
    let name = |row: u32| fold(kind.name_field().map_or("", |field| table.text(row, field)));
    let code = |row: u32| {
        if kind == Kind::Product { fold(table.text(row, ProductField::Code.number())) } else { String::new() }
    };
    let fits = |row: u32| {
        let (name, code) = (name(row), code(row));
        let begins = name.starts_with(&wanted) || code.starts_with(&wanted);
        (begins || name.contains(&wanted) || code.contains(&wanted)).then_some((!begins, name, row))
    };
    let mut fitting: Vec<_> = table.live.rows().filter_map(fits).collect();
    small_sort::sort(&mut fitting);
    fitting.into_iter().take(limit).map(|(_, _, row)| row).collect()
}

/// More than this many are not worth sorting before anything is typed.
const MANY: usize = 2_000;

/// What tells a record from others of its name.
pub fn hint(data: &Data, kind: Kind, row: u32) -> String {
    /// By kind, the record whose name tells.
    const BELONGS: [(Kind, u16); 6] = [
        (Kind::Order, OrderField::Customer.number()),
        (Kind::Deal, DealField::Customer.number()),
        (Kind::Ticket, TicketField::Customer.number()),
        (Kind::Task, TaskField::Customer.number()),
        (Kind::Stage, StageField::Pipeline.number()),
        (Kind::ContactLink, ContactLinkField::Person.number()),
    ];
    let table = data.table(kind);
    if kind == Kind::Customer {
        let known = [CustomerField::Email, CustomerField::CompanyName, CustomerField::City, CustomerField::Phone];
        let mut texts = known.into_iter().map(|field| table.text(row, field.number()));
        return texts.find(|text| !text.is_empty()).unwrap_or("").to_owned();
    }
    if kind == Kind::Product {
        return table.text(row, ProductField::Code.number()).to_owned();
    }
    let belongs = BELONGS.iter().find(|(it, _)| *it == kind).and_then(|(_, field)| referred(data, kind, row, *field));
    belongs.map_or_else(String::new, |it| it.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queries::fixture::{Fixture, text};

    #[test]
    fn those_that_begin_so_come_first_and_each_tells_itself_from_the_others() {
        let mut fixture = Fixture::new();
        for (name, code) in [("Vaso alto", "B1"), ("Alzata", "A2"), ("Sedia", "ALT")] {
            let values = [(ProductField::Name.number(), text(name)), (ProductField::Code.number(), text(code))];
            fixture.add(Kind::Product, &values);
        }
        let customer = [(CustomerField::Name.number(), text("Anna")), (CustomerField::City.number(), text("Lodi"))];
        fixture.add(Kind::Customer, &customer);
        for (kind, typed, expected) in [
            (Kind::Product, "al", vec![("Alzata", "A2"), ("Sedia", "ALT"), ("Vaso alto", "B1")]),
            (Kind::Product, "", vec![("Alzata", "A2"), ("Sedia", "ALT"), ("Vaso alto", "B1")]),
            (Kind::Product, "zz", vec![]),
            (Kind::Customer, "an", vec![("Anna", "Lodi")]),
        ] {
            let found = fixture.ask(&Choose { kind, text: typed.to_owned(), limit: 9 }).unwrap();
            let found: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.hint.as_str())).collect();
            assert_eq!(found, expected, "{typed}");
        }
    }
}
