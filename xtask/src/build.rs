//! The release page in `dist/`.

use crate::steps::{Steps, no_closing};
use crate::{place, sizes, tools};
use std::process::Command;

/// Installs what is missing and builds.
pub fn release(steps: &mut Steps) -> Result<(), String> {
    tools::for_building(steps)?;
    tools::crates(steps)?;
    bundle(steps)?;
    steps.step("Weighing the page", || {
        let lines = sizes::check(&place::dist())?;
        for line in &lines {
            println!("  {line}");
        }
        Ok(lines)
    })
}

/// Builds with the tools that are there.
pub fn bundle(steps: &mut Steps) -> Result<(), String> {
    steps.run("Building the release page into dist/", trunk().args(["build", "--release", "--locked"]), no_closing)
}

/// Trunk, with the project's tools on its path.
pub fn trunk() -> Command {
    let mut command = Command::new(place::program(&["trunk"]).unwrap_or_else(|| "trunk".into()));
    command
        .current_dir(place::root())
        .env("PATH", place::path())
        // Trunk wants `true` or `false` here, where everybody else writes 1.
        .env_remove("NO_COLOR")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_machine_paths());
    command
}

/// The paths of this machine are not to stand in the panic messages of a released file, which so comes out the same on
/// another one. Cargo adds these flags to those of `.cargo/config.toml`; the project's own files have relative paths.
fn without_machine_paths() -> String {
    format!("--remap-path-prefix={}=/cargo", place::cargo_home().display())
}
