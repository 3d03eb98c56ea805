//! What can be done with a unit now: the instruction, or why not.

use super::{Settling, UnitOperator};
use crate::{
    instructions::{
        configurator::Configurer,
        lcts::{self as ix, GuardrailInits},
    },
    view::{Door, NotNow},
};
use halo_math::LockCycle;
use lcts::{
    instructions::{SetGuardrailsArgs, SettlePairArgs},
    state::Direction,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl UnitOperator {
    /// Locks both queues. Signer: beacon with LOCK.
    ///
    /// # Errors
    /// When the day's lock has come, or it is not from 13:00 to 16:00 UTC, or a lock is still on.
    pub fn lock(&self, beacon: &Pubkey) -> Result<Instruction, NotNow> {
        let ledger = &self.ledger;
        ledger.require_running()?;
        for direction in [Direction::Subscribe, Direction::Redeem] {
            ledger.queue(direction)?;
            if let Door::Overdue { since } = ledger.door(direction) {
                return Err(NotNow::Overdue { direction, since });
            }
        }
        if LockCycle::may_lock(ledger.now, ledger.unit.locked_day).is_err() {
            return Err(NotNow::LocksFrom { from: self.locks_from });
        }
        Ok(ix::lock(beacon, &ledger.addresses, ledger.current()))
    }

    /// What [`UnitOperator::settle`] will do.
    ///
    /// # Errors
    /// When the queue is not locked, or its time is over, or shares would be sold too soon after a large cut of the rate, or
    /// the PAU would not pay what is redeemed.
    pub fn settling(&self, direction: Direction, capacity: u64) -> Result<Settling, NotNow> {
        self.require_locked(direction)?;
        self.ledger.require_running()?;
        self.possible(Settling::one(
            (&self.ledger.unit, self.ledger.book()),
            direction,
            &self.ledger.record(direction).totals,
            capacity,
        )?)
    }

    /// Settles one queue with `capacity` of underlying; 0 unlocks it as it is. Signer: beacon with SETTLE.
    ///
    /// # Errors
    /// As [`UnitOperator::settling`].
    pub fn settle(
        &self,
        beacon: &Pubkey,
        direction: Direction,
        capacity: u64,
    ) -> Result<Instruction, NotNow> {
        self.settling(direction, capacity)?;
        let number = self.ledger.record(direction).number();
        Ok(ix::settle(beacon, &self.ledger.addresses, direction, number, capacity))
    }

    /// What [`UnitOperator::settle_pair`] will do, the net among it.
    ///
    /// # Errors
    /// When neither queue is locked, or their time is over, or shares would be sold or netted too soon after a large cut of
    /// the rate, or the PAU would not pay what is redeemed.
    pub fn settling_pair(&self, args: &SettlePairArgs) -> Result<Settling, NotNow> {
        let directions = [Direction::Subscribe, Direction::Redeem];
        for direction in directions {
            match self.ledger.door(direction) {
                Door::Overdue { since } => return Err(NotNow::Overdue { direction, since }),
                Door::Missing => return Err(NotNow::NoQueue { direction }),
                Door::Open { .. } | Door::Locked { .. } => {}
            }
        }
        if !self.ledger.is_locked() {
            return Err(NotNow::NothingLocked);
        }
        self.require_holding()?;
        self.ledger.require_running()?;
        let totals = directions.map(|direction| self.ledger.record(direction).totals);
        self.possible(Settling::pair(
            (&self.ledger.unit, self.ledger.book()),
            totals,
            [args.subscribe_capacity, args.redeem_capacity],
        )?)
    }

    /// Nets both queues and settles what is left within the capacities. Signer: beacon with SETTLE.
    ///
    /// # Errors
    /// As [`UnitOperator::settling_pair`].
    pub fn settle_pair(&self, beacon: &Pubkey, args: SettlePairArgs) -> Result<Instruction, NotNow> {
        self.settling_pair(&args)?;
        Ok(ix::settle_pair(beacon, &self.ledger.addresses, self.ledger.current(), args))
    }

    /// Unlocks a queue that was not settled in time. No signer.
    ///
    /// # Errors
    /// When it is not locked, or may still be settled.
    pub fn unlock_overdue(&self, direction: Direction) -> Result<Instruction, NotNow> {
        match self.ledger.door(direction) {
            Door::Overdue { .. } => {}
            Door::Locked { until } => return Err(NotNow::NotOverdue { direction, until }),
            Door::Open { .. } => return Err(NotNow::NotLocked { direction }),
            Door::Missing => return Err(NotNow::NoQueue { direction }),
        }
        let record = self.ledger.record(direction);
        Ok(ix::unlock_overdue(&self.ledger.addresses, &record.place, record.number()))
    }

    /// Sets the underlying that 10^18 shares are worth. Signer: beacon with RATE.
    ///
    /// # Errors
    /// When it would rise out of time, by more than the unit's cap or beyond what is on record, or when a junior has to
    /// bear the loss first.
    pub fn set_rate(&self, beacon: &Pubkey, rate: u128) -> Result<Instruction, NotNow> {
        let (ledger, now) = (&self.ledger, self.ledger.now);
        let (unit, mut changed) = (&ledger.unit, ledger.unit.rate);
        if rate >= self.rate {
            ledger.require_running()?;
            unit.require_rate_may_rise(now).map_err(|_| NotNow::RateOutsideLock)?;
        } else if !unit.is_junior() {
            let junior = ledger.partner.map_or(Ok(0), |junior| junior.rate.underlying_for(junior.supply))?;
            if junior > 0 {
                return Err(NotNow::JuniorFirst { worth: junior });
            }
        }
        changed.set(rate, unit.yield_cap_bps, LockCycle::day(now))?;
        if rate > self.rate {
            ledger.book().backing().check_raise(ledger.worth(&changed)?, unit.yield_cap_bps)?;
        }
        Ok(ix::set_rate(beacon, &self.ledger.addresses, rate))
    }

    /// Sends `amount` of the holding to `endpoint`. Signer: beacon with DEPLOY.
    ///
    /// # Errors
    /// When the holding does not have it or is a senior's, or something stops the unit.
    pub fn deploy(&self, beacon: &Pubkey, endpoint: &Pubkey, amount: u64) -> Result<Instruction, NotNow> {
        self.require_own_holding()?;
        self.ledger.require_running()?;
        if amount > self.holding {
            return Err(NotNow::BeyondHolding { holding: self.holding, got: amount });
        }
        Ok(ix::deploy(beacon, &self.ledger.addresses, endpoint, amount))
    }

    /// Brings `amount` from the token account `source` to the holding. Signer: payer, who may be anybody.
    ///
    /// # Errors
    /// When the holding is not open, or a senior's.
    pub fn return_funds(&self, payer: &Pubkey, source: &Pubkey, amount: u64) -> Result<Instruction, NotNow> {
        self.require_own_holding()?;
        Ok(ix::return_funds(payer, &self.ledger.addresses, source, amount))
    }

    /// What the unit's guardrails are.
    pub fn guardrails(&self) -> SetGuardrailsArgs {
        let Self { capacity, redeem_limit, yield_cap_bps, .. } = *self;
        SetGuardrailsArgs { capacity, redeem_limit, yield_cap_bps }
    }

    /// Sets the unit's guardrails; a raise shows the inits that approve it. Signer: configurer.
    pub fn set_guardrails(
        &self,
        configurer: &Configurer,
        inits: GuardrailInits,
        args: SetGuardrailsArgs,
    ) -> Instruction {
        ix::raise_guardrails(configurer, &self.ledger.addresses, inits, args)
    }

    /// Closes a generation of which everybody was credited; its rent goes back to who paid it. No signer.
    ///
    /// # Errors
    /// When it is not spent.
    pub fn close_generation(&self, direction: Direction, number: u64) -> Result<Instruction, NotNow> {
        let mut generations = self.queue(direction).into_iter().flat_map(|queue| &queue.generations);
        let spent = generations.find(|generation| generation.number == number && generation.spent);
        let spent = spent.ok_or(NotNow::NotSpent { direction, number })?;
        Ok(ix::close_generation(&self.ledger.record(direction).place, number, &spent.rent_payer))
    }

    /// Refuses a sale soon after a large cut of the rate, and what the PAU would not pay.
    fn possible(&self, done: Settling) -> Result<Settling, NotNow> {
        if let Some(from) = self.sells_from.filter(|_| done.minted > 0) {
            return Err(NotNow::SaleAfterCut { from });
        }
        let available = self.payment_limit.map_or(0, |limit| limit.available_now);
        if done.out_of_holding > available {
            return Err(NotNow::BeyondPaymentLimit { available, got: done.out_of_holding });
        }
        Ok(done)
    }

    fn require_locked(&self, direction: Direction) -> Result<(), NotNow> {
        match self.ledger.door(direction) {
            Door::Locked { .. } => self.require_holding(),
            Door::Overdue { since } => Err(NotNow::Overdue { direction, since }),
            Door::Open { .. } => Err(NotNow::NotLocked { direction }),
            Door::Missing => Err(NotNow::NoQueue { direction }),
        }
    }

    fn require_own_holding(&self) -> Result<(), NotNow> {
        let unit = &self.ledger.unit;
        if unit.is_junior() {
            return Err(NotNow::HoldingOfSenior { senior: unit.partner });
        }
        self.require_holding()
    }

    pub(super) fn require_holding(&self) -> Result<(), NotNow> {
        if self.holding_open {
            return Ok(());
        }
        Err(NotNow::NoHolding)
    }
}
