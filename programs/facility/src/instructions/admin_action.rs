use crate::{error::FacilityError, state::Facility};
use anchor_lang::prelude::*;
use pau::state::Pau;

/// Accounts of what the administrator does to the facility itself.
#[event_cpi]
#[derive(Accounts)]
pub struct AdminAction<'info> {
    pub admin: Signer<'info>,
    #[account(has_one = admin @ FacilityError::NotAdmin)]
    pub pau: AccountLoader<'info, Pau>,
    #[account(mut, has_one = pau @ FacilityError::WrongPau)]
    pub facility: AccountLoader<'info, Facility>,
}
