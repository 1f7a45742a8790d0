//! The tools that building and testing need: each is looked for, and installed where it is missing.

use crate::disk::{checksum, read, text_of, write};
use crate::steps::{Steps, answer, no_closing};
use crate::{place, prerequisites};
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.22.0-beta.1";

/// What `build` and `serve` need.
pub fn for_building(steps: &mut Steps) -> Result<(), String> {
    prerequisites::wasm_target(steps)?;
    npm_packages(steps, "Installing the npm packages (wasm-opt, Playwright, axe)", &place::pages())?;
    wasm_bindgen(steps)?;
    trunk(steps)
}

/// The browser and its driver.
#[derive(Clone)]
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// Chromium and its driver, from the environment (`CHROMIUM`, `CHROMEDRIVER`), the path, or Debian's packages.
pub fn browser(steps: &mut Steps) -> Result<Browser, String> {
    if let Some(found) = find_browser() {
        return Ok(found);
    }
    let mend = "install Chromium and its driver (Debian: apt-get install chromium chromium-driver) \
                or name them in CHROMIUM and CHROMEDRIVER";
    let Some(apt) = place::program(&["apt-get"]) else {
        return Err(format!("Chromium or its driver is missing: {mend}"));
    };
    let is_root = prerequisites::is_root();
    let as_root = || {
        if is_root {
            Command::new(&apt)
        } else {
            let mut sudo = Command::new("sudo");
            sudo.arg("--non-interactive").arg(&apt);
            sudo
        }
    };
    steps
        .run("Reading the list of Debian's packages", as_root().arg("update"), no_closing)
        .and_then(|()| {
            let mut install = as_root();
            install.args(["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"]);
            steps.run(
                "Installing Chromium and its driver",
                install.env("DEBIAN_FRONTEND", "noninteractive"),
                no_closing,
            )
        })
        .map_err(|reason| format!("Chromium could not be installed ({reason}): {mend}"))?;
    find_browser().ok_or_else(|| format!("Chromium is still missing after its installation: {mend}"))
}

fn find_browser() -> Option<Browser> {
    let named = |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|it| it.is_file());
    let chromium =
        named("CHROMIUM").or_else(|| place::program(&["chromium", "chromium-browser", "google-chrome", "chrome"]))?;
    let driver = named("CHROMEDRIVER").or_else(|| place::program(&["chromedriver"]))?;
    Some(Browser { chromium, driver })
}

fn trunk(steps: &mut Steps) -> Result<(), String> {
    if version("trunk").is_some_and(|it| it == TRUNK) {
        return Ok(());
    }
    // A debug build bundles as fast as a release one and compiles in a quarter of the time.
    let mut install = cargo_install();
    install
        .args(["--debug", "--locked", "--no-default-features", "--features", "rustls"])
        .arg(format!("trunk@{TRUNK}"));
    steps.fetch("Installing trunk, the bundler (3 to 6 minutes, once)", "trunk", &mut install)
}

fn wasm_bindgen(steps: &mut Steps) -> Result<(), String> {
    let lock = text_of(&place::root().join("Cargo.lock"))?;
    let wanted = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock does not name wasm-bindgen")?;
    let is_there = |program| version(program).is_some_and(|it| it == wanted);
    if is_there("wasm-bindgen") && is_there("wasm-bindgen-test-runner") {
        return Ok(());
    }
    // Not --locked: the lock file inside the package names versions that were withdrawn.
    let mut install = cargo_install();
    install.arg("--debug").arg(format!("wasm-bindgen-cli@{wanted}"));
    let name = "Installing wasm-bindgen, the bridge to JavaScript (1 to 4 minutes, once)";
    steps.fetch(name, "wasm-bindgen", &mut install)
}

/// The packages of a folder's lock file, beside it.
pub fn npm_packages(steps: &mut Steps, name: &str, folder: &Path) -> Result<(), String> {
    let npm = prerequisites::npm()?;
    let lock = checksum(&read(&folder.join("package-lock.json"))?);
    // The packages are those of the lock file if its checksum stands beside them.
    let mark = folder.join("node_modules").join(".of-lock");
    if std::fs::read_to_string(&mark).is_ok_and(|it| it == lock) {
        return Ok(());
    }
    let mut install = Command::new(npm);
    install.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    steps.fetch(name, "the npm packages", &mut install)?;
    write(&mark, lock)
}

fn cargo_install() -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["install", "--root"])
        .arg(place::own_tools())
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        // The project's own target folder and flags have nothing to do with a tool's build.
        .current_dir(place::cargo_home())
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS");
    command
}

/// The version that a program says it is.
fn version(name: &str) -> Option<String> {
    let program = place::program(&[name])?;
    let text = answer(Command::new(program).arg("--version"))?;
    let word = text.split_whitespace().last()?;
    Some(word.trim_start_matches('v').to_owned())
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let after = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?.1;
    after.split('"').next()
}

/// Downloads what cargo will need, so that a missing network is one sentence and not a page of them.
pub fn crates(steps: &mut Steps) -> Result<(), String> {
    let mut fetch = Command::new("cargo");
    fetch.args(["fetch", "--locked"]).current_dir(place::root());
    steps.fetch("Fetching the crates of Cargo.lock", "the crates of Cargo.lock", &mut fetch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm-bindgen-futures"), Some("0.4.80"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }
}
