//! One slip of the finger: a letter more, less, other, or two swapped.

use super::arena::END;
use crate::model::small_sort;

/// How many bytes of `text` the word takes up when `text` begins with it but for exactly one slip (one character put in,
/// left out, replaced, or swapped with its neighbour; Damerau 1964). `None` when it takes more slips, or none at all.
/// The text ends with its slice or at the first `END`.
pub(super) fn one_slip_prefix(text: &[u8], word: &[u8]) -> Option<usize> {
    let mut same = text.iter().zip(word).take_while(|(a, b)| a == b).count();
    if same == word.len() {
        return None;
    }
    while same > 0 && (is_middle(text.get(same)) || is_middle(word.get(same))) {
        same -= 1;
    }
    // Where the next two characters end, on either side. Written without runs of bytes to compare: those are calls in
    // WebAssembly, and most texts differ in the first byte.
    let (text_1, word_1) = (same + char_len(text, same), same + char_len(word, same));
    let (text_2, word_2) = (text_1 + char_len(text, text_1), word_1 + char_len(word, word_1));
    let taken = |text_from: usize, word_from: usize| {
        let (text, word) = (text.get(text_from..)?, word.get(word_from..)?);
        agree(text, word).then_some(text_from + word.len())
    };
    let are_swapped = || {
        let (text_first, text_second) = (text.get(same..text_1)?, text.get(text_1..text_2)?);
        let (word_first, word_second) = (word.get(same..word_1)?, word.get(word_1..word_2)?);
        Some(!word_second.is_empty() && text_first == word_second && text_second == word_first)
    };
    if text_1 == same {
        return taken(same, word_1); // the text is at its end: only the last letter can be too much
    }
    // The longest reading first, so that the mark covers the whole word that was meant.
    taken(text_1, same)
        .or_else(|| if are_swapped()? { taken(text_2, word_2) } else { None })
        .or_else(|| taken(text_1, word_1))
        .or_else(|| taken(same, word_1))
}

/// Whether `text` begins with `word`, byte by byte.
fn agree(text: &[u8], word: &[u8]) -> bool {
    text.len() >= word.len() && text.iter().zip(word).all(|(a, b)| a == b)
}

/// The length of the character at `at`; none at the end.
fn char_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        None | Some(&END) => 0,
        Some(..0x80) => 1,
        Some(..0xe0) => 2,
        Some(..0xf0) => 3,
        Some(_) => 4,
    }
}

/// The beginnings that a text may have when it holds `word` with one slip: grams with open bytes. Together they cover
/// every slip of one ASCII letter; in another script, all words that begin with a letter of the same block.
pub(super) fn beginnings(word: &[u8]) -> Vec<[Option<u8>; 3]> {
    if let Some(&[a, b, c, d]) = word.first_chunk::<4>().filter(|bytes| bytes.is_ascii()) {
        let [a, b, c, d] = [a, b, c, d].map(Some);
        return vec![
            [a, b, None], // a slip after the second letter
            [None, b, c], // the first replaced
            [a, None, c], // the second replaced
            [None, a, b], // one put in before the first
            [a, None, b], // one put in before the second
            [b, c, d],    // the first left out
            [a, c, d],    // the second left out
            [b, a, c],    // the first two swapped
            [a, c, b],    // the next two swapped
        ];
    }
    let mut leads: Vec<_> = word.iter().copied().filter(|byte| !is_middle(Some(byte))).take(3).collect();
    small_sort::sort(&mut leads);
    leads.dedup();
    leads.into_iter().map(|lead| [Some(lead), None, None]).collect()
}

fn is_middle(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte & 0xc0 == 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for (text, word, expected) in [
            ("ferrari", "ferxari", Some(7)),
            ("ferrari", "ferari", Some(7)),
            ("ferrari", "ferrrari", Some(7)),
            ("ferrari", "frerari", Some(7)),
            ("ferrari", "errari", Some(7)),
            ("ferrari", "xerrari", Some(7)),
            ("ferrari", "efrrari", Some(7)),
            ("ferrari mario", "ferrarx", Some(7)),
            ("ferrari", "ferrarix", Some(7)),
            ("ferrari", "ferra", None),
            ("ferrari", "fexxari", None),
            ("ferrari", "ferxara", None),
            ("fer", "ferrari", None),
            ("иванов", "ивонов", Some(12)),
            ("иванов", "ивнов", Some(12)),
            ("иванов", "иавнов", Some(12)),
            ("", "a", Some(0)),
            ("", "ab", None),
            ("fer\0rari", "ferrari", None),
            ("ferrar\0", "ferrari", Some(6)),
        ] {
            assert_eq!(one_slip_prefix(text.as_bytes(), word.as_bytes()), expected, "{word} in {text}");
        }
    }
}
