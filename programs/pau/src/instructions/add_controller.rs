use crate::{
    error::PauError,
    events::ControllerChanged,
    state::{Controller, LimitKind, Pau},
    ACCOUNT_VERSION, CONTROLLER_SEED,
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct AddControllerArgs {
    /// Address that will sign: a PDA of the controlling program.
    pub signer: Pubkey,
    /// The one Book it may touch; the default key for every Book.
    pub book: Pubkey,
    /// Bits of `LimitKind`, at least one.
    pub kinds: u16,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: AddControllerArgs)]
pub struct AddController<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub admin: Signer<'info>,
    #[account(mut, has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        init,
        payer = payer,
        space = Controller::SPACE,
        seeds = [CONTROLLER_SEED, pau.key().as_ref(), args.signer.as_ref()],
        bump
    )]
    pub controller: Account<'info, Controller>,
    pub system_program: Program<'info, System>,
}

/// Specification: shall refuse unknown limit kinds and a controller without any.
pub fn handler(ctx: Context<AddController>, args: AddControllerArgs) -> Result<()> {
    require!(args.kinds != 0 && args.kinds & !LimitKind::ALL == 0, PauError::UnknownKind);
    let accounts = &mut *ctx.accounts;
    accounts.controller.set_inner(Controller {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.controller,
        pau: accounts.pau.key(),
        signer: args.signer,
        book: args.book,
        kinds: args.kinds,
        rent_payer: accounts.payer.key(),
        reserved: [0; 32],
    });
    let event = ControllerChanged {
        pau: accounts.pau.key(),
        sequence: accounts.pau.load_mut()?.next_sequence(),
        admin: accounts.admin.key(),
        signer: args.signer,
        book: args.book,
        kinds: args.kinds,
        active: true,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
