//! What must hold of every row.

use crate::{document::Document, sources::Sources};
use std::collections::BTreeMap;

/// Requirements on the Term Halo and its NFATs, on pooled capital, on pools that trade, and on wrapped NFATs and the Prime's side.
const REQUIREMENTS: [std::ops::RangeInclusive<u16>; 2] = [1..=126, 179..=190];
const SCENARIOS: std::ops::RangeInclusive<u16> = 1..=12;
/// The list of what is off chain stays short.
const MOST_OFF_CHAIN: usize = 7;

/// Everything that is wrong, each with its row.
pub fn of(document: &Document, sources: &Sources) -> Vec<String> {
    let malformed = document.malformed.iter().map(|line| format!("no row of its table: {line}"));
    let mut findings: Vec<String> = malformed.collect();
    let expected = REQUIREMENTS.into_iter().flatten().map(|number| format!("R{number}"));
    once_each("requirement", expected, document.requirements.iter().map(|row| &row.id), &mut findings);
    let expected = SCENARIOS.map(|number| number.to_string());
    once_each("scenario", expected, document.scenarios.iter().map(|row| &row.id), &mut findings);
    off_chain(document, &mut findings);
    let requirements = document.requirements.iter().map(|row| (row.id.clone(), row));
    let scenarios = document.scenarios.iter().map(|row| (format!("scenario {}", row.id), row));
    for (id, row) in requirements.chain(scenarios) {
        if !row.off_chain && row.by.is_empty() {
            findings.push(format!("{id}: no instruction or command is named"));
        }
        if !row.off_chain && row.shown_by.is_empty() {
            findings.push(format!("{id}: no test is named"));
        }
        let wrong = row.by.iter().filter_map(|name| sources.instruction(name));
        let wrong = wrong.chain(row.shown_by.iter().filter_map(|test| sources.test(test)));
        findings.extend(wrong.map(|what| format!("{id}: {what}")));
    }
    for row in &document.scenarios {
        let suite = format!("tests/tests/nfat_scenarios/scenario_{:0>2}_", row.id);
        if !row.shown_by.iter().any(|test| test.starts_with(&suite)) {
            findings.push(format!("scenario {}: none of its tests is in a file {suite}*.rs", row.id));
        }
    }
    findings
}

/// Every number expected has one row, and no other number has one.
fn once_each<'a>(
    kind: &str,
    expected: impl Iterator<Item = String>,
    rows: impl Iterator<Item = &'a String>,
    findings: &mut Vec<String>,
) {
    let mut count: BTreeMap<String, usize> = expected.map(|id| (id, 0)).collect();
    for id in rows {
        match count.get_mut(id) {
            Some(count) => *count += 1,
            None => findings.push(format!("{id}: there is no such {kind}")),
        }
    }
    let wrong = count.into_iter().filter(|(_, rows)| *rows != 1);
    findings.extend(wrong.map(|(id, rows)| format!("{id}: expected one row of this {kind}, found {rows}")));
}

/// A row that says "off chain" is on the list with a reason, and the list has no others.
fn off_chain(document: &Document, findings: &mut Vec<String>) {
    let listed = &document.off_chain;
    if listed.len() > MOST_OFF_CHAIN {
        findings.push(format!(
            "the list of what is off chain has {} lines, at most {MOST_OFF_CHAIN} are allowed",
            listed.len()
        ));
    }
    for entry in listed.iter().filter(|entry| entry.reason.is_empty()) {
        findings.push(format!("{}: off chain, and no reason is given", entry.id));
    }
    for row in &document.requirements {
        match (row.off_chain, listed.iter().filter(|entry| entry.id == row.id).count()) {
            (true, 1) | (false, 0) => {}
            (true, 0) => {
                findings.push(format!("{}: says off chain, and is not on the list with a reason", row.id))
            }
            (false, _) => {
                findings.push(format!("{}: is on the list of what is off chain, and does not say so", row.id))
            }
            (true, lines) => {
                findings.push(format!("{}: is on the list of what is off chain {lines} times", row.id))
            }
        }
    }
    for entry in listed.iter().filter(|entry| !document.requirements.iter().any(|row| row.id == entry.id)) {
        findings.push(format!("{}: is on the list of what is off chain, and no requirement", entry.id));
    }
    for row in document.scenarios.iter().filter(|row| row.off_chain) {
        findings.push(format!("scenario {}: no scenario is off chain", row.id));
    }
}
