//! Results for people and for programs.

use crate::paint::Paint;
use anyhow::Result;
use serde::Serialize;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text, perhaps in colour.
    Human(Paint),
    /// One JSON document on standard output.
    Json,
}

impl Format {
    pub fn new(json: bool) -> Self {
        if json {
            Self::Json
        } else {
            Self::Human(Paint::for_stdout())
        }
    }
}

/// Prints one JSON document.
///
/// # Errors
/// When `value` has no JSON form.
pub fn json(value: &impl Serialize) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(value)?);
    Ok(())
}
