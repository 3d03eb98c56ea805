//! What owners of fractions do.

use super::{
    around, pick,
    seat::{members, Seat},
    Act, Refusals, ACCOUNT_FROZEN, INSUFFICIENT,
};
use crate::{
    model::{Model, Subject},
    operation::Operation,
};
use anchor_lang::error::ErrorCode;
use halo_sdk::{
    instructions::wrapper as ix,
    token::{self, TokenProgram},
    wrapper::{
        error::WrapperError,
        instructions::{BurnFractionsArgs, UnstakeArgs},
        state::WrapperState,
    },
};
use halo_tests::world::DECIMALS;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// What an owner does.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Stake(u64),
    /// With the most that may be put back.
    Unstake(u64, u64),
    Claim,
    /// Whether what comes later is given up, and the least to be paid.
    Burn(u64, bool, u64),
    /// To whom.
    Send(u64, usize),
}

#[derive(Debug)]
pub struct Owns {
    seat: Seat,
    deed: Deed,
}

impl Owns {
    fn new(wrapper: usize, person: usize, deed: impl Fn(&Seat) -> Deed) -> Self {
        let seat = Seat { wrapper, person };
        Self { deed: deed(&seat), seat }
    }

    pub fn stake(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &members(model), |(wrapper, person)| {
            let deed = |seat: &Seat| Deed::Stake(operation.amount.of(seat.fractions(model).1));
            Some(Self::new(wrapper, person, deed))
        })
    }

    pub fn unstake(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &members(model), |(wrapper, person)| {
            let state = &model.wrappers[wrapper];
            let stake = state.stakes.get(&person).copied().unwrap_or_default();
            let amount = operation.amount.of(stake.amount);
            let payback = if amount <= stake.amount { state.payback(&stake, amount) } else { 0 };
            let most = payback.saturating_sub(u64::from(operation.way % 32 == 1));
            Some(Self::new(wrapper, person, |_| Deed::Unstake(amount, most)))
        })
    }

    pub fn claim(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &members(model), |(wrapper, person)| {
            Some(Self::new(wrapper, person, |_| Deed::Claim))
        })
    }

    pub fn burn(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &members(model), |(wrapper, person)| {
            let deed = |seat: &Seat| {
                let ends = seat.wrapper(model).state == WrapperState::Final;
                // Before the end little: what is left has to be brought together to unwrap.
                let held = seat.fractions(model).1;
                let amount = operation.amount.of(if ends { held } else { held / 16 });
                let worth = seat.wrapper(model).worth(amount);
                let least = worth.saturating_add(u64::from(operation.way % 32 == 1));
                Deed::Burn(amount, !operation.way.is_multiple_of(16), least)
            };
            Some(Self::new(wrapper, person, deed))
        })
    }

    pub fn send(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &members(model), |(wrapper, person)| {
            let members: Vec<usize> = model.wrappers[wrapper].members.iter().copied().collect();
            let to = *around(&members, operation.other);
            let deed = |seat: &Seat| Deed::Send(operation.amount.of(seat.fractions(model).1), to);
            Some(Self::new(wrapper, person, deed))
        })
    }

    fn object_to_unstaking(&self, model: &Model, [amount, most]: [u64; 2], refusals: &mut Refusals) {
        let (seat, wrapper) = (&self.seat, self.seat.wrapper(model));
        refusals.when(wrapper.state != WrapperState::Wrapped, WrapperError::NotWrapped);
        refusals.when(amount == 0, WrapperError::ZeroAmount);
        let Some(stake) = wrapper.stakes.get(&seat.person) else { return };
        refusals.when(amount > stake.amount, WrapperError::TooFewFractions);
        if amount <= stake.amount {
            let payback = wrapper.payback(stake, amount);
            refusals.when(payback > most, WrapperError::PaybackAboveMaximum);
            refusals.when(payback > model.held(&seat.cash(model)), INSUFFICIENT);
        }
        refusals.when(seat.is_frozen(model), ACCOUNT_FROZEN);
    }

    fn object_to_burning(&self, model: &Model, burn: (u64, bool, u64), refusals: &mut Refusals) {
        let (seat, wrapper) = (&self.seat, self.seat.wrapper(model));
        let (amount, gives_up, least) = burn;
        refusals.when(amount == 0, WrapperError::ZeroAmount);
        let wrapped = wrapper.state == WrapperState::Wrapped;
        refusals.when(wrapped && !gives_up, WrapperError::ForfeitNotAccepted);
        refusals.when(wrapped && amount == wrapper.supply, WrapperError::LastFractions);
        refusals.when(amount > wrapper.free(), WrapperError::TooFewFractions);
        refusals.when(wrapper.worth(amount) < least, WrapperError::PayoutBelowMinimum);
        refusals.when(amount > seat.fractions(model).1, INSUFFICIENT);
        refusals.when(seat.is_frozen(model), ACCOUNT_FROZEN);
    }
}

