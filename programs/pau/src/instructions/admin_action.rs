use crate::{error::PauError, state::Pau};
use anchor_lang::prelude::*;

/// Accounts of what the administrator does to the PAU itself.
#[event_cpi]
#[derive(Accounts)]
pub struct AdminAction<'info> {
    pub admin: Signer<'info>,
    #[account(mut, has_one = admin @ PauError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
}
