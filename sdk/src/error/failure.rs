use {
    super::logs::{self, Story},
    crate::{
        program_errors::{decode_custom, program_name},
        transport::Rejection,
    },
    solana_instruction::{error::InstructionError, Instruction},
    solana_pubkey::Pubkey,
    solana_signature::Signature,
    solana_transaction_error::TransactionError,
    std::fmt,
};

/// A transaction that failed, and why. Displays as one line; [`Failure::logs`] has the whole story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The runtime's reason.
    pub error: TransactionError,
    /// Id of the transaction that landed and failed (and paid its fee); `None` when it never ran on chain.
    pub signature: Option<Signature>,
    /// Which of the caller's instructions failed, from 0; `None` when the transaction as a whole was refused.
    pub instruction: Option<usize>,
    /// What the failing program said; `None` when the transaction as a whole was refused.
    pub cause: Option<FailureCause>,
    /// The account to blame for a refusal of the whole transaction, where the runtime names one.
    pub account: Option<Pubkey>,
    /// Compute units used until the failure.
    pub units_consumed: u64,
    /// Program logs, cut by the runtime after 10,000 bytes.
    pub logs: Vec<String>,
}

/// What the program that failed said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureCause {
    /// The program that failed: the innermost of a chain of calls; `None` when neither logs nor caller tell.
    pub program: Option<Pubkey>,
    /// The program's own error code; `None` for one of the runtime's errors.
    pub code: Option<u32>,
    /// Name of the error, as in the program's error enum.
    pub name: String,
    /// What was expected.
    pub message: String,
    /// Field of the accounts struct that is to blame, where Anchor names it.
    pub account: Option<String>,
    /// The two values that were compared, where Anchor logs them.
    pub compared: Option<(String, String)>,
}

impl Failure {
    /// Explains `rejection` of a transaction that held `instructions` after `prefix` instructions of its own.
    pub(crate) fn of(rejection: Rejection, instructions: &[Instruction], prefix: usize) -> Self {
        let Rejection { error, signature, units_consumed, logs } = rejection;
        let (instruction, cause) = match &error {
            TransactionError::InstructionError(index, reason) => {
                let index = usize::from(*index).checked_sub(prefix);
                let called = index.and_then(|index| instructions.get(index)).map(|called| called.program_id);
                (index, Some(FailureCause::of(reason, called, logs::read(&logs))))
            }
            _ => (None, None),
        };
        Self { error, signature, instruction, cause, account: None, units_consumed, logs }
    }

    /// Names the account that the runtime blames by its index into `keys`.
    pub(super) fn blame_account(&mut self, keys: &[Pubkey]) {
        if let TransactionError::InsufficientFundsForRent { account_index }
        | TransactionError::ProgramExecutionTemporarilyRestricted { account_index } = self.error
        {
            self.account = keys.get(usize::from(account_index)).copied();
        }
    }

    /// The program's own error code; `None` for an error of the runtime.
    pub fn code(&self) -> Option<u32> {
        match self.error {
            TransactionError::InstructionError(_, InstructionError::Custom(code)) => Some(code),
            _ => None,
        }
    }
}

impl FailureCause {
    fn of(reason: &InstructionError, called: Option<Pubkey>, story: Story) -> Self {
        let program = story.program.or(called);
        let code = match reason {
            InstructionError::Custom(code) => Some(*code),
            _ => None,
        };
        // A caller may turn a callee's error into its own: the report then explains an error that was overcome.
        let report = story.report.filter(|report| code.is_none_or(|code| report.number == u64::from(code)));
        let (account, compared) =
            report.as_ref().map_or((None, None), |report| (report.account.clone(), report.compared.clone()));
        let (name, message) = if let Some(report) = report {
            (report.name, report.message)
        } else if let Some(code) = code {
            program.and_then(|program| decode_custom(&program, code)).map_or_else(
                || ("Custom".to_owned(), story.last_words.unwrap_or_else(|| "unknown error code".to_owned())),
                |known| (known.name, known.message),
            )
        } else {
            (format!("{reason:?}"), story.last_words.unwrap_or_else(|| reason.to_string()))
        };
        Self { program, code, name, message, account, compared }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.instruction, &self.cause) {
            (Some(index), Some(cause)) => write!(f, "instruction {index} failed: {cause}"),
            (None, Some(cause)) => write!(f, "the transaction failed: {cause}"),
            (_, None) => write!(f, "the transaction was refused: {}", self.error),
        }?;
        if let Some(account) = self.account {
            write!(f, " (account {account})")?;
        }
        Ok(())
    }
}

impl fmt::Display for FailureCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.program {
            Some(program) => match program_name(&program) {
                Some(name) => write!(f, "{name}: ")?,
                None => write!(f, "program {program}: ")?,
            },
            None => f.write_str("a program: ")?,
        }
        write!(f, "{} ({}", self.message, self.name)?;
        if let Some(code) = self.code {
            write!(f, " {code}")?;
        }
        if let Some(account) = &self.account {
            write!(f, ", account `{account}`")?;
        }
        if let Some((left, right)) = &self.compared {
            write!(f, ", compared {left} with {right}")?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests;
