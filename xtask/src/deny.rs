//! Holds what is linked and what builds it to `deny.toml`, where `cargo deny` is not installed too.

use crate::disk::text_of;
use crate::{place, sbom};
use std::collections::BTreeSet;

#[test]
fn what_is_used_has_an_allowed_licence_comes_from_one_registry_and_talks_to_nobody() {
    let rules = text_of(&place::root().join("deny.toml")).unwrap();
    let (allowed, banned) = (quoted(&rules, "\nallow = ["), quoted(&rules, "\ndeny = ["));
    assert!(allowed.contains(&"MIT") && banned.contains(&"hyper"), "deny.toml is written in another way: {rules}");
    let metadata = sbom::metadata().unwrap();
    let members = sbom::list(&metadata["workspace_members"]).filter_map(|it| it.as_str()).collect();
    let mut registries = BTreeSet::new();
    for package in sbom::used(&metadata, members) {
        let name = package["name"].as_str().unwrap();
        let licence = sbom::licence(package);
        assert!(is_allowed(&licence, &allowed), "{name}: `{licence}` is not allowed by deny.toml");
        assert!(!banned.contains(&name), "{name} is denied by deny.toml");
        registries.extend(package["source"].as_str());
    }
    let is_one = registries.len() == 1 && registries.iter().all(|it| it.starts_with("registry+"));
    assert!(is_one, "packages come from one registry and from nowhere else: {registries:?}");
}

/// The words in quotes of a list.
fn quoted<'a>(text: &'a str, opening: &str) -> Vec<&'a str> {
    let list = text.split_once(opening).and_then(|(_, after)| after.split(']').next()).unwrap_or_default();
    list.split('"').skip(1).step_by(2).collect()
}

/// Whether an SPDX expression can be met by licences that are allowed: `AND` binds closer than `OR`.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace(" WITH ", "_WITH_");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    either(&mut words, allowed) && words.is_empty()
}

/// Takes the first of the words, which stand in reverse.
fn take(words: &mut Vec<&str>, wanted: &str) -> bool {
    words.pop_if(|it| *it == wanted).is_some()
}

fn either(words: &mut Vec<&str>, allowed: &[&str]) -> bool {
    let mut is_met = both(words, allowed);
    while take(words, "OR") {
        is_met |= both(words, allowed);
    }
    is_met
}

fn both(words: &mut Vec<&str>, allowed: &[&str]) -> bool {
    let mut is_met = one(words, allowed);
    while take(words, "AND") {
        is_met &= one(words, allowed);
    }
    is_met
}

fn one(words: &mut Vec<&str>, allowed: &[&str]) -> bool {
    if take(words, "(") {
        return either(words, allowed) & take(words, ")");
    }
    words.pop().is_some_and(|it| allowed.contains(&it.replace('_', " ").as_str()))
}

#[test]
fn a_licence_is_allowed_by_its_whole_expression() {
    let allowed = ["MIT", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"];
    for (expression, expected) in [
        ("MIT", true),
        ("MIT OR GPL-3.0", true),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
        ("(MIT OR GPL-3.0) AND OpenSSL", false),
        ("GPL-3.0 OR MIT AND Unicode-3.0", true),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("Apache-2.0", false),
        ("MIT GPL-3.0", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}
