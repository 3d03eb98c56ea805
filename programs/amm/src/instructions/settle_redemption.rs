use crate::{
    error::AmmError,
    events::RedemptionSettled,
    state::{require_held, Pool, PoolRedemption},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::token::Move;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SettleRedemptionArgs {
    /// Base units of cash, above zero. Of a redemption that was given up on, at most what is still missing is taken.
    pub amount: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SettleRedemption<'info> {
    pub payer: Signer<'info>,
    #[account(
        mut,
        has_one = cash_mint @ AmmError::WrongMint,
        has_one = cash_program @ AmmError::WrongTokenProgram,
        has_one = cash_account @ AmmError::WrongPoolAccount,
    )]
    pub pool: AccountLoader<'info, Pool>,
    #[account(mut, has_one = pool @ AmmError::WrongPool)]
    pub redemption: AccountLoader<'info, PoolRedemption>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    #[account(mut)]
    pub cash_account: UncheckedAccount<'info>,
    /// CHECK: the pool names it.
    pub cash_mint: UncheckedAccount<'info>,
    pub cash_program: Interface<'info, TokenInterface>,
}

/// Specification:
/// - shall be open to anyone and never be stopped: money comes home whatever has happened;
/// - shall close the ticket once all that was expected is there; what is brought beyond stays in the pool;
/// - shall take what was given up on when it comes after all, and no more than that: of a larger sum the rest stays with
///   the payer, so that nobody's base unit makes the exact payment of another fail;
/// - shall restore no limit: otherwise anybody could refill what a beacon may send.
pub fn handler(ctx: Context<SettleRedemption>, args: SettleRedemptionArgs) -> Result<()> {
    require!(args.amount > 0, AmmError::ZeroAmount);
    let accounts = &ctx.accounts;
    let amount = accounts.redemption.load()?.takes(args.amount)?;
    Move {
        token_program: &accounts.cash_program,
        mint: &accounts.cash_mint,
        decimals: accounts.pool.load()?.cash_decimals,
        from: &accounts.source,
        to: &accounts.cash_account,
        authority: &accounts.payer,
    }
    .send::<AmmError>(amount, &[])?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let mut redemption = accounts.redemption.load_mut()?;
        let received = redemption.receive(&mut pool.capital, amount)?;
        require_held(&accounts.cash_account, pool.capital.usds)?;
        RedemptionSettled {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            redemption: accounts.redemption.key(),
            payer: accounts.payer.key(),
            amount,
            returned: redemption.ticket.returned,
            expected: redemption.ticket.expected,
            closed: received.closed,
            gain: received.gain,
            cash_after: pool.capital.usds,
            pending_after: pool.capital.pending,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
