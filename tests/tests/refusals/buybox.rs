use super::setup::*;
use halo_sdk::{
    addresses::BookAddresses,
    configurator::state::{Grant, Payload},
    facility::{error::FacilityError, instructions::ClaimTerms},
    halo_math::{Buybox, DealTerms, Payment},
    instructions as ix,
};
use halo_tests::{
    chain::Light,
    world::{buybox, half_year, million, World, DAY, DEAL_START, ONE, WIDE},
};
use solana_pubkey::Pubkey;
use FacilityError::*;

/// A bullet loan of `principal` over `seconds`.
fn loan(principal: u64, interest: u64, seconds: i64) -> DealTerms {
    DealTerms {
        payments: vec![Payment { due: DEAL_START + seconds, principal, interest }],
        ..half_year(principal)
    }
}

/// 10 % a year, rounded down.
fn ten_percent(principal: u64, seconds: i64) -> u64 {
    let year = 365 * i128::from(DAY);
    u64::try_from(i128::from(principal) * i128::from(seconds) / year / 10).unwrap()
}

fn at_ten_percent(principal: u64, seconds: i64) -> DealTerms {
    loan(principal, ten_percent(principal, seconds), seconds)
}

struct Desk {
    world: World<Light>,
    prime: Pubkey,
    book: BookAddresses,
}

impl Desk {
    async fn new() -> Self {
        let mut world = facility_123().await;
        let prime = world.person("Prime X").await;
        world.give(&prime, million(200)).await;
        world.approve(&prime, WIDE).await;
        world.deposit(&prime, million(200)).await.unwrap();
        let book = world.open_book().await;
        Self { world, prime, book }
    }

    async fn refused(&self, terms: DealTerms, error: FacilityError) {
        let args = self.world.claim_args(&self.prime, terms).await;
        let claim = claim(&self.world, &self.prime, &self.book, args).await;
        self.world.refused(&[claim], &[self.world.roles().beacon], error).await;
    }

    async fn accepted(&self, terms: DealTerms) {
        self.world.deal(&self.prime, terms).await;
    }
}

#[tokio::test]
async fn the_size_is_bounded_to_the_base_unit() {
    let desk = Desk::new().await;
    let year = 365 * DAY;
    desk.refused(at_ten_percent(million(5) - 1, year), SizeBelowBuybox).await;
    desk.refused(at_ten_percent(million(100) + 1, year), SizeAboveBuybox).await;
    desk.accepted(at_ten_percent(million(5), year)).await;
    desk.accepted(at_ten_percent(million(100), year)).await;
}

#[tokio::test]
async fn the_term_is_bounded_to_the_second() {
    let desk = Desk::new().await;
    let refused = [
        (179 * DAY, DurationBelowBuybox),
        (180 * DAY - 1, DurationBelowBuybox),
        (730 * DAY + 1, DurationAboveBuybox),
        (731 * DAY, DurationAboveBuybox),
    ];
    for (seconds, error) in refused {
        // A year's 10 % at any term: the rate is not what is refused.
        let interest = ten_percent(million(10), seconds);
        desk.refused(loan(million(10), interest, seconds), error).await;
    }
    for seconds in [180 * DAY, 730 * DAY] {
        desk.accepted(at_ten_percent(million(10), seconds)).await;
    }
}

#[tokio::test]
async fn the_yield_is_bounded_to_the_base_unit_of_interest() {
    let desk = Desk::new().await;
    let year = 365 * DAY;
    let (eight, fifteen) = (million(10) / 100 * 8, million(10) / 100 * 15);
    desk.refused(loan(million(10), eight - 1, year), YieldBelowBuybox).await;
    desk.refused(loan(million(10), 0, year), YieldBelowBuybox).await;
    desk.refused(loan(million(10), fifteen + 1, year), YieldAboveBuybox).await;
    desk.accepted(loan(million(10), eight, year)).await;
    desk.accepted(loan(million(10), fifteen, year)).await;
}

#[tokio::test]
async fn the_yield_counts_on_what_is_outstanding_on_average() {
    let desk = Desk::new().await;
    let (quarter, principal) = (365 * DAY / 4, million(10));
    let payments = |interest| DealTerms {
        payments: (1..=4)
            .map(|n| Payment { due: DEAL_START + n * quarter, principal: principal / 4, interest })
            .collect(),
        ..half_year(principal)
    };
    // 10M, 7.5M, 5M and 2.5M for a quarter each: 6.25M on average, at 15 % 937,500 a year.
    let most = 937_500 * ONE / 4;
    desk.refused(payments(most + 1), YieldAboveBuybox).await;
    desk.accepted(payments(most)).await;
}

#[tokio::test]
async fn tier_asset_type_and_jurisdiction_must_be_named() {
    let desk = Desk::new().await;
    let terms = || half_year(million(10));
    for risk_tier in [0, 3, 31] {
        desk.refused(DealTerms { risk_tier, ..terms() }, TierOutsideBuybox).await;
    }
    for hash in [[9; 32], [0; 32], [2; 32]] {
        desk.refused(DealTerms { asset_type: hash, ..terms() }, AssetTypeOutsideBuybox).await;
    }
    for hash in [[9; 32], [0; 32], [1; 32]] {
        desk.refused(DealTerms { jurisdiction: hash, ..terms() }, JurisdictionOutsideBuybox).await;
    }
    desk.accepted(DealTerms { risk_tier: 1, ..terms() }).await;
    desk.accepted(DealTerms { risk_tier: 2, ..terms() }).await;
}

