//! The Italian tax code of persons and firms (codice fiscale).

use super::{CharacterKind, Wrong, code, each_of, partita_iva};

/// The code in capitals: 16 characters for a person, 11 digits for a firm (checked as a partita IVA).
///
/// Letters in place of digits are accepted where the tax authority puts them to tell two persons with the same code
/// apart (omocodia). Source: decree of the Minister of Finance of 23 December 1976 (Gazzetta Ufficiale 345 of
/// 29 December 1976), articles 2 to 7; for the omocodia article 6.
pub fn check(text: &str) -> Result<String, Wrong> {
    let code = code(text, &[16, 11])?;
    if code.len() == 11 {
        return partita_iva::eleven_digits(&code);
    }
    each_of(&code, KINDS)?;
    let Some((found, body)) = code.split_last() else { return Err(Wrong::Required) };
    let expected = check_character(body);
    if expected != *found {
        return Err(Wrong::CheckCharacter { expected, found: *found });
    }
    if !has_a_day_of_birth(body) {
        return Err(Wrong::NoDayOfBirth);
    }
    Ok(code.into_iter().collect())
}

/// Surname (3), name (3), year (2), month, day (2), place of birth (1 + 3), check character.
const KINDS: [CharacterKind; 16] = {
    use CharacterKind::{DigitOrItsLetter as D, Letter as L};
    [L, L, L, L, L, L, D, D, L, D, D, L, D, D, D, L]
};

/// What `A` to `Z`, and `0` to `9` as the first ten of them, count for at the 1st, 3rd … 15th place. At the others they
/// count for their place in the alphabet, from 0.
const ODD_PLACES: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/// The letters of the months, from January.
const MONTHS: &str = "ABCDEHLMPRST";
const DAYS_IN_MONTHS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn check_character(body: &[char]) -> char {
    let sum: u32 = body
        .iter()
        .enumerate()
        .map(|(index, character)| {
            let value = character.to_digit(10).unwrap_or_else(|| u32::from(*character).saturating_sub(u32::from('A')));
            if index % 2 == 0 { ODD_PLACES.get(value as usize).copied().unwrap_or(0) } else { value }
        })
        .sum();
    char::from(b'A' + (sum % 26) as u8)
}

/// Whether month and day are ones of the calendar; a woman's day is 40 more. The century is not in the code, so that
/// 29 February is always possible.
fn has_a_day_of_birth(body: &[char]) -> bool {
    let &[.., month, tens, ones, _, _, _, _] = body else { return false };
    let days_in_month = MONTHS.chars().zip(DAYS_IN_MONTHS).find(|(letter, _)| *letter == month);
    let (Some((_, days_in_month)), Some(tens), Some(ones)) = (days_in_month, digit(tens), digit(ones)) else {
        return false;
    };
    let day = tens * 10 + ones;
    let day = if day > 40 { day - 40 } else { day };
    (1..=days_in_month).contains(&day)
}

/// The digit that a character is or stands for.
fn digit(character: char) -> Option<u32> {
    character.to_digit(10).or_else(|| "LMNPQRSTUV".chars().zip(0..).find(|(it, _)| *it == character).map(|(_, it)| it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn character(position: u32, found: char, expected: CharacterKind) -> Wrong {
        Wrong::Character { position, found, expected }
    }

    #[test]
    fn a_code_is_accepted_with_its_check_character_only() {
        for (text, expected) in [
            ("RSSMRA80A01H501U", Ok("RSSMRA80A01H501U")),
            ("rss mra 80a01 h501u", Ok("RSSMRA80A01H501U")),
            // One person, and another with the same code told apart by the letter that stands for the last 5:
            // 13 of the sum become 8, so that Z (25) becomes U (20).
            ("MRTMTT25D09F205Z", Ok("MRTMTT25D09F205Z")),
            ("MRTMTT25D09F20RU", Ok("MRTMTT25D09F20RU")),
            ("RSSMRA80A01H501X", Err(Wrong::CheckCharacter { expected: 'U', found: 'X' })),
            ("RSSMRA80A10H501U", Err(Wrong::CheckCharacter { expected: 'W', found: 'U' })),
            ("00743110157", Ok("00743110157")),
            ("00743110158", Err(Wrong::CheckCharacter { expected: '7', found: '8' })),
            ("", Err(Wrong::Required)),
            ("RSSMRA80A01H501", Err(Wrong::Length { expected: 16, found: 15 })),
            ("0SSMRA80A01H501U", Err(character(1, '0', CharacterKind::Letter))),
            ("RSSMRA8OA01H501U", Err(character(8, 'O', CharacterKind::DigitOrItsLetter))),
            ("RSSMRA80A01H5ù1U", Err(character(14, 'ù', CharacterKind::DigitOrItsLetter))),
        ] {
            assert_eq!(check(text), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn letters_may_stand_for_each_of_the_seven_digits() {
        let plain: Vec<char> = "RSSMRA80A01H501".chars().collect();
        for replaced in 0..1_u32 << 7 {
            let mut body = plain.clone();
            for (bit, place) in [6, 7, 9, 10, 12, 13, 14].into_iter().enumerate() {
                if replaced >> bit & 1 == 1 {
                    body[place] = "LMNPQRSTUV".chars().nth(plain[place].to_digit(10).unwrap() as usize).unwrap();
                }
            }
            body.push(check_character(&body));
            let code: String = body.iter().collect();
            assert_eq!(check(&code), Ok(code));
        }
    }

    #[test]
    fn month_and_day_are_ones_of_the_calendar() {
        for (birth, is_one) in [
            ("80A01", true),
            ("80A41", true),
            ("80A71", true),
            ("80B29", true),
            ("80T31", true),
            ("80A00", false),
            ("80A32", false),
            ("80A40", false),
            ("80A72", false),
            ("80B30", false),
            ("80S31", false),
            ("80F01", false),
            ("80APM", true), // 31
            ("80APN", false),
        ] {
            let mut body: Vec<char> = format!("RSSMRA{birth}H501").chars().collect();
            body.push(check_character(&body));
            let code: String = body.iter().collect();
            assert_eq!(check(&code), if is_one { Ok(code) } else { Err(Wrong::NoDayOfBirth) }, "{birth}");
        }
    }
}
