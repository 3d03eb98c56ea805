//! Burning an asset.

use mpl_core::errors::MplCoreError;
use solana_instruction::error::InstructionError;

use crate::{
    actors::Actor::{self, Asset, Collection, Halo, OtherCollection, Owner, Payer, SecondAsset, Stranger},
    calls::*,
    world::World,
    Script,
};

pub const SCRIPTS: &[Script] = &[
    ("an owner burns and a tombstone stays", by_owner),
    ("the delegate burns in an unfrozen collection", by_delegate),
    ("a frozen collection stops the owner's burn and not the delegate's", frozen),
    ("what is burnt stays burnt", burnt),
    ("who may not burn", not_authorized),
    ("the payer burns its own asset", payer_is_owner),
    ("burns with the wrong collection", wrong_collection),
    ("an asset outside any collection is burnt", alone),
    ("the last of two assets", one_of_two),
    ("the rent of the day is refunded, not the rent that was paid", after_the_rent_fell),
    ("a gift to an asset stays on its tombstone", gift),
];

/// Burns with `burn` and checks what moves: all but the tombstone's rent and the create fee goes to the payer.
fn assert_burns(world: &mut World, call: &'static str, authority: Actor) {
    let (asset, payer) = (world.account(Asset), world.lamports(Payer));
    let size = world.collection(Collection).base.current_size;
    world.passes(call, burn(authority));

    let tombstone = world.account(Asset);
    assert_eq!(tombstone.data, [0], "one byte, uninitialized");
    assert_eq!(tombstone.owner, mpl_core::ID);
    let refund = world.rent(asset.data.len()) - world.rent(1);
    assert_eq!(tombstone.lamports, asset.lamports - refund);
    let signatures = 10_000;
    assert_eq!(world.lamports(Payer), payer + refund - signatures);

    let collection = world.collection(Collection).base;
    assert_eq!((collection.num_minted, collection.current_size), (size, size - 1));
}

fn by_owner(world: &mut World) {
    world.mint_into_collection(false);
    assert_burns(world, "BurnV1 by the owner", Owner);
}

fn by_delegate(world: &mut World) {
    world.mint_into_collection(false);
    assert_burns(world, "BurnV1 by the delegate", Halo);
}

fn frozen(world: &mut World) {
    world.mint_into_collection(false);
    world.passes("UpdateCollectionPluginV1, freeze", set_frozen(Halo, true));
    world.fails("BurnV1 by the owner, frozen", burn(Owner), MplCoreError::InvalidAuthority);
    world.fails("BurnV1 by a stranger, frozen", burn(Stranger), MplCoreError::InvalidAuthority);
    assert_burns(world, "BurnV1 by the delegate, frozen", Halo);
}

fn burnt(world: &mut World) {
    world.mint_into_collection(false);
    world.passes("BurnV1 by the owner", burn(Owner));
    world.fails("BurnV1 again", burn(Owner), MplCoreError::IncorrectAccount);
    world.fails("BurnV1 again by the delegate", burn(Halo), MplCoreError::IncorrectAccount);
    world.fails("TransferV1 of a tombstone", transfer(Owner, Stranger), MplCoreError::IncorrectAccount);
    world.fails_with("CreateV2 on a tombstone", mint(Asset, Owner), InstructionError::Custom(0));
    world.fails(
        "UpdatePluginV1 on a tombstone",
        update_plugin(Halo, freeze(true)),
        MplCoreError::DeserializationError,
    );
}

fn not_authorized(world: &mut World) {
    world.mint_into_collection(false);
    let missing = InstructionError::MissingRequiredSignature;
    world.fails_with("owner does not sign", unsigned(burn(Owner), Owner), missing.clone());
    world.fails_with("delegate does not sign", unsigned(burn(Halo), Halo), missing.clone());
    let call = burn_builder(Asset, Owner).payer(Stranger.address()).instruction();
    world.fails_with("payer does not sign", unsigned(call, Stranger), missing);
    for other in [Stranger, Collection, Payer] {
        world.fails("BurnV1 by another", burn(other), MplCoreError::NoApprovals);
    }
    let call = burn_builder(Asset, Owner).authority(None).instruction();
    world.fails("BurnV1 by the payer", call, MplCoreError::NoApprovals);

    let call = burn_builder(Asset, Owner).system_program(Some(Stranger.address())).instruction();
    world.fails("another system program", call, MplCoreError::InvalidSystemProgram);
    let call = burn_builder(Asset, Owner).log_wrapper(Some(Stranger.address())).instruction();
    world.fails("another log wrapper", call, MplCoreError::InvalidLogWrapperProgram);
    world.is_refused("a collection that is read only", read_only(burn(Owner), Collection));
    world.is_refused("an asset that is read only", read_only(burn(Owner), Asset));
}

fn payer_is_owner(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    world.passes("CreateV2", mint(Asset, Payer));
    let call = burn_builder(Asset, Payer).authority(None).instruction();
    world.passes("BurnV1 by the payer, its owner", call);
    assert_eq!(world.account(Asset).data, [0]);
}

fn wrong_collection(world: &mut World) {
    world.mint_into_collection(false);
    let other =
        collection_builder(OtherCollection).plugins(permanent_delegates(false, Stranger)).instruction();
    world.passes("CreateCollectionV2, another", other);

    let with = |authority, collection: Option<Actor>| {
        burn_builder(Asset, authority).collection(collection.map(Actor::address)).instruction()
    };
    for authority in [Owner, Halo, Stranger] {
        world.fails("no collection", with(authority, None), MplCoreError::MissingCollection);
        world.fails(
            "another collection",
            with(authority, Some(OtherCollection)),
            MplCoreError::InvalidCollection,
        );
        world.fails(
            "an asset as collection",
            with(authority, Some(Asset)),
            MplCoreError::DeserializationError,
        );
        let wallet = with(authority, Some(Stranger));
        world.fails_with("a wallet as collection", wallet, InstructionError::ProgramFailedToComplete);
    }
}

fn alone(world: &mut World) {
    world.passes("CreateV2, no collection", mint_alone(Asset, Owner));
    world.passes("CreateCollectionV2", create_collection(false));
    world.fails("a collection it is not in", burn(Owner), MplCoreError::InvalidCollection);
    let call = |authority| burn_builder(Asset, authority).collection(None).instruction();
    world.fails("the delegate of a collection it is not in", call(Halo), MplCoreError::NoApprovals);
    world.passes("BurnV1 by the owner, no collection", call(Owner));
    assert_eq!(world.account(Asset).data, [0]);
}

fn one_of_two(world: &mut World) {
    world.mint_into_collection(false);
    world.passes("CreateV2, a second", mint(SecondAsset, Owner));
    world.passes("BurnV1 of the second", burn_builder(SecondAsset, Owner).instruction());
    let base = world.collection(Collection).base;
    assert_eq!((base.num_minted, base.current_size), (2, 1), "what was minted is not counted down");
    assert_eq!(world.asset(Asset).base.owner, Owner.address());
}

fn after_the_rent_fell(world: &mut World) {
    world.mint_into_collection(false);
    world.set_rent(2_575);
    assert_burns(world, "BurnV1 after the rent fell", Owner);
}

fn gift(world: &mut World) {
    world.mint_into_collection(false);
    world.give(Asset, 1_000_000);
    assert_burns(world, "BurnV1 of an asset with a gift", Owner);
}
