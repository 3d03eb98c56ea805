//! `CreateCollectionV2`.

use borsh::to_vec;
use mpl_core::{
    accounts::BaseCollectionV1,
    errors::MplCoreError,
    instructions::CreateCollectionV2InstructionArgs,
    types::{Key, PluginAuthority, PluginAuthorityPair, PluginType},
};
use solana_program::{account_info::AccountInfo, entrypoint::ProgramResult};

use crate::{
    accounts::{present, take},
    guards,
    plugin_kind::manager,
    plugin_table::PluginTable,
    rent::RentPayer,
    scope,
};

#[inline(never)]
pub fn process(accounts: &[AccountInfo], args: CreateCollectionV2InstructionArgs) -> ProgramResult {
    let [collection, update_authority, payer, system_program] = take(accounts)?;
    guards::signer(collection)?;
    guards::signer(payer)?;
    guards::system_program(system_program)?;

    let core = BaseCollectionV1 {
        key: Key::CollectionV1,
        // The update authority need not sign to receive a collection.
        update_authority: *present(update_authority).unwrap_or(payer).key,
        name: args.name,
        uri: args.uri,
        num_minted: 0,
        current_size: 0,
    };
    let bytes = to_vec(&core)?;
    let rent_payer = RentPayer::new(payer, system_program)?;
    rent_payer.create(collection, &bytes, 0)?;

    let plugins = args.plugins.unwrap_or_default();
    if !plugins.is_empty() {
        let mut table = PluginTable::create(collection, bytes.len(), &rent_payer)?;
        for PluginAuthorityPair { plugin, authority } in &plugins {
            let manager = manager(&PluginType::from(plugin));
            if manager == PluginAuthority::Owner {
                return Err(MplCoreError::InvalidAuthority.into());
            }
            table.add(collection, &rent_payer, plugin, authority.clone().unwrap_or(manager))?;
        }
    }
    if args.external_plugin_adapters.is_some_and(|adapters| !adapters.is_empty()) {
        return Err(scope::outside("an external plugin adapter"));
    }
    Ok(())
}
