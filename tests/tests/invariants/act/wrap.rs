//! Putting NFATs into wrappers and taking them out.

use super::{
    payment::living, payout::Form, pick, whitelist::object_to_receiver, Act, Refusals, ACCOUNT_FROZEN,
    INSUFFICIENT,
};
use crate::{
    model::{wrapper::Wrapper, Model, Subject},
    operation::{Kind, Operation},
};
use anchor_lang::error::ErrorCode;
use halo_sdk::{
    addresses::WrapperAddresses,
    instructions::wrapper::{self as ix, Admission, Unwrapping},
    nfat::error::NfatError,
    token::{self, TokenProgram},
    wrapper::{error::WrapperError, instructions::CollectKind, state::WrapperState},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Others who get an account of the fractions.
const OTHERS: usize = 2;

/// Makes the wrapper of an NFAT, and accounts of its fractions for its holder and some others.
#[derive(Debug)]
pub struct Open {
    unit: usize,
    holder: usize,
    members: Vec<usize>,
}

impl Open {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let people = model.cast.people.len();
        pick(operation, model, &living(model), |unit| {
            let other = usize::from(operation.other) % people;
            let holder = model.holder(unit).filter(|_| !operation.way.is_multiple_of(16)).unwrap_or(other);
            let members = (0..=OTHERS).map(|next| (holder + next) % people).collect();
            Some(Self { unit, holder, members })
        })
    }

    /// One that was closed and left the mint behind.
    fn former(&self, model: &Model) -> Option<usize> {
        model.wrappers.iter().position(|wrapper| wrapper.unit == self.unit)
    }
}

impl Act for Open {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        refusals.when(unit.owner.is_none(), WrapperError::AssetUnreadable);
        let owns = unit.owner == Some(model.cast.people[self.holder]);
        refusals.when(!owns, WrapperError::NotHolder);
        let exists = self.former(model).is_some_and(|number| !model.wrappers[number].closed);
        // The System program's code for an address that is taken.
        refusals.when(exists, 0_u32);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let at = WrapperAddresses::of(&unit.at.asset);
        ix::open_wrapper(&model.cast.people[self.holder], &model.site_of(unit.book).at, &at)
    }

    fn after(&self, model: &Model) -> Vec<Instruction> {
        let at = WrapperAddresses::of(&model.units[self.unit].at.asset);
        let create = |person: &usize| {
            let owner = &model.cast.people[*person];
            let program = TokenProgram::Token2022;
            token::create_associated_token_account(&model.cast.payer, owner, &at.fraction_mint, program)
        };
        self.members.iter().map(create).collect()
    }

    fn apply(&self, model: &mut Model) {
        let (unit, opener) = (&model.units[self.unit], model.cast.people[self.holder]);
        let at = WrapperAddresses::of(&unit.at.asset);
        let restricts = model.halos[model.books[unit.book].site].whitelist;
        let number = self.former(model).unwrap_or(model.wrappers.len());
        let former = model.wrappers.get(number).cloned();
        // A mint that was left stays as it is, and so do the accounts of its fractions.
        let restricted = former.as_ref().map_or(restricts, |former| former.restricted);
        let mut wrapper = Wrapper::new(self.unit, at, restricted, opener);
        if let Some(former) = former {
            (wrapper.members, wrapper.frozen) = (former.members, former.frozen);
        }
        for person in &self.members {
            if wrapper.members.insert(*person) {
                if restricted {
                    wrapper.frozen.insert(*person);
                }
                let account = at.fractions(&model.cast.people[*person]);
                model.tokens.insert(account, 0);
                model.subjects.insert(account, Subject::Fractions(number, Some(*person)));
            }
        }
        let named = [
            (at.wrapped, Subject::Wrapper(number)),
            (at.fraction_mint, Subject::FractionMint(number)),
            (at.escrow, Subject::Fractions(number, None)),
        ];
        model.subjects.extend(named);
        model.tokens.insert(at.escrow, 0);
        model.add_tokens(at.vault, 0);
        if number == model.wrappers.len() {
            model.wrappers.push(wrapper);
        } else {
            model.wrappers[number] = wrapper;
        }
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.holder])
    }
}

/// Numbers of the wrappers that are not closed.
fn wrappers(model: &Model) -> Vec<usize> {
    (0..model.wrappers.len()).filter(|number| !model.wrappers[*number].closed).collect()
}

/// Facility of a wrapper.
fn site_of(model: &Model, wrapper: usize) -> usize {
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
        // Once it is redeemed there is no record any more.
        refusals.when(unit.redeemed, ErrorCode::AccountOwnedByWrongProgram);
        refusals.when(unit.owner.is_none(), NfatError::AssetUnreadable);
        refusals.when(wrapper.frozen.contains(&self.holder), ACCOUNT_FROZEN);
        match self.way {
            Way::In => {
                refusals.when(wrapper.state != WrapperState::Open, WrapperError::NotOpen);
                refusals.when(wrapper.supply > 0, WrapperError::FractionsOutstanding);
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

/// Returns the rent of an empty wrapper, and what lies in its vault.
#[derive(Debug)]
pub struct Close {
    wrapper: usize,
}

impl Close {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &wrappers(model), |wrapper| {
            // Apt for one that is of no use any more.
            let used =
                model.wrappers[wrapper].state == WrapperState::Open && !operation.way.is_multiple_of(8);
            (!operation.apt || !used).then_some(Self { wrapper })
        })
    }

    fn opener(&self, model: &Model) -> usize {
        model.cast.number(&model.wrappers[self.wrapper].rent_payer).expect("one of the people")
    }
}

impl Act for Close {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let wrapper = &model.wrappers[self.wrapper];
        refusals.when(wrapper.state == WrapperState::Wrapped, WrapperError::NotOpen);
        refusals.when(wrapper.supply > 0, WrapperError::FractionsOutstanding);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (wrapper, site) = (&model.wrappers[self.wrapper], model.site(site_of(model, self.wrapper)));
        let wallet = &site.seats[self.opener(model)].wallet;
        ix::close_wrapper(&wrapper.rent_payer, wallet, &site.at, &wrapper.at)
    }

    fn apply(&self, model: &mut Model) {
        let at = model.wrappers[self.wrapper].at;
        let wallet = model.site(site_of(model, self.wrapper)).seats[self.opener(model)].wallet;
        let left = model.held(&at.vault);
        model.transfer(&at.vault, &wallet, left);
        model.wrappers[self.wrapper].closed = true;
        model.tokens.remove(&at.vault);
        model.tokens.remove(&at.escrow);
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.wrappers[self.wrapper].rent_payer)
    }
}
