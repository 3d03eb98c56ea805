//! What `call` watches: the vaults of the Book, before and after, and the proxy that signs.

use crate::{
    error::PauError,
    events::BalanceChange,
    state::{BookVault, LimitKind, RateLimit},
};
use anchor_lang::{prelude::*, system_program};
use anchor_spl::token_interface::TokenAccount;
use core::ops::{Range, RangeFrom};
use halo_common::{
    token::{balance, check_vault},
    Explain,
};

/// Where a token account says whether it has a delegate and a close authority (a `COption` each, 0 for no).
const AUTHORITY_TAGS: [Range<usize>; 2] = [72..76, 129..133];
/// Mint and owner; state and whether the balance is lamports.
const KEPT: [Range<usize>; 2] = [0..64, 108..121];
/// Extensions; of a plain account nothing.
const EXTENSIONS: RangeFrom<usize> = 165..;
/// Where a token account says that its balance is its lamports (a `COption`, 1 for yes).
const NATIVE_OFFSET: usize = 109;

/// A vault of the Book that a call may change.
pub struct TrackedVault<'info> {
    key: Pubkey,
    record: BookVault,
    pub token_account: &'info AccountInfo<'info>,
    limit: Option<AccountLoader<'info, RateLimit>>,
    before: Content,
}

/// A token account's content at one moment.
struct Content {
    data: Vec<u8>,
    lamports: u64,
    balance: u64,
}

impl<'info> TrackedVault<'info> {
    /// Reads `pairs` of record and limit; the token accounts are among the accounts `passed` to the program.
    pub fn load_all(
        pairs: &'info [AccountInfo<'info>],
        passed: &'info [AccountInfo<'info>],
        pau: &Pubkey,
        proxy: &Pubkey,
        action: &Pubkey,
    ) -> Result<Vec<Self>> {
        let mut vaults: Vec<Self> = Vec::with_capacity(pairs.len());
        for pair in pairs.chunks_exact(2) {
            let [record, limit] = pair else { return err!(PauError::WrongAccountCount) };
            let vault = Self::load(record, limit, passed, pau, proxy, action)?;
            require!(!vaults.iter().any(|known| known.key == vault.key), PauError::VaultTrackedTwice);
            vaults.push(vault);
        }
        Ok(vaults)
    }

    fn load(
        record: &'info AccountInfo<'info>,
        limit: &'info AccountInfo<'info>,
        passed: &'info [AccountInfo<'info>],
        pau: &Pubkey,
        proxy: &Pubkey,
        action: &Pubkey,
    ) -> Result<Self> {
        let key = *record.key;
        let record = *AccountLoader::<BookVault>::try_from(record)?.load()?;
        require_keys_eq!(record.pau, *pau, PauError::WrongPau);
        require_keys_eq!(record.proxy, *proxy, PauError::WrongProxy);
        require!(record.guarded == 0, PauError::VaultGuarded);
        let limit = load_limit(limit, pau, action, &record.mint)?;
        let Some(token_account) = passed.iter().find(|info| *info.key == record.token_account) else {
            msg!("token account {} of a tracked vault is not passed on", record.token_account);
            return err!(PauError::VaultNotCalled);
        };
        let before = Content::of(token_account)?;
        Ok(Self { key, record, token_account, limit, before })
    }

    /// The Book, and the bump of its proxy.
    pub fn owner(&self) -> (Pubkey, u8) {
        (self.record.book, self.record.proxy_bump)
    }

    /// Token account of the tracked vault of `mint`.
    pub fn of_mint(vaults: &[Self], mint: &Pubkey) -> Result<Pubkey> {
        let Some(vault) = vaults.iter().find(|vault| vault.record.mint == *mint) else {
            msg!("no vault of mint {} is tracked", mint);
            return err!(PauError::VaultNotTracked);
        };
        Ok(vault.record.token_account)
    }

    /// Charges what the vault lost, having proved that nothing of it changed but the balance.
    pub fn settle(&self, now: i64) -> Result<BalanceChange> {
        let after = self.require_kept()?;
        let fall = self.before.balance.saturating_sub(after.balance);
        let (limit_before, limit_after) = match &self.limit {
            None if fall > 0 => {
                msg!("the vault of mint {} lost {} base units", self.record.mint, fall);
                return err!(PauError::LimitMissing);
            }
            None => (0, 0),
            Some(limit) if fall > 0 => {
                let charge = limit.load_mut()?.charge(fall, now)?;
                (charge.before, charge.after)
            }
            Some(limit) => {
                let available = limit.load()?.available_at(now);
                (available, available)
            }
        };
        let (before, after) = (self.before.balance, after.balance);
        Ok(BalanceChange { vault: self.key, before, after, limit_before, limit_after })
    }

    fn require_kept(&self) -> Result<Content> {
        require_keys_eq!(*self.token_account.owner, self.record.token_program, PauError::VaultChanged);
        let after = Content::of(self.token_account)?;
        if !after.is_nobody_elses() || !after.keeps(&self.before) {
            let account = TokenAccount::try_deserialize(&mut &after.data[..])?;
            check_vault(&account, &self.record.mint, &self.record.proxy).explain::<PauError>()?;
            return err!(PauError::VaultChanged);
        }
        // Of a native vault the balance is lamports; of any other a call must not take a lamport.
        let balance_before = if after.is_native() { self.before.balance } else { after.balance };
        let may_fall = balance_before.saturating_sub(after.balance);
        require!(after.lamports >= self.before.lamports.saturating_sub(may_fall), PauError::VaultChanged);
        Ok(after)
    }
}

