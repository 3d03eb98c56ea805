//! The addresses that follow from one pool of a Trading Halo.

use super::*;

/// Pool created with `base`.
pub fn pool(base: &Pubkey) -> Pubkey {
    derive(&[amm::POOL_SEED, base.as_ref()], &amm::ID)
}

/// Feed of prices created with `base`.
pub fn feed(base: &Pubkey) -> Pubkey {
    derive(&[amm::FEED_SEED, base.as_ref()], &amm::ID)
}

/// One of the two tokens of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolToken {
    pub mint: Pubkey,
    pub token_program: Pubkey,
}

impl PoolToken {
    /// Associated token account of `owner`.
    pub fn account(&self, owner: &Pubkey) -> Pubkey {
        associated_token(owner, &self.mint, &self.token_program)
    }
}

/// The addresses of one pool that never change; everything else of it derives from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolAddresses {
    pub pool: Pubkey,
    pub scope: Pubkey,
    pub pau: Pubkey,
    pub cash: PoolToken,
    pub asset: PoolToken,
    /// Feed of reporters, if it has one.
    pub feed: Option<Pubkey>,
}

impl PoolAddresses {
    /// Reads them from the pool's account.
    pub fn of(address: Pubkey, pool: &amm::state::Pool) -> Self {
        Self {
            pool: address,
            scope: pool.scope,
            pau: pool.pau,
            cash: PoolToken { mint: pool.cash_mint, token_program: pool.cash_program },
            asset: PoolToken { mint: pool.asset_mint, token_program: pool.asset_program },
            feed: (pool.feed != Pubkey::default()).then_some(pool.feed),
        }
    }

    /// Signer of the pool's Book.
    pub fn proxy(&self) -> Pubkey {
        proxy(&self.pau, &self.pool)
    }

    /// The PAU's record of the Book's account of `token`.
    pub fn vault(&self, token: &PoolToken) -> Pubkey {
        book_vault(&self.pau, &self.pool, &token.mint)
    }

    /// Token account of the Book.
    pub fn custody(&self, token: &PoolToken) -> Pubkey {
        token.account(&self.proxy())
    }

    /// Token account of the cash that belongs to filled withdrawals.
    pub fn payout_account(&self) -> Pubkey {
        self.cash.account(&self.pool)
    }

    /// The pool's record as a controller of its PAU.
    pub fn controller(&self) -> Pubkey {
        controller(&self.pau, &self.pool)
    }

    /// The PAU's limit of this kind on the pool's movements of `token`.
    pub fn limit_key(&self, kind: LimitKind, token: &PoolToken) -> LimitKey {
        LimitKey { kind, target: self.pool, mint: token.mint }
    }

    /// The PAU's limit on what is withdrawn from the pool.
    pub fn withdraw_limit(&self) -> LimitKey {
        self.limit_key(LimitKind::Withdraw, &self.cash)
    }

    /// The PAU's limit on what goes to an endpoint of the issuer.
    pub fn redemption_limit(&self, endpoint: &Pubkey) -> LimitKey {
        LimitKey { kind: LimitKind::Transfer, target: *endpoint, mint: self.asset.mint }
    }

    /// The four limits that trading needs.
    pub fn swap_limits(&self) -> [LimitKey; 4] {
        use LimitKind::{SwapIn, SwapOut};
        let keys =
            [(SwapIn, &self.asset), (SwapOut, &self.cash), (SwapIn, &self.cash), (SwapOut, &self.asset)];
        keys.map(|(kind, token)| self.limit_key(kind, token))
    }

    /// All limits that the pool has wherever its asset goes: of trading and of withdrawals.
    pub fn limits(&self) -> [LimitKey; 5] {
        let [asset_in, cash_out, cash_in, asset_out] = self.swap_limits();
        [asset_in, cash_out, cash_in, asset_out, self.withdraw_limit()]
    }

    /// Beam of `holder` over the pool.
    pub fn beam(&self, holder: &Pubkey) -> Pubkey {
        beam(&self.scope, &self.pool, holder)
    }

    /// The one position of `owner`.
    pub fn position(&self, owner: &Pubkey) -> Pubkey {
        derive(&[amm::POSITION_SEED, self.pool.as_ref(), owner.as_ref()], &amm::ID)
    }

    /// Withdrawal with this id, which its owner chose.
    pub fn withdrawal(&self, id: u64) -> Pubkey {
        derive(&[amm::WITHDRAWAL_SEED, self.pool.as_ref(), &id.to_le_bytes()], &amm::ID)
    }

    /// Redemption of this number; the first is 1.
    pub fn redemption(&self, number: u64) -> Pubkey {
        derive(&[amm::REDEMPTION_SEED, self.pool.as_ref(), &number.to_le_bytes()], &amm::ID)
    }
}
