//! Putting NFATs into wrappers and taking them out.

use super::{payout::Form, pick, whitelist::object_to_receiver, Act, Refusals, ACCOUNT_FROZEN, INSUFFICIENT};
use crate::{
    model::Model,
    operation::{Kind, Operation},
};
use anchor_lang::error::ErrorCode;
use halo_sdk::{
    instructions::wrapper::{self as ix, Admission, Unwrapping},
    nfat::error::NfatError,
    wrapper::{error::WrapperError, instructions::CollectKind, state::WrapperState},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Numbers of the wrappers that are not closed.
pub fn wrappers(model: &Model) -> Vec<usize> {
    (0..model.wrappers.len()).filter(|number| !model.wrappers[*number].closed).collect()
}

/// Facility of a wrapper.
pub fn site_of(model: &Model, wrapper: usize) -> usize {
    model.books[model.units[model.wrappers[wrapper].unit].book].site
}

/// Whether an NFAT goes in or comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    In,
    /// With the least to be paid.
    Out(u64),
}

#[derive(Debug)]
pub struct Wrap {
    wrapper: usize,
    holder: usize,
    way: Way,
}

impl Wrap {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &wrappers(model), |wrapper| {
            let state = &model.wrappers[wrapper];
            let members: Vec<usize> = state.members.iter().copied().collect();
            let somebody = members[usize::from(operation.other) % members.len()];
            let all = |person: &&usize| {
                let account = state.at.fractions(&model.cast.people[**person]);
                state.supply > 0 && model.held(&account) == state.supply
            };
            let (expected, way) = match operation.kind {
                Kind::Wrap => (model.holder(state.unit).filter(|person| members.contains(person)), Way::In),
                _ => {
                    let least = state.cash() + u64::from(operation.way % 16 == 1);
                    (members.iter().find(all).copied(), Way::Out(least))
                }
            };
            let holder = expected.filter(|_| !operation.way.is_multiple_of(16)).unwrap_or(somebody);
            Some(Self { wrapper, holder, way })
        })
    }
}

impl Act for Wrap {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let wrapper = &model.wrappers[self.wrapper];
        let (site, key) = (site_of(model, self.wrapper), model.cast.people[self.holder]);
        let unit = &model.units[wrapper.unit];
        // Once it is redeemed, or has another asset, there is no record any more.
        let gone = unit.redeemed || unit.at.asset != wrapper.at.asset;
        refusals.when(gone, ErrorCode::AccountOwnedByWrongProgram);
        refusals.when(unit.owner.is_none(), NfatError::AssetUnreadable);
        refusals.when(wrapper.frozen.contains(&self.holder), ACCOUNT_FROZEN);
        match self.way {
            Way::In => {
                refusals.when(wrapper.state != WrapperState::Open, WrapperError::NotOpen);
                refusals.when(wrapper.supply > 0, WrapperError::FractionsOutstanding);
                // Nobody could get it out again.
                refusals.when(unit.outstanding == 0, WrapperError::NothingToWrap);
                let open = model.halos[site].whitelist && !wrapper.restricted;
                refusals.when(open, WrapperError::FractionsUnrestricted);
                refusals.when(unit.owner != Some(key), NfatError::NotHolder);
                object_to_receiver(model, site, &wrapper.at.wrapped, &mut refusals);
            }
            Way::Out(least) => {
                refusals.when(wrapper.state != WrapperState::Wrapped, WrapperError::NotWrapped);
                refusals.when(wrapper.staked > 0, WrapperError::StillStaked);
                refusals.when(wrapper.supply == 0, WrapperError::ZeroAmount);
                refusals.when(wrapper.cash() < least, WrapperError::PayoutBelowMinimum);
                let held = model.held(&wrapper.at.fractions(&key));
                refusals.when(held < wrapper.supply, INSUFFICIENT);
                object_to_receiver(model, site, &key, &mut refusals);
            }
        }
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (wrapper, site) = (&model.wrappers[self.wrapper], site_of(model, self.wrapper));
        let (holder, facility) = (model.cast.people[self.holder], &model.site(site).at);
        let fractions = wrapper.at.fractions(&holder);
        let admission = if model.halos[site].whitelist { Admission::Entry } else { Admission::None };
        match self.way {
            Way::In => ix::wrap(&holder, &fractions, facility, &wrapper.at, admission),
            Way::Out(min_payout) => {
                let destination = model.site(site).seats[self.holder].wallet;
                let unwrapping = Unwrapping { holder, source: fractions, destination, admission, min_payout };
                ix::unwrap(facility, &wrapper.at, &unwrapping)
            }
        }
    }

    fn apply(&self, model: &mut Model) {
        let (site, holder) = (site_of(model, self.wrapper), model.cast.people[self.holder]);
        let wallet = model.site(site).seats[self.holder].wallet;
        let wrapper = &mut model.wrappers[self.wrapper];
        let unit = &mut model.units[wrapper.unit];
        let (at, fractions) = (wrapper.at, wrapper.at.fractions(&holder));
        unit.clear_request();
        unit.sequence += 1;
        match self.way {
            Way::In => {
                unit.owner = Some(at.wrapped);
                wrapper.begin(unit.outstanding);
                model.tokens.insert(fractions, unit.outstanding);
            }
            Way::Out(_) => {
                unit.owner = Some(holder);
                let cash = wrapper.cash();
                wrapper.paid += cash;
                wrapper.supply = 0;
                wrapper.state = WrapperState::Open;
                wrapper.sequence += 1;
                model.tokens.insert(fractions, 0);
                model.transfer(&at.vault, &wallet, cash);
            }
        }
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.holder])
    }
}

/// Anybody has a wrapped NFAT pay.
#[derive(Debug)]
pub struct Collect {
    wrapper: usize,
    form: Form,
}

impl Collect {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        // Nobody waives what the owners of fractions are owed.
        let forms = [Form::ClaimInterest, Form::Spend, Form::Redeem(false)];
        let subjects: Vec<_> =
            wrappers(model).into_iter().flat_map(|wrapper| forms.map(|form| (wrapper, form))).collect();
        pick(operation, model, &subjects, |(wrapper, form)| Some(Self { wrapper, form }))
    }
}

impl Act for Collect {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let wrapper = &model.wrappers[self.wrapper];
        refusals.when(wrapper.state != WrapperState::Wrapped, WrapperError::NotWrapped);
        if wrapper.state == WrapperState::Wrapped {
            self.form.object(model, &model.units[wrapper.unit], &mut refusals);
        }
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let wrapper = &model.wrappers[self.wrapper];
        let unit = &model.units[wrapper.unit];
        let kind = match self.form {
            Form::ClaimInterest => CollectKind::Interest,
            Form::Spend => CollectKind::Tranche,
            Form::Redeem(_) => CollectKind::Redemption,
        };
        let facility = &model.site_of(unit.book).at;
        ix::collect(facility, &model.books[unit.book].at, &wrapper.at, &unit.rent_payer, kind)
    }

    fn apply(&self, model: &mut Model) {
        let (unit, vault) = (model.wrappers[self.wrapper].unit, model.wrappers[self.wrapper].at.vault);
        let amount = self.form.apply(model, unit, &vault);
        let wrapper = &mut model.wrappers[self.wrapper];
        wrapper.receive(amount);
        wrapper.sequence += 1;
        if matches!(self.form, Form::Redeem(_)) {
            wrapper.state = WrapperState::Final;
        }
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }
}
