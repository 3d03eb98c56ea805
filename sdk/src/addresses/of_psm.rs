//! The addresses that follow from one peg stability module.

use super::*;
use psm::state::Side;

/// PSM created with `base`.
pub fn psm(base: &Pubkey) -> Pubkey {
    derive(&[psm::PSM_SEED, base.as_ref()], &psm::ID)
}

/// The addresses of one PSM that never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PsmAddresses {
    /// The account itself.
    pub psm: Pubkey,
    /// What the rate is counted in.
    pub stable: ReserveToken,
    /// What the rate is of.
    pub savings: ReserveToken,
}

/// One of the two tokens of a PSM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReserveToken {
    /// The token.
    pub mint: Pubkey,
    /// Program of the mint.
    pub token_program: Pubkey,
}

impl PsmAddresses {
    /// Reads them from the PSM's account.
    pub fn of(address: Pubkey, psm: &psm::state::Psm) -> Self {
        let [stable, savings] = [&psm.stable, &psm.savings]
            .map(|reserve| ReserveToken { mint: reserve.mint, token_program: reserve.token_program });
        Self { psm: address, stable, savings }
    }

    /// The token of this side.
    pub fn token(&self, side: Side) -> ReserveToken {
        match side {
            Side::Stable => self.stable,
            Side::Savings => self.savings,
        }
    }

    /// Token account of the reserve.
    pub fn vault(&self, side: Side) -> Pubkey {
        self.token(side).account(&self.psm)
    }
}

impl ReserveToken {
    /// Associated token account of `owner`.
    pub fn account(&self, owner: &Pubkey) -> Pubkey {
        associated_token(owner, &self.mint, &self.token_program)
    }
}
