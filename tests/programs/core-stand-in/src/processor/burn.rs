//! `BurnV1`.

use mpl_core::{
    accounts::BaseCollectionV1, errors::MplCoreError, instructions::BurnV1InstructionArgs, types::Key,
};
use solana_program::{account_info::AccountInfo, entrypoint::ProgramResult};

use crate::{
    accounts::{present, take},
    guards, lifecycle, rent, scope, storage,
    votes::Event,
};

#[inline(never)]
pub fn process(accounts: &[AccountInfo], args: BurnV1InstructionArgs) -> ProgramResult {
    let [asset, collection, payer, authority, system_program, log_wrapper] = take(accounts)?;
    let collection = present(collection);
    let membership = collection
        .map(|account| storage::load::<BaseCollectionV1>(account, 0).map(|core| (account, core)))
        .transpose()?;
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
    lifecycle::approve_on_asset(Event::Burn, authority, asset, collection)?;

    rent::bury(asset, payer)?;
    if let Some((account, mut collection)) = membership {
        collection.current_size =
            collection.current_size.checked_sub(1).ok_or(MplCoreError::NumericalOverflowError)?;
        storage::save(account, 0, &collection)?;
    }
    Ok(())
}
