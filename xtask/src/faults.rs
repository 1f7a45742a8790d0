//! The long runs: many more cases of the property tests and seeds of the simulator than `test` takes time for.

use crate::place;
use crate::steps::{Steps, no_closing};
use std::process::Command;

/// `cargo xtask faults`.
pub fn command(steps: &mut Steps) -> Result<(), String> {
    let mut long = Command::new("cargo");
    long.current_dir(place::root())
        .args(["test", "--locked", "--workspace", "--", "--include-ignored"])
        .env("PROPTEST_CASES", "20000")
        .env("RAPPORTO_SEEDS", "1000000");
    steps.run("Property tests and simulator, long", &mut long, no_closing).or_else(|_kept| steps.close())?;
    steps.close()
}
