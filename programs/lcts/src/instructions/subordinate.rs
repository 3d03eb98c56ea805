use crate::{
    error::LctsError,
    events::UnitSubordinated,
    state::{Unit, JUNIOR},
};
use anchor_lang::prelude::*;
use pau::state::{Controller, Pau};

#[event_cpi]
#[derive(Accounts)]
pub struct Subordinate<'info> {
    #[account(mut, has_one = pau @ LctsError::WrongPau)]
    pub unit: AccountLoader<'info, Unit>,
    /// Has the holding.
    #[account(mut, has_one = pau @ LctsError::WrongPau)]
    pub senior: AccountLoader<'info, Unit>,
    pub pau: AccountLoader<'info, Pau>,
    /// The council's word that the unit may draw on the senior's Book, and on no other.
    #[account(
        has_one = pau @ LctsError::WrongPau,
        constraint = controller.signer == unit.key() @ LctsError::NotSubordinate,
        constraint = controller.book == senior.key() @ LctsError::NotSubordinate,
    )]
    pub controller: Account<'info, Controller>,
}

/// Refuses a unit that has shares or a holding, and a pair that differs in more than its shares.
fn check(unit: &Unit, senior: &Unit) -> Result<()> {
    let unused = unit.supply == 0 && unit.vault == Pubkey::default() && !unit.has_partner();
    let open = senior.vault != Pubkey::default() && !senior.is_junior() && !senior.has_partner();
    let alike = unit.scope == senior.scope && unit.mint == senior.mint;
    require!(unused && open && alike, LctsError::NotSubordinate);
    Ok(())
}

/// Specification:
/// - shall make a unit that has no shares yet the junior of another: both stand over that one's holding, and the junior
///   bears a loss first; for good;
/// - shall need no signature: the council has let the unit draw on that Book and no other, which waits behind the
///   timelock, so whoever holds the senior's shares can see it coming;
/// - a holding has one junior at most.
pub fn handler(ctx: Context<Subordinate>) -> Result<()> {
    let accounts = &ctx.accounts;
    let (key, senior_key) = (accounts.unit.key(), accounts.senior.key());
    check(&*accounts.unit.load()?, &*accounts.senior.load()?)?;
    let event = {
        let (mut unit, mut senior) = (accounts.unit.load_mut()?, accounts.senior.load_mut()?);
        unit.rank = JUNIOR;
        unit.partner = senior_key;
        senior.partner = key;
        UnitSubordinated {
            unit: key,
            sequence: unit.next_sequence(),
            senior: senior_key,
            senior_sequence: senior.next_sequence(),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
