//! The chain of a story: the real programs on LiteSVM. Signatures are not checked: who signs is what the messages say.

use litesvm::LiteSVM;
use solana_account::{Account, AccountSharedData, ReadableAccount};
use solana_clock::Clock;
use solana_instruction::{error::InstructionError, Instruction};
use solana_message::Message;
use solana_pubkey::Pubkey;
use solana_transaction::Transaction;
use solana_transaction_error::TransactionError;

/// Why a transaction did not go through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    /// A program said no, with this code.
    Code(u32),
    /// Anything else: a panic, the runtime's own refusal, too little compute.
    Broken,
}

#[derive(Clone)]
pub struct Vm {
    svm: LiteSVM,
    payer: Pubkey,
}

impl Vm {
    /// A copy of `svm` on which `payer` pays for everything.
    pub fn new(svm: LiteSVM, payer: Pubkey) -> Self {
        let svm = svm
            .with_sigverify(false)
            .with_blockhash_check(false)
            .with_transaction_history(0)
            .with_log_bytes_limit(Some(0));
        Self { svm, payer }
    }

    /// Lamports for whoever pays rent.
    pub fn endow(&mut self, address: Pubkey) {
        let funds = Account { lamports: u64::MAX >> 8, ..Account::default() };
        self.svm.set_account(address, funds).expect("an account without data is taken");
    }

    /// Sets the clock.
    pub fn set_time(&mut self, unix_timestamp: i64) {
        let clock = self.svm.get_sysvar::<Clock>();
        self.svm.set_sysvar(&Clock { unix_timestamp, ..clock });
    }

    /// Runs all instructions or none.
    pub fn send(&mut self, instructions: &[Instruction]) -> Result<(), Refused> {
        let message = Message::new(instructions, Some(&self.payer));
        match self.svm.send_transaction(Transaction::new_unsigned(message)) {
            Ok(_) => Ok(()),
            Err(failed) => Err(match failed.err {
                TransactionError::InstructionError(_, InstructionError::Custom(code)) => Refused::Code(code),
                _ => Refused::Broken,
            }),
        }
    }

    /// What the programs print while they run `instructions`, and why the last of it failed.
    pub fn explain(&self, instructions: &[Instruction]) -> String {
        let svm = self.svm.clone().with_log_bytes_limit(None);
        let message = Message::new(instructions, Some(&self.payer));
        match svm.simulate_transaction(Transaction::new_unsigned(message)) {
            Ok(_) => "it succeeds".to_owned(),
            Err(failed) => format!("{}\n    {}", failed.err, failed.meta.logs.join("\n    ")),
        }
    }

    /// The account at `address`; none when nothing is there.
    pub fn account(&self, address: &Pubkey) -> Option<AccountSharedData> {
        let account = self.svm.accounts_db().get_account_ref(address)?;
        (account.lamports() > 0).then(|| account.clone())
    }

    /// Writes `data` over that of the account at `address`, whatever the programs would say.
    pub fn corrupt(&mut self, address: &Pubkey, change: impl FnOnce(&mut [u8])) {
        let mut account: Account = self.account(address).expect("an account to corrupt").into();
        change(&mut account.data);
        self.svm.set_account(*address, account).expect("an account of the same size");
    }
}