#[tokio::test]
async fn the_penalties_are_bounded_to_the_base_unit() {
    let desk = Desk::new().await;
    let most = million(10) / 5;
    let terms = |penalty_cap| DealTerms { penalty_cap, ..half_year(million(10)) };
    desk.refused(terms(most + 1), PenaltyAboveBuybox).await;
    desk.accepted(terms(most)).await;
}

#[tokio::test]
async fn the_terms_repay_exactly_what_is_claimed() {
    let desk = Desk::new().await;
    let principal = million(10);
    for amount in [principal - 1, principal + 1] {
        let mut args = desk.world.claim_args(&desk.prime, half_year(principal)).await;
        (args.amount, args.max_shares) = (amount, amount);
        let claim = claim(&desk.world, &desk.prime, &desk.book, args).await;
        desk.world.refused(&[claim], &[desk.world.roles().beacon], PrincipalMismatch).await;
    }
}

#[tokio::test]
async fn malformed_schedules_are_refused() {
    let desk = Desk::new().await;
    let principal = million(10);
    let pay = |days: i64, principal, interest| Payment { due: DEAL_START + days * DAY, principal, interest };
    let malformed = [
        vec![],
        vec![pay(0, principal, 0)],
        vec![pay(-1, principal, 0)],
        vec![pay(200, principal / 2, 1), pay(200, principal / 2, 1)],
        vec![pay(200, principal / 2, 1), pay(199, principal / 2, 1)],
        vec![pay(100, 0, 0), pay(200, principal, 1)],
        vec![pay(100, principal, 1), pay(200, 0, 1)],
        vec![pay(100, u64::MAX, 1), pay(200, 1, 1)],
        vec![pay(100, principal, u64::MAX), pay(200, 1, 1)],
        vec![pay(200, u64::MAX, 1)],
        vec![Payment { due: i64::MAX, principal, interest: 1 }],
    ];
    for payments in malformed {
        let mut args = desk.world.claim_args(&desk.prime, half_year(principal)).await;
        args.terms =
            ClaimTerms::Disclosed { terms: DealTerms { payments, ..half_year(principal) }, salt: [7; 32] };
        let claim = claim(&desk.world, &desk.prime, &desk.book, args).await;
        desk.world.refused(&[claim], &[desk.world.roles().beacon], InvalidTerms).await;
    }
    let beyond = DealTerms { penalty_cap: u64::MAX, ..half_year(principal) };
    let tier = DealTerms { risk_tier: 32, ..half_year(principal) };
    for terms in [beyond, tier] {
        let mut args = desk.world.claim_args(&desk.prime, half_year(principal)).await;
        args.terms = ClaimTerms::Disclosed { terms, salt: [7; 32] };
        let claim = claim(&desk.world, &desk.prime, &desk.book, args).await;
        desk.world.refused(&[claim], &[desk.world.roles().beacon], InvalidTerms).await;
    }
}

#[tokio::test]
async fn a_buybox_that_admits_nothing_cannot_be_set() {
    let world = facility_123().await;
    let govops = world.configurer();
    let spoil: [fn(&mut Buybox); 7] = [
        |buybox| buybox.size_min = 0,
        |buybox| buybox.size_min = buybox.size_max + 1,
        |buybox| buybox.duration_min_days = buybox.duration_max_days + 1,
        |buybox| buybox.apy_min_bps = buybox.apy_max_bps + 1,
        |buybox| buybox.risk_tiers = 0,
        |buybox| buybox.asset_types = [[0; 32]; 4],
        |buybox| buybox.jurisdictions = [[0; 32]; 4],
    ];
    for spoil in spoil {
        let mut spoilt = buybox();
        spoil(&mut spoilt);
        let set = ix::facility::set_buybox(&govops, &world.facility, spoilt, &world.roles().payer);
        world.refused(&[set], &[govops.signer], InvalidBuybox).await;
    }
}

#[tokio::test]
async fn a_narrower_buybox_binds_the_next_claim() {
    let mut desk = Desk::new().await;
    let narrow = Buybox { size_max: million(10) - 1, ..buybox() };
    let (target, digest) = (desk.world.facility.facility, ix::facility::buybox_digest(&narrow));
    let grant = Grant::Permit { target, digest };
    desk.world.enact(Payload::AddInit { pau: Pubkey::default(), grant }).await;
    let (govops, payer) = (desk.world.configurer(), desk.world.roles().payer);
    let set = ix::facility::set_buybox(&govops, &desk.world.facility, narrow, &payer);
    desk.world.ok(&[set], &[govops.signer]).await;
    desk.refused(half_year(million(10)), SizeAboveBuybox).await;
}

#[tokio::test]
async fn terms_start_within_31_days_of_the_claim() {
    let (world, prime) = queued(PRINCIPAL).await;
    let now = world.client.unix_time().await.unwrap();
    let beacon = world.roles().beacon;
    let from = |start: i64| {
        let mut terms = half_year(PRINCIPAL);
        let term = terms.payments[0].due - terms.start;
        terms.start = start;
        terms.payments[0].due = start.saturating_add(term);
        terms
    };
    let book = world.open_book().await;
    for start in [now - 31 * DAY - 1, now + 31 * DAY + 1, 0, i64::MAX - 200 * DAY] {
        let args = world.claim_args(&prime, from(start)).await;
        let refused = [claim(&world, &prime, &book, args).await];
        world.refused(&refused, &[beacon], FacilityError::TermsNotCurrent).await;
    }
    let last = world.claim_args(&prime, from(now + 31 * DAY)).await;
    let last = [claim(&world, &prime, &book, last).await];
    let simulated = world.client.simulate(&last, &world.keys.pick(&[beacon])).await.unwrap();
    assert_eq!(simulated.error, None);
    world.claim(&prime, &book, from(now - 31 * DAY)).await.unwrap();
}
