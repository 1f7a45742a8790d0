//! Files and folders; each failure is a sentence that names the file.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// All files under a folder, in the order of their names.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| format!("{} cannot be read: {error}", folder.display()))?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The path inside a folder, with slashes on every system.
pub fn relative(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.components().map(|it| it.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

/// Writes a file.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), String> {
    std::fs::write(path, bytes).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// The text of a file.
pub fn text_of(path: &Path) -> Result<String, String> {
    String::from_utf8(read(path)?).map_err(|_invalid| format!("{} is not text", path.display()))
}

/// Makes a folder, and those it stands in.
pub fn make_folder(path: &Path) -> Result<(), String> {
    std::fs::create_dir_all(path).map_err(|error| format!("{} cannot be made: {error}", path.display()))
}

/// Gives a file another name.
pub fn rename(from: &Path, to: &Path) -> Result<(), String> {
    std::fs::rename(from, to).map_err(|error| format!("{} cannot be renamed: {error}", from.display()))
}

/// Puts one text for another, wherever it stands in a file.
pub fn replace(path: &Path, what: &str, by: &str) -> Result<(), String> {
    write(path, text_of(path)?.replace(what, by))
}

/// SHA-256 in hexadecimal.
pub fn checksum(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}").is_err();
        text
    })
}

/// What `fetch` in a browser compares a file with: SHA-256 in base 64.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_that_of_every_other_program() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(checksum(b"abc"), expected);
    }

    #[test]
    fn an_integrity_is_what_a_browser_computes() {
        assert_eq!(integrity(b"abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn a_failure_names_the_file() {
        let missing = Path::new("no-such-folder").join("file");
        for reason in [
            read(&missing).unwrap_err(),
            text_of(&missing).unwrap_err(),
            write(&missing, "").unwrap_err(),
            rename(&missing, Path::new("other")).unwrap_err(),
        ] {
            assert!(reason.contains("no-such-folder") && reason.contains("file"), "{reason}");
        }
    }
}
