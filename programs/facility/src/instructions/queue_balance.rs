use crate::{
    error::FacilityError,
    state::{Queue, QueuePosition},
};
use anchor_lang::prelude::*;
use halo_common::Explain;

#[derive(Accounts)]
pub struct QueueBalance<'info> {
    pub queue: AccountLoader<'info, Queue>,
    #[account(constraint = position.load()?.facility == queue.load()?.facility @ FacilityError::WrongFacility)]
    pub position: AccountLoader<'info, QueuePosition>,
}

/// Specification: shall return what a complete withdrawal would pay now.
pub fn handler(ctx: Context<QueueBalance>) -> Result<u64> {
    let shares = ctx.accounts.position.load()?.shares;
    ctx.accounts.queue.load()?.totals.underlying_of(shares).explain::<FacilityError>()
}
