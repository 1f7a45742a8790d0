//! Everything that must hold, in the order of its price; one failure does not hide the next.

use crate::steps::{Steps, no_closing};
use crate::tools::Browser;
use crate::{build, headers, place, serve, sizes, tools};
use std::process::Command;
use std::sync::Arc;

const WASM: &str = "wasm32-unknown-unknown";
const PARTS: [&str; 9] = ["format", "clippy", "rules", "host", "browser", "build", "sizes", "pages", "faults"];

/// `cargo xtask test [PART …]`.
pub fn command(steps: &mut Steps, arguments: &[String]) -> Result<(), String> {
    if let Some(unknown) = arguments.iter().find(|it| !PARTS.contains(&it.as_str())) {
        return Err(format!("there is no part {unknown:?}; the parts are {}", PARTS.join(" ")));
    }
    // All faults, twenty minutes of browsers that are killed, run when they are named; the quick ones always.
    let names = |part: &str| arguments.iter().any(|it| it == part);
    let wants = |part: &str| names(part) || arguments.is_empty() && part != "faults";
    tools::for_building(steps)?;
    let browser = ["browser", "pages", "faults"].into_iter().any(wants).then(|| tools::browser(steps)).transpose()?;
    tools::crates(steps)?;

    // Each result is kept in `steps` and counted by `close`.
    let mut results = Vec::new();
    if wants("format") {
        results.push(steps.run("Format", cargo().args(["fmt", "--all", "--check"]), no_closing));
    }
    if wants("clippy") {
        results.push(clippy_host(steps));
        results.push(clippy_wasm(steps));
    }
    if wants("rules") {
        let mut tidy = cargo();
        results.push(steps.run("House rules", tidy.args(["test", "--locked", "--test", "tidy"]), is_rust_result));
    }
    if wants("host") {
        let mut tests = cargo();
        tests.args(["test", "--locked", "--no-fail-fast", "--workspace"]).env("PROPTEST_CASES", "1000");
        results.push(steps.run("Tests on the host", &mut tests, is_rust_result));
    }
    if let Some(browser) = browser.as_ref().filter(|_| wants("browser")) {
        results.push(in_browser(steps, browser));
    }
    if wants("build") {
        results.push(build::bundle(steps));
    }
    if wants("sizes") {
        results.push(steps.step("Weight of the page", || sizes::check(&place::dist())));
    }
    if let Some(browser) = browser.as_ref().filter(|_| wants("pages")) {
        results.push(whole_pages(steps, browser));
    }
    if let Some(browser) = browser.as_ref().filter(|_| wants("faults")) {
        results.push(faults(steps, browser, Size::Submission));
    } else if let Some(browser) = browser.as_ref().filter(|_| arguments.is_empty()) {
        results.push(quick_faults(steps, browser));
    }
    // `close` names the failures one by one.
    drop(results);
    steps.close()
}

/// How often the tests of faults try each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// In the time of a submission: twenty minutes on two cores.
    Submission,
    /// In the hours of a release.
    Release,
}

impl Size {
    fn name(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Release => "release",
        }
    }
}

/// Playwright over the release page: once under the advised headers, once under a sub-path of a host that sends none.
fn whole_pages(steps: &mut Steps, browser: &Browser) -> Result<(), String> {
    let mut playwright = playwright(browser, &["advised headers", "no headers"])?;
    steps.run("Tests of the whole page", &mut playwright, is_playwright_result)
}

/// The files of `tests/pages/faults` that start few browsers: four minutes on two cores.
const QUICK_FAULTS: [&str; 3] = ["faults/damage", "faults/mirror", "faults/sentences"];

/// What a damaged or lost store leads to, without the faults that take many starts.
fn quick_faults(steps: &mut Steps, browser: &Browser) -> Result<(), String> {
    let mut playwright = playwright(browser, &["faults"])?;
    playwright.args(QUICK_FAULTS).env("RAPPORTO_FAULTS", Size::Submission.name());
    steps.run("Quick faults", &mut playwright, is_playwright_result)
}

/// The release page under injected faults; each test says its figures.
pub fn faults(steps: &mut Steps, browser: &Browser, size: Size) -> Result<(), String> {
    let mut playwright = playwright(browser, &["faults"])?;
    playwright.env("RAPPORTO_FAULTS", size.name());
    steps.run("Faults", &mut playwright, is_fault_result)
}

/// How long the release page stands still while data come in and go out, in full size and with nothing beside it.
pub fn drawing(steps: &mut Steps, browser: &Browser) -> Result<(), String> {
    let mut playwright = playwright(browser, &["advised headers"])?;
    playwright.args(["frozen.spec", "--workers", "1"]).env("RAPPORTO_FAULTS", Size::Release.name());
    steps.run("The page draws on", &mut playwright, is_fault_result)
}

fn playwright(browser: &Browser, projects: &[&str]) -> Result<Command, String> {
    let advised = serve_in_background("/", headers::advised()?)?;
    let plain = serve_in_background("/some/path/", Vec::new())?;
    let mut playwright = Command::new("npx");
    playwright
        .current_dir(place::pages())
        .env("PATH", place::path())
        .args(["--no-install", "playwright", "test"])
        .args(projects.iter().map(|project| format!("--project={project}")))
        .env("CHROMIUM", &browser.chromium)
        .env("RAPPORTO_PAGE", advised)
        .env("RAPPORTO_PAGE_WITHOUT_HEADERS", plain);
    Ok(playwright)
}

