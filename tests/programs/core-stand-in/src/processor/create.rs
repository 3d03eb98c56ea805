//! `CreateV2`.

use borsh::to_vec;
use mpl_core::{
    accounts::{BaseAssetV1, BaseCollectionV1},
    errors::MplCoreError,
    instructions::CreateV2InstructionArgs,
    types::{DataState, Key, PluginAuthorityPair, PluginType, UpdateAuthority},
};
use solana_program::{account_info::AccountInfo, entrypoint::ProgramResult};

use crate::{
    accounts::{present, take},
    guards, lifecycle,
    plugin_kind::manager,
    plugin_table::PluginTable,
    rent::RentPayer,
    scope, storage,
    votes::Event,
};

#[inline(never)]
pub fn process(accounts: &[AccountInfo], args: CreateV2InstructionArgs) -> ProgramResult {
    let [asset, collection, authority, payer, owner, update_authority, system_program, log_wrapper] =
        take(accounts)?;
    let (collection, update_authority) = (present(collection), present(update_authority));
    guards::signer(asset)?;
    guards::signer(payer)?;
    let authority = guards::acting(payer, present(authority))?;
    guards::system_program(system_program)?;
    guards::log_wrapper(present(log_wrapper))?;
    if update_authority.is_some() && collection.is_some() {
        return Err(MplCoreError::ConflictingAuthority.into());
    }

    let membership = collection
        .map(|account| storage::load::<BaseCollectionV1>(account, 0).map(|core| (account, core)))
        .transpose()?;
    let sponsor = update_authority.unwrap_or(payer);
    let core = BaseAssetV1 {
        key: Key::AssetV1,
        owner: *present(owner).unwrap_or(sponsor).key,
        update_authority: match collection {
            Some(collection) => UpdateAuthority::Collection(*collection.key),
            None => UpdateAuthority::Address(*sponsor.key),
        },
        name: args.name,
        uri: args.uri,
        seq: None,
    };
    if args.data_state == DataState::LedgerState {
        return Err(MplCoreError::NotAvailable.into());
    }

    let bytes = to_vec(&core)?;
    let rent_payer = RentPayer::new(payer, system_program)?;
    rent_payer.create(asset, &bytes, rent_payer.create_fee()?)?;
    lifecycle::approve_on_asset(Event::Create, authority, asset, collection)?;

    let plugins = args.plugins.unwrap_or_default();
    if !plugins.is_empty() {
        let mut table = PluginTable::create(asset, bytes.len(), &rent_payer)?;
        for PluginAuthorityPair { plugin, authority } in &plugins {
            let authority = authority.clone().unwrap_or_else(|| manager(&PluginType::from(plugin)));
            table.add(asset, &rent_payer, plugin, authority)?;
        }
    }
    if args.external_plugin_adapters.is_some_and(|adapters| !adapters.is_empty()) {
        return Err(scope::outside("an external plugin adapter"));
    }

    if let Some((account, mut collection)) = membership {
        collection.num_minted = count_up(collection.num_minted)?;
        collection.current_size = count_up(collection.current_size)?;
        storage::save(account, 0, &collection)?;
    }
    Ok(())
}

fn count_up(count: u32) -> Result<u32, MplCoreError> {
    count.checked_add(1).ok_or(MplCoreError::NumericalOverflowError)
}
