//! A feed of five reporters beside lists of everything that was ever reported and accepted, and a trader who would like
//! to be on both sides of a new price.

use super::ratio::{int, product_over};
use halo_math::amm::{
    Capital, Flows, NavFeed, NavLimits, Pair, Posted, Posting, Price, PriceError, PriceLimits, PriceRange,
    Pricing, Spread, SpreadBounds, Trade,
};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

const PAR: u64 = 1_000_000_000_000;
const DAY: i64 = 86_400;

/// What random bytes say: operation and reporter, distance, price.
pub type RawReport = (u8, u8, u32);

#[derive(Clone, Copy, Debug)]
pub enum FeedOp {
    Post { who: usize, seconds_ago: i64, effective_ago: i64, move_ppm: i64, accrual_ppm: u64 },
    Wait { seconds: i64, slots: u64 },
    Remove { who: usize },
    Rebase,
    Trade,
}

impl FeedOp {
    pub fn decode((kind, how, seed): RawReport) -> Self {
        let (seed, how) = (i64::from(seed), i64::from(how));
        match kind % 16 {
            // Most are close to the last price, some far off.
            0..=6 => Self::Post {
                who: usize::from(kind >> 4) % 6,
                seconds_ago: how - 20,
                effective_ago: seed % (3 * DAY) - 20,
                move_ppm: (seed % 500 - 250) << (how % 8),
                accrual_ppm: u64::try_from(seed >> 20).expect("12 bits") / 3,
            },
            7..=9 => Self::Wait { seconds: how, slots: u64::try_from(how / 64).expect("small") },
            10 => Self::Wait { seconds: how * 600, slots: u64::try_from(how * 1_500).expect("small") },
            11 if how < 16 => Self::Remove { who: usize::from(kind >> 4) % 6 },
            12 if how < 64 => Self::Rebase,
            _ => Self::Trade,
        }
    }
}

/// A mark that was accepted, or the price that a jump by hand made.
#[derive(Clone, Copy, Debug)]
struct Accepted {
    slot: u64,
    before: u64,
    price: u64,
}

/// What the trader holds: one token bought, or one token owed, at a price in a slot.
#[derive(Clone, Copy, Debug)]
struct Bet {
    slot: u64,
    paid: u64,
    long: bool,
}

pub struct FeedTwin {
    pub feed: NavFeed,
    pricing: Pricing,
    pub now: i64,
    pub slot: u64,
    posts: Vec<(usize, Posting, u64)>,
    accepted: Vec<Accepted>,
    bets: Vec<Bet>,
    /// Trades that found a price.
    pub trades: u64,
    /// Trades that found none, because of a jump.
    pub waits: u64,
}

impl FeedTwin {
    pub fn new(quorum: u64) -> Self {
        let limits = PriceLimits {
            max_age_seconds: 43_200,
            max_age_slots: 108_000,
            up_bps: 100,
            down_bps: 50,
            floor: PAR / 2,
            ceiling: 2 * PAR,
            confidence_bps: 0,
            second_source_bps: 0,
            cooldown_slots: 3,
            spread_floor_bps: 5,
        };
        let nav =
            NavLimits { quorum, min_interval_seconds: 30, accrual_seconds: 172_800, max_accrual_bps: 5 };
        let pricing = Pricing {
            pair: Pair::new(6, 6).expect("six decimals"),
            spread: Spread { bid_bps: 5, ask_bps: 5 },
            bounds: SpreadBounds { bid_min: 5, bid_max: 5, ask_min: 5, ask_max: 5, total_max: 5 },
            ..Pricing::default()
        };
        pricing.check_feed(&limits).expect("no jump across the spread");
        Self {
            feed: NavFeed::new(limits, nav).expect("in order"),
            pricing,
            now: 1_800_000_000,
            slot: 400_000_000,
            posts: Vec::new(),
            accepted: Vec::new(),
            bets: Vec::new(),
            trades: 0,
            waits: 0,
        }
    }

    /// Does `op` and asserts that everything holds.
    pub fn step(&mut self, op: FeedOp) {
        match op {
            FeedOp::Post { who, seconds_ago, effective_ago, move_ppm, accrual_ppm } => {
                let price = match self.feed.mark.price_at(self.now) {
                    0 => PAR,
                    price => price,
                };
                let moved = i128::from(price) * i128::from(1_000_000 + move_ppm) / 1_000_000;
                let posting = Posting {
                    price: moved.to_u64().unwrap_or(0),
                    accrual_per_day: price / 1_000_000 * accrual_ppm,
                    effective_at: self.now - effective_ago,
                    published_at: self.now - seconds_ago,
                    sequence: self.last(who).map_or(1, |(last, _)| last.sequence)
                        + u64::from(seconds_ago % 9 != 0),
                };
                self.post(who, posting);
            }
            FeedOp::Wait { seconds, slots } => {
                (self.now, self.slot) = (self.now + seconds, self.slot + slots)
            }
            FeedOp::Remove { who } => {
                let priced = self.feed.mark.price != 0 && self.last(who).is_some();
                assert_eq!(self.feed.remove_reporter(who).is_ok(), who < 5);
                self.posts.retain(|(index, ..)| *index != who);
                if priced {
                    let found = self.feed.price(self.now, self.slot);
                    let doubtful =
                        matches!(found, Err(PriceError::InDoubt { .. } | PriceError::Deviates { .. }));
                    assert!(doubtful, "{found:?} may be that reporter's");
                }
            }
            FeedOp::Rebase => {
                let (before, mark) = (self.feed, self.feed.mark.price_at(self.now));
                match self.feed.rebase(&PriceRange::ANY, self.now, self.slot) {
                    Ok(price) => self.note(mark, price.get()),
                    Err(_) => assert_eq!(self.feed, before, "a refusal changes nothing"),
                }
            }
            FeedOp::Trade => self.trade(),
        }
    }

