use crate::{
    error::ConfiguratorError,
    events::{RecordRemoved, Removed},
    instructions::configure::on_pau,
    state::{CBeam, Scope},
};
use anchor_lang::prelude::*;
use pau::{program::Pau as PauProgram, state::Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct RevokeCBeam<'info> {
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
    pub cbeam: Box<Account<'info, CBeam>>,
    /// CHECK: receives the rent of the record, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    #[account(mut)]
    pub pau: AccountLoader<'info, Pau>,
    /// CHECK: the PAU program checks it.
    pub pau_event_authority: UncheckedAccount<'info>,
    pub pau_program: Program<'info, PauProgram>,
}

/// Specification:
/// - shall end the GovOps's accordance to this PAU in this transaction;
/// - relayers, freezer and every beacon's Beam under this PAU shall end with it, whoever named them: the
///   chain does not tell apart whom a lost key has named.
pub fn handler(ctx: Context<RevokeCBeam>) -> Result<()> {
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
        what: Removed::CBeam,
        record: accounts.cbeam.key(),
        pau: accounts.pau.key(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
