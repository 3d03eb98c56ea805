use crate::{error::AmmError, events::PriceRebased, state::Feed};
use anchor_lang::prelude::*;
use configurator::state::Scope;
use halo_common::Explain;
use halo_math::amm::PriceRange;

#[event_cpi]
#[derive(Accounts)]
pub struct RebaseFeed<'info> {
    pub council: Signer<'info>,
    #[account(has_one = council @ AmmError::NotCouncil)]
    pub scope: Box<Account<'info, Scope>>,
    #[account(mut, has_one = scope @ AmmError::WrongScope)]
    pub feed: AccountLoader<'info, Feed>,
}

/// Specification:
/// - shall accept the present median as the mark although it is out of step; the council alone may say that a jump of the
///   price is real;
/// - shall refuse a median that is none of those the council has agreed to: reporters may have said something else since.
pub fn handler(ctx: Context<RebaseFeed>, agreed: PriceRange) -> Result<()> {
    let clock = Clock::get()?;
    let event = {
        let mut feed = ctx.accounts.feed.load_mut()?;
        let before = feed.nav.mark.price;
        let mut nav = feed.nav;
        let after = nav.rebase(&agreed, clock.unix_timestamp, clock.slot).explain::<AmmError>()?;
        feed.nav = nav;
        PriceRebased {
            source: ctx.accounts.feed.key(),
            sequence: feed.next_sequence(),
            council: ctx.accounts.council.key(),
            before,
            after: after.get(),
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
