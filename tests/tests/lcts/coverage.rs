//! Every error that the program declares is expected by a case of a suite.

use std::{collections::BTreeSet, fs, path::Path};

/// Names of the variants of the enum in the program's source.
fn declared() -> BTreeSet<String> {
    let source = include_str!("../../../programs/lcts/src/error.rs");
    let (_, variants) = source.split_once("pub enum LctsError {").expect("the enum");
    let (variants, _) = variants.split_once("\n}").expect("its end");
    let names = variants.lines().filter_map(|line| line.trim().strip_suffix(','));
    names.map(str::to_owned).collect()
}

/// Errors that the files under `directory` expect, but for models and lists, which expect none by themselves.
fn expected(directory: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(directory).expect("the suite's sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.ends_with("crowd") && !path.ends_with("desk") {
                expected(&path, found);
            }
        } else if !path.ends_with("random.rs") {
            let text = fs::read_to_string(&path).expect("a source");
            let uses = text.split("LctsError::").skip(1);
            found.extend(uses.map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect()));
        }
    }
}

#[test]
fn every_declared_error_is_expected_by_a_case() {
    let suites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut found = BTreeSet::new();
    // Entering through a converter has a suite of its own.
    for suite in ["lcts", "psm"] {
        expected(&suites.join(suite), &mut found);
    }
    let declared = declared();
    assert!(declared.len() > 40 && declared.contains("WrongUnit"), "{declared:?}");
    let missing: Vec<_> = declared.difference(&found).collect();
    assert!(missing.is_empty(), "no case expects {missing:?}");
}
