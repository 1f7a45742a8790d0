//! The budgets of what a visitor downloads, in one place; going over one fails the tests.

use crate::disk::{files, read, relative};
use crate::imports;
use crate::stamp::is_of_first_page;
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
const BUDGETS: [Budget; 4] = [
    Budget { what: "page and engine, until the customers are there", counts: is_fetched_first, gzip_bytes: 815_000 },
    Budget { what: "other pages, and what keeps the program", counts: is_of_other_pages, gzip_bytes: 280_000 },
    Budget { what: "readers and writers of files, and scripts", counts: is_of_engine_parts, gzip_bytes: 214_000 },
    Budget { what: "style", counts: is_style, gzip_bytes: 40_000 },
];

/// One line for each budget and one for what the modules ask of the browser, or the reason why one does not hold.
pub fn check(dist: &Path) -> Result<Vec<String>, String> {
    let mut lines = weigh_page(dist)?;
    lines.push(imports::check(dist)?);
    Ok(lines)
}

/// One line for each budget, or the reason why one is broken.
pub fn weigh_page(dist: &Path) -> Result<Vec<String>, String> {
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

fn is_fetched_first(name: &str) -> bool {
    let is_code = [".js", ".wasm", ".html"].iter().any(|end| name.ends_with(end));
    is_code && !name.starts_with("charts") && !is_of_other_pages(name) && !is_of_engine_parts(name)
}

fn is_of_other_pages(name: &str) -> bool {
    name.starts_with("part-rapporto-") && !is_of_first_page(name)
}

fn is_of_engine_parts(name: &str) -> bool {
    name.starts_with("part-worker-")
}

fn is_style(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|it| it == "css")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_first_visit_fetches_counts_together_and_nothing_else_does() {
        let files = |page: usize| {
            [
                ("index.html", 1_000),
                ("rapporto-1_bg.wasm", page),
                ("worker-1.js", 9_000),
                ("part-rapporto-customers-trade-1.wasm", 5_000),
                ("part-rapporto-data-1.wasm", 100_000),
                ("part-worker-formats-1.wasm", 200_000),
                ("charts-1.js", 500_000),
            ]
            .map(|(name, bytes)| (name.to_owned(), bytes))
        };
        let lines = weigh(&files(800_000)).unwrap();
        assert_eq!(lines[0], "page and engine, until the customers are there: 815 of 815 kB gzip");
        assert_eq!(lines[1], "other pages, and what keeps the program: 100 of 280 kB gzip");
        assert_eq!(lines[2], "readers and writers of files, and scripts: 200 of 214 kB gzip");
        assert!(weigh(&files(800_001)).is_err_and(|reason| reason.contains("816 of 815")));
    }
}
