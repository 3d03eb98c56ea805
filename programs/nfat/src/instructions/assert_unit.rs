use crate::{error::NfatError, instructions::unit_state::ViewUnit};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct AssertUnitArgs {
    /// Outstanding principal that the buyer counts on, base units.
    pub principal: u64,
    /// Credited and unpaid money that the buyer counts on, base units.
    pub funded: u64,
    /// Sequence of the record when the buyer priced it.
    pub sequence: u64,
}

/// Specification: shall fail when anything about the NFAT has changed, so that a purchase in the same
/// transaction fails with it. Changes nothing and so emits nothing.
pub fn handler(ctx: Context<ViewUnit>, args: AssertUnitArgs) -> Result<()> {
    let state = ctx.accounts.state()?;
    require_eq!(state.outstanding_principal, args.principal, NfatError::StateChanged);
    require_eq!(state.funded, args.funded, NfatError::StateChanged);
    require_eq!(state.sequence, args.sequence, NfatError::StateChanged);
    Ok(())
}
