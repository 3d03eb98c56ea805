//! A trade before a report and one after it: in one transaction, in one slot, in the next slot. The reporter is the
//! attacker's friend.

use super::{floor::*, purse::kept};
use halo_sdk::{error::Error, halo_math::amm::Posting, instructions::amm as ix};
use halo_tests::{refusal::assert_refused, world::million};
use num_bigint::BigInt;
use solana_instruction::Instruction;

/// How far apart the three acts are.
#[derive(Clone, Copy, Debug)]
enum Apart {
    OneTransaction,
    OneSlot,
    NextSlots,
}

const EVERY: [Apart; 3] = [Apart::OneTransaction, Apart::OneSlot, Apart::NextSlots];

/// The largest move, in basis points, that is no jump: half of the narrowest spread.
const SMALL: i64 = 2;

impl Floor {
    /// Bob trades, the reporter moves the price by `bps`, Bob trades back.
    async fn sandwich(&mut self, bps: i64, apart: Apart) -> Result<(), Error> {
        self.world.wait(1).await;
        let (bob, reporter) = (self.bob, self.reporters[0]);
        let amount = thousand(1_000);
        let (first, second) = match bps > 0 {
            true => (self.buying(exact_out(amount, u64::MAX)), self.selling(exact_in(amount))),
            false => (self.selling(exact_in(amount)), self.buying(exact_out(amount, u64::MAX))),
        };
        let price = PAR / 10_000 * u64::try_from(10_000 + bps).unwrap();
        let post = ix::post_nav(&reporter, &self.feed, self.posting(0, price).await);
        if let Apart::OneTransaction = apart {
            return self.send(&[first, post, second], &[bob, reporter]).await.map(drop);
        }
        let acts: [(Instruction, _); 3] = [(first, bob), (post, reporter), (second, bob)];
        for (act, signer) in acts {
            self.send(&[act], &[signer]).await?;
            if let Apart::NextSlots = apart {
                self.world.chain.0.advance_slots(1);
            }
        }
        Ok(())
    }

    /// A pool with 4M of t-bills, and Bob with 5M of each.
    async fn tempting() -> Self {
        let floor = Self::stocked().await;
        floor.fund(million(5), million(5)).await;
        floor
    }
}

#[tokio::test]
async fn a_move_within_the_spread_pays_for_no_sandwich() {
    for apart in EVERY {
        for bps in [1, SMALL, -1, -SMALL] {
            let mut floor = Floor::tempting().await;
            let before = (floor.purse().await, floor.view().await);
            floor.sandwich(bps, apart).await.unwrap();
            let gain = before.0.gain(&floor.purse().await, PAR);
            assert!(gain < BigInt::ZERO, "{apart:?}, {bps} basis points: {gain}");
            let after = floor.view().await;
            assert!(bps < 0 || kept(&before.1, &after), "{apart:?}, {bps} basis points");
            floor.assert_sound().await;
        }
    }
}

#[tokio::test]
async fn a_jump_lets_nobody_trade_back() {
    for apart in EVERY {
        for bps in [SMALL + 1, 50, 100, -SMALL - 1, -50] {
            let mut floor = Floor::tempting().await;
            let before = floor.purse().await;
            assert_refused(floor.sandwich(bps, apart).await, AmmError::PriceCooldown);
            let gain = before.gain(&floor.purse().await, PAR);
            assert!(gain <= BigInt::ZERO, "{apart:?}, {bps} basis points: {gain}");
            floor.assert_sound().await;
        }
    }
}

#[tokio::test]
async fn small_moves_in_a_row_are_the_jump_that_they_add_up_to() {
    let mut floor = Floor::tempting().await;
    let before = floor.purse().await;
    let (bob, amount) = (floor.bob, thousand(1_000));
    floor.ok(&[floor.buying(exact_out(amount, u64::MAX))], &[bob]).await;
    floor.world.wait(1).await;
    for moved in 1..=3 {
        // In slots next to each other, each said to be a second younger than the last.
        floor.world.chain.0.advance_slots(1);
        let posting = floor.posting(0, PAR / 10_000 * (10_000 + moved)).await;
        let published_at = posting.published_at + i64::try_from(moved).unwrap();
        floor.post(0, Posting { published_at, ..posting }).await.unwrap();
    }
    let sell = floor.send(&[floor.selling(exact_in(amount))], &[bob]).await;
    assert_refused(sell, AmmError::PriceCooldown);
    assert!(before.gain(&floor.purse().await, PAR) <= BigInt::ZERO);
}

#[tokio::test]
async fn who_waits_a_jump_out_gains_the_move_less_both_spreads() {
    let mut floor = Floor::tempting().await;
    let before = floor.purse().await;
    let (bob, amount) = (floor.bob, thousand(1_000));
    floor.ok(&[floor.buying(exact_out(amount, u64::MAX))], &[bob]).await;
    floor.reprice(100).await;
    floor.ok(&[floor.selling(exact_in(amount))], &[bob]).await;
    let gain = before.gain(&floor.purse().await, PAR);
    // What the reporters say it is worth is what it is worth: 1 % of a million, less 5 basis points twice.
    assert!(gain <= BigInt::from(thousand(9)), "{gain}");
    assert!(gain >= BigInt::from(thousand(8)), "{gain}");
    floor.assert_sound().await;
}
