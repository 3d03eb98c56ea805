use crate::error::AmmError;
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::amm::{Capital, Received, Redemption};

/// Inventory that is with the issuer, and the cash that is expected for it, at `["redemption", pool, number]`.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct PoolRedemption {
    pub pool: Pubkey,
    /// Token account of the issuer that the inventory was sent to.
    pub endpoint: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// The first is 1.
    pub number: u64,
    pub ticket: Redemption,
    /// Cash that was given up on and has not come since, base units.
    pub lost: u64,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    /// 1 once somebody has flagged it as overdue.
    pub flagged: u8,
    pub reserved: [u8; 29],
}

impl PoolRedemption {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// What of `offered` base units of cash it takes: all while it is open, and then at most what was given up on, so that
    /// nobody makes the pool richer than it was to begin with. What somebody else has brought makes it take less, and
    /// refuse nothing.
    pub fn takes(&self, offered: u64) -> core::result::Result<u64, AmmError> {
        match (self.ticket.closed, self.lost) {
            (0, _) => Ok(offered),
            (_, 0) => Err(AmmError::RedemptionIsClosed),
            (_, lost) => Ok(offered.min(lost)),
        }
    }

    /// Books `brought` base units of cash, also what comes after it was given up on.
    pub fn receive(&mut self, capital: &mut Capital, brought: u64) -> Result<Received> {
        if self.ticket.closed == 0 {
            return self.ticket.receive(capital, brought).explain::<AmmError>();
        }
        let lost = self.lost.checked_sub(brought).ok_or(AmmError::RedemptionIsClosed)?;
        let usds = capital.usds.checked_add(brought).ok_or(AmmError::Overflow)?;
        // Below what was expected, so it does not saturate.
        self.ticket.returned = self.ticket.returned.saturating_add(brought);
        self.lost = lost;
        capital.usds = usds;
        capital.gains = capital.gains.saturating_add(brought);
        Ok(Received { gain: brought, closed: true })
    }
}
