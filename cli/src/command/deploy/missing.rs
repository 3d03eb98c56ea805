//! What of a deployment is not on the chain yet.

use crate::{effects::decode, session::Session};
use anchor_lang::Discriminator;
use anyhow::Result;
use halo_sdk::{
    configurator::{
        self,
        instruction::{SetFreezer, SetRelayer},
    },
    facility,
    pau::{self, state::Pau},
    transport::Transport,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Position of the PAU where relayer and freezer are named.
const NAMED_IN: usize = 4;

/// The instructions of a step that have not had their effect.
pub async fn missing<T: Transport>(
    session: &Session<T>,
    instructions: Vec<Instruction>,
) -> Result<Vec<Instruction>> {
    let mut missing = Vec::new();
    for instruction in instructions {
        if !is_there(session, &instruction).await? {
            missing.push(instruction);
        }
    }
    Ok(missing)
}

async fn is_there<T: Transport>(session: &Session<T>, instruction: &Instruction) -> Result<bool> {
    if let Some(account) = created(instruction) {
        return Ok(session.client.created(&account).await?.is_some());
    }
    let Some(address) = instruction.accounts.get(NAMED_IN).map(|account| account.pubkey) else {
        return Ok(false);
    };
    if let Some(SetRelayer { args }) = decode(instruction, &configurator::ID) {
        let pau: Option<Pau> = session.client.fetch_optional(&address).await?;
        return Ok(pau.is_some_and(|pau| pau.is_relayer(&args.relayer)));
    }
    if decode::<SetFreezer>(instruction, &configurator::ID).is_some() {
        // Another freezer than the file's was named on purpose: it stays, and is listed as a difference.
        let pau: Option<Pau> = session.client.fetch_optional(&address).await?;
        return Ok(pau.is_some_and(|pau| pau.freezer != Pubkey::default()));
    }
    Ok(false)
}

/// The account that an instruction of a deployment creates.
pub fn created(instruction: &Instruction) -> Option<Pubkey> {
    let positions: [(Pubkey, &[u8], usize); 7] = [
        (configurator::ID, configurator::instruction::InitializeScope::DISCRIMINATOR, 3),
        (pau::ID, pau::instruction::InitializePau::DISCRIMINATOR, 2),
        (facility::ID, facility::instruction::InitializeFacility::DISCRIMINATOR, 7),
        (facility::ID, facility::instruction::OpenCollection::DISCRIMINATOR, 7),
        (configurator::ID, configurator::instruction::AddController::DISCRIMINATOR, 7),
        (configurator::ID, configurator::instruction::AddRateLimit::DISCRIMINATOR, 7),
        (configurator::ID, configurator::instruction::GrantBeam::DISCRIMINATOR, 6),
    ];
    let (_, _, position) = positions.iter().find(|(program, name, _)| {
        instruction.program_id == *program && instruction.data.starts_with(name)
    })?;
    instruction.accounts.get(*position).map(|account| account.pubkey)
}

#[cfg(test)]
mod tests {
    use super::*;
    use halo_sdk::{
        addresses::{self, FacilityAddresses},
        configurator::instructions::{AddRateLimitArgs, GrantBeamArgs, InitializeScopeArgs},
        facility::instructions::OpenCollectionArgs,
        instructions::{
            configurator::{self as ix, BeamAuthority, Configurer, InitFor},
            facility as facility_ix, pau as pau_ix,
        },
        pau::state::LimitKind,
    };

    #[test]
    fn created_accounts_are_found_in_the_builders_instructions() {
        let [payer, signer, base, scope, pau, mint] = std::array::from_fn(|_| Pubkey::new_unique());
        let govops = Configurer::govops(&signer, &scope, &pau);
        let roles = InitializeScopeArgs { mom: payer, freezer: payer, conserver: payer };
        let limit = AddRateLimitArgs { kind: LimitKind::Transfer, target: base, mint, max: 1, slope: 1 };
        let beam = GrantBeamArgs { target: base, holder: signer, permissions: 1, expires_at: 1 };
        let at = FacilityAddresses { facility: base, scope, pau, mint, token_program: mint };
        let collection = OpenCollectionArgs { name: String::new(), uri: String::new() };
        let cases = [
            (ix::initialize_scope(&payer, &base, &signer, roles), addresses::scope(&base)),
            (pau_ix::initialize_pau(&payer, &base, &signer, &signer), addresses::pau(&base)),
            (ix::add_controller(&payer, &govops, &base), addresses::controller(&pau, &base)),
            (
                ix::add_rate_limit(&payer, &govops, InitFor::Pau, limit),
                addresses::limit(&pau, LimitKind::Transfer, &base, &mint),
            ),
            (
                ix::grant_beam(&payer, &BeamAuthority::Configurer(govops), beam),
                addresses::beam(&scope, &base, &signer),
            ),
            (facility_ix::open_collection(&payer, &govops, &at, collection), at.nfat_config()),
        ];
        for (instruction, account) in cases {
            assert_eq!(created(&instruction), Some(account));
        }
        for instruction in [ix::set_relayer(&govops, &payer), ix::set_freezer(&govops, &payer)] {
            assert_eq!(created(&instruction), None);
            assert_eq!(instruction.accounts[NAMED_IN].pubkey, pau);
        }
    }
}
