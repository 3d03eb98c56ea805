//! The approval of a call, made from the call itself: what governance is asked to pin.

use super::BookSource;
use pau::state::{AccountRole, AccountRule, ActionSpec};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

/// The action that lets relayers send `instruction` in the name of the Book of `source`, whose vault it may use.
///
/// Every account is pinned but the Book's proxy and its vault, which the PAU puts in. `prefix` bytes of the data are
/// fixed, the rest is the relayer's choice: 8 fix an Anchor instruction and leave its arguments open.
pub fn action_of(instruction: &Instruction, source: &BookSource, prefix: usize) -> ActionSpec {
    action_with(instruction, prefix, |key| match *key {
        key if key == source.proxy() => AccountRole::Proxy,
        key if key == source.token_account() => AccountRole::Vault(source.mint),
        key => AccountRole::Pinned(key),
    })
}

/// The action of `instruction`, with what `role` says of each account and `prefix` bytes of the data.
pub(crate) fn action_with(
    instruction: &Instruction,
    prefix: usize,
    role: impl Fn(&Pubkey) -> AccountRole,
) -> ActionSpec {
    let rule = |meta: &AccountMeta| AccountRule {
        role: role(&meta.pubkey),
        writable: meta.is_writable,
        signer: meta.is_signer,
    };
    ActionSpec {
        program: instruction.program_id,
        accounts: instruction.accounts.iter().map(rule).collect(),
        data_prefix: instruction.data.iter().take(prefix).copied().collect(),
        one_shot: false,
    }
}
