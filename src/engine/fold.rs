//! Text as search sees it: lower case, without accents, with one kind of apostrophe, hyphen and space.

/// The folded form of a text: lower case, Latin accents stripped, `ß` as `ss`, marks and invisible characters dropped,
/// apostrophes, hyphens, quotation marks and spaces each of one kind, runs of spaces as one, none at either end.
pub fn fold(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    fold_into(text, &mut bytes);
    as_text(bytes)
}

/// Appends the folded form of `text` to `out`, as UTF-8 without control characters (so without NUL).
pub fn fold_into(text: &str, out: &mut Vec<u8>) {
    let start = out.len();
    if text.is_ascii() {
        for &byte in text.as_bytes() {
            push_byte(ASCII[usize::from(byte & 0x7f)], start, out);
        }
    } else {
        for letter in text.chars() {
            push_char(letter, start, out);
        }
    }
    if out.len() > start && out.last() == Some(&b' ') {
        out.pop();
    }
}

/// A folded text that knows which characters of the original each of its bytes came from.
pub struct Folded {
    text: String,
    /// For each folded byte, where its original character starts.
    sources: Vec<usize>,
    original_len: usize,
}

impl Folded {
    /// Folds, and remembers where everything came from.
    pub fn new(original: &str) -> Self {
        Self::of(original, push_char)
    }

    /// Only the ASCII digits, as telephone numbers are compared.
    pub fn digits(original: &str) -> Self {
        Self::of(original, |letter, _, out| {
            if letter.is_ascii_digit() {
                push_letter(letter, out);
            }
        })
    }

    fn of(original: &str, push: impl Fn(char, usize, &mut Vec<u8>)) -> Self {
        let mut bytes = Vec::with_capacity(original.len());
        let mut sources = Vec::with_capacity(original.len());
        for (at, letter) in original.char_indices() {
            push(letter, 0, &mut bytes);
            sources.resize(bytes.len(), at);
        }
        if bytes.last() == Some(&b' ') {
            bytes.pop();
            sources.pop();
        }
        Self { text: as_text(bytes), sources, original_len: original.len() }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original behind the folded bytes `from..to`: whole characters, with the marks that follow them.
    /// `None` where the range is empty or outside.
    pub fn original_range(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let last = *self.sources.get(from..to)?.last()?;
        let after = self.sources.get(to..)?.iter().find(|&&source| source > last);
        Some((*self.sources.get(from)?, after.copied().unwrap_or(self.original_len)))
    }
}

/// Folding only ever writes whole characters, so nothing is lost here.
fn as_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned())
}

