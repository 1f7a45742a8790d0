//! Search as you type over everything.

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use crate::engine::customer_search::{each_text, own_searchable};
use crate::engine::data::{Data, Kinds};
use crate::engine::fold::fold;
use crate::engine::text_search::{Hit, Part, matched};
use crate::model::customer::CustomerField;
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::queries::choose::hint;
use crate::queries::shown::name_of;
use crate::queries::{Ask, Sight, Unanswered, picks};

/// Which records hold these words?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// What was typed so far.
    pub text: String,
    /// How many of each kind to give.
    pub limit: usize,
    /// Where to look: customers, products, orders and tasks unless named.
    #[serde(default)]
    pub kinds: Option<Vec<Kind>>,
    /// Of customers only those of that form, by its number among the choices: people or companies.
    #[serde(default)]
    pub form: Option<i64>,
}

/// A record that holds the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHit {
    /// Of which kind.
    pub kind: Kind,
    /// Which.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// What tells it from others of that name.
    pub subtitle: String,
    /// What the matched text is to it.
    pub part: Part,
    /// The text that matched.
    pub text: String,
    /// Where in `text` it did: from character, to character.
    pub marks: Vec<(usize, usize)>,
    /// Found only by forgiving one typo.
    pub typo: bool,
}

impl Ask for Search {
    type Answer = Vec<SearchHit>;

    fn reads(&self) -> Kinds {
        let kinds = [Kind::Customer, Kind::Tag, Kind::Interaction, Kind::Product, Kind::Order, Kind::Task];
        Kinds::of(&kinds).with(Kinds::of(&[Kind::CustomField]))
    }

    fn answer(&self, sight: Sight<'_>) -> Result<Vec<SearchHit>, Unanswered> {
        let (data, wanted) = (sight.data, fold(&self.text));
        let wants = |kind| self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind));
        let mut hits = Vec::new();
        if wanted.is_empty() {
            return Ok(hits);
        }
        if wants(Kind::Customer) {
            let found = data.search().find_where(&self.text, self.limit, &|row| self.is_of_form(data, row));
            hits.extend(found.into_iter().filter_map(|hit| self.customer(data, hit)));
        }
        for kind in [Kind::Product, Kind::Order, Kind::Task].into_iter().filter(|kind| wants(*kind)) {
            let own: Vec<FieldNumber> = own_searchable(data, kind).collect();
            // Orders go by a number: without a digit there is nothing to look for among so many.
            let is_vain = kind == Kind::Order && !wanted.bytes().any(|byte| byte.is_ascii_digit());
            let declared = kind.fields().iter().filter(|field| field.marks.searchable && !is_vain);
            let fields: Vec<FieldNumber> = declared.map(|field| field.number).chain(own).collect();
            if !fields.is_empty() {
                hits.extend(self.scan(data, kind, &fields));
            }
        }
        Ok(hits)
    }

    picks!(Search);
}

impl Search {
    fn is_of_form(&self, data: &Data, row: u32) -> bool {
        let form = || data.table(Kind::Customer).number(row, CustomerField::Form.number());
        self.form.is_none_or(|wanted| form() == Some(wanted))
    }

    fn customer(&self, data: &Data, Hit { row, part, typo, .. }: Hit) -> Option<SearchHit> {
        let mut best: Option<(String, Vec<(usize, usize)>)> = None;
        each_text(data, row, |it, text| {
            if it == part && !text.is_empty() && best.as_ref().is_none_or(|(_, marks)| marks.is_empty()) {
                best = Some((text.to_owned(), marks(text, &self.text)));
            }
        });
        let (text, marks) = best.unwrap_or_default();
        hit(data, Kind::Customer, row, SearchHitText { part, text, marks, typo })
    }

    /// The latest rows in which one of the fields holds the whole text.
    fn scan(&self, data: &Data, kind: Kind, fields: &[FieldNumber]) -> Vec<SearchHit> {
        let (table, wanted) = (data.table(kind), fold(&self.text));
        let finder = Finder::new(&wanted);
        let is_plain = wanted.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
        let holds = |text: &str| {
            // Digits fold to themselves: nearly every number of an order is settled without folding it.
            if is_plain && text.is_ascii() {
                finder.find(text.as_bytes()).is_some()
            } else {
                finder.find(fold(text).as_bytes()).is_some()
            }
        };
        let found = (0..table.len()).rev().filter(|row| table.live.has(*row)).filter_map(|row| {
            let text = fields.iter().map(|field| table.text(row, *field)).find(|text| holds(text))?;
            let marks = marks(text, &self.text);
            hit(data, kind, row, SearchHitText { part: Part::Name, text: text.to_owned(), marks, typo: false })
        });
        found.take(self.limit).collect()
    }
}

