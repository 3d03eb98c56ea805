//! Accounts as no program has written them.

use super::*;
use bytemuck::Pod;
use halo_sdk::transport::Transport;
use solana_account::Account;

/// Bytes of an account that say what it is.
const HEAD: usize = 8;

/// `account` with its record changed by `change`.
pub fn changed<T: Pod>(mut account: Account, change: impl FnOnce(&mut T)) -> Account {
    let mut record: T = bytemuck::pod_read_unaligned(&account.data[HEAD..]);
    change(&mut record);
    account.data[HEAD..].copy_from_slice(bytemuck::bytes_of(&record));
    account
}

impl<C: Chain> Desk<C> {
    pub async fn account(&self, address: &Pubkey) -> Account {
        self.client
            .transport()
            .get_account(address)
            .await
            .expect("an engine that answers")
            .expect("an account")
    }

    /// Changes the record in the account at `address`, which no program could.
    pub async fn rewrite<T: Pod>(&mut self, address: &Pubkey, change: impl FnOnce(&mut T)) {
        let account = changed(self.account(address).await, change);
        self.world.chain.set_account(address, account);
    }
}
