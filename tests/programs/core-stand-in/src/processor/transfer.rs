//! `TransferV1`.

use mpl_core::{errors::MplCoreError, instructions::TransferV1InstructionArgs, types::Key};
use solana_program::{account_info::AccountInfo, entrypoint::ProgramResult};

use crate::{
    accounts::{present, take},
    guards, lifecycle, scope, storage,
    votes::Event,
};

#[inline(never)]
pub fn process(accounts: &[AccountInfo], args: TransferV1InstructionArgs) -> ProgramResult {
    let [asset, collection, payer, authority, new_owner, system_program, log_wrapper] = take(accounts)?;
    guards::signer(payer)?;
    let authority = guards::acting(payer, present(authority))?;
    present(system_program).map_or(Ok(()), guards::system_program)?;
    guards::log_wrapper(present(log_wrapper))?;

    match (storage::key_of(asset)?, args.compression_proof) {
        (Key::AssetV1, _) => {}
        (Key::HashedAssetV1, None) => return Err(MplCoreError::MissingCompressionProof.into()),
        (Key::HashedAssetV1, Some(_)) => return Err(scope::outside("a compressed asset")),
        _ => return Err(MplCoreError::IncorrectAccount.into()),
    }
    let mut state = lifecycle::approve_on_asset(Event::Transfer, authority, asset, present(collection))?;

    if let Some(table) = &mut state.plugins {
        table.reset_owner_managed(asset)?;
    }
    state.core.owner = *new_owner.key;
    state.core.seq = state.core.seq.map(|sequence| sequence.saturating_add(1));
    storage::save(asset, 0, &state.core)
}
