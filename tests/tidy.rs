//! The house rules: who may use whom, how long a file may be, what stands in no file. Each message names file and line.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test may stop")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Who may use whom: a room, or one part of it. ARCHITECTURE.md has the same table.
const ROOMS: [(&str, &[&str]); 17] = [
    ("model", &[]),
    ("changes", &["model"]),
    ("engine", &["model", "changes"]),
    ("analysis", &["model"]),
    ("segments", &["model", "engine", "analysis"]),
    ("exchange", &["model", "changes"]),
    ("demo", &["model", "changes", "exchange"]),
    ("queries", &["model", "changes", "engine", "segments", "analysis", "exchange"]),
    ("commands", &["model", "changes", "engine", "segments", "analysis", "exchange"]),
    ("i18n", &["model", "changes", "segments", "analysis", "exchange", "commands"]),
    ("storage", &["model", "changes", "engine"]),
    ("worker", &["model", "changes", "engine", "exchange", "demo", "storage", "queries", "commands"]),
    // What only a page can do: local storage (sentinel and preferences, nothing of the data), the request to keep data.
    (
        "client",
        &[
            "model",
            "queries",
            "commands",
            "worker::messages",
            "worker::work",
            "storage::persistence",
            "storage::sentinel",
            "storage::lock",
            "storage::preferences",
        ],
    ),
    ("ui", &["model", "i18n"]),
    ("charts", &["model", "analysis", "queries", "i18n", "client", "ui"]),
    (
        "pages",
        &[
            "model",
            "analysis",
            "segments",
            "exchange",
            "queries",
            "commands",
            "i18n",
            "client",
            "ui",
            "charts",
            "worker::messages",
            "worker::work",
            "storage::persistence",
            "storage::preferences",
        ],
    ),
    (
        "app",
        &[
            "model",
            "analysis",
            "segments",
            "exchange",
            "queries",
            "commands",
            "i18n",
            "client",
            "ui",
            "charts",
            "pages",
            "worker::messages",
            "worker::work",
            "storage::preferences",
        ],
    ),
];

/// Rooms that may name the browser; all others are plain Rust.
const RIM: [&str; 7] = ["storage", "worker", "client", "ui", "charts", "pages", "app"];
const BROWSER_CRATES: [&str; 6] =
    ["web_sys::", "js_sys::", "wasm_bindgen::", "wasm_bindgen_futures::", "leptos::", "gloo_storage::"];

/// Lines of code in one file, tests and comments aside; lists of words may be longer.
const MOST_LINES: usize = 400;

/// Never in `src/`: each is a way for text to become code or markup, or a style that the policy refuses.
const REFUSED: [(&str, &str); 8] = [
    ("inner_html", "text never becomes markup: build elements"),
    ("outer_html", "text never becomes markup: build elements"),
    ("insert_adjacent_html", "text never becomes markup: build elements"),
    ("js_sys::eval", "text never becomes code"),
    ("Function::new", "text never becomes code"),
    (" style=\"", "inline styles are refused by the policy: a class, or style:property"),
    ("dbg!(", "left over from a search for an error"),
    ("FIXME", "an open point is TODO(#issue)"),
];

