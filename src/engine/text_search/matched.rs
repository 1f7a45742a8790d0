//! Which characters of a text a query matches, for marking them on the screen.

use memchr::memmem::find_iter;

use super::arena::{END, Place};
use super::query::{Query, forgives_a_typo};
use super::typo::one_slip_prefix;
use crate::engine::fold::Folded;
use crate::model::small_sort;

/// The byte ranges of `original` that `query` matches, as [`super::TextSearch::find`] reads it: whole characters, rising,
/// apart from each other; none where nothing matches. One place a word, the best one.
pub fn matched(original: &str, query: &str) -> Vec<(usize, usize)> {
    let query = Query::new(query);
    if query.words.is_empty() {
        return Vec::new();
    }
    let folded = Folded::new(original);
    let text = folded.text().as_bytes();
    if let Some((from, to)) = best_place(text, query.phrase.as_bytes()) {
        return folded.original_range(from, to).into_iter().collect();
    }
    if let Some(digits) = query.digits {
        let folded = Folded::digits(original);
        let place = folded.text().find(&digits);
        if let Some(range) = place.and_then(|at| folded.original_range(at, at + digits.len())) {
            return vec![range];
        }
    }
    let places = query.words.iter().filter_map(|word| place_of_word(text, word));
    let ranges = places.filter_map(|(from, to)| folded.original_range(from, to)).collect();
    merge(ranges)
}

fn place_of_word(text: &[u8], word: &str) -> Option<(usize, usize)> {
    best_place(text, word.as_bytes()).or_else(|| {
        if !forgives_a_typo(word) {
            return None;
        }
        let begins_word = |at: &usize| place(text, *at) != Place::Inside;
        (0..text.len()).filter(begins_word).find_map(|at| {
            let len = one_slip_prefix(text.get(at..)?, word.as_bytes())?;
            Some((at, at + len))
        })
    })
}

/// Where `needle` begins the text, else a word, else anywhere.
fn best_place(text: &[u8], needle: &[u8]) -> Option<(usize, usize)> {
    let at = find_iter(text, needle).min_by_key(|&at| place(text, at))?;
    Some((at, at + needle.len()))
}

fn place(text: &[u8], at: usize) -> Place {
    Place::after(at.checked_sub(1).and_then(|before| text.get(before)).copied().unwrap_or(END))
}

fn merge(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    small_sort::sort(&mut ranges);
    let mut merged: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (from, to) in ranges {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_matches_is_marked_in_the_original() {
        for (original, query, expected) in [
            ("Mario Rossi", "ros", "Mario [Ros]si"),
            ("Rossi Mario Rossi", "mario rossi", "Rossi [Mario Rossi]"),
            ("Mario Rossi", "rossi mario", "[Mario] [Rossi]"),
            ("Nicolò Conti", "NICOLO", "[Nicolò] Conti"),
            ("D’Angelo", "d'an", "[D’An]gelo"),
            ("Elena D'Angelo", "dangelo", "Elena [D'Angelo]"),
            ("Ferrari Anna", "ferxari", "[Ferrari] Anna"),
            ("+39 340 1234567", "3401234", "+39 [340 1234]567"),
            ("+39 340 1234567", "(340) 123", "+39 [340 123]4567"),
            ("Straße 5", "strasse", "[Straße] 5"),
            ("carlomaria maria", "mar", "carlomaria [mar]ia"),
            ("anna", "an na nn", "[anna]"),
            ("anna", "zz", "anna"),
            ("anna", " ", "anna"),
            ("👩\u{200d}👧 Noè", "noe", "👩\u{200d}👧 [Noè]"),
            ("שלום עולם", "עולם", "שלום [עולם]"),
        ] {
            let mut marked = original.to_owned();
            for (from, to) in matched(original, query).into_iter().rev() {
                marked.insert(to, ']');
                marked.insert(from, '[');
            }
            assert_eq!(marked, expected, "{query}");
        }
    }

    proptest! {
        #[test]
        fn marks_are_whole_characters_in_order(original in "\\PC{0,30}", query in "\\PC{0,8}") {
            let mut end = 0;
            for (from, to) in matched(&original, &query) {
                prop_assert!(end <= from && from < to);
                prop_assert!(original.get(from..to).is_some());
                end = to;
            }
        }
    }
}
