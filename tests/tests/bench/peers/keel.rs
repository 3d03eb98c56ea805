//! The external transfer of Keel's `svm-alm-controller`, a custody program for the same kind of allocator: it
//! pushes tokens from a reserve to the one receiver that an integration names.
//!
//! To build it: check out [`COMMIT`]; keep only the members `program`, `account-zerocopy-deserialize`,
//! `pinocchio-token-interface` and `pinocchio-token2022` of its workspace; put `#[inline(never)]` before every
//! `process_` function that its entry point calls, because the linker of `toolchain/sbf` would inline them all
//! into one stack frame over the VM's limit; then `toolchain/sbf build program`.

use super::Peer;
use borsh::BorshSerialize;
use halo_sdk::{
    cluster::Cluster,
    token::{associated_token_address, MintConfig, TokenProgram},
    transaction::TransactionSigner,
};
use halo_tests::world::{million, DAY, DECIMALS, START};
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_pubkey::{pubkey, Pubkey};
use solana_signer::{null_signer::NullSigner, Signer};
use std::path::Path;

/// Names the built program.
pub const VARIABLE: &str = "HALO_KEEL_SO";
const COMMIT: &str = "2944640c9e3bdb2c71cfba81f5b8aa9cc5aad7e2";
const DATE: &str = "2025-12-18";

