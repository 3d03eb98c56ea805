//! Striking a deal: queue to Book, and an NFAT to the Prime.

mod objections;

use super::{
    book::{beacon_of, open_books},
    pick, Act, Refusals,
};
use crate::{
    cast::PRIMES,
    model::{
        deal::Deal,
        queue::Accord,
        redeem::RANKS,
        unit::{Unit, NOTHING},
        Model, Subject,
    },
    operation::{Amount, Operation},
};
use halo_sdk::{
    addresses::UnitAddresses,
    facility::{
        error::FacilityError,
        instructions::{ClaimArgs, ClaimTerms},
        state::halt,
    },
    halo_math::Phase,
    instructions::facility as ix,
    nfat::state::Request,
    pau::error::PauError,
};
use halo_tests::world::{DAY, SALT};
pub use objections::most_payout;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// How the terms come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Disclosed,
    Sealed,
    /// Under the accord of this number.
    Accord(usize),
}

#[derive(Debug)]
pub struct Claim {
    book: usize,
    prime: usize,
    amount: u64,
    deal: Deal,
    form: Form,
    shared: bool,
    rank: u8,
    /// Of the Prime's position, as the beacon has read it.
    sequence: u64,
    max_shares: u64,
}

impl Claim {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        let filling = |book: &usize| matches!(model.books[*book].phase, Phase::Created | Phase::Filling);
        let books = open_books(model).into_iter().filter(|book| !operation.apt || filling(book));
        let subjects: Vec<(usize, usize)> =
            books.flat_map(|book| (0..PRIMES).map(move |prime| (book, prime))).collect();
        pick(operation, model, &subjects, |(book, prime)| {
            let slip = |number: u16| u64::from(operation.way % 101 == number);
            let mut claim = Self::under_accord(operation, model, book, prime)
                .or_else(|| Self::under_buybox(operation, model, book, prime))?;
            // Rarely something that the beacon got wrong.
            claim.amount += slip(1);
            claim.sequence += slip(4);
            claim.max_shares = claim.amount - slip(5).min(claim.amount);
            claim.rank += slip(6) as u8;
            Some(claim)
        })
    }

    /// With the accord that the Prime has accepted, if there is one.
    fn under_accord(operation: &Operation, model: &Model, book: usize, prime: usize) -> Option<Self> {
        let site = model.books[book].site;
        let of_prime = |accord: &Accord| accord.prime == prime && !accord.ended;
        let usable =
            |accord: &Accord| of_prime(accord) && (accord.accepted || operation.way.is_multiple_of(8));
        let accords = &model.halos[site].accords;
        let number = accords.iter().rposition(usable).filter(|_| !operation.way.is_multiple_of(3))?;
        let (accord, position) = (&accords[number], &model.halos[site].primes[prime]);
        let part = operation.amount.of(accord.left.min(position.shares));
        Some(Self {
            book,
            prime,
            amount: part.max(accord.terms.min_amount),
            deal: accord.deal.clone(),
            form: Form::Accord(number),
            shared: accord.terms.share_book,
            rank: accord.terms.rank,
            sequence: position.sequence,
            max_shares: 0,
        })
    }

    fn under_buybox(operation: &Operation, model: &Model, book: usize, prime: usize) -> Option<Self> {
        let (state, site) = (&model.books[book], model.site_of(book));
        let (buybox, position) = (site.buybox(), &model.halos[state.site].primes[prime]);
        if operation.apt && position.shares < buybox.size_min {
            return None;
        }
        let sealed = site.sealed() != (operation.way % 128 == 1);
        let agreed = position.agreed.as_ref().filter(|_| !operation.way.is_multiple_of(16));
        let (deal, amount) = match agreed {
            Some(agreed) if sealed => {
                let part = Amount { permille: operation.amount.permille.max(300), ..operation.amount };
                (agreed.deal.clone(), part.of(agreed.max.min(position.shares)))
            }
            Some(agreed) => (agreed.deal.clone(), agreed.deal.principal()),
            None => {
                let limit = model.usable(&site.seats[prime].approval);
                let most = if operation.apt { position.shares.min(limit) } else { u64::MAX };
                let most = most.min(buybox.size_max).saturating_sub(buybox.size_min);
                let amount = buybox.size_min.saturating_add(operation.amount.of(most));
                (Deal::new(buybox, amount, model.now, operation.other), amount)
            }
        };
        let wants = agreed.is_some_and(|agreed| agreed.shares) || operation.way % 64 == 5;
        let shared = if state.units.is_empty() { wants } else { state.shared };
        let highest = agreed.map_or(0, |agreed| agreed.max_rank);
        let rank = if shared { (operation.way / 5 % (u16::from(highest) + 1)) as u8 } else { 0 };
        let form = if sealed { Form::Sealed } else { Form::Disclosed };
        let sequence = position.sequence;
        Some(Self { book, prime, amount, deal, form, shared, rank, sequence, max_shares: 0 })
    }

    fn accord<'a>(&self, model: &'a Model) -> Option<&'a Accord> {
        let Form::Accord(number) = self.form else { return None };
        Some(&model.halos[model.books[self.book].site].accords[number])
    }

    fn terms(&self) -> ClaimTerms {
        let terms_hash = self.deal.hash;
        match self.form {
            Form::Disclosed => ClaimTerms::Disclosed { terms: self.deal.terms.clone(), salt: SALT },
            Form::Sealed => ClaimTerms::Sealed { terms_hash },
            Form::Accord(_) => ClaimTerms::Accord { terms_hash },
        }
    }

    /// Most that the Book may pay.
    fn cap(&self, model: &Model) -> u64 {
        match self.form {
            Form::Disclosed => self.deal.cap(),
            Form::Sealed => most_payout(model.site_of(self.book).buybox(), self.amount),
            // What the caps of all claims come to, however the accord is split.
            Form::Accord(_) => {
                let accord = self.accord(model).expect("its own");
                let terms = &accord.terms;
                let of_claimed = |claimed: u64| {
                    let product = u128::from(terms.payout_cap) * u128::from(claimed);
                    u64::try_from(product.div_ceil(terms.max_amount.into())).expect("a part")
                };
                let before = terms.max_amount - accord.left;
                of_claimed(before + self.amount) - of_claimed(before)
            }
        }
    }

    fn unit_addresses(&self, model: &Model) -> UnitAddresses {
        let site = model.books[self.book].site;
        model.site(site).at.unit(model.halos[site].next_token)
    }
}

