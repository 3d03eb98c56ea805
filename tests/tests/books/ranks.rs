//! Ranks of units: only in a shared Book, only agreed to, and written into the record.

use super::setup::*;
use halo_sdk::{facility::error::FacilityError, halo_math::Consent, instructions::facility as ix};
use halo_tests::world::{commitment, half_year, million, DAY, MATURITY};

#[tokio::test]
async fn the_record_carries_the_rank_and_the_buyboxs_grace() {
    let club = Club::filling([0, 1, 2]).await;
    for (unit, rank) in club.units.iter().zip([0, 1, 2]) {
        let nfat = club.world.nfat(unit).await;
        assert_eq!((nfat.rank, nfat.grace_seconds), (rank, 10 * DAY));
        assert_eq!((nfat.revealed, nfat.maturity), (1, MATURITY), "disclosed terms are known from the claim");
    }
    let vault = club.world.redeem_vault(&club.book).await;
    assert_eq!(vault.claims, [SHARES[0], SHARES[1], SHARES[2], 0]);
}

#[tokio::test]
async fn a_rank_is_one_that_exists_and_agreed_to() {
    let mut world = facility_123().await;
    let prime = world.prime("Prime X", million(50)).await;
    let terms = half_year(million(25));
    let consent = Consent {
        accord_hash: commitment(&terms),
        max_amount: million(50),
        expires_at: MATURITY,
        max_rank: 1,
        shared: 1,
        ..Consent::default()
    };
    world.deposit_with(&prime, million(50), Some(consent)).await.unwrap();
    let (book, unit) = (world.open_book().await, world.next_unit().await);
    let beacon = world.roles().beacon;
    let claim = async |share_book, rank| {
        let mut args = world.claim_args(&prime, terms.clone()).await;
        (args.share_book, args.rank) = (share_book, rank);
        ix::claim(&beacon, &prime, &world.facility, &book, &unit, args)
    };
    world.refused(&[claim(true, 4).await], &[beacon], FacilityError::InvalidRank).await;
    world.refused(&[claim(false, 1).await], &[beacon], FacilityError::RankNotShared).await;
    world.refused(&[claim(true, 2).await], &[beacon], FacilityError::ConsentRank).await;
    world.ok(&[claim(true, 1).await], &[beacon]).await;
}

#[tokio::test]
async fn without_consent_there_is_the_most_senior_rank_alone() {
    let mut world = facility_123().await;
    let prime = world.prime("Prime X", million(25)).await;
    world.deposit(&prime, million(25)).await.unwrap();
    let (book, unit) = (world.open_book().await, world.next_unit().await);
    let beacon = world.roles().beacon;
    let mut args = world.claim_args(&prime, half_year(million(25))).await;
    (args.share_book, args.rank) = (true, 1);
    let claim = ix::claim(&beacon, &prime, &world.facility, &book, &unit, args);
    world.refused(&[claim], &[beacon], FacilityError::ConsentRequired).await;
}