impl Act for Owns {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let (seat, wrapper) = (&self.seat, self.seat.wrapper(model));
        let stake = wrapper.stakes.get(&seat.person);
        if matches!(self.deed, Deed::Unstake(..) | Deed::Claim) {
            refusals.when(stake.is_none(), ErrorCode::AccountNotInitialized);
        }
        match self.deed {
            Deed::Stake(amount) => {
                refusals.when(wrapper.state != WrapperState::Wrapped, WrapperError::NotWrapped);
                refusals.when(amount == 0, WrapperError::ZeroAmount);
                refusals.when(amount > seat.fractions(model).1, INSUFFICIENT);
                refusals.when(seat.is_frozen(model), ACCOUNT_FROZEN);
            }
            Deed::Unstake(amount, most) => self.object_to_unstaking(model, [amount, most], &mut refusals),
            Deed::Claim => {
                let nothing = stake.is_some_and(|stake| wrapper.due(stake) == 0);
                let wrapped = wrapper.state == WrapperState::Wrapped;
                refusals.when(wrapped && nothing, WrapperError::NothingEarned);
            }
            Deed::Burn(amount, gives_up, least) => {
                self.object_to_burning(model, (amount, gives_up, least), &mut refusals);
            }
            Deed::Send(amount, to) => {
                refusals.when(amount > seat.fractions(model).1, INSUFFICIENT);
                let frozen = seat.is_frozen(model) || wrapper.frozen.contains(&to);
                refusals.when(frozen, ACCOUNT_FROZEN);
            }
        }
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (seat, at) = (&self.seat, &self.seat.wrapper(model).at);
        let facility = &model.site_of(model.units[seat.wrapper(model).unit].book).at;
        let (owner, payer) = (seat.owner(model), &model.cast.payer);
        match self.deed {
            Deed::Stake(amount) => ix::stake(payer, &owner.owner, &owner.fractions, at, amount),
            Deed::Unstake(amount, max_payback) => {
                ix::unstake(&owner, facility, at, payer, UnstakeArgs { amount, max_payback })
            }
            Deed::Claim => ix::claim_rewards(&owner, facility, at, payer),
            Deed::Burn(amount, accept_forfeit, min_payout) => {
                let args = BurnFractionsArgs { amount, accept_forfeit, min_payout };
                ix::burn_fractions(&owner, facility, at, args)
            }
            Deed::Send(amount, to) => {
                let transfer = token::Transfer {
                    source: owner.fractions,
                    destination: at.fractions(&model.cast.people[to]),
                    authority: owner.owner,
                    mint: at.fraction_mint,
                    decimals: DECIMALS,
                    amount,
                };
                token::transfer_checked(TokenProgram::Token2022, &transfer).expect("a token program")
            }
        }
    }

    fn apply(&self, model: &mut Model) {
        let seat = self.seat;
        let (owner, at) = (seat.owner(model), seat.wrapper(model).at);
        let wrapper = &mut model.wrappers[seat.wrapper];
        let mut stake = wrapper.stakes.get(&seat.person).copied().unwrap_or_default();
        wrapper.sequence += 1;
        match self.deed {
            Deed::Stake(amount) => {
                stake.amount += amount;
                wrapper.staked += amount;
                wrapper.keep(seat.person, stake);
                let subject = Subject::Stake(seat.wrapper, seat.person);
                model.subjects.insert(at.stake(&owner.owner), subject);
                model.transfer(&owner.fractions, &at.escrow, amount);
            }
            Deed::Unstake(amount, _) => {
                let payback = wrapper.payback(&stake, amount);
                wrapper.unstake(seat.person, amount);
                model.transfer(&owner.cash, &at.vault, payback);
                model.transfer(&at.escrow, &owner.fractions, amount);
            }
            Deed::Claim => {
                let ends = wrapper.state == WrapperState::Final;
                let last = ends && stake.amount == wrapper.supply;
                let due = if last { wrapper.cash() } else { wrapper.due(&stake) };
                wrapper.paid += due;
                if ends {
                    wrapper.staked -= stake.amount;
                    wrapper.taken -= stake.taken;
                    wrapper.supply -= stake.amount;
                    wrapper.stakes.remove(&seat.person);
                    *model.tokens.get_mut(&at.escrow).expect("an escrow") -= stake.amount;
                } else {
                    wrapper.taken += due;
                    stake.taken += due;
                    wrapper.keep(seat.person, stake);
                }
                model.transfer(&at.vault, &owner.cash, due);
            }
            Deed::Burn(amount, ..) => {
                let worth = wrapper.worth(amount);
                wrapper.paid += worth;
                wrapper.supply -= amount;
                // What could not be divided is in the pot.
                wrapper.carry = 0;
                *model.tokens.get_mut(&owner.fractions).expect("an account") -= amount;
                model.transfer(&at.vault, &owner.cash, worth);
            }
            Deed::Send(amount, to) => {
                // No event of the wrapper's.
                wrapper.sequence -= 1;
                let to = at.fractions(&model.cast.people[to]);
                model.transfer(&owner.fractions, &to, amount);
            }
        }
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(self.seat.key(model))
    }
}
