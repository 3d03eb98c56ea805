use crate::{
    error::PsmError,
    events::ReserveWithdrawn,
    state::{require_held, Psm, Side},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::token::Move;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct WithdrawArgs {
    pub side: Side,
    /// Base units above zero, at most what the reserve has on record.
    pub amount: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Withdraw<'info> {
    pub admin: Signer<'info>,
    #[account(mut, has_one = admin @ PsmError::NotAdmin)]
    pub psm: AccountLoader<'info, Psm>,
    /// CHECK: the reserve names it.
    #[account(mut)]
    pub vault: UncheckedAccount<'info>,
    /// CHECK: the administrator's choice; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the reserve names it.
    pub mint: UncheckedAccount<'info>,
    pub token_program: Interface<'info, TokenInterface>,
}

impl Withdraw<'_> {
    fn pay(&self, decimals: u8, amount: u64) -> Result<()> {
        // A copy: the token program is given the account, so nobody may hold it.
        let psm = *self.psm.load()?;
        let movement = Move {
            token_program: &self.token_program,
            mint: &self.mint,
            decimals,
            from: &self.vault,
            to: &self.destination,
            authority: self.psm.as_ref(),
        };
        psm.sign(|seeds| movement.send::<PsmError>(amount, seeds))
    }
}

/// Specification:
/// - shall take out of a reserve what is on its record, at most; no limit binds the administrator;
/// - shall be possible while paused.
pub fn handler(ctx: Context<Withdraw>, args: WithdrawArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    require!(args.amount > 0, PsmError::ZeroAmount);
    let (decimals, event) = {
        let mut psm = accounts.psm.load_mut()?;
        let reserve = psm.reserve_mut(args.side);
        reserve.require(accounts.vault.key, accounts.mint.key, accounts.token_program.key)?;
        reserve.take(args.amount)?;
        let (decimals, held_after) = (reserve.decimals, reserve.held);
        let event = ReserveWithdrawn {
            psm: accounts.psm.key(),
            sequence: psm.next_sequence(),
            admin: accounts.admin.key(),
            side: args.side,
            destination: accounts.destination.key(),
            amount: args.amount,
            held_after,
        };
        (decimals, event)
    };
    accounts.pay(decimals, args.amount)?;
    require_held(&accounts.vault, event.held_after)?;
    halo_common::emit!(ctx, event);
    Ok(())
}
