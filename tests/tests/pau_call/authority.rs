//! Who may call: a relayer of the PAU, while it is not frozen.

use crate::desk::Desk;
use halo_sdk::{
    instructions as ix,
    pau::{
        error::PauError,
        state::{AccountRole, AccountRule, ActionSpec},
    },
    token::TokenProgram,
};
use halo_tests::world::ONE;
use solana_pubkey::Pubkey;

#[tokio::test]
async fn nobody_but_a_relayer_calls() {
    let desk = Desk::new().await;
    let roles = desk.roles;
    for signer in [roles.admin, roles.freezer, desk.book, desk.thief] {
        let mut call = desk.call(&desk.spec, &[desk.take(1)]);
        call.relayer = signer;
        desk.world.refused(&[call.instruction()], &[signer], PauError::NotRelayer).await;
    }
}

#[tokio::test]
async fn a_relayer_removed_calls_no_more() {
    let desk = Desk::new().await;
    let freezer = desk.roles.freezer;
    let remove = ix::pau::remove_relayer(&freezer, &desk.pau(), &desk.relayer());
    desk.world.ok(&[remove], &[freezer]).await;
    desk.refused(desk.attack(&[]), PauError::NotRelayer).await;
}

#[tokio::test]
async fn an_advanced_epoch_takes_relayers_and_freezer_away() {
    let mut desk = Desk::new().await;
    let (roles, pau) = (desk.roles, desk.pau());
    let second = desk.world.keys.add_named("second relayer");
    desk.world.ok(&[ix::pau::set_relayer(&roles.admin, &pau, &second)], &[roles.admin]).await;
    for signer in [roles.freezer, roles.relayer] {
        let advance = ix::pau::advance_epoch(&signer, &pau);
        desk.world.refused(&[advance], &[signer], PauError::NotAdmin).await;
    }
    desk.world.ok(&[ix::pau::advance_epoch(&roles.admin, &pau)], &[roles.admin]).await;
    desk.refused(desk.attack(&[]), PauError::NotRelayer).await;
    let freeze = ix::pau::freeze(&roles.freezer, &pau);
    desk.world.refused(&[freeze], &[roles.freezer], PauError::NotGuardian).await;
    let state: halo_sdk::pau::state::Pau = desk.world.client.fetch(&pau).await.unwrap();
    assert_eq!((state.epoch, state.relayer_count, state.freezer), (1, 0, Pubkey::default()));
    assert_eq!(state.relayers, [Pubkey::default(); 8]);
    // Named anew, a relayer is one again.
    desk.world.ok(&[ix::pau::set_relayer(&roles.admin, &pau, &roles.relayer)], &[roles.admin]).await;
    desk.ok(desk.attack(&[])).await;
}

#[tokio::test]
async fn a_frozen_pau_calls_nothing() {
    let desk = Desk::new().await;
    let (roles, pau) = (desk.roles, desk.pau());
    desk.world.ok(&[ix::pau::freeze(&roles.freezer, &pau)], &[roles.freezer]).await;
    desk.refused(desk.attack(&[]), PauError::Frozen).await;
    // An epoch that ends does not end the freeze.
    desk.world.ok(&[ix::pau::advance_epoch(&roles.admin, &pau)], &[roles.admin]).await;
    desk.world.ok(&[ix::pau::set_relayer(&roles.admin, &pau, &roles.relayer)], &[roles.admin]).await;
    desk.refused(desk.attack(&[]), PauError::Frozen).await;
    desk.world.ok(&[ix::pau::unfreeze(&roles.admin, &pau)], &[roles.admin]).await;
    desk.ok(desk.attack(&[])).await;
}

/// A multisig is an address of a program: its call reaches `pau` by another program.
#[tokio::test]
async fn a_relayer_may_be_the_address_of_a_program() {
    let mut desk = Desk::new().await;
    let (wallet, _) = hostile::wallet();
    let admin = desk.roles.admin;
    desk.world.ok(&[ix::pau::set_relayer(&admin, &desk.pau(), &wallet)], &[admin]).await;
    let sink = desk.account(&desk.thief, &desk.mint());
    let spec = ActionSpec {
        program: TokenProgram::Spl.id(),
        accounts: vec![
            AccountRule { role: AccountRole::Vault(desk.mint()), writable: true, signer: false },
            crate::desk::pinned(sink, true),
            AccountRule { role: AccountRole::Proxy, writable: false, signer: true },
        ],
        data_prefix: vec![3],
        one_shot: false,
    };
    desk.enable(&spec).await;
    desk.allow(&spec, desk.mint(), ONE).await;
    let mut call = desk.call(&spec, &[]);
    call.relayer = wallet;
    call.data = [&[3][..], &ONE.to_le_bytes()].concat();
    desk.world.ok(&[hostile::wallet_instruction(call.instruction())], &[]).await;
    assert_eq!(desk.world.balance(&desk.thief).await, 2 * ONE);
    // The program itself can not be called by the call that it made.
    let mut call = desk.call(&desk.spec, &[]);
    call.relayer = wallet;
    let attack = hostile::wallet_instruction(call.instruction());
    desk.refused_by_runtime(attack, solana_instruction::error::InstructionError::ReentrancyNotAllowed).await;
}
