//! The accounts that `call` passes on, each matched to its rule.

use crate::{
    error::PauError,
    instructions::tracked_vault::TrackedVault,
    state::{is_token_program, AccountRole, AccountRule},
    CONFIGURATOR,
};
use anchor_lang::{prelude::*, solana_program::instruction::AccountMeta};

/// Where the owner stands in a token account of both token programs.
const TOKEN_OWNER: core::ops::Range<usize> = 32..64;

/// Accounts that satisfy the rules of an action.
pub struct CalledAccounts<'a, 'info> {
    rules: &'a [AccountRule],
    infos: &'info [AccountInfo<'info>],
}

impl<'a, 'info> CalledAccounts<'a, 'info> {
    /// Matches `infos` to `rules`, place by place; the caller has compared their numbers.
    pub fn check(
        rules: &'a [AccountRule],
        infos: &'info [AccountInfo<'info>],
        proxy: &Pubkey,
        relayer: &Pubkey,
        vaults: &[TrackedVault],
    ) -> Result<Self> {
        for (place, (rule, info)) in rules.iter().zip(infos).enumerate() {
            let expected = match rule.role {
                AccountRole::Pinned(key) => key,
                AccountRole::Proxy => *proxy,
                AccountRole::Relayer => *relayer,
                AccountRole::Vault(mint) => TrackedVault::of_mint(vaults, &mint)?,
            };
            if *info.key != expected {
                msg!("account {} of the action: {} expected, {} came", place, expected, info.key);
                return err!(PauError::WrongAccount);
            }
            if rule.writable {
                require_may_write(info, proxy, vaults)?;
            }
        }
        Ok(Self { rules, infos })
    }

    /// The accounts with the flags of the rules: a signature or a right to write that the transaction gives an
    /// account beside does not reach the called program.
    pub fn metas(&self) -> Vec<AccountMeta> {
        let metas = self.rules.iter().zip(self.infos);
        metas
            .map(|(rule, info)| AccountMeta {
                pubkey: *info.key,
                is_signer: rule.signer,
                is_writable: rule.writable,
            })
            .collect()
    }

    pub fn infos(&self) -> &'info [AccountInfo<'info>] {
        self.infos
    }
}

/// What a called program may write to: no account of the suite's custody and governance, and no token account of
/// the proxy but the tracked vaults.
fn require_may_write(info: &AccountInfo, proxy: &Pubkey, vaults: &[TrackedVault]) -> Result<()> {
    if !info.is_writable {
        msg!("{} must be writable", info.key);
        return err!(PauError::AccountReadOnly);
    }
    if [crate::ID, CONFIGURATOR].contains(info.owner) {
        msg!("{} is an account of {}", info.key, info.owner);
        return err!(PauError::AccountForbidden);
    }
    let proxys = is_token_program(info.owner)
        && info.try_borrow_data()?.get(TOKEN_OWNER).is_some_and(|owner| owner == proxy.as_ref());
    if proxys && !vaults.iter().any(|vault| vault.token_account.key == info.key) {
        msg!("token account {} of the proxy is not tracked", info.key);
        return err!(PauError::VaultNotTracked);
    }
    Ok(())
}