const PROGRAM: Pubkey = pubkey!("ALM1JSnEhc5PkNecbSZotgprBuJujL5objTbwGtpTgTd");
const ASSOCIATED_TOKEN: Pubkey = pubkey!("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
/// The only key that may initialise a controller: a multisig.
const DEPLOYER: Pubkey = pubkey!("CU6ak9UHjwpL38o4hnBWJ1YBPUp9koBHpfZ8PiTg2BSv");

/// Every status that this uses.
const ACTIVE: u8 = 1;
/// Its integration with token accounts outside the program.
const SPL_TOKEN_EXTERNAL: u8 = 0;
const AMOUNT: u64 = million(1);
/// Ceiling and daily refill of both limits.
const LIMIT: u64 = million(10);

/// The row: one push with everything in place, measured.
pub fn measure(program: &Path) -> (String, Peer) {
    let peer = Peer {
        units: push(program),
        ours: "pau::transfer".into(),
        source: format!("keel-fi/svm-alm-controller `{}` of {DATE}", &COMMIT[..7]),
        note: "two limits are refilled and charged, two events written by CPI, the receiver's account \
               made sure of by CPI; nine addresses are derived, each at the first try here: every \
               further try, one a derivation on average, adds 1 500"
            .into(),
    };
    ("Keel svm-alm-controller: push to an external token account".into(), peer)
}

/// Compute units of a push that moves [`AMOUNT`].
fn push(program: &Path) -> u64 {
    let cluster = Cluster::builder().unix_time(START).program_file(PROGRAM, program).build();
    let cluster = cluster.expect("HALO_KEEL_SO names the program, built");
    // The deployer's signature cannot be had.
    cluster.transport().with_svm(|svm| *svm = std::mem::take(svm).with_sigverify(false));
    let keel = Keel::choose();
    let mint = MintConfig::new(TokenProgram::Spl, DECIMALS, cluster.operator());
    cluster.create_mint_at(&keel.mint, &mint).unwrap();
    // Before the reserve exists, so that the push finds nothing to synchronise.
    let vault = cluster.mint_tokens(&keel.mint.pubkey(), &keel.authority, LIMIT).unwrap();
    let payer = cluster.operator();
    let deployer: &TransactionSigner = &NullSigner::new(&DEPLOYER);
    let operator: &TransactionSigner = &keel.operator;
    cluster.execute(&[keel.initialize_controller(payer)], &[deployer]).unwrap();
    cluster.execute(&[keel.permit_operator(payer)], &[deployer]).unwrap();
    cluster.execute(&[keel.initialize_reserve(payer, vault)], &[operator]).unwrap();
    cluster.execute(&[keel.initialize_integration(payer)], &[operator]).unwrap();
    cluster.advance(DAY.unsigned_abs()).unwrap();

    let landed = cluster.execute(&[keel.push(vault)], &[operator]).unwrap();
    assert_eq!(cluster.token_balance(&vault).unwrap(), LIMIT - AMOUNT);
    assert_eq!(cluster.token_balance(&keel.receiving).unwrap(), AMOUNT);
    // Its own calls to itself end before it does.
    let last = landed.logs.iter().rev().find_map(|line| {
        let (_, consumed) = line.split_once(&format!("Program {PROGRAM} consumed "))?;
        consumed.split(' ').next()?.parse().ok()
    });
    last.expect("the log says what the program consumed")
}

/// One controller with one operator, reserve and receiver.
struct Keel {
    id: u16,
    controller: Pubkey,
    /// Owns the reserve's tokens.
    authority: Pubkey,
    /// Who may push.
    operator: Keypair,
    permission: Pubkey,
    mint: Keypair,
    reserve: Pubkey,
    recipient: Pubkey,
    /// The recipient's token account.
    receiving: Pubkey,
    integration: Pubkey,
}

impl Keel {
    /// Keys whose derived addresses are all found at the first try: the program's cheapest case.
    fn choose() -> Self {
        let (id, controller, authority) = (0..=u16::MAX)
            .find_map(|id| {
                let controller = at_first_try(&[b"controller", &id.to_le_bytes()], &PROGRAM)?;
                let authority = at_first_try(&[b"controller_authority", controller.as_ref()], &PROGRAM)?;
                Some((id, controller, authority))
            })
            .expect("one of 65 536 is");
        let (operator, permission) = first(1, |key| {
            at_first_try(&[b"permission", controller.as_ref(), key.pubkey().as_ref()], &PROGRAM)
        });
        let (mint, reserve) =
            first(2, |key| at_first_try(&[b"reserve", controller.as_ref(), key.pubkey().as_ref()], &PROGRAM));
        let token = TokenProgram::Spl.id();
        let (recipient, (receiving, integration)) = first(3, |key| {
            let (recipient, mint) = (key.pubkey(), mint.pubkey());
            let seeds = [recipient.as_ref(), token.as_ref(), mint.as_ref()];
            let receiving = at_first_try(&seeds, &ASSOCIATED_TOKEN)?;
            let hash = config_hash(&mint, &recipient, &receiving);
            let integration = at_first_try(&[b"integration", controller.as_ref(), &hash], &PROGRAM)?;
            Some((receiving, integration))
        });
        assert_eq!(
            receiving,
            associated_token_address(&recipient.pubkey(), &mint.pubkey(), TokenProgram::Spl)
        );
        let recipient = recipient.pubkey();
        Self {
            id,
            controller,
            authority,
            operator,
            permission,
            mint,
            reserve,
            recipient,
            receiving,
            integration,
        }
    }

    fn initialize_controller(&self, payer: Pubkey) -> Instruction {
        let accounts = vec![
            AccountMeta::new(payer, true),
            AccountMeta::new_readonly(DEPLOYER, true),
            AccountMeta::new(self.controller, false),
            AccountMeta::new_readonly(self.authority, false),
            AccountMeta::new(self.deployers_permission(), false),
            AccountMeta::new_readonly(PROGRAM, false),
            AccountMeta::new_readonly(solana_sdk_ids::system_program::ID, false),
        ];
        instruction(&(1_u8, self.id, ACTIVE), accounts)
    }

    /// Lets the operator manage reserves and integrations and send tokens out.
    fn permit_operator(&self, payer: Pubkey) -> Instruction {
        let accounts = vec![
            AccountMeta::new(payer, true),
            AccountMeta::new_readonly(self.controller, false),
            AccountMeta::new_readonly(self.authority, false),
            AccountMeta::new_readonly(DEPLOYER, true),
            AccountMeta::new_readonly(self.deployers_permission(), false),
            AccountMeta::new_readonly(self.operator.pubkey(), false),
            AccountMeta::new(self.permission, false),
            AccountMeta::new_readonly(PROGRAM, false),
            AccountMeta::new_readonly(solana_sdk_ids::system_program::ID, false),
        ];
        // Manage permissions, send out, swap, reallocate, freeze, unfreeze, manage reserves, suspend, liquidate.
        let may = [false, true, false, false, false, false, true, false, false];
        instruction(&(3_u8, ACTIVE, may), accounts)
    }

    fn initialize_reserve(&self, payer: Pubkey, vault: Pubkey) -> Instruction {
        let mut accounts = self.by_operator(payer);
        accounts.extend([
            AccountMeta::new(self.reserve, false),
            AccountMeta::new_readonly(self.mint.pubkey(), false),
            AccountMeta::new(vault, false),
            AccountMeta::new_readonly(TokenProgram::Spl.id(), false),
            AccountMeta::new_readonly(ASSOCIATED_TOKEN, false),
            AccountMeta::new_readonly(PROGRAM, false),
            AccountMeta::new_readonly(solana_sdk_ids::system_program::ID, false),
        ]);
        instruction(&(4_u8, ACTIVE, LIMIT, LIMIT), accounts)
    }

    fn initialize_integration(&self, payer: Pubkey) -> Instruction {
        let mut accounts = self.by_operator(payer);
        accounts.extend([
            AccountMeta::new(self.integration, false),
            AccountMeta::new_readonly(PROGRAM, false),
            AccountMeta::new_readonly(solana_sdk_ids::system_program::ID, false),
            AccountMeta::new_readonly(self.mint.pubkey(), false),
            AccountMeta::new_readonly(self.recipient, false),
            AccountMeta::new(self.receiving, false),
            AccountMeta::new_readonly(TokenProgram::Spl.id(), false),
            AccountMeta::new_readonly(ASSOCIATED_TOKEN, false),
        ]);
        let (description, may_liquidate) = ([0_u8; 32], false);
        let args = (
            (6_u8, SPL_TOKEN_EXTERNAL, ACTIVE, description),
            (LIMIT, LIMIT, may_liquidate, SPL_TOKEN_EXTERNAL),
        );
        instruction(&args, accounts)
    }

    fn push(&self, vault: Pubkey) -> Instruction {
        let accounts = vec![
            AccountMeta::new_readonly(self.controller, false),
            AccountMeta::new(self.authority, false),
            // Would pay for the receiver's account.
            AccountMeta::new(self.operator.pubkey(), true),
            AccountMeta::new_readonly(self.permission, false),
            AccountMeta::new(self.integration, false),
            AccountMeta::new(self.reserve, false),
            AccountMeta::new_readonly(PROGRAM, false),
            AccountMeta::new_readonly(self.mint.pubkey(), false),
            AccountMeta::new(vault, false),
            AccountMeta::new_readonly(self.recipient, false),
            AccountMeta::new(self.receiving, false),
            AccountMeta::new_readonly(TokenProgram::Spl.id(), false),
            AccountMeta::new_readonly(ASSOCIATED_TOKEN, false),
            AccountMeta::new_readonly(solana_sdk_ids::system_program::ID, false),
        ];
        instruction(&(10_u8, SPL_TOKEN_EXTERNAL, AMOUNT), accounts)
    }

    /// What every instruction that the operator manages with begins with.
    fn by_operator(&self, payer: Pubkey) -> Vec<AccountMeta> {
        vec![
            AccountMeta::new(payer, true),
            AccountMeta::new_readonly(self.controller, false),
            AccountMeta::new_readonly(self.authority, false),
            AccountMeta::new_readonly(self.operator.pubkey(), true),
            AccountMeta::new_readonly(self.permission, false),
        ]
    }

    fn deployers_permission(&self) -> Pubkey {
        let seeds: [&[u8]; 3] = [b"permission", self.controller.as_ref(), DEPLOYER.as_ref()];
        Pubkey::find_program_address(&seeds, &PROGRAM).0
    }
}

fn instruction(data: &impl BorshSerialize, accounts: Vec<AccountMeta>) -> Instruction {
    let data = borsh::to_vec(data).expect("memory takes every write");
    Instruction { program_id: PROGRAM, accounts, data }
}

/// The hash of an integration's configuration, a seed of its address.
fn config_hash(mint: &Pubkey, recipient: &Pubkey, receiving: &Pubkey) -> [u8; 32] {
    let token = TokenProgram::Spl.id();
    // In the stored configuration 0 is "undefined", so that the kinds are one higher than in arguments.
    let kind = [SPL_TOKEN_EXTERNAL + 1];
    let parts: [&[u8]; 6] =
        [&kind, token.as_ref(), mint.as_ref(), recipient.as_ref(), receiving.as_ref(), &[0; 96]];
    solana_keccak_hasher::hashv(&parts).to_bytes()
}

/// The address of `seeds` if no lower bump is needed.
fn at_first_try(seeds: &[&[u8]], program: &Pubkey) -> Option<Pubkey> {
    let (address, bump) = Pubkey::find_program_address(seeds, program);
    (bump == u8::MAX).then_some(address)
}

/// The first key of a fixed row, one row a role, for which `found` finds something.
fn first<T>(role: u8, found: impl Fn(&Keypair) -> Option<T>) -> (Keypair, T) {
    (0..=u8::MAX)
        .find_map(|number| {
            let mut seed = [role; 32];
            seed[0] = number;
            let key = Keypair::new_from_array(seed);
            found(&key).map(|found| (key, found))
        })
        .expect("one of 256 is")
}
