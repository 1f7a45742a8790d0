//! The address behind the `#`, typed: which workspace, which page, which record, and how a list is seen.

use super::Page;
use crate::model::id::Id;

/// What the address says: `#/customers?sort=-spend_year&q=verona`, `#/demo/customers/01932…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Whose data are shown.
    pub workspace: Workspace,
    /// Which page; none where the address leads to none.
    pub page: Option<Page>,
    /// The record that is open.
    pub record: Option<Id>,
    /// What narrows or orders the page, in the order of the address.
    pub details: Vec<(String, String)>,
}

/// Whose data are shown: each workspace is a database of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workspace {
    /// The user's.
    Main,
    /// The demo's.
    Demo,
}

impl Workspace {
    /// The name that its database is opened by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Demo => "demo",
        }
    }
}

impl Route {
    /// A page of a workspace, as it opens.
    pub fn to(workspace: Workspace, page: Page) -> Self {
        Self { workspace, page: Some(page), record: None, details: Vec::new() }
    }

    /// A record on its page.
    pub fn record(workspace: Workspace, page: Page, record: Id) -> Self {
        Self { record: Some(record), ..Self::to(workspace, page) }
    }

    /// The address behind a `#`, with or without it.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
        let workspace = match parts.next_if(|part| *part == DEMO) {
            Some(_) => Workspace::Demo,
            None => Workspace::Main,
        };
        let first = parts.next();
        let page = match first {
            None => Page::ALL.first().copied(),
            Some(path) => Page::ALL.iter().copied().find(|page| page.path() == path),
        };
        let record = parts.next().map(str::parse::<Id>);
        let (page, record) = match (record, parts.next()) {
            (None, None) => (page, None),
            (Some(Ok(id)), None) => (page, Some(id)),
            // Half an identity, or more than there is.
            (Some(Err(_)), _) | (_, Some(_)) => (None, None),
        };
        let details = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        });
        Self { workspace, page, record, details: details.collect() }
    }

    /// What the address says about that name.
    pub fn detail(&self, name: &str) -> Option<&str> {
        self.details.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// The same address with that said; an empty value is left out.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.details.retain(|(it, _)| it != name);
        if !value.is_empty() {
            self.details.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// The same page with that record open, or none.
    #[must_use]
    pub fn opening(self, record: Option<Id>) -> Self {
        Self { record, ..self }
    }

    /// The address, with its `#`.
    pub fn href(&self) -> String {
        let mut href = match self.workspace {
            Workspace::Main => "#/".to_owned(),
            Workspace::Demo => format!("#/{DEMO}/"),
        };
        href.push_str(self.page.map_or("", Page::path));
        if let Some(id) = self.record {
            href.push('/');
            href.push_str(&id.to_string());
        }
        for (at, (name, value)) in self.details.iter().enumerate() {
            href.push(if at == 0 { '?' } else { '&' });
            href.push_str(&encoded(name));
            href.push('=');
            href.push_str(&encoded(value));
        }
        href
    }
}

/// Stands before the page in the addresses of the demo.
const DEMO: &str = "demo";

fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// Text that was badly cut is kept as it is.
fn decoded(text: &str) -> String {
    js_sys::decode_uri_component(&text.replace('+', " ")).map_or_else(|_| text.to_owned(), String::from)
}
