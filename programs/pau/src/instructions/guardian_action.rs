use crate::{error::PauError, state::Pau};
use anchor_lang::prelude::*;

/// Accounts of what the freezer, or the administrator, may do in an emergency.
#[event_cpi]
#[derive(Accounts)]
pub struct GuardianAction<'info> {
    pub guardian: Signer<'info>,
    #[account(mut, constraint = pau.load()?.is_guardian(guardian.key) @ PauError::NotGuardian)]
    pub pau: AccountLoader<'info, Pau>,
}
