use crate::{
    error::PauError,
    events::ActionChanged,
    state::{Action, ActionSpec, Pau},
    ACCOUNT_VERSION, ACTION_SEED,
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct EnableActionArgs {
    pub spec: ActionSpec,
}

#[event_cpi]
#[derive(Accounts)]
#[instruction(args: EnableActionArgs)]
pub struct EnableAction<'info> {
    #[account(mut)]
    pub payer: Signer<'info>,
    pub admin: Signer<'info>,
    #[account(has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        init,
        payer = payer,
        space = Action::space(&args.spec),
        seeds = [ACTION_SEED, pau.key().as_ref(), args.spec.hash().as_ref()],
        bump
    )]
    pub action: Box<Account<'info, Action>>,
    pub system_program: Program<'info, System>,
}

/// Specification:
/// - shall let relayers make this call with the money of Books that no program guards;
/// - shall refuse an action that no one may approve, see [`ActionSpec::validate`];
/// - shall give nothing by itself: a balance falls only under a limit of this action.
pub fn handler(ctx: Context<EnableAction>, args: EnableActionArgs) -> Result<()> {
    args.spec.validate()?;
    let accounts = &mut *ctx.accounts;
    let (hash, program, one_shot) = (args.spec.hash(), args.spec.program, args.spec.one_shot);
    accounts.action.set_inner(Action {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.action,
        pau: accounts.pau.key(),
        hash,
        sequence: 0,
        rent_payer: accounts.payer.key(),
        used: false,
        spec: args.spec,
        reserved: [0; 32],
    });
    let event = ActionChanged {
        action: accounts.action.key(),
        sequence: accounts.action.next_sequence(),
        admin: accounts.admin.key(),
        pau: accounts.pau.key(),
        hash,
        program,
        one_shot,
        used: false,
        active: true,
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
