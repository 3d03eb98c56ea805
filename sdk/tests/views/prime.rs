//! What a Prime sees: its place in the queue, what may be claimed of it, and what waits for its signature.

use crate::world;
use halo_sdk::{
    facility::state::AccordTerms,
    halo_math::Consent,
    view::{AccordState, Headroom, Prime, Standing},
};
use halo_tests::world::{commitment, half_year, million, World, DAY, DEAL_START};

async fn seen<C: halo_tests::chain::Chain>(world: &World<C>, prime: &solana_pubkey::Pubkey) -> Prime {
    Prime::read(&world.client, &world.facility.facility, prime).await.unwrap()
}

#[tokio::test]
async fn a_stranger_has_nothing() {
    let mut world = world().await;
    let stranger = world.person("stranger").await;
    let prime = seen(&world, &stranger).await;
    assert_eq!((prime.approved, prime.limit, prime.queued), (false, None, 0));
    assert_eq!((prime.consent, prime.accords, prime.units), (None, vec![], vec![]));
}

#[tokio::test]
async fn queue_limit_and_nfats_follow_a_claim() {
    let mut world = world().await;
    let key = world.prime("Prime X", million(50)).await;
    let now = world.client.unix_time().await.unwrap();
    let consent = Consent {
        accord_hash: commitment(&half_year(million(25))),
        min_amount: million(5),
        max_amount: million(25),
        expires_at: now + DAY,
        max_rank: 2,
        shared: 1,
        reserved: [0; 6],
    };
    world.deposit_with(&key, million(50), Some(consent)).await.unwrap();
    let before = seen(&world, &key).await;
    let full = Headroom { available_now: million(100), max: million(100), slope: million(100) };
    assert_eq!((before.approved, before.limit, before.queued), (true, Some(full), million(50)));
    let bounds = before.consent.unwrap();
    assert_eq!((bounds.terms_hash, bounds.min_amount), (consent.accord_hash, million(5)));
    assert_eq!((bounds.max_amount, bounds.max_rank, bounds.expires_at), (million(25), 2, now + DAY));
    assert!(bounds.live);

    let (_, unit) = world.deal(&key, half_year(million(25))).await;
    let after = seen(&world, &key).await;
    assert_eq!((after.queued, after.limit.unwrap().available_now), (million(25), million(75)));
    assert_eq!(after.units.len(), 1);
    assert_eq!((after.units[0].asset, after.units[0].standing), (unit.asset, Standing::Active));

    world.wait(DAY).await;
    let later = seen(&world, &key).await;
    assert_eq!(later.limit, Some(full), "refilled");
    assert!(later.consent.is_none_or(|consent| !consent.live), "expired");
}

#[tokio::test]
async fn an_accord_waits_for_the_primes_signature_and_is_used_up() {
    let mut world = world().await;
    let key = world.prime("Prime X", million(50)).await;
    world.deposit(&key, million(50)).await.unwrap();
    let terms = AccordTerms {
        terms_hash: [7; 32],
        payout_cap: million(44),
        min_amount: million(10),
        max_amount: million(40),
        rank: 0,
        share_book: false,
        grace_days: 3,
        expires_at: DEAL_START + 30 * DAY,
    };
    world.propose_accord(&key, terms).await.unwrap();
    let proposed = seen(&world, &key).await;
    let [accord] = &proposed.accords[..] else { panic!("{:#?}", proposed.accords) };
    assert_eq!(proposed.accords_to_sign().count(), 1);
    assert_eq!(
        (accord.state, accord.left, accord.total_amount),
        (AccordState::Proposed, million(40), million(40))
    );
    assert_eq!((accord.payout_cap, accord.min_amount, accord.grace_days), (million(44), million(10), 3));
    assert_eq!((accord.prime, accord.terms_hash), (key, [7; 32]));

    world.accept_accord(&key, terms).await.unwrap();
    let book = world.open_book().await;
    let args = world.accord_args(&key, &terms, million(31)).await;
    world.claim_with(&key, &book, args).await.unwrap();
    let used = seen(&world, &key).await;
    assert_eq!(used.accords_to_sign().count(), 0);
    // 9M are left, and the least claim is 10M.
    assert_eq!((used.accords[0].state, used.accords[0].left), (AccordState::UsedUp, million(9)));
    assert_eq!(used.units[0].maturity, None, "its terms are sealed");

    let other = AccordTerms { terms_hash: [8; 32], ..terms };
    world.agree(&key, other).await;
    let states = |prime: &Prime| prime.accords.iter().map(|accord| accord.state).collect::<Vec<_>>();
    assert!(states(&seen(&world, &key).await).contains(&AccordState::Binding));
    world.wait(31 * DAY).await;
    assert!(states(&seen(&world, &key).await).contains(&AccordState::Expired));
    world.leave_accord(&key, &[8; 32]).await.unwrap();
    assert_eq!(states(&seen(&world, &key).await), [AccordState::UsedUp]);
}
