//! Names of hosts, as they stand in e-mail and web addresses.

/// Whether the text is a name of at least two labels, the last of which is no number. Other scripts may stand as they
/// are or in punycode (`xn--…`). Source: RFC 1035 part 2.3.4 for the lengths, RFC 1123 part 2.1 for the characters.
pub(super) fn is_domain(text: &str) -> bool {
    text.contains('.') && is_host(text)
}

/// As [`is_domain`], but one label is enough (`intranet`).
pub(super) fn is_host(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or(text);
    text.len() <= 253 && text.split('.').all(is_label) && !last.starts_with(|it: char| it.is_ascii_digit())
}

/// Whether the text is four numbers up to 255. Browsers read more than that as one (`0x7f.1`): those are no hosts here.
pub(super) fn is_ip_v4(text: &str) -> bool {
    text.parse::<std::net::Ipv4Addr>().is_ok()
}

fn is_label(label: &str) -> bool {
    let is_character = |it: char| it == '-' || (it.is_alphanumeric() && !is_lookalike(it));
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(is_character)
}

/// Letters that a browser turns into others on the way to the host: letter-like symbols and full-width forms.
fn is_lookalike(character: char) -> bool {
    matches!(character, '\u{2100}'..='\u{218f}' | '\u{2460}'..='\u{24ff}' | '\u{ff00}'..='\u{ffef}' | '\u{1d400}'..='\u{1d7ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_hosts_are_told_from_what_looks_like_them() {
        let long_label = "a".repeat(63);
        let too_long = format!("{long_label}a.it");
        let long = format!("{long_label}.{long_label}.{long_label}.{long_label}.it");
        for (text, host, domain) in [
            ("rapporto.it", true, true),
            ("a.b-c.co.uk", true, true),
            ("3m.com", true, true),
            ("xn--caff-8oa.it", true, true),
            ("caffè.it", true, true),
            ("пример.рф", true, true),
            ("intranet", true, false),
            ("", false, false),
            (".it", false, false),
            ("a..it", false, false),
            ("a.it.", false, false),
            ("-a.it", false, false),
            ("a-.it", false, false),
            ("a_b.it", false, false),
            ("a%2e.it", false, false),
            ("a.1", false, false),
            ("0x7f.1", false, false),
            ("2130706433", false, false),
            ("ｅvil.it", false, false),
            ("evil。it", false, false),
            ("a\u{200b}.it", false, false),
            (&too_long, false, false),
            (&long, false, false),
        ] {
            assert_eq!((is_host(text), is_domain(text)), (host, domain), "{text}");
        }
        for (text, expected) in
            [("192.168.1.10", true), ("192.168.1.256", false), ("127.1", false), ("0x7f.0.0.1", false)]
        {
            assert_eq!(is_ip_v4(text), expected, "{text}");
        }
    }
}
