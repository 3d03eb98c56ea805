//! Every account that an instruction binds, in the place of another.

use super::desk::*;
use halo_sdk::{instructions::lcts as ix, lcts::instructions::SettlePairArgs};
use halo_tests::{
    refusal::with_account,
    world::{million, ONE},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Alice is in both queues with something to claim in either; it is 13:00 of a later day and locked.
async fn full() -> Desk {
    let mut desk = Desk::new().await;
    let alice = desk.alice;
    desk.subscribe(&alice, 40 * ONE).await;
    desk.day(Subscribe, 30 * ONE).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    desk.enter(Redeem, &alice, 20 * ONE).await.unwrap();
    desk.next_day().await;
    desk.locked().await;
    // One by one: netting would clear one of them.
    desk.settle(Subscribe, ONE).await.unwrap();
    desk.settle(Redeem, ONE).await.unwrap();
    desk
}

/// `instruction` with each of `places` taken by another account, and the refusal of each.
async fn refuses(
    desk: &Desk,
    instruction: &Instruction,
    signer: &Pubkey,
    places: &[(Pubkey, Pubkey, LctsError)],
) {
    for (place, other, refusal) in places {
        let swapped = with_account(instruction.clone(), place, *other);
        desk.refused(&[swapped], &[*signer], *refusal).await;
    }
}

#[tokio::test]
async fn a_members_accounts_are_the_queues_and_its_own() {
    let desk = full().await;
    let alice = desk.alice;
    let [subscribe, redeem] = BOTH.map(|direction| desk.side(direction));
    desk.give(&alice, ONE).await;
    let (input, reward) = (subscribe.input, subscribe.reward);
    let vault = (input.vault, redeem.reward.vault, LctsError::WrongQueueVault);
    let mint = (input.mint, reward.mint, LctsError::WrongMint);
    let program = (input.token_program, reward.token_program, LctsError::WrongTokenProgram);
    let enter = desk.entering(Subscribe, &alice, ONE).await;
    refuses(&desk, &enter, &alice, &[vault, mint, program]).await;
    let generation = (subscribe.generation(1), redeem.generation(1), LctsError::WrongGeneration);
    let reward_vault = (reward.vault, redeem.input.vault, LctsError::WrongQueueVault);
    let claim = desk.claiming(Subscribe, &alice).await;
    let position = (subscribe.position(&alice), redeem.position(&alice), LctsError::WrongQueue);
    refuses(&desk, &claim, &alice, &[generation, position, reward_vault]).await;
    let exit = desk.leaving(Subscribe, &alice, 1);
    refuses(&desk, &exit, &alice, &[generation, position, vault, reward_vault]).await;
    let close = ix::close_position(&subscribe, &alice, &desk.roles().payer);
    let rent = (desk.roles().payer, desk.bob, LctsError::WrongRentPayer);
    refuses(&desk, &close, &alice, &[position, rent]).await;
}

#[tokio::test]
async fn a_payment_never_goes_back_to_its_vault() {
    let desk = full().await;
    let (alice, queue) = (desk.alice, desk.side(Redeem));
    let claim = ix::claim(&queue, &alice, &queue.reward.vault, Some(1));
    desk.refused(&[claim], &[alice], LctsError::TokenRefused).await;
}

#[tokio::test]
async fn a_settlements_accounts_are_the_units() {
    let mut desk = full().await;
    desk.next_day().await;
    desk.locked().await;
    let (at, beacon) = (desk.at, desk.beacon);
    let [subscribe, redeem] = BOTH.map(|direction| desk.side(direction));
    let other_pau = desk.facility.queue_token_account();
    let args = SettlePairArgs { subscribe_capacity: ONE, redeem_capacity: ONE };
    let settle = ix::settle_pair(&beacon, &at, desk.current().await, args);
    let places = [
        (subscribe.queue, redeem.queue, LctsError::WrongQueue),
        (redeem.queue, subscribe.queue, LctsError::WrongQueue),
        (subscribe.input.vault, redeem.reward.vault, LctsError::WrongQueueVault),
        (subscribe.reward.vault, redeem.input.vault, LctsError::WrongQueueVault),
        (redeem.input.vault, subscribe.reward.vault, LctsError::WrongQueueVault),
        (redeem.reward.vault, subscribe.input.vault, LctsError::WrongQueueVault),
        (subscribe.generation(1), redeem.generation(1), LctsError::WrongGeneration),
        (redeem.generation(1), subscribe.generation(1), LctsError::WrongGeneration),
        (at.holding(), other_pau, LctsError::WrongHolding),
        (at.mint, at.share_mint(), LctsError::WrongMint),
        (at.share_mint(), at.mint, LctsError::WrongMint),
        (at.token_program, at.share_program, LctsError::WrongTokenProgram),
        (at.share_program, at.token_program, LctsError::WrongTokenProgram),
    ];
    refuses(&desk, &settle, &beacon, &places).await;
    desk.settle_pair(ONE, ONE).await.unwrap();
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_lock_is_of_both_queues_of_the_unit() {
    let mut desk = full().await;
    desk.next_day().await;
    desk.at_second(halo_sdk::halo_math::LOCK_SECOND).await;
    let beacon = desk.beacon;
    let [subscribe, redeem] = BOTH.map(|direction| desk.side(direction));
    let lock = desk.locking().await;
    let places = [
        (subscribe.queue, redeem.queue, LctsError::WrongQueue),
        (redeem.queue, subscribe.queue, LctsError::WrongQueue),
        (subscribe.generation(1), redeem.generation(1), LctsError::WrongGeneration),
    ];
    refuses(&desk, &lock, &beacon, &places).await;
    for current in
        [ix::Current { subscribe: None, redeem: Some(1) }, ix::Current { subscribe: Some(1), redeem: None }]
    {
        let half = ix::lock(&beacon, &desk.at, current);
        desk.refused(&[half], &[beacon], LctsError::GenerationMissing).await;
    }
}

#[tokio::test]
async fn a_finalized_position_is_settled_with_its_own_generation() {
    let mut desk = Desk::new().await;
    let (alice, queue) = (desk.alice, desk.side(Subscribe));
    desk.subscribe(&alice, 5 * ONE).await;
    desk.day(Subscribe, u64::MAX).await;
    desk.give(&alice, million(1)).await;
    let mut entry = ix::Entry {
        payer: desk.roles().payer,
        owner: alice,
        source: queue.input.token_account(&alice),
        current: 2,
        finalized: None,
    };
    let without = ix::enter(&queue, &entry, ONE);
    desk.refused(&[without], &[alice], LctsError::FinalizedGenerationMissing).await;
    // A finalized one is not entered again, under whatever number.
    entry.current = 1;
    let old = ix::enter(&queue, &entry, ONE);
    desk.refused(&[old], &[alice], LctsError::WrongGeneration).await;
    // Nor is one that does not exist yet created ahead of its turn.
    entry.current = 3;
    let ahead = ix::enter(&queue, &entry, ONE);
    desk.refused(&[ahead], &[alice], halo_tests::refusal::SEEDS).await;
    desk.enter(Subscribe, &alice, ONE).await.unwrap();
    desk.assert_sound().await;
}

#[tokio::test]
async fn amounts_that_are_nothing_are_refused() {
    let desk = full().await;
    let (alice, beacon, endpoint) = (desk.alice, desk.beacon, desk.endpoint);
    let enter = desk.entering(Subscribe, &alice, 0).await;
    desk.refused(&[enter], &[alice], LctsError::ZeroAmount).await;
    let nothing = ix::return_funds(&desk.borrower, &desk.at, &endpoint, 0);
    desk.refused(&[nothing], &[desk.borrower], LctsError::ZeroAmount).await;
    let deploy = ix::deploy(&beacon, &desk.at, &endpoint, 0);
    desk.refused(&[deploy], &[beacon], halo_sdk::pau::error::PauError::ZeroAmount).await;
    let again = ix::open_holding(&desk.roles().payer, &desk.at);
    desk.refused(&[again], &[], LctsError::HoldingOpen).await;
}
