//! What the administrator's settings have in common.

use crate::{error::PsmError, events::PauseChanged, state::Psm};
use anchor_lang::prelude::*;

#[event_cpi]
#[derive(Accounts)]
pub struct Administer<'info> {
    pub admin: Signer<'info>,
    #[account(mut, has_one = admin @ PsmError::NotAdmin)]
    pub psm: AccountLoader<'info, Psm>,
}

impl Administer<'_> {
    /// Stops swaps or lets them go on; refuses what is so already.
    pub fn set_paused(&self, paused: bool) -> Result<PauseChanged> {
        let mut psm = self.psm.load_mut()?;
        match (psm.paused != 0, paused) {
            (true, true) => return err!(PsmError::Paused),
            (false, false) => return err!(PsmError::NotPaused),
            _ => psm.paused = u8::from(paused),
        }
        Ok(PauseChanged {
            psm: self.psm.key(),
            sequence: psm.next_sequence(),
            admin: self.admin.key(),
            paused,
        })
    }
}
