//! The Italian postal code (codice di avviamento postale).

use super::{CharacterKind, Wrong, all_of, code};

/// The five digits of a CAP, between 00010 and 98168, the least and the greatest that Poste Italiane assigns.
pub fn check(text: &str) -> Result<String, Wrong> {
    let digits = code(text, &[5])?;
    all_of(&digits, CharacterKind::Digit)?;
    let number = digits.iter().filter_map(|it| it.to_digit(10)).fold(0, |sum, it| sum * 10 + i64::from(it));
    if (LEAST..=GREATEST).contains(&number) {
        Ok(digits.into_iter().collect())
    } else {
        Err(Wrong::OutOfRange { min: LEAST, max: GREATEST })
    }
}

const LEAST: i64 = 10;
const GREATEST: i64 = 98_168;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_digits_are_a_cap() {
        let out_of_range = || Wrong::OutOfRange { min: 10, max: 98_168 };
        let letter = Wrong::Character { position: 2, found: 'O', expected: CharacterKind::Digit };
        for (text, expected) in [
            ("00184", Ok("00184")),
            (" 20121 ", Ok("20121")),
            ("98168", Ok("98168")),
            ("", Err(Wrong::Required)),
            ("184", Err(Wrong::Length { expected: 5, found: 3 })),
            ("200121", Err(Wrong::Length { expected: 5, found: 6 })),
            ("2o121", Err(letter)),
            ("00000", Err(out_of_range())),
            ("99999", Err(out_of_range())),
        ] {
            assert_eq!(check(text), expected.map(str::to_owned), "{text}");
        }
    }
}
