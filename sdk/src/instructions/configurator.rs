//! Scopes and Beams.

use super::build;
use crate::addresses;
use configurator::{accounts, instruction, instructions::GrantBeamArgs, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Creates the scope at `addresses::scope(base)`. Signers: payer, base, council.
pub fn initialize_scope(payer: &Pubkey, base: &Pubkey, council: &Pubkey) -> Instruction {
    let accounts = accounts::InitializeScope {
        payer: *payer,
        base: *base,
        council: *council,
        scope: addresses::scope(base),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::InitializeScope {})
}

/// Grants a Beam. Signers: payer, council.
pub fn grant_beam(payer: &Pubkey, council: &Pubkey, scope: &Pubkey, args: GrantBeamArgs) -> Instruction {
    let accounts = accounts::GrantBeam {
        payer: *payer,
        council: *council,
        scope: *scope,
        beam: addresses::beam(scope, &args.target, &args.holder),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::GrantBeam { args })
}

/// Revokes a Beam; `rent_payer` is the one that its account names. Signer: council.
pub fn revoke_beam(
    council: &Pubkey,
    scope: &Pubkey,
    target: &Pubkey,
    holder: &Pubkey,
    rent_payer: &Pubkey,
) -> Instruction {
    let accounts = accounts::RevokeBeam {
        council: *council,
        scope: *scope,
        beam: addresses::beam(scope, target, holder),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RevokeBeam {})
}
