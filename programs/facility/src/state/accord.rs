use crate::error::FacilityError;
use anchor_lang::prelude::*;
use halo_math::{mul_div, Buybox, Rounding, RANKS};

/// The figures of an accord, which both sides name when they sign.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccordTerms {
    /// Salted commitment to the terms agreed on; not zero.
    pub terms_hash: [u8; 32],
    /// Most that the Book may ever pay for everything claimed under the accord, base units; at least `max_amount`.
    pub payout_cap: u64,
    /// Least amount of one claim, base units; above zero.
    pub min_amount: u64,
    /// Most that may be claimed in total, base units.
    pub max_amount: u64,
    /// Rank of the units, 0 before all others; another only in a shared Book.
    pub rank: u8,
    /// Whether the units share a Book with others.
    pub share_book: bool,
    /// Days after a maturity before anybody may declare a default.
    pub grace_days: u16,
    /// Unix seconds; claims pass while it is earlier.
    pub expires_at: i64,
}

impl AccordTerms {
    /// Refuses figures under which nothing could ever be claimed, or that no Prime should be asked to sign.
    pub fn validate(&self, now: i64) -> core::result::Result<(), FacilityError> {
        if usize::from(self.rank) >= RANKS {
            return Err(FacilityError::InvalidRank);
        }
        if self.rank > 0 && !self.share_book {
            return Err(FacilityError::RankNotShared);
        }
        let amounts = self.min_amount > 0 && self.min_amount <= self.max_amount;
        if !amounts || self.payout_cap < self.max_amount || self.terms_hash == [0; 32] {
            return Err(FacilityError::InvalidAccord);
        }
        if now >= self.expires_at {
            return Err(FacilityError::AccordExpired);
        }
        Ok(())
    }

    /// Refuses to pay more out of a shared Book than a deal inside `buybox` could on the same amount.
    ///
    /// SECURITY: an accord binds the two who sign it, and in a shared Book what one unit is paid the others miss. Two
    /// keys that agree on any interest they like would take it from those who have signed nothing.
    pub fn check_sharing(&self, buybox: &Buybox) -> Result<()> {
        if self.share_book {
            let most = buybox.max_payout(self.max_amount);
            require_gte!(most, self.payout_cap, FacilityError::AccordAboveBuybox);
        }
        Ok(())
    }
}

/// An agreement with one Prime that takes the buybox's place, at `["accord", facility, prime, terms hash]`. It needs
/// the GovOps, who proposes it, and the Prime, who accepts it.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct Accord {
    pub facility: Pubkey,
    pub prime: Pubkey,
    /// Salted commitment to the terms agreed on.
    pub terms_hash: [u8; 32],
    /// Account that paid the rent and gets it back.
    pub proposer: Pubkey,
    /// Most that may be paid for everything claimed under it, base units.
    pub payout_cap: u64,
    /// Most that may be claimed under it, base units.
    pub total_amount: u64,
    /// Least amount of one claim, base units.
    pub min_amount: u64,
    /// What of the total is left, base units.
    pub max_amount: u64,
    /// Unix seconds; claims pass while it is earlier.
    pub expires_at: i64,
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Days after a maturity before anybody may declare a default.
    pub grace_days: u16,
    /// Rank of its units, 0 before all others.
    pub rank: u8,
    /// 1 when its units share a Book with others.
    pub share_book: u8,
    /// 1 once the Prime has signed.
    pub accepted: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 33],
}

impl Accord {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// The figures as they were proposed.
    pub fn terms(&self) -> AccordTerms {
        AccordTerms {
            terms_hash: self.terms_hash,
            payout_cap: self.payout_cap,
            min_amount: self.min_amount,
            max_amount: self.total_amount,
            rank: self.rank,
            share_book: self.share_book != 0,
            grace_days: self.grace_days,
            expires_at: self.expires_at,
        }
    }

    /// Writes the figures of a proposal.
    pub fn propose(&mut self, terms: &AccordTerms) {
        self.terms_hash = terms.terms_hash;
        self.payout_cap = terms.payout_cap;
        self.total_amount = terms.max_amount;
        self.min_amount = terms.min_amount;
        self.max_amount = terms.max_amount;
        self.expires_at = terms.expires_at;
        self.grace_days = terms.grace_days;
        self.rank = terms.rank;
        self.share_book = u8::from(terms.share_book);
    }

    /// Makes the proposal binding, once. Nobody signs blind: `terms` must be every figure of it.
    pub fn accept(&mut self, terms: &AccordTerms, now: i64) -> core::result::Result<(), FacilityError> {
        if self.terms() != *terms {
            return Err(FacilityError::AccordDiffers);
        }
        if self.accepted != 0 {
            return Err(FacilityError::AccordAccepted);
        }
        if now >= self.expires_at {
            return Err(FacilityError::AccordExpired);
        }
        self.accepted = 1;
        Ok(())
    }

    /// Takes a claim of `amount` base units off what is left; returns its payout cap: `ceil(payout cap x claimed /
    /// total)` now less the same before. At least `amount`, and all caps together are the accord's.
    pub fn draw(&mut self, amount: u64, now: i64) -> core::result::Result<u64, FacilityError> {
        if self.accepted == 0 {
            return Err(FacilityError::AccordNotAccepted);
        }
        if now >= self.expires_at {
            return Err(FacilityError::AccordExpired);
        }
        if amount < self.min_amount || amount > self.max_amount {
            return Err(FacilityError::AccordAmount);
        }
        let before = self.cap_of_claimed()?;
        self.max_amount = self.max_amount.checked_sub(amount).ok_or(FacilityError::AccordAmount)?;
        self.cap_of_claimed()?.checked_sub(before).ok_or(FacilityError::Overflow)
    }

    /// `ceil(payout cap x claimed so far / total)`.
    fn cap_of_claimed(&self) -> core::result::Result<u64, FacilityError> {
        let claimed = self.total_amount.checked_sub(self.max_amount).ok_or(FacilityError::Overflow)?;
        let cap = mul_div(self.payout_cap, claimed, self.total_amount, Rounding::Up);
        cap.map_err(|_| FacilityError::Overflow)
    }
}
