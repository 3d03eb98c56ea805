use crate::{
    accordant::Configures,
    configures,
    events::Change,
    instructions::configure::{as_admin, configured},
    state::{CBeam, Init, LimitChange, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{
    program::Pau as PauProgram,
    state::{LimitKind, Pau},
};

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct AddRateLimitArgs {
    pub kind: LimitKind,
    /// Endpoint, facility or action, as the kind says.
    pub target: Pubkey,
    /// Mint whose base units are counted.
    pub mint: Pubkey,
    /// Base units; `u64::MAX` is unlimited.
    pub max: u64,
    /// Base units a day.
    pub slope: u64,
}

#[event_cpi]
#[derive(Accounts)]
pub struct AddRateLimit<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// GovOps, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub init: Box<Account<'info, Init>>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: created by the PAU program, which derives it.
    #[account(mut)]
    pub limit: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

configures!(AddRateLimit);

/// Specification:
/// - shall make an init real for this PAU: at most its max and slope, nothing available at first;
/// - shall refuse an init of another key, another PAU or another scope.
pub fn handler(ctx: Context<AddRateLimit>, args: AddRateLimitArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.require_may_add()?;
    let change = LimitChange {
        scope: &accounts.scope,
        registration: &accounts.registration,
        key: (args.kind.seed(), args.target, args.mint),
        max: args.max,
        slope: args.slope,
    };
    change.check_first(&accounts.init)?;
    let AddRateLimitArgs { kind, target, mint, max, slope } = args;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::AddRateLimit {
            payer: accounts.payer.to_account_info(),
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            limit: accounts.limit.to_account_info(),
            system_program: accounts.system_program.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::add_rate_limit(
            CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds),
            pau::instructions::AddRateLimitArgs { kind, target, mint, max, slope },
        )
    })?;
    let (actor, pau, limit) = (accounts.govops.key(), accounts.pau.key(), accounts.limit.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::AddRateLimit, limit);
    halo_common::emit!(ctx, event);
    Ok(())
}
