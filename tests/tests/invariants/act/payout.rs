//! What is paid out of NFATs.

use super::{payment::living, pick, Act, Refusals};
use crate::{
    model::{
        unit::{sum, total, Unit, NOTHING},
        Model,
    },
    operation::{Kind, Operation},
};
use halo_sdk::{
    instructions::nfat as ix,
    nfat::{error::NfatError, instructions::PushKind, state::Payment},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// How a holder is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Spend,
    ClaimInterest,
    /// True when the holder does without interest and penalty that are missing.
    Redeem(bool),
}

impl Form {
    /// What it pays of a unit.
    pub fn payment(self, model: &Model, unit: &Unit) -> Payment {
        match self {
            Self::ClaimInterest => Payment { principal: 0, ..unit.funded },
            Self::Spend => tranche(model, unit),
            Self::Redeem(_) => with_recovered(model, unit),
        }
    }

    /// What keeps the holder from being paid so.
    pub fn object(self, model: &Model, unit: &Unit, refusals: &mut Refusals) {
        let written_down = model.books[unit.book].redeem.written_down;
        match self {
            Self::Spend => {
                refusals.when(unit.funded.principal == 0, NfatError::NoPrincipalFunded);
                // Of the last base unit, or of what could be redeemed at once.
                let last = unit.claim() == 0 && (unit.outstanding == 1 || !lacks_more(model, unit));
                refusals.when(last, NfatError::LastPaymentRedeems);
            }
            Self::ClaimInterest => {
                refusals.when(self.payment(model, unit) == NOTHING, NfatError::NothingFunded);
            }
            Self::Redeem(_) if written_down => {}
            Self::Redeem(waives) => {
                refusals.when(unit.claim() > 0, NfatError::NotFunded);
                let secret = !unit.revealed && !unit.agreed;
                refusals.when(!waives && secret, NfatError::TermsUnknown);
                refusals.when(!waives && unit.shortfall() > 0, NfatError::YieldUnpaid);
                refusals.when(!waives && unit.penalty_unpaid(model.now) > 0, NfatError::PenaltyUnpaid);
            }
        }
    }

    /// Takes it out of unit and Book, and sends it to `to`. The event is the record's.
    pub fn apply(self, model: &mut Model, number: usize, to: &Pubkey) -> u64 {
        let (payment, now) = (self.payment(model, &model.units[number]), model.now);
        let amount = sum(&payment);
        let unit = &mut model.units[number];
        let book = &mut model.books[unit.book];
        let redeem = &mut book.redeem;
        redeem.owed -= amount;
        redeem.paid += amount;
        unit.sequence += 1;
        if matches!(self, Self::Redeem(_)) {
            let (claim, rank) = (unit.claim(), usize::from(unit.rank));
            unit.accrue(now);
            unit.owner = None;
            unit.redeemed = true;
            redeem.units -= 1;
            redeem.outstanding -= unit.outstanding;
            redeem.defaults -= u64::from(unit.defaulted);
            redeem.claims[rank] -= claim;
            let pool = &mut redeem.losses[rank];
            let part = pool.part(claim);
            pool.claims_left -= if redeem.written_down { claim } else { 0 };
            pool.recovered_left -= part;
            // Beyond the cap it is nobody's.
            redeem.owed -= part - part.min(unit.room());
            model.halos[book.site].burnt += 1;
        } else {
            unit.pay(&payment);
            redeem.outstanding -= payment.principal;
        }
        let from = book.at.redeem_token_account;
        model.transfer(&from, to, amount);
        amount
    }
}

/// Whether a redemption lacks something else than principal that only the holder could do without.
fn lacks_more(model: &Model, unit: &Unit) -> bool {
    let secret = !unit.revealed && !unit.agreed;
    secret || unit.shortfall() > unit.claim() || unit.penalty_unpaid(model.now) > 0
}

/// Everything credited, but a base unit of the last principal, which stays for what is missing.
fn tranche(model: &Model, unit: &Unit) -> Payment {
    let kept = u64::from(unit.claim() == 0 && lacks_more(model, unit));
    Payment { principal: unit.funded.principal.saturating_sub(kept), ..unit.funded }
}

/// Everything credited and, after a write-down, the unit's part of what was recovered, within its cap: interest, what
/// exceeds its claim.
fn with_recovered(model: &Model, unit: &Unit) -> Payment {
    let redeem = &model.books[unit.book].redeem;
    let part = redeem.losses[usize::from(unit.rank)].part(unit.claim()).min(unit.room());
    let principal = part.min(unit.claim());
    Payment {
        principal: unit.funded.principal + principal,
        interest: unit.funded.interest + part - principal,
        penalty: unit.funded.penalty,
    }
}

