//! What the release is made of, as a `CycloneDX` file: every crate of the WebAssembly modules with version, licence, checksum.

use crate::disk::text_of;
use crate::place;
use crate::steps::answer;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::process::Command;

/// `cargo xtask sbom`.
pub fn command() -> Result<(), String> {
    println!("{}", text()?);
    Ok(())
}

/// The bill of this repository's package.
pub fn text() -> Result<String, String> {
    let lock = text_of(&place::root().join("Cargo.lock"))?;
    Ok(format!("{:#}\n", bill(&metadata()?, &checksums(&lock))))
}

/// What cargo knows of the packages for WebAssembly.
pub fn metadata() -> Result<Value, String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(place::root()).args(["metadata", "--format-version", "1", "--locked"]);
    cargo.args(["--filter-platform", "wasm32-unknown-unknown"]);
    let text = answer(&mut cargo).ok_or("cargo metadata failed: is Cargo.lock up to date? (cargo check)")?;
    serde_json::from_str(&text).map_err(|error| format!("cargo metadata is not JSON: {error}"))
}

/// The packages that these use when they run or are built, themselves included; not what only tests use.
pub fn used<'a>(metadata: &'a Value, by: Vec<&'a str>) -> Vec<&'a Value> {
    let nodes: HashMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).filter_map(|it| Some((it["id"].as_str()?, it))).collect();
    let mut reached = BTreeSet::new();
    let mut open = by;
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            let uses = nodes.get(id).into_iter().flat_map(|node| list(&node["deps"]));
            open.extend(uses.filter(|it| is_released(it)).filter_map(|it| it["pkg"].as_str()));
        }
    }
    list(&metadata["packages"]).filter(|it| it["id"].as_str().is_some_and(|id| reached.contains(id))).collect()
}

/// The bill of the root package.
fn bill(metadata: &Value, checksums: &HashMap<(String, String), String>) -> Value {
    let root = metadata["resolve"]["root"].as_str().unwrap_or_default();
    let component = |kind: &str, package: &Value| {
        let (name, version) = (string(&package["name"]), string(&package["version"]));
        let mut it = json!({
            "type": kind,
            "name": name,
            "version": version,
            "purl": format!("pkg:cargo/{name}@{version}"),
            "licenses": [{ "expression": licence(package) }],
        });
        if let Some(checksum) = checksums.get(&(name, version)) {
            it["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
        }
        it
    };
    let (own, others): (Vec<&Value>, Vec<&Value>) =
        used(metadata, vec![root]).into_iter().partition(|package| package["id"] == *root);
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": own.first().map(|package| component("application", package)) },
        "components": others.iter().map(|package| component("library", package)).collect::<Vec<Value>>(),
    })
}

/// The licence of a package as an SPDX expression; older packages write a stroke for `OR`.
pub fn licence(package: &Value) -> String {
    string(&package["license"]).replace('/', " OR ")
}

fn is_released(dependency: &Value) -> bool {
    list(&dependency["dep_kinds"]).any(|it| it["kind"].is_null() || it["kind"] == "build")
}

/// Checksums of Cargo.lock by name and version.
fn checksums(lock: &str) -> HashMap<(String, String), String> {
    let value = |block: &str, key: &str| {
        let start = format!("{key} = \"");
        block.lines().find_map(|line| Some(line.strip_prefix(&start)?.trim_end_matches('"').to_owned()))
    };
    lock.split("[[package]]")
        .filter_map(|block| Some(((value(block, "name")?, value(block, "version")?), value(block, "checksum")?)))
        .collect()
}

/// What is in a list.
pub fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_has_what_is_released_with_its_checksum_and_leaves_out_what_only_tests_use() {
        let metadata = json!({
            "resolve": { "root": "app", "nodes": [
                { "id": "app", "deps": [
                    { "pkg": "serde", "dep_kinds": [{ "kind": null }] },
                    { "pkg": "proptest", "dep_kinds": [{ "kind": "dev" }] },
                ] },
                { "id": "serde", "deps": [] },
                { "id": "proptest", "deps": [] },
            ] },
            "packages": [
                { "id": "app", "name": "rapporto", "version": "0.1.0", "license": "MIT OR Apache-2.0" },
                { "id": "serde", "name": "serde", "version": "1.0.1", "license": "MIT/Apache-2.0" },
                { "id": "proptest", "name": "proptest", "version": "1.0.0", "license": "MIT" },
            ],
        });
        let lock = "[[package]]\nname = \"serde\"\nversion = \"1.0.1\"\nchecksum = \"abc\"\n";
        let bill = bill(&metadata, &checksums(lock));
        assert_eq!(
            bill["components"],
            json!([{
                "type": "library", "name": "serde", "version": "1.0.1", "purl": "pkg:cargo/serde@1.0.1",
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "hashes": [{ "alg": "SHA-256", "content": "abc" }],
            }])
        );
        assert_eq!(bill["metadata"]["component"]["name"], "rapporto");
    }
}