#[test]
fn a_room_uses_only_the_rooms_below_it() {
    let mut faults = Vec::new();
    let kinds = record_kinds();
    for source in sources() {
        let Some(room) = source.room() else { continue };
        let Some((_, may)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            faults.push(format!("{}:1: the room `{room}` is not in the table of tests/tidy.rs", source.name));
            continue;
        };
        for (number, line) in &source.code {
            for used in used_paths(line) {
                let other = used.first().unwrap();
                if !ROOMS.iter().any(|(name, _)| name == other) || *other == room {
                    continue;
                }
                let path = used.join("::");
                if !may.iter().any(|it| path == *it || path.starts_with(&format!("{it}::"))) {
                    let parts: Vec<&&str> = may.iter().filter(|it| it.starts_with(&format!("{other}::"))).collect();
                    let but = if parts.is_empty() { String::new() } else { format!(", only {parts:?}") };
                    faults.push(format!("{}:{number}: `{room}` may not use `{path}`{but}", source.name));
                } else if room == "ui" && other == "model" && used.get(1).is_some_and(|it| kinds.contains(it)) {
                    faults.push(format!("{}:{number}: `ui` knows no record kind", source.name));
                }
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn the_business_knows_no_browser() {
    let mut faults = Vec::new();
    for source in sources() {
        if source.room().is_none_or(|room| RIM.contains(&room)) {
            continue;
        }
        for (number, line) in &source.code {
            if let Some(named) = BROWSER_CRATES.iter().find(|it| line.contains(**it)) {
                faults.push(format!("{}:{number}: `{named}` belongs to the rim", source.name));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn a_file_is_short_enough_to_be_read() {
    let mut faults = Vec::new();
    for source in sources() {
        let is_word_list = source.name.starts_with("src/i18n/");
        if !is_word_list && source.code.len() > MOST_LINES {
            let lines = source.code.len();
            faults.push(format!("{}: {lines} lines of code, {MOST_LINES} are the most", source.name));
        }
    }
    assert_none(&faults);
}

#[test]
fn a_file_has_the_name_of_its_thing_and_says_what_it_is_for() {
    let mut faults = Vec::new();
    for source in sources() {
        if source.name.ends_with("/mod.rs") {
            faults.push(format!("{}: a module is in the file of its name, not in mod.rs", source.name));
        }
        if !source.text.trim_start_matches("#![").starts_with("//!") {
            faults.push(format!("{}:1: the first line says in one sentence what the file is for (//!)", source.name));
        }
        let stem = Path::new(&source.name).file_stem().unwrap().to_string_lossy();
        if ["util", "utils", "helper", "helpers", "common", "misc"].contains(&&*stem) {
            faults.push(format!("{}: `{stem}` names nothing", source.name));
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_refused_stands_in_the_source() {
    let mut faults = Vec::new();
    for source in sources() {
        for (number, line) in &source.code {
            for (refused, why) in REFUSED {
                if line.contains(refused) {
                    faults.push(format!("{}:{number}: `{}`: {why}", source.name, refused.trim()));
                }
            }
        }
        for (number, line) in (1..).zip(source.text.lines()) {
            if line.match_indices("TODO").any(|(at, _)| !is_numbered(&line[at..])) {
                faults.push(format!("{}:{number}: an open point is TODO(#issue)", source.name));
            }
        }
    }
    assert_none(&faults);
}

/// What scripts send: a word that is not known is refused, not passed over.
#[test]
fn a_question_an_order_or_a_condition_refuses_unknown_words() {
    let mut faults = Vec::new();
    for source in sources() {
        let lines: Vec<&str> = source.code.iter().map(|(_, line)| line.as_str()).collect();
        let doors = lines.iter().filter_map(|line| {
            let after =
                ["impl Ask for ", "impl Tell for ", "impl Condition for "].iter().find_map(|it| line.strip_prefix(it));
            after?.strip_suffix(" {")
        });
        for door in doors {
            let declared = lines.iter().position(|line| line.starts_with(&format!("pub struct {door} ")));
            let Some(at) = declared else { continue };
            let attributes = lines[..at].iter().rev().take_while(|line| line.starts_with("#["));
            if !attributes.into_iter().any(|line| line.contains("deny_unknown_fields")) {
                let number = source.code[at].0;
                faults.push(format!("{}:{number}: `{door}` lacks #[serde(deny_unknown_fields)]", source.name));
            }
        }
    }
    assert_none(&faults);
}

/// A dependency is a promise for years: what it is for, what it may be used under, and what it weighs.
#[test]
fn each_direct_dependency_has_its_reason() {
    let mut used = BTreeSet::new();
    for manifest in ["Cargo.toml", "xtask/Cargo.toml"] {
        let text = read(manifest);
        let mut is_dependency = false;
        for line in text.lines() {
            if line.starts_with('[') {
                is_dependency = line.ends_with("dependencies]");
            } else if let Some((name, _)) = line.split_once(" = ").filter(|(name, _)| is_dependency && is_name(name)) {
                used.insert(name.to_owned());
            }
        }
    }
    let packages: serde_json::Value = serde_json::from_str(&read("tests/pages/package.json")).unwrap();
    used.extend(packages["devDependencies"].as_object().unwrap().keys().cloned());
    let text = read("docs/dependencies.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let explained: BTreeSet<String> = rows.map(str::to_owned).collect();
    let mut faults: Vec<String> =
        used.difference(&explained).map(|it| format!("docs/dependencies.md: `{it}` has no row")).collect();
    faults.extend(explained.difference(&used).map(|it| format!("docs/dependencies.md: `{it}` is not used any more")));
    assert_none(&faults);
}

#[test]
fn each_style_sheet_is_linked_once_and_has_its_rust_twin() {
    let mut faults = Vec::new();
    let page = read("public/index.html");
    let mut linked = Vec::new();
    for (number, line) in (1..).zip(page.lines()) {
        if let Some(after) = line.trim().strip_prefix("<link data-trunk rel=\"css\" href=\"../") {
            let name = after.split('"').next().unwrap();
            if linked.iter().any(|it| it == name) {
                faults.push(format!("public/index.html:{number}: {name} is linked twice"));
            }
            if !top().join(name).is_file() {
                faults.push(format!("public/index.html:{number}: there is no {name}"));
            }
            linked.push(name.to_owned());
        }
    }
    for path in files_under(&top().join("style")) {
        let name = relative(&path);
        if !linked.contains(&name) {
            faults.push(format!("{name}:1: not linked in public/index.html"));
        }
        let parts: Vec<&str> = name.split('/').collect();
        if let ["style", room @ ("ui" | "pages" | "charts"), inside @ ..] = parts.as_slice() {
            let twin = format!("src/{room}/{}", inside.join("/").replace('-', "_").replace(".css", ".rs"));
            if !top().join(&twin).is_file() {
                faults.push(format!("{name}:1: its Rust twin {twin} is missing"));
            }
        }
    }
    assert_none(&faults);
}

/// What the browser draws around the page and offers beside it when it is installed.
#[test]
fn the_manifest_has_the_colours_of_the_tokens_and_leads_to_pages_and_icons_that_exist() {
    let tokens = read("style/tokens.css");
    let (light, dark) = tokens.split("--bg: light-dark(").nth(1).unwrap().split_once(", ").unwrap();
    let dark = dark.split(')').next().unwrap();
    let page = read("public/index.html");
    for (colour, scheme) in [(light, "light"), (dark, "dark")] {
        let drawn = format!("name=\"theme-color\" content=\"{colour}\" media=\"(prefers-color-scheme: {scheme})\"");
        assert!(page.contains(&drawn), "public/index.html: {drawn} is missing");
    }
    let manifest: serde_json::Value = serde_json::from_str(&read("public/static/manifest.webmanifest")).unwrap();
    assert_eq!((&manifest["theme_color"], &manifest["background_color"]), (&light.into(), &light.into()));
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let pages = read("src/pages.rs");
    let actions = [("shortcuts", "url"), ("file_handlers", "action")].map(|(list, at)| (&manifest[list], at));
    for (list, at) in actions {
        for entry in list.as_array().unwrap() {
            let path = text(&entry[at]);
            let name = path.strip_prefix("./#/").unwrap();
            assert!(pages.contains(&format!(" \"{name}\" ")), "{path} leads to no page");
        }
    }
    let of_shortcuts = manifest["shortcuts"].as_array().unwrap().iter().map(|it| &it["icons"]);
    for icons in of_shortcuts.chain([&manifest["icons"]]) {
        for icon in icons.as_array().unwrap() {
            let file = format!("public/static/{}", text(&icon["src"]));
            assert!(top().join(&file).is_file(), "{file} is missing");
        }
    }
}

#[test]
fn the_architecture_names_each_folder() {
    let Ok(text) = fs::read_to_string(top().join("ARCHITECTURE.md")) else { return };
    let mut faults = Vec::new();
    for path in files_under(&top().join("src")) {
        let folder = relative(path.parent().unwrap());
        // The rooms; what a room holds is its own matter.
        let Some(name) = folder.strip_prefix("src/").and_then(|it| it.split('/').next()) else { continue };
        let fault = format!("ARCHITECTURE.md: the folder {folder} is not named");
        if !text.contains(&format!("{name}/")) && !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    assert_none(&faults);
}

/// F01 to F26 are the faults of process, storage and browser: issue 2, part 3.
#[test]
fn each_fault_has_a_test_that_names_it() {
    let specs: String =
        files_under(&top().join("tests/pages/faults")).iter().map(|it| fs::read_to_string(it).unwrap()).collect();
    // A test by its title, or a row of a table of tests by its first cell.
    let titles: Vec<&str> =
        specs.lines().map(str::trim).filter(|it| it.starts_with("test(") || it.starts_with("[\"F")).collect();
    let names = (1..=26).map(|number| format!("F{number:02}"));
    let faults: Vec<String> = names.filter(|name| !titles.iter().any(|it| it.contains(name.as_str()))).collect();
    assert_none(&faults);
}

#[test]
fn no_file_names_the_machine_it_was_written_on() {
    // In two parts, so that this file does not find itself.
    let paths = [["/ro", "ot/"], ["/wo", "rk/"], ["/ho", "me/"], ["/Us", "ers/"]].map(|it| it.concat());
    let mut faults = Vec::new();
    let folders = ["src", "public", "style", "tests", "benches", "xtask", "docs", ".github", ".ci", ".cargo"];
    let mut files: Vec<PathBuf> = folders.iter().flat_map(|it| files_under(&top().join(it))).collect();
    files.extend(fs::read_dir(top()).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_file()));
    files.retain(|it| !it.ends_with(".git")); // a work tree's link to its repository
    for path in files {
        // What is not text has no lines to name.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let name = relative(&path);
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(found) = paths.iter().find(|it| line.contains(*it)) {
                faults.push(format!("{name}:{number}: `{found}` is a path of one machine"));
            }
            if name.ends_with("package-lock.json") && line.contains("\"resolved\"") {
                faults
                    .push(format!("{name}:{number}: names a registry's host (npm's omit-lockfile-registry-resolved)"));
            }
        }
    }
    assert_none(&faults);
}

/// One Rust file of `src/`.
struct Source {
    /// From the top of the repository, with slashes.
    name: String,
    text: String,
    /// Line number and text of each line of code: no comments, no blank lines, no tests.
    code: Vec<(usize, String)>,
}

impl Source {
    /// The room it stands in; the starting files (`main.rs`, `bin/`) and the list of rooms are in none.
    fn room(&self) -> Option<&str> {
        let inside = self.name.strip_prefix("src/")?;
        let first = inside.split('/').next()?;
        let room = first.strip_suffix(".rs").unwrap_or(first);
        (!["lib", "main", "bin"].contains(&room)).then_some(room)
    }
}

fn sources() -> Vec<Source> {
    let mut all: Vec<Source> = files_under(&top().join("src"))
        .into_iter()
        .filter(|it| it.extension().is_some_and(|it| it == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            Source { name: relative(&path), code: code_lines(&text), text }
        })
        .collect();
    // A module that its list declares for tests alone is not code either.
    let tests: BTreeSet<String> = all.iter().flat_map(test_modules).collect();
    all.retain(|it| !tests.contains(&it.name));
    all
}

fn code_lines(text: &str) -> Vec<(usize, String)> {
    let mut code = Vec::new();
    let mut lines = (1..).zip(text.lines()).peekable();
    while let Some((number, line)) = lines.next() {
        let trimmed = line.trim();
        if trimmed == "#[cfg(test)]" && lines.peek().is_some_and(|(_, next)| next.starts_with("mod tests")) {
            break; // tests stand at the bottom of a file
        }
        if !trimmed.is_empty() && !trimmed.starts_with("//") {
            code.push((number, trimmed.to_owned()));
        }
    }
    code
}

/// Files declared as `#[cfg(test)] mod name;`, on one line or two.
fn test_modules(source: &Source) -> Vec<String> {
    let folder = source.name.trim_end_matches(".rs").trim_end_matches("/lib");
    let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
    let pairs = lines.windows(2).filter(|it| it[0] == "#[cfg(test)]");
    pairs
        .filter_map(|it| it[1].rsplit_once("mod ")?.1.strip_suffix(';'))
        .map(|name| format!("{folder}/{name}.rs"))
        .collect()
}

/// The paths into this crate that a line names: `crate::a::b` is `[a, b]`, `crate::{a::b, c}` is two.
fn used_paths(line: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, start) in line.match_indices("crate::") {
        if line[..at].ends_with('$') {
            continue; // `$crate` of a macro is followed where it is used
        }
        let after = &line[at + start.len()..];
        match after.strip_prefix('{') {
            None => found.push(path_at(after)),
            Some(group) => found.extend(group.split(['}', ',']).map(|it| path_at(it.trim()))),
        }
    }
    found.retain(|it| !it.is_empty());
    found
}

fn path_at(text: &str) -> Vec<String> {
    let end = text.find(|it: char| !it.is_alphanumeric() && it != '_' && it != ':').unwrap_or(text.len());
    text[..end].split("::").filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// The modules of `model` that declare a record.
fn record_kinds() -> BTreeSet<String> {
    files_under(&top().join("src/model"))
        .into_iter()
        .filter(|it| fs::read_to_string(it).unwrap().lines().any(|line| line.starts_with("record! {")))
        .map(|it| it.file_stem().unwrap().to_string_lossy().into_owned())
        .collect()
}

/// Whether a word is the name of a package; what stands within a list is not.
fn is_name(word: &str) -> bool {
    word.starts_with(|it: char| it.is_ascii_lowercase())
        && word.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_".contains(&it))
}

fn is_numbered(todo: &str) -> bool {
    todo.strip_prefix("TODO(#")
        .and_then(|it| it.split_once(')'))
        .is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()))
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn relative(path: &Path) -> String {
    path.strip_prefix(top())
        .unwrap()
        .components()
        .map(|it| it.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn read(name: &str) -> String {
    fs::read_to_string(top().join(name)).unwrap()
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
    all.sort();
    all.into_iter()
        .flat_map(|path| match path.file_name().unwrap().to_str() {
            Some("node_modules" | "dist" | "results" | ".profiles") => Vec::new(),
            _ if path.is_dir() => files_under(&path),
            _ => vec![path],
        })
        .collect()
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_path_is_seen_in_each_way_of_writing_it() {
    for (line, expected) in [
        ("use crate::engine::data::Data;", vec![vec!["engine", "data", "Data"]]),
        ("use crate::{engine::data, model};", vec![vec!["engine", "data"], vec!["model"]]),
        ("fn f(it: &crate::model::Date) {}", vec![vec!["model", "Date"]]),
        ("pub(crate) fn f() {}", vec![]),
        ("$crate::model::record!()", vec![]),
    ] {
        assert_eq!(used_paths(line), expected, "{line}");
    }
    assert!(is_numbered("TODO(#12): later") && !is_numbered("TODO later") && !is_numbered("TODO(#)"));
}
