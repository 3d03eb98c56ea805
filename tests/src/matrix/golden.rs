//! The outcomes that are expected, by names that people read.

use super::accepted::{cell, Accepted};
use halo_sdk::{error::Error, program_errors::program_name, transport::Landed};
use std::{collections::BTreeMap, fs, path::Path};

/// Account to mutation to outcome.
pub type Row = BTreeMap<String, BTreeMap<String, String>>;
/// Stage to row.
pub type Table = BTreeMap<String, Row>;

/// Outcome of a cell whose mutation makes no difference.
pub const ACCEPTED: &str = "ACCEPTED";
/// Set to `write` to replace what the golden file says of the stages that were run by what was found.
pub const VARIABLE: &str = "HALO_MATRIX";
/// Set to how the names of stages begin, to run those alone.
pub const STAGES: &str = "HALO_STAGES";

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

fn cells(table: &Table) -> impl Iterator<Item = (String, &str)> {
    table.iter().flat_map(|(stage, row)| {
        row.iter().flat_map(move |(account, cells)| {
            cells.iter().map(move |(mutation, outcome)| (cell(stage, account, mutation), outcome.as_str()))
        })
    })
}

/// Cells that are accepted without a reason.
pub fn unreviewed(table: &Table, accepted: &[Accepted]) -> Vec<String> {
    cells(table)
        .filter(|(cell, outcome)| *outcome == ACCEPTED && !accepted.iter().any(|entry| entry.covers(cell)))
        .map(|(cell, _)| format!("{cell} is accepted, without a reason on the list"))
        .collect()
}

/// Entries that no cell needs: another one before them covers it, or nothing is accepted. Those of an older Core may be
/// such.
pub fn idle(table: &Table, accepted: &[Accepted]) -> Vec<String> {
    let mut used: Vec<bool> = accepted.iter().map(|entry| entry.older_core).collect();
    for (cell, _) in cells(table).filter(|(_, outcome)| *outcome == ACCEPTED) {
        if let Some(index) = accepted.iter().position(|entry| entry.covers(&cell)) {
            used[index] = true;
        }
    }
    let idle = accepted.iter().zip(used).filter(|(_, used)| !used);
    idle.map(|(entry, _)| format!("{} accepts nothing (any more)", entry.pattern())).collect()
}

/// An account of another program in the place of one of Core's: since 2026 Core refuses it when it is read.
const FOREIGN: &str = "core program: InvalidAccountOwner";
/// Before, it went on and the runtime refused the write. Either may stand at Core's address.
const FOREIGN_BEFORE: &str = "core program: ExternalAccountDataModified";

/// Whether `outcome` is the one that is known, or what another version of Core makes of it: one before 2026 did not
/// notice at all where it wrote nothing, as it may in the cells of an older Core.
fn same(known: &str, outcome: &str, cell: &str, accepted: &[Accepted]) -> bool {
    let versions = [FOREIGN, FOREIGN_BEFORE];
    let unnoticed = || {
        let covered = accepted.iter().any(|entry| entry.older_core && entry.covers(cell));
        covered && [[FOREIGN, ACCEPTED], [ACCEPTED, FOREIGN]].contains(&[known, outcome])
    };
    known == outcome || (versions.contains(&known) && versions.contains(&outcome)) || unnoticed()
}

/// Every cell whose outcome is not the one in the golden file, in words.
pub fn differences(found: &Table, expected: &Table, accepted: &[Accepted]) -> Vec<String> {
    let expected: BTreeMap<String, &str> = cells(expected).collect();
    let found: BTreeMap<String, &str> = cells(found).collect();
    let mut all = Vec::new();
    for (cell, outcome) in &found {
        match expected.get(cell) {
            Some(known) if same(known, outcome, cell, accepted) => {}
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
