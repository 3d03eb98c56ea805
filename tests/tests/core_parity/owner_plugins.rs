//! What an owner can add to its asset, and how it meets the collection's permanent delegates.

use mpl_core::{
    errors::MplCoreError,
    types::{Plugin, PluginType},
    AuthorityType,
};
use solana_instruction::{error::InstructionError, AccountMeta};

use crate::{
    actors::Actor::{self, Asset, Buyer, Halo, Owner, SecondAsset, Stranger},
    calls::*,
    world::World,
    Script,
};

pub const SCRIPTS: &[Script] = &[
    ("an owner that freezes its asset stops itself and not the delegate's burn", own_freeze_burn),
    ("an owner that freezes its asset stops itself and not the delegate's transfer", own_freeze_transfer),
    ("a freeze is lifted before it is removed", lifted_then_removed),
    ("while the collection is frozen no plugin is removed", removal_while_frozen),
    ("a first plugin on an asset that had none", first_plugin),
    ("whoever adds a plugin pays its rent", rent_payer),
    ("plugins that may not be added", not_added),
    ("plugins that may not be removed", not_removed),
    ("a plugin of the same kind on the asset replaces the collection's", overriding),
];

fn own_freeze_burn(world: &mut World) {
    world.mint_into_collection(false);
    world.passes("AddPluginV1, frozen", add_plugin(Owner, freeze(true), None));
    let plugin = world.asset(Asset).plugin_list.freeze_delegate.unwrap();
    assert!(plugin.freeze_delegate.frozen);
    assert_eq!(plugin.base.authority.authority_type, AuthorityType::Owner);

    world.fails("TransferV1 by the owner", transfer(Owner, Buyer), MplCoreError::InvalidAuthority);
    world.fails("BurnV1 by the owner", burn(Owner), MplCoreError::InvalidAuthority);
    world.passes("BurnV1 by the delegate", burn(Halo));
    assert_eq!(world.account(Asset).data, [0]);
}

fn own_freeze_transfer(world: &mut World) {
    world.mint_into_collection(false);
    world.passes("AddPluginV1, frozen", add_plugin(Owner, freeze(true), None));
    world.passes("TransferV1 by the delegate", transfer(Halo, Buyer));

    let asset = world.asset(Asset);
    assert_eq!(asset.base.owner, Buyer.address());
    assert!(asset.plugin_list.freeze_delegate.unwrap().freeze_delegate.frozen, "it stays frozen");
    world.fails("thaw by the former owner", update_plugin(Owner, freeze(false)), MplCoreError::NoApprovals);
    world.passes("thaw by the new owner", update_plugin(Buyer, freeze(false)));
    world.passes("TransferV1 by the new owner", transfer(Buyer, Owner));
}

fn lifted_then_removed(world: &mut World) {
    world.mint_into_collection(false);
    let before = world.account(Asset);
    world.passes("AddPluginV1, frozen", add_plugin(Owner, freeze(true), None));
    let removal = remove_plugin(Owner, PluginType::FreezeDelegate);
    world.fails("RemovePluginV1, frozen", removal.clone(), MplCoreError::InvalidAuthority);
    world.passes("UpdatePluginV1, thaw", update_plugin(Owner, freeze(false)));
    world.passes("RemovePluginV1", removal);
    assert_eq!(world.account(Asset), before, "the rent came back with the space");
    world.passes("TransferV1 by the owner", transfer(Owner, Buyer));
}

fn removal_while_frozen(world: &mut World) {
    world.mint_into_collection(false);
    world.passes("AddPluginV1", add_plugin(Owner, freeze(false), None));
    world.passes("UpdateCollectionPluginV1, freeze", set_frozen(Halo, true));
    let removal = remove_plugin(Owner, PluginType::FreezeDelegate);
    world.fails("RemovePluginV1, collection frozen", removal.clone(), MplCoreError::InvalidAuthority);
    world.passes("AddPluginV1, collection frozen", add_plugin(Owner, transfer_delegate(), None));
    world.passes("UpdateCollectionPluginV1, thaw", set_frozen(Halo, false));
    world.passes("RemovePluginV1", removal);
    assert!(world.asset(Asset).plugin_list.freeze_delegate.is_none());
}

