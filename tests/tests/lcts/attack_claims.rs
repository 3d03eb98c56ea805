//! Nobody is paid twice, with the record of another, with an older or a newer one, or with one that it has made up.

use super::desk::{forge::changed, *};
use halo_sdk::{cluster::MAINNET_LAMPORTS_PER_BYTE, instructions::lcts as ix, lcts::state::LctsGeneration};
use halo_tests::{
    chain::Chain,
    refusal::{with_account, OWNED_BY_WRONG_PROGRAM},
    world::ONE,
};
use solana_account::Account;
use solana_pubkey::Pubkey;

/// Mallory and Alice wait with 10 each, of which a settlement has converted 5.
async fn half_converted() -> Desk {
    let mut desk = Desk::new().await;
    for member in [desk.carol, desk.alice] {
        desk.subscribe(&member, 10 * ONE).await;
    }
    desk.day(Subscribe, 10 * ONE).await;
    desk.next_day().await;
    desk
}

#[tokio::test]
async fn what_was_earned_is_paid_once() {
    let desk = half_converted().await;
    let mallory = desk.carol;
    let claim = desk.claiming(Subscribe, &mallory).await;
    let twice = [claim.clone(), claim.clone()];
    desk.refused(&twice, &[mallory], LctsError::NothingToClaim).await;
    desk.ok(std::slice::from_ref(&claim), &[mallory]).await;
    desk.refused(std::slice::from_ref(&claim), &[mallory], LctsError::NothingToClaim).await;
    // Leaving pays what is left, which is no reward.
    desk.exit(Subscribe, &mallory).await.unwrap();
    assert_eq!((desk.shares(&mallory).await, desk.balance(&mallory).await), (5 * ONE, 5 * ONE));
    let leave = desk.leaving(Subscribe, &mallory, 1);
    desk.refused(&[leave], &[mallory], LctsError::NoShares).await;
    desk.refused(&[claim], &[mallory], LctsError::NothingToClaim).await;
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_finalized_generation_pays_once() {
    let mut desk = half_converted().await;
    let (mallory, queue) = (desk.carol, desk.side(Subscribe));
    desk.day(Subscribe, u64::MAX).await;
    let claim = desk.claiming(Subscribe, &mallory).await;
    desk.ok(std::slice::from_ref(&claim), &[mallory]).await;
    desk.refused(std::slice::from_ref(&claim), &[mallory], LctsError::NothingToClaim).await;
    // Nor is it credited again by the next entry that names it.
    desk.subscribe(&mallory, ONE).await;
    let entry = ix::Entry {
        payer: desk.roles().payer,
        owner: mallory,
        source: queue.input.token_account(&mallory),
        current: 2,
        finalized: Some(1),
    };
    desk.give(&mallory, ONE).await;
    desk.ok(&[ix::enter(&queue, &entry, ONE)], &[mallory]).await;
    let view = desk.view(Subscribe, &mallory).await;
    assert_eq!((view.rewards, view.underlying, desk.shares(&mallory).await), (0, 2 * ONE, 10 * ONE));
    desk.assert_sound().await;
}

#[tokio::test]
async fn no_other_generation_pays() {
    let mut desk = half_converted().await;
    let (mallory, queue) = (desk.carol, desk.side(Subscribe));
    let destination = queue.reward.token_account(&mallory);
    // The first generation is finalized and has earned much; hers is the second one, which has earned nothing.
    desk.day(Subscribe, u64::MAX).await;
    desk.leave(&mallory).await;
    desk.next_day().await;
    desk.subscribe(&mallory, ONE).await;
    desk.enter(Redeem, &mallory, ONE).await.unwrap();
    for (number, refusal) in [(1, u32::from(LctsError::WrongGeneration)), (3, OWNED_BY_WRONG_PROGRAM)] {
        let claim = ix::claim(&queue, &mallory, &destination, Some(number));
        desk.refused(&[claim], &[mallory], refusal).await;
        desk.refused(&[desk.leaving(Subscribe, &mallory, number)], &[mallory], refusal).await;
    }
    let claim = desk.claiming(Subscribe, &mallory).await;
    let of_the_other_queue = with_account(claim, &queue.generation(2), desk.side(Redeem).generation(1));
    desk.refused(&[of_the_other_queue], &[mallory], LctsError::WrongGeneration).await;
    desk.assert_sound().await;
}

/// An account of the attacker's with the bytes of a generation that has earned a thousand times as much.
#[tokio::test]
async fn a_generation_that_somebody_made_up_pays_nothing() {
    let mut desk = half_converted().await;
    let (mallory, queue) = (desk.carol, desk.side(Subscribe));
    let number = queue.generation(1);
    let real = desk.account(&number).await;
    let rich = changed(real, |record: &mut LctsGeneration| {
        record.totals.reward_per_share[1] += 1;
        record.totals.rewards_owed *= 1_000;
    });
    for owner in [desk.endpoint, halo_sdk::programs::PAU, solana_sdk_ids::system_program::ID] {
        let forged = Pubkey::new_unique();
        desk.world.chain.set_account(&forged, Account { owner, ..rich.clone() });
        let claim = with_account(desk.claiming(Subscribe, &mallory).await, &number, forged);
        desk.refused(&[claim], &[mallory], OWNED_BY_WRONG_PROGRAM).await;
        let leave = with_account(desk.leaving(Subscribe, &mallory, 1), &number, forged);
        desk.refused(&[leave], &[mallory], OWNED_BY_WRONG_PROGRAM).await;
    }
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_position_that_was_closed_and_kept_alive_has_nothing() {
    let desk = half_converted().await;
    let (mallory, payer, queue) = (desk.carol, desk.roles().payer, desk.side(Subscribe));
    desk.exit(Subscribe, &mallory).await.unwrap();
    let position = queue.position(&mallory);
    let close = ix::close_position(&queue, &mallory, &payer);
    let rent = (128 + 300) * MAINNET_LAMPORTS_PER_BYTE;
    let keep_alive = solana_system_interface::instruction::transfer(&payer, &position, rent);
    let claim = ix::claim(&queue, &mallory, &queue.reward.token_account(&mallory), Some(1));
    // In the transaction that closes it, and afterwards.
    let revived = [close.clone(), keep_alive.clone(), claim.clone()];
    desk.refused(&revived, &[mallory], OWNED_BY_WRONG_PROGRAM).await;
    desk.ok(&[close, keep_alive], &[mallory]).await;
    desk.refused(&[claim], &[mallory], OWNED_BY_WRONG_PROGRAM).await;
    desk.refused(&[desk.leaving(Subscribe, &mallory, 1)], &[mallory], OWNED_BY_WRONG_PROGRAM).await;
    // The next entry begins from nothing.
    desk.give(&mallory, ONE).await;
    let brought = desk.worth(&mallory).await;
    desk.enter(Subscribe, &mallory, ONE).await.unwrap();
    assert_eq!(desk.view(Subscribe, &mallory).await.rewards, 0);
    assert!(desk.profit(&mallory, brought).await <= 0);
    desk.assert_sound().await;
}

#[tokio::test]
async fn a_generation_is_closed_after_everybody_was_credited_and_never_again_opened() {
    let mut desk = half_converted().await;
    let (mallory, alice, payer, queue) = (desk.carol, desk.alice, desk.roles().payer, desk.side(Subscribe));
    let close = ix::close_generation(&queue, 1, &payer);
    let early = async |desk: &Desk| {
        desk.refused(std::slice::from_ref(&close), &[], LctsError::NotEmpty).await;
    };
    early(&desk).await;
    desk.locked().await;
    early(&desk).await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    early(&desk).await;
    desk.claim(Subscribe, &mallory).await.unwrap();
    early(&desk).await;
    // Alice's next entry credits her: what she is owed is in her position now, and outlives the generation.
    desk.subscribe(&alice, ONE).await;
    desk.ok(std::slice::from_ref(&close), &[]).await;
    desk.refused(std::slice::from_ref(&close), &[], OWNED_BY_WRONG_PROGRAM).await;
    desk.claim(Subscribe, &alice).await.unwrap();
    assert_eq!(desk.shares(&alice).await, 10 * ONE);
    // Money at its address does not bring it back.
    let revive = solana_system_interface::instruction::transfer(&payer, &queue.generation(1), 10_000_000);
    desk.ok(&[revive], &[]).await;
    let claim = ix::claim(&queue, &mallory, &queue.reward.token_account(&mallory), Some(1));
    desk.refused(&[claim], &[mallory], OWNED_BY_WRONG_PROGRAM).await;
    desk.assert_sound().await;
}