#[derive(Debug)]
pub struct Payout {
    unit: usize,
    form: Form,
    /// Person that signs, and person that is paid.
    holder: usize,
    to: usize,
    min_payout: u64,
}

impl Payout {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let form = match operation.kind {
            Kind::Spend => Form::Spend,
            Kind::ClaimInterest => Form::ClaimInterest,
            _ => Form::Redeem(operation.way % 4 == 3),
        };
        pick(operation, model, &living(model), |number| {
            let unit = &model.units[number];
            let other = usize::from(operation.other) % model.cast.people.len();
            let holder = model.holder(number).filter(|_| !operation.way.is_multiple_of(16)).unwrap_or(other);
            let to = if operation.way % 4 == 1 { other } else { holder };
            let due = sum(&form.payment(model, unit));
            let min_payout = due + u64::from(operation.way % 32 == 2);
            Some(Self { unit: number, form, holder, to, min_payout })
        })
    }
}

impl Act for Payout {
    /// No halt and no freeze is among them.
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        refusals.when(unit.owner.is_none(), NfatError::AssetUnreadable);
        let holder = Some(model.cast.people[self.holder]);
        refusals.when(unit.owner != holder, NfatError::NotHolder);
        let payment = self.form.payment(model, unit);
        refusals.when(total(&payment) < u128::from(self.min_payout), NfatError::PayoutBelowMinimum);
        self.form.object(model, unit, &mut refusals);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let (site, book) = (model.site_of(unit.book), &model.books[unit.book].at);
        let holder = model.cast.people[self.holder];
        let destination = site.seats[self.to].wallet;
        let (asset, min_payout) = (unit.at.asset, self.min_payout);
        let payout = ix::Payout { holder, destination, asset, min_payout };
        match self.form {
            Form::Spend => ix::spend(&site.at, book, &payout),
            Form::ClaimInterest => ix::claim_interest(&site.at, book, &payout),
            Form::Redeem(accept_shortfall) => {
                let rent_payer = unit.rent_payer;
                let redemption =
                    ix::Redemption { holder, destination, asset, rent_payer, min_payout, accept_shortfall };
                ix::redeem(&site.at, book, &redemption)
            }
        }
    }

    fn apply(&self, model: &mut Model) {
        let to = model.site_of(model.units[self.unit].book).seats[self.to].wallet;
        self.form.apply(model, self.unit, &to);
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.cast.people[self.holder])
    }

    fn book(&self, model: &Model) -> Option<usize> {
        Some(model.units[self.unit].book)
    }
}

/// A payment to a holder that does nothing for it.
#[derive(Debug)]
pub struct Push {
    unit: usize,
    form: Form,
    to: usize,
}

impl Push {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let form = if operation.way.is_multiple_of(2) { Form::Spend } else { Form::ClaimInterest };
        pick(operation, model, &living(model), |unit| {
            let other = usize::from(operation.other) % model.cast.people.len();
            let to = model.holder(unit).filter(|_| operation.way % 16 > 1).unwrap_or(other);
            Some(Self { unit, form, to })
        })
    }
}

impl Act for Push {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let unit = &model.units[self.unit];
        refusals.when(unit.owner.is_none(), NfatError::AssetUnreadable);
        refusals.when(unit.owner != Some(unit.push_to), NfatError::PushNotWanted);
        let holder = Some(model.cast.people[self.to]);
        refusals.when(unit.owner != holder, NfatError::NotHoldersAccount);
        self.form.object(model, unit, &mut refusals);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let unit = &model.units[self.unit];
        let (site, book) = (model.site_of(unit.book), &model.books[unit.book].at);
        let kind = match self.form {
            Form::Spend => PushKind::Tranche,
            _ => PushKind::Interest,
        };
        ix::push_payment(&site.at, book, &unit.at.asset, &site.seats[self.to].wallet, kind)
    }

    fn apply(&self, model: &mut Model) {
        let to = model.site_of(model.units[self.unit].book).seats[self.to].wallet;
        self.form.apply(model, self.unit, &to);
    }

    fn authority(&self, _: &Model) -> Option<Pubkey> {
        None
    }

    fn book(&self, model: &Model) -> Option<usize> {
        Some(model.units[self.unit].book)
    }
}
