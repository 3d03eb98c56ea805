use crate::{error::AmmError, events::PoolWrittenDown, state::Pool};
use anchor_lang::prelude::*;
use configurator::state::Scope;
use halo_common::{token::balance, Explain};

#[event_cpi]
#[derive(Accounts)]
pub struct WriteDown<'info> {
    pub council: Signer<'info>,
    #[account(has_one = council @ AmmError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(
        mut,
        has_one = scope @ AmmError::WrongScope,
        has_one = cash_account @ AmmError::WrongPoolAccount,
        has_one = asset_account @ AmmError::WrongPoolAccount,
    )]
    pub pool: AccountLoader<'info, Pool>,
    /// CHECK: the pool names it.
    pub cash_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub asset_account: UncheckedAccount<'info>,
}

/// Specification:
/// - shall take off the record exactly what the vaults lack, nothing that is there;
/// - shall need the council: a loss falls on everybody's shares alike.
pub fn handler(ctx: Context<WriteDown>) -> Result<()> {
    let accounts = &ctx.accounts;
    let cash = balance(&accounts.cash_account).explain::<AmmError>()?;
    let asset = balance(&accounts.asset_account).explain::<AmmError>()?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let [cash_lost, asset_lost] = pool.capital.missing(cash, asset);
        require!(cash_lost > 0 || asset_lost > 0, AmmError::NothingLost);
        let mut capital = pool.capital;
        if cash_lost > 0 {
            capital.write_down_usds(cash_lost).explain::<AmmError>()?;
        }
        if asset_lost > 0 {
            capital.write_down(asset_lost).explain::<AmmError>()?;
        }
        pool.capital = capital;
        PoolWrittenDown {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            council: accounts.council.key(),
            cash_lost,
            asset_lost,
            cash_after: capital.usds,
            inventory_after: capital.inventory,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
