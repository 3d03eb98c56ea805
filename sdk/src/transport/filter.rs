use solana_account::Account;

/// Bytes that must be found at an offset of the account's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BytesAt {
    /// Offset into the data, in bytes.
    pub offset: usize,
    /// What must stand there; RPC nodes take at most 128 bytes.
    pub bytes: Vec<u8>,
}

/// Which accounts of a program to list. The default lets every account through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// All of these must match.
    pub bytes_at: Vec<BytesAt>,
    /// Exact length of the data, in bytes.
    pub len: Option<u64>,
}

impl AccountFilter {
    /// Accounts whose data starts with `discriminator`.
    pub fn discriminator(discriminator: &[u8]) -> Self {
        Self::default().and(0, discriminator)
    }

    /// Also asks for `bytes` at `offset`.
    pub fn and(mut self, offset: usize, bytes: impl AsRef<[u8]>) -> Self {
        self.bytes_at.push(BytesAt { offset, bytes: bytes.as_ref().to_vec() });
        self
    }

    /// Whether the filter lets `account` through.
    pub fn matches(&self, account: &Account) -> bool {
        let starts = |found: &BytesAt| {
            account.data.get(found.offset..).is_some_and(|rest| rest.starts_with(&found.bytes))
        };
        self.len.is_none_or(|len| account.data.len() as u64 == len) && self.bytes_at.iter().all(starts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_condition_must_hold() {
        let account = Account { data: vec![1, 2, 3, 4], ..Account::default() };
        assert!(AccountFilter::default().matches(&account));
        assert!(AccountFilter::discriminator(&[1, 2]).and(3, [4]).matches(&account));
        assert!(!AccountFilter::discriminator(&[1, 2]).and(3, [5]).matches(&account));
        assert!(!AccountFilter::default().and(3, [4, 5]).matches(&account), "runs past the end");
        assert!(!AccountFilter::default().and(9, [4]).matches(&account), "starts past the end");
        assert!(!AccountFilter { len: Some(5), ..AccountFilter::default() }.matches(&account));
    }
}
