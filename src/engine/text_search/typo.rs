//! One slip of the finger: a letter more, less, other, or two swapped.

/// How many bytes of `text` the word takes up when `text` begins with it but for exactly one slip (one character put in,
/// left out, replaced, or swapped with its neighbour; Damerau 1964). `None` when it takes more slips, or none at all.
pub(super) fn one_slip_prefix(text: &[u8], word: &[u8]) -> Option<usize> {
    let mut same = text.iter().zip(word).take_while(|(a, b)| a == b).count();
    if same == word.len() {
        return None;
    }
    while same > 0 && (is_middle(text.get(same)) || is_middle(word.get(same))) {
        same -= 1;
    }
    let (text_rest, word_rest) = (text.get(same..)?, word.get(same..)?);
    let (text_first, text_after) = split_char(text_rest);
    let (word_first, word_after) = split_char(word_rest);
    let taken = |text_left: &[u8], word_left: &[u8]| {
        text_left.starts_with(word_left).then(|| text.len() - text_left.len() + word_left.len())
    };
    let (text_second, text_end) = split_char(text_after);
    let (word_second, word_end) = split_char(word_after);
    let swapped = !text_second.is_empty() && text_first == word_second && text_second == word_first;
    // The longest reading first, so that the mark covers the whole word that was meant.
    let readings = [
        if text_first.is_empty() { None } else { taken(text_after, word_rest) },
        if swapped { taken(text_end, word_end) } else { None },
        if text_first.is_empty() { None } else { taken(text_after, word_after) },
        taken(text_rest, word_after),
    ];
    readings.into_iter().flatten().next()
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
    leads.sort_unstable();
    leads.dedup();
    leads.into_iter().map(|lead| [Some(lead), None, None]).collect()
}

fn is_middle(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte & 0xc0 == 0x80)
}

/// The first character's bytes and the rest.
fn split_char(bytes: &[u8]) -> (&[u8], &[u8]) {
    let len =
        bytes.iter().enumerate().skip(1).find(|(_, byte)| !is_middle(Some(byte))).map_or(bytes.len(), |(at, _)| at);
    bytes.split_at(len)
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
        ] {
            assert_eq!(one_slip_prefix(text.as_bytes(), word.as_bytes()), expected, "{word} in {text}");
        }
    }
}
