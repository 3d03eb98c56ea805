//! What the beacon does to a crowd.

use super::{super::desk::*, exact::part, life::Life};
use halo_sdk::{
    halo_math::{LockCycle, LOCK_SECOND, MIN_RESIDUAL},
    instructions::lcts as ix,
    lcts::instructions::{SetGuardrailsArgs, SettlePairArgs},
};
use halo_tests::world::million;

/// What a redemption limit is not lowered below, so that everybody is out in time.
const LEAST_A_DAY: u64 = million(40);

impl Life {
    /// 13:00: both queues are locked, each that anybody is in.
    pub async fn lock(&mut self) {
        self.desk.at_second(LOCK_SECOND).await;
        let beacon = self.desk.beacon;
        let lock = self.desk.locking().await;
        self.attempt(lock, &beacon, Ok(())).await;
        self.sides.iter_mut().for_each(super::exact::Exact::lock);
        for direction in BOTH {
            self.compare_queue(direction).await;
        }
    }

    /// What the unit itself lets be converted of `wanted`: subscribed, and redeemed.
    async fn capped(&self, [subscribe, redeem]: [u64; 2]) -> [u64; 2] {
        let unit = self.desk.unit().await;
        let worth = part(unit.supply.into(), unit.rate.rate(), PAR);
        let room = unit.capacity.saturating_sub(u64::try_from(worth).expect("a sum"));
        [subscribe.min(room), redeem.min(unit.redeem_limit).min(self.book().await.holding)]
    }

    fn capacity(&mut self) -> u64 {
        match self.random.below(6) {
            0 => 0,
            1 | 2 => u64::MAX,
            _ => self.amount(million(400)),
        }
    }

    /// The settlement of the day: of both queues, of each by itself, of one only, or none.
    pub async fn settle(&mut self) {
        if self.random.below(3) == 0 {
            self.raise().await;
        }
        let wanted = [self.capacity(), self.capacity()];
        match self.random.below(8) {
            0 => {}
            1..=3 if self.sells().await && BOTH.iter().any(|direction| self.is_locked(*direction)) => {
                self.settle_both(wanted).await;
            }
            _ => {
                for direction in BOTH {
                    if self.is_locked(direction) && self.random.below(8) > 0 {
                        self.settle_one(direction, wanted[direction as usize]).await;
                    }
                }
            }
        }
    }

    /// Whether the unit sells shares: not for a day after a large cut of its rate.
    async fn sells(&mut self) -> bool {
        let now = self.desk.now().await;
        self.desk.unit().await.require_may_sell(now).is_ok()
    }

    /// One queue, to the base unit.
    pub async fn settle_one(&mut self, direction: Direction, capacity: u64) {
        let (number, rate) = (self.sides[direction as usize].current, self.desk.rate().await);
        let mut wanted = [0; 2];
        wanted[direction as usize] = capacity;
        let capped = self.capped(wanted).await[direction as usize];
        let side = &self.sides[direction as usize];
        let (converted, minted) = match direction {
            Subscribe => {
                let converted = side.convertible(capped);
                (converted, part(converted.into(), PAR, rate))
            }
            Redeem => {
                let all = part(side.underlying.into(), rate, PAR);
                let shares = match all <= u128::from(capped) {
                    true => side.underlying,
                    false => u64::try_from(part(capped.into(), PAR, rate)).expect("shares"),
                };
                let converted = side.convertible(shares.min(side.underlying));
                (converted, part(converted.into(), rate, PAR))
            }
        };
        let minted = u64::try_from(minted).expect("a sum");
        let converted = if minted == 0 { 0 } else { converted };
        let beacon = self.desk.beacon;
        let act = ix::settle(&beacon, &self.desk.at, direction, number, capacity);
        let sale = direction == Subscribe && minted > 0;
        let expected = if sale && !self.sells().await { Err(LctsError::SaleAfterCut) } else { Ok(()) };
        if self.attempt(act, &beacon, expected).await {
            self.settled(direction, converted, minted).await;
        }
    }

