//! Compute units: what each instruction of a queue's daily life may cost at most, with shares of either token program.

use super::desk::*;
use halo_sdk::{token::TokenProgram, transport::Landed};
use halo_tests::world::ONE;

/// What is measured, and the most that it may cost with shares of p-token and of Token-2022.
const BUDGETS: [(&str, [u64; 2]); 11] = [
    ("enter, creating a position and a generation", [18_000, 18_000]),
    ("enter, creating a position", [14_000, 14_000]),
    ("enter, creating nothing", [10_500, 10_500]),
    ("enter, settling a finalized position", [12_500, 12_500]),
    ("claim", [10_500, 12_500]),
    ("exit", [10_500, 10_500]),
    ("lock", [6_500, 6_500]),
    ("settle, subscribing", [16_000, 17_500]),
    ("settle, redeeming", [28_500, 30_000]),
    ("settle_pair, both ways with a netting", [36_000, 38_500]),
    ("unlock_overdue", [4_500, 4_500]),
];

/// Not par, where some divisions fall away.
const RATE: u128 = PAR / 10_000 * 10_234;

/// Units of each of [`BUDGETS`], in order.
async fn measure(shares: TokenProgram) -> Vec<u64> {
    let mut desk = Desk::with(RATE, shares).await;
    let (alice, bob) = (desk.alice, desk.bob);
    let mut units = Vec::new();
    let mut note = |landed: Landed| units.push(landed.units_consumed);
    note(desk.subscribe(&alice, 40 * ONE).await);
    note(desk.subscribe(&bob, 40 * ONE).await);
    note(desk.subscribe(&alice, 20 * ONE).await);
    desk.day(Subscribe, u64::MAX).await;
    desk.subscribe(&bob, 40 * ONE).await;
    note(desk.subscribe(&alice, 40 * ONE).await);
    desk.next_day().await;
    desk.locked().await;
    let settle = desk.settle(Subscribe, 20 * ONE).await.unwrap();
    note(desk.claim(Subscribe, &alice).await.unwrap());
    note(desk.exit(Subscribe, &alice).await.unwrap());
    desk.enter(Redeem, &alice, 60 * ONE).await.unwrap();
    desk.next_day().await;
    desk.at_second(halo_sdk::halo_math::LOCK_SECOND).await;
    note(desk.lock().await.unwrap());
    note(settle);
    note(desk.settle(Redeem, 5 * ONE).await.unwrap());
    desk.next_day().await;
    desk.at_second(halo_sdk::halo_math::SETTLE_SECOND).await;
    desk.ok(&[desk.unlocking(Subscribe).await], &[]).await;
    desk.next_day().await;
    desk.locked().await;
    // The redeemers want 55: 30 come from the subscribers, 5 from the holding.
    note(desk.settle_pair(0, 5 * ONE).await.unwrap());
    desk.next_day().await;
    desk.locked().await;
    desk.at_second(halo_sdk::halo_math::SETTLE_SECOND).await;
    note(desk.send(&[desk.unlocking(Redeem).await], &[]).await.unwrap());
    desk.assert_sound().await;
    units
}

#[tokio::test]
async fn every_instruction_keeps_to_its_budget() {
    let measured = [measure(TokenProgram::Spl).await, measure(TokenProgram::Token2022).await];
    println!("| act | p-token | Token-2022 |");
    println!("|---|---|---|");
    for (index, (act, _)) in BUDGETS.iter().enumerate() {
        let [spl, token_2022] = [measured[0][index], measured[1][index]];
        println!("| {act} | {spl} | {token_2022} |");
    }
    for (measured, column) in measured.iter().zip(0..) {
        assert_eq!(measured.len(), BUDGETS.len());
        for (units, (act, budgets)) in measured.iter().zip(BUDGETS) {
            assert!(*units <= budgets[column], "{act}: {units} of {}", budgets[column]);
        }
    }
}
