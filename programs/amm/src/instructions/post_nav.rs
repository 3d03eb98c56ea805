use crate::{error::AmmError, state::Feed};
use anchor_lang::prelude::*;
use halo_common::{direct, Explain};
use halo_math::amm::Posting;

#[derive(Accounts)]
pub struct PostNav<'info> {
    pub reporter: Signer<'info>,
    /// CHECK: the handler reads it as a feed, which must be this program's.
    #[account(mut)]
    pub feed: UncheckedAccount<'info>,
}

/// Specification:
/// - shall take a report from a reporter in its own place alone;
/// - shall accept the median of fresh reports as the mark when it is in step with the last one;
/// - shall record a report that is out of step or out of bounds too, and then give no price until it is in step again: a
///   transaction that fails would leave nothing for the breaker to find;
/// - shall emit no event: the instruction is the record, and one by CPI would cost more than the rest together.
pub fn handler(ctx: Context<PostNav>, posting: Posting) -> Result<()> {
    let clock = Clock::get()?;
    let mut feed = direct::write::<Feed>(&ctx.accounts.feed, AmmError::WrongFeed)?;
    let place = feed.place_of(ctx.accounts.reporter.key)?;
    feed.nav.post(place, &posting, clock.unix_timestamp, clock.slot).explain::<AmmError>()?;
    Ok(())
}
