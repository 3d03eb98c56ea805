//! The outcomes that are expected, by names that people read.

use halo_sdk::{error::Error, program_errors::program_name, transport::Landed};
use std::{collections::BTreeMap, fs, path::Path};

/// Account to mutation to outcome.
pub type Row = BTreeMap<String, BTreeMap<String, String>>;
/// Stage to row.
pub type Table = BTreeMap<String, Row>;

/// Outcome of a cell whose mutation makes no difference.
pub const ACCEPTED: &str = "ACCEPTED";
/// Set to `write` to replace the golden file by what was found.
pub const VARIABLE: &str = "HALO_MATRIX";

/// `program: error`, or the runtime's error, or [`ACCEPTED`].
pub fn outcome_name(outcome: &Result<Landed, Error>) -> String {
    match outcome {
        Ok(_) => ACCEPTED.to_owned(),
        Err(Error::Failed(failure)) => match &failure.cause {
            Some(cause) => {
                let program = cause.program.map_or("a program".to_owned(), |id| {
                    program_name(&id).map_or_else(|| id.to_string(), ToOwned::to_owned)
                });
                match cause.code {
                    Some(code) if cause.name == "Custom" => format!("{program}: Custom({code})"),
                    _ => format!("{program}: {}", cause.name),
                }
            }
            None => format!("{:?}", failure.error),
        },
        Err(error) => panic!("a cell must reach the chain: {error}"),
    }
}

/// As the mutation of an entry: whatever the account at the right address holds. Only a broken runtime could make it
/// so; what another address holds is not meant.
pub const FORGED: &str = "forged";

/// Mutations that [`FORGED`] stands for.
const FORGERIES: [&str; 5] = ["owned by *", "truncated", "emptied", "zeroed", "of another type"];

/// A mutation that may be accepted, and why. `*` at an end of a pattern stands for anything.
pub struct Accepted {
    pub stage: &'static str,
    pub account: &'static str,
    pub mutation: &'static str,
    pub reason: &'static str,
}

impl Accepted {
    fn covers(&self, stage: &str, account: &str, mutation: &str) -> bool {
        let mutated = match self.mutation {
            FORGED => FORGERIES.iter().any(|forgery| matches(forgery, mutation)),
            pattern => matches(pattern, mutation),
        };
        matches(self.stage, stage) && matches(self.account, account) && mutated
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        _ if pattern == "*" => true,
        (Some(end), _) => text.ends_with(end),
        (_, Some(start)) => text.starts_with(start),
        _ => pattern == text,
    }
}

fn cells(table: &Table) -> impl Iterator<Item = (String, &str)> {
    table.iter().flat_map(|(stage, row)| {
        row.iter().flat_map(move |(account, cells)| {
            cells.iter().map(move |(mutation, outcome)| {
                (format!("{stage} / {account} / {mutation}"), outcome.as_str())
            })
        })
    })
}

/// Stage, account and mutation of a cell.
fn parts(cell: &str) -> (&str, &str, &str) {
    let mut parts = cell.split(" / ");
    let mut part = || parts.next().unwrap_or_default();
    (part(), part(), part())
}

/// Cells that are accepted without a reason, and reasons without such a cell; a reason of `older_core` may be without.
pub fn unreviewed(table: &Table, accepted: &[Accepted], older_core: &[Accepted]) -> Vec<String> {
    let mut used = vec![false; accepted.len()];
    let mut findings = Vec::new();
    for (cell, outcome) in cells(table) {
        let (stage, account, mutation) = parts(&cell);
        if outcome == ACCEPTED {
            let reason = accepted.iter().position(|entry| entry.covers(stage, account, mutation));
            match reason {
                Some(index) => used[index] = true,
                None if older_core.iter().any(|entry| entry.covers(stage, account, mutation)) => {}
                None => findings.push(format!("{cell} is accepted, without a reason on the list")),
            }
        }
    }
    let idle = accepted.iter().zip(used).filter(|(_, used)| !used);
    findings.extend(idle.map(|(entry, _)| {
        format!("{} / {} / {} accepts nothing (any more)", entry.stage, entry.account, entry.mutation)
    }));
    findings
}

/// An account of another program in the place of one of Core's: since 2026 Core refuses it when it is read.
const FOREIGN: &str = "core program: InvalidAccountOwner";
/// Before, it went on and the runtime refused the write. Either may stand at Core's address.
const FOREIGN_BEFORE: &str = "core program: ExternalAccountDataModified";

/// Whether `outcome` is the one that is known, or what another version of Core makes of it: one before 2026 did not
/// notice at all where it wrote nothing, as it may in the cells of `older_core`.
fn same(known: &str, outcome: &str, cell: &str, older_core: &[Accepted]) -> bool {
    let versions = [FOREIGN, FOREIGN_BEFORE];
    let (stage, account, mutation) = parts(cell);
    let unnoticed = || {
        let covered = older_core.iter().any(|entry| entry.covers(stage, account, mutation));
        covered && [[FOREIGN, ACCEPTED], [ACCEPTED, FOREIGN]].contains(&[known, outcome])
    };
    known == outcome || (versions.contains(&known) && versions.contains(&outcome)) || unnoticed()
}

/// Every cell whose outcome is not the one in the golden file, in words.
pub fn differences(found: &Table, expected: &Table, older_core: &[Accepted]) -> Vec<String> {
    let expected: BTreeMap<String, &str> = cells(expected).collect();
    let found: BTreeMap<String, &str> = cells(found).collect();
    let mut all = Vec::new();
    for (cell, outcome) in &found {
        match expected.get(cell) {
            Some(known) if same(known, outcome, cell, older_core) => {}
            Some(known) => all.push(format!("{cell}: expected {known}, came {outcome}")),
            None => all.push(format!("{cell}: not in the golden file, came {outcome}")),
        }
    }
    let gone = expected.keys().filter(|cell| !found.contains_key(*cell));
    all.extend(gone.map(|cell| format!("{cell}: in the golden file, and no such cell was run")));
    all
}

/// The golden file's table; empty when there is no file.
pub fn read(path: &Path) -> Table {
    let Ok(text) = fs::read_to_string(path) else { return Table::new() };
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Replaces the golden file.
pub fn write(path: &Path, table: &Table) {
    let text = serde_json::to_string_pretty(table).expect("a table of strings");
    fs::write(path, text + "\n").unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Number of cells.
pub fn count(table: &Table) -> usize {
    cells(table).count()
}
