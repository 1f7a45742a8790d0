//! The Italian VAT number (partita IVA).

use super::{CharacterKind, Wrong, all_of, code};

/// The eleven digits of a partita IVA, without the `IT` that may stand before them.
///
/// Source: decree of the Minister of Finance of 23 December 1976 (Gazzetta Ufficiale 345 of 29 December 1976); the
/// check digit is H. P. Luhn's (US patent 2950048).
pub fn check(text: &str) -> Result<String, Wrong> {
    let text = text.trim();
    let number = match text.split_at_checked(2) {
        Some((country, number)) if country.eq_ignore_ascii_case("IT") => number,
        Some(_) | None => text,
    };
    eleven_digits(&code(number, &[11])?)
}

/// The number, if it is one: firms have it as their codice fiscale too.
pub(super) fn eleven_digits(code: &[char]) -> Result<String, Wrong> {
    all_of(code, CharacterKind::Digit)?;
    let digits: Vec<u32> = code.iter().filter_map(|it| it.to_digit(10)).collect();
    let Some((found, digits)) = digits.split_last() else { return Err(Wrong::Required) };
    let sum: u32 =
        digits.iter().enumerate().map(|(index, digit)| if index % 2 == 0 { *digit } else { doubled(*digit) }).sum();
    let expected = (10 - sum % 10) % 10;
    if expected != *found {
        let character = |digit| char::from_digit(digit, 10).unwrap_or('0');
        return Err(Wrong::CheckCharacter { expected: character(expected), found: character(*found) });
    }
    // The first seven digits count the firms of a province from 1.
    if digits.iter().take(7).all(|it| *it == 0) {
        return Err(Wrong::NeverAssigned);
    }
    Ok(code.iter().collect())
}

/// Twice the digit, its own digits summed.
fn doubled(digit: u32) -> u32 {
    if digit < 5 { digit * 2 } else { digit * 2 - 9 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_digits_with_their_check_digit_are_a_partita_iva() {
        for (text, expected) in [
            ("00743110157", Ok("00743110157")),
            ("07643520567", Ok("07643520567")),
            ("IT00743110157", Ok("00743110157")),
            (" it 007 431 101 57 ", Ok("00743110157")),
            ("", Err(Wrong::Required)),
            ("IT", Err(Wrong::Required)),
            ("0743110157", Err(Wrong::Length { expected: 11, found: 10 })),
            ("00743110158", Err(Wrong::CheckCharacter { expected: '7', found: '8' })),
            ("07043110157", Err(Wrong::CheckCharacter { expected: '9', found: '7' })),
            ("DE123456788", Err(Wrong::Character { position: 1, found: 'D', expected: CharacterKind::Digit })),
            ("0074311015O", Err(Wrong::Character { position: 11, found: 'O', expected: CharacterKind::Digit })),
            ("00000000000", Err(Wrong::NeverAssigned)),
            ("è", Err(Wrong::Length { expected: 11, found: 1 })),
        ] {
            assert_eq!(check(text), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn each_wrong_digit_is_noticed() {
        let right: Vec<char> = "00743110157".chars().collect();
        for place in 0..right.len() {
            for digit in '0'..='9' {
                let mut typed = right.clone();
                typed[place] = digit;
                assert_eq!(eleven_digits(&typed).is_ok(), typed == right, "{typed:?}");
            }
        }
    }
}
