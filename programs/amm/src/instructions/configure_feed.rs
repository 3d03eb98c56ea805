//! What the GovOps of a feed's PAU does to the feed.

use crate::{error::AmmError, instructions::permit::*, state::Feed, FEED_SEED};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
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

impl ConfigureFeed<'_> {
    /// Refuses a signer that may not configure the feed; for what loosens it, without the permit that names `value`.
    pub fn require_may_set<T: AnchorSerialize>(
        &mut self,
        loosens: bool,
        name: &[u8],
        value: &T,
    ) -> Result<()> {
        if !loosens {
            return self.require_accordant();
        }
        self.require_may_add()?;
        let (base, bump) = {
            let feed = self.feed.load()?;
            (feed.base, feed.bump)
        };
        let seeds: &[&[u8]] = &[FEED_SEED, base.as_ref(), &[bump]];
        self.permit.consume(self.feed.as_ref(), seeds, &mut self.scope, digest(name, value)?)
    }
}
