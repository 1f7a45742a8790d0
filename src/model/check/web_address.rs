//! Web addresses that may become links.

use super::{Wrong, all_visible, email, host_name, phone, present};

/// The schemes of a link; all others, `javascript:` first of all, are refused.
pub const ALLOWED_SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The address with its scheme, safe to be a link: what was typed without one (`rapporto.it/prezzi`) gets `https://`.
///
/// Stricter than a browser on purpose: where the two could read an address differently (backslashes, tabs inside,
/// hidden characters, names before the host, hosts written as numbers) it is refused. Source of what browsers accept:
/// WHATWG URL Standard, part 4.4. Checking an accepted address again gives the same address.
pub fn check(text: &str) -> Result<String, Wrong> {
    let typed = present(text)?;
    all_visible(typed)?;
    if typed.len() > MAX_BYTES {
        return Err(Wrong::TooLong { max: MAX_BYTES as u32, found: typed.len() as u32 });
    }
    let Some((scheme, rest)) = split_scheme(typed) else {
        let host = host_and_path(typed)?;
        return if host_name::is_domain(host) { Ok(format!("https://{typed}")) } else { Err(Wrong::NotAnAddress) };
    };
    match Scheme::named(scheme)? {
        Scheme::Http => with_authority("http", rest),
        Scheme::Https => with_authority("https", rest),
        Scheme::Mailto => mailto(rest),
        Scheme::Tel => tel(rest),
    }
}

enum Scheme {
    Http,
    Https,
    Mailto,
    Tel,
}

impl Scheme {
    fn named(name: &str) -> Result<Self, Wrong> {
        let schemes = [Self::Http, Self::Https, Self::Mailto, Self::Tel];
        let found = ALLOWED_SCHEMES.iter().zip(schemes).find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, scheme)| scheme).ok_or(Wrong::SchemeNotAllowed)
    }
}

const MAX_BYTES: usize = 2_048;

/// What stands before the first colon, unless that is in a path, or the colon of a port (`rapporto.it:8080`).
fn split_scheme(typed: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = typed.split_once(':')?;
    if scheme.contains(['/', '?', '#']) {
        return None;
    }
    let port = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let is_host_with_port = host_name::is_domain(scheme) && is_port(port);
    (!is_host_with_port).then_some((scheme, rest))
}

fn with_authority(scheme: &str, rest: &str) -> Result<String, Wrong> {
    let rest = rest.strip_prefix("//").ok_or(Wrong::NotAnAddress)?;
    let host = host_and_path(rest)?;
    if host_name::is_host(host) || host_name::is_ip_v4(host) {
        Ok(format!("{scheme}://{rest}"))
    } else {
        Err(Wrong::NotAnAddress)
    }
}

