use crate::{
    error::FacilityError,
    events::{AccordChanged, AccordStep},
    state::{Accord, AccordTerms},
};
use anchor_lang::prelude::*;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct AcceptAccordArgs {
    /// Every figure of the accord.
    pub terms: AccordTerms,
}

#[event_cpi]
#[derive(Accounts)]
pub struct AcceptAccord<'info> {
    pub prime: Signer<'info>,
    #[account(mut, has_one = prime @ FacilityError::WrongPrime)]
    pub accord: AccountLoader<'info, Accord>,
}

/// Specification:
/// - shall make an accord binding by its Prime's signature under every figure of it, once;
/// - shall move nothing: claims under it still find only what the Prime has queued and not withdrawn.
pub fn handler(ctx: Context<AcceptAccord>, args: AcceptAccordArgs) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let event = {
        let mut accord = ctx.accounts.accord.load_mut()?;
        accord.accept(&args.terms, now)?;
        AccordChanged::of(
            ctx.accounts.accord.key(),
            ctx.accounts.prime.key(),
            &mut accord,
            AccordStep::Accepted,
        )
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
