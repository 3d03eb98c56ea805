use crate::{
    error::AmmError,
    events::InventoryReturned,
    state::{require_held, Pool, PoolRedemption},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::{token::Move, Explain};

#[event_cpi]
#[derive(Accounts)]
pub struct ReturnInventory<'info> {
    pub payer: Signer<'info>,
    #[account(
        mut,
        has_one = asset_mint @ AmmError::WrongMint,
        has_one = asset_program @ AmmError::WrongTokenProgram,
        has_one = asset_account @ AmmError::WrongPoolAccount,
    )]
    pub pool: AccountLoader<'info, Pool>,
    #[account(mut, has_one = pool @ AmmError::WrongPool)]
    pub redemption: AccountLoader<'info, PoolRedemption>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    #[account(mut)]
    pub asset_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub asset_mint: UncheckedAccount<'info>,
    pub asset_program: Interface<'info, TokenInterface>,
}

impl ReturnInventory<'_> {
    /// Puts what is outstanding back on the record and closes the ticket; returns how much must come.
    fn book(&self) -> Result<(u64, u8)> {
        let mut pool = self.pool.load_mut()?;
        let mut redemption = self.redemption.load_mut()?;
        let amount = redemption.ticket.take_back(&mut pool.capital).explain::<AmmError>()?;
        Ok((amount, pool.asset_decimals))
    }
}

/// Specification:
/// - shall take back all that the issuer has not redeemed of one ticket, and close it;
/// - shall be open to anyone and never be stopped: what comes home is the pool's.
pub fn handler(ctx: Context<ReturnInventory>) -> Result<()> {
    let accounts = &ctx.accounts;
    let (amount, decimals) = accounts.book()?;
    Move {
        token_program: &accounts.asset_program,
        mint: &accounts.asset_mint,
        decimals,
        from: &accounts.source,
        to: &accounts.asset_account,
        authority: &accounts.payer,
    }
    .send::<AmmError>(amount, &[])?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        require_held(&accounts.asset_account, pool.capital.inventory)?;
        InventoryReturned {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            redemption: accounts.redemption.key(),
            payer: accounts.payer.key(),
            amount,
            inventory_after: pool.capital.inventory,
            pending_after: pool.capital.pending,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
