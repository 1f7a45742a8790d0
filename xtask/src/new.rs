//! Stamps a new thing of a list: its file, its line in the list, and where it has a name on the screen, its words.

use crate::disk::{make_folder, text_of, write};
use crate::place;
use std::path::Path;

/// `cargo xtask new page|chart|condition|query|command NAME`.
pub fn command(arguments: &[String]) -> Result<(), String> {
    let [sort, name] = arguments else { return Err(format!("new wants what and its name: {}", usage())) };
    let name = Name::read(name)?;
    for edit in stamp(&place::root(), sort, &name)? {
        println!("{}: {}", edit.path, edit.what);
    }
    println!("Now the compiler leads: cargo check --workspace --all-targets");
    Ok(())
}

/// Writes what a new thing of a sort is made of.
fn stamp(root: &Path, sort: &str, name: &Name) -> Result<Vec<Edit>, String> {
    let sort = SORTS.iter().find(|it| it.word == sort).ok_or_else(|| format!("{sort:?} is no list: {}", usage()))?;
    let edits = sort.edits(name, |path| text_of(&root.join(path)))?;
    if root.join(&edits[0].path).exists() {
        return Err(format!("{} is there already", edits[0].path));
    }
    for edit in &edits {
        let path = root.join(&edit.path);
        make_folder(path.parent().unwrap_or(root))?;
        write(&path, &edit.text)?;
    }
    Ok(edits)
}

/// One of the lists that the house is made of.
struct Sort {
    word: &'static str,
    /// The file that holds the list, without `.rs`; it is also the folder of the things.
    list: &'static str,
    /// The list where there is none yet, and the line of `src/lib.rs` that stands behind its room's.
    room: Option<(&'static str, &'static str)>,
    /// How the list opens; empty for one of modules only.
    opening: &'static str,
    /// A line of the list. `{number}` is the next one on disk, `{key}` a letter that no other entry has.
    entry: &'static str,
    file: &'static str,
    more: &'static [Line],
}

/// A line, or a whole file, elsewhere.
struct Line {
    path: &'static str,
    place: Place,
    text: &'static str,
    what: &'static str,
}

