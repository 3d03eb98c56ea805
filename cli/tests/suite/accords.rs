//! Accords by commands, and terms revealed.

use crate::{
    deal::{ready, terms, MATURITY, MILLION, SALT, TERMS},
    world::{Role, World},
};
use halo_cli::Value;
use halo_sdk::{
    addresses,
    commitment::terms_hash,
    facility::{
        instructions::{ClaimArgs, ClaimTerms},
        state::AccordTerms,
    },
    instructions::{self as ix, configurator::Configurer, facility::AccordParty},
};

const UNTIL: i64 = 1_738_368_000;
const FIGURES: &str = "--max 40M --min 5M --payout-cap 44M --grace-days 3 --until 2025-02-01";

fn figures() -> AccordTerms {
    AccordTerms {
        terms_hash: terms_hash(&terms(), &SALT).unwrap(),
        payout_cap: 44 * MILLION,
        min_amount: 5 * MILLION,
        max_amount: 40 * MILLION,
        rank: 0,
        share_book: false,
        grace_days: 3,
        expires_at: UNTIL,
    }
}

#[tokio::test]
async fn an_accord_from_proposal_to_claim_to_its_end() {
    let world = ready("accord").await;
    let (facility, prime) = (World::facility(), Role::Prime.key());
    let at = facility.facility;
    world.run(Role::Prime, &format!("facility deposit {at} --amount 50M")).await;
    let file = world.file("terms.json", TERMS);
    world.file("terms.salt", &"ab".repeat(32));
    let hash: String = figures().terms_hash.iter().map(|byte| format!("{byte:02x}")).collect();

    let propose = format!("deal accord propose {at} --prime {prime} --terms {file} {FIGURES}");
    let plan = world.plan(Role::Govops, &propose).await;
    let govops = Configurer::govops(&Role::Govops.key(), &facility.scope, &facility.pau);
    let payer = Role::Payer.key();
    assert_eq!(
        plan.instructions,
        [ix::facility::propose_accord(&payer, &govops, &facility, &prime, figures())]
    );
    let proposed = world.document(Role::Govops, &propose).await;
    let Some(Value::List(effects)) = proposed.get("effects") else { panic!("{proposed:?}") };
    for expected in ["take the buybox's place", "payout cap     44,000,000", "grace          3 days", &hash] {
        assert!(effects[0].contains(expected), "no {expected:?} in {}", effects[0]);
    }

    let shown = world.run(Role::Prime, &format!("deal accord show {at} --prime {prime}")).await;
    assert!(shown.render(halo_cli::Paint::plain()).contains("proposed"), "{shown:?}");
    let seen = world.run(Role::Prime, &format!("view prime {at}")).await;
    assert_eq!(serde_json::to_value(&seen).unwrap()["accords"][0]["state"], "proposed");

    // Other figures than proposed: refused by the program, whatever was meant.
    let other = FIGURES.replace("44M", "43M");
    let line = format!("deal accord accept {at} --terms-hash {hash} {other}");
    assert_eq!(world.refusal(Role::Prime, &line).await, "AccordDiffers");
    let accept = format!("deal accord accept {at} --terms {file} {FIGURES}");
    let plan = world.plan(Role::Prime, &accept).await;
    assert_eq!(plan.instructions, [ix::facility::accept_accord(&prime, &facility, figures())]);
    world.run(Role::Prime, &accept).await;

    world.run(Role::Beacon, &format!("book open {at}")).await;
    let claim = format!("deal claim {at} 1 --prime {prime} --accord {hash} --amount 25M");
    let args = ClaimArgs {
        amount: 25 * MILLION,
        max_shares: 25 * MILLION,
        position_sequence: 1,
        share_book: false,
        rank: 0,
        terms: ClaimTerms::Accord { terms_hash: figures().terms_hash },
    };
    let (beacon, book, unit) = (Role::Beacon.key(), facility.book(1), facility.unit(1));
    let expected = ix::facility::claim(&beacon, &prime, &facility, &book, &unit, args);
    assert_eq!(world.plan(Role::Beacon, &claim).await.instructions, [expected]);
    world.run(Role::Beacon, &claim).await;
    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("maturity"), Some(&Value::text("sealed")));
    assert_eq!(shown.get("payout_cap"), Some(&Value::Tokens(27 * MILLION + MILLION / 2, 6)));

    let cancel = format!("deal accord cancel {at} {hash}");
    let by_prime =
        ix::facility::cancel_accord(AccordParty::Prime, &facility, &prime, &figures().terms_hash, &payer);
    assert_eq!(world.plan(Role::Prime, &cancel).await.instructions, [by_prime]);
    let by = AccordParty::Configurer(&govops);
    let by_govops = ix::facility::cancel_accord(by, &facility, &prime, &figures().terms_hash, &payer);
    let line = format!("{cancel} --prime {prime}");
    assert_eq!(world.plan(Role::Govops, &line).await.instructions, [by_govops]);
    world.run(Role::Govops, &line).await;
    assert!(world.cluster.account(&addresses::accord(&at, &prime, &figures().terms_hash)).is_none());
}

#[tokio::test]
async fn terms_are_revealed_by_who_knows_them() {
    let world = ready("reveal").await;
    let (facility, prime) = (World::facility(), Role::Prime.key());
    let at = facility.facility;
    world.run(Role::Prime, &format!("facility deposit {at} --amount 50M")).await;
    let file = world.file("terms.json", TERMS);
    let without_salt = format!("deal accord accept {at} --terms {file} --grace-days 0 --until 2025-02-01");
    let error = world.try_run(&[Role::Prime], &without_salt).await.unwrap_err().to_string();
    assert!(error.contains("terms.salt, came no file"), "{error}");

    world.file("terms.salt", &"ab".repeat(32));
    let figures = "--grace-days 0 --until 2025-02-01";
    world
        .run(Role::Govops, &format!("deal accord propose {at} --prime {prime} --terms {file} {figures}"))
        .await;
    world.run(Role::Prime, &format!("deal accord accept {at} --terms {file} {figures}")).await;
    world.run(Role::Beacon, &format!("book open {at}")).await;
    let hash: String =
        terms_hash(&terms(), &SALT).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    world.run(Role::Beacon, &format!("deal claim {at} 1 --prime {prime} --accord {hash} --amount 25M")).await;

    let other = world.file("other.json", &TERMS.replace("1.25M", "1.5M"));
    world.file("other.salt", &"ab".repeat(32));
    let error =
        world.try_run(&[Role::Warden], &format!("deal reveal {at} 1 --terms {other}")).await.unwrap_err();
    assert!(error.to_string().contains("expected the terms of NFAT #1, came others"), "{error}");

    let reveal = format!("deal reveal {at} 1 --terms {file}");
    let plan = world.plan(Role::Warden, &reveal).await;
    let nfat = facility.unit(1).nfat;
    assert_eq!(plan.instructions, [ix::nfat::reveal(&Role::Warden.key(), &nfat, terms(), SALT)]);
    assert_eq!(plan.facts.get("maturity"), Some(&Value::Moment(MATURITY)));
    world.run(Role::Warden, &reveal).await;
    let shown = world.run(Role::Prime, &format!("nfat show {at} 1")).await;
    assert_eq!(shown.get("maturity"), Some(&Value::Moment(MATURITY)));
}
