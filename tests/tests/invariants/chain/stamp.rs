//! Writing what the model knows into accounts.

use crate::{
    cast::Site,
    model::{limit::Limit, queue::Admission, wrapper::Stake, Model},
};
use halo_sdk::{
    facility::state::{Accord, Attestation, Book, Holding},
    halo_math::{Accrual, LossPool},
    nfat::state::{Nfat, RedeemVault, WhitelistEntry},
    pau::state::RateLimit,
    wrapper::state::{Stake as StakeAccount, Wrapped},
};
use solana_pubkey::Pubkey;

pub fn limit(known: &Limit, limit: &mut RateLimit) {
    (limit.available, limit.remainder) = known.stored();
    (limit.max, limit.slope, limit.last_updated) = (known.max, known.slope, known.at);
    (limit.outstanding, limit.sequence) = (known.charged, known.sequence);
}

pub fn bucket(known: &Limit, limit: &mut halo_sdk::halo_math::RateLimit) {
    (limit.available, limit.remainder) = known.stored();
    (limit.max, limit.slope, limit.last_updated) = (known.max, known.slope, known.at);
    limit.outstanding = known.charged;
}

pub fn book(model: &Model, number: usize, book: &mut Book) {
    let known = &model.books[number];
    let site = model.site(known.site);
    (book.facility, book.pau, book.book_id) = (site.at.facility, site.at.pau, known.id);
    (book.vault, book.token_account) = (known.at.vault, known.at.token_account);
    (book.redeem_vault, book.unit_set_hash) = (known.at.redeem_vault, known.unit_set_hash);
    book.unit_count = known.units.len() as u64;
    (book.principal, book.deployed, book.returned) = (known.principal, known.deployed, known.returned);
    book.attestation_count = known.attestations.len() as u64;
    (book.last_attested_at, book.cadence_seconds) = (known.last_attested_at, known.cadence);
    (book.covered_from, book.covered_until) = (known.covered_from, known.covered_until);
    (book.covered_by, book.deploy_until) = (known.covered_by, known.deploy_until);
    (book.units_held, book.level) = (known.held.len() as u64, known.level);
    book.held_principal = known.held.iter().map(|(_, principal)| principal).sum();
    (book.phase, book.shared, book.halted) = (known.phase as u8, u8::from(known.shared), known.halted);
    book.sequence = known.sequence;
}

pub fn redeem_vault(model: &Model, number: usize, vault: &mut RedeemVault) {
    let (book, site) = (&model.books[number], model.site_of(number));
    let known = &book.redeem;
    (vault.config, vault.book) = (site.nfat_config, book.at.book);
    vault.token_account = book.at.redeem_token_account;
    (vault.owed, vault.paid, vault.units) = (known.owed, known.paid, known.units);
    (vault.principal_outstanding, vault.paid_in_by_book) = (known.outstanding, known.by_book);
    (vault.claims, vault.defaults, vault.defaulted_at) = (known.claims, known.defaults, known.defaulted_at);
    vault.losses = known.losses.map(|pool| LossPool {
        claims: pool.claims,
        recovered: pool.recovered,
        claims_left: pool.claims_left,
        recovered_left: pool.recovered_left,
    });
    (vault.written_down, vault.sequence) = (u8::from(known.written_down), known.sequence);
}

pub fn attestation(model: &Model, book: usize, number: usize, attestation: &mut Attestation) {
    let book = &model.books[book];
    let known = &book.attestations[number];
    (attestation.book, attestation.number) = (book.at.book, number as u64 + 1);
    (attestation.kind, attestation.scope_hash) = (known.kind, known.scope_hash);
    (attestation.issued_at, attestation.valid_until) = (known.issued_at, known.valid_until);
    (attestation.timeframe_seconds, attestation.amount) = (known.timeframe, known.amount);
    attestation.consumed = known.consumed;
}

