//! What a machine must have before the rest can be installed for the project. What is missing and cannot be added is one
//! sentence with the command that mends it; `.ci/run` says the same of Rust itself.

use crate::place;
use crate::steps::{Steps, answer};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;

const NODE_MAJOR: u32 = 20;
/// Rust with all that the project needs of it.
const RUST: &str = "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y \
                    --component rustfmt,clippy --target wasm32-unknown-unknown";
/// Node.js with npm, by the programs that install others: the first one that is there is named.
const NODE: [(&str, &str); 5] = [
    ("apt-get", "sudo apt-get install --yes nodejs npm"),
    ("dnf", "sudo dnf install --assumeyes nodejs npm"),
    ("pacman", "sudo pacman --sync --noconfirm nodejs npm"),
    ("brew", "brew install node"),
    ("winget", "winget install OpenJS.NodeJS.LTS"),
];
const NEWER_NODE: &str = "sudo npx --yes n lts";

/// Rust's WebAssembly target.
pub fn wasm_target(steps: &mut Steps) -> Result<(), String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let folder = answer(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if folder.is_some_and(|it| PathBuf::from(it).is_dir()) {
        return Ok(());
    }
    let mut rustup = rustup_on(&place::path(), "the WebAssembly target")?;
    let add = rustup.args(["target", "add", TARGET]);
    steps.fetch("Adding Rust's WebAssembly target", "the WebAssembly target", add)
}

/// Rust's formatter and its linter.
pub fn lints(steps: &mut Steps) -> Result<(), String> {
    let is_there = |name| answer(Command::new("cargo").args([name, "--version"])).is_some();
    if is_there("fmt") && is_there("clippy") {
        return Ok(());
    }
    let mut rustup = rustup_on(&place::path(), "rustfmt or clippy")?;
    let add = rustup.args(["component", "add", "rustfmt", "clippy"]);
    steps.fetch("Adding Rust's formatter and linter", "rustfmt and clippy", add)
}

fn rustup_on(path: &OsStr, lacking: &str) -> Result<Command, String> {
    place::program_on(path, &["rustup"])
        .map(Command::new)
        .ok_or_else(|| format!("Rust lacks {lacking}, and rustup is not here to add it: {RUST}"))
}

/// npm, beside a Node.js that is new enough.
pub fn npm() -> Result<PathBuf, String> {
    npm_on(&place::path())
}

fn npm_on(path: &OsStr) -> Result<PathBuf, String> {
    let wanted = |program| {
        place::program_on(path, &[program]).ok_or_else(|| {
            let known = NODE.iter().find(|(installer, _)| place::program_on(path, &[installer]).is_some());
            let elsewhere = || format!("install version {NODE_MAJOR} or newer, npm with it, from https://nodejs.org");
            let mend = known.map_or_else(elsewhere, |(_, command)| as_this_user(command));
            format!("Node.js is wanted and has no `{program}` here: {mend}")
        })
    };
    let (node, npm) = (wanted("node")?, wanted("npm")?);
    let found = answer(Command::new(node).arg("--version")).unwrap_or_default();
    let found = found.trim_start_matches('v');
    let major: u32 = found.split('.').next().and_then(|it| it.parse().ok()).unwrap_or(0);
    if major < NODE_MAJOR {
        let mend = as_this_user(NEWER_NODE);
        return Err(format!("Node.js {found} is too old, {NODE_MAJOR} is the least: {mend}"));
    }
    Ok(npm)
}

/// Whether this process may do everything: then `sudo` is not needed, and may not be there.
pub fn is_root() -> bool {
    answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

fn as_this_user(command: &str) -> String {
    command.strip_prefix("sudo ").filter(|_| is_root()).unwrap_or(command).to_owned()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    /// A folder with programs that print what they are given to print.
    fn machine(name: &str, programs: &[(&str, &str)]) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("rapporto-machine-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        for (program, printed) in programs {
            let file = folder.join(program);
            std::fs::write(&file, format!("#!/bin/sh\necho {printed}\n")).unwrap();
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        folder
    }

    #[test]
    fn a_missing_or_old_node_is_one_sentence_with_the_command_that_mends_it() {
        let (debian, newer) = (as_this_user(NODE[0].1), as_this_user(NEWER_NODE));
        for (name, programs, expected) in [
            ("bare", &[][..], "no `node` here: install version 20 or newer, npm with it, from https://nodejs.org"),
            ("debian", &[("apt-get", "")], &format!("no `node` here: {debian}")),
            ("mac", &[("brew", ""), ("node", "v22.1.0")], "no `npm` here: brew install node"),
            ("old", &[("node", "v18.20.4"), ("npm", "9")], &format!("18.20.4 is too old, 20 is the least: {newer}")),
        ] {
            let folder = machine(name, programs);
            let sentence = npm_on(folder.as_os_str()).unwrap_err();
            assert!(sentence.contains(expected) && sentence.lines().count() == 1, "{name}: {sentence}");
            std::fs::remove_dir_all(folder).unwrap();
        }
        let folder = machine("whole", &[("node", "v20.0.0"), ("npm", "10")]);
        assert_eq!(npm_on(folder.as_os_str()), Ok(folder.join("npm")));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn without_rustup_what_lacks_is_one_sentence_with_the_command_that_mends_it() {
        let folder = machine("distribution", &[("rustc", "rustc 1.95.0")]);
        let sentence = rustup_on(folder.as_os_str(), "rustfmt or clippy").unwrap_err();
        assert_eq!(sentence, format!("Rust lacks rustfmt or clippy, and rustup is not here to add it: {RUST}"));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn where_rust_is_missing_or_old_or_its_crates_are_out_of_reach_the_first_script_says_so() {
        let script = place::root().join(".ci").join("run");
        let old = ("rustc", "\"rustc 1.80.0 (0 2024-07-21)\"");
        let new = ("rustc", "\"rustc 2.0.0 (0 2030-01-01)\"");
        for (name, programs, expected) in [
            ("no-rust", &[][..], "Rust is missing: curl "),
            ("no-linker", &[new, ("cargo", "")], "Rust has no linker here: "),
            ("old-rust", &[old, ("cargo", "")], "Rust 1.80.0 is too old, 1."),
            (
                "no-network",
                &[new, ("cc", ""), ("cargo", "; exit 1")],
                "repeat once the network is reachable, or by hand: cargo fetch",
            ),
        ] {
            let folder = machine(name, programs);
            for tool in ["bash", "dirname", "sed", "cut", "sort", "head"] {
                symlink(place::program(&[tool]).unwrap(), folder.join(tool)).unwrap();
            }
            let output = Command::new(folder.join("bash")).arg(&script).env("PATH", &folder).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(!output.status.success() && said.contains(expected), "{name}: {said}");
            assert_eq!(said.lines().count(), 1, "{name}: {said}");
            std::fs::remove_dir_all(folder).unwrap();
        }
    }
}
