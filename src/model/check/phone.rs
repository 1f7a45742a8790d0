//! Telephone numbers: kept as typed, compared by their digits.

use super::{Wrong, is_hidden, present};

/// The number as typed, without surrounding spaces and hidden characters (address books paste them along).
pub fn check(text: &str) -> Result<String, Wrong> {
    if is_usual(text) {
        return Ok(text.to_owned());
    }
    let typed: String = present(text)?.chars().filter(|it| !is_hidden(*it)).collect();
    match normalised_phone(&typed, ITALY) {
        Some(_) => Ok(typed.trim().to_owned()),
        None => Err(Wrong::NotAPhone),
    }
}

/// The number as `+`, country and digits, so that two ways of typing it compare equal; `None` if it is none.
///
/// `default_country` are the digits of the country (`"39"`) for numbers typed without one. `00` stands for `+`. The 0 in
/// front is part of the number in Italy, San Marino and the Vatican (ITU-T E.164 national number plans) and falls away
/// elsewhere. What stands behind `int.`, `ext.`, `x` or `#` is an extension and is not compared.
pub fn normalised_phone(text: &str, default_country: &str) -> Option<String> {
    let text: String = text.chars().filter(|it| !is_hidden(*it)).collect();
    let number = without_extension(text.trim());
    let (is_plus, number) = match number.trim_start_matches('(').strip_prefix('+') {
        Some(number) => (true, number),
        None => (false, number),
    };
    if number.chars().any(|it| !it.is_ascii_digit() && !is_separator(it)) {
        return None;
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let typed = digits(number);
    let normalised = if is_plus || typed.starts_with("00") || has_italian_country(&typed, default_country) {
        let international = if is_plus { typed.as_str() } else { typed.strip_prefix("00").unwrap_or(&typed) };
        if keeps_zero(international) { international.to_owned() } else { without_bracketed_zero(number, international) }
    } else {
        let national = if keeps_zero(default_country) { &typed } else { typed.strip_prefix('0').unwrap_or(&typed) };
        if national.len() < SHORTEST_NATIONAL {
            return None;
        }
        format!("{default_country}{national}")
    };
    (SHORTEST..=LONGEST).contains(&normalised.len()).then(|| format!("+{normalised}"))
}

/// Whether two ways of typing are one number; without a country it is one of Italy. What is no number is itself only.
pub fn is_same_phone(left: &str, right: &str) -> bool {
    left == right || normalised_phone(left, ITALY).is_some_and(|it| normalised_phone(right, ITALY) == Some(it))
}

/// Whether this is an Italian number as nearly all are written, its digits in groups: then there is no more to look at.
fn is_usual(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (rest, lengths) = match bytes.strip_prefix(b"+39") {
        Some(rest) => (rest, SHORTEST - 2..=LONGEST - 2),
        None if bytes.first() == Some(&b'3') => (bytes, SHORTEST_NATIONAL..=LONGEST - 2),
        None => return false,
    };
    let n_digits = rest.iter().filter(|it| it.is_ascii_digit()).count();
    let is_in_groups = rest.iter().all(|it| it.is_ascii_digit() || *it == b' ');
    is_in_groups && lengths.contains(&n_digits) && bytes.last() != Some(&b' ')
}

const ITALY: &str = "39";
/// Emergency and service numbers have three digits.
const SHORTEST_NATIONAL: usize = 3;
const SHORTEST: usize = 5;
/// ITU-T E.164 part 6.2.1.
const LONGEST: usize = 15;

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Italy and the Vatican (39), San Marino (378).
fn keeps_zero(international: &str) -> bool {
    international.starts_with(ITALY) || international.starts_with("378")
}

/// Italian mobile numbers have ten digits from 3 on, so twelve from 393 on are one with its country before it.
fn has_italian_country(digits: &str, default_country: &str) -> bool {
    default_country == ITALY && digits.len() == 12 && digits.starts_with("393")
}

/// Drops the zero of `+44 (0)20 …`, which is dialled at home only.
fn without_bracketed_zero(number: &str, international: &str) -> String {
    let Some((before, _)) = number.split_once("(0)") else { return international.to_owned() };
    let typed_before = before.chars().filter(char::is_ascii_digit).collect::<String>();
    let country = typed_before.strip_prefix("00").unwrap_or(&typed_before);
    match international.strip_prefix(country).and_then(|it| it.strip_prefix('0')) {
        Some(rest) => format!("{country}{rest}"),
        None => international.to_owned(),
    }
}

fn without_extension(text: &str) -> &str {
    let Some(start) = text.find(|it: char| it.is_alphabetic() || it == '#') else { return text };
    let (number, extension) = text.split_at(start);
    let word =
        extension.trim_end_matches(|it: char| it.is_ascii_digit() || it.is_whitespace() || it == '.' || it == ':');
    let is_extension = EXTENSIONS.iter().any(|it| word.eq_ignore_ascii_case(it));
    if is_extension && extension.ends_with(|it: char| it.is_ascii_digit()) { number } else { text }
}

const EXTENSIONS: [&str; 6] = ["int", "interno", "ext", "extension", "x", "#"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_typing_one_number_compare_equal() {
        for (typed, expected) in [
            ("333 1234567", "+393331234567"),
            ("333-12.34.567", "+393331234567"),
            ("+39 333 1234567", "+393331234567"),
            ("0039 333 1234567", "+393331234567"),
            ("39 333 1234567", "+393331234567"),
            ("(+39) 333 1234567", "+393331234567"),
            ("\u{202a}+39 333 123 4567\u{202c}", "+393331234567"),
            ("+39\u{a0}333\u{2011}1234567", "+393331234567"),
            ("391 1234567", "+393911234567"),
            ("06 1234567", "+39061234567"),
            ("06/1234567", "+39061234567"),
            ("+39 (0)6 1234567", "+39061234567"),
            ("0039061234567", "+39061234567"),
            ("06 1234567 int. 12", "+39061234567"),
            ("06 1234567 x12", "+39061234567"),
            ("06 1234567 #3", "+39061234567"),
            ("+44 (0)20 7946 0000", "+442079460000"),
            ("0044 (0)20 7946 0000", "+442079460000"),
            ("+1 (202) 555-0100", "+12025550100"),
            ("+378 0549 882914", "+3780549882914"),
            ("112", "+39112"),
            ("800 123456", "+39800123456"),
        ] {
            assert_eq!(normalised_phone(typed, "39").as_deref(), Some(expected), "{typed}");
            assert_eq!(normalised_phone(expected, "39").as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_number_is_the_same_however_it_is_typed() {
        for (left, right, expected) in [
            ("045 1234567", "+39 045 1234567", true),
            ("045/1234567", "0039 045 1234567 int. 3", true),
            ("333 1234567", "39 333 1234567", true),
            ("045 1234567", "045 1234568", false),
            ("045 1234567", "+49 045 1234567", false),
            ("045 1234567", "", false),
            ("", "", true),
            ("ufficio", "ufficio", true),
            ("ufficio", "casa", false),
        ] {
            assert_eq!(
                (is_same_phone(left, right), is_same_phone(right, left)),
                (expected, expected),
                "{left} {right}"
            );
        }
    }

    #[test]
    fn the_usual_way_is_judged_as_every_other() {
        let digits = "3331234567890123";
        let written = (0..digits.len()).flat_map(|n| {
            let start = &digits[..n];
            [start.to_owned(), format!("+39{start}"), format!("+39 {start}"), format!("3 {start}"), format!("{start} ")]
        });
        for text in written.chain(["+39 333 1x".to_owned(), "3/3".to_owned(), "+393(0)6".to_owned()]) {
            if is_usual(&text) {
                assert!(normalised_phone(&text, ITALY).is_some(), "{text}");
                assert_eq!(text.trim(), text);
            }
        }
        assert!(is_usual("+39 333 1234567") && is_usual("333 1234567") && !is_usual("06 1234567"));
    }

    #[test]
    fn the_zero_in_front_falls_away_in_other_countries() {
        for (typed, country, expected) in [
            ("020 7946 0000", "44", "+442079460000"),
            ("030 123456", "49", "+4930123456"),
            ("393 1234567 89", "49", "+49393123456789"),
            ("0549 882914", "378", "+3780549882914"),
        ] {
            assert_eq!(normalised_phone(typed, country).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn a_number_is_kept_as_typed_and_what_is_none_is_refused() {
        for (typed, expected) in [
            (" 06/1234567 int. 12 ", Ok("06/1234567 int. 12")),
            ("\u{202a}+39 333 1234567\u{202c}", Ok("+39 333 1234567")),
            ("  ", Err(Wrong::Required)),
            ("12", Err(Wrong::NotAPhone)),
            ("+12", Err(Wrong::NotAPhone)),
            ("1234567890123456", Err(Wrong::NotAPhone)),
            ("333 1234567 casa", Err(Wrong::NotAPhone)),
            ("06 1234567 int.", Err(Wrong::NotAPhone)),
            ("non ha telefono", Err(Wrong::NotAPhone)),
            ("333+1234567", Err(Wrong::NotAPhone)),
            ("٣٣٣١٢٣٤٥٦٧", Err(Wrong::NotAPhone)),
            ("3,33E+09", Err(Wrong::NotAPhone)),
        ] {
            assert_eq!(check(typed), expected.map(str::to_owned), "{typed}");
        }
    }
}
