use crate::{
    error::ConfiguratorError,
    events::Change,
    instructions::configure::{as_admin, configured},
    state::{PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct HandBack<'info> {
    pub council: Signer<'info>,
    #[account(mut, has_one = council @ ConfiguratorError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(
        mut,
        has_one = scope @ ConfiguratorError::WrongRegistration,
        has_one = pau @ ConfiguratorError::WrongRegistration,
    )]
    pub registration: Box<Account<'info, PauRegistration>>,
    #[account(mut)]
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// Specification: shall give the PAU back to its GovOps; whatever the conserver named shall end.
pub fn handler(ctx: Context<HandBack>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    require!(accounts.registration.is_conserved(), ConfiguratorError::NotConserved);
    accounts.registration.conserved = 0;
    as_admin(&accounts.scope, |seeds| {
        let call = pau::cpi::accounts::AdminAction {
            admin: accounts.scope.to_account_info(),
            pau: accounts.pau.to_account_info(),
            event_authority: accounts.pau_event_authority.to_account_info(),
            program: accounts.pau_program.to_account_info(),
        };
        pau::cpi::advance_epoch(CpiContext::new_with_signer(accounts.pau_program.key(), call, seeds))
    })?;
    let (actor, pau) = (accounts.council.key(), accounts.pau.key());
    let event = configured(&mut accounts.scope, actor, pau, Change::HandBack, pau);
    halo_common::emit!(ctx, event);
    Ok(())
}
