//! The program's own rules, run without a chain.

use super::acts::{Act, OWNERS};
use halo_sdk::wrapper::{
    error::WrapperError,
    state::{Stake, Wrapped, WrapperState},
};

/// A wrapper with its stakes, and the number of fractions.
pub struct Ledger {
    pub wrapped: Wrapped,
    pub stakes: [Option<Stake>; OWNERS],
    pub supply: u64,
}

impl Ledger {
    pub fn new(supply: u64) -> Self {
        let mut wrapped = Wrapped::default();
        wrapped.begin(supply);
        Self { wrapped, stakes: [None, None, None], supply }
    }

    /// Does what the program does; returns what was paid or put back.
    pub fn act(&mut self, act: &Act) -> Result<u64, WrapperError> {
        let Self { wrapped, stakes, supply } = self;
        match *act {
            Act::Receive { amount } => wrapped.receive(amount, *supply).map(|()| 0),
            Act::End { amount } => {
                wrapped.receive(amount, *supply)?;
                wrapped.state = WrapperState::Final;
                Ok(0)
            }
            Act::Sell { .. } => Ok(0),
            Act::Stake { owner, amount } => {
                wrapped.stake(stakes[owner].get_or_insert_default(), amount).map(|()| 0)
            }
            Act::Unstake { owner, amount } => {
                let stake = stakes[owner].as_mut().expect("a stake");
                let payback = wrapped.unstake(stake, amount, *supply)?;
                if stake.amount == 0 {
                    stakes[owner] = None;
                }
                Ok(payback)
            }
            Act::Claim { owner } => {
                let stake = stakes[owner].as_mut().expect("a stake");
                if wrapped.state != WrapperState::Final {
                    return wrapped.claim(stake);
                }
                let burnt = stake.amount;
                let paid = wrapped.settle(stake, *supply)?;
                *supply -= burnt;
                stakes[owner] = None;
                Ok(paid)
            }
            Act::Burn { amount, .. } => {
                let paid = wrapped.burn(amount, *supply, true)?;
                *supply -= amount;
                Ok(paid)
            }
            Act::Rewrap { supply: again, .. } => {
                let paid = wrapped.end(*supply)?;
                wrapped.begin(again);
                *supply = again;
                Ok(paid)
            }
        }
    }
}
