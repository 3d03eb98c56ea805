//! What a claim's terms come to, in whichever form they are brought.

use super::{Claim, ClaimArgs};
use crate::{
    error::FacilityError,
    state::{Facility, TermsMode},
    MAX_START_DISTANCE,
};
use anchor_lang::prelude::*;
use halo_common::Explain;
use halo_math::{DealTerms, RANKS};
use nfat::state::UnitTerms;
use solana_sha256_hasher::hashv;

/// The deal's terms, in the form that the facility takes, or as an accord has fixed them.
#[derive(AnchorSerialize, AnchorDeserialize)]
pub enum ClaimTerms {
    /// Checked against every bound of the buybox.
    Disclosed { terms: DealTerms, salt: [u8; 32] },
    /// Private: the Prime's consent must name exactly this hash.
    ///
    /// The most that the Book may ever pay is the most that the buybox allows: a cap of the beacon's choice could
    /// keep the Book from paying what the Prime has consented to.
    Sealed { terms_hash: [u8; 32] },
    /// Those of the accord with this hash, which both sides have signed: the buybox is not asked, but for the most that
    /// is paid out of a shared Book.
    Accord { terms_hash: [u8; 32] },
}

/// A deal whose terms were checked.
pub(super) struct Deal {
    pub terms_hash: [u8; 32],
    /// Most that the Book may ever pay the NFAT, base units.
    pub payout_cap: u64,
    /// Days after the maturity before anybody may declare a default.
    pub grace_days: u16,
    /// What of the terms everybody sees.
    pub terms: Option<UnitTerms>,
    /// The accord that it is struck under; the default key without one.
    pub accord: Pubkey,
}

impl ClaimArgs {
    fn validate(&self) -> Result<()> {
        require!(usize::from(self.rank) < RANKS, FacilityError::InvalidRank);
        require!(self.rank == 0 || self.share_book, FacilityError::RankNotShared);
        Ok(())
    }
}

impl Claim<'_> {
    /// Terms against the facility's rules: the buybox, the hash that the Prime has agreed to, or the accord.
    #[inline(never)]
    pub(super) fn deal(&self, args: &ClaimArgs, now: i64) -> Result<Deal> {
        args.validate()?;
        let by_accord = matches!(args.terms, ClaimTerms::Accord { .. });
        require!(by_accord == self.accord.is_some(), FacilityError::AccordMisplaced);
        match &args.terms {
            ClaimTerms::Disclosed { terms, salt } => self.disclosed(args.amount, terms, salt, now),
            ClaimTerms::Sealed { terms_hash } => self.sealed(args.amount, terms_hash),
            ClaimTerms::Accord { terms_hash } => self.under_accord(args, terms_hash, now),
        }
    }

    #[inline(never)]
    fn disclosed(&self, amount: u64, terms: &DealTerms, salt: &[u8; 32], now: i64) -> Result<Deal> {
        let facility = self.open(TermsMode::Disclosed, amount)?;
        let summary = terms.summary().explain::<FacilityError>()?;
        require_eq!(summary.principal, amount, FacilityError::PrincipalMismatch);
        facility.buybox.check(terms, &summary).explain::<FacilityError>()?;
        let distance = terms.start.abs_diff(now);
        let current = summary.maturity > now && distance <= MAX_START_DISTANCE;
        require!(current, FacilityError::TermsNotCurrent);
        let hash = |parts: &[&[u8]]| hashv(parts).to_bytes();
        Ok(Deal {
            terms_hash: terms.commitment(salt, hash).explain::<FacilityError>()?,
            payout_cap: summary.max_payout,
            grace_days: facility.buybox.grace_days,
            terms: Some(UnitTerms::of(terms, &summary)),
            accord: Pubkey::default(),
        })
    }

    #[inline(never)]
    fn sealed(&self, amount: u64, terms_hash: &[u8; 32]) -> Result<Deal> {
        let facility = self.open(TermsMode::Sealed, amount)?;
        require!(!self.position.load()?.consent.is_none(), FacilityError::ConsentRequired);
        Ok(Deal {
            terms_hash: *terms_hash,
            payout_cap: facility.buybox.max_payout(amount),
            grace_days: facility.buybox.grace_days,
            terms: None,
            accord: Pubkey::default(),
        })
    }

    /// The facility, if it takes terms in this form and an amount of this size.
    fn open(&self, mode: TermsMode, amount: u64) -> Result<core::cell::Ref<'_, Facility>> {
        let facility = self.facility.load()?;
        facility.buybox.check_size(amount).explain::<FacilityError>()?;
        facility.require_terms_mode(mode)?;
        Ok(facility)
    }

    /// Takes the amount off the accord, whose figures decide instead of the buybox and the Prime's consent. The buybox
    /// has its word where others share the Book, and is asked as it is now.
    #[inline(never)]
    fn under_accord(&self, args: &ClaimArgs, terms_hash: &[u8; 32], now: i64) -> Result<Deal> {
        let loader = self.accord.as_ref().ok_or(FacilityError::AccordMisplaced)?;
        let mut accord = loader.load_mut()?;
        let agreed = (accord.terms_hash, accord.rank, accord.share_book != 0);
        require!(agreed == (*terms_hash, args.rank, args.share_book), FacilityError::AccordDiffers);
        accord.terms().check_sharing(&self.facility.load()?.buybox)?;
        let payout_cap = accord.draw(args.amount, now)?;
        Ok(Deal {
            terms_hash: *terms_hash,
            payout_cap,
            grace_days: accord.grace_days,
            terms: None,
            accord: loader.key(),
        })
    }
}
