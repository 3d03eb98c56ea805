//! Mutations that may be accepted, each with a reason, from a file that people read.

use std::{fs, path::Path};

/// As the mutation of a cell: whatever the account at the right address holds. Only a broken runtime could make it so;
/// what another address holds is not meant.
const FORGED: &str = "forged";
/// Mutations that [`FORGED`] stands for.
const FORGERIES: [&str; 5] = ["owned by *", "truncated", "emptied", "zeroed", "of another type"];
/// How a reason begins that a Core from before 2026 alone needs.
const OLDER_CORE: &str = "older Core: ";

/// What stands between the parts of a cell's name.
const BETWEEN: &str = " / ";

/// Cells that may be accepted; `*` at an end of a part stands for anything.
#[derive(Debug)]
pub struct Accepted {
    stage: String,
    account: String,
    mutation: String,
    /// Whether only an older Core accepts them.
    pub older_core: bool,
}

impl Accepted {
    pub fn covers(&self, cell: &str) -> bool {
        let [stage, account, mutation] = parts(cell);
        let mutated = match self.mutation.as_str() {
            FORGED => FORGERIES.iter().any(|forgery| matches(forgery, mutation)),
            pattern => matches(pattern, mutation),
        };
        matches(&self.stage, stage) && matches(&self.account, account) && mutated
    }

    /// As the file has it.
    pub fn pattern(&self) -> String {
        cell(&self.stage, &self.account, &self.mutation)
    }
}

/// The name of a cell.
pub fn cell(stage: &str, account: &str, mutation: &str) -> String {
    [stage, account, mutation].join(BETWEEN)
}

fn parts(cell: &str) -> [&str; 3] {
    let mut parts = cell.split(BETWEEN);
    [(); 3].map(|()| parts.next().unwrap_or_else(|| panic!("stage / account / mutation: {cell}")))
}

fn matches(pattern: &str, text: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        _ if pattern == "*" => true,
        (Some(end), _) => text.ends_with(end),
        (_, Some(start)) => text.starts_with(start),
        _ => pattern == text,
    }
}

/// Reads a file of reasons, each on a line of its own, with the cells that it is for on indented lines below it.
pub fn read(path: &Path) -> Vec<Accepted> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (mut all, mut reason) = (Vec::new(), None);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("    ") {
            Some(cell) => {
                let reason: &str = reason.unwrap_or_else(|| panic!("no reason: {line}"));
                let [stage, account, mutation] = parts(cell).map(ToOwned::to_owned);
                let older_core = reason.starts_with(OLDER_CORE);
                all.push(Accepted { stage, account, mutation, older_core });
            }
            None => reason = Some(line).filter(|line| !line.is_empty()),
        }
    }
    all
}
