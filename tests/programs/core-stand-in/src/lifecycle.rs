//! Counting the votes on an event: one force-approval settles it, else one rejection stops it, else somebody must
//! have approved.

use mpl_core::{
    accounts::{BaseAssetV1, BaseCollectionV1},
    errors::MplCoreError,
    types::UpdateAuthority,
    DataBlob,
};
use solana_program::{account_info::AccountInfo, program_error::ProgramError};

use crate::{
    authority::Standing,
    plugin_table::PluginTable,
    storage,
    votes::{core_vote, plugin_vote, Event, Vote},
};

pub struct Asset {
    pub core: BaseAssetV1,
    pub plugins: Option<PluginTable>,
}

impl Asset {
    pub fn load(account: &AccountInfo) -> Result<Self, ProgramError> {
        let core: BaseAssetV1 = storage::load(account, 0)?;
        let plugins = PluginTable::load(account, core.len())?;
        Ok(Self { core, plugins })
    }
}

pub struct Collection {
    pub core: BaseCollectionV1,
    pub plugins: Option<PluginTable>,
}

impl Collection {
    pub fn load(account: &AccountInfo) -> Result<Self, ProgramError> {
        let core: BaseCollectionV1 = storage::load(account, 0)?;
        let plugins = PluginTable::load(account, core.len())?;
        Ok(Self { core, plugins })
    }
}

#[derive(Default)]
struct Tally {
    approved: bool,
    rejected: bool,
    forced: bool,
}

impl Tally {
    fn count(&mut self, vote: Vote) {
        match vote {
            Vote::Pass => {}
            Vote::Approve => self.approved = true,
            Vote::Reject => self.rejected = true,
            Vote::ForceApprove => self.forced = true,
        }
    }

    /// Counts the plugins of `table`, without those whose kind `overriding` has as well.
    fn count_plugins(
        &mut self,
        event: Event,
        account: &AccountInfo,
        table: Option<&PluginTable>,
        overriding: Option<&PluginTable>,
        signer: &Standing,
    ) -> Result<(), ProgramError> {
        for record in table.map(PluginTable::records).unwrap_or_default() {
            if overriding.is_some_and(|table| table.record(&record.plugin_type).is_some()) {
                continue;
            }
            let plugin = PluginTable::read(account, record)?;
            self.count(plugin_vote(event, &plugin, &record.authority, signer));
        }
        Ok(())
    }
}

/// Whether `signer` may do `event` to the asset. The collection's plugins have a say in each of its assets, except
/// where the asset carries a plugin of the same kind: that one replaces the collection's.
#[inline(never)]
pub fn approve_on_asset<'info>(
    event: Event,
    signer: &AccountInfo<'info>,
    asset_account: &AccountInfo<'info>,
    collection_account: Option<&AccountInfo<'info>>,
) -> Result<Asset, ProgramError> {
    let asset = Asset::load(asset_account)?;
    let collection_account = membership(&asset.core, collection_account)?;
    let collection = collection_account.map(Collection::load).transpose()?;
    let signer = Standing::towards_asset(signer.key, &asset.core, collection.as_ref().map(|c| &c.core));

    let mut tally = Tally::default();
    tally.count(core_vote(event, &signer, collection.is_some()));
    let own = asset.plugins.as_ref();
    if let (Some(account), Some(collection)) = (collection_account, &collection) {
        tally.count_plugins(event, account, collection.plugins.as_ref(), own, &signer)?;
    }
    tally.count_plugins(event, asset_account, own, None, &signer)?;

    match tally {
        Tally { forced: true, .. } => Ok(asset),
        Tally { rejected: true, .. } => Err(MplCoreError::InvalidAuthority.into()),
        Tally { approved: true, .. } => Ok(asset),
        _ => Err(MplCoreError::NoApprovals.into()),
    }
}

/// Whether `signer` may do `event` to the collection itself.
#[inline(never)]
pub fn approve_on_collection<'info>(
    event: Event,
    signer: &AccountInfo<'info>,
    account: &AccountInfo<'info>,
) -> Result<Collection, ProgramError> {
    let collection = Collection::load(account)?;
    let signer = Standing::towards_collection(signer.key, &collection.core);

    let mut tally = Tally::default();
    tally.count(core_vote(event, &signer, true));
    tally.count_plugins(event, account, collection.plugins.as_ref(), None, &signer)?;

    if tally.forced || (tally.approved && !tally.rejected) {
        Ok(collection)
    } else {
        Err(MplCoreError::InvalidAuthority.into())
    }
}

/// An asset's collection must come with it, and no other.
fn membership<'a, 'info>(
    asset: &BaseAssetV1,
    collection: Option<&'a AccountInfo<'info>>,
) -> Result<Option<&'a AccountInfo<'info>>, ProgramError> {
    match (&asset.update_authority, collection) {
        (UpdateAuthority::Collection(_), None) => Err(MplCoreError::MissingCollection.into()),
        (UpdateAuthority::Collection(address), Some(account)) if account.key == address => Ok(collection),
        (_, Some(_)) => Err(MplCoreError::InvalidCollection.into()),
        (_, None) => Ok(None),
    }
}
