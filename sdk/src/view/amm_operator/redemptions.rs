//! Redemptions: what the operator of a pool and whoever pays it can do now, or why not.

use super::AmmOperator;
use crate::{
    instructions::amm as ix,
    venue::{limit_check, Refusal},
};
use amm::{instructions::InitiateRedemptionArgs, state::PoolRedemption};
use halo_math::{
    amm::{AmmError, Received, Redemption},
    Rounding,
};
use pau::state::RateLimit;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl AmmOperator {
    /// What `amount` of the asset is worth at the price of now: the most that may be expected for it.
    ///
    /// # Errors
    /// When there is no price.
    pub fn most_expected(&self, amount: u64) -> Result<u64, Refusal> {
        Ok(self.venue.state().pricing.pair.value(amount, self.venue.price()?, Rounding::Up)?)
    }

    /// The least that may be expected of the issuer for `amount` of the asset now: its value less the pool's widest
    /// discount.
    ///
    /// # Errors
    /// When there is no price.
    pub fn least_expected(&self, amount: u64) -> Result<u64, Refusal> {
        Ok(self.venue.state().pricing.least_expected(amount, self.venue.price()?)?)
    }

    /// Sends `amount` of inventory to the issuer's token account `endpoint`, for which `expected` cash is to come. `limit`
    /// is the PAU's on that way, if it has one. Signer: beacon with REDEEM.
    ///
    /// # Errors
    /// When the pool has not that much, more is expected than it is worth or too little, the vault lacks some of the asset, or the
    /// limit does not let it pass.
    pub fn initiate_redemption(
        &self,
        beacon: &Pubkey,
        endpoint: &Pubkey,
        limit: Option<&RateLimit>,
        [amount, expected]: [u64; 2],
    ) -> Result<Instruction, Refusal> {
        self.venue.require_open()?;
        let (at, now, state) = (self.venue.addresses(), self.venue.now(), self.venue.state());
        let price = self.venue.price()?;
        let due = self.due_of_next();
        Redemption::start(&mut { state.capital }, &state.pricing, price, [amount, expected], now, due)?;
        if self.asset_missing != 0 {
            return Err(Refusal::Missing { cash: self.cash_missing, asset: self.asset_missing });
        }
        if self.frozen {
            return Err(Refusal::Frozen);
        }
        limit_check(at.redemption_limit(endpoint), limit, amount, now)?;
        let args = InitiateRedemptionArgs { amount, expected };
        let update = self.venue.price_update();
        Ok(ix::initiate_redemption(beacon, at, self.next_redemption(), endpoint, update, args))
    }

    /// The number that a redemption started now has.
    pub fn next_redemption(&self) -> u64 {
        self.venue.state().redemptions.saturating_add(1)
    }

    /// When a redemption started now is due.
    pub fn due_of_next(&self) -> i64 {
        self.venue.now().saturating_add_unsigned(self.venue.state().settlement_seconds)
    }

    /// What bringing `amount` of cash for redemption `number` does: what of it is a gain, and whether nothing more is
    /// expected. What was given up on may come after all.
    ///
    /// # Errors
    /// When nothing more may come.
    pub fn settling(&self, number: u64, amount: u64) -> Result<Received, Refusal> {
        let (mut record, mut capital) = (*self.record(number)?, self.venue.state().capital);
        if amount == 0 {
            return Err(AmmError::ZeroAmount.into());
        }
        if record.ticket.closed != 0 && amount > record.lost {
            return Err(AmmError::RedemptionClosed.into());
        }
        record.receive(&mut capital, amount).map_err(|_| Refusal::OutOfRange)
    }

    /// Brings `amount` of cash for redemption `number` from the payer's token account `source`. Signer: payer.
    ///
    /// # Errors
    /// As [`AmmOperator::settling`].
    pub fn settle_redemption(
        &self,
        payer: &Pubkey,
        number: u64,
        source: &Pubkey,
        amount: u64,
    ) -> Result<Instruction, Refusal> {
        self.settling(number, amount)?;
        Ok(ix::settle_redemption(payer, self.venue.addresses(), number, source, amount))
    }

    /// Brings back all of the asset that the issuer has not redeemed, from the payer's token account `source`. Signer: payer.
    ///
    /// # Errors
    /// When it is closed.
    pub fn return_inventory(
        &self,
        payer: &Pubkey,
        number: u64,
        source: &Pubkey,
    ) -> Result<Instruction, Refusal> {
        self.open_record(number)?;
        Ok(ix::return_inventory(payer, self.venue.addresses(), number, source))
    }

    /// Books what redemption `number` did not bring as a loss. Signer: beacon with REDEEM.
    ///
    /// # Errors
    /// When it is closed, or not overdue yet.
    pub fn close_redemption(&self, beacon: &Pubkey, number: u64) -> Result<Instruction, Refusal> {
        self.require_overdue(number)?;
        Ok(ix::close_redemption(beacon, self.venue.addresses(), number))
    }

    /// Says that redemption `number` is late, which halts purchases. Signer: caller, who may be anybody.
    ///
    /// # Errors
    /// When it is not, or somebody has said so.
    pub fn flag_overdue(&self, caller: &Pubkey, number: u64) -> Result<Instruction, Refusal> {
        self.require_overdue(number)?;
        if self.record(number)?.flagged != 0 {
            return Err(Refusal::AlreadyFlagged { number });
        }
        Ok(ix::flag_overdue(caller, self.venue.addresses(), number))
    }

    /// Removes the account of redemption `number`; its rent goes back to who paid it. Nobody in particular signs.
    ///
    /// # Errors
    /// When it is open, or something that was given up on may still come.
    pub fn remove_redemption(&self, number: u64) -> Result<Instruction, Refusal> {
        let record = self.record(number)?;
        if record.ticket.closed == 0 || record.lost != 0 {
            return Err(Refusal::RedemptionNotOver { number });
        }
        Ok(ix::remove_redemption(self.venue.addresses(), number, &record.rent_payer))
    }

    /// Where the limit of redemptions to `endpoint` is.
    pub fn redemption_limit(&self, endpoint: &Pubkey) -> Pubkey {
        let at = self.venue.addresses();
        at.redemption_limit(endpoint).limit(&at.pau)
    }

    fn record(&self, number: u64) -> Result<&PoolRedemption, Refusal> {
        self.records.iter().find(|record| record.number == number).ok_or(Refusal::NoRedemption { number })
    }

    fn open_record(&self, number: u64) -> Result<&PoolRedemption, Refusal> {
        let record = self.record(number)?;
        match record.ticket.closed {
            0 => Ok(record),
            _ => Err(AmmError::RedemptionClosed.into()),
        }
    }

    fn require_overdue(&self, number: u64) -> Result<(), Refusal> {
        let ticket = self.open_record(number)?.ticket;
        match ticket.is_overdue(self.venue.now()) {
            true => Ok(()),
            false => Err(Refusal::NotOverdue { number, due: ticket.due }),
        }
    }
}
