//! Entering with another token, which an approved converter turns into the underlying.

use super::{entering, Entry};
use crate::{
    addresses::{self, PsmAddresses, UnitQueue},
    instructions::{
        build,
        pau::action_with,
        psm::{swap, Trader, SWAP_PREFIX},
    },
};
use lcts::{accounts, instruction, instructions::EnterWithUsdsArgs, ID};
use pau::state::{AccountRole, ActionSpec};
use psm::{instructions::SwapArgs, state::Side};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

/// What is paid in the place of the underlying, and what converts it.
#[derive(Debug, Clone, Copy)]
pub struct Conversion<'a> {
    /// Token that is paid; `Entry::source` is an account of it.
    pub mint: Pubkey,
    /// Program of that mint.
    pub token_program: Pubkey,
    /// Action of the unit's PAU.
    pub spec: &'a ActionSpec,
}

impl Conversion<'_> {
    /// Token account through which what is paid passes.
    pub fn transit(&self, queue: &UnitQueue) -> Pubkey {
        addresses::associated_token(&queue.transit_authority(), &self.mint, &self.token_program)
    }

    /// What stands at a place of the action; the default key where it asks for what no converter gets.
    fn account(&self, queue: &UnitQueue, role: AccountRole) -> Pubkey {
        match role {
            AccountRole::Pinned(key) => key,
            AccountRole::Proxy => queue.transit_authority(),
            AccountRole::Vault(mint) if mint == self.mint => self.transit(queue),
            AccountRole::Vault(mint) if mint == queue.input.mint => queue.input.vault,
            AccountRole::Vault(_) | AccountRole::Relayer => Pubkey::default(),
        }
    }
}

/// Pays `amount_in` of another token and enters the subscribe queue with what its converter makes of it. Signers: payer,
/// owner.
pub fn enter_with_usds(
    queue: &UnitQueue,
    entry: &Entry,
    conversion: &Conversion,
    args: EnterWithUsdsArgs,
) -> Instruction {
    let accounts = accounts::EnterWithUsds {
        entry: entering(queue, entry),
        action: addresses::action(&queue.pau, conversion.spec),
        converter: conversion.spec.program,
        transit_authority: queue.transit_authority(),
        transit: conversion.transit(queue),
        paid_mint: conversion.mint,
        paid_program: conversion.token_program,
        associated_token_program: anchor_spl::associated_token::ID,
    };
    let mut instruction = build(ID, accounts, instruction::EnterWithUsds { args });
    instruction.accounts.extend(conversion.spec.accounts.iter().map(|rule| AccountMeta {
        pubkey: conversion.account(queue, rule.role),
        is_signer: false,
        is_writable: rule.writable,
    }));
    instruction
}

/// The action that lets members pay with the stable token of `psm` where the underlying of `queue` is its savings token.
/// It names nothing of the queue: it serves every unit of the PAU with this underlying.
pub fn psm_converter(psm: &PsmAddresses, queue: &UnitQueue) -> ActionSpec {
    let trader = queue.transit_authority();
    let through = Trader { trader, source: psm.stable.account(&trader), destination: queue.input.vault };
    let args = SwapArgs { sold: Side::Stable, amount_in: 0, min_out: 0 };
    action_with(&swap(&through, psm, args), SWAP_PREFIX, |key| match *key {
        key if key == trader => AccountRole::Proxy,
        key if key == through.source => AccountRole::Vault(psm.stable.mint),
        key if key == through.destination => AccountRole::Vault(queue.input.mint),
        key => AccountRole::Pinned(key),
    })
}
