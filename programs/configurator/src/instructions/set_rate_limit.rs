use crate::{
    accordant::Configures,
    configures,
    error::ConfiguratorError,
    events::Change,
    instructions::configure::{as_admin, configured},
    state::{CBeam, Init, LimitChange, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{
    program::Pau as PauProgram,
    state::{Pau, RateLimit},
};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetRateLimitArgs {
    /// Base units; 0 blocks, `u64::MAX` is unlimited.
    pub max: u64,
    /// Base units a day.
    pub slope: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct SetRateLimit<'info> {
    /// GovOps, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    /// For a raise; a decrease needs none.
    pub init: Option<Box<Account<'info, Init>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut)]
    pub limit: AccountLoader<'info, RateLimit>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

configures!(SetRateLimit);

impl SetRateLimit<'_> {
    fn validate(&self, args: &SetRateLimitArgs) -> Result<()> {
        let limit = self.limit.load()?;
        let now = Clock::get()?.unix_timestamp;
        let bucket = limit.bucket_at(now);
        if args.max <= bucket.max && args.slope <= bucket.slope {
            return self.require_accordant();
        }
        self.require_may_add()?;
        require!(limit.paused == 0, ConfiguratorError::LimitPaused);
        let change = LimitChange {
            scope: &self.scope,
            registration: &self.registration,
            key: (limit.kind, limit.target, limit.mint),
            max: args.max,
            slope: args.slope,
        };
        change.check(self.init.as_ref().map(|init| &***init), &bucket, now)
    }
}

/// Specification:
/// - a decrease shall take effect at once, in any size, without an init;
/// - a raise of max or slope of a limit that is not paused needs an init of this key, at least the hop since the last raise, and is at
///   most one step above the current value, or the init's value where that is higher.
pub fn handler(ctx: Context<SetRateLimit>, args: SetRateLimitArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.validate(&args)?;
    let SetRateLimitArgs { max, slope } = args;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::SetRateLimit {
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            limit: accounts.limit.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::set_rate_limit(
            CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds),
            pau::instructions::SetRateLimitArgs { max, slope },
        )
    })?;
    let (actor, pau, limit) = (accounts.govops.key(), accounts.pau.key(), accounts.limit.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::SetRateLimit, limit);
    halo_common::emit!(ctx, event);
    Ok(())
}
