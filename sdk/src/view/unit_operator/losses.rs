//! What is done when money is missing, and who bears it.

use super::UnitOperator;
use crate::{instructions::lcts as ix, view::NotNow};
use halo_math::{haircut_tranches, ExchangeRate, LockCycle, RANKS};
use serde::Serialize;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// A loss shared by a senior unit and its junior, before it is sent. Base units, and rates for 10^18 shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// What the senior's shares lose.
    pub senior_lost: u64,
    /// What the junior's shares lose, first.
    pub junior_lost: u64,
    /// The senior's rate afterwards.
    #[serde(serialize_with = "crate::view::text::number")]
    pub senior_rate: u128,
    /// The junior's rate afterwards.
    #[serde(serialize_with = "crate::view::text::number")]
    pub junior_rate: u128,
}

impl UnitOperator {
    /// What [`UnitOperator::haircut`] will do.
    ///
    /// # Errors
    /// When the unit has no junior, or the loss is more than all shares are worth.
    pub fn loss(&self, loss: u64) -> Result<Loss, NotNow> {
        let (unit, none) = (&self.ledger.unit, ExchangeRate::default());
        let junior = self.ledger.partner.filter(|_| !self.junior).ok_or(NotNow::NoJunior)?;
        let mut rates: [ExchangeRate; RANKS] = [unit.rate, junior.rate, none, none];
        let supplies = [unit.supply, junior.supply, 0, 0];
        let day = LockCycle::day(self.ledger.now);
        let [senior_lost, junior_lost, ..] = haircut_tranches(&mut rates, &supplies, loss, day)?;
        let [senior, junior, ..] = rates.map(|rate| rate.rate());
        Ok(Loss { senior_lost, junior_lost, senior_rate: senior, junior_rate: junior })
    }

    /// Lowers the rates of the unit and of its junior by a loss, the junior's first. Signer: beacon with RATE over the
    /// senior.
    ///
    /// # Errors
    /// As [`UnitOperator::loss`].
    pub fn haircut(&self, beacon: &Pubkey, loss: u64) -> Result<Instruction, NotNow> {
        self.loss(loss)?;
        let junior = self.partner.ok_or(NotNow::NoJunior)?;
        Ok(ix::haircut(beacon, &self.ledger.addresses, &junior, loss))
    }

    /// Halts the unit if money of its holding is missing. No signer.
    ///
    /// # Errors
    /// When there is no holding.
    pub fn check(&self) -> Result<Instruction, NotNow> {
        self.require_holding()?;
        Ok(ix::check_unit(&self.ledger.addresses))
    }

    /// Lets a halted unit go on. Signer: council.
    pub fn clear_halt(&self, council: &Pubkey) -> Instruction {
        ix::clear_unit_halt(council, &self.ledger.addresses)
    }

    /// Makes the unit the junior of `senior`, for good. No signer.
    pub fn subordinate(&self, senior: &Pubkey) -> Instruction {
        ix::subordinate(&self.ledger.addresses, senior)
    }
}