    fn post(&mut self, who: usize, posting: Posting) {
        let (before, mark) = (self.feed, self.feed.mark.price_at(self.now));
        let expected = self.is_good(who, &posting);
        let posted = self.feed.post(who, &posting, self.now, self.slot);
        assert_eq!(
            posted.is_ok(),
            expected,
            "{posting:?} by {who} on {before:?} at {}: {posted:?}",
            self.now
        );
        let Ok(posted) = posted else {
            assert_eq!(self.feed, before, "a refusal changes nothing");
            return;
        };
        self.posts.push((who, posting, self.slot));
        let (fresh, median) = self.median();
        if fresh < self.feed.nav.quorum {
            assert_eq!(posted, Posted::NoQuorum { fresh, quorum: self.feed.nav.quorum });
            assert_eq!(self.feed.mark, before.mark);
            return;
        }
        let (up, down) =
            (int(mark) * product_over(10_100, 1, 10_000), int(mark) * product_over(9_950, 1, 10_000));
        let in_step = mark == 0 || (int(median) <= up && int(median) >= down);
        let within = (PAR / 2..=2 * PAR).contains(&median);
        if in_step && within {
            let price = Price::new(median).expect("above the floor");
            assert_eq!(posted, Posted::Accepted { price, previous: mark });
            assert_eq!(self.feed.mark.price_at(self.now), median);
            self.note(mark, median);
        } else {
            assert_eq!(posted, Posted::Deviates { price: median, mark });
            assert_eq!(self.feed.mark.price_at(self.now), mark, "the mark stays");
            assert!(matches!(self.feed.price(self.now, self.slot), Err(PriceError::Deviates { .. })));
        }
    }

    /// The rules for one report.
    fn is_good(&self, who: usize, posting: &Posting) -> bool {
        let in_time = posting.published_at <= self.now + 10
            && posting.published_at >= self.now - 43_200
            && posting.effective_at <= self.now + 10;
        let growth = int(posting.accrual_per_day) <= int(posting.price) * product_over(5, 1, 10_000);
        let newer = self.last(who).is_none_or(|(last, slot)| {
            posting.sequence > last.sequence
                && self.slot > slot
                && posting.published_at >= last.published_at + 30
                && posting.effective_at >= last.effective_at
        });
        who < 5 && in_time && growth && newer && posting.price > 0 && posting.sequence > 0
    }

    fn last(&self, who: usize) -> Option<(Posting, u64)> {
        self.posts.iter().rev().find(|(index, ..)| *index == who).map(|(_, posting, slot)| (*posting, *slot))
    }

    /// How many reports are fresh, and the median of their prices now.
    fn median(&self) -> (u64, u64) {
        let mut prices: Vec<u64> = (0..5)
            .filter_map(|who| self.last(who))
            .filter(|(last, slot)| self.now - last.published_at <= 43_200 && self.slot - slot <= 108_000)
            .map(|(last, _)| {
                let until = self.now.min(last.effective_at + 172_800);
                let growth = product_over(last.accrual_per_day, (until - last.effective_at).max(0), DAY);
                (int(last.price) + growth).floor().to_integer().to_u64().expect("small")
            })
            .collect();
        prices.sort_unstable();
        let middle = |index: usize| prices.get(index).copied().unwrap_or(0);
        let (lower, upper) = (middle(prices.len().saturating_sub(1) / 2), middle(prices.len() / 2));
        (prices.len() as u64, (lower + upper) / 2)
    }

    fn note(&mut self, before: u64, price: u64) {
        self.accepted.push(Accepted { slot: self.slot, before, price });
    }

    /// Buys and sells a token, if there is a price. Whoever did the opposite in the last slots has not gained.
    fn trade(&mut self) {
        let found = self.feed.price(self.now, self.slot);
        if let Err(PriceError::Cooldown { .. }) = found {
            self.waits += 1;
        }
        let Ok(price) = found else { return };
        self.trades += 1;
        let recent = self.accepted.iter().rev().take_while(|mark| mark.slot + 3 >= self.slot);
        for mark in recent.filter(|mark| mark.before != 0) {
            let half = int(mark.before) * product_over(5, 1, 20_000);
            let moved = int(BigInt::from(mark.price) - mark.before);
            assert!(moved <= half && -moved <= half, "{mark:?} was a jump, and slot {} trades", self.slot);
        }
        let fresh = (0..5)
            .filter_map(|who| self.last(who))
            .filter(|(last, slot)| self.now - last.published_at <= 43_200 && self.slot - slot <= 108_000);
        let all_there =
            self.posts.iter().map(|(who, ..)| who).collect::<std::collections::BTreeSet<_>>().len();
        if all_there == 5 {
            assert!(fresh.count() as u64 >= self.feed.nav.quorum, "a price without fresh reports");
        }
        let quote = |trade| {
            self.pricing
                .quote(trade, price, &Capital::default(), &Flows::default(), self.now)
                .expect("a quote")
        };
        let bid = quote(Trade::SellExactIn(1_000_000_000_000)).amount_out;
        let ask = quote(Trade::BuyExactOut(1_000_000_000_000)).amount_in;
        for bet in self.bets.iter().rev().take_while(|bet| bet.slot + 3 >= self.slot) {
            let gain: BigRational = match bet.long {
                true => int(bid) - int(bet.paid),
                false => int(bet.paid) - int(ask),
            };
            assert!(gain < int(0), "{bet:?} gained {gain} in slot {}", self.slot);
        }
        self.bets.push(Bet { slot: self.slot, paid: ask, long: true });
        self.bets.push(Bet { slot: self.slot, paid: bid, long: false });
    }
}
