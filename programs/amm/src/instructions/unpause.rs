use crate::{error::AmmError, events::BreakerChanged, instructions::PauseArgs, state::Pool};
use anchor_lang::prelude::*;
use configurator::state::Scope;

#[event_cpi]
#[derive(Accounts)]
pub struct Unpause<'info> {
    pub council: Signer<'info>,
    #[account(has_one = council @ AmmError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(mut, has_one = scope @ AmmError::WrongScope)]
    pub pool: AccountLoader<'info, Pool>,
}

/// Specification: shall lift what is stopped, whoever or whatever stopped it; of those who may stop, the council alone
/// may lift.
pub fn handler(ctx: Context<Unpause>, args: PauseArgs) -> Result<()> {
    args.validate()?;
    let accounts = &ctx.accounts;
    let event = {
        let mut pool = accounts.pool.load_mut()?;
        let before = pool.breaker.latched;
        pool.breaker.lift(args.sides);
        BreakerChanged {
            pool: accounts.pool.key(),
            sequence: pool.next_sequence(),
            actor: accounts.council.key(),
            before,
            after: pool.breaker.latched,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
