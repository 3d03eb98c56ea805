//! Compute units: what a member does costs the same in an empty queue and among many.

use super::desk::*;
use halo_sdk::transport::Landed;
use halo_tests::world::ONE;
use solana_pubkey::Pubkey;

/// Members beside the one that is measured.
const MANY: usize = 100;
/// Units that a measurement may differ by: searching for an address takes as many tries as its bump says.
const TOLERANCE: u64 = 1_500;

/// What the measured member and the beacon do, in order.
const ACTS: [&str; 7] =
    ["enter", "enter again", "claim", "exit", "lock", "settle_pair", "claim of a finalized one"];

/// Units of each of [`ACTS`] among `others`.
async fn measure(others: usize) -> Vec<u64> {
    let mut desk = Desk::new().await;
    for number in 0..others {
        let other = desk.world.person(&format!("member {number}")).await;
        desk.let_in(&other).await;
        desk.subscribe(&other, 10 * ONE).await;
    }
    let (alice, bob) = (desk.alice, desk.bob);
    // So that neither measurement pays for the generation's account.
    desk.subscribe(&bob, 10 * ONE).await;
    let mut units = Vec::new();
    let mut note = |landed: Landed| units.push(landed.units_consumed);
    note(desk.subscribe(&alice, 10 * ONE).await);
    note(desk.subscribe(&alice, 10 * ONE).await);
    desk.locked().await;
    desk.settle(Subscribe, 5 * ONE).await.unwrap();
    note(desk.claim(Subscribe, &alice).await.unwrap());
    note(desk.exit(Subscribe, &alice).await.unwrap());
    desk.next_day().await;
    desk.at_second(halo_sdk::halo_math::LOCK_SECOND).await;
    note(desk.lock().await.unwrap());
    note(desk.settle_pair(u64::MAX, 0).await.unwrap());
    note(desk.claim(Subscribe, &bob).await.unwrap());
    desk.assert_sound().await;
    units
}

#[tokio::test]
async fn nothing_costs_more_among_many() {
    let (alone, among_many) = (measure(0).await, measure(MANY).await);
    println!("| act | units alone | units among {MANY} others |");
    println!("|---|---|---|");
    for ((act, alone), many) in ACTS.iter().zip(&alone).zip(&among_many) {
        println!("| {act} | {alone} | {many} |");
        assert!(alone.abs_diff(*many) <= TOLERANCE, "{act}: {alone} alone, {many} among {MANY}");
    }
    assert_eq!(alone.len(), ACTS.len());
}

#[tokio::test]
async fn every_member_gets_its_part_of_many_days() {
    let mut desk = Desk::new().await;
    let mut members: Vec<(Pubkey, u64)> = Vec::new();
    for number in 0..20_u64 {
        let member = desk.world.person(&format!("member {number}")).await;
        desk.let_in(&member).await;
        let amount = ONE + number * 1_234_567;
        desk.subscribe(&member, amount).await;
        members.push((member, amount));
    }
    let total: u64 = members.iter().map(|(_, amount)| amount).sum();
    for capacity in [total / 7, total / 3, total / 11, u64::MAX] {
        desk.day(Subscribe, capacity).await;
        desk.next_day().await;
    }
    for (member, amount) in &members {
        desk.claim(Subscribe, member).await.unwrap();
        let got = desk.shares(member).await;
        assert!(got.abs_diff(*amount) <= 1, "{got} for {amount}");
    }
    assert_eq!(desk.queue(Subscribe).await.owed, 0, "to the last base unit");
    desk.assert_sound().await;
}
