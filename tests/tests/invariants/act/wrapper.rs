//! Opening and closing wrappers.

use super::{payment::living, pick, wrap, Act, Refusals};
use crate::{
    model::{wrapper::Wrapper, Model, Subject},
    operation::Operation,
};
use halo_sdk::{
    addresses::WrapperAddresses,
    instructions::wrapper as ix,
    token::{self, TokenProgram},
    wrapper::{error::WrapperError, state::WrapperState},
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
        let asset = model.units[self.unit].at.asset;
        model.wrappers.iter().position(|wrapper| wrapper.at.asset == asset)
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

/// Returns the rent of an empty wrapper, and what lies in its vault.
#[derive(Debug)]
pub struct Close {
    wrapper: usize,
}

impl Close {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &wrap::wrappers(model), |wrapper| {
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
        let (wrapper, site) = (&model.wrappers[self.wrapper], model.site(wrap::site_of(model, self.wrapper)));
        let wallet = &site.seats[self.opener(model)].wallet;
        ix::close_wrapper(&wrapper.rent_payer, wallet, &site.at, &wrapper.at)
    }

    fn apply(&self, model: &mut Model) {
        let at = model.wrappers[self.wrapper].at;
        let wallet = model.site(wrap::site_of(model, self.wrapper)).seats[self.opener(model)].wallet;
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
