//! The self-test program in LiteSVM.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use {
    litesvm::LiteSVM,
    sbf_self_test::{instruction::encode_pair, Instruction, Op, BATCH, RESULT_BYTES},
    solana_compute_budget_interface::ComputeBudgetInstruction,
    solana_keypair::Keypair,
    solana_message::Message,
    solana_pubkey::Pubkey,
    solana_signer::Signer,
    solana_transaction::Transaction,
    std::{
        env,
        path::{Path, PathBuf},
    },
};

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Cargo's target directory.
pub fn target_directory() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn program_file() -> PathBuf {
    let directory =
        env::var_os("SBF_OUT_DIR").map_or_else(|| target_directory().join("deploy"), PathBuf::from);
    directory.join("sbf_self_test.so")
}

/// Why a transaction failed.
#[derive(Debug)]
pub struct Refusal {
    pub error: String,
    pub logs: Vec<String>,
}

/// A VM with the program and somebody who pays.
pub struct Vm {
    svm: LiteSVM,
    payer: Keypair,
    program: Pubkey,
}

impl Vm {
    /// Fails if the program has not been built: a suite that tests nothing must not pass.
    pub fn new() -> Self {
        let file = program_file();
        assert!(
            file.is_file(),
            "{} is missing: build the programs first (cargo xtask build)",
            file.display()
        );
        // Thousands of batches: signatures are not what is tested, and equal batches may repeat.
        let mut svm = LiteSVM::new().with_sigverify(false).with_transaction_history(0);
        let payer = Keypair::new();
        svm.airdrop(&payer.pubkey(), 1_000_000_000_000).expect("the payer is funded");
        let program = Pubkey::new_unique();
        svm.add_program_from_file(program, &file)
            .unwrap_or_else(|error| panic!("the VM refuses {}: {error}", file.display()));
        Self { svm, payer, program }
    }

    /// Runs one request and returns the return data.
    pub fn run(&mut self, instruction: &Instruction) -> Result<Vec<u8>, Refusal> {
        self.send(&instruction.encode())
    }

    /// Sends instruction data and returns the return data.
    pub fn send(&mut self, data: &[u8]) -> Result<Vec<u8>, Refusal> {
        let instructions = [
            ComputeBudgetInstruction::set_compute_unit_limit(1_400_000),
            solana_instruction::Instruction::new_with_bytes(self.program, data, vec![]),
        ];
        let message = Message::new(&instructions, Some(&self.payer.pubkey()));
        let transaction = Transaction::new(&[&self.payer], message, self.svm.latest_blockhash());
        match self.svm.send_transaction(transaction) {
            Ok(done) => Ok(done.return_data.data),
            Err(failed) => Err(Refusal { error: failed.err.to_string(), logs: failed.meta.logs }),
        }
    }

    /// Computes an operation for all pairs, a batch at a time.
    pub fn compute(&mut self, op: Op, operands: &[(u128, u128)]) -> Vec<u128> {
        let pairs: Vec<_> = operands.iter().map(|(a, b)| encode_pair(*a, *b)).collect();
        let mut results = Vec::with_capacity(operands.len());
        for pairs in pairs.chunks(BATCH) {
            let data = self.run(&Instruction::Compute { op, pairs }).unwrap_or_else(|refusal| {
                panic!("{op:?} failed in the VM: {}\n{}", refusal.error, refusal.logs.join("\n"))
            });
            // The runtime drops zeros at the end of return data.
            let mut bytes = data;
            bytes.resize(pairs.len().saturating_mul(RESULT_BYTES), 0);
            let (words, _) = bytes.as_chunks::<RESULT_BYTES>();
            results.extend(words.iter().map(|word| u128::from_le_bytes(*word)));
        }
        results
    }

    /// Runs a request that returns one word.
    pub fn word(&mut self, instruction: &Instruction) -> Result<u64, Refusal> {
        self.run(instruction).map(|mut data| {
            data.resize(8, 0);
            let (words, _) = data.as_chunks::<8>();
            words.iter().fold(0, |_, word| u64::from_le_bytes(*word))
        })
    }
}
