//! Whoever is first, gives money away or burns its shares gains nothing by it, and takes nothing from those who follow.

use super::desk::*;
use halo_sdk::{halo_math::MIN_RESIDUAL, token::TokenProgram};
use halo_tests::world::{million, ONE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// What the attacker gives away.
const BAIT: u64 = million(1);

#[tokio::test]
async fn the_first_member_cannot_round_a_later_one_to_nothing() {
    let desk = Desk::new().await;
    let (mallory, victim) = (desk.carol, desk.alice);
    let queue = desk.side(Subscribe);
    desk.give(&mallory, BAIT + 1).await;
    let before = desk.worth(&mallory).await;
    desk.enter(Subscribe, &mallory, 1).await.unwrap();
    desk.donate(&desk.at.mint, &mallory, &queue.input.vault, BAIT).await;
    // In a queue that counts its balance this would buy no share, or one.
    desk.subscribe(&victim, BAIT / 2).await;
    assert_eq!(desk.view(Subscribe, &victim).await.shares, u128::from(BAIT / 2));
    desk.leave(&mallory).await;
    assert_eq!(desk.profit(&mallory, before).await, -i128::from(BAIT), "the gift is lost");
    desk.leave(&victim).await;
    assert_eq!(desk.balance(&victim).await, BAIT / 2);
    assert_eq!(desk.tokens(&queue.input.vault).await, BAIT, "nobody's");
}

/// The same with a ratio as bad as settlements leave it: the attacker is alone in the smallest residual.
#[tokio::test]
async fn nor_in_what_a_settlement_has_left() {
    let mut desk = Desk::new().await;
    let (mallory, victim) = (desk.carol, desk.alice);
    desk.give(&mallory, 7 * BAIT + 3).await;
    let before = desk.worth(&mallory).await;
    desk.enter(Subscribe, &mallory, 7 * BAIT + 3).await.unwrap();
    desk.day(Subscribe, 7 * BAIT).await;
    assert_eq!(desk.waiting(Subscribe).await, MIN_RESIDUAL);
    let own = 3 * MIN_RESIDUAL + 1;
    desk.subscribe(&victim, own).await;
    desk.leave(&mallory).await;
    assert!(desk.profit(&mallory, before).await <= 0);
    desk.leave(&victim).await;
    assert!(desk.worth(&victim).await.abs_diff(own) <= 1, "rounding moves one base unit at most");
    desk.assert_sound().await;
}

/// Everywhere that a unit keeps tokens, and what they are.
async fn vaults(desk: &Desk) -> [(Pubkey, Pubkey); 5] {
    let [subscribe, redeem] = BOTH.map(|direction| desk.side(direction));
    [
        (subscribe.input.mint, subscribe.input.vault),
        (subscribe.reward.mint, subscribe.reward.vault),
        (redeem.input.mint, redeem.input.vault),
        (redeem.reward.mint, redeem.reward.vault),
        (desk.at.mint, desk.at.holding()),
    ]
}

/// Mallory and Alice have shares and wait in both queues.
async fn both_in_both() -> Desk {
    let mut desk = Desk::new().await;
    for member in [desk.carol, desk.alice] {
        desk.give(&member, 40 * ONE).await;
        desk.enter(Subscribe, &member, 30 * ONE).await.unwrap();
    }
    desk.day(Subscribe, u64::MAX).await;
    for member in [desk.carol, desk.alice] {
        desk.claim(Subscribe, &member).await.unwrap();
        desk.enter(Subscribe, &member, 10 * ONE).await.unwrap();
        desk.enter(Redeem, &member, 10 * ONE).await.unwrap();
    }
    desk.next_day().await;
    desk.locked().await;
    // One by one: netting would clear one of them.
    desk.settle(Subscribe, 5 * ONE).await.unwrap();
    desk.settle(Redeem, 5 * ONE).await.unwrap();
    desk.next_day().await;
    desk
}

#[tokio::test]
async fn a_gift_to_any_account_of_a_unit_is_worth_nothing_to_anybody() {
    let mut desk = both_in_both().await;
    let (mallory, victim) = (desk.carol, desk.alice);
    desk.give(&mallory, 2 * ONE).await;
    let (before, of_victim, unit) =
        (desk.worth(&mallory).await, desk.worth(&victim).await, desk.unit().await);
    let generations = [desk.generation(Subscribe, 2).await, desk.generation(Redeem, 1).await];
    for (mint, vault) in vaults(&desk).await {
        desk.donate(&mint, &mallory, &vault, ONE / 2).await;
    }
    let given = 5 * i128::from(ONE / 2);
    assert_eq!(desk.profit(&mallory, before).await, -given);
    assert_eq!(desk.worth(&victim).await, of_victim);
    let now = desk.unit().await;
    assert_eq!(
        (now.rate.rate(), now.supply, now.holding),
        (unit.rate.rate(), unit.supply, unit.holding),
        "the record goes on"
    );
    assert_eq!([desk.generation(Subscribe, 2).await, desk.generation(Redeem, 1).await], generations);
    // Settlements convert what is on record, not what was given.
    desk.locked().await;
    desk.settle_pair(u64::MAX, u64::MAX).await.unwrap();
    for member in [mallory, victim] {
        desk.leave(&member).await;
    }
    assert_eq!(desk.profit(&mallory, before).await, -given);
    assert_eq!(desk.worth(&victim).await, of_victim);
    for (_, vault) in vaults(&desk).await {
        let on_record = if vault == desk.at.holding() { desk.unit().await.holding } else { 0 };
        assert_eq!(desk.tokens(&vault).await, on_record + ONE / 2, "the gift is all that is left");
    }
}

/// Burns `amount` of `owner`'s shares, as any wallet can.
fn burning(desk: &Desk, owner: &Pubkey, amount: u64) -> Instruction {
    let (program, account, mint) =
        (TokenProgram::Token2022.id(), desk.at.shares(owner), desk.at.share_mint());
    anchor_spl::token_2022::spl_token_2022::instruction::burn(&program, &account, &mint, owner, &[], amount)
        .expect("a token program")
}

#[tokio::test]
async fn whoever_burns_shares_gives_them_away_and_makes_no_room() {
    let mut desk = Desk::new().await;
    let (mallory, victim) = (desk.carol, desk.alice);
    for member in [mallory, victim] {
        desk.buy(&member, million(500)).await;
    }
    let (before, of_victim) = (desk.worth(&mallory).await, desk.worth(&victim).await);
    let burnt = million(400);
    desk.ok(&[burning(&desk, &mallory, burnt)], &[mallory]).await;
    assert_eq!(desk.profit(&mallory, before).await, -i128::from(burnt));
    assert_eq!((desk.worth(&victim).await, desk.rate().await), (of_victim, PAR));
    // The capacity of 1 000M is used up, as if nothing had been burnt.
    assert_eq!((desk.unit().await.supply, desk.share_supply().await), (million(1_000), million(600)));
    desk.subscribe(&desk.bob, ONE).await;
    desk.locked().await;
    desk.settle(Subscribe, u64::MAX).await.unwrap();
    assert_eq!((desk.unit().await.supply, desk.waiting(Subscribe).await), (million(1_000), ONE));
    // Whoever did not burn is paid in full.
    desk.enter(Redeem, &victim, million(90)).await.unwrap();
    desk.next_day().await;
    desk.locked().await;
    desk.settle(Redeem, u64::MAX).await.unwrap();
    desk.leave(&victim).await;
    assert_eq!(desk.balance(&victim).await, million(90));
}