/// The limit of a tracked vault; none when this program's id stands in its place.
fn load_limit<'info>(
    info: &'info AccountInfo<'info>,
    pau: &Pubkey,
    action: &Pubkey,
    mint: &Pubkey,
) -> Result<Option<AccountLoader<'info, RateLimit>>> {
    if *info.key == crate::ID {
        return Ok(None);
    }
    let loader = AccountLoader::<RateLimit>::try_from(info)?;
    {
        let limit = loader.load()?;
        require_keys_eq!(limit.pau, *pau, PauError::WrongPau);
        limit.require_key(LimitKind::Action, action, mint)?;
    }
    require!(info.is_writable, PauError::AccountReadOnly);
    Ok(Some(loader))
}

impl Content {
    fn of(info: &AccountInfo) -> Result<Self> {
        let balance = balance(info).explain::<PauError>()?;
        Ok(Self { data: info.try_borrow_data()?.to_vec(), lamports: info.lamports(), balance })
    }

    /// Neither delegate nor close authority. The keys behind the tags mean nothing then, and the token programs may
    /// leave there what was set and taken back within the call.
    fn is_nobody_elses(&self) -> bool {
        AUTHORITY_TAGS.into_iter().all(|tag| self.data.get(tag) == Some(&[0; 4]))
    }

    /// Whether everything is as `before` but balance and authorities.
    fn keeps(&self, before: &Self) -> bool {
        KEPT.into_iter().all(|range| self.data.get(range.clone()) == before.data.get(range))
            && self.data.get(EXTENSIONS) == before.data.get(EXTENSIONS)
    }

    fn is_native(&self) -> bool {
        self.data.get(NATIVE_OFFSET) == Some(&1)
    }
}

/// What a call must leave of the proxy: an address of the System program without data, and its lamports.
pub struct ProxyState {
    lamports: u64,
}

impl ProxyState {
    pub fn of(proxy: &AccountInfo) -> Self {
        Self { lamports: proxy.lamports() }
    }

    pub fn require_kept(&self, proxy: &AccountInfo) -> Result<()> {
        let empty = *proxy.owner == system_program::ID && proxy.data_is_empty();
        require!(empty && proxy.lamports() >= self.lamports, PauError::ProxyChanged);
        Ok(())
    }
}