    /// Both queues. How much is netted is the rule's; what counts is that it keeps to both capacities and the rate, and that
    /// no queue waits for what the other one would give it.
    async fn settle_both(&mut self, wanted: [u64; 2]) {
        let capped = self.capped(wanted).await;
        let (rate, before) = (self.desk.rate().await, self.desk.unit().await);
        let held = self.book().await.holding;
        let waited = [Subscribe, Redeem].map(|direction| self.sides[direction as usize].underlying);
        let owed = [self.desk.queue(Subscribe).await.owed, self.desk.queue(Redeem).await.owed];
        let locked = BOTH.map(|direction| self.is_locked(direction));
        let beacon = self.desk.beacon;
        let args = SettlePairArgs { subscribe_capacity: wanted[0], redeem_capacity: wanted[1] };
        let act = ix::settle_pair(&beacon, &self.desk.at, self.desk.current().await, args);
        self.attempt(act, &beacon, Ok(())).await;
        let mut results = [(0, 0); 2];
        for direction in BOTH {
            let number = self.sides[direction as usize].current;
            let left = self.desk.generation(direction, number).await.map_or(0, |totals| totals.underlying);
            let minted = self.desk.queue(direction).await.owed - owed[direction as usize];
            results[direction as usize] = (waited[direction as usize] - left, minted);
            if locked[direction as usize] {
                self.settled(direction, waited[direction as usize] - left, minted).await;
            } else {
                assert_eq!(results[direction as usize], (0, 0), "what is not locked takes no part");
            }
        }
        let [(brought, shares), (burnt, paid)] = results;
        assert_eq!(u128::from(shares), part(brought.into(), PAR, rate));
        assert_eq!(u128::from(paid), part(burnt.into(), rate, PAR));
        let after = self.desk.unit().await;
        assert_eq!(after.supply, before.supply + shares - burnt);
        assert_eq!(
            i128::from(self.book().await.holding) - i128::from(held),
            i128::from(brought) - i128::from(paid)
        );
        assert!(brought.saturating_sub(paid) <= capped[0], "{brought} against {paid}, with {capped:?}");
        assert!(paid.saturating_sub(brought) <= capped[1], "{paid} against {brought}, with {capped:?}");
        let [subscribing, redeeming] =
            [0, 1].map(|side| if locked[side] { u128::from(waited[side]) } else { 0 });
        let wanting = [subscribing, part(redeeming, rate, PAR)];
        self.assert_nobody_waits_for_nothing(wanting, [brought, paid], capped, rate);
    }

    /// What is left of either queue is what neither the other queue nor the capacity had room for, but for residuals.
    fn assert_nobody_waits_for_nothing(
        &self,
        wanting: [u128; 2],
        converted: [u64; 2],
        capped: [u64; 2],
        rate: u128,
    ) {
        let residual = u128::from(MIN_RESIDUAL);
        let slack = 3 * (residual + part(residual, rate, PAR) + 1);
        for (side, other) in [(0, 1), (1, 0)] {
            let room = u128::from(converted[other]) + u128::from(capped[side]);
            let least = wanting[side].min(room).saturating_sub(slack);
            assert!(u128::from(converted[side]) >= least, "{converted:?} of {wanting:?}, with {capped:?}");
        }
    }

    async fn settled(&mut self, direction: Direction, converted: u64, minted: u64) {
        let number = self.sides[direction as usize].current;
        self.sides[direction as usize].settled(converted, minted);
        self.tally.settled += u64::from(minted > 0);
        self.tally.finalized += u64::from(self.sides[direction as usize].current > number);
        self.compare_queue(direction).await;
    }

    /// 16:00: what was not settled is unlocked.
    pub async fn unlock(&mut self) {
        for direction in BOTH {
            if self.is_locked(direction) {
                let (unlock, anybody) = (self.desk.unlocking(direction).await, self.crowd[0]);
                self.attempt(unlock, &anybody, Ok(())).await;
                self.sides[direction as usize].settled(0, 0);
                self.tally.overdue += 1;
                self.compare_queue(direction).await;
            }
        }
    }

    /// Raises the rate between lock and 16:00, by less than the cap of a day.
    async fn raise(&mut self) {
        let (rate, beacon) = (self.desk.unit().await.rate, self.desk.beacon);
        let step = u128::from(self.random.below(u64::from(GUARDRAILS.yield_cap_bps)));
        let raised = rate.rate() + rate.rate() / 10_000 * step;
        let is_later = LockCycle::day(self.desk.now().await) > rate.updated_day;
        let expected = if is_later || raised == rate.rate() { Ok(()) } else { Err(LctsError::RateTooHigh) };
        let act = self.desk.rating(raised);
        if self.attempt(act, &beacon, expected).await {
            self.tally.raised += 1;
            assert_eq!(self.desk.rate().await, raised);
        }
    }

    /// The GovOps lowers the capacity and the redemption limit, which binds the next settlement already.
    pub async fn tighten(&mut self) {
        let (govops, unit) = (self.desk.roles().govops, self.desk.unit().await);
        let lowered = SetGuardrailsArgs {
            capacity: unit.capacity - self.random.below(unit.capacity / 4),
            redeem_limit: (unit.redeem_limit - self.random.below(unit.redeem_limit / 4)).max(LEAST_A_DAY),
            yield_cap_bps: unit.yield_cap_bps,
        };
        let act = ix::set_guardrails(&self.desk.configurer(), &self.desk.at, lowered);
        self.attempt(act, &govops, Ok(())).await;
        let unit = self.desk.unit().await;
        assert_eq!((unit.capacity, unit.redeem_limit), (lowered.capacity, lowered.redeem_limit));
        self.tally.tightened += 1;
    }

    /// A loss is written down.
    pub async fn cut(&mut self) {
        let (rate, beacon) = (self.desk.rate().await, self.desk.beacon);
        let cut = rate / 1_000 * u128::from(1 + self.random.below(20));
        let [_, other] = self.worths().await;
        let expected = if self.is_junior() || other == 0 { Ok(()) } else { Err(LctsError::JuniorFirst) };
        let act = self.desk.rating(rate - cut);
        if self.attempt(act, &beacon, expected).await {
            self.tally.cut += 1;
            assert_eq!(self.desk.rate().await, rate - cut);
        }
    }
}
