//! Taking back what the timelock has approved, and using permits up.

use crate::{addresses, instructions::build};
use configurator::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Ends all configuration of `pau`; `rent_payer` is the one that the registration names. Signer: council or mom.
pub fn unregister_pau(actor: &Pubkey, scope: &Pubkey, pau: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::UnregisterPau {
        actor: *actor,
        scope: *scope,
        registration: addresses::registration(scope, pau),
        rent_payer: *rent_payer,
        pau: *pau,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::UnregisterPau {})
}

/// Takes the approval at `init` back; `rent_payer` is the one that it names. Signer: council or mom.
pub fn remove_init(actor: &Pubkey, scope: &Pubkey, init: &Pubkey, rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::RemoveInit {
        actor: *actor,
        scope: *scope,
        init: *init,
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RemoveInit {})
}

/// Ends the accordance of `govops` to `pau`, and whatever was named under it; `rent_payer` is the one that the
/// cBEAM names. Signer: council or mom.
pub fn revoke_cbeam(
    actor: &Pubkey,
    scope: &Pubkey,
    pau: &Pubkey,
    govops: &Pubkey,
    rent_payer: &Pubkey,
) -> Instruction {
    let accounts = accounts::RevokeCBeam {
        actor: *actor,
        scope: *scope,
        cbeam: addresses::cbeam(scope, pau, govops),
        rent_payer: *rent_payer,
        pau: *pau,
        pau_event_authority: addresses::event_authority(&pau::ID),
        pau_program: pau::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RevokeCbeam {})
}

/// Uses the permit of `target` for `digest` up; `rent_payer` is the one that it names. Signer: target, so only a
/// program that signs for it can send this.
pub fn consume_permit(target: &Pubkey, scope: &Pubkey, digest: [u8; 32], rent_payer: &Pubkey) -> Instruction {
    let accounts = accounts::ConsumePermit {
        target: *target,
        scope: *scope,
        permit: addresses::permit(scope, target, &digest),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::ConsumePermit { args: ConsumePermitArgs { digest } })
}
