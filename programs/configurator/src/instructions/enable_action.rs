use crate::{
    accordant::Configures,
    configures,
    error::ConfiguratorError,
    events::Change,
    instructions::configure::{as_admin, configured},
    state::{CBeam, Grant, Init, PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{
    program::Pau as PauProgram,
    state::{ActionSpec, Pau},
};

#[event_cpi]
#[derive(Accounts)]
pub struct EnableAction<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    /// GovOps, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    #[account(mut, has_one = rent_payer @ ConfiguratorError::WrongRentPayer)]
    pub init: Box<Account<'info, Init>>,
    /// CHECK: receives the rent of an init that is used up; the init names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    #[account(mut)]
    pub action: UncheckedAccount<'info>,
    pub system_program: Program<'info, System>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

configures!(EnableAction);

impl EnableAction<'_> {
    fn validate(&self) -> Result<ActionSpec> {
        self.require_may_add()?;
        self.init.require_for(&self.registration)?;
        match &self.init.grant {
            Grant::Action(spec) => Ok(spec.clone()),
            _ => err!(ConfiguratorError::WrongInit),
        }
    }
}

/// Specification:
/// - shall let the PAU's relayers make the call that the init approves, account by account;
/// - an init of a call that may happen once shall be used up, so that it is not enabled again.
pub fn handler(ctx: Context<EnableAction>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let spec = accounts.validate()?;
    let one_shot = spec.one_shot;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::EnableAction {
            payer: accounts.payer.to_account_info(),
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            action: accounts.action.to_account_info(),
            system_program: accounts.system_program.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::enable_action(
            CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds),
            pau::instructions::EnableActionArgs { spec },
        )
    })?;
    if one_shot {
        accounts.init.close(accounts.rent_payer.to_account_info())?;
    }
    let (actor, pau, action) = (accounts.govops.key(), accounts.pau.key(), accounts.action.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::EnableAction, action);
    halo_common::emit!(ctx, event);
    Ok(())
}
