use crate::state::Nfat;
use anchor_lang::prelude::*;

#[derive(Accounts)]
pub struct ViewUnit<'info> {
    pub nfat: AccountLoader<'info, Nfat>,
}

/// What a buyer or a wallet needs to price an NFAT.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitState {
    /// Principal not yet paid back, base units.
    pub outstanding_principal: u64,
    /// Credited and not yet paid out, base units.
    pub funded: u64,
    /// Changes with every change of state.
    pub sequence: u64,
}

impl ViewUnit<'_> {
    pub fn state(&self) -> Result<UnitState> {
        let nfat = self.nfat.load()?;
        Ok(UnitState {
            outstanding_principal: nfat.outstanding_principal,
            funded: nfat.funded().total()?,
            sequence: nfat.sequence,
        })
    }
}

/// Specification: shall return the state that `assert_unit` compares with.
pub fn handler(ctx: Context<ViewUnit>) -> Result<UnitState> {
    ctx.accounts.state()
}
