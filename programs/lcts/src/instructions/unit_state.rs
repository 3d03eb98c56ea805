use crate::state::{holder, Unit};
use anchor_lang::prelude::*;

#[derive(Accounts)]
pub struct UnitState<'info> {
    pub unit: AccountLoader<'info, Unit>,
    /// Has the holding of a junior unit.
    pub senior: Option<AccountLoader<'info, Unit>>,
}

/// What a unit's shares are worth and what backs them. Base units.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitView {
    /// Underlying per 10^18 shares.
    pub rate: u128,
    /// Shares minted and not redeemed.
    pub supply: u64,
    /// Underlying that they are worth.
    pub worth: u64,
    /// Underlying that may still be subscribed.
    pub room: u64,
    /// Underlying that one settlement may pay out of the holding.
    pub redeemable: u64,
    /// Underlying in the holding, which a junior shares with its senior.
    pub holding: u64,
    /// Underlying sent from it to endpoints and neither come back nor written down.
    pub out: u64,
    /// Whether money of the holding was found missing.
    pub halted: bool,
}

/// Specification: shall return what the shares are worth, and beside it what is on record for them: `holding` and `out`.
pub fn handler(ctx: Context<UnitState>) -> Result<UnitView> {
    let accounts = &ctx.accounts;
    let unit = accounts.unit.load()?;
    let backing = holder(&accounts.unit, accounts.senior.as_ref())?.load()?.backing();
    Ok(UnitView {
        rate: unit.rate.rate(),
        supply: unit.supply,
        worth: unit.worth()?,
        room: unit.room()?,
        redeemable: unit.redeem_limit.min(backing.holding),
        holding: backing.holding,
        out: backing.out,
        halted: unit.halted != 0,
    })
}