/// What each ASCII byte folds to.
const ASCII: [u8; 128] = {
    let mut table = [b' '; 128];
    let mut byte = 0_u8;
    while byte < 127 {
        if byte > 32 {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table[b'`' as usize] = b'\'';
    table
};

fn push_byte(byte: u8, start: usize, out: &mut Vec<u8>) {
    if byte != b' ' || (out.len() > start && out.last() != Some(&b' ')) {
        out.push(byte);
    }
}

fn push_char(letter: char, start: usize, out: &mut Vec<u8>) {
    match letter {
        '\0'..='\x7f' => push_byte(ASCII[(letter as usize) & 0x7f], start, out),
        '\u{b4}' | '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2018}'..='\u{201b}' | '\u{2032}' => out.push(b'\''),
        '\u{ab}' | '\u{bb}' | '\u{201c}'..='\u{201f}' | '\u{2033}' => out.push(b'"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push(b'-'),
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = (letter as usize) - 0xfee0;
            push_byte(ASCII[narrow & 0x7f], start, out);
        }
        _ if letter.is_whitespace() || letter.is_control() => push_byte(b' ', start, out),
        _ if is_dropped(letter) => {}
        _ => push_folded(letter, out),
    }
}

/// Combining marks, vowel points, joiners, direction marks and variation selectors: seen, never typed into a search.
fn is_dropped(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{61c}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{180e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}')
}

/// The plain letters of three blocks, one byte a code point; `?` where the letter stays as it is or takes two.
const PLAIN: [(u32, &[u8]); 3] = [
    // Latin-1 Supplement (letters) and Latin Extended-A.
    (0xc0, b"aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?yaaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"),
    // Latin Extended-B.
    (0x180, b"bb???????????????ff????i????????oo?????????????uu????????????????????????????aaiioouuuuuuuuuu?aaaa????ggkkoooo??j???gg??nnaa??ooaaaaeeeeiiiioooorrrruuuussttzzhh??????aaeeooooooooyy???????????????b????????????"),
    // Latin Extended Additional: Vietnamese, Welsh, Irish and more.
    (0x1e00, b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy?s????aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????"),
];

fn push_folded(letter: char, out: &mut Vec<u8>) {
    for (first, plain) in PLAIN {
        let at = (letter as u32).checked_sub(first).and_then(|at| plain.get(at as usize));
        if let Some(&byte) = at.filter(|&&byte| byte != b'?') {
            out.push(byte);
            return;
        }
    }
    for lower in letter.to_lowercase() {
        match lower {
            'ß' => out.extend(b"ss"),
            'æ' | 'ǣ' | 'ǽ' => out.extend(b"ae"),
            'œ' => out.extend(b"oe"),
            'þ' => out.extend(b"th"),
            'ĳ' => out.extend(b"ij"),
            'ﬀ' => out.extend(b"ff"),
            'ﬁ' => out.extend(b"fi"),
            'ﬂ' => out.extend(b"fl"),
            'ά' => push_letter('α', out),
            'έ' => push_letter('ε', out),
            'ή' => push_letter('η', out),
            'ί' | 'ϊ' | 'ΐ' => push_letter('ι', out),
            'ό' => push_letter('ο', out),
            'ύ' | 'ϋ' | 'ΰ' => push_letter('υ', out),
            'ώ' => push_letter('ω', out),
            'ς' => push_letter('σ', out),
            'ё' => push_letter('е', out),
            'й' | 'ї' => push_letter(if lower == 'й' { 'и' } else { 'і' }, out),
            _ if is_dropped(lower) => {}
            // A capital whose small letter has a plain form: the sign of the ångström.
            _ if lower != letter => push_folded(lower, out),
            _ => push_letter(lower, out),
        }
    }
}

fn push_letter(letter: char, out: &mut Vec<u8>) {
    out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_apostrophes_and_invisible_marks_make_no_difference() {
        for (text, expected) in [
            ("Mario ROSSI", "mario rossi"),
            ("Nicolò Noè", "nicolo noe"),
            ("Nicolo\u{300}", "nicolo"),
            ("D’Angelo", "d'angelo"),
            ("D`Angelo", "d'angelo"),
            ("Straße GROẞ", "strasse gross"),
            ("Łódź Ørsted Ångström", "lodz orsted angstrom"),
            ("Œuvre Ærø Þór", "oeuvre aero thor"),
            ("İstanbul ısı", "istanbul isi"),
            ("Nguyễn Đức", "nguyen duc"),
            ("ΆΘΩΣ άθως", "αθωσ αθωσ"),
            ("ЁЛКА Йод", "елка иод"),
            ("Ｍａｒｉｏ", "mario"),
            ("a\u{200b}b\u{200d}c\u{feff}", "abc"),
            ("  two \t\u{a0} words\n", "two words"),
            ("nul\0byte", "nul byte"),
            ("A–B — C", "a-b - c"),
            ("«Casa»", "\"casa\""),
            ("שָׁלוֹם", "שלום"),
            ("山田 太郎 🎉", "山田 太郎 🎉"),
            ("\u{301}\u{301}", ""),
            ("", ""),
        ] {
            assert_eq!(fold(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_folded_range_leads_back_to_whole_characters() {
        let check = |text: &str, needle: &str, expected: &str| {
            let folded = Folded::new(text);
            let at = folded.text().find(needle).unwrap();
            let (from, to) = folded.original_range(at, at + needle.len()).unwrap();
            assert_eq!(&text[from..to], expected, "{needle:?} in {text:?}");
        };
        check("Nicolò Conti", "colo", "colò");
        check("Nicolo\u{300} Conti", "colo", "colo\u{300}");
        check("Straße", "stras", "Straß");
        check("Straße", "s", "S");
        check("x  y", "x y", "x  y");
        check("Noè", "noe", "Noè");
        assert_eq!(fold("\u{212b}ngström"), "angstrom");
    }

    #[test]
    fn an_empty_or_foreign_range_leads_nowhere() {
        let folded = Folded::new("Noè");
        assert_eq!(folded.original_range(1, 1), None);
        assert_eq!(folded.original_range(1, 9), None);
        assert_eq!(Folded::digits("+39 340").text(), "39340");
    }

    #[test]
    fn ten_thousand_marks_on_one_letter_fold_to_the_letter() {
        let text = format!("e{}", "\u{301}".repeat(10_000));
        assert_eq!(fold(&text), "e");
        assert_eq!(Folded::new(&text).original_range(0, 1), Some((0, text.len())));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_and_both_ways_agree(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(&fold(&once), &once);
            let folded = Folded::new(&text);
            prop_assert_eq!(folded.text(), once.as_str());
            for at in 0..once.len() {
                if let Some((from, to)) = folded.original_range(at, at + 1) {
                    prop_assert!(text.is_char_boundary(from) && text.is_char_boundary(to) && from < to);
                }
            }
        }
    }
}
