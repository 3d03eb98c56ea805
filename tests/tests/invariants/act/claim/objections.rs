//! What a facility and the Prime have against the terms of a claim.

use super::{Claim, Form};
use crate::{
    act::Refusals,
    model::{deal::share, Model},
};
use halo_sdk::{facility::error::FacilityError, halo_math::Buybox};

impl Claim {
    pub(super) fn object_to_terms(&self, model: &Model, refusals: &mut Refusals) {
        let site = model.site_of(self.book);
        let buybox = site.buybox();
        if let Some(accord) = self.accord(model) {
            let differs = (self.rank, self.shared) != (accord.terms.rank, accord.terms.share_book);
            refusals.when(differs, FacilityError::AccordDiffers);
            refusals.when(!accord.accepted, FacilityError::AccordNotAccepted);
            refusals.when(model.now >= accord.terms.expires_at, FacilityError::AccordExpired);
            let fits = (accord.terms.min_amount..=accord.left).contains(&self.amount);
            refusals.when(!fits, FacilityError::AccordAmount);
            return;
        }
        refusals.when(self.amount < buybox.size_min, FacilityError::SizeBelowBuybox);
        refusals.when(self.amount > buybox.size_max, FacilityError::SizeAboveBuybox);
        let sealed = self.form != Form::Disclosed;
        refusals.when(site.sealed() != sealed, FacilityError::WrongTermsMode);
        if !sealed {
            refusals.when(self.deal.principal() != self.amount, FacilityError::PrincipalMismatch);
            self.deal.object(model.now, refusals);
        }
        self.object_to_consent(model, refusals);
    }

    fn object_to_consent(&self, model: &Model, refusals: &mut Refusals) {
        let position = &model.halos[model.books[self.book].site].primes[self.prime];
        let Some(agreed) = &position.agreed else {
            let sealed = self.form != Form::Disclosed;
            refusals.when(sealed || self.shared, FacilityError::ConsentRequired);
            refusals.when(self.rank > 0, FacilityError::ConsentRank);
            return;
        };
        refusals.when(self.shared && !agreed.shares, FacilityError::ConsentRequired);
        refusals.when(agreed.expires <= model.now, FacilityError::ConsentExpired);
        refusals.when(agreed.deal.hash != self.deal.hash, FacilityError::ConsentMismatch);
        let agreeable = (agreed.min..=agreed.max).contains(&self.amount);
        refusals.when(!agreeable, FacilityError::ConsentAmount);
        refusals.when(self.rank > agreed.max_rank, FacilityError::ConsentRank);
    }
}

/// Most that any deal of `principal` inside the buybox could pay: the highest rate for the longest term, and the
/// largest penalty.
pub fn most_payout(buybox: &Buybox, principal: u64) -> u64 {
    let rate_days = u64::from(buybox.apy_max_bps) * u64::from(buybox.duration_max_days);
    let interest = share(principal, rate_days, 10_000 * 365);
    principal + interest + share(principal, buybox.penalty_max_bps.into(), 10_000)
}