fn clippy_host(steps: &mut Steps) -> Result<(), String> {
    let mut clippy = cargo();
    clippy.args(["clippy", "--locked", "--workspace", "--all-targets", "--", "--deny", "warnings"]);
    steps.run("Clippy on the host", &mut clippy, is_finished)
}

fn clippy_wasm(steps: &mut Steps) -> Result<(), String> {
    let mut clippy = cargo();
    clippy.args([
        "clippy",
        "--locked",
        "--target",
        "wasm32-unknown-unknown",
        "--features",
        "screen",
        "--lib",
        "--bins",
    ]);
    clippy.args(["--test", "web", "--", "--deny", "warnings"]);
    steps.run("Clippy on WebAssembly", &mut clippy, is_finished)
}

fn in_browser(steps: &mut Steps, browser: &Browser) -> Result<(), String> {
    let settings = place::target().join("webdriver.json");
    let text = serde_json::json!({
        "goog:chromeOptions": { "binary": browser.chromium, "args": CHROMIUM_ARGUMENTS }
    });
    std::fs::write(&settings, text.to_string())
        .map_err(|error| format!("webdriver.json cannot be written: {error}"))?;
    let mut tests = cargo();
    tests
        .args(["test", "--locked", "--no-fail-fast", "--target", WASM])
        .args(only(&browser_tests()?))
        .env("PATH", place::path())
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings);
    steps.run("Tests in the browser", &mut tests, is_rust_result)
}

/// The test files that are made for the browser: their first lines say so.
fn browser_tests() -> Result<Vec<String>, String> {
    let folder = place::root().join("tests");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("tests/ cannot be read: {error}"))?;
    let mut names = Vec::new();
    for path in entries.filter_map(Result::ok).map(|it| it.path()) {
        let file = if path.is_dir() { path.join("main.rs") } else { path.clone() };
        let is_for_browser =
            std::fs::read_to_string(&file).is_ok_and(|it| it.contains("#![cfg(target_arch = \"wasm32\")]"));
        if let Some(name) = path.file_stem().filter(|_| is_for_browser) {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn only(tests: &[String]) -> Vec<String> {
    tests.iter().flat_map(|name| ["--test".to_owned(), name.clone()]).collect()
}

/// A browser without a screen that talks to nobody but the page under test; `tests/pages/browser.mjs` has the same list.
const CHROMIUM_ARGUMENTS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

fn serve_in_background(under: &str, headers: Vec<(&'static str, String)>) -> Result<String, String> {
    let site = serve::Site { folder: place::dist(), under: under.to_owned(), headers };
    let listener = serve::listen(0)?;
    let address = serve::address(&listener, &site)?;
    std::thread::spawn(move || serve::accept(&listener, &Arc::new(site)));
    Ok(address)
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(place::root()).env("PATH", place::path());
    command
}

fn is_finished(line: &str) -> bool {
    line.trim_start().starts_with("Finished ")
}

/// The result of one test file, and its name above it; a file without a test has none worth repeating.
fn is_rust_result(line: &str) -> bool {
    let is_result = line.starts_with("test result:") && !line.contains(" 0 passed; 0 failed; 0 ignored");
    is_result || (line.trim_start().starts_with("Running ") && line.ends_with(')'))
}

fn is_playwright_result(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let starts_with_number = words.next().is_some_and(|it| it.parse::<u32>().is_ok());
    starts_with_number
        && matches!(words.next(), Some("passed" | "failed" | "flaky" | "skipped" | "interrupted" | "did"))
}

/// A figure that a test of faults says of itself, or the run's result.
fn is_fault_result(line: &str) -> bool {
    line.trim_start().starts_with("· ") || is_playwright_result(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_faults_are_kept() {
        assert!(is_fault_result("      · F01: 40 kills, 812 acknowledged, 0 lost"));
        assert!(!is_fault_result("  ✓  1 [faults] › faults/kill.spec.mjs:17:1 › F01: a browser killed (2.1m)"));
    }

    #[test]
    fn closing_lines_are_told_from_the_others() {
        for (line, is_rust, is_playwright) in [
            ("test result: ok. 3 passed; 0 failed; 0 ignored; finished in 0.02s", true, false),
            ("     Running tests/tidy.rs (target/debug/deps/tidy-1)", true, false),
            ("test model::money ... ok", false, false),
            ("test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out", false, false),
            ("test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out", true, false),
            ("  5 passed (3.2s)", false, true),
            ("  1 failed", false, true),
            ("  2 did not run", false, true),
            ("Running headless tests in Chrome on `http://127.0.0.1:1/`", false, false),
            ("  1) smoke.spec.mjs:3:1 opens", false, false),
        ] {
            assert_eq!(is_rust_result(line), is_rust, "{line}");
            assert_eq!(is_playwright_result(line), is_playwright, "{line}");
            assert_eq!(is_fault_result(line), is_playwright, "{line}");
        }
    }
}
