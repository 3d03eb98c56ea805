//! What it costs does not depend on how many there are: to the unit the same among 100 000 positions as with one other,
//! where the totals that the arithmetic divides are the same.
//!
//! Of the 100 000, ten have entered. The others are accounts written as their entries would have written them, and
//! the generation's totals and the vault have what they brought.

use super::desk::{forge::changed, *};
use halo_sdk::{
    halo_math::{LOCK_SECOND, SETTLE_SECOND},
    instructions::lcts as ix,
    lcts::state::{LctsGeneration, LctsPosition},
    transport::Landed,
};
use halo_tests::{chain::Chain, world::ONE};
use solana_pubkey::Pubkey;
use std::ops::Range;

/// Positions of others.
const MANY: u64 = 100_000;
/// Of them, those that have entered.
const REAL: u64 = 10;
/// What each of them brought.
const EACH: u64 = 10 * ONE;
/// What was measured, in order.
const ACTS: [&str; 12] = [
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
];

/// Who has brought 1 000 000 before anybody is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Others {
    /// Carol alone.
    One,
    /// A hundred thousand.
    Many,
}

/// Owner of a position that was written.
fn owner(number: u64) -> Pubkey {
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    Pubkey::new_from_array(bytes)
}

/// Writes the positions of the owners with these `numbers` as the entry of `template`'s owner has written his.
async fn write_positions(desk: &mut Desk, template: &Pubkey, numbers: Range<u64>) {
    let queue = desk.side(Subscribe);
    let model = desk.account(&queue.position(template)).await;
    let count = numbers.end - numbers.start;
    for number in numbers {
        let owner = owner(number);
        let seeds: [&[u8]; 3] = [halo_sdk::lcts::POSITION_SEED, queue.queue.as_ref(), owner.as_ref()];
        let (address, bump) = Pubkey::find_program_address(&seeds, &halo_sdk::programs::LCTS);
        let written = |record: &mut LctsPosition| (record.owner, record.bump) = (owner, bump);
        desk.world.chain.set_account(&address, changed(model.clone(), written));
    }
    desk.rewrite(&queue.generation(1), |record: &mut LctsGeneration| {
        record.totals.shares[0] += count * EACH;
        record.totals.underlying += count * EACH;
    })
    .await;
    desk.give(&queue.queue, count * EACH).await;
}

/// Every position of the queue adds up to the generation's totals.
fn assert_written(desk: &Desk, shares: u128) {
    let queue = desk.side(Subscribe).queue;
    let (positions, sum) = desk.world.chain.0.transport().with_svm(|svm| {
        let accounts = svm.get_program_accounts(&halo_sdk::programs::LCTS);
        let records = accounts.iter().filter_map(|(_, account)| {
            use anchor_lang::AccountDeserialize;
            LctsPosition::try_deserialize(&mut &account.data[..]).ok()
        });
        let of_the_queue = records.filter(|record| record.queue == queue);
        of_the_queue.fold((0, 0), |(count, sum), record| (count + 1, sum + record.held.shares()))
    });
    assert_eq!((positions, sum), (MANY, shares));
}

impl Others {
    async fn enter(self, desk: &mut Desk) {
        let mut real = Vec::new();
        for number in 0..REAL {
            let member = desk.world.person(&format!("member {number}")).await;
            desk.let_in(&member).await;
            real.push(member);
        }
        match self {
            Self::One => drop(desk.subscribe(&desk.carol, MANY * EACH).await),
            Self::Many => {
                for member in &real {
                    desk.subscribe(member, EACH).await;
                }
                write_positions(desk, &real[0], REAL..MANY).await;
                let total = desk.generation(Subscribe, 1).await.expect("a generation").shares();
                assert_written(desk, total);
            }
        }
        let generation = desk.generation(Subscribe, 1).await.expect("a generation");
        assert_eq!((generation.shares(), generation.underlying), (u128::from(MANY * EACH), MANY * EACH));
    }
}

/// Units of each of [`ACTS`] among `others`.
async fn measure(others: Others) -> Vec<u64> {
    let mut desk = Desk::new().await;
    others.enter(&mut desk).await;
    let (alice, bob) = (desk.alice, desk.bob);
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
    if others == Others::Many {
        // Who entered among so many is paid like everybody, and so is the last one written.
        let member = desk.world.keys.add_named("member 0");
        desk.claim(Subscribe, &member).await.unwrap();
        assert!(EACH - desk.shares(&member).await <= 1);
        let view = desk.client.view_as(ix::position_state(&desk.side(Subscribe), &owner(MANY - 1), Some(1)));
        let view: halo_sdk::lcts::instructions::PositionView = view.await.expect("a position");
        assert!(EACH - view.rewards <= 1);
    }
    units
}

#[tokio::test]
async fn it_costs_the_same_to_the_unit_among_a_hundred_thousand() {
    let [one, many] = [measure(Others::One).await, measure(Others::Many).await];
    println!("| act | units with one other | units among {MANY} |");
    println!("|---|---|---|");
    for ((act, one), many) in ACTS.iter().zip(&one).zip(&many) {
        println!("| {act} | {one} | {many} |");
    }
    assert_eq!((one.len(), &one), (ACTS.len(), &many));
}
