use crate::error::NfatError;
use anchor_lang::prelude::*;
use halo_math::{mul_div, Accrual, Rounding};

/// The record of one NFAT, at `["nfat", asset]`. The asset's attributes are for wallets; this is the truth.
///
/// What it does: `credit` (money in), `payout` (money out), `lateness`, `request`.
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
    /// Of the cap, what the Book has paid in so far, and what of it as interest and as penalty; base units.
    pub paid_in_by_book: u64,
    pub interest_by_book: u64,
    pub penalty_by_book: u64,
    /// Credited and not yet paid out, base units.
    pub funded_principal: u64,
    pub funded_interest: u64,
    pub funded_penalty: u64,
    /// Paid out to its holders so far, base units.
    pub paid_principal: u64,
    pub paid_interest: u64,
    pub paid_penalty: u64,
    /// Scheduled interest in total, base units. This and the next five lines are zero until the terms are known.
    pub interest: u64,
    /// Unix seconds of the last scheduled payment.
    pub maturity: i64,
    /// Most that penalties can add up to, base units.
    pub penalty_cap: u64,
    /// Penalty accrued since the maturity, exact.
    pub penalty: Accrual,
    /// Unix seconds up to which it is accrued.
    pub accrued_until: i64,
    /// Seconds after the maturity before a default may be declared.
    pub grace_seconds: i64,
    /// Number of the last event of this account; changes with every change of state.
    pub sequence: u64,
    /// Least that the holder takes for what it has asked for, base units.
    pub requested_amount: u64,
    /// Holder that asked; a request of a former holder is void.
    pub requested_by: Pubkey,
    /// Unix seconds from which the request is void.
    pub requested_until: i64,
    /// Holder that payments may be pushed to: the depositor at first, afterwards whoever asks for it.
    pub push_to: Pubkey,
    /// Account that paid the rent and gets it back.
    pub rent_payer: Pubkey,
    /// Basis points of the overdue amount, per day.
    pub penalty_bps_per_day: u16,
    /// Rank of its claim in its Book, 0 before all others.
    pub rank: u8,
    /// 1 once the terms are known on chain.
    pub revealed: u8,
    /// Discriminant of [`Request`].
    pub request: u8,
    /// 1 once holder and Halo have agreed on an early redemption: what is credited is all that is owed.
    pub agreed: u8,
    /// 1 while in declared default.
    pub defaulted: u8,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    pub reserved: [u8; 63],
}

/// What of a deal's terms is kept on chain once they are known.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitTerms {
    /// Scheduled interest in total, base units.
    pub interest: u64,
    /// Unix seconds of the last scheduled payment.
    pub maturity: i64,
    /// Most that penalties can add up to, base units.
    pub penalty_cap: u64,
    /// Basis points of the overdue amount, per day.
    pub penalty_bps_per_day: u16,
}

impl UnitTerms {
    /// Of terms that are valid; `summary` must come from them.
    pub fn of(terms: &halo_math::DealTerms, summary: &halo_math::TermsSummary) -> Self {
        Self {
            interest: summary.interest,
            maturity: summary.maturity,
            penalty_cap: terms.penalty_cap,
            penalty_bps_per_day: terms.penalty_bps_per_day,
        }
    }

    /// What of them falls to a unit of `principal` when the terms are for `total`, several units being claimed under
    /// the same: its part of interest and penalty, rounded up in favour of the holder.
    pub fn part(&self, principal: u64, total: u64) -> core::result::Result<Self, NfatError> {
        let part =
            |amount| mul_div(amount, principal, total, Rounding::Up).map_err(|_| NfatError::InvalidTerms);
        Ok(Self { interest: part(self.interest)?, penalty_cap: part(self.penalty_cap)?, ..*self })
    }

    /// The same within the payout cap of `unit`, interest before penalty.
    pub fn within(&self, unit: &Nfat) -> Self {
        let room = unit.payout_cap.saturating_sub(unit.principal);
        let interest = self.interest.min(room);
        let penalty_cap = self.penalty_cap.min(room.saturating_sub(interest));
        Self { interest, penalty_cap, ..*self }
    }
}

/// A payment split by what it is for; base units.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
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

    /// Both payments, part by part.
    pub fn plus(&self, other: &Self) -> core::result::Result<Self, NfatError> {
        let add = |a: u64, b: u64| a.checked_add(b).ok_or(NfatError::Overflow);
        Ok(Self {
            principal: add(self.principal, other.principal)?,
            interest: add(self.interest, other.interest)?,
            penalty: add(self.penalty, other.penalty)?,
        })
    }
}

impl Nfat {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// What is credited and not yet paid out.
    pub fn funded(&self) -> Payment {
        Payment {
            principal: self.funded_principal,
            interest: self.funded_interest,
            penalty: self.funded_penalty,
        }
    }

    /// Principal neither paid back nor credited: its claim on what its Book still has.
    pub fn claim(&self) -> u64 {
        self.outstanding_principal.saturating_sub(self.funded_principal)
    }

    /// Writes down the terms, once they are known.
    pub fn disclose(&mut self, terms: &UnitTerms) {
        self.interest = terms.interest;
        self.maturity = terms.maturity;
        self.penalty_cap = terms.penalty_cap;
        self.penalty_bps_per_day = terms.penalty_bps_per_day;
        self.revealed = 1;
    }
}
