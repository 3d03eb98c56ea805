//! The two-beacon gate: what an attestor says about a Book, and the changes of phase that need its word.

use super::{
    book::{beacon_of, open_books},
    pick, Act, Refusals,
};
use crate::{
    model::{
        book::{Attestation, Book},
        Model, Subject,
    },
    operation::Operation,
};
use anchor_lang::error::ErrorCode;
use halo_sdk::{
    addresses,
    facility::{error::FacilityError, instructions::AttestArgs, state::AttestationKind, MAX_COVERAGE},
    halo_math::Phase,
    instructions::facility as ix,
};
use halo_tests::world::DAY;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

const KINDS: [AttestationKind; 5] = [
    AttestationKind::PreDeployment,
    AttestationKind::AtRest,
    AttestationKind::Reattestation,
    AttestationKind::Coverage,
    AttestationKind::Default,
];

/// Whether an attestation of this kind is given about `book` as it is.
fn fits(kind: AttestationKind, book: &Book) -> bool {
    match kind {
        AttestationKind::PreDeployment => book.phase == Phase::Filling,
        AttestationKind::AtRest => book.phase == Phase::Deploying,
        AttestationKind::Reattestation => book.phase == Phase::AtRest,
        AttestationKind::Coverage => book.phase == Phase::Deploying || book.settled(),
        AttestationKind::Default => book.settled(),
    }
}

/// What an attestor would most likely say about `book`.
fn likely(book: &Book, dice: u16) -> Option<AttestationKind> {
    match book.phase {
        Phase::Filling => Some(AttestationKind::PreDeployment),
        Phase::Deploying => Some(AttestationKind::AtRest),
        Phase::AtRest | Phase::Unwinding if book.redeem.defaults > 0 && dice.is_multiple_of(2) => {
            Some(AttestationKind::Default)
        }
        Phase::AtRest if dice % 8 == 1 => Some(AttestationKind::Reattestation),
        Phase::AtRest | Phase::Unwinding => Some(AttestationKind::Coverage),
        Phase::Created | Phase::Closed => None,
    }
}

#[derive(Debug)]
pub struct Attest {
    book: usize,
    kind: AttestationKind,
    /// Whether it is about the Book as it is.
    current: bool,
    valid_days: i64,
    timeframe: i64,
    /// Of a default.
    amount: u64,
}

impl Attest {
    pub fn pick(operation: &Operation, model: &Model) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| {
            let state = &model.books[book];
            let likely = likely(state, operation.way / 33).filter(|_| operation.apt);
            let kind = likely.unwrap_or(KINDS[usize::from(operation.other % 5)]);
            // One that lacks nothing needs no word of coverage.
            let idle = kind == AttestationKind::Coverage && (!state.shared || state.redeem.units < 2);
            let timed = (kind == AttestationKind::PreDeployment) != (operation.way % 33 == 1);
            let counted = (kind == AttestationKind::Default) != (operation.way % 33 == 2);
            let recovered = operation.amount.of(model.held(&state.at.token_account));
            (!operation.apt || !idle || operation.way.is_multiple_of(8)).then_some(Self {
                book,
                kind,
                current: !operation.way.is_multiple_of(33),
                // Coverage holds for a week at most.
                valid_days: i64::from(
                    operation.other % if kind == AttestationKind::Coverage { 9 } else { 34 },
                ),
                timeframe: if timed { i64::from(operation.way % 14 + 1) * DAY } else { 0 },
                amount: if counted { recovered } else { 0 },
            })
        })
    }

    fn attestation(&self, model: &Model) -> Attestation {
        let book = &model.books[self.book];
        let scope_hash = if self.current { book.scope_hash() } else { [5; 32] };
        Attestation {
            address: addresses::attestation(&book.at.book, number(book)),
            kind: self.kind,
            scope_hash,
            issued_at: model.now,
            valid_until: model.now + self.valid_days * DAY,
            timeframe: self.timeframe,
            amount: self.amount,
            consumed: false,
        }
    }
}

/// Of the Book's next attestation.
fn number(book: &Book) -> u64 {
    u64::try_from(book.attestations.len()).expect("few") + 1
}

