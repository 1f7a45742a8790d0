//! Search as you type over the texts of rows: prefix, infix, several words, telephone digits, one typo; the best first.

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use crate::engine::bits::Bits;
use crate::model::small_sort;
use arena::{Arena, Entry, Place, State};
use best::{Best, Offer};
use grams::Grams;
use query::{Query, forgives_a_typo};
use rank::{Fit, Rank};
use typo::{beginnings, one_slip_prefix};

mod arena;
mod best;
mod grams;
mod matched;
mod query;
mod rank;
mod typo;

pub use matched::matched;

/// What a text is to its row; the earlier, the more a match in it counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Its name.
    Name,
    /// The firm it belongs to.
    Company,
    /// Its addresses.
    Email,
    /// Compared by its digits alone.
    Phone,
    /// Words put on it.
    Tags,
    /// Free text.
    Notes,
}

impl Part {
    /// All parts, the most telling first.
    pub const ALL: [Self; 6] = [Self::Name, Self::Company, Self::Email, Self::Phone, Self::Tags, Self::Notes];
}

/// A row that matches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The row that was given to [`TextSearch::set`].
    pub row: u32,
    /// Where it matches best; with several words, where the first of them does.
    pub part: Part,
    /// The greater the better. Whole text, then its beginning, then the beginning of a word, then elsewhere, then with
    /// a typo; then by part; then the shorter text.
    pub score: u32,
    /// Found only by forgiving one typo.
    pub typo: bool,
}

/// An index over the texts of rows.
///
/// The texts lie folded in one arena, in rank order, with the positions of each gram of three bytes beside it: the lists
/// rise, so the first twenty that hold are the best twenty and the rest is never looked at. What was added since lies
/// behind, and is scanned; [`TextSearch::tidy`] takes it in, by itself when it has grown to a part of the whole.
#[derive(Default)]
pub struct TextSearch {
    arena: Arena,
    grams: Grams,
    /// How many bytes of the arena `grams` covers; what lies behind is scanned.
    n_indexed: usize,
}

/// Bytes that may lie behind the index (or be gone from it) before it is made anew, whatever its size.
const MIN_STALE_BYTES: usize = 256 * 1024;
/// The share of the index that may be stale, as a divisor.
const STALE_SHARE: usize = 2;

impl TextSearch {
    /// Replaces all texts of a row. Rows are small numbers: the index has room for each up to the greatest.
    pub fn set(&mut self, row: u32, parts: &[(Part, &str)]) {
        self.arena.remove(row);
        for &(part, text) in parts {
            self.arena.push(row, part, text);
        }
        self.tidy_when_stale();
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: u32) {
        self.arena.remove(row);
        self.tidy_when_stale();
    }

    /// Adds one more text to a row, for loading many: call [`TextSearch::tidy`] after the last.
    pub fn load(&mut self, row: u32, part: Part, text: &str) {
        self.arena.push(row, part, text);
    }

    /// Drops what is gone and takes all the rest into the index: some 10 ms for each megabyte of text. For idle time.
    pub fn tidy(&mut self) {
        self.grams = Grams::default(); // frees the old one before the new one is made
        self.arena = std::mem::take(&mut self.arena).in_rank_order();
        self.grams = Grams::build(&self.arena.bytes);
        self.n_indexed = self.arena.bytes.len();
    }

    /// The rows whose texts are not the same in both: a test of one that followed changes against one made anew.
    pub fn differing_rows(&self, other: &Self) -> Vec<u32> {
        let rows = self.arena.n_rows().max(other.arena.n_rows()) as u32;
        (0..rows).filter(|row| self.arena.texts_of(*row) != other.arena.texts_of(*row)).collect()
    }

    /// Whether [`TextSearch::tidy`] has anything to do.
    pub fn is_tidy(&self) -> bool {
        self.n_indexed == self.arena.bytes.len() && self.arena.gone_bytes == 0
    }

    /// The best `limit` rows that hold every word of `query`, best first; where there are fewer, rows that hold one word
    /// of at least four letters with one typo.
    pub fn find(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.find_where(query, limit, &|_| true)
    }

