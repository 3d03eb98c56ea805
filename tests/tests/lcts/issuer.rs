//! What the issuer of the underlying can do by freezing token accounts: hold up what is in them, and nothing beside.

use super::desk::*;
use halo_sdk::{halo_math::SETTLE_SECOND, instructions::lcts as ix};
use halo_tests::world::ONE;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

/// First bytes of the token program's FreezeAccount and ThawAccount.
const FREEZE: u8 = 10;
const THAW: u8 = 11;
/// The token program's code for an account that is frozen.
const FROZEN: u32 = 17;

/// The issuer of the underlying, which is the world's payer, freezes or thaws a token account.
async fn issuer(desk: &Desk, act: u8, account: &Pubkey) {
    let accounts = vec![
        AccountMeta::new(*account, false),
        AccountMeta::new_readonly(desk.at.mint, false),
        AccountMeta::new_readonly(desk.roles().payer, true),
    ];
    let program_id = desk.at.token_program;
    desk.ok(&[Instruction { program_id, accounts, data: vec![act] }], &[]).await;
}

/// Alice waits in the subscribe queue and Bob in the redeem queue; the holding has 50.
async fn busy() -> Desk {
    let mut desk = Desk::new().await;
    let [alice, bob] = [desk.alice, desk.bob];
    desk.buy(&bob, 50 * ONE).await;
    desk.subscribe(&alice, 40 * ONE).await;
    desk.enter(Redeem, &bob, 30 * ONE).await.unwrap();
    desk
}

#[tokio::test]
async fn a_member_whose_account_is_frozen_is_paid_into_another() {
    let mut desk = busy().await;
    let [alice, bob] = [desk.alice, desk.bob];
    for owner in [alice, bob] {
        issuer(&desk, FREEZE, &desk.at.cash(&owner)).await;
    }
    let leaving = desk.leaving(Subscribe, &alice, 2);
    desk.refused(std::slice::from_ref(&leaving), &[alice], FROZEN).await;
    desk.day(Redeem, u64::MAX).await;
    // Nothing is transferred when an old position is settled, so a frozen account holds nobody up.
    desk.enter(Redeem, &bob, ONE).await.unwrap();
    desk.refused(&[desk.claiming(Redeem, &bob).await], &[bob], FROZEN).await;
    let elsewhere = desk.at.cash(&desk.carol);
    let claim = ix::claim(&desk.side(Redeem), &bob, &elsewhere, None);
    desk.ok(&[claim], &[bob]).await;
    assert_eq!(desk.tokens(&elsewhere).await, 30 * ONE);
    let mut leaving = leaving;
    for meta in leaving.accounts.iter_mut().filter(|meta| meta.pubkey == desk.at.cash(&alice)) {
        meta.pubkey = elsewhere;
    }
    desk.at_second(SETTLE_SECOND).await;
    desk.ok(&[desk.unlocking(Subscribe).await, leaving], &[alice]).await;
    assert_eq!(desk.tokens(&elsewhere).await, 70 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_frozen_vault_holds_up_its_own_queue_and_no_other() {
    let mut desk = busy().await;
    let [alice, bob] = [desk.alice, desk.bob];
    let vault = desk.side(Subscribe).input.vault;
    issuer(&desk, FREEZE, &vault).await;
    desk.refused(&[desk.leaving(Subscribe, &alice, 2)], &[alice], FROZEN).await;
    desk.give(&alice, ONE).await;
    let enter = desk.entering(Subscribe, &alice, ONE).await;
    desk.refused(&[enter], &[alice], FROZEN).await;
    desk.locked().await;
    let subscribing = desk.settling(Subscribe, u64::MAX).await;
    desk.refused(&[subscribing], &[desk.beacon], FROZEN).await;
    // The other queue is settled out of the holding and pays, and nobody stays locked in.
    desk.settle(Redeem, u64::MAX).await.unwrap();
    desk.claim(Redeem, &bob).await.unwrap();
    assert_eq!(desk.balance(&bob).await, 30 * ONE);
    desk.at_second(SETTLE_SECOND).await;
    desk.ok(&[desk.unlocking(Subscribe).await], &[]).await;
    issuer(&desk, THAW, &vault).await;
    desk.exit(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.balance(&alice).await, 41 * ONE);
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_frozen_holding_stops_what_it_pays_and_nothing_else() {
    let mut desk = busy().await;
    let [alice, bob] = [desk.alice, desk.bob];
    issuer(&desk, FREEZE, &desk.at.holding()).await;
    desk.locked().await;
    let redeeming = desk.settling(Redeem, u64::MAX).await;
    desk.refused(&[redeeming], &[desk.beacon], FROZEN).await;
    // What subscribers bring pays redeemers without it.
    desk.settle_pair(0, 0).await.unwrap();
    desk.claim(Redeem, &bob).await.unwrap();
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!((desk.balance(&bob).await, desk.shares(&alice).await), (30 * ONE, 30 * ONE));
    desk.exit(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.balance(&alice).await, 10 * ONE);
    desk.assert_sound().await;
}
