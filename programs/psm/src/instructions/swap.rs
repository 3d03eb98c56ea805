use crate::{
    error::PsmError,
    events::Swapped,
    state::{require_held, Psm, Side},
};
use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use halo_common::token::Move;

/// NOTE: whoever lets others swap pins the first byte with the discriminator, and leaves the two amounts open.
#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SwapArgs {
    /// What is sold; the other token is bought.
    pub sold: Side,
    /// Base units of what is sold, above zero.
    pub amount_in: u64,
    /// Least base units of what is bought.
    pub min_out: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Swap<'info> {
    /// Owner of `source`.
    pub trader: Signer<'info>,
    #[account(mut)]
    pub psm: AccountLoader<'info, Psm>,
    /// CHECK: the token program checks mint and authority.
    #[account(mut)]
    pub source: UncheckedAccount<'info>,
    /// CHECK: the trader's choice; the token program checks the mint.
    #[account(mut)]
    pub destination: UncheckedAccount<'info>,
    /// CHECK: the reserve of what is sold names it.
    #[account(mut)]
    pub vault_in: UncheckedAccount<'info>,
    /// CHECK: the reserve of what is bought names it.
    #[account(mut)]
    pub vault_out: UncheckedAccount<'info>,
    /// CHECK: the reserve of what is sold names it.
    pub mint_in: UncheckedAccount<'info>,
    /// CHECK: the reserve of what is bought names it.
    pub mint_out: UncheckedAccount<'info>,
    pub program_in: Interface<'info, TokenInterface>,
    pub program_out: Interface<'info, TokenInterface>,
}

impl Swap<'_> {
    /// Refuses accounts that are not the reserves'.
    fn validate(&self, psm: &Psm, sold: Side) -> Result<()> {
        psm.require_open()?;
        psm.reserve(sold).require(self.vault_in.key, self.mint_in.key, self.program_in.key)?;
        psm.reserve(sold.other()).require(self.vault_out.key, self.mint_out.key, self.program_out.key)
    }

    fn take(&self, psm: &Psm, args: &SwapArgs) -> Result<()> {
        let movement = Move {
            token_program: &self.program_in,
            mint: &self.mint_in,
            decimals: psm.reserve(args.sold).decimals,
            from: &self.source,
            to: &self.vault_in,
            authority: &self.trader,
        };
        movement.send::<PsmError>(args.amount_in, &[])?;
        require_held(&self.vault_in, psm.reserve(args.sold).held)
    }

    fn pay(&self, psm: &Psm, bought: Side, amount: u64) -> Result<()> {
        let movement = Move {
            token_program: &self.program_out,
            mint: &self.mint_out,
            decimals: psm.reserve(bought).decimals,
            from: &self.vault_out,
            to: &self.destination,
            authority: self.psm.as_ref(),
        };
        psm.sign(|seeds| movement.send::<PsmError>(amount, seeds))?;
        require_held(&self.vault_out, psm.reserve(bought).held)
    }
}

/// Specification:
/// - shall pay what is sold at the rate of this second, rounded down in favour of the pool, and at least `min_out`;
/// - shall charge what it pays to the limit of the reserve that pays, and give both limits back what it undoes of
///   earlier swaps;
/// - shall refuse while paused, and what the reserve does not have on record, whatever was donated to it.
pub fn handler(ctx: Context<Swap>, args: SwapArgs) -> Result<()> {
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    // A copy: the token programs are given the account, so nobody may hold it.
    let (psm, trade, sequence) = {
        let mut psm = accounts.psm.load_mut()?;
        accounts.validate(&psm, args.sold)?;
        let trade = psm.swap(args.sold, args.amount_in, now)?;
        require_gte!(trade.amount_out, args.min_out, PsmError::BelowMinimum);
        let sequence = psm.next_sequence();
        (*psm, trade, sequence)
    };
    accounts.take(&psm, &args)?;
    accounts.pay(&psm, args.sold.other(), trade.amount_out)?;
    let event = Swapped {
        psm: accounts.psm.key(),
        sequence,
        trader: accounts.trader.key(),
        sold: args.sold,
        source: accounts.source.key(),
        destination: accounts.destination.key(),
        amount_in: args.amount_in,
        amount_out: trade.amount_out,
        chi: trade.chi,
        stable_after: psm.stable.held,
        savings_after: psm.savings.held,
        available_after: trade.available_after,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
