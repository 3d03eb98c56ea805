//! Long random lives of two pools under one PAU, on the real programs. After every act: the vaults hold what is on
//! record, no share is worth less but by a price or a loss that is accounted for, no limit is exceeded, what was quoted is
//! what was done, and the other pool is what it was to the byte.
//!
//! `HALO_STEPS` is the number of acts, `HALO_SEED` replays a run.

mod act;
mod chain;
mod check;
mod rules;
mod trade;

use super::{floor::*, venue::curved};
use chain::Chain;
use halo_sdk::{
    addresses::{self, PoolAddresses},
    amm::state::{Feed, Pool},
    deployment::Limit,
    token::{self, TokenProgram},
};
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

/// One of the pools, and who is its issuer.
struct Stand {
    at: PoolAddresses,
    issuer: Pubkey,
    endpoint: Pubkey,
    /// Owners of its withdrawals, in order.
    owners: Vec<Pubkey>,
}

struct Life {
    floor: Floor,
    chain: Chain,
    stands: [Stand; 2],
    /// The pool of the present act.
    here: usize,
    random: Random,
    /// How often each act was done, and how often refused.
    tally: BTreeMap<&'static str, [u64; 2]>,
    /// How many trades a limit of the PAU stopped.
    limited: u64,
}

/// Two pools with capital and inventory, in a world whose chain is copied for each life.
async fn genesis() -> Floor {
    let floor = Floor::with(curved()).await;
    floor.provide(&floor.bob, CAPITAL / 3).await.unwrap();
    floor
}

impl Floor {
    /// A second pool of the same pair and price with another issuer and limits that trades reach; it is this floor's from now on.
    async fn second(&mut self) {
        let payer = self.roles().payer;
        let issuer = self.world.person("second issuer").await;
        for side in [self.at.cash, self.at.asset] {
            let program = TokenProgram::from_id(&side.token_program).expect("a token program");
            let open = token::create_associated_token_account(&payer, &issuer, &side.mint, program);
            self.ok(&[open], &[]).await;
        }
        (self.issuer, self.endpoint) = (issuer, self.at.asset.account(&issuer));
        self.base = self.world.keys.add_named("second pool");
        self.at.pool = addresses::pool(&self.base);
        self.govern().await;
        for key in self.at.swap_limits() {
            self.set_limit(&key, Limit { max: million(4), slope: million(4) }).await.unwrap();
        }
        self.open().await;
        self.report(PAR).await;
        for owner in [self.alice, self.bob] {
            self.provide(&owner, CAPITAL).await.unwrap();
        }
    }

    fn stand(&self) -> Stand {
        Stand { at: self.at, issuer: self.issuer, endpoint: self.endpoint, owners: Vec::new() }
    }
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
        Self { floor, chain, stands, here: 0, random: Random(seed), tally: BTreeMap::new(), limited: 0 }
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
            (self.floor.at, self.floor.endpoint) = (self.stand().at, self.stand().endpoint);
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
    let (mut tally, mut limited) = (BTreeMap::<_, [u64; 2]>::new(), 0);
    for life in 0..acts.div_ceil(LENGTH) {
        let mut one = Life::new(seed.wrapping_add(life)).await;
        one.live(LENGTH.min(acts - life * LENGTH));
        limited += one.limited;
        for (name, [done, refused]) in one.tally {
            let sum = tally.entry(name).or_default();
            *sum = [sum[0] + done, sum[1] + refused];
        }
    }
    for (name, [done, refused]) in &tally {
        println!("{name}: {done} done, {refused} refused");
        assert!(acts < ACTS || *done > 0, "{name} was never done");
    }
    println!("{limited} trades stopped by a limit of the PAU");
    assert!(acts < ACTS || limited > 0);
    let all: u64 = tally.values().flatten().sum();
    assert_eq!(all, acts);
}
