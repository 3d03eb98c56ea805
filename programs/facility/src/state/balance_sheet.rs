//! What a Book has and owes, from its own record, its redeem vault and two balances.

use crate::state::Book;
use anchor_lang::prelude::*;
use halo_math::{crr_class, RANKS};
use nfat::state::RedeemVault;

/// What anybody wants to know of a Book at a glance; amounts in base units.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct BookState {
    /// Discriminant of `halo_math::Phase`.
    pub phase: u8,
    /// Discriminant of `halo_math::CrrClass`, now.
    pub crr_class: u8,
    /// Unix seconds by which the next attestation at rest is due; 0 before the first.
    pub attested_until: i64,
    /// Units that are not redeemed.
    pub units: u64,
    /// Principal that they claim and that is not credited to them.
    pub claims: u64,
    /// Units in declared default.
    pub defaults: u64,
    /// Whether the Book's loss is fixed.
    pub written_down: bool,
    pub level: u8,
    /// NFATs of other Books that it holds.
    pub units_held: u64,
    /// Their outstanding principal, as last counted.
    pub held_principal: u64,
}

impl BookState {
    /// Of a Book and its redeem vault, `now`.
    pub fn of(book: &Book, vault: &RedeemVault, now: i64) -> Result<Self> {
        let phase = book.phase()?;
        Ok(Self {
            phase: book.phase,
            crr_class: crr_class(phase, book.last_attested_at, book.cadence_seconds, now) as u8,
            attested_until: book.attested_until(),
            units: vault.units,
            claims: total_claims(&vault.claims),
            defaults: vault.defaults,
            written_down: vault.written_down != 0,
            level: book.level,
            units_held: book.units_held,
            held_principal: book.held_principal,
        })
    }
}

/// Claims of all ranks. Their sum was checked rank by rank against the principal that the Book was given.
pub fn total_claims(claims: &[u64; RANKS]) -> u64 {
    claims.iter().fold(0, |sum, claim| sum.saturating_add(*claim))
}

/// What a Book has against what its units claim, base units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BalanceSheet {
    /// Balance of the Book's token account.
    pub cash: u64,
    /// Cash, and what is out.
    pub assets: u64,
    /// Principal of the units that is not credited to them.
    pub claims: u64,
    /// Balance of the redeem vault's token account.
    pub redeem_held: u64,
    /// What is credited to units and not paid out.
    pub redeem_owed: u64,
    /// Whether the Book's loss is fixed: what is out is written off.
    pub written_down: bool,
}

impl BalanceSheet {
    /// `assets = cash + max(deployed + earned - returned, 0)`, holdings being bought through deployments; cash alone once
    /// the loss is fixed.
    ///
    /// What came home counts as principal first. What the Book has paid beyond the principal that was credited is
    /// therefore `earned`: a Book that pays interest out of its returns has not lost it.
    pub fn of(book: &Book, vault: &RedeemVault, cash: u64, redeem_held: u64) -> Self {
        let claims = total_claims(&vault.claims);
        let written_down = vault.written_down != 0;
        let credited = book.principal.saturating_sub(claims);
        let earned = vault.paid_in_by_book.saturating_sub(credited);
        let out = match written_down {
            true => 0,
            false => book.deployed.saturating_add(earned).saturating_sub(book.returned),
        };
        let assets = cash.saturating_add(out);
        Self { cash, assets, claims, redeem_held, redeem_owed: vault.owed, written_down }
    }

    /// Whether money is missing that only leaves by instructions which record it.
    pub fn is_short(&self) -> bool {
        (self.assets < self.claims && !self.written_down) || self.redeem_held < self.redeem_owed
    }
}
