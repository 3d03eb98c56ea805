//! Authorities that an owner hands to others for a while.

use mpl_core::{
    errors::MplCoreError,
    types::{Plugin, PluginType},
    AuthorityType,
};

use crate::{
    actors::Actor::{Asset, Buyer, Halo, Owner, Stranger},
    calls::*,
    world::World,
    Script,
};

pub const SCRIPTS: &[Script] = &[
    ("a listing: another freezes, transfers and loses both with the asset", listing),
    ("a burn delegate of the owner's", burnt_for_the_owner),
];

/// A marketplace holds a freeze and a transfer delegate for the time of a listing.
fn listing(world: &mut World) {
    world.mint_into_collection(false);
    world.passes(
        "AddPluginV1, freeze held by another",
        add_plugin(Owner, freeze(true), Some(address(Stranger))),
    );
    let call = add_plugin(Owner, transfer_delegate(), Some(address(Stranger)));
    world.passes("AddPluginV1, transfer held by another", call);
    world.fails("thaw by the owner", update_plugin(Owner, freeze(false)), MplCoreError::NoApprovals);
    world.fails("TransferV1, frozen", transfer(Stranger, Buyer), MplCoreError::InvalidAuthority);
    world.passes("thaw by the holder", update_plugin(Stranger, freeze(false)));

    let size = world.account(Asset).data.len();
    world.passes("TransferV1 by a transfer delegate", transfer(Stranger, Buyer));
    let plugins = world.asset(Asset).plugin_list;
    let freeze_authority = plugins.freeze_delegate.unwrap().base.authority;
    assert_eq!(freeze_authority.authority_type, AuthorityType::Owner, "the buyer's now");
    let authority = plugins.transfer_delegate.unwrap().base.authority;
    assert_eq!(authority.authority_type, AuthorityType::Owner);
    assert_eq!(world.account(Asset).data.len(), size, "the freed bytes stay");
    world.fails("TransferV1 by the former delegate", transfer(Stranger, Owner), MplCoreError::NoApprovals);

    // Whatever comes next works on an account with stale bytes at its end.
    let call = add_plugin(Buyer, burn_delegate(), Some(address(Stranger)));
    world.passes("AddPluginV1 after the reset", call);
    world.passes("RemovePluginV1 after the reset", remove_plugin(Buyer, PluginType::FreezeDelegate));
    let call = update_plugin(Halo, Plugin::Attributes(attributes(&[("status", "sold")])));
    world.passes("UpdatePluginV1 after the reset", call);
    world.passes("TransferV1 after the reset", transfer(Buyer, Owner));
    world.passes("BurnV1 after the reset", burn(Owner));
}

fn burnt_for_the_owner(world: &mut World) {
    world.mint_into_collection(false);
    let call = add_plugin(Owner, burn_delegate(), Some(address(Stranger)));
    world.passes("AddPluginV1, burn held by another", call);
    world.fails("TransferV1 by a burn delegate", transfer(Stranger, Buyer), MplCoreError::NoApprovals);
    world.passes("UpdateCollectionPluginV1, freeze", set_frozen(Halo, true));
    world.fails("BurnV1 by a burn delegate, frozen", burn(Stranger), MplCoreError::InvalidAuthority);
    world.passes("UpdateCollectionPluginV1, thaw", set_frozen(Halo, false));
    world.passes("BurnV1 by a burn delegate", burn(Stranger));
}
