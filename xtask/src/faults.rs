//! The long runs: many more cases of the property tests, seeds of the simulator, kills and power cuts than `test` takes
//! time for.

use crate::steps::{Steps, no_closing};
use crate::test::{self, Size};
use crate::{build, place, tools};
use std::process::Command;

/// `cargo xtask faults`.
pub fn command(steps: &mut Steps) -> Result<(), String> {
    let mut long = Command::new("cargo");
    long.current_dir(place::root())
        .args(["test", "--locked", "--workspace", "--", "--include-ignored"])
        .env("PROPTEST_CASES", "20000")
        .env("RAPPORTO_SEEDS", "1000000");
    let kept = [
        steps.run("Property tests and simulator, long", &mut long, no_closing),
        tools::browser(steps).and_then(|browser| {
            build::bundle(steps)?;
            [test::drawing(steps, &browser), test::faults(steps, &browser, Size::Release)].into_iter().collect()
        }),
    ];
    // `close` names the failures one by one.
    drop(kept);
    steps.close()
}
