//! What a release consists of, in `target/package/`: the page as an archive, checksums of each file, bill of materials, notes.

use crate::disk::{checksum, files, make_folder, read, relative, text_of, write};
use crate::steps::{Steps, follow};
use crate::{place, sbom};
use std::path::{Path, PathBuf};
use std::process::Command;

/// `cargo xtask package VERSION`: packs the `dist/` that was built and tested.
pub fn command(steps: &mut Steps, arguments: &[String]) -> Result<(), String> {
    let [version] = arguments else { return Err("package wants the version: cargo xtask package v1.2.3".to_owned()) };
    let folder = place::target().join("package");
    steps.step("Packing the release", || {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(|error| format!("{} is in the way: {error}", folder.display()))?;
        }
        make_folder(&folder)?;
        write(&folder.join("SHA256SUMS-page.txt"), sums(&place::dist())?)?;
        write(&folder.join("rapporto.cdx.json"), sbom::text()?)?;
        let changes = text_of(&place::root().join("CHANGELOG.md"))?;
        archive(&folder.join(format!("rapporto-{version}.tar.gz")))?;
        write(&folder.join("SHA256SUMS.txt"), sums(&folder)?)?;
        // What the release says, not a file of it: it has no sum.
        write(&folder.join("NOTES.md"), notes(&changes, version.strip_prefix('v').unwrap_or(version)))?;
        Ok(Vec::new())
    })
}

/// The same files give the same archive: order, times and owners are fixed.
fn archive(to: &Path) -> Result<(), String> {
    let mut tar = Command::new("tar");
    tar.args([
        "--sort=name",
        "--mtime=@0",
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--use-compress-program=gzip -9n",
    ]);
    tar.arg("--create").arg("--file").arg(to).arg("--directory").arg(place::dist()).arg(".");
    if follow(&mut tar)?.success {
        Ok(())
    } else {
        Err("the archive could not be written: GNU tar is needed".to_owned())
    }
}

/// One line a file, as `sha256sum --check` reads them.
fn sums(folder: &Path) -> Result<String, String> {
    let line = |path: &PathBuf| Ok(format!("{}  {}\n", checksum(&read(path)?), relative(folder, path)));
    files(folder)?.iter().map(line).collect()
}

/// The part of the changelog for one version; without one, what is unreleased.
fn notes(changes: &str, version: &str) -> String {
    let part = |title: &str| {
        let after = changes.split_once(&format!("\n## [{title}]"))?.1;
        let after = after.split_once('\n')?.1;
        Some(after.split("\n## [").next().unwrap_or(after).trim().to_owned() + "\n")
    };
    part(version).or_else(|| part("Unreleased")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notes_are_those_of_the_version() {
        let changes =
            "# Changelog\n\n## [Unreleased]\n\nnew\n\n## [1.1.0] - 2027-01-02\n\nlater\n\n## [1.0.0]\n\nfirst\n";
        for (version, expected) in [("1.1.0", "later\n"), ("1.0.0", "first\n"), ("2.0.0", "new\n")] {
            assert_eq!(notes(changes, version), expected, "{version}");
        }
    }
}
