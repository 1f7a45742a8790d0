//! The tools that building and testing need: each is looked for, and installed where it is missing.

use crate::place;
use crate::steps::{Steps, answer, follow, no_closing};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::process::Command;

const TRUNK: &str = "0.22.0-beta.1";
const NODE_MAJOR: u32 = 20;

/// What `build` and `serve` need.
pub fn for_building(steps: &mut Steps) -> Result<(), String> {
    wasm_target(steps)?;
    node_packages(steps)?;
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
    let is_root = answer(Command::new("id").arg("-u")).as_deref() == Some("0");
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

fn wasm_target(steps: &mut Steps) -> Result<(), String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let folder = answer(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if folder.is_some_and(|it| PathBuf::from(it).is_dir()) {
        return Ok(());
    }
    if place::program(&["rustup"]).is_none() {
        return Err(format!(
            "Rust lacks the target {TARGET} and rustup is not here to add it: install Rust from https://rustup.rs"
        ));
    }
    steps
        .run("Adding Rust's WebAssembly target", Command::new("rustup").args(["target", "add", TARGET]), no_closing)
        .map_err(|_failed| network("the WebAssembly target", &format!("rustup target add {TARGET}")))
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
    steps
        .run("Installing trunk, the bundler (3 to 6 minutes, once)", &mut install, no_closing)
        .map_err(|_failed| network("trunk", &format!("cargo install --debug --locked trunk@{TRUNK}")))
}

fn wasm_bindgen(steps: &mut Steps) -> Result<(), String> {
    let lock = std::fs::read_to_string(place::root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock cannot be read: {error}"))?;
    let wanted = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock does not name wasm-bindgen")?;
    let is_there = |program| version(program).is_some_and(|it| it == wanted);
    if is_there("wasm-bindgen") && is_there("wasm-bindgen-test-runner") {
        return Ok(());
    }
    // Not --locked: the lock file inside the package names versions that were withdrawn.
    let mut install = cargo_install();
    install.arg("--debug").arg(format!("wasm-bindgen-cli@{wanted}"));
    steps
        .run("Installing wasm-bindgen, the bridge to JavaScript (2 to 4 minutes, once)", &mut install, no_closing)
        .map_err(|_failed| network("wasm-bindgen", &format!("cargo install wasm-bindgen-cli@{wanted}")))
}

fn node_packages(steps: &mut Steps) -> Result<(), String> {
    let mend = format!("install Node.js {NODE_MAJOR} or newer with npm (https://nodejs.org)");
    let found = version("node").ok_or_else(|| format!("Node.js is missing: {mend}"))?;
    let major: u32 = found.split('.').next().and_then(|it| it.parse().ok()).unwrap_or(0);
    if major < NODE_MAJOR {
        return Err(format!("Node.js {found} is too old: {mend}"));
    }
    let npm = place::program(&["npm"]).ok_or_else(|| format!("npm is missing: {mend}"))?;
    let folder = place::pages();
    let lock = std::fs::read(folder.join("package-lock.json"))
        .map_err(|error| format!("tests/pages/package-lock.json cannot be read: {error}"))?;
    // The packages are those of the lock file if its checksum stands beside them.
    let mark = folder.join("node_modules").join(".of-lock");
    let checksum = hex(&Sha256::digest(&lock));
    if std::fs::read_to_string(&mark).is_ok_and(|it| it == checksum) {
        return Ok(());
    }
    let mut install = Command::new(npm);
    install.current_dir(&folder).args(["ci", "--no-audit", "--no-fund"]);
    steps
        .run("Installing the npm packages (wasm-opt, Playwright, axe)", &mut install, no_closing)
        .map_err(|_failed| network("the npm packages", "cd tests/pages && npm ci"))?;
    std::fs::write(&mark, checksum).map_err(|error| format!("tests/pages/node_modules cannot be written: {error}"))
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

fn network(what: &str, mend: &str) -> String {
    format!("{what} could not be installed; if the network was not reachable, repeat when it is, or by hand: {mend}")
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}").is_err();
        text
    })
}

/// Downloads what cargo will need, so that a missing network is one sentence and not a page of them.
pub fn crates(steps: &mut Steps) -> Result<(), String> {
    steps.step("Fetching the crates of Cargo.lock", || {
        let output = follow(Command::new("cargo").args(["fetch", "--locked"]).current_dir(place::root()))?;
        if output.success { Ok(Vec::new()) } else { Err(network("the crates of Cargo.lock", "cargo fetch --locked")) }
    })
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

    #[test]
    fn bytes_are_written_with_both_digits() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
    }
}
