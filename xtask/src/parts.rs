//! Parts of the page and the engine that are fetched when they are first needed: `#[wasm_split]` in the two binaries.
//!
//! Trunk has no place between the compiler and wasm-bindgen, where a module must be split. So it finds, under the name of
//! wasm-bindgen, this program: it splits off the parts, has wasm-bindgen work on what is left, and keeps the parts for
//! `cargo xtask stamp`.

use crate::disk::{files, make_folder, read, rename, write};
use crate::place;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_split_cli_support::{Options, transform};

/// The name that Trunk calls.
const WASM_BINDGEN: &str = "wasm-bindgen";
/// Where the wasm-bindgen stands that the stand-in calls.
const REAL: &str = "RAPPORTO_WASM_BINDGEN";
/// Parts are made as small as the modules themselves: `public/index.html` says how.
const SMALLER: [&str; 4] =
    ["-Oz", "--one-caller-inline-max-function-size=0", "--merge-similar-functions", "--reorder-functions-by-name"];
/// From where a part imports: what it shares with the module it was split off.
pub const FROM_MODULE: &str = "__wasm_split";
/// What is left of a module, until wasm-bindgen has worked on it.
const LEFT: &str = "left.wasm";
/// What the splitter writes to fetch a part: a host that names the type of a module wrongly could not serve it.
const STREAMED: &str = "(WebAssembly.instantiateStreaming(src, imports))";
/// Where what it writes begins to wait for what it fetches.
const WAITING: &str = "    return async (imports) => ";
/// What stands in its place. That a fetch failed is said by what waits for it, not also by a rejection nobody hears.
const FETCHED: &str = "(async () => {
        const answer = await src;
        if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
        return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
    })()";

/// Whether this program was called under the name of wasm-bindgen.
pub fn is_called() -> bool {
    std::env::args_os().next().is_some_and(|it| Path::new(&it).file_stem().is_some_and(|stem| stem == WASM_BINDGEN))
}

/// `PATH` with the stand-in in front, and what it needs to know.
pub fn prepare(command: &mut Command) -> Result<(), String> {
    let real = place::program(&[WASM_BINDGEN]).ok_or("wasm-bindgen is missing")?;
    let folder = place::target().join("parts").join("bin");
    let stand_in = folder.join(format!("{WASM_BINDGEN}{}", std::env::consts::EXE_SUFFIX));
    let this = std::env::current_exe().map_err(|error| format!("this program cannot be found: {error}"))?;
    make_folder(&folder)?;
    std::fs::copy(this, &stand_in).map_err(|error| format!("{} cannot be written: {error}", stand_in.display()))?;
    let inherited = place::path();
    let all = std::iter::once(folder).chain(std::env::split_paths(&inherited));
    let path = std::env::join_paths(all).map_err(|error| format!("the path cannot be written: {error}"))?;
    command.env("PATH", path).env(REAL, real);
    Ok(())
}

/// How a build is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quickly, for `cargo xtask dev`.
    Debug,
    /// As it is released.
    Release,
}

/// The parts of a build, as they wait for their names.
pub fn folder(profile: Profile) -> PathBuf {
    place::target().join("parts").join(match profile {
        Profile::Debug => "debug",
        Profile::Release => "release",
    })
}

/// Does what wasm-bindgen was called for.
pub fn stand_in() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let named = |name: &str| arguments.iter().find_map(|it| it.strip_prefix(&format!("--{name}=")).map(str::to_owned));
    let input = arguments.iter().map(Path::new).find(|it| it.extension().is_some_and(|it| it == "wasm"));
    let real = std::env::var_os(REAL).ok_or_else(|| format!("{REAL} is not set"))?;
    let mut bind = Command::new(real);
    let (Some(input), Some(name)) = (input, named("out-name")) else {
        return run(bind.args(&arguments));
    };
    let is_debug = input.components().any(|it| it.as_os_str() == "debug");
    let profile = if is_debug { Profile::Debug } else { Profile::Release };
    let folder = folder(profile).join(&name);
    drop(std::fs::remove_dir_all(&folder));
    let left = folder.join(LEFT);
    split(&name, &read(input)?, &folder, &left)?;
    if profile == Profile::Release {
        for part in parts(&folder)? {
            run(Command::new("wasm-opt").args(SMALLER).arg(&part).arg("-o").arg(&part))?;
        }
    }
    let others = arguments.iter().filter(|it| Path::new(it) != input);
    run(bind.args(others).arg("--keep-lld-exports").arg(&left))?;
    std::fs::remove_file(&left).map_err(|error| format!("{} cannot be removed: {error}", left.display()))
}

fn split(name: &str, module: &[u8], folder: &Path, left: &Path) -> Result<(), String> {
    let (link, main) = (link_name(name), format!("./{name}.js"));
    let mut options = Options::new(module);
    options.output_dir = folder;
    options.main_out_path = left;
    options.link_name = &link;
    options.main_module = &main;
    let split = transform(options).map_err(|error| format!("{name} cannot be split: {error:#}"))?;
    let path = folder.join(&link);
    let text = String::from_utf8_lossy(&read(&path)?).into_owned();
    let is_known = text.contains(STREAMED) && text.contains(WAITING);
    if !(split.split_modules.is_empty() || is_known) {
        return Err("the splitter fetches parts in another way than it did".to_owned());
    }
    let mut text = text.replace(WAITING, &format!("    src.catch(() => {{}});\n{WAITING}")).replace(STREAMED, FETCHED);
    for (stem, named) in names(&split.prefetch_map) {
        rename(&folder.join(format!("{stem}.wasm")), &folder.join(format!("{named}.wasm")))?;
        text = text.replace(&format!("./{stem}.wasm"), &format!("./{named}.wasm"));
    }
    write(&path, text)
}

/// What each file is named after: the parts that need it. What several need is in a file of its own.
fn names(needs: &HashMap<String, Vec<String>>) -> BTreeMap<&str, String> {
    let mut parts: Vec<(&String, &Vec<String>)> = needs.iter().collect();
    parts.sort_unstable();
    let mut named = BTreeMap::<&str, String>::new();
    for (part, files) in parts {
        for file in files {
            let name = named.entry(file).or_default();
            *name = if name.is_empty() { part.clone() } else { format!("{name}-{part}") };
        }
    }
    named
}

/// The file that fetches the parts of a module.
pub fn link_name(name: &str) -> String {
    format!("./parts-{name}.js")
}

/// The parts that were split off, in the order of their names.
pub fn parts(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let is_part = |path: &PathBuf| path.extension().is_some_and(|it| it == "wasm") && !path.ends_with(LEFT);
    Ok(files(folder)?.into_iter().filter(is_part).collect())
}

fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().display().to_string();
    let status = command.status().map_err(|error| format!("{program} cannot be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program} failed: {status}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_the_parts_that_need_it() {
        let needs = [("b", vec!["chunk_1", "split_b"]), ("a", vec!["chunk_1", "split_a"]), ("c", vec!["split_c"])];
        let needs = needs.map(|(part, files)| (part.to_owned(), files.into_iter().map(str::to_owned).collect())).into();
        let expected = [("chunk_1", "a-b"), ("split_a", "a"), ("split_b", "b"), ("split_c", "c")];
        assert_eq!(names(&needs), expected.map(|(file, name)| (file, name.to_owned())).into());
    }
}
