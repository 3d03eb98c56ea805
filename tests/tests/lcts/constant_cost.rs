//! What it costs does not depend on how many there are: to the unit the same among 100 000 positions as with one other,
//! where the totals that the arithmetic divides are the same.

mod giving_back;
mod others;

use super::desk::*;
use halo_sdk::{
    configurator::state::{Grant, Payload},
    halo_math::{LOCK_SECOND, SETTLE_SECOND},
    instructions::lcts::{self as ix, Conversion, Entry},
    lcts::instructions::EnterWithUsdsArgs,
    transport::Landed,
};
use halo_tests::{exchange::Exchange, world::ONE};
use others::Others;
use solana_pubkey::Pubkey;
use std::future::Future;

/// What was measured, in order.
const ACTS: [&str; 16] = [
    "enter, the first time",
    "enter again",
    "lock",
    "settle",
    "claim",
    "exit",
    "enter after an exit",
    "settle_pair",
    "claim of a finalized generation",
    "enter that settles a finalized generation",
    "lock of both queues",
    "unlock_overdue",
    "enter_with_usds, the first time",
    "enter_with_usds again",
    "close_generation",
    "close_position",
];

/// The PSM that members may pay through, open, with USDS of `member`'s.
async fn open_exchange(desk: &mut Desk, member: &Pubkey) -> Exchange {
    const RESERVE: u64 = 1_000 * ONE;
    let exchange = Exchange::named(&mut desk.world, "PSM");
    exchange.mint_to(&desk.world, member, 2 * RESERVE).await;
    exchange.open(&desk.world, member, RESERVE).await;
    let (pau, grant) = (desk.at.pau, Grant::Action(exchange.converter(&desk.at)));
    desk.world.enact(Payload::AddInit { pau, grant }).await;
    exchange.enable(&desk.world, &desk.at).await;
    exchange
}

/// `member` pays ONE in USDS.
async fn pay(desk: &Desk, exchange: &Exchange, member: &Pubkey) -> Landed {
    let (stable, spec) = (exchange.at.stable, exchange.converter(&desk.at));
    let entry = desk.liquid().entry(&desk.world, Subscribe, member).await;
    let entry = Entry { source: stable.account(member), ..entry };
    let conversion = Conversion { mint: stable.mint, token_program: stable.token_program, spec: &spec };
    let args = EnterWithUsdsArgs { amount_in: ONE, min_amount: ONE };
    desk.ok(&[ix::enter_with_usds(&desk.side(Subscribe), &entry, &conversion, args)], &[*member]).await
}

/// Units of each of [`ACTS`] among `others`.
async fn measure(others: Others) -> Vec<u64> {
    let mut desk = Desk::new().await;
    let (alice, bob, payer) = (desk.alice, desk.bob, desk.roles().payer);
    let exchange = open_exchange(&mut desk, &alice).await;
    let members = others.arrive(&mut desk).await;
    others.enter(&mut desk, Subscribe, &members).await;
    let mut units = Vec::new();
    let mut note = |landed: Landed| units.push(landed.units_consumed);
    note(desk.subscribe(&alice, 30 * ONE + 1).await);
    note(desk.subscribe(&alice, 30 * ONE + 1).await);
    desk.at_second(LOCK_SECOND).await;
    note(desk.lock().await.unwrap());
    note(desk.settle(Subscribe, 333_333 * ONE + 7).await.unwrap());
    note(desk.claim(Subscribe, &alice).await.unwrap());
    note(desk.exit(Subscribe, &alice).await.unwrap());
    note(desk.enter(Subscribe, &alice, 30 * ONE).await.unwrap());
    desk.subscribe(&bob, 5 * ONE).await;
    desk.next_day().await;
    desk.locked().await;
    note(desk.settle_pair(u64::MAX, 0).await.unwrap());
    note(desk.claim(Subscribe, &bob).await.unwrap());
    desk.next_day().await;
    note(desk.subscribe(&alice, ONE).await);
    desk.enter(Redeem, &bob, ONE).await.unwrap();
    desk.at_second(LOCK_SECOND).await;
    note(desk.lock().await.unwrap());
    desk.at_second(SETTLE_SECOND).await;
    note(desk.ok(&[desk.unlocking(Subscribe).await], &[]).await);
    desk.ok(&[desk.unlocking(Redeem).await], &[]).await;
    desk.next_day().await;
    note(pay(&desk, &exchange, &alice).await);
    note(pay(&desk, &exchange, &alice).await);
    desk.locked().await;
    desk.settle_pair(u64::MAX, u64::MAX).await.unwrap();
    desk.claim(Subscribe, &alice).await.unwrap();
    let queue = desk.side(Subscribe);
    note(desk.ok(&[ix::close_generation(&queue, 2, &payer)], &[]).await);
    note(desk.ok(&[ix::close_position(&queue, &alice, &payer)], &[alice]).await);
    others.are_paid(&desk, Subscribe, &members).await;
    units
}

/// Measures with one other and among so many, and compares each of `acts`.
async fn compare<F: Future<Output = Vec<u64>>>(acts: &[&str], measure: impl Fn(Others) -> F) {
    let [one, many] = [measure(Others::One).await, measure(Others::Many).await];
    println!("| act | units with one other | units among {} |", others::MANY);
    println!("|---|---|---|");
    for ((act, one), many) in acts.iter().zip(&one).zip(&many) {
        println!("| {act} | {one} | {many} |");
    }
    assert_eq!((one.len(), &one), (acts.len(), &many));
}

#[tokio::test]
async fn it_costs_the_same_to_the_unit_among_a_hundred_thousand() {
    compare(&ACTS, measure).await;
}
