//! What governance allows `call` to do: one program, these accounts with these flags, data that starts so.

use crate::{constants::*, error::PauError};
use anchor_lang::{prelude::*, solana_program::bpf_loader_upgradeable};
use anchor_spl::{token, token_2022};
use solana_sdk_ids::{bpf_loader, bpf_loader_deprecated, loader_v4, native_loader, system_program};
use solana_sha256_hasher::hash;

/// Programs that no action calls. The suite's own two hold the rules that actions are under; a loader could
/// replace a program that was approved; the System program could give the proxy away.
const FORBIDDEN_PROGRAMS: [Pubkey; 8] = [
    crate::ID,
    CONFIGURATOR,
    system_program::ID,
    native_loader::ID,
    bpf_loader_deprecated::ID,
    bpf_loader::ID,
    bpf_loader_upgradeable::ID,
    loader_v4::ID,
];

/// First bytes of the token programs' instructions that change balances and nothing else: Transfer, Burn,
/// TransferChecked, BurnChecked, SyncNative. Not among them, so refused: Approve, SetAuthority, CloseAccount,
/// Batch and whatever else there is or will be.
const TOKEN_INSTRUCTIONS: [u8; 5] = [3, 8, 12, 15, 17];

/// What an action calls. Only what the program itself puts in is open: the Book's proxy, its vaults and the
/// relayer that signs.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug, PartialEq, Eq)]
pub struct ActionSpec {
    pub program: Pubkey,
    /// In the program's order; at most [`MAX_ACTION_ACCOUNTS`].
    pub accounts: Vec<AccountRule>,
    /// What the data must start with; 1 to [`MAX_DATA_PREFIX`] bytes. What follows is the relayer's choice.
    pub data_prefix: Vec<u8>,
    /// Whether it may be called once only.
    pub one_shot: bool,
}

/// One account of an action, with the flags that the called program receives.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountRule {
    pub role: AccountRole,
    pub writable: bool,
    /// For the proxy and the relayer only.
    pub signer: bool,
}

/// Which account stands at a place of an action.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountRole {
    /// This one and no other.
    Pinned(Pubkey),
    /// The signer of the Book whose money it is.
    Proxy,
    /// Whoever calls.
    Relayer,
    /// The Book's tracked token account of this mint.
    Vault(Pubkey),
}

impl ActionSpec {
    /// Names the action: SHA-256 of its borsh bytes.
    pub fn hash(&self) -> [u8; 32] {
        // Writing into memory cannot fail; an empty hash would be the address of no action.
        borsh::to_vec(self).map_or([0; 32], |bytes| hash(&bytes).to_bytes())
    }

    /// Refuses what no action may be, whoever approves it.
    pub fn validate(&self) -> core::result::Result<(), PauError> {
        if self.accounts.len() > MAX_ACTION_ACCOUNTS {
            return Err(PauError::TooManyActionAccounts);
        }
        let Some(first) = self.data_prefix.first().filter(|_| self.data_prefix.len() <= MAX_DATA_PREFIX)
        else {
            return Err(PauError::InvalidDataPrefix);
        };
        if FORBIDDEN_PROGRAMS.contains(&self.program) {
            return Err(PauError::ProgramForbidden);
        }
        if is_token_program(&self.program) && !TOKEN_INSTRUCTIONS.contains(first) {
            return Err(PauError::TokenInstructionForbidden);
        }
        if self.accounts.iter().any(|rule| rule.signer && !rule.role.may_sign()) {
            return Err(PauError::SignerForbidden);
        }
        Ok(())
    }
}

impl AccountRole {
    fn may_sign(self) -> bool {
        matches!(self, Self::Proxy | Self::Relayer)
    }
}

/// Whether `program` is SPL Token or Token-2022.
pub fn is_token_program(program: &Pubkey) -> bool {
    [token::ID, token_2022::ID].contains(program)
}

/// An action that relayers of one PAU may call, at `["action", pau, hash]`.
#[account]
#[derive(Debug)]
pub struct Action {
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub pau: Pubkey,
    /// [`ActionSpec::hash`]; the target of its limits, one a mint.
    pub hash: [u8; 32],
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Whether it was called before.
    pub used: bool,
    pub spec: ActionSpec,
    pub reserved: [u8; 32],
}

impl Action {
    /// Bytes of everything but the spec.
    const FIXED: usize = Self::DISCRIMINATOR.len() + 1 + 1 + 32 + 32 + 8 + 32 + 1 + 32;

    /// Bytes of the account of `spec`, discriminator included.
    pub fn space(spec: &ActionSpec) -> usize {
        borsh::object_length(spec).map_or(usize::MAX, |bytes| Self::FIXED.saturating_add(bytes))
    }

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }
}