pub fn nfat(model: &Model, number: usize, nfat: &mut Nfat) {
    let known = &model.units[number];
    let (book, site) = (&model.books[known.book], model.site_of(known.book));
    (nfat.token_id, nfat.facility, nfat.book) = (known.token_id, site.at.facility, book.at.book);
    (nfat.asset, nfat.config) = (known.at.asset, site.nfat_config);
    nfat.depositor = model.cast.people[known.depositor];
    (nfat.principal, nfat.outstanding_principal) = (known.principal, known.outstanding);
    (nfat.minted_at, nfat.terms_hash) = (known.minted_at, known.deal.hash);
    (nfat.payout_cap, nfat.paid_in_by_book) = (known.cap, crate::model::unit::sum(&known.by_book));
    (nfat.interest_by_book, nfat.penalty_by_book) = (known.by_book.interest, known.by_book.penalty);
    let (funded, paid) = (known.funded, known.paid);
    (nfat.funded_principal, nfat.paid_principal) = (funded.principal, paid.principal);
    (nfat.funded_interest, nfat.paid_interest) = (funded.interest, paid.interest);
    (nfat.funded_penalty, nfat.paid_penalty) = (funded.penalty, paid.penalty);
    if known.revealed {
        (nfat.interest, nfat.penalty_cap) = known.parts();
        nfat.maturity = known.deal.maturity();
        nfat.penalty_bps_per_day = known.deal.terms.penalty_bps_per_day;
    }
    nfat.penalty = Accrual { low: known.penalty as u64, high: (known.penalty >> 64) as u64 };
    (nfat.accrued_until, nfat.grace_seconds) = (known.accrued_until, known.grace);
    (nfat.request, nfat.requested_amount) = (known.request as u8, known.requested_amount);
    (nfat.requested_by, nfat.requested_until) = (known.requested_by, known.requested_until);
    nfat.push_to = known.push_to;
    (nfat.rank, nfat.revealed) = (known.rank, u8::from(known.revealed));
    (nfat.agreed, nfat.defaulted) = (u8::from(known.agreed), u8::from(known.defaulted));
    (nfat.sequence, nfat.rent_payer) = (known.sequence, known.rent_payer);
}

pub fn holding(model: &Model, unit: usize, book: usize, principal: u64, holding: &mut Holding) {
    let known = &model.units[unit];
    (holding.book, holding.asset, holding.nfat) = (model.books[book].at.book, known.at.asset, known.at.nfat);
    (holding.child_book, holding.principal) = (model.books[known.book].at.book, principal);
    holding.rent_payer = model.site_of(book).roles().beacon;
}

pub fn accord(model: &Model, site: usize, number: usize, accord: &mut Accord) {
    let known = &model.halos[site].accords[number];
    let terms = &known.terms;
    (accord.facility, accord.prime) = (model.site(site).at.facility, model.cast.people[known.prime]);
    (accord.terms_hash, accord.proposer) = (terms.terms_hash, model.cast.payer);
    (accord.payout_cap, accord.total_amount) = (terms.payout_cap, terms.max_amount);
    (accord.min_amount, accord.max_amount) = (terms.min_amount, known.left);
    (accord.expires_at, accord.grace_days, accord.rank) = (terms.expires_at, terms.grace_days, terms.rank);
    (accord.share_book, accord.accepted) = (u8::from(terms.share_book), u8::from(known.accepted));
    accord.sequence = known.sequence;
}

pub fn admission(site: &Site, receiver: &Pubkey, known: &Admission, entry: &mut WhitelistEntry) {
    (entry.config, entry.address) = (site.nfat_config, *receiver);
    (entry.valid_until, entry.sequence) = (known.valid_until, known.sequence);
    entry.rent_payer = site.roles().beacon;
}

pub fn wrapper(model: &Model, number: usize, wrapped: &mut Wrapped) {
    let known = &model.wrappers[number];
    let unit = &model.units[known.unit];
    let site = model.site_of(unit.book);
    (wrapped.asset, wrapped.nfat) = (known.at.asset, known.at.nfat);
    (wrapped.config, wrapped.book) = (site.nfat_config, model.books[unit.book].at.book);
    (wrapped.fraction_mint, wrapped.vault) = (known.at.fraction_mint, known.at.vault);
    (wrapped.escrow, wrapped.mint) = (known.at.escrow, site.at.mint);
    (wrapped.token_program, wrapped.rent_payer) = (site.at.token_program, known.rent_payer);
    (wrapped.state, wrapped.restricted) = (known.state, known.restricted);
    (wrapped.original_supply, wrapped.staked) = (known.original_supply, known.staked);
    (wrapped.index, wrapped.carry, wrapped.taken) = (known.index, known.carry, known.taken);
    (wrapped.collected, wrapped.returned) = (known.collected, known.returned);
    (wrapped.paid, wrapped.sequence) = (known.paid, known.sequence);
}

pub fn stake(model: &Model, number: usize, person: usize, known: &Stake, stake: &mut StakeAccount) {
    (stake.wrapped, stake.owner) = (model.wrappers[number].at.wrapped, model.cast.people[person]);
    (stake.amount, stake.taken) = (known.amount, known.taken);
    stake.rent_payer = model.cast.payer;
}
