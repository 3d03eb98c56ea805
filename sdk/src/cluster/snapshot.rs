use {super::Cluster, solana_account::Account, solana_pubkey::Pubkey, std::collections::BTreeMap};

/// Accounts as they were at one moment, bit by bit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot {
    accounts: BTreeMap<Pubkey, Option<Account>>,
}

impl Snapshot {
    /// The account at `address` as it was; `None` when it did not exist or was not asked for.
    pub fn account(&self, address: &Pubkey) -> Option<&Account> {
        self.accounts.get(address).and_then(Option::as_ref)
    }

    /// Addresses whose account is not the same in `later`: changed, created, closed, or in one of the two only.
    pub fn differences(&self, later: &Self) -> Vec<Pubkey> {
        let mut addresses: Vec<Pubkey> = self.accounts.keys().chain(later.accounts.keys()).copied().collect();
        addresses.sort_unstable();
        addresses.dedup();
        addresses.retain(|address| self.account(address) != later.account(address));
        addresses
    }
}

impl Cluster {
    /// The accounts at `addresses` as they are now.
    pub fn snapshot(&self, addresses: &[Pubkey]) -> Snapshot {
        let accounts = addresses.iter().map(|address| (*address, self.account(address))).collect();
        Snapshot { accounts }
    }

    /// Every account of the cluster as it is now.
    pub fn snapshot_all(&self) -> Snapshot {
        let accounts = self.engine.with_svm(|svm| {
            let accounts = svm.accounts_db().inner.iter();
            accounts.map(|(address, account)| (*address, Some(account.clone().into()))).collect()
        });
        Snapshot { accounts }
    }
}
