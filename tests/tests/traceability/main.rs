//! `docs/traceability.md` against the repository: every requirement and scenario has one row, and what a row names exists.

mod document;
mod findings;
mod prime_pau;
mod privacy;
mod sources;
mod standard;

use document::Document;
use sources::Sources;
use std::{fs, path::Path};

fn text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/traceability.md");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_requirement_and_scenario_leads_to_an_instruction_and_a_test() {
    let findings = findings::of(&Document::parse(&text()), &Sources::read());
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

/// The line of `text` whose first cell is `id`.
fn row<'a>(text: &'a str, id: &str) -> &'a str {
    let start = format!("| {id} |");
    text.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("{id} has no row"))
}

/// One thing is made wrong at a time, in the document as it is: the check must name the row and what is missing.
#[test]
fn whatever_is_wrong_with_a_row_is_said() {
    let (text, sources) = (text(), Sources::read());
    let seven = row(&text, "R7");
    let first = row(&text, "1");
    let off_chain = row(&text, "R79");
    let cases = [
        (text.replace(seven, ""), "R7: expected one row of this requirement, found 0"),
        (
            text.replace(seven, &format!("{seven}\n{seven}")),
            "R7: expected one row of this requirement, found 2",
        ),
        (text.replace(seven, &seven.replace("R7", "R700")), "R700: there is no such requirement"),
        (text.replace(seven, &format!("{seven} more |")), "no row of its table: | R7 |"),
        (
            text.replace(seven, &seven.replace("facility::withdraw", "facility::leave")),
            "R7: `facility::leave` is no instruction of an IDL",
        ),
        (
            text.replace(seven, &seven.replace("facility::withdraw", "halo leave")),
            "R7: `halo leave` is no command of cli/README.md",
        ),
        (
            text.replace(
                seven,
                "| R7 | | | `tests/tests/roles/main.rs::what_is_shown_elsewhere_is_shown_there` |",
            ),
            "R7: no instruction or command is named",
        ),
        (text.replace(seven, "| R7 | | `facility::withdraw` | by hand |"), "R7: no test is named"),
        (text.replace(seven, &seven.replace(".rs::", ".rs::never_")), "has no test of this name"),
        (text.replace(seven, &seven.replace(".rs::", "_2.rs::")), "there is no file"),
        (
            text.replace(seven, "| R7 | | off chain | |"),
            "R7: says off chain, and is not on the list with a reason",
        ),
        (
            text.replace(off_chain, &off_chain.replace("off chain", "")),
            "R79: is on the list of what is off chain, and does not say so",
        ),
        (text.replace(first, ""), "1: expected one row of this scenario, found 0"),
        (
            text.replace(first, &first.replace("scenario_01", "scenario_02")),
            "scenario 1: none of its tests is in a file",
        ),
    ];
    for (wrong, expected) in cases {
        let findings = findings::of(&Document::parse(&wrong), &sources);
        assert!(
            findings.iter().any(|finding| finding.contains(expected)),
            "expected: {expected}\nfound:\n{}",
            findings.join("\n")
        );
    }
}
