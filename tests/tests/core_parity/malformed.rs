//! Data and accounts that no client sends.

use mpl_core::{errors::MplCoreError, types::PluginType};
use solana_instruction::{error::InstructionError, Instruction};

use crate::{
    actors::Actor::{Asset, Buyer, Collection, Halo, Owner, SecondAsset},
    calls::*,
    world::World,
    Script,
};

pub const SCRIPTS: &[Script] = &[
    ("instruction data that means nothing", data),
    ("an account short", accounts),
    ("accounts to spare", to_spare),
    ("a compressed asset is not burnt or moved", compressed),
    ("an asset that was compressed counts its changes", sequence),
];

fn every_call() -> [(&'static str, Instruction); 8] {
    [
        ("CreateCollectionV2", create_collection(false)),
        ("CreateV2", mint(Asset, Owner)),
        ("TransferV1", transfer(Owner, Buyer)),
        ("BurnV1", burn(Owner)),
        ("UpdateCollectionPluginV1", set_frozen(Halo, true)),
        ("UpdatePluginV1", update_plugin(Owner, freeze(true))),
        ("AddPluginV1", add_plugin(Owner, freeze(true), None)),
        ("RemovePluginV1", remove_plugin(Owner, PluginType::FreezeDelegate)),
    ]
}

fn data(world: &mut World) {
    for (call, instruction) in every_call() {
        let with = |data: Vec<u8>| Instruction { data, ..instruction.clone() };
        let whole = &instruction.data;
        for broken in [vec![], vec![255], whole[..whole.len() - 1].to_vec(), [whole, &[0u8][..]].concat()] {
            world.fails_with(call, with(broken), InstructionError::BorshIoError);
        }
    }
}

#[allow(deprecated, reason = "it is the error that Core returns")]
fn accounts(world: &mut World) {
    for (call, mut instruction) in every_call() {
        instruction.accounts.pop();
        world.fails_with(call, instruction.clone(), InstructionError::NotEnoughAccountKeys);
        instruction.accounts.clear();
        world.fails_with(call, instruction, InstructionError::NotEnoughAccountKeys);
    }
}

fn to_spare(world: &mut World) {
    let calls = [
        ("CreateCollectionV2, an account to spare", create_collection(false)),
        ("CreateV2, an account to spare", mint(Asset, Owner)),
        ("TransferV1, an account to spare", transfer(Owner, Buyer)),
        ("BurnV1, an account to spare", burn(Buyer)),
    ];
    for (call, mut instruction) in calls {
        let last = instruction.accounts.last().unwrap().clone();
        instruction.accounts.push(last);
        world.passes(call, instruction);
    }
}

fn compressed(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    world.put(Asset, mpl_core::ID, [vec![2], vec![7; 32]].concat());
    world.fails("BurnV1", burn(Owner), MplCoreError::MissingCompressionProof);
    world.fails("TransferV1", transfer(Owner, Buyer), MplCoreError::MissingCompressionProof);
    for (call, instruction) in every_call().into_iter().skip(5) {
        world.fails(call, instruction, MplCoreError::NotAvailable);
    }
}

fn sequence(world: &mut World) {
    world.passes("CreateCollectionV2", create_collection(false));
    world.passes("CreateV2", mint(SecondAsset, Owner));
    world.passes("CreateV2, no plugins", mint_builder(Asset, Owner).instruction());
    let mut base = world.asset(Asset).base;
    base.seq = Some(7);
    world.put(Asset, mpl_core::ID, borsh::to_vec(&base).unwrap());

    let calls = [
        ("TransferV1", transfer(Owner, Owner)),
        ("AddPluginV1", add_plugin(Owner, freeze(true), None)),
        ("UpdatePluginV1", update_plugin(Owner, freeze(false))),
        ("RemovePluginV1", remove_plugin(Owner, PluginType::FreezeDelegate)),
    ];
    for ((call, instruction), count) in calls.into_iter().zip(8..) {
        world.passes(call, instruction);
        assert_eq!(world.asset(Asset).base.seq, Some(count));
    }
    assert_eq!(world.collection(Collection).base.current_size, 2);
}
