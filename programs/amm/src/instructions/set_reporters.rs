use crate::{
    events::ReportersSet,
    instructions::{ConfigureFeed, SetsRule},
    REPORTERS_DIGEST,
};
use anchor_lang::prelude::*;
use halo_math::amm::REPORTERS;

#[derive(AnchorSerialize, AnchorDeserialize)]
pub struct SetReportersArgs {
    /// Who may report; the default key leaves a place empty.
    pub reporters: [Pubkey; REPORTERS],
}

/// Specification:
/// - shall take a reporter's place away at once, forget what it reported, and give no price until another one is
///   accepted: the last one may be that reporter's;
/// - shall give a place to nobody without a permit for exactly these reporters, which has waited behind the timelock.
pub fn handler(ctx: Context<ConfigureFeed>, args: SetReportersArgs) -> Result<()> {
    let accounts = &mut *ctx.accounts;
    let adds = accounts.feed.load()?.adds(&args.reporters);
    accounts.require_may_set(adds, REPORTERS_DIGEST, &args.reporters)?;
    let event = {
        let mut feed = accounts.feed.load_mut()?;
        let before = feed.reporters;
        feed.set_reporters(args.reporters)?;
        ReportersSet {
            feed: accounts.feed.key(),
            sequence: feed.next_sequence(),
            govops: accounts.govops.key(),
            before,
            after: args.reporters,
        }
    };
    halo_common::emit!(ctx, event);
    Ok(())
}
