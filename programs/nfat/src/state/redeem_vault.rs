use crate::{address_text::AddressText, error::NfatError, REDEEM_SEED};
use anchor_lang::prelude::*;
use halo_common::{
    token::{balance, Move},
    Explain,
};
use halo_math::{LossPool, RANKS};

/// What one Book owes its units and has set aside for them, at `["redeem", config, book]`. This address
/// owns the token account.
#[account(zero_copy)]
#[derive(Debug)]
#[repr(C)]
pub struct RedeemVault {
    pub config: Pubkey,
    pub book: Pubkey,
    pub token_account: Pubkey,
    /// Base units credited to NFATs and not yet paid out: the token account holds at least this much.
    pub owed: u64,
    /// Base units paid out to holders so far.
    pub paid: u64,
    /// NFATs of this Book that are not redeemed.
    pub units: u64,
    /// Principal of these NFATs not yet paid back, base units.
    pub principal_outstanding: u64,
    /// Base units that the Book has paid in so far.
    pub paid_in_by_book: u64,
    /// Principal neither paid back nor credited, by rank, base units: the claims on what the Book still has.
    pub claims: [u64; 4],
    /// Units in declared default.
    pub defaults: u64,
    /// Unix seconds of the last default declared.
    pub defaulted_at: i64,
    /// After a write-down: what each rank has recovered and who has taken its part, base units.
    pub losses: [LossPool; 4],
    /// Number of the last event of this account.
    pub sequence: u64,
    /// Layout version, 1.
    pub version: u8,
    /// Canonical bump.
    pub bump: u8,
    /// `book` in base58, for the attributes of its NFATs.
    pub book_text: AddressText,
    /// 1 once the Book's loss is fixed.
    pub written_down: u8,
    pub reserved: [u8; 17],
}

// The arrays say their length in figures because the IDL does not resolve names.
const _: () = assert!(RANKS == 4);

impl RedeemVault {
    /// Bytes of the account, discriminator included.
    pub const SPACE: usize = Self::DISCRIMINATOR.len() + core::mem::size_of::<Self>();

    /// Number of the next event.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence = self.sequence.wrapping_add(1);
        self.sequence
    }

    /// Records one more unit.
    pub fn add_unit(&mut self, principal: u64, rank: u8) -> core::result::Result<(), NfatError> {
        self.units = self.units.checked_add(1).ok_or(NfatError::Overflow)?;
        self.principal_outstanding =
            self.principal_outstanding.checked_add(principal).ok_or(NfatError::Overflow)?;
        let claims = self.claims_of(rank)?;
        *claims = claims.checked_add(principal).ok_or(NfatError::Overflow)?;
        Ok(())
    }

    /// Records `amount` set aside for a unit of `rank`, `principal` of it principal.
    pub fn credit(&mut self, amount: u64, principal: u64, rank: u8) -> core::result::Result<(), NfatError> {
        if principal > 0 && self.written_down != 0 {
            return Err(NfatError::WrittenDown);
        }
        self.owed = self.owed.checked_add(amount).ok_or(NfatError::Overflow)?;
        self.settle_claim(principal, rank)
    }

    /// Counts what the Book has paid in.
    pub fn count_paid_in(&mut self, amount: u64) -> core::result::Result<(), NfatError> {
        self.paid_in_by_book = self.paid_in_by_book.checked_add(amount).ok_or(NfatError::Overflow)?;
        Ok(())
    }

    /// Records that `principal` is no longer claimed from the Book: credited, or given up.
    pub fn settle_claim(&mut self, principal: u64, rank: u8) -> core::result::Result<(), NfatError> {
        let claims = self.claims_of(rank)?;
        *claims = claims.checked_sub(principal).ok_or(NfatError::Overflow)?;
        Ok(())
    }

    /// Records a payment out: `amount` paid, `principal` of it principal.
    pub fn debit(&mut self, amount: u64, principal: u64) -> core::result::Result<(), NfatError> {
        self.owed = self.owed.checked_sub(amount).ok_or(NfatError::Overflow)?;
        self.paid = self.paid.checked_add(amount).ok_or(NfatError::Overflow)?;
        self.give_up(principal)
    }

    /// Records principal that is owed no more.
    pub fn give_up(&mut self, principal: u64) -> core::result::Result<(), NfatError> {
        self.principal_outstanding =
            self.principal_outstanding.checked_sub(principal).ok_or(NfatError::Overflow)?;
        Ok(())
    }

    /// Records a unit redeemed: `amount` paid, `principal` of it principal.
    pub fn remove_unit(&mut self, amount: u64, principal: u64) -> core::result::Result<(), NfatError> {
        self.debit(amount, principal)?;
        self.units = self.units.checked_sub(1).ok_or(NfatError::Overflow)?;
        Ok(())
    }

    fn claims_of(&mut self, rank: u8) -> core::result::Result<&mut u64, NfatError> {
        self.claims.get_mut(usize::from(rank)).ok_or(NfatError::InvalidRank)
    }

    /// Sends `amount` out of the vault's token account to `to`, and proves that what is owed is still there.
    pub fn pay<'info>(
        vault: &AccountLoader<'info, Self>,
        [token_account, to, mint, token_program]: [&AccountInfo<'info>; 4],
        decimals: u8,
        amount: u64,
    ) -> Result<()> {
        let (config, book, bump) = {
            let vault = vault.load()?;
            (vault.config, vault.book, vault.bump)
        };
        let movement =
            Move { token_program, mint, decimals, from: token_account, to, authority: vault.as_ref() };
        movement.send::<NfatError>(amount, &[&[REDEEM_SEED, config.as_ref(), book.as_ref(), &[bump]]])?;
        let held = balance(token_account).explain::<NfatError>()?;
        Ok(vault.load()?.require_solvent(held)?)
    }

    /// The invariant after every move: what is owed is there. A donation only makes it larger.
    pub fn require_solvent(&self, balance: u64) -> core::result::Result<(), NfatError> {
        if balance < self.owed {
            return Err(NfatError::Insolvent);
        }
        Ok(())
    }
}
