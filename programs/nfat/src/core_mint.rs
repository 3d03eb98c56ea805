//! Creating the Metaplex Core asset of a record: the same for the first one and for what replaces a burnt one.

use crate::{
    address_text::{self, AddressText},
    core_account::clear_prefunding,
    state::{Nfat, NfatConfig},
};
use anchor_lang::prelude::*;
use mpl_core::{
    instructions::CreateV2CpiBuilder,
    types::{Attribute, Attributes, Plugin, PluginAuthorityPair},
};

/// What wallets show of an NFAT: facts that never change, since rewriting an asset's attributes costs
/// more than creating them. What changes is in the record.
pub fn attributes(nfat: &Nfat, facility: &AddressText, book: &AddressText) -> Plugin {
    let attribute_list = [
        ("Token id", nfat.token_id.to_string()),
        ("Facility", address_text::read(facility)),
        ("Principal", nfat.principal.to_string()),
        ("Depositor", address_text::read(&address_text::encode(&nfat.depositor))),
        ("Minted at", nfat.minted_at.to_string()),
        ("Book", address_text::read(book)),
    ]
    .into_iter()
    .map(|(key, value)| Attribute { key: key.to_string(), value })
    .collect();
    Plugin::Attributes(Attributes { attribute_list })
}

/// An asset to create in a facility's collection.
pub struct NewAsset<'a, 'info> {
    pub core_program: &'a AccountInfo<'info>,
    /// At an address of this program that nothing was ever created at.
    pub asset: &'a AccountInfo<'info>,
    /// Seeds of `asset` with the bump.
    pub seeds: &'a [&'a [u8]],
    pub collection: &'a AccountInfo<'info>,
    pub config: &'a AccountLoader<'info, NfatConfig>,
    pub owner: &'a AccountInfo<'info>,
    pub payer: &'a AccountInfo<'info>,
    pub system_program: &'a Program<'info, System>,
}

impl NewAsset<'_, '_> {
    /// Creates the asset of NFAT number `token_id`; `plugin` is what wallets show of it.
    ///
    /// SECURITY: it carries no permanent plugin, which would take the place of the collection's.
    #[inline(never)]
    pub fn create(&self, token_id: u64, plugin: Plugin) -> Result<()> {
        clear_prefunding(self.asset, self.payer, self.system_program, self.seeds)?;
        NfatConfig::sign(self.config, |config_seeds| {
            CreateV2CpiBuilder::new(self.core_program)
                .asset(self.asset)
                .collection(Some(self.collection))
                .authority(Some(self.config.as_ref()))
                .payer(self.payer)
                .owner(Some(self.owner))
                .system_program(self.system_program)
                .name(format!("NFAT #{token_id}"))
                .uri(String::new())
                .plugins(vec![PluginAuthorityPair { plugin, authority: None }])
                .invoke_signed(&[self.seeds, config_seeds])
        })
    }
}
