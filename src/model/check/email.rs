//! E-mail addresses, certified ones (PEC) included.

use super::{Wrong, all_visible, host_name, present};

/// The address without surrounding spaces, its case kept.
///
/// Only the shape is checked, because only a message can tell more: RFC 5321 parts 4.1.2 and 4.5.3.1 (dot-string, a
/// domain with a dot; at most 64 bytes before the at sign and 254 in all), letters of other scripts as RFC 6531 allows.
/// Quoted names (`"a b"@…`) and addresses of machines (`@[10.0.0.1]`) are not accepted.
pub fn check(text: &str) -> Result<String, Wrong> {
    let address = present(text)?;
    if !address.bytes().all(|it| it.is_ascii_graphic()) {
        all_visible(address)?;
    }
    if address.len() > MAX_BYTES {
        return Err(Wrong::TooLong { max: MAX_BYTES as u32, found: address.len() as u32 });
    }
    match address.split_once('@') {
        Some((name, domain)) if is_name(name) && host_name::is_domain(domain) => Ok(address.to_owned()),
        Some(_) | None => Err(Wrong::NotAnEmail),
    }
}

const MAX_BYTES: usize = 254;

fn is_name(name: &str) -> bool {
    let is_character = |it: char| {
        if it.is_ascii() {
            it.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&(it as u8))
        } else {
            it.is_alphanumeric()
        }
    };
    name.len() <= 64 && name.split('.').all(|part| !part.is_empty() && part.chars().all(is_character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_by_its_shape() {
        for text in [
            "mario.rossi@example.it",
            "M.Rossi+crm@Example.IT",
            "o'brien@example.ie",
            "a@b.co",
            "amministrazione@pec.ditta-rossi.it",
            "info@xn--caff-8oa.it",
            "info@caffè.it",
            "niccolò@example.it",
        ] {
            assert_eq!(check(text), Ok(text.to_owned()));
        }
        assert_eq!(check("\t mario@example.it\u{a0}"), Ok("mario@example.it".to_owned()));
        for text in [
            "mario",
            "@example.it",
            "mario@",
            "mario@example",
            "mario@@example.it",
            "a@b@example.it",
            "mario@example..it",
            "mario@.it",
            "mario@example.it.",
            ".mario@example.it",
            "mario.@example.it",
            "ma..rio@example.it",
            "mario@10.0.0.1",
            "mario@[10.0.0.1]",
            "\"mario\"@example.it",
            "mario@example.it,anna@example.it",
            "<mario@example.it>",
            "mailto:mario@example.it",
            "mario@exa_mple.it",
        ] {
            assert_eq!(check(text), Err(Wrong::NotAnEmail), "{text}");
        }
    }

    #[test]
    fn spaces_and_hidden_characters_are_refused_with_their_place() {
        for (text, position) in [
            ("mario rossi@example.it", 6),
            ("mario@example.it anna@example.it", 17),
            ("niccolò\u{200b}@example.it", 8),
            ("mario@\u{202e}example.it", 7),
            ("mario\n@example.it", 6),
            ("mario\0@example.it", 6),
        ] {
            assert_eq!(check(text), Err(Wrong::HiddenCharacter { position }), "{text:?}");
        }
        assert_eq!(check(" \n"), Err(Wrong::Required));
    }

    #[test]
    fn an_address_has_at_most_254_bytes_and_64_before_the_at_sign() {
        let domain = format!("{0}.{0}.{0}.it", "d".repeat(63));
        let name = "n".repeat(254 - domain.len() - 1);
        let longest = format!("{name}@{domain}");
        assert_eq!(check(&longest), Ok(longest.clone()));
        let longer = format!("n{longest}");
        assert_eq!(check(&longer), Err(Wrong::TooLong { max: 254, found: 255 }));
        assert_eq!(check(&format!("{}@example.it", "n".repeat(65))), Err(Wrong::NotAnEmail));
    }
}
