//! Programs of others that do what one of ours does: run in the same VM, for a figure beside ours.
//!
//! Their code is not part of this repository. Whoever has built one names the file in a variable; otherwise the
//! committed figure stays.

mod keel;

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, env, path::Path};

/// What another program takes for the work of one of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Peer {
    pub units: u64,
    /// Instruction of ours that does the same work.
    pub ours: String,
    /// Repository, commit and its date.
    pub source: String,
    /// What the figure includes and what it depends on.
    pub note: String,
}

/// By what it does; only those whose program the environment names.
pub fn measure() -> BTreeMap<String, Peer> {
    let program = env::var_os(keel::VARIABLE).filter(|path| !path.is_empty());
    program.iter().map(|path| keel::measure(Path::new(path))).collect()
}
