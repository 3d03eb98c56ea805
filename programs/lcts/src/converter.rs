//! Conversion on entry: a program that governance has approved as an action of the PAU turns what a member pays into what
//! a queue takes.
//!
//! The action is the one that relayers `call` with a Book's money. Here the transit authority stands in the place of the
//! Book's proxy, the transit account in that of its vault of what is paid, and the queue's own token account in that of
//! its vault of what comes out. The data are the action's prefix, then what goes in and the least that must come out, both
//! as little-endian `u64`.

use crate::{constants::*, error::LctsError};
use anchor_lang::{
    prelude::*,
    solana_program::{
        instruction::{AccountMeta, Instruction},
        program::invoke_signed,
    },
};
use halo_common::{token::balance, Explain};
use pau::state::{is_token_program, AccountRole, AccountRule, ActionSpec};

/// Programs that convert nothing: they hold the rules and the money of the suite.
const SUITE: [Pubkey; 7] = [crate::ID, pau::ID, configurator::ID, AMM, FACILITY, NFAT, WRAPPER];

/// Where the owner stands in a token account of both token programs.
const TOKEN_OWNER: core::ops::Range<usize> = 32..64;

/// One call of a converter: what it is, and what it may reach.
pub struct Conversion<'a, 'info> {
    pub spec: &'a ActionSpec,
    pub program: &'a AccountInfo<'info>,
    /// The accounts of the action, in its order.
    pub passed: &'info [AccountInfo<'info>],
    /// Signs. It owns the transit account, and nothing else is its own.
    pub authority: &'a AccountInfo<'info>,
    /// What is paid waits here.
    pub transit: &'a AccountInfo<'info>,
    pub paid_mint: &'a Pubkey,
    pub queue: &'a Pubkey,
    /// The queue's token account, which receives.
    pub input_vault: &'a AccountInfo<'info>,
    pub input_mint: &'a Pubkey,
    pub share_mint: &'a Pubkey,
}

impl Conversion<'_, '_> {
    /// Converts `amount`; returns what arrived in the queue's token account, whatever the program says. `seeds` sign for
    /// the transit authority.
    pub fn run(&self, amount: u64, min_received: u64, seeds: &[&[u8]]) -> Result<u64> {
        self.validate()?;
        let data = [&self.spec.data_prefix[..], &amount.to_le_bytes(), &min_received.to_le_bytes()].concat();
        let instruction = Instruction { program_id: self.spec.program, accounts: self.metas()?, data };
        let mut infos = self.passed.to_vec();
        infos.push(self.program.clone());
        let before = balance(self.input_vault).explain::<LctsError>()?;
        invoke_signed(&instruction, &infos, &[seeds])?;
        let after = balance(self.input_vault).explain::<LctsError>()?;
        Ok(after.checked_sub(before).ok_or(LctsError::Insolvent)?)
    }

    fn validate(&self) -> Result<()> {
        // An action for one call is spent by `call`, which cannot be told of this one.
        require!(!self.spec.one_shot, LctsError::NotAConverter);
        require!(!SUITE.contains(&self.spec.program), LctsError::ConverterForbidden);
        require_keys_eq!(*self.program.key, self.spec.program, LctsError::WrongConverter);
        if self.passed.len() != self.spec.accounts.len() {
            msg!("{} accounts of the action expected, {} came", self.spec.accounts.len(), self.passed.len());
            return err!(LctsError::WrongConverterAccount);
        }
        Ok(())
    }

    /// The accounts with the flags of the rules: a signature or a right to write that the transaction gives an account
    /// beside does not reach the converter. So the member's does not.
    fn metas(&self) -> Result<Vec<AccountMeta>> {
        self.spec.accounts.iter().zip(self.passed).map(|(rule, info)| self.meta(rule, info)).collect()
    }

    fn meta(&self, rule: &AccountRule, info: &AccountInfo) -> Result<AccountMeta> {
        let expected = match rule.role {
            AccountRole::Pinned(key) => key,
            AccountRole::Proxy => *self.authority.key,
            AccountRole::Vault(mint) if mint == *self.paid_mint => *self.transit.key,
            AccountRole::Vault(mint) if mint == *self.input_mint => *self.input_vault.key,
            AccountRole::Vault(_) | AccountRole::Relayer => return err!(LctsError::NotAConverter),
        };
        require_keys_eq!(*info.key, expected, LctsError::WrongConverterAccount);
        if rule.writable {
            self.require_may_write(rule.role, info)?;
        }
        Ok(AccountMeta { pubkey: expected, is_signer: rule.signer, is_writable: rule.writable })
    }

    /// What a converter may write to: the two token accounts, and what is neither the suite's nor the queue's.
    ///
    /// SECURITY: nor the authority itself, which a signature could give to another program.
    fn require_may_write(&self, role: AccountRole, info: &AccountInfo) -> Result<()> {
        if matches!(role, AccountRole::Vault(_)) {
            return Ok(());
        }
        let own = [self.authority.key, self.share_mint].contains(&info.key)
            || SUITE.contains(info.owner)
            || self.is_own_token_account(info)?;
        if own {
            msg!("{} would be given away to be written", info.key);
            return err!(LctsError::ConverterForbidden);
        }
        Ok(())
    }

    /// Whether the queue or the transit authority owns the token account.
    fn is_own_token_account(&self, info: &AccountInfo) -> Result<bool> {
        if !is_token_program(info.owner) {
            return Ok(false);
        }
        let data = info.try_borrow_data()?;
        let owner = data.get(TOKEN_OWNER);
        Ok([self.queue, self.authority.key].iter().any(|own| owner == Some(own.as_ref())))
    }
}
