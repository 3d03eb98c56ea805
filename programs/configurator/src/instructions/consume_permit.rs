use crate::{
    error::ConfiguratorError,
    events::{RecordRemoved, Removed},
    state::{Init, Scope},
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct ConsumePermitArgs {
    /// What the target is about to do, in its program's own form.
    pub digest: [u8; 32],
}

#[event_cpi]
#[derive(Accounts)]
pub struct ConsumePermit<'info> {
    /// The account that was permitted: a PDA whose program is about to act.
    pub target: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(
        mut,
        close = rent_payer,
        has_one = scope @ ConfiguratorError::WrongScope,
        has_one = rent_payer @ ConfiguratorError::WrongRentPayer,
    )]
    pub permit: Box<Account<'info, Init>>,
    /// CHECK: receives the rent of the record, which names it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
}

/// Specification: shall use the permit up; refused unless it is for this target and this digest.
pub fn handler(ctx: Context<ConsumePermit>, args: ConsumePermitArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    accounts.permit.require_permit(&accounts.target.key(), &args.digest)?;
    let event = RecordRemoved {
        scope: accounts.scope.key(),
        sequence: accounts.scope.next_sequence(),
        actor: accounts.target.key(),
        what: Removed::Permit,
        record: accounts.permit.key(),
        pau: Pubkey::default(),
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