    /// The same among the rows that `wants` says yes to.
    pub fn find_where(&self, query: &str, limit: usize, wants: &dyn Fn(u32) -> bool) -> Vec<Hit> {
        let query = Query::new(query);
        let mut best = Best::new(limit, wants);
        if limit > 0 && !query.words.is_empty() {
            self.find_text(query.phrase.as_bytes(), &Part::ALL, &mut best);
            if let Some(digits) = query.digits.as_ref().filter(|&digits| *digits != query.phrase) {
                self.find_text(digits.as_bytes(), &[Part::Phone], &mut best);
            }
            let words: Vec<_> = query.words.iter().map(|word| Word::new(word, &self.grams)).collect();
            if words.len() > 1 {
                self.find_words(&words, &mut best);
            }
            for at in 0..words.len() {
                if !best.is_full() || best.to_beat().is_some_and(|rank| rank.fit == Fit::Typo) {
                    self.find_with_typo(&words, at, &mut best);
                }
            }
        }
        let hit =
            |(rank, row): (Rank, u32)| Hit { row, part: rank.part, score: rank.score(), typo: rank.fit == Fit::Typo };
        best.into_kept().into_iter().map(hit).collect()
    }

    /// All rows that hold every word of `query`, wherever each stands; for telephone numbers its digits.
    pub fn rows_holding(&self, query: &str) -> Bits {
        let query = Query::new(query);
        let mut words = query.words.iter().map(|word| self.rows_with(word.as_bytes(), &Part::ALL));
        let mut rows = words.next().unwrap_or_default();
        for others in words {
            rows.keep(&others);
        }
        if let Some(digits) = &query.digits {
            rows.add(&self.rows_with(digits.as_bytes(), &[Part::Phone]));
        }
        rows
    }

    /// One pass over the arena; after a hit it goes on behind the text that was hit.
    fn rows_with(&self, needle: &[u8], parts: &[Part]) -> Bits {
        let mut rows = Bits::default();
        let (finder, mut from) = (Finder::new(needle), 0);
        while let Some(at) = self.arena.bytes.get(from..).and_then(|rest| finder.find(rest)) {
            let entry = self.arena.entry_at((from + at) as u32);
            if entry.state == State::Live && parts.contains(&entry.part) {
                rows.insert(entry.row);
            }
            from = (entry.start + entry.len) as usize + 1;
        }
        rows
    }

    fn tidy_when_stale(&mut self) {
        let stale = self.arena.gone_bytes.max(self.arena.bytes.len() - self.n_indexed);
        if stale > MIN_STALE_BYTES.max(self.arena.bytes.len() / STALE_SHARE) {
            self.tidy();
        }
    }

    /// Offers the rows that hold `needle` in one of `parts`.
    fn find_text(&self, needle: &[u8], parts: &[Part], best: &mut Best<'_>) {
        self.each_place_of(needle, |entry, position| {
            if !parts.contains(&entry.part) {
                return Offer::Taken;
            }
            best.offer(Rank::new(Fit::at(&self.arena, entry, position, needle), entry), entry.row)
        });
    }

