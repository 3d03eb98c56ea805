//! Who proposes, who accepts, and with which figures.

use super::setup::*;
use halo_sdk::{
    configurator::error::ConfiguratorError,
    facility::{
        error::FacilityError,
        events::{AccordChanged, AccordStep},
        state::{AccordTerms, TermsMode},
    },
    instructions::{
        configurator::{self as gov, Configurer, GuardianBy},
        facility as ix,
    },
};
use halo_tests::{chain::Chain, events::event, world::DAY};
use solana_pubkey::Pubkey;

#[tokio::test]
async fn what_is_proposed_stands_in_the_account_and_binds_nobody() {
    let case = Case::queued(TermsMode::Disclosed).await;
    let (world, prime) = (&case.world, case.prime);
    let landed = world.propose_accord(&prime, accord()).await.unwrap();
    let proposed: AccordChanged = event(&landed);
    assert_eq!((proposed.step, proposed.sequence, proposed.prime), (AccordStep::Proposed, 1, prime));
    assert_eq!(proposed.actor, world.roles().govops);
    let state = world.accord(&prime, &accord().terms_hash).await;
    assert_eq!((state.terms(), state.accepted, state.max_amount), (accord(), 0, TOTAL));
    assert_eq!((state.facility, state.proposer), (world.facility.facility, world.roles().payer));

    let args = world.accord_args(&prime, &accord(), TOTAL).await;
    let claim = case.claiming(args).await;
    world.refused(&[claim], &[world.roles().beacon], FacilityError::AccordNotAccepted).await;
}

#[tokio::test]
async fn only_the_govops_proposes() {
    let case = Case::queued(TermsMode::Disclosed).await;
    let (world, roles) = (&case.world, case.world.roles());
    for signer in [roles.council, roles.mom, roles.conserver, roles.beacon, case.prime] {
        let by = Configurer { signer, ..world.configurer() };
        let propose = ix::propose_accord(&roles.payer, &by, &world.facility, &case.prime, accord());
        // Each shows the GovOps's cBEAM; its own there is none.
        let stolen = with_account(propose, &by.cbeam().unwrap(), world.configurer().cbeam().unwrap());
        world.refused(&[stolen], &[signer], ConfiguratorError::NotAccordant).await;
    }
}

#[tokio::test]
async fn a_frozen_pau_proposes_nothing_but_through_its_conserver() {
    let case = Case::queued(TermsMode::Disclosed).await;
    let (world, roles) = (&case.world, case.world.roles());
    let freeze = gov::freeze_pau(&world.guardian(&roles.council, GuardianBy::ABeam));
    world.ok(&[freeze], &[roles.council]).await;
    let by_govops =
        ix::propose_accord(&roles.payer, &world.configurer(), &world.facility, &case.prime, accord());
    world.refused(&[by_govops], &[roles.govops], ConfiguratorError::PauFrozen).await;
    let take = gov::take_over(&roles.conserver, &world.facility.scope, &world.facility.pau);
    let propose =
        ix::propose_accord(&roles.payer, &world.conserver(), &world.facility, &case.prime, accord());
    world.ok(&[take, propose], &[roles.conserver]).await;
}

#[tokio::test]
async fn figures_that_make_no_sense_are_not_proposed() {
    let case = Case::queued(TermsMode::Disclosed).await;
    let (world, roles) = (&case.world, case.world.roles());
    let now = world.client.unix_time().await.unwrap();
    use FacilityError::{AccordExpired, InvalidAccord, InvalidRank, RankNotShared};
    for (terms, error) in [
        (AccordTerms { min_amount: 0, ..accord() }, InvalidAccord),
        (AccordTerms { min_amount: TOTAL + 1, ..accord() }, InvalidAccord),
        (AccordTerms { payout_cap: TOTAL - 1, ..accord() }, InvalidAccord),
        (AccordTerms { terms_hash: [0; 32], ..accord() }, InvalidAccord),
        (AccordTerms { rank: 4, share_book: true, ..accord() }, InvalidRank),
        (AccordTerms { rank: 1, ..accord() }, RankNotShared),
        (AccordTerms { expires_at: now, ..accord() }, AccordExpired),
    ] {
        let propose =
            ix::propose_accord(&roles.payer, &world.configurer(), &world.facility, &case.prime, terms);
        world.refused(&[propose], &[roles.govops], error).await;
    }
    for (number, terms) in [
        AccordTerms { min_amount: TOTAL, ..accord() },
        AccordTerms { payout_cap: TOTAL, ..accord() },
        AccordTerms { rank: 3, share_book: true, ..accord() },
        AccordTerms { expires_at: now + 1, ..accord() },
        AccordTerms { grace_days: u16::MAX, ..accord() },
    ]
    .into_iter()
    .enumerate()
    {
        let terms = AccordTerms { terms_hash: [u8::try_from(number + 1).unwrap(); 32], ..terms };
        world.propose_accord(&case.prime, terms).await.unwrap();
    }
}

