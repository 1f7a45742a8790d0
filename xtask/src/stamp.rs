//! Gives each build its name, after Trunk: the files of the code carry it, and the page asks for these very files.

use crate::disk::{checksum, files, integrity, read, relative, rename, replace, text_of, write};
use crate::parts::{self, Profile};
use crate::sheets;
use std::collections::BTreeMap;
use std::path::Path;

const MARK: &str = "BUILD-ID";
/// What keeps the page for when its host cannot be reached, and where in it the files stand.
const OFFLINE: &str = "offline.js";
const NO_FILES: &str = "const files = {};";
/// The two modules of the code, by the names of their binaries.
pub const MODULES: [&str; 2] = ["rapporto", "worker"];

/// Called by Trunk as its hook, with the folder of the new build.
pub fn command() -> Result<(), String> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").ok_or("stamp is called by trunk after a build (Trunk.toml)")?;
    let is_release = std::env::var("TRUNK_PROFILE").is_ok_and(|it| it == "release");
    let profile = if is_release { Profile::Release } else { Profile::Debug };
    let folder = Path::new(&folder);
    let build = stamp(folder, &parts::folder(profile))?;
    // While the page is being worked on, each build is fetched anew: nothing is kept.
    if is_release {
        keep_offline(folder, &build)?;
    }
    println!("build {build}");
    Ok(())
}

/// Names the build after its content, and gives back the name. The parts of the modules come from a folder of their own.
fn stamp(folder: &Path, parts: &Path) -> Result<String, String> {
    sheets::join(folder)?;
    let mut all = Vec::new();
    for from in [folder, parts] {
        for path in files(from)? {
            all.push(format!("{} {}\n", relative(from, &path), checksum(&read(&path)?)));
        }
    }
    let mut build = checksum(all.concat().as_bytes());
    build.truncate(12);

    rename(&folder.join("boot.js"), &folder.join(format!("boot-{build}.js")))?;
    let index = folder.join("index.html");
    replace(&index, MARK, &build)?;
    for module in MODULES {
        let [js, wasm] = code_of(folder, module)?;
        let (new_js, new_wasm) = (format!("{module}-{build}.js"), format!("{module}-{build}_bg.wasm"));
        rename(&folder.join(&js), &folder.join(&new_js))?;
        rename(&folder.join(&wasm), &folder.join(&new_wasm))?;
        replace(&folder.join(&new_js), &wasm, &new_wasm)?;
        // The page's own names stand in the index.
        replace(&index, &js, &new_js)?;
        replace(&index, &wasm, &new_wasm)?;
        take_parts(module, &parts.join(module), folder, &build)?;
    }
    fetch_first(&index, folder, &build)?;
    Ok(build)
}

/// The files of a module as Trunk leaves them: `worker.js` as it is, `rapporto-0123456789abcdef.js` with a mark.
fn code_of(folder: &Path, module: &str) -> Result<[String; 2], String> {
    let names: Vec<String> = files(folder)?.iter().map(|it| relative(folder, it)).collect();
    let find = |end: &str| {
        let is_it = |name: &&String| {
            let mark = name.strip_prefix(module).and_then(|rest| rest.strip_suffix(end));
            mark.is_some_and(|mark| mark.is_empty() || mark.starts_with('-'))
        };
        names.iter().find(is_it).cloned().ok_or_else(|| format!("trunk left no {module}{end}"))
    };
    Ok([find(".js")?, find("_bg.wasm")?])
}

