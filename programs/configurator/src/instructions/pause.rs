use crate::{error::ConfiguratorError, events::PauseChanged, state::Scope, PAUSE_COOLDOWN};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct Pause<'info> {
    /// Council, mom or freezer.
    pub actor: Signer<'info>,
    #[account(mut, constraint = scope.is_abeam(actor.key) @ ConfiguratorError::NotABeam)]
    pub scope: Account<'info, Scope>,
}

/// Specification:
/// - shall stop scheduling and executing at once; what is pending waits longer by the time that the pause lasts;
/// - for a day after a resumption only the council may: else a stolen key could stop the clock for ever.
pub fn handler(ctx: Context<Pause>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.scope.require_running()?;
    let now = Clock::get()?.unix_timestamp;
    let cooled = now.saturating_sub(accounts.scope.resumed_at) >= PAUSE_COOLDOWN;
    require!(cooled || accounts.actor.key() == accounts.scope.council, ConfiguratorError::PausedTooRecently);
    accounts.scope.paused_since = now;
    let event = PauseChanged {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        actor: accounts.actor.key(),
        paused: true,
        paused_total: accounts.scope.paused_total,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
