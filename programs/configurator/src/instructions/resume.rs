use crate::{error::ConfiguratorError, events::PauseChanged, state::Scope};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct ResumeArgs {
    /// `Scope::config_version` for which the council signs.
    pub config_version: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct Resume<'info> {
    pub council: Signer<'info>,
    #[account(mut, has_one = council @ ConfiguratorError::NotCouncil)]
    pub scope: Account<'info, Scope>,
}

/// Specification: shall let the timelock go on, with every pending operation due later by the pause.
pub fn handler(ctx: Context<Resume>, args: ResumeArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.scope.require_version(args.config_version)?;
    require!(accounts.scope.paused_at().is_some(), ConfiguratorError::NotPaused);
    let now = Clock::get()?.unix_timestamp;
    accounts.scope.paused_total = accounts.scope.standstill().seconds(now);
    accounts.scope.paused_since = 0;
    accounts.scope.resumed_at = now;
    let event = PauseChanged {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        actor: accounts.council.key(),
        paused: false,
        paused_total: accounts.scope.paused_total,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