enum Place {
    NewFile,
    /// Before the first line that starts so.
    Before(&'static str),
    /// After the last line that starts so.
    After(&'static str),
}

const WORDS: &str = "its name in Italian and in English: put it into words";

const SORTS: [Sort; 5] = [
    Sort {
        word: "page",
        list: "src/pages",
        room: None,
        opening: "        $with! {",
        entry: "{Name} \"{name-}\" {name}::{Name}Page SquaresFour {Name}Page \"{key}\" Work More of data,",
        file: PAGE,
        more: &[
            Line {
                path: "src/i18n/phrases.rs",
                place: Place::Before("    GroupWork "),
                text: "    {Name}Page \"{Words}\" \"{Words}\",",
                what: WORDS,
            },
            Line {
                path: "style/pages/{name-}.css",
                place: Place::NewFile,
                text: ".{name-}-page {\n  display: grid;\n  gap: var(--space-4);\n}\n",
                what: "new; its look",
            },
            Line {
                path: "public/index.html",
                place: Place::After("  <link data-trunk rel=\"css\" href=\"../style/pages/"),
                text: "  <link data-trunk rel=\"css\" href=\"../style/pages/{name-}.css\">",
                what: "its style sheet",
            },
        ],
    },
    Sort {
        word: "chart",
        list: "src/charts",
        room: Some((CHARTS, "#[cfg(all(target_arch = \"wasm32\", feature = \"screen\"))]\npub mod pages;")),
        opening: "",
        entry: "",
        file: CHART,
        more: &[
            Line {
                path: "style/charts/{name-}.css",
                place: Place::NewFile,
                text: ".{name-}-chart {\n  margin: 0;\n}\n",
                what: "new; its look",
            },
            Line {
                path: "public/index.html",
                place: Place::After("  <link data-trunk rel=\"css\" href=\"../style/"),
                text: "  <link data-trunk rel=\"css\" href=\"../style/charts/{name-}.css\">",
                what: "its style sheet",
            },
        ],
    },
    Sort {
        word: "query",
        list: "src/queries",
        room: None,
        opening: "queries! {",
        entry: "{Name} {name},",
        file: QUERY,
        more: &[],
    },
    Sort {
        word: "command",
        list: "src/commands",
        room: None,
        opening: "commands! {",
        entry: "{number} {Name} {name},",
        file: COMMAND,
        more: &[
            Line {
                path: "src/i18n/deeds.rs",
                place: Place::Before("        Sort::Import => "),
                text: "        Sort::{Name} => (\"{Words}\", \"{Words}\"),",
                what: WORDS,
            },
            Line {
                path: "tests/data/against_model.rs",
                place: Place::After("            Command::SaveOrder(_)"),
                text: "            | Command::{Name}(_)",
                what: "that it happens, whole; what it means wants a test of its own in orders_of_each_sort.rs",
            },
        ],
    },
    Sort {
        word: "condition",
        list: "src/segments",
        room: None,
        opening: "conditions! {",
        entry: "{Name} {name},",
        file: CONDITION,
        more: &[],
    },
];

const PAGE: &str = include_str!("../stamps/page.rs.txt");
const CHARTS: &str = include_str!("../stamps/charts.rs.txt");
const CHART: &str = include_str!("../stamps/chart.rs.txt");
const QUERY: &str = include_str!("../stamps/query.rs.txt");
const COMMAND: &str = include_str!("../stamps/command.rs.txt");
const CONDITION: &str = include_str!("../stamps/condition.rs.txt");

/// A file as it will be.
struct Edit {
    path: String,
    text: String,
    what: &'static str,
}

impl Sort {
    /// The files as they will be, its own first.
    fn edits(&self, name: &Name, read: impl Fn(&str) -> Result<String, String>) -> Result<Vec<Edit>, String> {
        let file = Edit {
            path: format!("{}/{}.rs", self.list, name.snake),
            text: name.fill(self.file),
            what: "new; say what it is for, and do it",
        };
        let list = format!("{}.rs", self.list);
        let mut edits = vec![file];
        match (read(&list), self.room) {
            (Err(_), Some((room, behind))) => {
                // The first of its sort makes the room.
                edits.push(Edit { path: list, text: name.fill(room), what: "new; the room" });
                let (path, word) = ("src/lib.rs".to_owned(), self.list.trim_start_matches("src/"));
                let line = format!("#[cfg(all(target_arch = \"wasm32\", feature = \"screen\"))]\npub mod {word};");
                let text = with_line(&read(&path)?, &Place::Before(behind), &line)
                    .ok_or_else(|| format!("{path} has no place for it"))?;
                edits.push(Edit { path, text, what: "the room" });
            }
            (text, _) => {
                let text = with_module(&text?, &name.snake);
                let text = text.ok_or_else(|| format!("{list} declares no module to go beside"))?;
                let text = self.with_entry(&text, name);
                let text = text.ok_or_else(|| format!("{list} holds no list {:?}", self.opening))?;
                edits.push(Edit { path: list, text, what: "module and entry" });
            }
        }
        for line in self.more {
            let path = name.fill(line.path);
            let added = name.fill(line.text);
            let text = match line.place {
                Place::NewFile => added,
                Place::Before(_) | Place::After(_) => with_line(&read(&path)?, &line.place, &added)
                    .ok_or_else(|| format!("{path} has no place for it"))?,
            };
            edits.push(Edit { path, text, what: line.what });
        }
        Ok(edits)
    }

    /// A line at the end of the list.
    fn with_entry(&self, text: &str, name: &Name) -> Option<String> {
        if self.opening.is_empty() {
            return Some(text.to_owned());
        }
        let start = text.find(&format!("\n{}\n", self.opening))? + 1;
        let indent = &self.opening[..self.opening.len() - self.opening.trim_start().len()];
        let end = start + text[start..].find(&format!("\n{indent}}}\n"))? + 1;
        let list = &text[start..end];
        let numbers = list.lines().filter_map(|line| line.split_whitespace().next()?.parse::<u32>().ok());
        let number = numbers.max().unwrap_or(0) + 1;
        let is_free = |key: &char| !list.contains(&format!("\"{key}\""));
        let key = name.snake.chars().chain('a'..='z').find(is_free)?;
        let entry = name.fill(self.entry).replace("{number}", &number.to_string()).replace("{key}", &key.to_string());
        Some(format!("{}{indent}    {entry}\n{}", &text[..end], &text[end..]))
    }
}

fn with_line(text: &str, place: &Place, added: &str) -> Option<String> {
    let at = match place {
        Place::NewFile => 0,
        Place::Before(start) => text.find(&format!("\n{start}"))? + 1,
        Place::After(start) => {
            let line = text.rfind(&format!("\n{start}"))? + 1;
            line + text[line..].find('\n')? + 1
        }
    };
    Some(format!("{}{added}\n{}", &text[..at], &text[at..]))
}

/// The module beside its last sibling.
fn with_module(text: &str, name: &str) -> Option<String> {
    let last = text.rfind("\npub mod ")? + 1;
    let end = last + text[last..].find('\n')? + 1;
    Some(format!("{}pub mod {name};\n{}", &text[..end], &text[end..]))
}

/// A name in the forms that code and words need.
struct Name {
    snake: String,
    pascal: String,
    words: String,
}

impl Name {
    fn read(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split('_').collect();
        let is_word = |it: &&str| it.starts_with(|it: char| it.is_ascii_lowercase()) && it.bytes().all(is_plain);
        if !parts.iter().all(is_word) {
            return Err(format!("{text:?} is not a name in the form of a file: customer_window"));
        }
        let capital = |it: &str| it[..1].to_ascii_uppercase() + &it[1..];
        Ok(Self {
            snake: text.to_owned(),
            pascal: parts.iter().map(|it| capital(it)).collect(),
            words: capital(&parts.join(" ")),
        })
    }

    fn fill(&self, template: &str) -> String {
        template
            .replace("{Name}", &self.pascal)
            .replace("{name}", &self.snake)
            .replace("{name-}", &self.snake.replace('_', "-"))
            .replace("{Words}", &self.words)
    }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

fn usage() -> String {
    format!("cargo xtask new {} NAME", SORTS.map(|it| it.word).join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::follow;
    use std::path::PathBuf;
    use std::process::Command;

    #[test]
    fn a_name_is_that_of_a_file() {
        for (text, pascal) in [("move_deal", Some("MoveDeal")), ("rfm", Some("Rfm")), ("nps2_mean", Some("Nps2Mean"))] {
            assert_eq!(Name::read(text).ok().map(|it| it.pascal).as_deref(), pascal);
        }
        for text in ["", "MoveDeal", "move-deal", "move__deal", "../x", "2deals"] {
            assert!(Name::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_command_gets_module_number_entry_and_words() {
        let list =
            "//! x\n\npub mod refusal;\n\npub mod undo;\n\ncommands! {\n    1 Create create,\n    5 Undo undo,\n}\n";
        let words = "match sort {\n        Sort::Undo => (\"a\", \"b\"),\n        Sort::Import => (\"c\", \"d\"),\n";
        let name = Name::read("move_deal").unwrap();
        let arms = "match command {\n            Command::SaveOrder(_)\n            | Command::B(_) => {\n";
        let read = |path: &str| {
            let found =
                [("src/commands.rs", list), ("src/i18n/deeds.rs", words), ("tests/data/against_model.rs", arms)];
            found.iter().find(|(it, _)| *it == path).map(|(_, text)| (*text).to_owned()).ok_or_else(|| path.to_owned())
        };
        let command = SORTS.iter().find(|sort| sort.word == "command").unwrap();
        let edits = command.edits(&name, read).unwrap();
        assert_eq!(edits[0].path, "src/commands/move_deal.rs");
        assert!(edits[0].text.contains("impl Tell for MoveDeal") && edits[0].text.starts_with("//! Move deal.\n"));
        assert!(edits[1].text.contains("pub mod undo;\npub mod move_deal;\n"));
        assert!(edits[1].text.contains("    5 Undo undo,\n    6 MoveDeal move_deal,\n}\n"));
        assert!(
            edits[2].text.contains("        Sort::MoveDeal => (\"Move deal\", \"Move deal\"),\n        Sort::Import")
        );
    }

    #[test]
    fn the_first_chart_makes_the_room() {
        let sort = SORTS.iter().find(|sort| sort.word == "chart").unwrap();
        let name = Name::read("revenue").unwrap();
        let read = |path: &str| {
            if path == "src/charts.rs" {
                return Err("not there".to_owned());
            }
            std::fs::read_to_string(place::root().join(path)).map_err(|error| error.to_string())
        };
        let edits = sort.edits(&name, read).unwrap();
        assert!(edits[1].text.ends_with("\npub mod revenue;\n"));
        assert!(edits[2].text.contains("pub mod charts;\n#[cfg(all(target_arch"));
    }

    #[test]
    fn each_list_of_the_house_takes_a_new_entry() {
        let name = Name::read("something_new").unwrap();
        for sort in &SORTS {
            let read =
                |path: &str| std::fs::read_to_string(place::root().join(path)).map_err(|error| error.to_string());
            let edits = sort.edits(&name, read);
            assert!(edits.is_ok_and(|it| it[1].text.contains("\npub mod something_new;\n")), "{}", sort.word);
        }
    }

    /// The house with a new thing in each of its lists, in a folder of its own.
    fn stamped_house() -> PathBuf {
        let house = std::env::temp_dir().join(format!("rapporto-stamped-{}", std::process::id()));
        copy(&place::root(), &house);
        for (sort, name) in [
            ("page", "something_shown"),
            ("chart", "something_drawn"),
            ("chart", "something_else"),
            ("query", "something_asked"),
            ("command", "something_done"),
            ("condition", "something_true"),
        ] {
            let name = Name::read(name).unwrap();
            stamp(&house, sort, &name).unwrap();
            assert!(stamp(&house, sort, &name).is_err_and(|it| it.ends_with("is there already")), "{sort}");
        }
        house
    }

    /// Copies what is written by hand.
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
            let name = entry.file_name();
            if entry.path().is_file() {
                std::fs::copy(entry.path(), to.join(name)).unwrap();
            } else if !["target", "dist", "node_modules", ".git", "results"].iter().any(|it| name == *it) {
                copy(&entry.path(), &to.join(name));
            }
        }
    }

    #[test]
    #[ignore = "compiles the whole program on both targets: cargo xtask faults"]
    fn what_is_stamped_compiles_without_a_remark_and_keeps_the_rules() {
        let house = stamped_house();
        for arguments in [
            "fmt --all --check",
            "test --locked --test tidy",
            "test --locked --lib i18n",
            "clippy --locked --package rapporto --all-targets -- --deny warnings",
            "clippy --locked --target wasm32-unknown-unknown --features screen --lib --bins -- --deny warnings",
        ] {
            let mut cargo = Command::new("cargo");
            cargo.current_dir(&house).env("CARGO_TARGET_DIR", place::target()).args(arguments.split(' '));
            assert!(follow(&mut cargo).unwrap().success, "cargo {arguments}");
        }
        std::fs::remove_dir_all(house).unwrap();
    }
}
