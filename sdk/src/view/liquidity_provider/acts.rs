//! What a provider of capital can do now: the instruction, or why not.

use super::{valuation, LiquidityProvider, ProviderPosition};
use crate::{
    instructions::amm as ix,
    venue::{PoolVenue, Refusal},
};
use amm::{instructions::DepositArgs, state::PoolWithdrawal};
use halo_math::{
    amm::{AmmError, Filled},
    mul_div, Rounding, BPS_PER_UNIT,
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// A deposit that can be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolEntry {
    /// What it would give now, and the least that is taken.
    pub shares: u64,
    pub min_shares: u64,
    /// Opens the position where it is missing, and deposits. Signers: payer, owner.
    pub instructions: Vec<Instruction>,
}

impl LiquidityProvider {
    /// Opens the owner's position. Signer: payer, who may be anybody.
    ///
    /// # Errors
    /// When there is one.
    pub fn open(&self, payer: &Pubkey) -> Result<Instruction, Refusal> {
        match self.position {
            Some(_) => Err(Refusal::HasPosition),
            None => Ok(ix::open_position(payer, self.venue.addresses(), &self.owner)),
        }
    }

    /// Brings `amount` of cash from the owner's associated token account, for at least as many shares as now less
    /// `slippage_bps`; opens the position where it is missing, at the cost of `payer`.
    ///
    /// # Errors
    /// When the pool is full, halted or without a price.
    pub fn deposit(&self, payer: &Pubkey, amount: u64, slippage_bps: u64) -> Result<PoolEntry, Refusal> {
        let source = self.venue.addresses().cash.account(&self.owner);
        self.deposit_from(payer, &source, amount, slippage_bps)
    }

    /// As [`LiquidityProvider::deposit`] from the token account `source`.
    ///
    /// # Errors
    /// As [`LiquidityProvider::deposit`].
    pub fn deposit_from(
        &self,
        payer: &Pubkey,
        source: &Pubkey,
        amount: u64,
        slippage_bps: u64,
    ) -> Result<PoolEntry, Refusal> {
        let shares = self.shares_for(amount)?;
        let kept = BPS_PER_UNIT.saturating_sub(slippage_bps);
        let min_shares = mul_div(shares, kept, BPS_PER_UNIT, Rounding::Down).unwrap_or_default();
        let args = DepositArgs { amount, min_shares };
        let at = self.venue.addresses();
        let deposit = ix::deposit(at, &self.owner, source, self.venue.price_update(), args);
        let instructions = self.open(payer).into_iter().chain([deposit]).collect();
        Ok(PoolEntry { shares, min_shares, instructions })
    }

    /// Shares for `amount` of cash, as the program counts them.
    fn shares_for(&self, amount: u64) -> Result<u64, Refusal> {
        if self.venue.is_frozen() {
            return Err(Refusal::Frozen);
        }
        self.venue.require_open()?;
        let state = self.venue.state();
        if state.breaker.latched != 0 {
            return Err(Refusal::DepositsHalted);
        }
        self.venue.require_held()?;
        self.venue.price()?;
        let value = valuation(&self.venue)?;
        let worth = value.entry.checked_add(amount).ok_or(Refusal::OutOfRange)?;
        if worth > state.capacity {
            return Err(Refusal::PoolFull { capacity: state.capacity, worth });
        }
        let mut capital = state.capital;
        Ok(capital.deposit(amount, &value)?)
    }

    /// Puts `shares` of the position at the end of the queue. Signers: payer, owner.
    ///
    /// # Errors
    /// When the position has fewer, within an hour of the last deposit, and for fewer than a withdrawal takes.
    pub fn request_withdrawal(&self, payer: &Pubkey, shares: u64) -> Result<Instruction, Refusal> {
        self.held()?;
        let trade = &self.venue.state().pricing.trade;
        self.stake.check_leaves(shares, trade, self.venue.now())?;
        Ok(ix::request_withdrawal(payer, self.venue.addresses(), &self.owner, self.next_id(), shares))
    }

    /// Id of a withdrawal requested now: none of the owner's other ones and, made of its key, hardly one of another owner's;
    /// one that is taken is refused, and asked for again.
    pub fn next_id(&self) -> u64 {
        let key = self.owner.to_bytes();
        let own = key.first_chunk().copied().map(u64::from_le_bytes).unwrap_or_default();
        let taken = |id: &u64| self.tickets.iter().any(|withdrawal| withdrawal.id == *id);
        let first = own.wrapping_add(self.venue.slot());
        (0..u64::MAX).map(|step| first.wrapping_add(step)).find(|id| !taken(id)).unwrap_or(first)
    }

    /// The number that a withdrawal requested now would have, if nobody's comes before it.
    pub fn next_number(&self) -> u64 {
        self.venue.state().queue.issued.saturating_add(1)
    }

