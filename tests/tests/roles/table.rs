//! `docs/ROLES.md` as data.

use std::{collections::BTreeMap, fs, path::Path};

/// Every word that says who may do something.
pub const WORDS: [&str; 24] = [
    "council",
    "mom",
    "scope-freezer",
    "conserver",
    "govops",
    "warden",
    "beacon",
    "attestor",
    "pau-freezer",
    "relayer",
    "controller",
    "prime",
    "holder",
    "facility",
    "permit-target",
    "fraction-owner",
    "staker",
    "member",
    "reporter",
    "provider",
    "psm-admin",
    "rent-payer",
    "pau-admin",
    "anyone",
];

/// One line of a table.
pub struct Row {
    pub instruction: String,
    /// Account whose signature decides; none for a view.
    pub signer: Option<String>,
    pub who: Vec<String>,
}

impl Row {
    pub fn names(&self, word: &str) -> bool {
        self.who.iter().any(|who| who == word)
    }
}

/// Rows by program.
pub fn read() -> BTreeMap<String, Vec<Row>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/ROLES.md");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut tables: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut section = String::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            title.clone_into(&mut section);
        } else if let Some(row) = parse(line) {
            tables.entry(section.clone()).or_default().push(row);
        }
    }
    tables
}

/// A line whose first cell is one name in backticks; every other line is not a row.
fn parse(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
    let [name, signer, who] = cells[..] else { return None };
    let instruction = name.strip_prefix('`')?.strip_suffix('`')?.to_owned();
    let signer = (signer != "none").then(|| signer.to_owned());
    Some(Row { instruction, signer, who: who.split(',').map(|word| word.trim().to_owned()).collect() })
}
