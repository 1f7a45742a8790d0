//! The headers that a static host is advised to send. The policy is read from the page, so that it stands in one place.

use crate::disk::text_of;
use crate::place;

/// Each header by name and value.
pub fn advised() -> Result<Vec<(&'static str, String)>, String> {
    let page = text_of(&place::root().join("public").join("index.html"))?;
    let policy = policy(&page).ok_or("public/index.html holds no content security policy")?;
    Ok(vec![
        // A page cannot forbid being framed from within.
        ("Content-Security-Policy", format!("{policy}; frame-ancestors 'none'")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()".to_owned(),
        ),
    ])
}

fn policy(page: &str) -> Option<&str> {
    let after = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"")?.1;
    after.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_header_is_named_where_a_host_is_told_of_it() {
        let text = text_of(&place::root().join("SECURITY.md")).unwrap();
        for (name, _) in advised().unwrap() {
            let named = if name == "Content-Security-Policy" { "the policy of `public/index.html`" } else { name };
            assert!(text.contains(named), "SECURITY.md does not name {name}");
        }
    }

    #[test]
    fn the_policy_of_the_page_goes_out_as_a_header() {
        let headers = advised().unwrap();
        let (_, sent) = headers.iter().find(|(name, _)| *name == "Content-Security-Policy").unwrap();
        for part in
            ["default-src 'none'", "connect-src 'self'", "require-trusted-types-for 'script'", "frame-ancestors 'none'"]
        {
            assert!(sent.contains(part), "{part} is missing in {sent}");
        }
        for forbidden in ["'unsafe-inline'", "'unsafe-eval'", "http:", "https:"] {
            assert!(!sent.contains(forbidden), "{forbidden} stands in {sent}");
        }
    }
}
