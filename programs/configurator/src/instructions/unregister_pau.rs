use crate::{
    error::ConfiguratorError,
    events::{RecordRemoved, Removed},
    instructions::configure::on_pau,
    state::{PauRegistration, Scope},
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct UnregisterPau<'info> {
    /// Council or mom.
    pub actor: Signer<'info>,
    #[account(mut, constraint = scope.may_remove(actor.key) @ ConfiguratorError::NotRemover)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(
        mut,
        close = rent_payer,
        has_one = scope @ ConfiguratorError::WrongScope,
        has_one = rent_payer @ ConfiguratorError::WrongRentPayer,
        has_one = pau @ ConfiguratorError::WrongRegistration,
    )]
    pub registration: Box<Account<'info, PauRegistration>>,
    /// CHECK: receives the rent of the record, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    #[account(mut)]
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// Specification: shall end the configuration of this PAU by anybody, and with it relayers, freezer and
/// every beacon's Beam under it. The council can still freeze it. Registering it again takes the full delay.
pub fn handler(ctx: Context<UnregisterPau>) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    // A PAU that never came under this scope has nobody to dismiss, and its record goes all the same.
    if accounts.pau.load()?.admin == accounts.scope.key() {
        let (event_authority, program) = (&accounts.pau_event_authority, &accounts.pau_program);
        on_pau(&accounts.scope, &accounts.pau, event_authority, program, pau::cpi::advance_epoch)?;
    }
    let event = RecordRemoved {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        actor: accounts.actor.key(),
        what: Removed::Registration,
        record: accounts.registration.key(),
        pau: accounts.pau.key(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
