//! Losses: what a Book recovers goes to the ranks of its units in turn, and within a rank to all in proportion.

use crate::mul_div::{mul_div, MathError, Rounding};
use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

/// Ranks of the units of one Book: 0 is the most senior, `RANKS - 1` bears the first loss.
pub const RANKS: usize = 4;

/// One rank's claims and what was recovered for them, paid out unit by unit.
///
/// Every unit gets its exact part to less than one base unit, and the payments add up to what was recovered: after
/// each of them the pool has paid the exact part of all claims paid so far, rounded down.
#[cfg_attr(feature = "idl-build", anchor_lang::prelude::zero_copy)]
#[cfg_attr(not(feature = "idl-build"), derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable))]
#[derive(Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
#[repr(C)]
pub struct LossPool {
    /// Claims of all units of the rank when the pool opened, base units.
    pub claims: u64,
    /// What was recovered for them, base units.
    pub recovered: u64,
    /// Claims not yet paid.
    pub claims_left: u64,
    /// What has not yet been paid out of `recovered`.
    pub recovered_left: u64,
}

/// Why what was recovered cannot be shared, or a share cannot be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LossError {
    #[error("expected claims to share {recovered} recovered among, there are none")]
    NoClaims { recovered: u64 },
    #[error("expected a claim of at most the {left} not yet paid, got {claim}")]
    ExceedsClaims { claim: u64, left: u64 },
    #[error(transparent)]
    Math(#[from] MathError),
}

/// Shares `recovered` base units among the ranks' `claims`; the shares add up to exactly `recovered`.
///
/// Each rank gets `min(its claims, what the ranks senior to it left)`. Exact. A surplus over all claims goes to
/// all ranks in proportion, `floor(claims * surplus / all claims)`, and what rounding leaves to the most junior
/// rank with claims: it would have borne the loss first.
pub fn waterfall(claims: &[u64; RANKS], recovered: u64) -> Result<[u64; RANKS], LossError> {
    let mut left = recovered;
    let mut shares = claims.map(|claim| {
        let share = claim.min(left);
        left = left.saturating_sub(share);
        share
    });
    if left == 0 {
        return Ok(shares);
    }
    // All claims are met here, so their sum is below `recovered` and fits.
    let (total, surplus) = (recovered.saturating_sub(left), left);
    for (share, claim) in shares.iter_mut().zip(claims) {
        let extra = match total {
            0 => return Err(LossError::NoClaims { recovered }),
            _ => mul_div(*claim, surplus, total, Rounding::Down)?,
        };
        left = left.saturating_sub(extra);
        *share = share.saturating_add(extra);
    }
    if let Some((share, _)) = shares.iter_mut().zip(claims).rev().find(|(_, claim)| **claim > 0) {
        *share = share.saturating_add(left);
    }
    Ok(shares)
}

impl LossPool {
    /// A pool of `claims` among which `recovered` is shared, both in base units; `recovered` may exceed them.
    ///
    /// What is recovered for no claims at all can never be paid: [`waterfall`] gives no such share.
    pub fn open(claims: u64, recovered: u64) -> Self {
        Self { claims, recovered, claims_left: claims, recovered_left: recovered }
    }

    /// What a unit with `claim` would be paid now, base units:
    /// `floor((claims paid + claim) * recovered / claims) - what was paid`. Less than one base unit away from
    /// `claim * recovered / claims`, which side of it depending on who came before; nobody has the dust of all
    /// others. A claim of 0 is paid nothing.
    pub fn preview(&self, claim: u64) -> Result<u64, LossError> {
        if claim > self.claims_left {
            return Err(LossError::ExceedsClaims { claim, left: self.claims_left });
        }
        if claim == 0 {
            return Ok(0);
        }
        // None of these saturates: what is left never exceeds what there was, and the sum is at most `claims`.
        let claims_then = self.claims.saturating_sub(self.claims_left).saturating_add(claim);
        let paid = self.recovered.saturating_sub(self.recovered_left);
        let paid_then = mul_div(claims_then, self.recovered, self.claims, Rounding::Down)?;
        Ok(paid_then.saturating_sub(paid))
    }

    /// Pays a unit with `claim` out of the pool; returns its [`LossPool::preview`].
    pub fn pay(&mut self, claim: u64) -> Result<u64, LossError> {
        let paid = self.preview(claim)?;
        // Neither saturates: `preview` refuses more claims than are left and gives no more money than is left.
        self.claims_left = self.claims_left.saturating_sub(claim);
        self.recovered_left = self.recovered_left.saturating_sub(paid);
        Ok(paid)
    }
}
