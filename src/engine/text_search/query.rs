//! What was typed, taken apart.

use crate::engine::fold::fold;

/// The words to look for, and the two other readings of the whole.
pub(super) struct Query {
    /// All that was typed, folded.
    pub(super) phrase: String,
    pub(super) words: Vec<String>,
    /// The digits alone, where nothing else was typed but what stands in telephone numbers.
    pub(super) digits: Option<String>,
}

/// Longer input is cut: nobody types it, and the work stays bounded.
const MAX_CHARS: usize = 200;
const MAX_WORDS: usize = 8;
const MIN_DIGITS: usize = 3;
/// Shorter words have to be right.
const MIN_LETTERS_FOR_TYPO: usize = 4;

impl Query {
    pub(super) fn new(typed: &str) -> Self {
        let mut phrase = fold(typed);
        if let Some((cut, _)) = phrase.char_indices().nth(MAX_CHARS) {
            phrase.truncate(cut);
        }
        let words: Vec<_> =
            phrase.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS).map(String::from).collect();
        let like_a_number = phrase.chars().all(|sign| sign.is_ascii_digit() || " +-()./".contains(sign));
        // A number is often kept without its country: what stands behind it is in both.
        let national = ["+39", "0039"].iter().find_map(|country| phrase.strip_prefix(country));
        let digits_of = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let digits = national.map(digits_of).filter(|digits| digits.len() >= MIN_DIGITS);
        let digits = digits.unwrap_or_else(|| digits_of(&phrase));
        let digits = (like_a_number && digits.len() >= MIN_DIGITS).then_some(digits);
        Self { phrase, words, digits }
    }
}

/// Whether a slip in this word is forgiven.
pub(super) fn forgives_a_typo(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() >= MIN_LETTERS_FOR_TYPO
}
