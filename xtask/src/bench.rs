//! The figures: criterion on the host, then the workload in Chromium with the project as one more peer.

use crate::steps::{Steps, no_closing};
use crate::{build, place, tools};
use std::process::Command;

/// `cargo xtask bench [ARGUMENT …]`: the arguments go to the harness in the browser (`benches/peers/README.md`).
pub fn command(steps: &mut Steps, arguments: &[String]) -> Result<(), String> {
    tools::for_building(steps)?;
    let browser = tools::browser(steps)?;
    tools::crates(steps)?;
    let mut host = Command::new("cargo");
    host.current_dir(place::root()).args(["bench", "--locked", "--bench", "questions"]);
    steps.run("Benchmarks on the host", &mut host, no_closing)?;

    build::release(steps)?;
    let peers = place::root().join("benches").join("peers");
    tools::npm_packages(steps, "Installing the peers", &peers)?;
    let node = |script: &str| {
        let mut command = Command::new("node");
        command.current_dir(&peers).arg(script).env("CHROMIUM", &browser.chromium);
        command
    };
    steps.run("Bundling the peers", &mut node("build.mjs"), no_closing)?;
    steps.run("The workload in Chromium", node("run.mjs").args(arguments), no_closing)?;
    steps.run("The first visit", &mut node("first.mjs"), no_closing)?;
    steps.run("The table of results", &mut node("ratios.mjs"), no_closing)
}
