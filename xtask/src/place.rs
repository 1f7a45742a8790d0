//! Where things are: the repository, what is built, and the tools.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The top of the repository.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// What a static host serves.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of the browser tests, which also holds the npm packages.
pub fn pages() -> PathBuf {
    root().join("tests").join("pages")
}

/// Cargo's target folder, as this process was given it.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Cargo's own folder: registry, installed programs.
pub fn cargo_home() -> PathBuf {
    std::env::var_os("CARGO_HOME").map_or_else(
        || std::env::var_os("HOME").map_or_else(|| root().join("target"), PathBuf::from).join(".cargo"),
        PathBuf::from,
    )
}

/// The programs installed for this project alone, so that other versions elsewhere are left as they are.
pub fn own_tools() -> PathBuf {
    cargo_home().join("rapporto-tools")
}

/// `PATH` with the project's own programs in front.
pub fn path() -> OsString {
    let own = [own_tools().join("bin"), pages().join("node_modules").join(".bin")];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).unwrap_or(inherited)
}

/// The first of the programs that is on the path.
pub fn program(names: &[&str]) -> Option<PathBuf> {
    program_on(&path(), names)
}

/// The first of the programs that is on that path.
pub fn program_on(path: &OsStr, names: &[&str]) -> Option<PathBuf> {
    names
        .iter()
        .map(|name| format!("{name}{}", std::env::consts::EXE_SUFFIX))
        .find_map(|file| std::env::split_paths(path).map(|folder| folder.join(&file)).find(|it| it.is_file()))
}
