use crate::{
    error::PauError,
    events::RateLimitChanged,
    state::{LimitKind, Pau, RateLimit},
    ACCOUNT_VERSION, LIMIT_SEED,
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct AddRateLimitArgs {
    pub kind: LimitKind,
    /// Endpoint token account or facility, as the kind says.
    pub target: Pubkey,
    /// Mint whose base units are counted.
    pub mint: Pubkey,
    /// Base units; 0 blocks, `u64::MAX` is unlimited.
    pub max: u64,
    /// Base units a day.
    pub slope: u64,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: AddRateLimitArgs)]
pub struct AddRateLimit<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub admin: Signer<'info>,
    #[account(has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        init,
        payer = payer,
        space = RateLimit::SPACE,
        seeds = [
            LIMIT_SEED,
            pau.key().as_ref(),
            &[args.kind.seed()],
            args.target.as_ref(),
            args.mint.as_ref(),
        ],
        bump
    )]
    pub limit: AccountLoader<'info, RateLimit>,
    pub system_program: Program<'info, System>,
}

/// Specification: shall start with nothing available, so that re-creating a limit is no way to refill it.
pub fn handler(ctx: Context<AddRateLimit>, args: AddRateLimitArgs) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let accounts = &ctx.accounts;
        let mut limit = accounts.limit.load_init()?;
        limit.pau = accounts.pau.key();
        limit.target = args.target;
        limit.mint = args.mint;
        limit.rent_payer = accounts.payer.key();
        limit.kind = args.kind.seed();
        limit.version = ACCOUNT_VERSION;
        limit.bump = ctx.bumps.limit;
        limit.store(halo_math::RateLimit::new(args.max, args.slope, now));
        RateLimitChanged {
            limit: accounts.limit.key(),
            sequence: limit.next_sequence(),
            admin: accounts.admin.key(),
            pau: accounts.pau.key(),
            max_before: 0,
            max_after: limit.max,
            slope_before: 0,
            slope_after: limit.slope,
            available: limit.available,
            removed: false,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
