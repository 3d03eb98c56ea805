use crate::error::NfatError;
use anchor_lang::prelude::*;

/// The record of one NFAT, at `["nfat", asset]`. The asset's attributes are for wallets; this is the truth.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Nfat {
    /// Unique within the collection.
    pub token_id: u64,
    pub facility: Pubkey,
    /// Original amount claimed, base units. Never changes.
    pub principal: u64,
    /// Prime whose deposit was claimed. Never changes.
    pub depositor: Pubkey,
    /// Unix seconds.
    pub minted_at: i64,
    pub book: Pubkey,
    /// The Metaplex Core asset.
    pub asset: Pubkey,
    pub config: Pubkey,
    /// Salted commitment to the deal's terms.
    pub terms_hash: [u8; 32],
    /// Principal not yet paid back, base units.
    pub outstanding_principal: u64,
    /// Most that its Book may ever pay it: principal + scheduled yield + penalty cap, base units.
    pub payout_cap: u64,
    /// Of the cap, what the Book has paid in so far.
    pub paid_in_by_book: u64,
    /// Credited and not yet paid out, base units.
    pub funded_principal: u64,
    pub funded_interest: u64,
    pub funded_penalty: u64,
    /// Number of the last event of this account; changes with every change of state.
    pub sequence: u64,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 62],
}

/// A payment split by what it is for; base units.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    pub principal: u64,
    pub interest: u64,
    pub penalty: u64,
}

impl Payment {
    /// Sum of the three parts.
    pub fn total(&self) -> core::result::Result<u64, NfatError> {
        let sum = self.principal.checked_add(self.interest).and_then(|sum| sum.checked_add(self.penalty));
        sum.ok_or(NfatError::Overflow)
    }
}

/// Who pays a payment in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The unit's Book, within the payout cap.
    Book,
    /// Anybody's own money: only makes the holder richer.
    Anyone,
}

impl Nfat {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// What the holder would be paid now.
    pub fn funded(&self) -> Payment {
        Payment {
            principal: self.funded_principal,
            interest: self.funded_interest,
            penalty: self.funded_penalty,
        }
    }

    /// Credits a payment and returns its total.
    ///
    /// Principal never exceeds what is outstanding; what the Book pays in never exceeds the payout cap.
    pub fn credit(&mut self, payment: &Payment, source: Source) -> core::result::Result<u64, NfatError> {
        let total = payment.total()?;
        if total == 0 {
            return Err(NfatError::ZeroAmount);
        }
        let add = |a: u64, b: u64| a.checked_add(b).ok_or(NfatError::Overflow);
        let principal = add(self.funded_principal, payment.principal)?;
        if principal > self.outstanding_principal {
            return Err(NfatError::PrincipalOverfunded);
        }
        let interest = add(self.funded_interest, payment.interest)?;
        let penalty = add(self.funded_penalty, payment.penalty)?;
        if source == Source::Book {
            let paid_in = add(self.paid_in_by_book, total)?;
            if paid_in > self.payout_cap {
                return Err(NfatError::PayoutCapExceeded);
            }
            self.paid_in_by_book = paid_in;
        }
        self.funded_principal = principal;
        self.funded_interest = interest;
        self.funded_penalty = penalty;
        Ok(total)
    }

    /// Takes out a tranche: everything credited, the principal of it off what is outstanding.
    ///
    /// Refused when nothing of the principal is credited, which is what [`Self::collect_interest`] is for, and when
    /// all that is outstanding is: the last payment is a redemption, so that no asset outlives its principal.
    pub fn spend(&mut self) -> core::result::Result<Payment, NfatError> {
        let payment = self.funded();
        if payment.principal == 0 {
            return Err(NfatError::NoPrincipalFunded);
        }
        let left = self.outstanding_principal.checked_sub(payment.principal).ok_or(NfatError::Overflow)?;
        if left == 0 {
            return Err(NfatError::LastPaymentRedeems);
        }
        self.outstanding_principal = left;
        (self.funded_principal, self.funded_interest, self.funded_penalty) = (0, 0, 0);
        Ok(payment)
    }

    /// Takes out interest and penalty; principal stays credited and outstanding.
    pub fn collect_interest(&mut self) -> core::result::Result<Payment, NfatError> {
        let payment = Payment { principal: 0, interest: self.funded_interest, penalty: self.funded_penalty };
        if payment.total()? == 0 {
            return Err(NfatError::NothingFunded);
        }
        (self.funded_interest, self.funded_penalty) = (0, 0);
        Ok(payment)
    }

    /// What a redemption pays: everything credited, once the outstanding principal is.
    pub fn redeemable(&self) -> core::result::Result<Payment, NfatError> {
        if self.funded_principal != self.outstanding_principal {
            return Err(NfatError::NotFunded);
        }
        Ok(self.funded())
    }
}