/// The host of what stands behind the scheme, once its port, path, query and fragment are found in order.
fn host_and_path(rest: &str) -> Result<&str, Wrong> {
    if rest.contains(['\\', '<', '>', '"', '`']) {
        return Err(Wrong::NotAnAddress);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    if authority.contains('@') {
        return Err(Wrong::NameInAddress);
    }
    match authority.split_once(':') {
        None => Ok(authority),
        Some((host, port)) if is_port(port) => Ok(host),
        Some(_) => Err(Wrong::NotAnAddress),
    }
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

/// One e-mail address, and perhaps a subject and the like. Nothing may be percent-encoded before the question mark.
fn mailto(rest: &str) -> Result<String, Wrong> {
    let address = rest.split('?').next().unwrap_or(rest);
    if rest.contains(['\\', '<', '>', '"', '`']) || address.contains(['%', '/', '&', '=', '#']) {
        return Err(Wrong::NotAnAddress);
    }
    match email::check(address) {
        Ok(_) => Ok(format!("mailto:{rest}")),
        Err(_) => Err(Wrong::NotAnAddress),
    }
}

fn tel(rest: &str) -> Result<String, Wrong> {
    let is_number = rest.chars().all(|it| it.is_ascii_digit() || "+-.()".contains(it)) && phone::check(rest).is_ok();
    if is_number { Ok(format!("tel:{rest}")) } else { Err(Wrong::NotAnAddress) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_that_lead_where_they_say_are_kept() {
        for (typed, expected) in [
            ("https://rapporto.it", "https://rapporto.it"),
            (" HTTPS://Rapporto.it/Prezzi?a=1&b=due#fine ", "https://Rapporto.it/Prezzi?a=1&b=due#fine"),
            ("http://rapporto.it:8080/", "http://rapporto.it:8080/"),
            ("rapporto.it", "https://rapporto.it"),
            ("www.rapporto.it/a:b", "https://www.rapporto.it/a:b"),
            ("rapporto.it:8080/a", "https://rapporto.it:8080/a"),
            ("rapporto.it?da=http://altro.it", "https://rapporto.it?da=http://altro.it"),
            ("https://medium.com/@rossi", "https://medium.com/@rossi"),
            ("https://caffè.it/menù", "https://caffè.it/menù"),
            ("https://xn--caff-8oa.it", "https://xn--caff-8oa.it"),
            ("http://192.168.1.10/", "http://192.168.1.10/"),
            ("http://intranet/clienti", "http://intranet/clienti"),
            ("MailTo:mario@rossi.it?subject=Ciao%20Mario", "mailto:mario@rossi.it?subject=Ciao%20Mario"),
            ("tel:+39-06-1234567", "tel:+39-06-1234567"),
        ] {
            assert_eq!(check(typed).as_deref(), Ok(expected), "{typed}");
            assert_eq!(check(expected).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn other_schemes_are_refused_in_any_disguise() {
        for typed in [
            "javascript:alert(1)",
            "jAvAsCrIpT:alert(1)",
            "javascript://rapporto.it/%0aalert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox(1)",
            "file:///etc/passwd",
            "ftp://rapporto.it",
            "blob:https://rapporto.it/1",
            "view-source:https://rapporto.it",
            "javascript&colon;alert(1):",
            "www.rapporto.it:javascript",
            "rapporto.it:99999",
            ":alert(1)",
        ] {
            assert_eq!(check(typed), Err(Wrong::SchemeNotAllowed), "{typed}");
        }
    }

    #[test]
    fn what_hides_where_it_leads_is_refused() {
        for (typed, why) in [
            ("java\tscript:alert(1)", Wrong::HiddenCharacter { position: 5 }),
            ("java\nscript:alert(1)", Wrong::HiddenCharacter { position: 5 }),
            ("\u{1}javascript:alert(1)", Wrong::HiddenCharacter { position: 1 }),
            ("java\0script:alert(1)", Wrong::HiddenCharacter { position: 5 }),
            ("\u{feff}javascript:alert(1)", Wrong::HiddenCharacter { position: 1 }),
            ("https://rapporto.it/\u{202e}gpj.exe", Wrong::HiddenCharacter { position: 21 }),
            ("https://rappor\u{200b}to.it", Wrong::HiddenCharacter { position: 15 }),
            ("https://rapporto.it /a", Wrong::HiddenCharacter { position: 20 }),
            ("https://banca.it@evil.it", Wrong::NameInAddress),
            ("https://banca.it:443@evil.it", Wrong::NameInAddress),
            ("https://banca.it%2f@evil.it", Wrong::NameInAddress),
            ("https://@evil.it", Wrong::NameInAddress),
            ("mario@rossi.it", Wrong::NameInAddress),
            ("banca.it@evil.it/a:b", Wrong::NameInAddress),
            ("https://banca.it\\@evil.it", Wrong::NotAnAddress),
            ("https:\\\\evil.it", Wrong::NotAnAddress),
            ("//evil.it", Wrong::NotAnAddress),
            ("\\\\evil.it", Wrong::NotAnAddress),
            ("/evil.it", Wrong::NotAnAddress),
            ("https:evil.it", Wrong::NotAnAddress),
            ("https:/evil.it", Wrong::NotAnAddress),
            ("https:///evil.it", Wrong::NotAnAddress),
            ("https://", Wrong::NotAnAddress),
            ("https://2130706433/", Wrong::NotAnAddress),
            ("https://0x7f.1/", Wrong::NotAnAddress),
            ("https://[::1]/", Wrong::NotAnAddress),
            ("https://evil.it:", Wrong::NotAnAddress),
            ("https://evil.it:99999", Wrong::NotAnAddress),
            ("https://evil%2eit", Wrong::NotAnAddress),
            ("https://ｅvil.it", Wrong::NotAnAddress),
            ("https://banca.it\u{ff20}evil.it", Wrong::NotAnAddress),
            ("https://banca.it\u{2044}evil.it", Wrong::NotAnAddress),
            ("rapporto.it/\"onclick=alert(1)", Wrong::NotAnAddress),
            ("https://rapporto.it/<script>", Wrong::NotAnAddress),
            ("rapporto", Wrong::NotAnAddress),
            ("nessun sito", Wrong::HiddenCharacter { position: 7 }),
            ("mailto:", Wrong::NotAnAddress),
            ("mailto:a@b.it,c@d.it", Wrong::NotAnAddress),
            ("mailto:a%40b.it", Wrong::NotAnAddress),
            ("tel:", Wrong::NotAnAddress),
            ("tel:+39;phone-context=evil", Wrong::NotAnAddress),
            ("", Wrong::Required),
        ] {
            assert_eq!(check(typed), Err(why), "{typed:?}");
        }
        let long = format!("https://rapporto.it/{}", "a".repeat(MAX_BYTES));
        assert_eq!(check(&long), Err(Wrong::TooLong { max: 2_048, found: 2_068 }));
    }

    proptest! {
        #[test]
        fn what_is_accepted_has_an_allowed_scheme_and_stays_as_it_is(
            typed in "(?i)([a-z]{0,10}:)?[/\\\\]{0,3}([a-z0-9.@:%-]{0,12})(/|\\?|#)?\\PC{0,6}",
        ) {
            if let Ok(address) = check(&typed) {
                let scheme = address.split_once(':').unwrap().0;
                prop_assert!(ALLOWED_SCHEMES.contains(&scheme));
                prop_assert_eq!(check(&address), Ok(address.clone()));
            }
        }
    }
}
