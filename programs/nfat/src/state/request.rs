//! What a holder asks its Halo for.

use crate::{error::NfatError, state::Nfat, REQUEST_SECONDS};
use anchor_lang::prelude::*;

/// Kinds of request.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Request {
    None,
    /// To be redeemed for an amount that the holder names, before the maturity or for less than is owed.
    Redeem,
    /// To be paid interest.
    Interest,
}

impl Nfat {
    /// Records what `holder` asks for until [`REQUEST_SECONDS`] from `now`, in place of what it or anybody before
    /// asked for.
    pub fn ask(
        &mut self,
        request: Request,
        amount: u64,
        holder: Pubkey,
        now: i64,
    ) -> core::result::Result<(), NfatError> {
        if amount == 0 {
            return Err(NfatError::ZeroAmount);
        }
        self.request = request as u8;
        self.requested_amount = amount;
        self.requested_by = holder;
        self.requested_until = now.saturating_add(REQUEST_SECONDS);
        Ok(())
    }

    /// Ends a request.
    pub fn clear_request(&mut self) {
        self.request = Request::None as u8;
        self.requested_amount = 0;
        self.requested_by = Pubkey::default();
        self.requested_until = 0;
    }

    /// Uses up the request of kind `request` that the present `holder` made, or refuses; returns its amount.
    pub fn answer(
        &mut self,
        request: Request,
        holder: &Pubkey,
        now: i64,
    ) -> core::result::Result<u64, NfatError> {
        let live = self.request == request as u8 && now < self.requested_until;
        if !live || self.requested_by != *holder {
            return Err(NfatError::NotRequested);
        }
        let amount = self.requested_amount;
        self.clear_request();
        Ok(amount)
    }

    /// Makes what is credited all that is owed: both sides agree on an early redemption.
    pub fn agree(&mut self) {
        self.outstanding_principal = self.funded_principal;
        self.agreed = 1;
    }

    /// What changes when the asset has another owner: nothing that the former one asked for is left.
    pub fn hand_over(&mut self) {
        self.clear_request();
    }
}
