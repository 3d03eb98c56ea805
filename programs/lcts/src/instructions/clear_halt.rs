use crate::{
    error::LctsError,
    events::HaltCleared,
    state::{Direction, LctsQueue, Unit},
};
use anchor_lang::prelude::*;
use configurator::state::Scope;

#[event_cpi]
#[derive(Accounts)]
pub struct ClearHalt<'info> {
    pub council: Signer<'info>,
    #[account(has_one = council @ LctsError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(mut, has_one = scope @ LctsError::WrongScope)]
    pub unit: AccountLoader<'info, Unit>,
    #[account(
        mut,
        has_one = unit @ LctsError::WrongUnit,
        constraint = subscribe_queue.load()?.direction == Direction::Subscribe.seed() @ LctsError::WrongQueue,
    )]
    pub subscribe_queue: AccountLoader<'info, LctsQueue>,
    #[account(
        mut,
        has_one = unit @ LctsError::WrongUnit,
        constraint = redeem_queue.load()?.direction == Direction::Redeem.seed() @ LctsError::WrongQueue,
    )]
    pub redeem_queue: AccountLoader<'info, LctsQueue>,
}

/// Specification:
/// - shall let a halted unit go on; the council only;
/// - shall change no figure: while money is missing the next check halts the unit again.
pub fn handler(ctx: Context<ClearHalt>) -> Result<()> {
    let accounts = &ctx.accounts;
    accounts.subscribe_queue.load_mut()?.halted = 0;
    accounts.redeem_queue.load_mut()?.halted = 0;
    let event = {
        let mut unit = accounts.unit.load_mut()?;
        unit.halted = 0;
        HaltCleared {
            unit: accounts.unit.key(),
            sequence: unit.next_sequence(),
            council: accounts.council.key(),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
