//! Anchor.toml repeats what the sources declare; these tests hold the two together.

use std::collections::BTreeMap;
use std::path::Path;

fn read(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The `name = "value"` lines of one TOML section.
fn section(toml: &str, name: &str) -> BTreeMap<String, String> {
    let header = format!("[{name}]");
    toml.lines()
        .skip_while(|line| line.trim() != header)
        .skip(1)
        .take_while(|line| !line.trim_start().starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.trim().to_owned(), value.trim().trim_matches('"').to_owned()))
        .collect()
}

/// The address in a program's `declare_id!("…")`.
fn declared_id(source: &str) -> Option<&str> {
    source.split_once("declare_id!(\"")?.1.split_once('"').map(|(id, _)| id)
}

fn declared_ids() -> BTreeMap<String, String> {
    ["amm", "configurator", "facility", "lcts", "nfat", "pau", "psm", "wrapper"]
        .into_iter()
        .map(|program| {
            let source = read(&format!("programs/{program}/src/lib.rs"));
            let id = declared_id(&source)
                .unwrap_or_else(|| panic!("programs/{program}/src/lib.rs has no declare_id!"));
            (program.to_owned(), id.to_owned())
        })
        .collect()
}

#[test]
fn every_cluster_names_the_addresses_that_the_programs_declare() {
    let anchor = read("Anchor.toml");
    for cluster in ["localnet", "devnet", "mainnet"] {
        assert_eq!(section(&anchor, &format!("programs.{cluster}")), declared_ids(), "[programs.{cluster}]");
    }
}

#[test]
fn anchors_version_is_the_one_the_programs_are_built_with() {
    let version = &section(&read("Anchor.toml"), "toolchain")["anchor_version"];
    assert_eq!(section(&read("Cargo.toml"), "workspace.dependencies")["anchor-lang"], format!("={version}"));
}

#[test]
fn a_section_ends_where_the_next_begins() {
    let toml = "[a]\nx = \"1\"\n\n# note\ny = \"2\"\n[b]\nz = \"3\"\n";
    let pairs = [("x", "1"), ("y", "2")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(section(toml, "a"), BTreeMap::from(pairs));
}

#[test]
fn the_declared_address_is_read_out_of_the_source() {
    assert_eq!(declared_id("use x;\ndeclare_id!(\"Abc1\");\n"), Some("Abc1"));
    assert_eq!(declared_id("use x;\n"), None);
}
