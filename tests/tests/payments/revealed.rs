//! Sealed terms: the chain knows their hash until somebody shows them.

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    facility::{
        instructions::{ClaimArgs, ClaimTerms},
        state::TermsMode,
    },
    halo_math::{Consent, UnitStatus},
    instructions::nfat::reveal,
    nfat::error::NfatError,
};
use halo_tests::{
    chain::Light,
    refusal::assert_refused,
    world::{commitment, million, payment, strict, Setup, World, DAY, MATURITY, ONE, SALT, START},
};
use solana_pubkey::Pubkey;

struct Sealed {
    world: World<Light>,
    x: Pubkey,
    book: BookAddresses,
    unit: UnitAddresses,
}

/// A sealed deal of 25M, its Book with everything back.
async fn sealed() -> Sealed {
    let setup = Setup { terms_mode: TermsMode::Sealed, ..Setup::default() };
    let mut world = World::with(Light::start(START), setup).await;
    let x = world.prime("Prime X", million(25)).await;
    let terms_hash = commitment(&strict(million(25)));
    let consent = Consent {
        accord_hash: terms_hash,
        max_amount: million(25),
        expires_at: MATURITY,
        ..Consent::default()
    };
    world.deposit_with(&x, million(25), Some(consent)).await.unwrap();
    let book = world.open_book().await;
    let args = ClaimArgs {
        terms: ClaimTerms::Sealed { terms_hash },
        ..world.claim_args(&x, strict(million(25))).await
    };
    let unit = world.claim_with(&x, &book, args).await.unwrap();
    world.run_book(&book, million(25), million(32)).await;
    Sealed { world, x, book, unit }
}

#[tokio::test]
async fn before_they_are_shown_nothing_is_late_and_only_the_cap_bounds() {
    let Sealed { mut world, x, book, unit } = sealed().await;
    world.wait_until(MATURITY + 100 * DAY).await;
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.revealed, nfat.interest, nfat.maturity), (0, 0, 0));
    assert_eq!(nfat.status(MATURITY + 100 * DAY), UnitStatus::Active);
    assert_refused(world.declare_default(&book, &unit).await, NfatError::NotInDefault);
    // What the buybox allows at most: 15 % for 730 days and 20 % of penalties.
    assert_eq!(nfat.payout_cap, 37_500_000 * ONE);
    let above = world.fund(&book, &unit, payment(0, 12_500_000 * ONE + 1)).await;
    assert_refused(above, NfatError::PayoutCapExceeded);
    world.fund(&book, &unit, payment(million(25), ONE)).await.unwrap();
    assert_refused(world.redeem(&x, &book, &unit, 0).await, NfatError::TermsUnknown);
    world.redeem_for_less(&x, &book, &unit, million(25) + ONE).await.unwrap();
}

#[tokio::test]
async fn once_shown_lateness_counts_from_the_maturity() {
    let Sealed { mut world, x, book, unit } = sealed().await;
    world.wait_until(MATURITY + 5 * DAY).await;
    world.reveal(&unit, strict(million(25))).await.unwrap();
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.revealed, nfat.interest, nfat.maturity), (1, 1_250_000 * ONE, MATURITY));
    assert_eq!((nfat.penalty_bps_per_day, nfat.penalty_cap), (240, million(5)));
    assert_eq!(nfat.status(MATURITY + 5 * DAY), UnitStatus::Late);

    world.fund(&book, &unit, payment(million(25), 1_250_000 * ONE)).await.unwrap();
    assert_eq!(world.nfat(&unit).await.penalty_due(), 3_150_000 * ONE);
    world.fund(&book, &unit, halo_tests::world::penalty(3_150_000 * ONE)).await.unwrap();
    world.redeem(&x, &book, &unit, 29_400_000 * ONE).await.unwrap();
}

#[tokio::test]
async fn they_can_be_shown_at_any_time_by_anybody_and_once() {
    let Sealed { mut world, unit, .. } = sealed().await;
    let stranger = world.person("stranger").await;
    let show = reveal(&stranger, &unit.nfat, strict(million(25)), SALT);
    world.ok(std::slice::from_ref(&show), &[stranger]).await;
    world.refused(&[show], &[stranger], NfatError::AlreadyRevealed).await;
}

#[tokio::test]
async fn other_terms_and_another_salt_are_not_believed() {
    let Sealed { world, unit, .. } = sealed().await;
    let payer = world.roles().payer;
    let mut other = strict(million(25));
    other.penalty_bps_per_day += 1;
    for (terms, salt) in [(other, SALT), (strict(million(25)), [8; 32])] {
        world.refused(&[reveal(&payer, &unit.nfat, terms, salt)], &[payer], NfatError::WrongTerms).await;
    }
    let mut invalid = strict(million(25));
    invalid.payments.clear();
    world.refused(&[reveal(&payer, &unit.nfat, invalid, SALT)], &[payer], NfatError::InvalidTerms).await;
}

/// One deal of 25M, claimed in two parts: each unit has its part of the interest and of the penalty cap, to the base
/// unit and rounded up.
#[tokio::test]
async fn a_part_of_a_deal_has_its_part_of_the_terms() {
    let setup = Setup { terms_mode: TermsMode::Sealed, ..Setup::default() };
    let mut world = World::with(Light::start(START), setup).await;
    let x = world.prime("Prime X", million(25)).await;
    let terms_hash = commitment(&strict(million(25)));
    let consent = Consent {
        accord_hash: terms_hash,
        max_amount: million(25),
        expires_at: MATURITY,
        ..Consent::default()
    };
    world.deposit_with(&x, million(25), Some(consent)).await.unwrap();
    for (amount, interest, penalty_cap) in
        [(million(10) + 1, 500_000 * ONE + 1, million(2) + 1), (million(15) - 1, 750_000 * ONE, million(3))]
    {
        let book = world.open_book().await;
        let args = ClaimArgs {
            amount,
            max_shares: amount,
            terms: ClaimTerms::Sealed { terms_hash },
            ..world.claim_args(&x, strict(million(25))).await
        };
        let unit = world.claim_with(&x, &book, args).await.unwrap();
        world.reveal(&unit, strict(million(25))).await.unwrap();
        let nfat = world.nfat(&unit).await;
        assert_eq!((nfat.interest, nfat.penalty_cap), (interest, penalty_cap));
    }
}

#[tokio::test]
async fn disclosed_terms_are_known_from_the_claim() {
    let mut world = World::new(Light::start(START)).await;
    let x = world.prime("Prime X", million(25)).await;
    world.deposit(&x, million(25)).await.unwrap();
    let (_, unit) = world.deal(&x, strict(million(25))).await;
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.revealed, nfat.interest, nfat.maturity), (1, 1_250_000 * ONE, MATURITY));
    assert_eq!((nfat.grace_seconds, nfat.rank, nfat.push_to), (10 * DAY, 0, x));
    assert_refused(world.reveal(&unit, strict(million(25))).await, NfatError::AlreadyRevealed);
}
