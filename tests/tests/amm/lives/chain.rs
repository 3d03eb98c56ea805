//! The chain of a life: the real programs. Signatures are not checked: who signs is what the messages say.

use anchor_lang::AnchorDeserialize;
use bytemuck::Pod;
use litesvm::LiteSVM;
use solana_account::{Account, ReadableAccount};
use solana_clock::Clock;
use solana_instruction::{error::InstructionError, Instruction};
use solana_message::Message;
use solana_pubkey::Pubkey;
use solana_transaction::Transaction;
use solana_transaction_error::TransactionError;

/// Where a token account has its amount.
const AMOUNT: std::ops::Range<usize> = 64..72;

pub struct Chain {
    svm: LiteSVM,
    payer: Pubkey,
}

impl Chain {
    /// A copy of `svm` on which `payer` pays for everything.
    pub fn new(svm: LiteSVM, payer: Pubkey) -> Self {
        let svm = svm
            .with_sigverify(false)
            .with_blockhash_check(false)
            .with_transaction_history(0)
            .with_log_bytes_limit(Some(0));
        Self { svm, payer }
    }

    /// Runs all instructions or none; the code with which a program refused, or everything else that went wrong.
    pub fn send(&mut self, instructions: &[Instruction]) -> Result<(), Result<u32, TransactionError>> {
        let message = Message::new(instructions, Some(&self.payer));
        match self.svm.send_transaction(Transaction::new_unsigned(message)) {
            Ok(_) => Ok(()),
            Err(failed) => Err(match failed.err {
                TransactionError::InstructionError(_, InstructionError::Custom(code)) => Ok(code),
                other => Err(other),
            }),
        }
    }

    /// What a view returns, or the code with which it refuses; nothing changes.
    pub fn view<T: AnchorDeserialize>(&self, instruction: Instruction) -> Result<T, u32> {
        let message = Message::new(&[instruction], Some(&self.payer));
        match self.svm.simulate_transaction(Transaction::new_unsigned(message)) {
            Ok(done) => Ok(T::try_from_slice(&done.meta.return_data.data).expect("what the view returns")),
            Err(failed) => match failed.err {
                TransactionError::InstructionError(_, InstructionError::Custom(code)) => Err(code),
                other => panic!("a view: {other}"),
            },
        }
    }

    pub fn bytes(&self, address: &Pubkey) -> Vec<u8> {
        self.svm.get_account(address).map(|account| account.data).unwrap_or_default()
    }

    /// A zero-copy account.
    pub fn read<T: Pod>(&self, address: &Pubkey) -> T {
        let account = self.svm.accounts_db().get_account_ref(address).expect("an account");
        bytemuck::pod_read_unaligned(&account.data()[8..8 + size_of::<T>()])
    }

    pub fn tokens(&self, account: &Pubkey) -> u64 {
        let account = self.svm.accounts_db().get_account_ref(account).expect("a token account");
        u64::from_le_bytes(account.data()[AMOUNT].try_into().expect("eight bytes"))
    }

    /// Has `amount` in a token account, wherever it comes from or goes.
    pub fn set_tokens(&mut self, address: &Pubkey, amount: u64) {
        let mut account: Account = self.svm.get_account(address).expect("a token account");
        account.data[AMOUNT].copy_from_slice(&amount.to_le_bytes());
        self.svm.set_account(*address, account).expect("an account of the same size");
    }

    pub fn clock(&self) -> Clock {
        self.svm.get_sysvar()
    }

    pub fn pass(&mut self, seconds: u64, slots: u64) {
        let clock = self.clock();
        let unix_timestamp = clock.unix_timestamp.saturating_add_unsigned(seconds);
        self.svm.set_sysvar(&Clock { unix_timestamp, slot: clock.slot + slots, ..clock });
    }
}
