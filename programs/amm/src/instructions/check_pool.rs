use crate::{error::AmmError, events::PoolChecked, state::Pool};
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};
use halo_math::amm::CUSTODY_LATCHES;

#[event_cpi]
#[derive(Accounts)]
pub struct CheckPool<'info> {
    #[account(
        mut,
        has_one = cash_account @ AmmError::WrongPoolAccount,
        has_one = asset_account @ AmmError::WrongPoolAccount,
        has_one = payout_account @ AmmError::WrongPoolAccount,
    )]
    pub pool: AccountLoader<'info, Pool>,
    /// CHECK: the pool names it.
    pub cash_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub asset_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub payout_account: UncheckedAccount<'info>,
}

/// Specification:
/// - shall report what the vaults hold against what is on record;
/// - when one holds less, as after a seizure by the asset's issuer, shall latch both sides, which a transaction that fails
///   could not;
/// - shall lift nothing: that is the council's.
pub fn handler(ctx: Context<CheckPool>) -> Result<()> {
    let accounts = &ctx.accounts;
    let cash = balance(&accounts.cash_account).explain::<AmmError>()?;
    let asset = balance(&accounts.asset_account).explain::<AmmError>()?;
    let payout = balance(&accounts.payout_account).explain::<AmmError>()?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let capital = pool.capital;
        let latched_before = pool.breaker.latched;
        if cash < capital.usds || asset < capital.inventory || payout < capital.reserved {
            pool.breaker.trip(CUSTODY_LATCHES);
        }
        PoolChecked {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            cash,
            cash_recorded: capital.usds,
            asset,
            asset_recorded: capital.inventory,
            payout,
            payout_recorded: capital.reserved,
            latched_before,
            latched_after: pool.breaker.latched,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