impl Act for Claim {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let (book, site) = (&model.books[self.book], model.site_of(self.book));
        let halo = &model.halos[book.site];
        let position = &halo.primes[self.prime];
        refusals.when(halo.halted & halt::CLAIM != 0, FacilityError::Halted);
        refusals.when(book.halted & halt::CLAIM != 0, FacilityError::BookHalted);
        refusals.when(halo.frozen, PauError::Frozen);
        refusals.when(self.amount == 0, FacilityError::ZeroAmount);
        refusals.when(usize::from(self.rank) >= RANKS, FacilityError::InvalidRank);
        refusals.when(self.rank > 0 && !self.shared, FacilityError::RankNotShared);
        self.object_to_terms(model, &mut refusals);
        refusals.when(!position.active, FacilityError::PrimeNotApproved);
        let allowed = model.usable(&site.seats[self.prime].approval);
        refusals.when(self.amount > allowed, FacilityError::PrimeLimitExceeded);
        refusals.when(self.sequence != position.sequence, FacilityError::PositionChanged);
        refusals.when(self.amount > position.shares, FacilityError::InsufficientQueued);
        refusals.when(self.amount > self.max_shares, FacilityError::SharesAboveMaximum);
        let fills = matches!(book.phase, Phase::Created | Phase::Filling);
        refusals.when(!fills, FacilityError::WrongPhase);
        let fits = book.units.is_empty() || (book.shared && self.shared);
        refusals.when(!fits, FacilityError::BookNotEmpty);
        refusals.when(self.amount > model.usable(&site.claim_limit), PauError::RateLimitExceeded);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (book, site) = (&model.books[self.book], model.site_of(self.book));
        let args = ClaimArgs {
            amount: self.amount,
            max_shares: self.max_shares,
            position_sequence: self.sequence,
            share_book: self.shared,
            rank: self.rank,
            terms: self.terms(),
        };
        let prime = &model.cast.people[self.prime];
        ix::claim(&site.roles().beacon, prime, &site.at, &book.at, &self.unit_addresses(model), args)
    }

    fn apply(&self, model: &mut Model) {
        let (cast, number) = (model.cast.clone(), model.units.len());
        let (at, cap) = (self.unit_addresses(model), self.cap(model));
        let grace_days = self.accord(model).map(|accord| accord.terms.grace_days);
        let book = &mut model.books[self.book];
        let (queue, site) = (book.site, &cast.sites[book.site]);
        let token_account = book.at.token_account;
        if book.units.is_empty() {
            book.shared = self.shared;
        }
        book.phase = Phase::Filling;
        book.add_unit(number, &at.asset, &self.deal.hash, self.amount, self.rank);
        let halo = &mut model.halos[queue];
        let token_id = halo.next_token;
        halo.next_token += 1;
        halo.minted += 1;
        halo.shares -= self.amount;
        let position = &mut halo.primes[self.prime];
        position.shares -= self.amount;
        position.sequence += 1;
        match (self.form, &mut position.agreed) {
            (Form::Accord(number), _) => halo.accords[number].left -= self.amount,
            (_, Some(agreed)) => agreed.max -= self.amount,
            (_, None) => {}
        }
        model.charge(&site.seats[self.prime].approval, self.amount);
        model.charge(&site.claim_limit, self.amount);
        model.limits.get_mut(&site.claim_limit).expect("a limit").sequence += 1;
        model.transfer(&site.queue_tokens, &token_account, self.amount);
        model.subjects.insert(at.nfat, Subject::Nfat(number));
        model.subjects.insert(at.asset, Subject::Asset(number));
        let prime = cast.people[self.prime];
        let grace = i64::from(grace_days.unwrap_or(site.buybox().grace_days)) * DAY;
        model.units.push(Unit {
            book: self.book,
            token_id,
            at,
            owner: Some(prime),
            redeemed: false,
            depositor: self.prime,
            minted_at: model.now,
            deal: self.deal.clone(),
            rank: self.rank,
            grace,
            revealed: self.form == Form::Disclosed,
            principal: self.amount,
            outstanding: self.amount,
            cap,
            by_book: NOTHING,
            funded: NOTHING,
            paid: NOTHING,
            penalty: 0,
            accrued_until: 0,
            request: Request::None,
            requested_amount: 0,
            requested_by: Pubkey::default(),
            requested_until: 0,
            push_to: prime,
            agreed: false,
            defaulted: false,
            sequence: 1,
            rent_payer: site.roles().beacon,
        });
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(beacon_of(model, self.book))
    }

    fn book(&self, _: &Model) -> Option<usize> {
        Some(self.book)
    }
}