fn first_plugin(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    world.passes("CreateV2, no plugins", mint_builder(Asset, Owner).instruction());
    let plugin = Plugin::Attributes(six_attributes());
    world.passes("AddPluginV1 by the update authority", add_plugin(Halo, plugin, None));
    assert_eq!(world.asset(Asset).plugin_list.attributes.unwrap().attributes, six_attributes());
    world.passes("AddPluginV1 by the owner", add_plugin(Owner, freeze(false), None));
    world.passes("RemovePluginV1 of the first", remove_plugin(Halo, PluginType::Attributes));
    let plugins = world.asset(Asset).plugin_list;
    assert!(plugins.attributes.is_none() && plugins.freeze_delegate.is_some());
}

fn rent_payer(world: &mut World) {
    world.mint_into_collection(false);
    let paid_by = |payer: Actor| {
        let mut instruction = add_plugin(Owner, freeze(false), None);
        instruction.accounts[2] = AccountMeta::new(payer.address(), true);
        instruction
    };
    world.fails_with("a payer without lamports", paid_by(SecondAsset), InstructionError::Custom(1));

    let (before, size) = (world.lamports(Stranger), world.account(Asset).data.len());
    world.passes("AddPluginV1, paid by another", paid_by(Stranger));
    let grown = world.account(Asset).data.len() - size;
    assert_eq!(world.lamports(Stranger), before + world.rent(0) - world.rent(grown));
}

fn not_added(world: &mut World) {
    world.mint_into_collection(false);
    for other in [Stranger, Buyer, Halo] {
        world.fails(
            "an owner's plugin by another",
            add_plugin(other, freeze(true), None),
            MplCoreError::NoApprovals,
        );
    }
    let permanent = [permanent_freeze(false), permanent_transfer(), permanent_burn()];
    for plugin in permanent {
        for signer in [Owner, Halo] {
            let call = add_plugin(signer, plugin.clone(), Some(address(Owner)));
            world.fails("a permanent plugin later", call, MplCoreError::InvalidAuthority);
        }
    }
    let again = Plugin::Attributes(attributes(&[]));
    world.fails("attributes by the owner", add_plugin(Owner, again.clone(), None), MplCoreError::NoApprovals);
    world.fails("attributes twice", add_plugin(Halo, again, None), MplCoreError::PluginAlreadyExists);
}

fn not_removed(world: &mut World) {
    world.mint_into_collection(false);
    let absent = remove_plugin(Owner, PluginType::FreezeDelegate);
    world.fails("a plugin that is not there", absent, MplCoreError::PluginNotFound);
    let of_the_collection = remove_plugin(Halo, PluginType::PermanentBurnDelegate);
    world.fails("the collection's plugin", of_the_collection, MplCoreError::PluginNotFound);
    let attributes = remove_plugin(Owner, PluginType::Attributes);
    world.fails("attributes by the owner", attributes, MplCoreError::NoApprovals);
    world.passes("AddPluginV1", add_plugin(Owner, freeze(false), None));
    for other in [Stranger, Halo] {
        let removal = remove_plugin(other, PluginType::FreezeDelegate);
        world.fails("an owner's plugin by another", removal, MplCoreError::NoApprovals);
    }
}

/// Why no asset of a facility may ever be minted with a permanent plugin: it would escape the collection's.
fn overriding(world: &mut World) {
    world.passes("CreateCollectionV2, born frozen", create_collection(true));
    let plugins = vec![
        pair(permanent_freeze(false), Some(address(Owner))),
        pair(permanent_burn(), Some(address(Stranger))),
    ];
    world.passes("CreateV2, permanent plugins", mint_builder(Asset, Owner).plugins(plugins).instruction());
    world.fails("BurnV1 by the collection's delegate", burn(Halo), MplCoreError::NoApprovals);
    world.passes("TransferV1 by the owner, collection frozen", transfer(Owner, Buyer));
    world.passes("UpdatePluginV1, freeze by the holder", update_plugin(Owner, permanent_freeze(true)));
    world.fails(
        "TransferV1 by the owner, asset frozen",
        transfer(Buyer, Owner),
        MplCoreError::InvalidAuthority,
    );
    world.passes("TransferV1 by the collection's delegate", transfer(Halo, Owner));
    world.passes("BurnV1 by the asset's delegate", burn(Stranger));
}
