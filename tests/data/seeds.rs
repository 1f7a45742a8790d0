//! How many seeds are tried, and what is said of one that fails.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

/// The seeds of a run: so many, or as many as `RAPPORTO_SEEDS` asks for in the place of ten thousand; only the one that
/// `RAPPORTO_SEED` names.
pub(crate) fn seeds(usual: u64) -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().expect("a number of seeds"));
    if let Some(seed) = number("RAPPORTO_SEED") {
        return seed..seed + 1;
    }
    0..number("RAPPORTO_SEEDS").map_or(usual, |seeds| (seeds * usual / USUAL_SEEDS).max(1))
}

const USUAL_SEEDS: u64 = 10_000;

/// Whether seeds were tried in numbers: with a few, not everything comes about.
pub(crate) fn are_many(seeds: &std::ops::Range<u64>) -> bool {
    seeds.end - seeds.start >= 1_000
}

/// Runs one seed; where it fails, says which it was, of which commit, and how to try it alone.
pub(crate) fn try_seed<T>(seed: u64, run: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| panic!("seed {seed} failed at commit {}: RAPPORTO_SEED={seed} tries it alone", commit()))
}

fn commit() -> String {
    let told = Command::new("git").args(["describe", "--always", "--dirty"]).output();
    told.map_or_else(|_| "unknown".to_owned(), |told| String::from_utf8_lossy(&told.stdout).trim().to_owned())
}