    /// Pays what was set aside for withdrawal `number` to the owner's associated token account. Signer: owner.
    ///
    /// # Errors
    /// When nothing is.
    pub fn claim_withdrawal(&self, number: u64) -> Result<Instruction, Refusal> {
        let destination = self.venue.addresses().cash.account(&self.owner);
        self.claim_withdrawal_to(number, &destination)
    }

    /// As [`LiquidityProvider::claim_withdrawal`] to the token account `destination`.
    ///
    /// # Errors
    /// As [`LiquidityProvider::claim_withdrawal`].
    pub fn claim_withdrawal_to(&self, number: u64, destination: &Pubkey) -> Result<Instruction, Refusal> {
        let withdrawal = self.ticket(number)?;
        if withdrawal.ticket.payable == 0 {
            return Err(Refusal::NothingToClaim { number });
        }
        Ok(ix::claim_withdrawal(self.venue.addresses(), &self.owner, withdrawal.id, destination))
    }

    /// Takes the shares of withdrawal `number` that wait back into the position. Signer: owner.
    ///
    /// # Errors
    /// When none do.
    pub fn cancel_withdrawal(&self, number: u64) -> Result<Instruction, Refusal> {
        let withdrawal = self.ticket(number)?;
        if withdrawal.ticket.shares == 0 {
            return Err(AmmError::NothingWaits { number }.into());
        }
        Ok(ix::cancel_withdrawal(self.venue.addresses(), &self.owner, withdrawal.id))
    }

    /// Closes withdrawal `number`, which was paid; its rent goes back to who paid it. Nobody in particular signs.
    ///
    /// # Errors
    /// When it still waits, or has something to claim.
    pub fn close_withdrawal(&self, number: u64) -> Result<Instruction, Refusal> {
        let withdrawal = self.ticket(number)?;
        if !withdrawal.ticket.is_over(&self.venue.state().queue) {
            return Err(Refusal::WithdrawalNotOver { number });
        }
        Ok(ix::close_withdrawal(self.venue.addresses(), withdrawal.id, &withdrawal.rent_payer))
    }

    /// Closes the empty position; its rent goes back to who paid it. Signer: owner.
    ///
    /// # Errors
    /// When shares are in it.
    pub fn close_position(&self) -> Result<Instruction, Refusal> {
        let ProviderPosition { shares, rent_payer, .. } = *self.held()?;
        if shares != 0 {
            return Err(Refusal::PositionNotEmpty { shares });
        }
        Ok(ix::close_position(self.venue.addresses(), &self.owner, &rent_payer))
    }

    fn held(&self) -> Result<&ProviderPosition, Refusal> {
        self.position.as_ref().ok_or(Refusal::NoPosition)
    }

    fn ticket(&self, number: u64) -> Result<&PoolWithdrawal, Refusal> {
        let found = self.tickets.iter().find(|withdrawal| withdrawal.ticket.number == number);
        found.ok_or(Refusal::NoWithdrawal { number })
    }
}

impl PoolVenue {
    /// Number of the withdrawal that is served first.
    ///
    /// # Errors
    /// When nobody waits.
    pub fn first_waiting(&self) -> Result<u64, Refusal> {
        let queue = self.state().queue;
        match queue.served < queue.issued {
            true => Ok(queue.served.saturating_add(1)),
            false => Err(Refusal::NobodyWaits),
        }
    }

    /// Prices `withdrawal`, the first that waits, and sets its cash aside. Nobody in particular signs.
    ///
    /// # Errors
    /// When another one comes first, nobody waits, or there is no price for what the pool has beside cash.
    pub fn fill_withdrawal(&self, withdrawal: &PoolWithdrawal) -> Result<Instruction, Refusal> {
        let (next, number) = (self.first_waiting()?, withdrawal.ticket.number);
        if number != next {
            return Err(AmmError::NotNext { number, next }.into());
        }
        self.require_held()?;
        valuation(self)?;
        if self.is_frozen() {
            return Err(Refusal::Frozen);
        }
        Ok(ix::fill_withdrawal(self.addresses(), withdrawal.id, self.price_update()))
    }

    /// What pricing `withdrawal` now would pay for it, as far as cash is free and the PAU lets it pass.
    ///
    /// # Errors
    /// When it is not the first that waits, no cash is free or none may pass, or there is no price.
    pub fn filling(&self, withdrawal: &PoolWithdrawal) -> Result<Filled, Refusal> {
        let (mut queue, mut capital, mut ticket) =
            (self.state().queue, self.state().capital, withdrawal.ticket);
        let (value, most) = (valuation(self)?, self.payable_now()?);
        Ok(queue.fill(&mut capital, &mut ticket, &value, most)?)
    }
}
