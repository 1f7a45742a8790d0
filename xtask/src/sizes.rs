//! The budgets of what a visitor downloads, in one place; going over one fails the tests.

use crate::stamp::{files, read, relative};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::Path;

/// A budget: what it is for, which files count, and the most they may weigh together after gzip, in bytes.
struct Budget {
    what: &'static str,
    counts: fn(&str) -> bool,
    gzip_bytes: usize,
}

// The figure to reach for page and engine is 600 kB: what is written here is what they weigh, so that they only shrink.
const BUDGETS: [Budget; 2] = [
    Budget { what: "page and engine", counts: is_page_or_engine, gzip_bytes: 1_090_000 },
    Budget { what: "style", counts: is_style, gzip_bytes: 40_000 },
];

/// One line for each budget, or the reason why one is broken.
pub fn check(dist: &Path) -> Result<Vec<String>, String> {
    let mut weights = Vec::new();
    for path in files(dist)? {
        weights.push((relative(dist, &path), gzip(&read(&path)?)?.len()));
    }
    weigh(&weights)
}

/// Bytes after gzip at its best level.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|error| format!("gzip failed: {error}"))
}

fn weigh(weights: &[(String, usize)]) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    let mut over = Vec::new();
    for budget in &BUDGETS {
        let sum: usize = weights.iter().filter(|(name, _)| (budget.counts)(name)).map(|(_, bytes)| bytes).sum();
        let line = format!("{}: {} of {} kB gzip", budget.what, sum.div_ceil(1000), budget.gzip_bytes / 1000);
        if sum > budget.gzip_bytes {
            over.push(line.clone());
        }
        lines.push(line);
    }
    if over.is_empty() { Ok(lines) } else { Err(format!("over the budget: {}", over.join("; "))) }
}

fn is_page_or_engine(name: &str) -> bool {
    let is_code = [".js", ".wasm", ".html"].iter().any(|end| name.ends_with(end));
    is_code && !name.starts_with("charts")
}

fn is_style(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == "css")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_and_engine_count_together_and_nothing_else_does() {
        let files = |page: usize| {
            [("index.html", 1_000), ("rapporto-1_bg.wasm", page), ("worker-1.js", 9_000), ("charts-1.js", 500_000)]
                .map(|(name, bytes)| (name.to_owned(), bytes))
        };
        assert!(weigh(&files(1_080_000)).is_ok_and(|lines| lines[0] == "page and engine: 1090 of 1090 kB gzip"));
        assert!(weigh(&files(1_080_001)).is_err_and(|reason| reason.contains("page and engine: 1091 of 1090")));
    }
}
