//! The one way money leaves a Book: limit first, then the move, then the record.

use crate::{
    error::PauError,
    events::BookDebited,
    state::{BookVault, LimitKind, RateLimit},
    PROXY_SEED,
};
use anchor_lang::prelude::*;
use halo_common::{
    token::{balance, Move},
    Explain,
};

/// A movement out of a Book whose accounts the instruction has bound to each other.
pub struct Debit<'a, 'info> {
    pub actor: Pubkey,
    pub vault: &'a AccountLoader<'info, BookVault>,
    pub proxy: &'a AccountInfo<'info>,
    pub token_account: &'a AccountInfo<'info>,
    pub destination: &'a AccountInfo<'info>,
    pub mint: &'a AccountInfo<'info>,
    pub token_program: &'a AccountInfo<'info>,
    pub limit: &'a AccountLoader<'info, RateLimit>,
    pub kind: LimitKind,
    pub target: Pubkey,
}

impl Debit<'_, '_> {
    /// Charges the limit, moves `amount` base units, proves the arrival and reports it.
    pub fn execute(&self, amount: u64) -> Result<BookDebited> {
        self.execute_at(amount, Clock::get()?.unix_timestamp)
    }

    /// The same at a time that the caller has looked up.
    pub fn execute_at(&self, amount: u64, now: i64) -> Result<BookDebited> {
        let mut vault = self.vault.load_mut()?;
        let mut limit = self.limit.load_mut()?;
        limit.require_key(self.kind, &self.target, &vault.mint)?;
        let charge = limit.charge(amount, now)?;

        let movement = Move {
            token_program: self.token_program,
            mint: self.mint,
            decimals: vault.decimals,
            from: self.token_account,
            to: self.destination,
            authority: self.proxy,
        };
        let seeds: &[&[u8]] = &[PROXY_SEED, vault.pau.as_ref(), vault.book.as_ref(), &[vault.proxy_bump]];
        movement.send::<PauError>(amount, &[seeds])?;
        Ok(BookDebited {
            vault: self.vault.key(),
            sequence: vault.next_sequence(),
            actor: self.actor,
            book: vault.book,
            destination: self.destination.key(),
            amount,
            balance_after: balance(self.token_account).explain::<PauError>()?,
            limit: self.limit.key(),
            limit_before: charge.before,
            limit_after: charge.after,
        })
    }
}
