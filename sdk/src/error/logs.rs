//! Reading of program logs: which program failed first, and what Anchor said about it.

use {solana_pubkey::Pubkey, std::str::FromStr};

/// What Anchor logs when a program refuses: the error's name, its message and what it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct AnchorReport {
    /// Variant of the program's or Anchor's error enum.
    pub name: String,
    /// Number of the error: the custom code, or the runtime's number of a builtin error.
    pub number: u64,
    /// Message of the error.
    pub message: String,
    /// Field of the accounts struct that is to blame.
    pub account: Option<String>,
    /// The two values that a `require_*!` or a constraint compared, as logged.
    pub compared: Option<(String, String)>,
}

/// What the logs tell about the first failure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Story {
    /// The program that failed first: the innermost of a chain of calls.
    pub program: Option<Pubkey>,
    /// Anchor's report, when that program is written with Anchor.
    pub report: Option<AnchorReport>,
    /// The last line that program logged, when it is not written with Anchor.
    pub last_words: Option<String>,
}

/// Reads logs up to the first failure.
pub(super) fn read(logs: &[String]) -> Story {
    let mut calls: Vec<Call> = Vec::new();
    for line in logs {
        if let Some(text) = line.strip_prefix("Program log: ") {
            if let Some(call) = calls.last_mut() {
                call.says(text);
            }
        } else if let Some((program, event)) =
            line.strip_prefix("Program ").and_then(|rest| rest.split_once(' '))
        {
            if event.starts_with("invoke [") {
                calls.push(Call { program: Pubkey::from_str(program).ok(), ..Call::default() });
            } else if event == "success" {
                calls.pop();
            } else if event.starts_with("failed: ") {
                return calls.pop().unwrap_or_default().story(program);
            }
        }
    }
    // Cut logs: who failed is not told any more.
    Story::default()
}

#[derive(Default)]
struct Call {
    program: Option<Pubkey>,
    report: Option<AnchorReport>,
    expects: Option<Side>,
    last_words: Option<String>,
}

/// Anchor logs compared keys on the line after `Left:` or `Right:`, other values on the same line.
#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

impl Call {
    fn says(&mut self, text: &str) {
        if let Some(report) = anchor_report(text) {
            self.report = Some(report);
            return;
        }
        if let Some(report) = &mut self.report {
            let expected = self.expects.take();
            let (side, value) = if let Some(value) = text.strip_prefix("Left:") {
                (Side::Left, value.trim())
            } else if let Some(value) = text.strip_prefix("Right:") {
                (Side::Right, value.trim())
            } else if let Some(side) = expected {
                (side, text.trim())
            } else {
                return;
            };
            if value.is_empty() {
                self.expects = Some(side);
                return;
            }
            let (left, right) = report.compared.get_or_insert_with(Default::default);
            match side {
                Side::Left => value.clone_into(left),
                Side::Right => value.clone_into(right),
            }
        } else {
            self.last_words = Some(text.to_owned());
        }
    }

    fn story(self, failed: &str) -> Story {
        let last_words = if self.report.is_some() { None } else { self.last_words };
        Story {
            program: self.program.or_else(|| Pubkey::from_str(failed).ok()),
            report: self.report,
            last_words,
        }
    }
}

/// `AnchorError caused by account: X. Error Code: N. Error Number: C. Error Message: M.` and its variants
/// (`AnchorError thrown in FILE:LINE. …`, `AnchorError occurred. …`, and all three with `ProgramError`).
fn anchor_report(text: &str) -> Option<AnchorReport> {
    let rest = text.strip_prefix("AnchorError ").or_else(|| text.strip_prefix("ProgramError "))?;
    let (origin, rest) = rest.split_once(". Error Code: ")?;
    let (name, rest) = rest.split_once(". Error Number: ")?;
    let (number, message) = rest.split_once(". Error Message: ")?;
    Some(AnchorReport {
        name: name.to_owned(),
        number: number.parse().ok()?,
        message: message.strip_suffix('.').unwrap_or(message).to_owned(),
        account: origin.strip_prefix("caused by account: ").map(str::to_owned),
        compared: None,
    })
}

#[cfg(test)]
mod tests;
