//! The address of an Italian electronic invoice (codice destinatario of the Sistema di Interscambio).

use super::{CharacterKind, Wrong, all_of, code};

/// What the code is when the invoice goes to a certified mail box, or to the tax authority's own drawer.
pub const BY_CERTIFIED_MAIL: &str = "0000000";
/// What the code is when the customer is abroad.
pub const ABROAD: &str = "XXXXXXX";

/// The code in capitals: 7 letters or digits, or 6 for a public body (its code in the Indice PA).
///
/// Source: `FatturaPA` format, element 1.1.4 `CodiceDestinatario`, pattern `[A-Z0-9]{6,7}`.
pub fn check(text: &str) -> Result<String, Wrong> {
    let code = code(text, &[7, 6])?;
    all_of(&code, CharacterKind::LetterOrDigit)?;
    Ok(code.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_or_seven_letters_or_digits_are_a_code() {
        for (text, expected) in [
            ("m5uxcr1", Ok("M5UXCR1")),
            ("UFY9MH", Ok("UFY9MH")),
            (BY_CERTIFIED_MAIL, Ok(BY_CERTIFIED_MAIL)),
            (ABROAD, Ok(ABROAD)),
            ("M5UX CR1", Ok("M5UXCR1")),
            (" ", Err(Wrong::Required)),
            ("00000", Err(Wrong::Length { expected: 7, found: 5 })),
            ("M5UXCR12", Err(Wrong::Length { expected: 7, found: 8 })),
            ("M5UX-R1", Err(Wrong::Character { position: 5, found: '-', expected: CharacterKind::LetterOrDigit })),
            ("M5UXÈR1", Err(Wrong::Character { position: 5, found: 'È', expected: CharacterKind::LetterOrDigit })),
        ] {
            assert_eq!(check(text), expected.map(str::to_owned), "{text}");
        }
    }
}
