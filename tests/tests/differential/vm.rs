//! The VM with the real programs. Signatures are not checked: who signs is what the messages say.

use halo_sdk::{cluster::deploy_dir, configurator, pau};
use litesvm::LiteSVM;
use solana_account::{Account, ReadableAccount};
use solana_clock::Clock;
use solana_instruction::{error::InstructionError, Instruction};
use solana_message::Message;
use solana_pubkey::Pubkey;
use solana_transaction::Transaction;
use solana_transaction_error::TransactionError;

pub struct Vm {
    svm: LiteSVM,
    payer: Pubkey,
}

/// A refused transaction: which of its instructions, and why.
pub type Refused = (usize, InstructionError);

impl Vm {
    /// A VM with `pau` and `configurator`, where `payer` pays for everything.
    pub fn start(payer: Pubkey) -> Self {
        let mut svm = LiteSVM::new()
            .with_sigverify(false)
            .with_blockhash_check(false)
            .with_transaction_history(0)
            .with_log_bytes_limit(Some(0));
        for (id, file) in [(pau::ID, "pau.so"), (configurator::ID, "configurator.so")] {
            let program = deploy_dir().join(file);
            svm.add_program_from_file(id, &program).unwrap_or_else(|error| {
                panic!("{} does not load, run `cargo xtask build`: {error}", program.display())
            });
        }
        let funds = Account { lamports: u64::MAX >> 1, ..Account::default() };
        svm.set_account(payer, funds).expect("an account without data is taken");
        Self { svm, payer }
    }

    /// Sets the clock, to any time.
    pub fn set_time(&mut self, unix_timestamp: i64) {
        let clock = self.svm.get_sysvar::<Clock>();
        self.svm.set_sysvar(&Clock { unix_timestamp, ..clock });
    }

    /// Runs all instructions or none.
    pub fn send(&mut self, instructions: &[Instruction]) -> Result<(), Refused> {
        let message = Message::new(instructions, Some(&self.payer));
        match self.svm.send_transaction(Transaction::new_unsigned(message)) {
            Ok(_) => Ok(()),
            Err(failed) => match failed.err {
                TransactionError::InstructionError(index, error) => Err((usize::from(index), error)),
                other => panic!("the VM refuses the transaction as a whole: {other}"),
            },
        }
    }

    /// What an instruction that changes nothing returns.
    pub fn view(&mut self, instruction: Instruction) -> Vec<u8> {
        let message = Message::new(&[instruction], Some(&self.payer));
        let landed = self.svm.send_transaction(Transaction::new_unsigned(message)).expect("a view succeeds");
        landed.return_data.data
    }

    /// Data of the account at `address`, which `program` must own; `None` when nothing is there.
    pub fn data(&self, address: &Pubkey, program: &Pubkey) -> Option<&[u8]> {
        let account =
            self.svm.accounts_db().get_account_ref(address).filter(|account| account.lamports() > 0)?;
        assert_eq!(account.owner(), program, "owner of {address}");
        Some(account.data())
    }
}
