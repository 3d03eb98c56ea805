//! A fresh VM with the program under test at Core's address, and the sentences a script is made of.

use agave_feature_set::FeatureSet;
use halo_sdk::core_program::CoreProgram;
use litesvm::LiteSVM;
use mpl_core::{errors::MplCoreError, Asset, Collection};
use solana_account::Account;
use solana_instruction::{error::InstructionError, Instruction};
use solana_pubkey::Pubkey;
use solana_rent::Rent;
use solana_transaction::Transaction;
use solana_transaction_error::TransactionError;

use crate::{
    actors::Actor,
    calls::{create_collection, mint},
    trace::{Step, Trace},
};

const STARTING_LAMPORTS: u64 = 10_000_000_000;

/// Settings of the network that a program may depend on.
pub struct Cluster {
    pub name: &'static str,
    pub lamports_per_byte: u64,
    pub all_features: bool,
}

impl Cluster {
    pub const ALL: [Self; 3] = [
        Self { name: "mainnet", lamports_per_byte: 5_080, all_features: false },
        Self { name: "the rent before 2026", lamports_per_byte: 6_960, all_features: false },
        Self { name: "every feature", lamports_per_byte: 5_080, all_features: true },
    ];

    fn start(&self) -> LiteSVM {
        let mut svm = if self.all_features {
            LiteSVM::default()
                .with_feature_set(FeatureSet::all_enabled())
                .with_builtins()
                .with_lamports(u64::MAX >> 1)
                .with_sysvars()
                .with_feature_accounts()
                .with_sigverify(true)
                .with_blockhash_check(true)
        } else {
            LiteSVM::new()
        };
        svm.set_sysvar(&self.rent());
        svm
    }

    fn rent(&self) -> Rent {
        Rent::with_lamports_per_byte(self.lamports_per_byte)
    }
}

pub struct World {
    svm: LiteSVM,
    rent: Rent,
    context: String,
    steps: Vec<Step>,
}

impl World {
    pub fn new(program: &CoreProgram, cluster: &Cluster, script: &str) -> Self {
        let mut svm = cluster.start();
        svm.add_program(mpl_core::ID, &program.bytes().unwrap()).unwrap();
        for actor in [Actor::Payer, Actor::Halo, Actor::Owner, Actor::Buyer, Actor::Stranger] {
            svm.airdrop(&actor.address(), STARTING_LAMPORTS).unwrap();
        }
        let context = format!("{script} [{}; {}]", cluster.name, program.describe());
        Self { svm, rent: cluster.rent(), context, steps: vec![] }
    }

    pub fn into_trace(self) -> Trace {
        Trace::new(self.steps)
    }

    /// Where most scripts begin: the facility's collection and an asset of `Owner`'s in it.
    pub fn mint_into_collection(&mut self, frozen: bool) {
        self.passes("CreateCollectionV2", create_collection(frozen));
        self.passes("CreateV2", mint(Actor::Asset, Actor::Owner));
    }

    pub fn passes(&mut self, call: &'static str, instruction: Instruction) {
        let outcome = self.send(call, instruction, false);
        assert_eq!(outcome, Ok(()), "{}: {call}", self.context);
    }

    pub fn fails(&mut self, call: &'static str, instruction: Instruction, error: MplCoreError) {
        self.fails_with(call, instruction, InstructionError::Custom(error as u32));
    }

    pub fn fails_with(&mut self, call: &'static str, instruction: Instruction, error: InstructionError) {
        let outcome = self.send(call, instruction, false);
        let expected = Err(TransactionError::InstructionError(0, error));
        assert_eq!(outcome, expected, "{}: {call}", self.context);
    }

    /// For what every version of Core refuses, each with its own error.
    pub fn is_refused(&mut self, call: &'static str, instruction: Instruction) {
        let outcome = self.send(call, instruction, true);
        assert!(
            matches!(outcome, Err(TransactionError::InstructionError(0, _))),
            "{}: {call} gave {outcome:?}",
            self.context
        );
    }

    fn send(
        &mut self,
        call: &'static str,
        instruction: Instruction,
        any_refusal: bool,
    ) -> Result<(), TransactionError> {
        let before = self.accounts();
        let mut signers = vec![Actor::Payer];
        let named = instruction.accounts.iter().filter(|meta| meta.is_signer);
        signers.extend(named.map(|meta| Actor::of(&meta.pubkey)).filter(|actor| *actor != Actor::Payer));
        let keypairs: Vec<_> = signers.iter().map(|actor| actor.keypair()).collect();
        let transaction = Transaction::new_signed_with_payer(
            &[instruction],
            Some(&Actor::Payer.address()),
            &keypairs.iter().collect::<Vec<_>>(),
            self.svm.latest_blockhash(),
        );
        let (outcome, meta) = match self.svm.send_transaction(transaction) {
            Ok(meta) => (Ok(()), meta),
            Err(failure) => (Err(failure.err), failure.meta),
        };
        self.svm.expire_blockhash();

        let accounts = self.accounts();
        if outcome.is_err() {
            let others = |accounts: &[(Actor, Option<Account>)]| accounts[1..].to_vec();
            assert_eq!(others(&before), others(&accounts), "{}: {call} failed and left a mark", self.context);
        }
        self.steps.push(Step {
            call,
            any_refusal,
            outcome: outcome.clone(),
            return_data: meta.return_data.data,
            accounts,
            compute_units: meta.compute_units_consumed,
        });
        outcome
    }

    fn accounts(&self) -> Vec<(Actor, Option<Account>)> {
        Actor::ALL.map(|actor| (actor, self.svm.get_account(&actor.address()))).to_vec()
    }

    pub fn account(&self, actor: Actor) -> Account {
        self.svm
            .get_account(&actor.address())
            .unwrap_or_else(|| panic!("{}: no account {actor:?}", self.context))
    }

    /// Puts an account there without a transaction.
    pub fn put(&mut self, actor: Actor, owner: Pubkey, data: Vec<u8>) {
        let lamports = self.rent(data.len());
        let account = Account { lamports, data, owner, executable: false, rent_epoch: u64::MAX };
        self.svm.set_account(actor.address(), account).unwrap();
    }

    pub fn give(&mut self, actor: Actor, lamports: u64) {
        let mut account = self.account(actor);
        account.lamports += lamports;
        self.svm.set_account(actor.address(), account).unwrap();
    }

    /// From now on the network asks for another rent.
    pub fn set_rent(&mut self, lamports_per_byte: u64) {
        self.rent = Rent::with_lamports_per_byte(lamports_per_byte);
        self.svm.set_sysvar(&self.rent);
    }

    pub fn lamports(&self, actor: Actor) -> u64 {
        self.svm.get_balance(&actor.address()).unwrap_or_default()
    }

    pub fn rent(&self, space: usize) -> u64 {
        self.rent.minimum_balance(space)
    }

    pub fn asset(&self, actor: Actor) -> Asset {
        let account = self.account(actor);
        assert_eq!(account.owner, mpl_core::ID, "{}: owner of {actor:?}", self.context);
        *Asset::deserialize(&account.data).unwrap()
    }

    pub fn collection(&self, actor: Actor) -> Collection {
        let account = self.account(actor);
        assert_eq!(account.owner, mpl_core::ID, "{}: owner of {actor:?}", self.context);
        *Collection::deserialize(&account.data).unwrap()
    }
}