/// Puts the parts of a module beside it, under the name of the build.
fn take_parts(module: &str, from: &Path, folder: &Path, build: &str) -> Result<(), String> {
    let link = parts::link_name(module);
    let new_link = format!("./parts-{module}-{build}.js");
    let mut text = text_of(&from.join(&link))?.replace(&format!("./{module}.js"), &format!("./{module}-{build}.js"));
    for path in parts::parts(from)? {
        let name = relative(from, &path);
        let new_name = format!("part-{module}-{}-{build}.wasm", name.trim_end_matches(".wasm"));
        text = text.replace(&format!("./{name}"), &format!("./{new_name}"));
        std::fs::copy(&path, folder.join(&new_name)).map_err(|error| format!("{name} cannot be copied: {error}"))?;
    }
    write(&folder.join(&new_link), text)?;
    // The name under which the module itself asks for what fetches its parts stays.
    let glue = folder.join(format!("{module}-{build}.js"));
    let text = text_of(&glue)?;
    let named = [format!("from \"{link}\""), format!("from\"{link}\"")];
    if !named.iter().any(|it| text.contains(it)) {
        return Err(format!("{} does not ask for its parts", glue.display()));
    }
    let replaced = named.iter().fold(text, |text, it| text.replace(it, &it.replace(&link, &new_link)));
    write(&glue, replaced)
}

/// What most visits begin with is fetched beside the page, not after it.
fn fetch_first(index: &Path, folder: &Path, build: &str) -> Result<(), String> {
    let mut links = format!("<link rel=\"modulepreload\" href=\"./parts-rapporto-{build}.js\">\n");
    for path in files(folder)?.iter().map(|it| relative(folder, it)).filter(|it| is_of_first_page(it)) {
        let link =
            format!("<link rel=\"preload\" as=\"fetch\" crossorigin type=\"application/wasm\" href=\"./{path}\">\n");
        links.push_str(&link);
    }
    let page = text_of(index)?;
    let (head, body) = page.split_once("</head>").ok_or("index.html has no end of its head")?;
    write(index, format!("{head}{links}</head>{body}"))
}

/// Writes down all files of the build with their checksums: what the page needs without its host, and nothing else. The page
/// itself is asked for by the address of its folder. Last of all, because each file is as it will be served.
fn keep_offline(folder: &Path, build: &str) -> Result<(), String> {
    let mut kept = BTreeMap::new();
    for path in files(folder)? {
        let name = relative(folder, &path);
        if name != OFFLINE {
            let asked = if name == "index.html" { String::new() } else { name };
            kept.insert(asked, integrity(&read(&path)?));
        }
    }
    let kept = serde_json::to_string(&kept).map_err(|error| format!("the files cannot be listed: {error}"))?;
    let path = folder.join(OFFLINE);
    let text = text_of(&path)?;
    if !(text.contains(NO_FILES) && text.contains(MARK)) {
        return Err(format!("{OFFLINE} has no place for the files or the name of the build"));
    }
    write(&path, text.replace(NO_FILES, &format!("const files = {kept};")).replace(MARK, build))
}