    /// Offers the rows that hold all `words`, wherever each stands.
    fn find_words(&self, words: &[Word<'_>], best: &mut Best<'_>) {
        let (Some(first), Some(rarest)) = (words.first(), words.iter().min_by_key(|word| word.n_places)) else {
            return;
        };
        // The first word's places come in the order of the ranks, which saves more than going by a rarer word, if it is
        // not much rarer.
        let by_first = rarest.n_places >= first.n_places / MUCH_RARER;
        let lead = if by_first { first } else { rarest };
        let mut seen = Seen::new(self.arena.n_rows());
        self.each_place_of(lead.bytes, |entry, position| {
            // A row cannot fit better than its worst word does.
            let rank = Rank::new(Fit::at(&self.arena, entry, position, lead.bytes), entry);
            let is_beaten = if by_first {
                best.judge(rank, entry.row) == Offer::Beaten
            } else {
                best.to_beat().is_some_and(|to_beat| to_beat.fit < rank.fit)
            };
            if is_beaten {
                return Offer::Beaten;
            }
            if seen.is_new(entry.row)
                && let Some(rank) = self.rank_of_words(entry.row, words)
            {
                best.offer(rank, entry.row);
            }
            Offer::Taken
        });
    }

    /// The fit of the worst word, at the place of the first; `None` if one is missing.
    fn rank_of_words(&self, row: u32, words: &[Word<'_>]) -> Option<Rank> {
        let mut ranks = words.iter().map(|word| self.rank_of_word(row, word));
        let mut rank = ranks.next()??;
        for other in ranks {
            rank.fit = rank.fit.max(other?.fit);
        }
        Some(rank)
    }

    fn rank_of_word(&self, row: u32, word: &Word<'_>) -> Option<Rank> {
        let fits = |entry: &Entry| {
            let text = self.arena.text(entry);
            let mut at = word.finder.find(text)?;
            let mut fit = Fit::at(&self.arena, entry, entry.start + at as u32, word.bytes);
            while fit == Fit::Infix {
                let Some(next) = text.get(at + 1..).and_then(|rest| word.finder.find(rest)) else { break };
                at += 1 + next;
                fit = Fit::at(&self.arena, entry, entry.start + at as u32, word.bytes);
            }
            Some(Rank::new(fit, entry))
        };
        self.arena.of_row(row).filter_map(fits).min()
    }

    /// Offers the rows that hold one word with a typo, at the beginning of a word, and the other words as they are.
    fn find_with_typo(&self, words: &[Word<'_>], at: usize, best: &mut Best<'_>) {
        let Some(word) = words.get(at).filter(|word| forgives_a_typo(word.text)) else { return };
        let mut others: Vec<_> =
            (words.iter().enumerate()).filter(|(other, _)| *other != at).map(|(_, it)| it).collect();
        small_sort::sort_by_key(&mut others, |other| other.n_places);
        let rest_holds = |row: u32, others: &[&Word<'_>]| others.iter().all(|other| self.row_holds(row, other));
        if let Some((rarest, others)) = others.split_first()
            && rarest.n_places < self.n_beginnings(word)
        {
            let mut seen = Seen::new(self.arena.n_rows());
            self.each_place_of(rarest.bytes, |entry, _| {
                if seen.is_new(entry.row) && rest_holds(entry.row, others) {
                    for entry in self.arena.of_row(entry.row).filter(|entry| self.holds_with_typo(entry, word)) {
                        best.offer(Rank::new(Fit::Typo, entry), entry.row);
                    }
                }
                Offer::Taken
            });
            return;
        }
        self.each_beginning_of(word, |position| {
            let rest = self.arena.bytes.get(position as usize..).unwrap_or_default();
            if one_slip_prefix(rest, word.bytes).is_none() {
                return Offer::Taken;
            }
            let entry = self.arena.entry_at(position);
            let rank = Rank::new(Fit::Typo, entry);
            if best.judge(rank, entry.row) == Offer::Beaten {
                return Offer::Beaten;
            }
            if entry.state == State::Live && rest_holds(entry.row, &others) {
                best.offer(rank, entry.row);
            }
            Offer::Taken
        });
    }

    fn row_holds(&self, row: u32, word: &Word<'_>) -> bool {
        self.arena.of_row(row).any(|entry| word.finder.find(self.arena.text(entry)).is_some())
    }

    fn holds_with_typo(&self, entry: &Entry, word: &Word<'_>) -> bool {
        let begins_word = |position: &u32| self.arena.place(*position) != Place::Inside;
        (entry.start..entry.start + entry.len).filter(begins_word).any(|position| {
            let text = self.arena.text(entry).get((position - entry.start) as usize..).unwrap_or_default();
            one_slip_prefix(text, word.bytes).is_some()
        })
    }

    /// The indexed places, list by list, that may begin `word` with one slip.
    fn beginning_lists(&self, word: &Word<'_>) -> impl Iterator<Item = &[u32]> {
        let patterns = beginnings(word.bytes);
        let places = [Place::Text, Place::Word].into_iter();
        places
            .flat_map(move |place| patterns.clone().into_iter().map(move |pattern| (place, pattern)))
            .flat_map(|(place, pattern)| self.grams.pattern(place, pattern))
    }

    fn n_beginnings(&self, word: &Word<'_>) -> usize {
        self.beginning_lists(word).map(<[u32]>::len).sum()
    }

    /// Visits the places that may begin `word` with one slip, those behind the index first. All rank by position alone:
    /// what lies after a place that `visit` says is beaten is beaten too, in every list.
    fn each_beginning_of(&self, word: &Word<'_>, mut visit: impl FnMut(u32) -> Offer) {
        for position in self.n_indexed as u32..self.arena.bytes.len() as u32 {
            if self.arena.place(position) != Place::Inside {
                visit(position);
            }
        }
        let mut beaten_from = u32::MAX;
        for list in self.beginning_lists(word) {
            let mut open = list.iter().copied().take_while(|&position| position < beaten_from);
            if let Some(beaten) = open.find(|&position| visit(position) == Offer::Beaten) {
                beaten_from = beaten;
            }
        }
    }

    /// Visits the places where `needle` stands in a live text, until `visit` says of a list, which rises in rank, that
    /// its hits are beaten.
    fn each_place_of(&self, needle: &[u8], mut visit: impl FnMut(&Entry, u32) -> Offer) {
        let mut visit_live = |position: u32| {
            let entry = self.arena.entry_at(position);
            if entry.state == State::Live { visit(entry, position) } else { Offer::Taken }
        };
        let tail = &self.arena.bytes[self.n_indexed..];
        let (finder, mut from) = (Finder::new(needle), 0);
        while let Some(at) = tail.get(from..).and_then(|rest| finder.find(rest)) {
            visit_live((self.n_indexed + from + at) as u32);
            from += at + 1;
        }
        if let Some((offset, positions)) = self.grams.rarest_within(needle)
            && positions.len() * RARER < self.grams.count(needle)
        {
            let starts = positions.iter().filter_map(|&position| position.checked_sub(offset as u32));
            starts.filter(|&start| self.arena.holds(start, needle)).for_each(|start| {
                visit_live(start);
            });
            return;
        }
        for place in Place::ALL {
            for list in self.grams.lists(place, needle) {
                let mut rest = list.iter().copied().filter(|&position| self.arena.holds(position, needle));
                let beaten = rest.by_ref().any(|position| visit_live(position) == Offer::Beaten);
                if beaten && place == Place::Text {
                    // Whole texts rank before all beginnings, and may stand anywhere in the list.
                    rest.filter(|&position| self.arena.ends_at(position as usize + needle.len())).for_each(
                        |position| {
                            visit_live(position);
                        },
                    );
                }
            }
        }
    }
}

/// How many times fewer places a gram within the needle must have to be worth losing the rank order.
const RARER: usize = 4;

/// How many times rarer another word than the first must be to go by it.
const MUCH_RARER: usize = 8;

/// A word of the query, ready to be looked for.
struct Word<'a> {
    text: &'a str,
    bytes: &'a [u8],
    finder: Finder<'a>,
    /// About how many places it may stand at.
    n_places: usize,
}

impl<'a> Word<'a> {
    fn new(text: &'a str, grams: &Grams) -> Self {
        let bytes = text.as_bytes();
        let n_within = grams.rarest_within(bytes).map_or(usize::MAX, |(_, positions)| positions.len());
        Self { text, bytes, finder: Finder::new(text), n_places: grams.count(bytes).min(n_within) }
    }
}

/// One bit a row.
struct Seen(Vec<u64>);

impl Seen {
    fn new(n_rows: usize) -> Self {
        Self(vec![0; n_rows / 64 + 1])
    }

    /// Whether the row was not asked for before.
    fn is_new(&mut self, row: u32) -> bool {
        let (bits, bit) = (&mut self.0[row as usize / 64], 1 << (row % 64));
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use std::cmp::Reverse;

    use super::*;
    use crate::engine::fold::fold;

    const ROWS: [&[(Part, &str)]; 8] = [
        &[(Part::Name, "Mario Rossi"), (Part::Email, "mario.rossi1@gmail.com"), (Part::Phone, "+39 340 1234567")],
        &[(Part::Name, "Anna Rossini"), (Part::Company, "Rossi"), (Part::Email, "anna@pec.it")],
        &[(Part::Name, "Rossi"), (Part::Company, "Ferrari & Figli")],
        &[(Part::Name, "Carosso Luca"), (Part::Tags, "vip fiera")],
        &[(Part::Name, "Nicolò D’Angelo"), (Part::Notes, "chiamare la signora Rossi")],
        &[(Part::Name, "山田 太郎 🎉"), (Part::Phone, "0340.12")],
        &[(Part::Name, "Иванов Иван"), (Part::Email, "rossella@libero.it")],
        &[(Part::Name, "שלום עולם"), (Part::Company, "e\u{301}\u{301}")],
    ];

    fn index() -> TextSearch {
        let mut search = TextSearch::default();
        for (row, parts) in (0..).zip(ROWS) {
            search.set(row, parts);
        }
        search
    }

    #[test]
    fn the_best_come_first_and_every_word_must_match() {
        let scanned = index();
        let mut tidy = index();
        tidy.tidy();
        assert!(tidy.is_tidy() && !scanned.is_tidy());
        let check = |query: &str, expected: &[u32]| {
            for search in [&scanned, &tidy] {
                let rows: Vec<_> = search.find(query, 20).into_iter().map(|hit| hit.row).collect();
                assert_eq!(rows, expected, "{query}");
            }
        };
        check("rossi", &[2, 1, 0, 4, 6]); // whole name, whole company, word, note; the last with a typo
        check("ross", &[2, 1, 6, 0, 4, 3]);
        check("mario rossi", &[0]);
        check("ROSSI mario", &[0]);
        check("rossi gmail", &[0]);
        check("rossi pec", &[1]);
        check("nicolo", &[4]);
        check("d'angelo", &[4]);
        check("dangelo", &[4]);
        check("3401234", &[0]);
        check("340 12", &[5, 0]);
        check("+39 (340)", &[5, 0]); // with its country or without
        check("太郎", &[5]);
        check("🎉", &[5]);
        check("иван", &[6]);
        check("ивонов", &[6]);
        check("עולם", &[7]);
        check("é", &[7, 4, 2, 1, 6, 3]);
        check("ferxari", &[2]);
        check("fererari figli", &[2]);
        check("feraxri", &[]);
        check("vip", &[3]);
        check("zqx", &[]);
        check("", &[]);
        check("\u{301}", &[]);
        check("\0", &[]);
    }

    #[test]
    fn a_hit_says_where_and_whether_it_is_a_guess() {
        let hits = index().find("rossi", 20);
        let parts: Vec<_> = hits.iter().map(|hit| (hit.part, hit.typo)).collect();
        assert_eq!(parts[..2], [(Part::Name, false), (Part::Company, false)]);
        assert!(hits.is_sorted_by_key(|hit| Reverse(hit.score)));
        assert!(index().find("ferxari", 1).iter().all(|hit| hit.typo && hit.part == Part::Company));
        assert_eq!(index().find("rossi", 0), []);
    }

    #[test]
    fn what_was_replaced_or_removed_is_not_found_again() {
        let mut search = index();
        search.tidy();
        search.set(0, &[(Part::Name, "Bianchi")]);
        search.remove(2);
        search.remove(99);
        assert_eq!(search.find("mario", 20), []);
        assert_eq!(search.find("bianchi", 20).len(), 1);
        assert_eq!(search.find("ferrari", 20), []);
        search.tidy();
        assert_eq!(search.find("bianchi", 20).len(), 1);
        assert_eq!(search.find("ferrari", 20), []);
    }

    #[test]
    fn many_edits_tidy_by_themselves() {
        let mut search = TextSearch::default();
        for round in 0..40_u32 {
            for row in 0..1_000 {
                search.set(row, &[(Part::Name, &format!("Name number {row} of round-{round}"))]);
            }
        }
        assert!(search.arena.bytes.len() < 1_000_000, "{}", search.arena.bytes.len());
        assert_eq!(search.find("number round-39", 20).len(), 20);
        assert!(search.find("round-38", 20).iter().all(|hit| hit.typo));
    }

    #[test]
    fn hostile_text_is_only_text() {
        let marks = format!("a{}b", "\u{301}".repeat(10_000));
        let long = "lorem ipsum ".repeat(5_000);
        let mut search = TextSearch::default();
        search.set(0, &[(Part::Name, &marks), (Part::Notes, &long), (Part::Tags, "\u{202e}rtl\u{200b}\0nul")]);
        for query in ["ab", "ipsum", "rtl nul", &long, &marks] {
            assert_eq!(search.find(query, 20).len(), 1);
        }
    }

    /// The rules again, slowly: fold, split, `contains`.
    fn naive(rows: &[Vec<(Part, String)>], query: &str) -> Vec<u32> {
        let phrase = fold(query);
        let words: Vec<_> = phrase.split(' ').filter(|word| !word.is_empty()).collect();
        let fit = |text: &str, needle: &str| {
            let mut fits =
                text.match_indices("").map(|(at, _)| at).filter(|&at| text[at..].starts_with(needle)).map(|at| {
                    let before = text[..at].chars().next_back();
                    match before {
                        None if text == needle => Fit::Equal,
                        None => Fit::Prefix,
                        Some(before) if before.is_ascii() && !before.is_ascii_alphanumeric() => Fit::WordPrefix,
                        Some(_) => Fit::Infix,
                    }
                });
            let first = fits.next()?;
            Some(fits.fold(first, Fit::min))
        };
        let rank = |texts: &[(Part, String)], needle: &str| {
            let texts = texts.iter().map(|(part, text)| (*part, fold(text))).map(|(part, text)| {
                // How a note begins is a word of it like any other.
                let begins = if part == Part::Notes && !text.is_empty() { " " } else { "" };
                (part, format!("{begins}{text}"))
            });
            texts.filter_map(|(part, text)| Some((fit(&text, needle)?, part, text.len().min(255)))).min()
        };
        let mut found: Vec<_> = (0..)
            .zip(rows)
            .filter_map(|(row, texts)| {
                let mut ranks = words.iter().map(|word| rank(texts, word));
                let mut worst = ranks.next()??;
                for other in ranks {
                    worst.0 = worst.0.max(other?.0);
                }
                let best = rank(texts, &phrase).map_or(worst, |whole| whole.min(worst));
                Some((best, row))
            })
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, row)| row).collect()
    }

    fn texts() -> impl Strategy<Value = Vec<Vec<(Part, String)>>> {
        let part = proptest::sample::select(vec![Part::Name, Part::Company, Part::Email, Part::Notes]);
        let text = "[abAàß@. '🎉и]{0,8}";
        proptest::collection::vec(proptest::collection::vec((part, text), 0..4), 0..40)
    }

    proptest! {
        #[test]
        fn exact_hits_and_their_order_are_those_of_the_naive_search(
            rows in texts(),
            queries in proptest::collection::vec("[abà@. и]{1,5}", 8),
            changed in proptest::collection::vec(0..40_u32, 0..12),
            limit in 1..30_usize,
        ) {
            let give = |search: &mut TextSearch, row: u32| {
                if let Some(texts) = rows.get(row as usize) {
                    let parts: Vec<_> = texts.iter().map(|(part, text)| (*part, text.as_str())).collect();
                    search.set(row, &parts);
                }
            };
            let mut search = TextSearch::default();
            (0..40).for_each(|row| give(&mut search, row));
            search.tidy();
            // The same texts again: now some lie behind the index.
            for row in changed {
                give(&mut search, row);
            }
            for query in queries {
                let exact: Vec<_> = search.find(&query, limit).iter().filter(|hit| !hit.typo).map(|hit| hit.row).collect();
                let mut expected = naive(&rows, &query);
                let some = search.find_where(&query, limit, &|row| row % 3 == 0);
                let some: Vec<_> = some.iter().filter(|hit| !hit.typo).map(|hit| hit.row).collect();
                let of_some: Vec<_> = expected.iter().copied().filter(|row| row % 3 == 0).take(limit).collect();
                prop_assert_eq!(some, of_some, "{}", query);
                expected.truncate(limit);
                prop_assert_eq!(exact, expected, "{}", query);
            }
        }

        #[test]
        fn any_one_slip_in_a_plain_word_is_forgiven(word in "[a-z]{5,9}", at in 0..9_usize, other in "[a-z]", slip in 0..4) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % letters.len();
            let new = other.chars().next().unwrap_or('x');
            match slip {
                0 => letters[at] = new,
                1 => letters.insert(at, new),
                2 => { letters.remove(at); }
                _ => { let next = (at + 1) % letters.len(); letters.swap(at.min(next), at.max(next).min(at.min(next) + 1)); }
            }
            let typed: String = letters.into_iter().collect();
            let mut search = TextSearch::default();
            search.set(3, &[(Part::Name, &format!("Anna {word}"))]);
            for _ in 0..2 {
                let rows: Vec<_> = search.find(&typed, 20).iter().map(|hit| hit.row).collect();
                prop_assert_eq!(rows, [3], "{} for {}", typed, word);
                search.tidy();
            }
        }
    }
}
