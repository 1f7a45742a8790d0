//! The release page in `dist/`.

use crate::disk::{make_folder, rename, write};
use crate::steps::{Steps, no_closing};
use crate::{parts, place, sizes, tools};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// Installs what is missing and builds.
pub fn release(steps: &mut Steps) -> Result<(), String> {
    tools::for_building(steps)?;
    tools::crates(steps)?;
    bundle(steps)?;
    steps.step("Weighing the page", || {
        let lines = sizes::weigh_page(&place::dist())?;
        for line in &lines {
            println!("  {line}");
        }
        Ok(lines)
    })
}

/// Builds with the tools that are there, unless what is built is of these very sources.
pub fn bundle(steps: &mut Steps) -> Result<(), String> {
    let name = "Building the release page into dist/";
    if place::dist().join("index.html").is_file() && is_unchanged_since(last_begun()) {
        return steps.step(name, || Ok(vec!["nothing changed since the last build".to_owned()]));
    }
    // The record of this build is last changed when it begins, and takes its name when it has gone through.
    let begun = record().with_extension("begun");
    drop(std::fs::remove_file(record()));
    make_folder(&place::target())?;
    write(&begun, "")?;
    steps.run(name, trunk()?.args(["build", "--release", "--locked"]), no_closing)?;
    rename(&begun, &record())
}

/// What the page is made of: a folder counts with everything in it.
const SOURCES: [&str; 8] = ["Cargo.toml", "Cargo.lock", "Trunk.toml", ".cargo", "public", "src", "style", "xtask/src"];

/// An empty file that was last changed when the build of `dist/` began: what was edited meanwhile is newer.
fn record() -> PathBuf {
    place::target().join("dist-record")
}

fn last_begun() -> Option<SystemTime> {
    std::fs::metadata(record()).and_then(|it| it.modified()).ok()
}

fn is_unchanged_since(begun: Option<SystemTime>) -> bool {
    begun.is_some_and(|begun| SOURCES.iter().all(|it| is_older(&place::root().join(it), begun)))
}

/// Whether a file, or a folder with all in it, was last changed before that time; what cannot be read counts as changed.
fn is_older(path: &Path, than: SystemTime) -> bool {
    let is_itself = std::fs::metadata(path).and_then(|it| it.modified()).is_ok_and(|modified| modified < than);
    is_itself
        && std::fs::read_dir(path)
            .map_or(path.is_file(), |mut entries| entries.all(|it| it.is_ok_and(|it| is_older(&it.path(), than))))
}

/// Trunk, with the project's tools on its path.
pub fn trunk() -> Result<Command, String> {
    let mut command = Command::new(place::program(&["trunk"]).unwrap_or_else(|| "trunk".into()));
    command
        .current_dir(place::root())
        // Trunk wants `true` or `false` here, where everybody else writes 1.
        .env_remove("NO_COLOR")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("{} {SPLITTABLE}", without_machine_paths()));
    parts::prepare(&mut command)?;
    Ok(command)
}

/// A module is split by what its functions refer to: the linker keeps that.
const SPLITTABLE: &str = "-Clink-args=--emit-relocs";

/// The paths of this machine are not to stand in the panic messages of a released file, which so comes out the same on
/// another one. Cargo adds these flags to those of `.cargo/config.toml`; the project's own files have relative paths.
fn without_machine_paths() -> String {
    format!("--remap-path-prefix={}=/cargo", place::cargo_home().display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_folder_is_older_only_when_all_in_it_is() {
        let folder = std::env::temp_dir().join(format!("rapporto-build-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("inner")).unwrap();
        std::fs::write(folder.join("inner").join("file"), "").unwrap();
        let now = std::fs::metadata(&folder).unwrap().modified().unwrap();
        assert!(is_older(&folder, now + Duration::from_mins(1)));
        assert!(!is_older(&folder, now - Duration::from_mins(1)));
        let file = std::fs::File::options().write(true).open(folder.join("inner").join("file")).unwrap();
        file.set_modified(now + Duration::from_secs(90)).unwrap();
        assert!(!is_older(&folder, now + Duration::from_mins(1)));
        assert!(!is_older(&folder.join("missing"), now));
        assert!(!is_unchanged_since(None));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
