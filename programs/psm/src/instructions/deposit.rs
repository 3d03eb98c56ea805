use crate::{
    error::PsmError,
    events::ReserveDeposited,
    state::{require_held, Psm, Side},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::token::Move;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct DepositArgs {
    pub side: Side,
    /// Base units above zero.
    pub amount: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Deposit<'info> {
    pub depositor: Signer<'info>,
    #[account(mut)]
    pub psm: AccountLoader<'info, Psm>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the reserve names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the reserve names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

impl Deposit<'_> {
    fn take(&self, decimals: u8, amount: u64) -> Result<()> {
        let movement = Move {
            token_program: &self.token_program,
            mint: &self.mint,
            decimals,
            from: &self.source,
            to: &self.vault,
            authority: &self.depositor,
        };
        movement.send::<PsmError>(amount, &[])
    }
}

/// Specification:
/// - shall add to a reserve and to its record; it gives the depositor nothing back;
/// - shall be possible while paused.
pub fn handler(ctx: Context<Deposit>, args: DepositArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    require!(args.amount > 0, PsmError::ZeroAmount);
    let (decimals, event) = {
        let mut psm = accounts.psm.load_mut()?;
        let reserve = psm.reserve_mut(args.side);
        reserve.require(accounts.vault.key, accounts.mint.key, accounts.token_program.key)?;
        reserve.add(args.amount)?;
        let (decimals, held_after) = (reserve.decimals, reserve.held);
        let event = ReserveDeposited {
            psm: accounts.psm.key(),
            sequence: psm.next_sequence(),
            depositor: accounts.depositor.key(),
            side: args.side,
            source: accounts.source.key(),
            amount: args.amount,
            held_after,
        };
        (decimals, event)
    };
    accounts.take(decimals, args.amount)?;
    require_held(&accounts.vault, event.held_after)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
