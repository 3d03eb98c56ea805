//! Agreements that take the buybox's place.

use crate::{
    addresses::{self, FacilityAddresses},
    instructions::{build, configurator::Configurer},
};
use facility::{accounts, instruction, instructions::*, state::AccordTerms, ID};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

/// Proposes an accord to `prime`. Signers: payer, configurer.
pub fn propose_accord(
    payer: &Pubkey,
    configurer: &Configurer,
    facility: &FacilityAddresses,
    prime: &Pubkey,
    terms: AccordTerms,
) -> Instruction {
    let accounts = accounts::ProposeAccord {
        payer: *payer,
        govops: configurer.signer,
        scope: facility.scope,
        registration: configurer.registration(),
        cbeam: configurer.cbeam(),
        pau: facility.pau,
        facility: facility.facility,
        accord: addresses::accord(&facility.facility, prime, &terms.terms_hash),
        system_program: system_program::ID,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    let args = ProposeAccordArgs { prime: *prime, terms };
    build(ID, accounts, instruction::ProposeAccord { args })
}

/// Accepts an accord with every figure of it. Signer: prime.
pub fn accept_accord(prime: &Pubkey, facility: &FacilityAddresses, terms: AccordTerms) -> Instruction {
    let accounts = accounts::AcceptAccord {
        prime: *prime,
        accord: addresses::accord(&facility.facility, prime, &terms.terms_hash),
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::AcceptAccord { args: AcceptAccordArgs { terms } })
}

/// Who ends an accord.
#[derive(Debug, Clone, Copy)]
pub enum AccordParty<'a> {
    /// The Prime of the accord.
    Prime,
    /// GovOps of the facility's PAU, or the conserver in its place.
    Configurer(&'a Configurer),
}

/// Ends the accord with `prime` on the terms of this hash; the rent goes to `proposer`, who paid it. Signer: the
/// party.
pub fn cancel_accord(
    by: AccordParty,
    facility: &FacilityAddresses,
    prime: &Pubkey,
    terms_hash: &[u8; 32],
    proposer: &Pubkey,
) -> Instruction {
    let (party, registration, cbeam) = match by {
        AccordParty::Prime => (*prime, None, None),
        AccordParty::Configurer(configurer) => {
            (configurer.signer, Some(configurer.registration()), configurer.cbeam())
        }
    };
    let accounts = accounts::CancelAccord {
        party,
        scope: facility.scope,
        registration,
        cbeam,
        pau: facility.pau,
        facility: facility.facility,
        accord: addresses::accord(&facility.facility, prime, terms_hash),
        proposer: *proposer,
        event_authority: addresses::event_authority(&ID),
        program: ID,
    };
    build(ID, accounts, instruction::CancelAccord {})
}
