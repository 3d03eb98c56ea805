//! What `docs/PRIVACY.md` says of a deal's terms: nothing of sealed ones is anywhere on chain until they are revealed, and
//! everything of disclosed ones is.

use halo_sdk::{
    facility::{instructions::ClaimTerms, state::TermsMode},
    halo_math::{Consent, DealTerms},
    instructions as ix,
    transport::{Landed, Transport},
};
use halo_tests::{
    chain::{Chain, Light},
    world::{bullet, commitment, million, Setup, World, DAY, MATURITY, SALT, START},
};
use solana_instruction::Instruction;

/// A rate of a little more than 9 %: its figures are nobody else's.
fn terms() -> DealTerms {
    DealTerms {
        penalty_cap: 1_987_654_321_987,
        conditions: [0xc3; 32],
        ..bullet(million(25), 1_123_456_789_123)
    }
}

/// What only the terms say, as the chain would hold it: words of a schedule, the hash of the conditions, the salt.
fn secrets() -> Vec<(&'static str, Vec<u8>)> {
    let terms = terms();
    let paid = &terms.payments[0];
    vec![
        ("interest", paid.interest.to_le_bytes().to_vec()),
        ("maturity", paid.due.to_le_bytes().to_vec()),
        ("penalty cap", terms.penalty_cap.to_le_bytes().to_vec()),
        ("conditions", terms.conditions.to_vec()),
        ("salt", SALT.to_vec()),
    ]
}

/// Everything that an outsider gets of an instruction that landed: its data, the calls it led to, the logs, and its
/// accounts as they are now.
async fn public(world: &World<Light>, instruction: &Instruction, landed: &Landed) -> Vec<u8> {
    let mut bytes = instruction.data.clone();
    for call in landed.inner_instructions.as_ref().expect("the engine tells") {
        bytes.extend(&call.data);
    }
    bytes.extend(landed.logs.concat().bytes());
    for meta in &instruction.accounts {
        let account = world.client.transport().get_account(&meta.pubkey).await.unwrap();
        bytes.extend(account.map(|account| account.data).unwrap_or_default());
    }
    bytes
}

/// Names of the secrets that `bytes` have.
fn found(bytes: &[u8]) -> Vec<&'static str> {
    let has = |secret: &[u8]| bytes.windows(secret.len()).any(|window| window == secret);
    secrets().into_iter().filter(|(_, secret)| has(secret)).map(|(name, _)| name).collect()
}

#[tokio::test]
async fn sealed_terms_are_nowhere_until_they_are_revealed() {
    let setup = Setup { terms_mode: TermsMode::Sealed, ..Setup::default() };
    let mut world = World::with(Light::start(START), setup).await;
    let x = world.prime("Prime X", million(25)).await;
    let beacon = world.roles().beacon;
    // The buybox's, so that it tells neither interest nor penalty cap.
    let payout_cap = world.deployment.buybox.max_payout(million(25));
    let consent = Consent {
        accord_hash: commitment(&terms()),
        min_amount: million(25),
        max_amount: million(25),
        expires_at: world.chain.now().await + DAY,
        ..Consent::default()
    };
    let source = world.facility.token_account(&x);
    let deposit = ix::facility::deposit(&x, &source, &world.facility, million(25), Some(consent));
    let landed = world.ok(std::slice::from_ref(&deposit), &[x]).await;
    assert_eq!(found(&public(&world, &deposit, &landed).await), Vec::<&str>::new());

    let book = world.open_book().await;
    let mut args = world.claim_args(&x, terms()).await;
    args.terms = ClaimTerms::Sealed { terms_hash: commitment(&terms()) };
    let unit = world.next_unit().await;
    let claim = ix::facility::claim(&beacon, &x, &world.facility, &book, &unit, args);
    let landed = world.ok(std::slice::from_ref(&claim), &[beacon]).await;
    let seen = public(&world, &claim, &landed).await;
    assert_eq!(found(&seen), Vec::<&str>::new());
    // It is the whole of the deal's footprint that was searched: hash and cap are in it.
    for known in [commitment(&terms()).as_slice(), &payout_cap.to_le_bytes(), &million(25).to_le_bytes()] {
        assert!(seen.windows(known.len()).any(|window| window == known));
    }
    let record = world.nfat(&unit).await;
    assert_eq!((record.revealed, record.interest, record.maturity), (0, 0, 0));

    let stranger = world.person("somebody who was told").await;
    let reveal = ix::nfat::reveal(&stranger, &unit.nfat, terms(), SALT);
    let landed = world.ok(std::slice::from_ref(&reveal), &[stranger]).await;
    let all: Vec<&str> = secrets().into_iter().map(|(name, _)| name).collect();
    assert_eq!(found(&public(&world, &reveal, &landed).await), all);
    let record = world.nfat(&unit).await;
    assert_eq!((record.revealed, record.interest, record.maturity), (1, 1_123_456_789_123, MATURITY));
}

#[tokio::test]
async fn disclosed_terms_and_their_salt_are_in_the_claim() {
    let mut world = World::new(Light::start(START)).await;
    let x = world.prime("Prime X", million(25)).await;
    world.deposit(&x, million(25)).await.unwrap();
    let book = world.open_book().await;
    let args = world.claim_args(&x, terms()).await;
    let (beacon, unit) = (world.roles().beacon, world.next_unit().await);
    let claim = ix::facility::claim(&beacon, &x, &world.facility, &book, &unit, args);
    let landed = world.ok(std::slice::from_ref(&claim), &[beacon]).await;
    let all: Vec<&str> = secrets().into_iter().map(|(name, _)| name).collect();
    assert_eq!(found(&claim.data), all);
    assert_eq!(found(&public(&world, &claim, &landed).await), all);
}
