//! The attestor's word that paying one unit of a shared Book leaves the others covered.

use super::setup::*;
use halo_sdk::{
    facility::{error::FacilityError, state::AttestationKind},
    instructions as ix,
    nfat::error::NfatError,
};
use halo_tests::{
    chain::Chain,
    world::{half_year, million, payment, DAY, ONE},
};
use solana_instruction::Instruction;

impl Club {
    fn funding(&self, principal: u64, interest: u64) -> Instruction {
        let beacon = self.world.roles().beacon;
        let unit = &self.units[0].nfat;
        ix::nfat::fund(&beacon, &self.world.facility, &self.book, unit, payment(principal, interest))
    }
}

#[tokio::test]
async fn a_shared_book_pays_principal_until_the_second_in_which_the_word_is_void() {
    let mut club = Club::at_rest([0; 3]).await;
    let beacon = club.world.roles().beacon;
    club.world.come_home(&club.book, million(75)).await;
    club.world.refused(&[club.funding(ONE, 0)], &[beacon], NfatError::NotCovered).await;
    club.world.ok(&[club.funding(0, ONE)], &[beacon]).await;

    let until = club.world.chain.now().await + DAY;
    club.world.cover(&club.book, until).await.unwrap();
    assert_eq!(club.world.book(&club.book).await.covered_until, until);
    club.world.chain.warp_to(until).await;
    club.world.refused(&[club.funding(ONE, 0)], &[beacon], NfatError::NotCovered).await;
    club.world.chain.warp_to(until - 1).await;
    club.world.ok(&[club.funding(ONE, 0)], &[beacon]).await;
}

#[tokio::test]
async fn a_book_of_one_unit_needs_no_such_word() {
    let (world, x) = deployer().await;
    let (book, unit) = level_up(&world, &x, 0, half_year(PRINCIPAL)).await;
    world.run_book(&book, PRINCIPAL, PRINCIPAL).await;
    assert_eq!(world.book(&book).await.covered_until, 0);
    world.fund(&book, &unit, payment(PRINCIPAL, 0)).await.unwrap();
}

#[tokio::test]
async fn the_word_holds_for_7_days_at_most() {
    let club = Club::at_rest([0; 3]).await;
    let attestor = club.world.roles().attestor;
    let now = club.world.client.unix_time().await.unwrap();
    let until = async |valid_until| {
        club.attesting(AttestationKind::Coverage, |args| args.valid_until = valid_until).await
    };
    for valid_until in [now, now + 7 * DAY + 1, i64::MAX] {
        let attest = until(valid_until).await;
        club.world.refused(&[attest], &[attestor], FacilityError::InvalidAttestation).await;
    }
    club.world.ok(&[until(now + 7 * DAY).await], &[attestor]).await;
    assert_eq!(club.world.book(&club.book).await.covered_until, now + 7 * DAY);
}

#[tokio::test]
async fn the_latest_word_counts_also_when_it_is_shorter() {
    let club = Club::at_rest([0; 3]).await;
    let now = club.world.client.unix_time().await.unwrap();
    for until in [now + 5 * DAY, now + DAY, now + 7 * DAY] {
        club.world.cover(&club.book, until).await.unwrap();
        assert_eq!(club.world.book(&club.book).await.covered_until, until);
    }
    // The word of a default ends it at once.
    club.world.attest_default(&club.book, 0).await.unwrap();
    assert_eq!(club.world.book(&club.book).await.covered_until, 0);
}

#[tokio::test]
async fn it_is_given_once_money_goes_out_and_a_default_only_at_rest_and_unwinding() {
    let club = Club::filling([0; 3]).await;
    let (world, attestor) = (&club.world, club.world.roles().attestor);
    let refused = async |kind| {
        let attest = club.attesting(kind, |_| ()).await;
        world.refused(&[attest], &[attestor], FacilityError::WrongPhase).await;
    };
    refused(AttestationKind::Coverage).await;
    refused(AttestationKind::Default).await;
    world.start_deploying(&club.book).await;
    refused(AttestationKind::Default).await;
    world.attest(&club.book, AttestationKind::Coverage).await.unwrap();
    world.settle_at_rest(&club.book).await;
    let given = async || {
        for kind in [AttestationKind::Coverage, AttestationKind::Default] {
            world.attest(&club.book, kind).await.unwrap();
        }
    };
    given().await;
    world.unwind(&club.book).await;
    given().await;
}

#[tokio::test]
async fn only_a_re_attestation_restarts_the_cadence() {
    let mut club = Club::at_rest([0; 3]).await;
    let attested = club.world.book(&club.book).await.last_attested_at;
    club.world.wait(DAY).await;
    for kind in [AttestationKind::Coverage, AttestationKind::Default] {
        club.world.attest(&club.book, kind).await.unwrap();
        assert_eq!(club.world.book(&club.book).await.last_attested_at, attested);
    }
    club.world.attest(&club.book, AttestationKind::Reattestation).await.unwrap();
    assert_eq!(club.world.book(&club.book).await.last_attested_at, attested + DAY);
}

#[tokio::test]
async fn only_the_word_of_a_default_names_an_amount_and_none_a_timeframe() {
    let club = Club::at_rest([0; 3]).await;
    let attestor = club.world.roles().attestor;
    for kind in [AttestationKind::Reattestation, AttestationKind::Coverage] {
        let attest = club.attesting(kind, |args| args.amount = 1).await;
        club.world.refused(&[attest], &[attestor], FacilityError::InvalidAttestation).await;
    }
    for kind in [AttestationKind::Coverage, AttestationKind::Default] {
        let attest = club.attesting(kind, |args| args.timeframe_seconds = 1).await;
        club.world.refused(&[attest], &[attestor], FacilityError::InvalidAttestation).await;
    }
}
