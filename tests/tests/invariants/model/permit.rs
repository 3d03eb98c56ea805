//! That a burnt asset may be replaced by one of somebody's.

use halo_tests::world::DAY;
use solana_pubkey::Pubkey;

#[derive(Clone, Debug)]
pub struct Permit {
    pub unit: usize,
    pub asset: Pubkey,
    /// Person that will own the new one.
    pub owner: usize,
    /// Of the operation, and when it is due.
    pub number: u64,
    pub due: i64,
    pub executed: bool,
    pub used: bool,
}

impl Permit {
    /// From when it can take effect no more.
    pub fn ends(&self) -> i64 {
        self.due + 14 * DAY
    }

    /// Whether it may still come to something.
    pub fn runs(&self, now: i64) -> bool {
        !self.used && (self.executed || now < self.ends())
    }

    /// Whether `other`, which may be this one, has brought this permission about and it is not used up.
    pub fn is_given_by(&self, other: &Self) -> bool {
        (self.asset, self.owner) == (other.asset, other.owner) && other.executed && !other.used
    }
}