impl Act for Attest {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        refusals.when(!fits(self.kind, &model.books[self.book]), FacilityError::WrongPhase);
        let timed = (self.timeframe > 0) == (self.kind == AttestationKind::PreDeployment);
        let counted = self.amount == 0 || self.kind == AttestationKind::Default;
        let brief = self.valid_days * DAY <= MAX_COVERAGE || self.kind != AttestationKind::Coverage;
        let complete = timed && counted && brief && self.valid_days > 0;
        refusals.when(!complete, FacilityError::InvalidAttestation);
        refusals.when(!self.current, FacilityError::ScopeChanged);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (book, site) = (&model.books[self.book], model.site_of(self.book));
        let Attestation { kind, scope_hash, valid_until, timeframe, .. } = self.attestation(model);
        let args = AttestArgs {
            kind,
            scope_hash,
            content_hash: [9; 32],
            uri: "https://attestor.example".into(),
            risk_tier: 1,
            valid_until,
            timeframe_seconds: timeframe,
            amount: self.amount,
        };
        ix::attest(&site.roles().attestor, &site.at, &book.at.book, number(book), args)
    }

    fn apply(&self, model: &mut Model) {
        let attestation = self.attestation(model);
        let (now, attestor) = (model.now, model.site_of(self.book).roles().attestor);
        let book = &mut model.books[self.book];
        let subject = Subject::Attestation(self.book, book.attestations.len());
        model.subjects.insert(attestation.address, subject);
        match self.kind {
            AttestationKind::Reattestation => book.last_attested_at = now,
            AttestationKind::Coverage => {
                book.covered_by = attestor;
                (book.covered_from, book.covered_until) = (now, attestation.valid_until);
            }
            AttestationKind::Default => book.uncover(),
            AttestationKind::PreDeployment | AttestationKind::AtRest => {}
        }
        book.attestations.push(attestation);
        book.sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(model.site_of(self.book).roles().attestor)
    }

    fn book(&self, _: &Model) -> Option<usize> {
        Some(self.book)
    }
}

/// A change of phase on the word of an attestor.
#[derive(Debug)]
pub struct Change {
    book: usize,
    /// Its place among the Book's.
    attestation: usize,
    kind: AttestationKind,
}

impl Change {
    pub fn begin_deploying(operation: &Operation, model: &Model) -> Option<Self> {
        Self::pick(operation, model, AttestationKind::PreDeployment)
    }

    pub fn mark_at_rest(operation: &Operation, model: &Model) -> Option<Self> {
        Self::pick(operation, model, AttestationKind::AtRest)
    }

    fn pick(operation: &Operation, model: &Model, kind: AttestationKind) -> Option<Self> {
        pick(operation, model, &open_books(model), |book| {
            let last = model.books[book].attestations.len().checked_sub(1)?;
            let earlier = usize::from(operation.other) % (last + 1);
            let attestation = if operation.way.is_multiple_of(16) { earlier } else { last };
            Some(Self { book, attestation, kind })
        })
    }

    fn after(&self) -> Phase {
        if self.kind == AttestationKind::PreDeployment {
            Phase::Deploying
        } else {
            Phase::AtRest
        }
    }
}

/// What a Book's gate has against attestation `number` where one of `kind` is asked for.
pub(super) fn object_to_attestation(
    model: &Model,
    book: &Book,
    number: usize,
    kind: AttestationKind,
    refusals: &mut Refusals,
) {
    let attestation = &book.attestations[number];
    refusals.when(attestation.kind != kind, FacilityError::WrongAttestationKind);
    refusals.when(attestation.consumed, FacilityError::AttestationConsumed);
    let latest = number + 1 == book.attestations.len();
    // A revocation ends what was attested before it.
    let attestor = model.halos[book.site].attestor;
    let outdated = attestor.is_some_and(|since| attestation.issued_at < since);
    refusals.when(attestor.is_none(), ErrorCode::AccountNotInitialized);
    refusals.when(!latest || outdated, FacilityError::StaleAttestation);
    refusals.when(model.now >= attestation.valid_until, FacilityError::AttestationExpired);
    refusals.when(attestation.scope_hash != book.scope_hash(), FacilityError::ScopeChanged);
}

impl Act for Change {
    fn refusals(&self, model: &Model) -> Refusals {
        let mut refusals = Refusals::default();
        let book = &model.books[self.book];
        refusals.when(!fits(self.kind, book), FacilityError::WrongPhase);
        object_to_attestation(model, book, self.attestation, self.kind, &mut refusals);
        refusals
    }

    fn instruction(&self, model: &Model) -> Instruction {
        let (book, site) = (&model.books[self.book].at.book, model.site_of(self.book));
        let number = u64::try_from(self.attestation).expect("few") + 1;
        let roles = site.roles();
        match self.kind {
            AttestationKind::PreDeployment => {
                ix::begin_deploying(&roles.beacon, &roles.attestor, &site.at, book, number)
            }
            _ => ix::mark_at_rest(&roles.beacon, &roles.attestor, &site.at, book, number),
        }
    }

    fn apply(&self, model: &mut Model) {
        let now = model.now;
        let book = &mut model.books[self.book];
        let attestation = &mut book.attestations[self.attestation];
        attestation.consumed = true;
        match self.kind {
            AttestationKind::PreDeployment => book.deploy_until = now + attestation.timeframe,
            _ => book.last_attested_at = attestation.issued_at,
        }
        book.phase = self.after();
        book.sequence += 1;
    }

    fn authority(&self, model: &Model) -> Option<Pubkey> {
        Some(beacon_of(model, self.book))
    }

    fn book(&self, _: &Model) -> Option<usize> {
        Some(self.book)
    }
}