/// Whether a file is a part of the page that its first screen, the customers, needs.
pub fn is_of_first_page(name: &str) -> bool {
    name.strip_prefix("part-rapporto-").is_some_and(|rest| rest.split('-').any(|part| part == "customers"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    const FILES: [(&str, &[u8]); 7] = [
        (
            "index.html",
            b"<meta name=build content=BUILD-ID><script src=./boot-BUILD-ID.js data-page-js=./rapporto-0a1b.js></head>",
        ),
        ("boot.js", b"boot"),
        ("icon.svg", b"icon"),
        ("offline.js", b"const files = {}; const name = \"BUILD-ID\""),
        ("rapporto-0a1b.js", b"import*as a from\"./parts-rapporto.js\";"),
        ("rapporto-0a1b_bg.wasm", b"page"),
        (
            "worker.js",
            b"import * as a from \"./parts-worker.js\"; ({\"./parts-worker.js\": a}); new URL('worker_bg.wasm')",
        ),
    ];
    const PARTS: [(&str, &[u8]); 6] = [
        ("rapporto/parts-rapporto.js", b"import { initSync } from \"./rapporto.js\""),
        ("rapporto/customers-data.wasm", b"shared"),
        ("rapporto/data.wasm", b"data"),
        ("rapporto/left.txt", b"not a part"),
        ("worker/parts-worker.js", b"fetch(new URL(\"./formats.wasm\"))"),
        ("worker/formats.wasm", b"formats"),
    ];

    fn build_of(name: &str, wasm: &[u8]) -> (String, PathBuf) {
        let top = std::env::temp_dir().join(format!("rapporto-stamp-{}-{name}", std::process::id()));
        let (folder, parts) = (top.join("staging"), top.join("parts"));
        for path in [&folder, &parts.join("rapporto"), &parts.join("worker")] {
            std::fs::create_dir_all(path).unwrap();
        }
        let worker = [("worker_bg.wasm", wasm)];
        for (file, bytes) in FILES.into_iter().chain(worker) {
            std::fs::write(folder.join(file), bytes).unwrap();
        }
        for (file, bytes) in PARTS {
            std::fs::write(parts.join(file), bytes).unwrap();
        }
        (stamp(&folder, &parts).unwrap(), top)
    }

    #[test]
    fn all_code_carries_one_name_made_from_its_content() {
        let (first, top) = build_of("first", b"one");
        let (same, same_top) = build_of("same", b"one");
        let (other, other_top) = build_of("other", b"two");
        assert_eq!(first, same);
        assert_ne!(first, other);
        let folder = top.join("staging");
        let text = |name: &str| std::fs::read_to_string(folder.join(name.replace("ID", &first))).unwrap();
        for (file, expected) in [
            (
                "index.html",
                "<meta name=build content=ID><script src=./boot-ID.js data-page-js=./rapporto-ID.js>\
                 <link rel=\"modulepreload\" href=\"./parts-rapporto-ID.js\">\n\
                 <link rel=\"preload\" as=\"fetch\" crossorigin type=\"application/wasm\" \
                 href=\"./part-rapporto-customers-data-ID.wasm\">\n</head>",
            ),
            ("rapporto-ID.js", "import*as a from\"./parts-rapporto-ID.js\";"),
            ("parts-rapporto-ID.js", "import { initSync } from \"./rapporto-ID.js\""),
            (
                "worker-ID.js",
                "import * as a from \"./parts-worker-ID.js\"; ({\"./parts-worker.js\": a}); new URL('worker-ID_bg.wasm')",
            ),
            ("parts-worker-ID.js", "fetch(new URL(\"./part-worker-formats-ID.wasm\"))"),
            ("part-worker-formats-ID.wasm", "formats"),
            ("worker-ID_bg.wasm", "one"),
        ] {
            assert_eq!(text(file), expected.replace("ID", &first), "{file}");
        }
        assert!(!folder.join("worker.js").exists() && !folder.join("part-rapporto-left.txt").exists());
        for it in [top, same_top, other_top] {
            std::fs::remove_dir_all(it).unwrap();
        }
    }

    #[test]
    fn what_is_kept_for_want_of_a_host_is_every_file_as_it_is_served() {
        let (build, top) = build_of("kept", b"one");
        let folder = top.join("staging");
        // What is not stamped for a release keeps nothing.
        assert!(std::fs::read_to_string(folder.join(OFFLINE)).unwrap().starts_with(NO_FILES));
        keep_offline(&folder, &build).unwrap();
        let text = std::fs::read_to_string(folder.join(OFFLINE)).unwrap();
        let list = text.strip_prefix("const files = ").unwrap().split_once("; ").unwrap();
        assert_eq!(list.1, format!("const name = \"{build}\""));
        let kept: BTreeMap<String, String> = serde_json::from_str(list.0).unwrap();
        let served: Vec<String> = files(&folder).unwrap().iter().map(|it| relative(&folder, it)).collect();
        assert_eq!(kept.len(), served.len() - 1, "all but the list itself");
        for name in served.iter().filter(|it| *it != OFFLINE) {
            let asked = if name == "index.html" { "" } else { name };
            assert_eq!(kept[asked], integrity(&read(&folder.join(name)).unwrap()), "{name}");
        }
        // A second time there is no place for the list any more: half a stamp would be worse than none.
        assert!(keep_offline(&folder, &build).unwrap_err().contains(OFFLINE));
        std::fs::remove_dir_all(top).unwrap();
    }

    #[test]
    fn the_worker_of_the_project_has_a_place_for_its_files() {
        let path = crate::place::root().join("public").join("static").join(OFFLINE);
        let text = text_of(&path).unwrap();
        assert!(text.contains(NO_FILES) && text.contains(MARK));
    }
}
