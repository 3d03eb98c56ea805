//! Long random lives of two pools under one PAU, on the real programs. After every act: the vaults hold what is on
//! record, no share is worth less but by a price or a loss that is accounted for, every loss is on the record to the base
//! unit, no limit is exceeded and none stops what it need not, what was quoted is what was done, and the other pool with all
//! its withdrawals and redemptions is what it was to the byte.
//!
//! `HALO_STEPS` is the number of acts, `HALO_SEED` replays a run.

mod act;
mod chain;
mod check;
mod exits;
mod rules;
mod trade;

use super::{floor::*, stand::Stand, venue::curved};
use chain::Chain;
use halo_sdk::amm::state::{Feed, Pool};
use halo_tests::{
    random::Random,
    world::{million, ONE},
};
use solana_pubkey::Pubkey;
use std::collections::BTreeMap;

/// Acts of an ordinary run.
const ACTS: u64 = 20_000;
/// Acts of one life. All begin alike.
const LENGTH: u64 = 2_500;

struct Life {
    floor: Floor,
    chain: Chain,
    stands: [Stand; 2],
    /// Owners of the withdrawals of each, in order.
    owners: [Vec<Pubkey>; 2],
    /// The pool of the present act.
    here: usize,
    random: Random,
    /// How often each act was done, and how often refused.
    tally: BTreeMap<&'static str, [u64; 2]>,
    /// How often something rare was met with.
    met: BTreeMap<&'static str, u64>,
    /// What each pool has lost, by the acts that lost it.
    losses: [u64; 2],
}

/// What a run must have met with.
const RARE: [&str; 6] = [
    "quotes of the program",
    "refusals of the program to quote",
    "trades done as the program quoted",
    "trades stopped by SWAP",
    "withdrawals paid in parts by WITHDRAW",
    "redemptions stopped by TRANSFER",
];

/// Two pools with capital and inventory, in a world whose chain is copied for each life.
async fn genesis() -> Floor {
    let floor = Floor::with(curved()).await;
    floor.provide(&floor.bob, CAPITAL / 3).await.unwrap();
    floor
}

impl Life {
    async fn new(seed: u64) -> Self {
        let mut floor = genesis().await;
        let first = floor.stand();
        floor.second().await;
        let stands = [first, floor.stand()];
        for owner in [floor.alice, floor.bob, stands[0].issuer, stands[1].issuer] {
            floor.mint(&floor.at.cash, &owner, million(100_000)).await;
            floor.mint(&floor.at.asset, &owner, million(100_000)).await;
        }
        let payer = floor.roles().payer;
        let svm = floor.world.chain.0.transport().with_svm(|svm| svm.clone());
        let chain = Chain::new(svm, payer);
        Self {
            floor,
            chain,
            stands,
            owners: Default::default(),
            here: 0,
            random: Random(seed),
            tally: BTreeMap::new(),
            met: BTreeMap::new(),
            losses: [0; 2],
        }
    }

    fn stand(&self) -> &Stand {
        &self.stands[self.here]
    }

    fn pool(&self) -> Pool {
        self.chain.read(&self.stand().at.pool)
    }

    fn feed(&self) -> Feed {
        self.chain.read(&self.floor.feed)
    }

    fn now(&self) -> i64 {
        self.chain.clock().unix_timestamp
    }

    /// One of `from` to `to`, every order of magnitude as often.
    fn amount(&mut self, from: u64, to: u64) -> u64 {
        let bits = self.random.below(u64::from((to / from).ilog2()) + 1);
        let top = (from << bits).saturating_mul(2).min(to);
        (from << bits) + self.random.below((top - (from << bits)).max(1))
    }

    /// Some of `whole`, often all of it.
    fn part(&mut self, whole: u64) -> u64 {
        match self.random.below(4) {
            0 => whole,
            1 => whole.min(1),
            _ => self.random.below(whole.max(1)),
        }
    }

    fn live(&mut self, acts: u64) {
        for act in 0..acts {
            self.here = self.random.below(2) as usize;
            self.floor.turn_to(&self.stands[self.here]);
            let (before, other) = (self.books(), self.picture(1 - self.here));
            let (name, effect) = self.act();
            self.check(&before, effect, &format!("act {act}, {name}"));
            assert_eq!(other, self.picture(1 - self.here), "act {act}, {name}: the other pool");
        }
    }
}

/// The smallest and the largest that people try.
const LEAST: u64 = ONE / 100;
const MOST: u64 = million(6);

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|error| panic!("expected a number in {name}, got {value}: {error}")))
}

#[tokio::test]
async fn every_rule_of_a_pool_holds_after_every_act() {
    let acts = setting("HALO_STEPS").unwrap_or(ACTS);
    let seed = setting("HALO_SEED").unwrap_or_else(|| u64::from(rand::random::<u32>()));
    println!("HALO_SEED={seed}");
    let (mut tally, mut met) = (BTreeMap::<_, [u64; 2]>::new(), BTreeMap::<_, u64>::new());
    for life in 0..acts.div_ceil(LENGTH) {
        let mut one = Life::new(seed.wrapping_add(life)).await;
        one.live(LENGTH.min(acts - life * LENGTH));
        for (what, count) in one.met {
            *met.entry(what).or_default() += count;
        }
        for (name, [done, refused]) in one.tally {
            let sum = tally.entry(name).or_default();
            *sum = [sum[0] + done, sum[1] + refused];
        }
    }
    for (name, [done, refused]) in &tally {
        println!("{name}: {done} done, {refused} refused");
        assert!(acts < ACTS || *done > 0, "{name} was never done");
    }
    println!("{met:#?}");
    for what in RARE {
        assert!(acts < ACTS || met.contains_key(what), "no {what}");
    }
    let all: u64 = tally.values().flatten().sum();
    assert_eq!(all, acts);
}
