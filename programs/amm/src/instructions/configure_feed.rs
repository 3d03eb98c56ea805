//! What the GovOps of a feed's PAU does to the feed.

use crate::{error::AmmError, instructions::permit::*, state::Feed, FEED_SEED};
use anchor_lang::prelude::*;
use configurator::{
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use pau::state::Pau;

#[event_cpi]
#[derive(Accounts)]
pub struct ConfigureFeed<'info> {
    /// GovOps of the PAU, or the conserver in its place.
    pub govops: Signer<'info>,
    #[account(mut)]
    pub scope: Box<Account<'info, Scope>>,
    pub registration: Box<Account<'info, PauRegistration>>,
    /// Absent when the conserver signs.
    pub cbeam: Option<Box<Account<'info, CBeam>>>,
    pub pau: AccountLoader<'info, Pau>,
    #[account(
        mut,
        has_one = scope @ AmmError::WrongScope,
        has_one = pau @ AmmError::WrongPau,
    )]
    pub feed: AccountLoader<'info, Feed>,
    pub permit: PermitAccounts<'info>,
}

configures!(ConfigureFeed);

impl<'info> SetsRule<'info> for ConfigureFeed<'info> {
    fn permitted(&mut self) -> Result<Permitted<'_, 'info>> {
        let (base, bump) = {
            let feed = self.feed.load()?;
            (feed.base, feed.bump)
        };
        let target = self.feed.as_ref();
        Ok(Permitted { target, seed: FEED_SEED, base, bump, permit: &self.permit, scope: &mut self.scope })
    }
}
