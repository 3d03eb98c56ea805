//! What the GovOps of a pool's PAU does to the pool.

use crate::{error::AmmError, instructions::permit::*, state::Pool, POOL_SEED};
use anchor_lang::prelude::*;
use configurator::{
    accordant::Configures,
    configures,
    state::{CBeam, PauRegistration, Scope},
};
use pau::state::Pau;

#[event_cpi]
#[derive(Accounts)]
pub struct ConfigurePool<'info> {
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
    pub pool: AccountLoader<'info, Pool>,
    pub permit: PermitAccounts<'info>,
}

configures!(ConfigurePool);

impl ConfigurePool<'_> {
    /// Refuses a signer that may not configure the pool; for what loosens it, without the permit that names `value`.
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
            let pool = self.pool.load()?;
            (pool.base, pool.bump)
        };
        let seeds: &[&[u8]] = &[POOL_SEED, base.as_ref(), &[bump]];
        self.permit.consume(self.pool.as_ref(), seeds, &mut self.scope, digest(name, value)?)
    }
}
