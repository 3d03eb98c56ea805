//! Beams.

use super::Configurer;
use crate::{addresses, instructions::build};
use configurator::{accounts, instruction, instructions::*, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Who grants or revokes a Beam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeamAuthority {
    /// The council, or mom when it revokes. `pau` is the target's PAU when a beacon's operations are granted;
    /// ATTEST and HALT belong to none.
    ABeam { signer: Pubkey, scope: Pubkey, pau: Option<Pubkey> },
    /// A GovOps of the target's PAU, or the conserver in its place: a beacon's operations only.
    Configurer(Configurer),
}

impl BeamAuthority {
    /// Who grants ATTEST and HALT, and revokes anything.
    pub fn council(signer: &Pubkey, scope: &Pubkey) -> Self {
        Self::ABeam { signer: *signer, scope: *scope, pau: None }
    }

    /// Who signs.
    pub fn signer(&self) -> Pubkey {
        match self {
            Self::ABeam { signer, .. } | Self::Configurer(Configurer { signer, .. }) => *signer,
        }
    }

    /// Scope whose Beam it is.
    pub fn scope(&self) -> Pubkey {
        match self {
            Self::ABeam { scope, .. } | Self::Configurer(Configurer { scope, .. }) => *scope,
        }
    }

    fn pau(&self) -> Option<Pubkey> {
        match self {
            Self::ABeam { pau, .. } => *pau,
            Self::Configurer(configurer) => Some(configurer.pau),
        }
    }

    fn configurer(&self) -> Option<&Configurer> {
        match self {
            Self::ABeam { .. } => None,
            Self::Configurer(configurer) => Some(configurer),
        }
    }
}

/// Grants a Beam. Signers: payer, authority.
pub fn grant_beam(payer: &Pubkey, authority: &BeamAuthority, args: GrantBeamArgs) -> Instruction {
    let scope = authority.scope();
    let accounts = accounts::GrantBeam {
        payer: *payer,
        granter: authority.signer(),
        scope,
        registration: authority.configurer().map(Configurer::registration),
        cbeam: authority.configurer().and_then(Configurer::cbeam),
        pau: authority.pau(),
        beam: addresses::beam(&scope, &args.target, &args.holder),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::GrantBeam { args })
}

/// Revokes the Beam of `holder` over `target`; `rent_payer` is the one that its account names. Signer: authority.
pub fn revoke_beam(
    authority: &BeamAuthority,
    target: &Pubkey,
    holder: &Pubkey,
    rent_payer: &Pubkey,
) -> Instruction {
    let scope = authority.scope();
    let accounts = accounts::RevokeBeam {
        actor: authority.signer(),
        scope,
        registration: authority.configurer().map(Configurer::registration),
        cbeam: authority.configurer().and_then(Configurer::cbeam),
        beam: addresses::beam(&scope, target, holder),
        rent_payer: *rent_payer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::RevokeBeam {})
}