#[tokio::test]
async fn one_accord_a_prime_and_hash() {
    let case = Case::proposed().await;
    let (world, roles) = (&case.world, case.world.roles());
    let again = ix::propose_accord(&roles.payer, &world.configurer(), &world.facility, &case.prime, accord());
    world.refused(&[again], &[roles.govops], ALREADY_IN_USE).await;
    let other = Pubkey::new_unique();
    world.propose_accord(&other, accord()).await.unwrap();
}

#[tokio::test]
async fn only_its_prime_accepts_and_once() {
    let mut case = Case::proposed().await;
    let stranger = case.world.person("stranger").await;
    let (world, prime) = (&case.world, case.prime);
    let accept = ix::accept_accord(&prime, &world.facility, accord());
    let by_stranger = with_account(accept.clone(), &prime, stranger);
    world.refused(&[by_stranger], &[stranger], FacilityError::WrongPrime).await;
    let landed = world.accept_accord(&prime, accord()).await.unwrap();
    let accepted: AccordChanged = event(&landed);
    assert_eq!((accepted.step, accepted.sequence, accepted.actor), (AccordStep::Accepted, 2, prime));
    world.refused(&[accept], &[prime], FacilityError::AccordAccepted).await;
}

#[tokio::test]
async fn nobody_signs_blind() {
    let case = Case::proposed().await;
    let (world, prime) = (&case.world, case.prime);
    let address = halo_sdk::addresses::accord(&world.facility.facility, &prime, &accord().terms_hash);
    let other_hash = AccordTerms { terms_hash: [1; 32], ..accord() };
    for terms in [
        other_hash,
        AccordTerms { payout_cap: CAP + 1, ..accord() },
        AccordTerms { min_amount: accord().min_amount - 1, ..accord() },
        AccordTerms { max_amount: TOTAL - 1, ..accord() },
        AccordTerms { rank: 1, ..accord() },
        AccordTerms { share_book: true, ..accord() },
        AccordTerms { grace_days: 4, ..accord() },
        AccordTerms { expires_at: accord().expires_at + 1, ..accord() },
    ] {
        let mut accept = ix::accept_accord(&prime, &world.facility, terms);
        accept.accounts[1].pubkey = address;
        world.refused(&[accept], &[prime], FacilityError::AccordDiffers).await;
    }
}

#[tokio::test]
async fn an_accord_is_accepted_one_second_before_it_expires_and_not_on_the_second() {
    let mut case = Case::queued(TermsMode::Disclosed).await;
    let expires_at = case.world.client.unix_time().await.unwrap() + DAY;
    let terms = AccordTerms { expires_at, ..accord() };
    case.world.propose_accord(&case.prime, terms).await.unwrap();
    case.world.chain.warp_to(expires_at).await;
    let accept = [ix::accept_accord(&case.prime, &case.world.facility, terms)];
    case.world.refused(&accept, &[case.prime], FacilityError::AccordExpired).await;
    case.world.chain.warp_to(expires_at - 1).await;
    case.world.ok(&accept, &[case.prime]).await;
}

#[tokio::test]
async fn the_money_of_an_accord_stays_the_primes_until_it_is_claimed() {
    let case = Case::agreed().await;
    case.world.withdraw(&case.prime).await.unwrap();
    assert_eq!(case.world.balance(&case.prime).await, QUEUED);
    let args = case.world.accord_args(&case.prime, &accord(), accord().min_amount).await;
    let claim = case.claiming(args).await;
    let beacon = case.world.roles().beacon;
    case.world.refused(&[claim], &[beacon], FacilityError::InsufficientQueued).await;
    assert_eq!(case.world.accord(&case.prime, &accord().terms_hash).await.max_amount, TOTAL);
}
