//! What the GovOps of a pool's PAU does to the pool.

use crate::{error::AmmError, instructions::permit::*, state::Pool};
use anchor_lang::prelude::*;
use configurator::{
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

impl<'info> SetsRule<'info> for ConfigurePool<'info> {
    fn permitted(&mut self) -> Result<Permitted<'_, 'info>> {
        Permitted::of_pool(&self.pool, &self.permit, &mut self.scope)
    }
}
