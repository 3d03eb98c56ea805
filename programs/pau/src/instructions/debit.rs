//! The one way money leaves a Book: limit first, then the move, then the record.

use crate::{
    error::PauError,
    events::BookDebited,
    state::{BookVault, LimitKind, Pau, RateLimit},
    PROXY_SEED,
};
use anchor_lang::prelude::*;
use core::cell::RefMut;
use halo_common::{
    direct,
    token::{balance, Move},
    Explain,
};

/// A movement out of a Book. Its accounts are read and bound to each other here, in place: all that
/// leaves a Book under a limit comes through, and the attributes that say the same cost a tenth of it.
pub struct Debit<'a, 'info> {
    pub actor: &'a Pubkey,
    /// The PAU whose rules the instruction has checked.
    pub pau: &'a Pubkey,
    pub vault: &'a AccountInfo<'info>,
    pub proxy: &'a AccountInfo<'info>,
    pub token_account: &'a AccountInfo<'info>,
    pub destination: &'a AccountInfo<'info>,
    pub mint: &'a AccountInfo<'info>,
    pub token_program: &'a AccountInfo<'info>,
    pub limit: &'a AccountInfo<'info>,
    pub kind: LimitKind,
    pub target: &'a Pubkey,
}

impl Debit<'_, '_> {
    /// Charges the limit at `now`, moves `amount` base units, proves the arrival and reports it. `permit` refuses a vault
    /// that the actor may not draw from.
    pub fn execute(
        &self,
        amount: u64,
        now: i64,
        permit: impl FnOnce(&BookVault) -> Result<()>,
    ) -> Result<BookDebited> {
        let mut vault = direct::write::<BookVault>(self.vault, PauError::WrongVault)?;
        self.require_bound(&vault)?;
        permit(&vault)?;
        let mut limit = limit_of(self.pau, self.limit)?;
        limit.require_key(self.kind, self.target, &vault.mint)?;
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
            vault: *self.vault.key,
            sequence: vault.next_sequence(),
            actor: *self.actor,
            book: vault.book,
            destination: *self.destination.key,
            amount,
            balance_after: balance(self.token_account).explain::<PauError>()?,
            limit: *self.limit.key,
            limit_before: charge.before,
            limit_after: charge.after,
        })
    }

    /// The vault must be this PAU's, and names the other accounts.
    fn require_bound(&self, vault: &BookVault) -> Result<()> {
        require_keys_eq!(vault.pau, *self.pau, PauError::WrongPau);
        require_keys_eq!(vault.proxy, *self.proxy.key, PauError::WrongProxy);
        require_keys_eq!(vault.token_account, *self.token_account.key, PauError::WrongVault);
        require_keys_eq!(vault.mint, *self.mint.key, PauError::WrongMint);
        require_keys_eq!(vault.token_program, *self.token_program.key, PauError::WrongTokenProgram);
        Ok(())
    }
}

/// The limit, which must be this PAU's.
pub fn limit_of<'a>(pau: &Pubkey, limit: &'a AccountInfo) -> Result<RefMut<'a, RateLimit>> {
    let limit = direct::write::<RateLimit>(limit, PauError::NoLimit)?;
    require_keys_eq!(limit.pau, *pau, PauError::WrongPau);
    Ok(limit)
}

/// Refuses what is no PAU, and a frozen one.
pub fn require_live(pau: &AccountInfo) -> Result<()> {
    Ok(direct::read::<Pau>(pau, PauError::WrongPau)?.require_live()?)
}
