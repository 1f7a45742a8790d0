//! Search as you type over everything.

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use crate::engine::customer_search::each_text;
use crate::engine::data::{Data, Kinds};
use crate::engine::fold::fold;
use crate::engine::text_search::{Hit, Part, matched};
use crate::model::field::FieldNumber;
use crate::model::id::Id;
use crate::model::kind::Kind;
use crate::model::order::OrderField;
use crate::model::product::ProductField;
use crate::queries::choose::hint;
use crate::queries::shown::name_of;
use crate::queries::{Ask, Sight, Unanswered, picks};

/// Which records hold these words?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Search {
    /// What was typed so far.
    pub text: String,
    /// How many of each kind to give.
    pub limit: usize,
    /// Where to look: customers, products and orders unless named.
    #[serde(default)]
    pub kinds: Option<Vec<Kind>>,
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
        Kinds::of(&[Kind::Customer, Kind::Tag, Kind::Product, Kind::Order])
    }

    fn answer(&self, sight: Sight<'_>) -> Result<Vec<SearchHit>, Unanswered> {
        let (data, wanted) = (sight.data, fold(&self.text));
        let wants = |kind| self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind));
        let mut hits = Vec::new();
        if wanted.is_empty() {
            return Ok(hits);
        }
        if wants(Kind::Customer) {
            let found = data.search().find(&self.text, self.limit);
            hits.extend(found.into_iter().filter_map(|hit| self.customer(data, hit)));
        }
        if wants(Kind::Product) {
            hits.extend(self.scan(data, Kind::Product, &[ProductField::Name.number(), ProductField::Code.number()]));
        }
        // Orders go by a number: without a digit there is nothing to look for among so many.
        if wants(Kind::Order) && wanted.bytes().any(|byte| byte.is_ascii_digit()) {
            hits.extend(self.scan(data, Kind::Order, &[OrderField::Number.number()]));
        }
        Ok(hits)
    }

    picks!(Search);
}

impl Search {
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
