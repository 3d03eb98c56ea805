use crate::{
    error::LctsError,
    events::UnitChecked,
    state::{holder, Direction, LctsQueue, Unit},
};
use anchor_lang::prelude::*;
use halo_common::{token::balance, Explain};

#[event_cpi]
#[derive(Accounts)]
pub struct CheckUnit<'info> {
    #[account(mut)]
    pub unit: AccountLoader<'info, Unit>,
    /// Has the holding of a junior unit.
    pub senior: Option<AccountLoader<'info, Unit>>,
    /// CHECK: the unit that has the holding names it.
    pub token_account: UncheckedAccount<'info>,
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
/// - shall report what the holding has against what is recorded, and what its shares are worth against what backs them;
/// - when money of the holding is missing shall halt the unit: nobody enters, nothing is locked, settled, deployed or
///   raised, which a transaction that fails could not write down;
/// - shall lift nothing: that is the council's;
/// - claims, exits and unlocking go on.
pub fn handler(ctx: Context<CheckUnit>) -> Result<()> {
    let accounts = &ctx.accounts;
    let backing = {
        let book = holder(&accounts.unit, accounts.senior.as_ref())?.load()?;
        require_keys_eq!(book.token_account, *accounts.token_account.key, LctsError::WrongHolding);
        book.backing()
    };
    let balance = balance(&accounts.token_account).explain::<LctsError>()?;
    if balance < backing.holding {
        accounts.unit.load_mut()?.halted = 1;
        accounts.subscribe_queue.load_mut()?.halted = 1;
        accounts.redeem_queue.load_mut()?.halted = 1;
    }
    let event = {
        let mut unit = accounts.unit.load_mut()?;
        UnitChecked {
            unit: accounts.unit.key(),
            sequence: unit.next_sequence(),
            balance,
            holding: backing.holding,
            out: backing.out,
            worth: unit.worth()?,
            halted: unit.halted != 0,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
