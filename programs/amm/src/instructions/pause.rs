use crate::{
    error::AmmError,
    state::{require_stopper, Pool},
};
use anchor_lang::prelude::*;
use configurator::state::{Beam, Scope};
use halo_math::amm::BOTH_SIDES;
use pau::state::Pau;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct PauseArgs {
    /// Sides to stop or to let go on: 1 the pool takes no more of the asset, 2 it gives none; at least one.
    pub sides: u64,
}

impl PauseArgs {
    pub fn validate(&self) -> Result<()> {
        require!(self.sides != 0 && self.sides & !BOTH_SIDES == 0, AmmError::InvalidSides);
        Ok(())
    }
}

#[event_cpi]
#[derive(Accounts)]
pub struct Pause<'info> {
    /// The pool's beacon, a warden, or council, mom or freezer.
    pub guardian: Signer<'info>,
    /// The right of beacon or warden; absent for the rest.
    pub beam: Option<Box<Account<'info, Beam>>>,
    pub scope: Box<Account<'info, Scope>>,
    #[account(
        mut,
        has_one = scope @ AmmError::WrongScope,
        has_one = pau @ AmmError::WrongPau,
    )]
    pub pool: AccountLoader<'info, Pool>,
    pub pau: AccountLoader<'info, Pau>,
}

/// Specification: shall add to what is stopped and lift nothing; shall move no money.
pub fn handler(ctx: Context<Pause>, args: PauseArgs) -> Result<()> {
    args.validate()?;
    let accounts = &ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let guardian = accounts.guardian.key();
    let beam = accounts.beam.as_ref().map(|beam| &***beam);
    require_stopper(&accounts.pool, &accounts.pau, &accounts.scope, beam, &guardian, now)?;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        pool.stop(&accounts.pool.key(), &guardian, args.sides)
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
