//! What a demonstration has to tell. Amounts are base units of the asset; times are Unix seconds.

use serde::Serialize;

/// The whole document of `halo demo --json`.
#[derive(Debug, Serialize)]
pub struct Report {
    pub scenario: &'static str,
    pub setting: Setting,
    pub steps: Vec<Step>,
    pub reconciliation: Vec<Check>,
    /// Whether every check of the reconciliation holds.
    pub reconciled: bool,
    pub totals: Totals,
}

/// What runs underneath.
#[derive(Debug, Serialize)]
pub struct Setting {
    pub engine: &'static str,
    pub features: &'static str,
    /// `stand-in` or `real`.
    pub core_program: &'static str,
    /// Implementation at the SPL Token address.
    pub token_program: &'static str,
    pub asset: &'static str,
    pub decimals: u8,
    pub mint: String,
    pub facility: String,
    pub pau: String,
    pub scope: String,
}

/// One step of the story: what somebody does, and what that changes.
#[derive(Debug, Serialize)]
pub struct Step {
    pub number: usize,
    pub title: String,
    /// Why the step is there.
    pub note: String,
    /// Date of the chain's clock at the end of the step.
    pub date: String,
    /// What the clock was moved for just before the step.
    pub waited: Option<&'static str>,
    /// Who signs, fee payer left out.
    pub signers: Vec<String>,
    pub transactions: Vec<Transaction>,
    pub compute_units: u64,
    pub balances: Vec<BalanceChange>,
    pub states: Vec<StateChange>,
}

#[derive(Debug, Serialize)]
pub struct Transaction {
    pub label: String,
    pub signers: Vec<String>,
    pub compute_units: u64,
    pub fee_lamports: u64,
    /// None when it was refused.
    pub signature: Option<String>,
    /// In what words a program refused it.
    pub refused: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct BalanceChange {
    pub account: String,
    pub before: u64,
    pub after: u64,
}

#[derive(Debug, Serialize)]
pub struct StateChange {
    pub what: String,
    pub before: String,
    pub after: String,
}

/// One line of the reconciliation.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    pub what: String,
    pub expected: Figure,
    pub actual: Figure,
    pub holds: bool,
}

/// What a check compares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Figure {
    /// Base units.
    Tokens(u64),
    State(String),
}

impl Check {
    pub fn tokens(what: impl Into<String>, expected: u64, actual: u64) -> Self {
        Self::new(what, Figure::Tokens(expected), Figure::Tokens(actual))
    }

    pub fn state(what: impl Into<String>, expected: &str, actual: impl Into<String>) -> Self {
        Self::new(what, Figure::State(expected.to_owned()), Figure::State(actual.into()))
    }

    fn new(what: impl Into<String>, expected: Figure, actual: Figure) -> Self {
        let holds = expected == actual;
        Self { what: what.into(), expected, actual, holds }
    }
}

#[derive(Debug, Serialize)]
pub struct Totals {
    pub steps: usize,
    pub transactions: usize,
    pub compute_units: u64,
    pub fees_lamports: u64,
    /// Base units in existence at the end.
    pub minted: u64,
    /// Base units that the holder of the NFAT was paid.
    pub paid: u64,
    pub balances: Vec<Balance>,
    pub elapsed_ms: u64,
}

#[derive(Debug, Serialize)]
pub struct Balance {
    pub account: String,
    pub amount: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_holds_only_when_both_figures_agree() {
        assert!(Check::tokens("Prime X", 5, 5).holds);
        assert!(!Check::tokens("Prime X", 5, 4).holds);
        assert!(!Check::state("Book #1", "Closed", "Unwinding").holds);
    }
}
