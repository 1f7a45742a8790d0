//! Gives each build its name, after Trunk: worker files and start file carry it, and the page asks for these very files.

use crate::tools::hex;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

const MARK: &str = "BUILD-ID";
/// Trunk leaves these names as they are: (before, after).
const RENAMED: [(&str, &str); 3] = [
    ("boot.js", "boot-BUILD-ID.js"),
    ("worker.js", "worker-BUILD-ID.js"),
    ("worker_bg.wasm", "worker-BUILD-ID_bg.wasm"),
];

/// Called by Trunk as its hook, with the folder of the new build.
pub fn command() -> Result<(), String> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").ok_or("stamp is called by trunk after a build (Trunk.toml)")?;
    let build = stamp(Path::new(&folder))?;
    println!("build {build}");
    Ok(())
}

/// Names the build after its content, and gives back the name.
fn stamp(folder: &Path) -> Result<String, String> {
    join_sheets(folder)?;
    let mut all = Sha256::new();
    for path in files(folder)? {
        all.update(relative(folder, &path).as_bytes());
        all.update([0]);
        all.update(Sha256::digest(read(&path)?));
    }
    let mut build = hex(&all.finalize());
    build.truncate(12);

    for (before, after) in RENAMED {
        let (from, to) = (folder.join(before), folder.join(after.replace(MARK, &build)));
        std::fs::rename(&from, &to).map_err(|error| format!("{before} cannot be renamed: {error}"))?;
    }
    replace(&folder.join(format!("worker-{build}.js")), "worker_bg.wasm", &format!("worker-{build}_bg.wasm"))?;
    replace(&folder.join("index.html"), MARK, &build)?;
    Ok(build)
}

/// Puts the style sheets of the page into one, in their order: a script waits for each sheet before it, and so many files
/// take longer to fetch than all that is in them. The script that starts the page does not wait even for that one.
fn join_sheets(folder: &Path) -> Result<(), String> {
    let path = folder.join("index.html");
    let page = String::from_utf8(read(&path)?).map_err(|_invalid| "index.html is not text".to_owned())?;
    let (mut joined, mut sheets, mut rest) = (String::new(), Vec::new(), page.as_str());
    let mut place = None;
    while let Some(at) = rest.find("<link ") {
        let (before, tag) = rest.split_at(at);
        let end = tag.find('>').map_or(tag.len(), |it| it + 1);
        let (tag, after) = tag.split_at(end);
        joined.push_str(before);
        match attribute(tag, "href").filter(|_| attribute(tag, "rel") == Some("stylesheet")) {
            Some(name) => {
                place.get_or_insert(joined.len());
                let sheet = folder.join(name);
                sheets.extend(read(&sheet)?);
                sheets.push(b'\n');
                std::fs::remove_file(&sheet).map_err(|error| format!("{name} cannot be removed: {error}"))?;
            }
            None => joined.push_str(tag),
        }
        rest = after;
    }
    joined.push_str(rest);
    let Some(place) = place else { return Ok(()) };
    let mut name = hex(&Sha256::digest(&sheets));
    name.truncate(16);
    joined.insert_str(place, &format!("<link rel=stylesheet href=./style-{name}.css>"));
    write(&folder.join(format!("style-{name}.css")), &sheets)?;
    write(&path, joined.as_bytes())
}

/// The value of an attribute, with or without quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(&format!(" {name}="))?.1;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split([' ', '>']).next(),
    }
}

/// All files under a folder, in the order of their names.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| format!("{} cannot be read: {error}", folder.display()))?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The path inside a folder, with slashes on every system.
pub fn relative(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.components().map(|it| it.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

fn replace(path: &Path, what: &str, by: &str) -> Result<(), String> {
    let text = String::from_utf8(read(path)?).map_err(|_invalid| format!("{} is not text", path.display()))?;
    write(path, text.replace(what, by).as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build_of(name: &str, wasm: &[u8]) -> (String, PathBuf) {
        let folder = std::env::temp_dir().join(format!("rapporto-stamp-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (file, bytes) in [
            ("index.html", b"<meta name=build content=BUILD-ID><script src=./boot-BUILD-ID.js>".as_slice()),
            ("boot.js", b"boot"),
            ("worker.js", b"new URL('worker_bg.wasm')"),
            ("worker_bg.wasm", wasm),
        ] {
            std::fs::write(folder.join(file), bytes).unwrap();
        }
        (stamp(&folder).unwrap(), folder)
    }

    #[test]
    fn page_and_worker_carry_one_name_made_from_their_content() {
        let (first, folder) = build_of("first", b"one");
        let (same, same_folder) = build_of("same", b"one");
        let (other, other_folder) = build_of("other", b"two");
        assert_eq!(first, same);
        assert_ne!(first, other);
        let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
        assert_eq!(page, format!("<meta name=build content={first}><script src=./boot-{first}.js>"));
        let worker = std::fs::read_to_string(folder.join(format!("worker-{first}.js"))).unwrap();
        assert_eq!(worker, format!("new URL('worker-{first}_bg.wasm')"));
        assert!(!folder.join("worker.js").exists());
        for it in [folder, same_folder, other_folder] {
            std::fs::remove_dir_all(it).unwrap();
        }
    }

    #[test]
    fn the_sheets_of_a_page_become_one_in_their_order() {
        let folder = std::env::temp_dir().join(format!("rapporto-sheets-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let page = "<meta charset=utf-8><link href=icon.svg rel=icon><link href=./b.css integrity=x rel=stylesheet>\n\
                    <link rel=\"stylesheet\" href=\"./a.css\" /><link href=./a.js rel=modulepreload><p>";
        std::fs::write(folder.join("index.html"), page).unwrap();
        std::fs::write(folder.join("a.css"), "a{}").unwrap();
        std::fs::write(folder.join("b.css"), "b{}").unwrap();
        join_sheets(&folder).unwrap();
        let names: Vec<String> = files(&folder).unwrap().iter().map(|it| relative(&folder, it)).collect();
        let [_, sheet] = names.as_slice() else { panic!("{names:?}") };
        let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
        let link = format!("<link rel=stylesheet href=./{sheet}>");
        let kept = "<meta charset=utf-8><link href=icon.svg rel=icon>";
        assert_eq!(page, format!("{kept}{link}\n<link href=./a.js rel=modulepreload><p>"));
        assert_eq!(std::fs::read_to_string(folder.join(sheet)).unwrap(), "b{}\na{}\n");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