struct SearchHitText {
    part: Part,
    text: String,
    marks: Vec<(usize, usize)>,
    typo: bool,
}

fn hit(data: &Data, kind: Kind, row: u32, found: SearchHitText) -> Option<SearchHit> {
    let SearchHitText { part, text, marks, typo } = found;
    let id = data.table(kind).ids.id_of(row)?;
    Some(SearchHit {
        kind,
        id,
        title: name_of(data, kind, row),
        subtitle: hint(data, kind, row),
        part,
        text,
        marks,
        typo,
    })
}

/// The ranges of characters that the query matches.
fn marks(text: &str, query: &str) -> Vec<(usize, usize)> {
    let before = |byte: usize| text.get(..byte).map_or(0, |start| start.chars().count());
    matched(text, query).into_iter().map(|(from, to)| (before(from), before(to))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::customer::CustomerField;
    use crate::model::field::Value;
    use crate::model::interaction::InteractionField;
    use crate::model::order::OrderField;
    use crate::model::product::ProductField;
    use crate::model::tag::TagField;
    use crate::queries::fixture::{Fixture, text};

    fn titles(fixture: &Fixture, text: &str) -> Vec<String> {
        let question = Search { text: text.to_owned(), limit: 20, kinds: None, form: None };
        fixture.ask(&question).unwrap().into_iter().map(|hit| hit.title).collect()
    }

    #[test]
    fn the_index_follows_what_is_made_edited_binned_and_tagged() {
        let mut fixture = Fixture::new();
        assert!(titles(&fixture, "anna").is_empty()); // Built now, empty: everything below must be followed.
        let tag = fixture.add(Kind::Tag, &[(TagField::Name.number(), text("fiera"))]);
        let anna = fixture.add(
            Kind::Customer,
            &[
                (CustomerField::Name.number(), text("Anna Nicolò")),
                (CustomerField::Mobile.number(), text("+39 340 1234567")),
                (CustomerField::Tags.number(), Value::Many(vec![tag])),
            ],
        );
        fixture.add(
            Kind::Product,
            &[(ProductField::Name.number(), text("Vaso")), (ProductField::Code.number(), text("V-77"))],
        );
        fixture.add(Kind::Order, &[(OrderField::Number.number(), text("2026/77"))]);
        for (query, expected) in [
            ("nicolo", vec!["Anna Nicolò"]),
            ("3401234", vec!["Anna Nicolò"]),
            ("+39 340-123", vec!["Anna Nicolò"]),
            ("0039 3401234567", vec!["Anna Nicolò"]),
            ("fiera", vec!["Anna Nicolò"]),
            ("77", vec!["Vaso", "2026/77"]),
            ("vas", vec!["Vaso"]),
            (" ", vec![]),
        ] {
            assert_eq!(titles(&fixture, query), expected, "{query}");
        }
        fixture.write(Kind::Tag, tag, &[(TagField::Name.number(), text("sagra"))]);
        fixture.write(Kind::Customer, anna, &[(CustomerField::Name.number(), text("Anna Conti"))]);
        for (query, n) in [("fiera", 0), ("sagra", 1), ("nicolo", 0), ("conti", 1)] {
            assert_eq!(titles(&fixture, query).len(), n, "{query}");
        }
        let followed = titles(&fixture, "anna");
        fixture.data.recount();
        assert_eq!(titles(&fixture, "anna"), followed);
        fixture.bin(Kind::Customer, anna);
        assert!(titles(&fixture, "anna").is_empty());
    }

    #[test]
    fn people_and_companies_are_found_apart_however_many_the_others_are() {
        let mut fixture = Fixture::new();
        let mut add = |name: &str, form: i64| {
            let of = [(CustomerField::Name.number(), text(name)), (CustomerField::Form.number(), Value::Number(form))];
            fixture.add(Kind::Customer, &of);
        };
        (0..30).for_each(|_| add("Rossi", 1));
        add("Marta Rossi", 0);
        for (form, expected) in
            [(Some(0), vec!["Marta Rossi"]), (Some(1), vec!["Rossi"; 20]), (None, vec!["Rossi"; 20])]
        {
            let question = Search { text: "rossi".to_owned(), limit: 20, kinds: None, form };
            let titles: Vec<_> = fixture.ask(&question).unwrap().into_iter().map(|hit| hit.title).collect();
            assert_eq!(titles, expected, "{form:?}");
        }
    }

    #[test]
    fn what_was_written_of_a_contact_is_found_under_its_customer_below_names() {
        let mut fixture = Fixture::new();
        let named = |name: &str| [(CustomerField::Name.number(), text(name))];
        let bea = fixture.add(Kind::Customer, &named("Bea Rossi"));
        let ada = fixture.add(Kind::Customer, &named("Ada Lampada"));
        assert!(titles(&fixture, "lampada").len() == 1); // Built now: what follows is followed.
        let note = |words: &str| [(InteractionField::Text.number(), text(words))];
        let of = |customer| [(InteractionField::Customer.number(), Value::Reference(customer))];
        let call = fixture.add(Kind::Interaction, &[&of(bea)[..], &note("Lampada rotta: vuole il cambio")].concat());
        let check = |fixture: &mut Fixture, expected: [(&str, Vec<&str>); 3]| {
            for (query, expected) in expected {
                assert_eq!(titles(fixture, query), expected, "{query}");
            }
            assert_eq!(crate::engine::verify::verify(&fixture.data, &fixture.journal), []);
        };
        let both = || vec!["Ada Lampada", "Bea Rossi"];
        check(&mut fixture, [("lampada", both()), ("rossi cambio", vec!["Bea Rossi"]), ("vuole", vec!["Bea Rossi"])]);
        let found = fixture.ask(&Search { text: "cambio".to_owned(), limit: 1, kinds: None, form: None }).unwrap();
        assert_eq!((found[0].part, found[0].text.as_str()), (Part::Notes, "Lampada rotta: vuole il cambio"));
        fixture.write(Kind::Interaction, call, &of(ada));
        check(
            &mut fixture,
            [("vuole", vec!["Ada Lampada"]), ("rossi cambio", vec![]), ("cambio", vec!["Ada Lampada"])],
        );
        fixture.write(Kind::Interaction, call, &note("Tutto a posto"));
        check(&mut fixture, [("vuole", vec![]), ("posto", vec!["Ada Lampada"]), ("lampada", vec!["Ada Lampada"])]);
        let found = titles(&fixture, "posto");
        fixture.data.recount();
        assert_eq!(titles(&fixture, "posto"), found);
        fixture.bin(Kind::Interaction, call);
        check(&mut fixture, [("posto", vec![]), ("rossi", vec!["Bea Rossi"]), ("ada", vec!["Ada Lampada"])]);
    }

    #[test]
    fn a_field_of_ones_own_is_found_in_records_of_each_kind() {
        use crate::model::custom_field::CustomFieldField as Definition;
        use crate::model::task::TaskField;
        for (kind, name) in [
            (Kind::Customer, CustomerField::Name.number()),
            (Kind::Product, ProductField::Name.number()),
            (Kind::Order, OrderField::Number.number()),
            (Kind::Task, TaskField::Title.number()),
        ] {
            let mut fixture = Fixture::new();
            let number = |number: i64| Value::Number(number);
            let definition = [
                (Definition::Name.number(), text("Zona")),
                (Definition::On.number(), text(kind.name())),
                (Definition::Number.number(), number(1_000_000)),
                (Definition::Type.number(), number(0)),
                (Definition::Searchable.number(), number(1)),
            ];
            let definition = fixture.add(Kind::CustomField, &definition);
            fixture.add(kind, &[(name, text("Uno")), (1_000, text("Valpantena"))]);
            assert_eq!(titles(&fixture, "pantena"), ["Uno"], "{kind:?}");
            fixture.bin(Kind::CustomField, definition);
            assert_eq!(titles(&fixture, "pantena"), [] as [&str; 0], "{kind:?}");
        }
    }

    #[test]
    fn marks_are_counted_in_characters() {
        let mut fixture = Fixture::new();
        fixture.add(Kind::Customer, &[(CustomerField::Name.number(), text("Noè Viò"))]);
        let found = fixture.ask(&Search { text: "vio".to_owned(), limit: 1, kinds: None, form: None }).unwrap();
        assert_eq!((found[0].text.as_str(), &found[0].marks), ("Noè Viò", &vec![(4, 7)]));
    }
}
