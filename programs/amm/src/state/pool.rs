use crate::{error::AmmError, events::BreakerChanged, POOL_SEED};
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};
use halo_math::amm::{Breaker, Capital, Flows, Pricing, PullFeed, Trade, WithdrawalQueue};

/// One pair of a Trading Halo, at `["pool", base]`: cash and an asset, what it trades them at, and which governance and
/// PAU it obeys. This address is the Book that holds both, and a controller of the PAU.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Pool {
    /// Key that signed the creation, so that nobody can take the address first.
    pub base: Pubkey,
    /// Scope whose Beams give rights here.
    pub scope: Pubkey,
    /// PAU whose GovOps configures the pool and that has its money.
    pub pau: Pubkey,
    pub cash_mint: Pubkey,
    pub cash_program: Pubkey,
    pub asset_mint: Pubkey,
    pub asset_program: Pubkey,
    /// The PAU's records of the two token accounts; default keys until they are opened.
    pub cash_vault: Pubkey,
    pub asset_vault: Pubkey,
    /// Token accounts of the Book.
    pub cash_account: Pubkey,
    pub asset_account: Pubkey,
    /// Token account of this address: cash that belongs to filled withdrawals. No PAU can stop it.
    pub payout_account: Pubkey,
    /// Price by reporters; the default key for none.
    pub feed: Pubkey,
    /// Price by Pyth: the feed's id, zeros for none.
    pub pyth_feed: [u8; 32],
    pub pricing: Pricing,
    /// Limits and last mark of the Pyth price.
    pub pull: PullFeed,
    pub capital: Capital,
    pub flows: Flows,
    pub queue: WithdrawalQueue,
    pub breaker: Breaker,
    /// Most cash that the pool may be worth when somebody deposits, base units.
    pub capacity: u64,
    /// Seconds that the issuer has for a redemption.
    pub settlement_seconds: u64,
    /// How much less than expected a redemption may bring before the pool stops taking the asset, basis points.
    pub tolerance_bps: u64,
    /// Number of the last redemption.
    pub redemptions: u64,
    /// Number of the last event of this account.
    pub sequence: u64,
    pub cash_decimals: u8,
    pub asset_decimals: u8,
    /// Powers of the asset's issuer that were named: bits of `halo_common::rwa_mint::power`.
    pub issuer_powers: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 123],
}

impl Pool {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Refuses before the token accounts are opened: the default key is nobody's token account.
    pub fn require_open(&self) -> core::result::Result<(), AmmError> {
        if self.cash_vault == Pubkey::default() {
            return Err(AmmError::CustodyNotOpen);
        }
        Ok(())
    }

    /// Latches `sides` of the pool at `key`.
    pub fn stop(&mut self, key: &Pubkey, actor: &Pubkey, sides: u64) -> BreakerChanged {
        let before = self.breaker.latched;
        self.breaker.trip(sides);
        BreakerChanged {
            pool: *key,
            sequence: self.next_sequence(),
            actor: *actor,
            before,
            after: self.breaker.latched,
        }
    }

    /// Runs `call` with the seeds that let the pool sign.
    pub fn sign<T>(&self, call: impl FnOnce(&[&[&[u8]]]) -> Result<T>) -> Result<T> {
        call(&[&[POOL_SEED, self.base.as_ref(), &[self.bump]]])
    }

    /// The pool's side of what `trade` brings and takes.
    pub fn sides(&self, trade: &Trade) -> (Side, Side) {
        let cash = Side {
            mint: self.cash_mint,
            program: self.cash_program,
            vault: self.cash_vault,
            account: self.cash_account,
            decimals: self.cash_decimals,
            recorded: self.capital.usds,
        };
        let asset = Side {
            mint: self.asset_mint,
            program: self.asset_program,
            vault: self.asset_vault,
            account: self.asset_account,
            decimals: self.asset_decimals,
            recorded: self.capital.inventory,
        };
        if trade.is_sell() {
            (asset, cash)
        } else {
            (cash, asset)
        }
    }
}

/// One of the two tokens of a pool.
#[derive(Clone, Copy)]
pub struct Side {
    pub mint: Pubkey,
    pub program: Pubkey,
    pub vault: Pubkey,
    pub account: Pubkey,
    pub decimals: u8,
    /// Base units on record.
    pub recorded: u64,
}

/// The invariant of a vault after every move: what is recorded is there. A donation only makes it more.
pub fn require_held(vault: &AccountInfo, recorded: u64) -> Result<()> {
    require_gte!(balance(vault).explain::<AmmError>()?, recorded, AmmError::Insolvent);
    Ok(())
}
