//! Creating a collection.

use mpl_core::{errors::MplCoreError, types::Key, BaseAuthority};
use solana_instruction::error::InstructionError;

use crate::{
    actors::Actor::{Asset, Collection, Halo, OtherCollection, Owner, Payer, Stranger},
    calls::*,
    world::World,
    Script,
};

pub const SCRIPTS: &[Script] = &[
    ("a collection with the three permanent delegates", permanent),
    ("a collection that is born frozen", born_frozen),
    ("a collection without plugins", without_plugins),
    ("a collection whose plugins name no authority", default_authorities),
    ("collections Core refuses", refused),
    ("an address that holds lamports cannot become a collection", prefunded),
];

fn permanent(world: &mut World) {
    let before = world.lamports(Payer);
    world.passes("CreateCollectionV2, three permanent delegates", create_collection(false));

    let collection = world.collection(Collection);
    assert_eq!(collection.base.key, Key::CollectionV1);
    assert_eq!(collection.base.update_authority, Halo.address());
    assert_eq!(collection.base.name, COLLECTION_NAME);
    assert_eq!(collection.base.uri, URI);
    assert_eq!((collection.base.num_minted, collection.base.current_size), (0, 0));

    let plugins = collection.plugin_list;
    let held_by_halo = BaseAuthority::from(address(Halo));
    let freeze = plugins.permanent_freeze_delegate.unwrap();
    assert!(!freeze.permanent_freeze_delegate.frozen);
    assert_eq!(freeze.base.authority, held_by_halo);
    assert_eq!(plugins.permanent_transfer_delegate.unwrap().base.authority, held_by_halo);
    assert_eq!(plugins.permanent_burn_delegate.unwrap().base.authority, held_by_halo);

    // The collection; the header (key, offset); the plugins (a tag each, one flag); the registry (key, two lengths)
    // and its records (kind, authority, offset). A collection pays no create fee.
    let space = 49 + COLLECTION_NAME.len() + URI.len() + 9 + (2 + 1 + 1) + 9 + 3 * (1 + 33 + 8);
    let account = world.account(Collection);
    assert_eq!(account.data.len(), space);
    assert_eq!(account.lamports, world.rent(space));
    let two_signatures = 10_000;
    assert_eq!(world.lamports(Payer), before - world.rent(space) - two_signatures);
}

fn born_frozen(world: &mut World) {
    world.passes("CreateCollectionV2, born frozen", create_collection(true));

    let freeze = world.collection(Collection).plugin_list.permanent_freeze_delegate.unwrap();
    assert!(freeze.permanent_freeze_delegate.frozen);
}

fn without_plugins(world: &mut World) {
    let mut call = collection_builder(Collection);
    world.passes("CreateCollectionV2, an empty list of plugins", call.plugins(vec![]).instruction());
    let account = world.account(Collection);
    assert_eq!(account.data.len(), 49 + COLLECTION_NAME.len() + URI.len());
    assert!(world.collection(Collection).plugin_header.is_none());

    let mut call = collection_builder(OtherCollection);
    world.passes("CreateCollectionV2, no list of plugins", call.update_authority(None).instruction());
    let other = world.collection(OtherCollection);
    assert_eq!(other.base.update_authority, Payer.address(), "the payer takes the update authority");
}

fn default_authorities(world: &mut World) {
    let plugins = permanent_delegates(false, Halo).into_iter().map(|held| pair(held.plugin, None));
    let call = collection_builder(Collection).plugins(plugins.collect()).instruction();
    world.passes("CreateCollectionV2, authorities by default", call);

    let freeze = world.collection(Collection).plugin_list.permanent_freeze_delegate.unwrap();
    assert_eq!(freeze.base.authority.address, None, "the update authority, without its address");
}

fn refused(world: &mut World) {
    let missing = InstructionError::MissingRequiredSignature;
    world.fails_with(
        "collection does not sign",
        unsigned(create_collection(false), Collection),
        missing.clone(),
    );
    let paid_by_stranger = collection_builder(Collection).payer(Stranger.address()).instruction();
    world.fails_with("payer does not sign", unsigned(paid_by_stranger, Stranger), missing);

    let call = collection_builder(Collection).system_program(Stranger.address()).instruction();
    world.fails("another system program", call, MplCoreError::InvalidSystemProgram);

    let owner_managed = pair(transfer_delegate(), Some(address(Halo)));
    for plugin in [owner_managed, pair(freeze(false), None)] {
        let call = collection_builder(Collection).plugins(vec![plugin]).instruction();
        world.fails("an owner's plugin on a collection", call, MplCoreError::InvalidAuthority);
    }

    let twice = [permanent_delegates(false, Halo), permanent_delegates(true, Owner)].concat();
    let call = collection_builder(Collection).plugins(twice).instruction();
    world.fails("a plugin twice", call, MplCoreError::PluginAlreadyExists);

    let broke = collection_builder(Collection).payer(Asset.address()).instruction();
    world.fails_with("a payer without lamports", broke, InstructionError::Custom(1));

    world.passes("CreateCollectionV2", create_collection(false));
    world.fails_with("the same collection again", create_collection(false), InstructionError::Custom(0));
}

/// Whoever knows the address of a collection or asset to come can block it with one lamport.
fn prefunded(world: &mut World) {
    world.put(Collection, solana_sdk_ids::system_program::ID, vec![]);
    world.fails_with("an address with lamports", create_collection(false), InstructionError::Custom(0));
}
