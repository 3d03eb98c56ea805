//! Examples and views of the standard that no scenario plays.

use halo_sdk::{
    halo_math::{Buybox, BuyboxError, DealTerms, Payment as Scheduled, BPS_PER_UNIT, YEAR_SECONDS},
    instructions as ix,
    nfat::instructions::UnitState,
    transport::Transport,
};
use halo_tests::{
    chain::{Chain, Light},
    world::{bullet, buybox, million, payment, World, DAY, DEAL_START, ONE, START},
};
use mpl_core::Asset;

/// A bullet loan of `principal` over `days` at `apy_bps` a year.
fn loan(principal: u64, days: i64, apy_bps: u64) -> DealTerms {
    let seconds = u64::try_from(days * DAY).expect("above zero");
    let weighted = u128::from(principal) * u128::from(apy_bps) * u128::from(seconds);
    let interest = weighted.div_ceil(u128::from(BPS_PER_UNIT * YEAR_SECONDS));
    let interest = u64::try_from(interest).expect("small");
    let payments = vec![Scheduled { due: DEAL_START + days * DAY, principal, interest }];
    DealTerms { payments, ..bullet(principal, interest) }
}

/// The class of the standard's business page: one buybox, three Primes, four deals that differ in size and term.
#[tokio::test]
async fn the_four_deals_of_one_class_fit_its_buybox() {
    let mut world = World::new(Light::start(START)).await;
    let spark = world.prime("Spark", million(55)).await;
    let grove = world.prime("Grove", million(50)).await;
    let keel = world.prime("Keel", million(15)).await;
    for (prime, amount) in [(spark, 55), (grove, 50), (keel, 15)] {
        world.deposit(&prime, million(amount)).await.unwrap();
    }
    let now = world.chain.now().await;
    let deals = [(spark, 25, 182), (grove, 50, 365), (spark, 30, 547), (keel, 15, 274)];
    for (token_id, (prime, size, days)) in (1..).zip(deals) {
        let terms = DealTerms { start: now, ..loan(million(size), days + (now - DEAL_START) / DAY, 1_000) };
        let (_, unit) = world.deal(&prime, terms).await;
        let nfat = world.nfat(&unit).await;
        assert_eq!((nfat.token_id, nfat.depositor, nfat.principal), (token_id, prime, million(size)));
    }
    for prime in [spark, grove, keel] {
        assert_eq!(world.queued(&prime).await, 0);
    }
}

/// Senior: 6 to 12 months at 8 to 12 %. Mezzanine: 12 to 24 months at 12 to 18 %. Structured: as agreed.
#[test]
fn a_deal_fits_the_buybox_of_its_own_class_only() {
    let class = |days: [u16; 2], apy: [u16; 2]| Buybox {
        duration_min_days: days[0],
        duration_max_days: days[1],
        apy_min_bps: apy[0],
        apy_max_bps: apy[1],
        ..buybox()
    };
    let senior = class([180, 365], [800, 1_200]);
    let mezzanine = class([365, 730], [1_200, 1_800]);
    let structured = class([1, 3_650], [0, 4_000]);
    let check = |class: &Buybox, terms: &DealTerms| {
        class.validate().unwrap();
        class.check(terms, &terms.summary().unwrap())
    };
    let (short, long) = (loan(million(25), 270, 1_000), loan(million(10), 540, 1_400));
    assert_eq!(check(&senior, &short), Ok(()));
    assert_eq!(check(&mezzanine, &long), Ok(()));
    assert!(matches!(check(&senior, &long), Err(BuyboxError::TermAboveMaximum { .. })));
    assert!(matches!(check(&mezzanine, &short), Err(BuyboxError::TermBelowMinimum { .. })));
    let dear = loan(million(25), 270, 1_400);
    assert!(matches!(check(&senior, &dear), Err(BuyboxError::ApyAboveMaximum { .. })));
    let cheap = loan(million(10), 540, 1_000);
    assert!(matches!(check(&mezzanine, &cheap), Err(BuyboxError::ApyBelowMinimum { .. })));
    for deal in [&short, &long, &dear, &cheap, &loan(million(5), 1_500, 2_500)] {
        assert_eq!(check(&structured, deal), Ok(()));
    }
}

/// Queue balance, principal, depositor, time of minting, facility and what is funded, read by somebody without any right.
#[tokio::test]
async fn every_view_of_the_standard_reads_what_is_there() {
    let mut world = World::new(Light::start(START)).await;
    let x = world.prime("Prime X", million(50)).await;
    world.deposit(&x, million(50)).await.unwrap();
    let struck_at = world.chain.now().await;
    let (book, unit) = world.deal(&x, bullet(million(25), million(1))).await;
    world.run_book(&book, million(25), million(26)).await;
    world.fund(&book, &unit, payment(million(5), ONE)).await.unwrap();

    assert_eq!(world.queued(&x).await, million(25));
    let nfat = world.nfat(&unit).await;
    assert_eq!((nfat.principal, nfat.depositor, nfat.token_id), (million(25), x, 1));
    assert_eq!((nfat.minted_at, nfat.facility, nfat.book), (struck_at, world.facility.facility, book.book));
    let view = || world.client.view_as(ix::nfat::unit_state(&unit.nfat));
    let state: UnitState = view().await.unwrap();
    assert_eq!((state.outstanding_principal, state.funded), (million(25), million(5) + ONE));

    world.spend(&x, &book, &unit, million(5)).await.unwrap();
    let after: UnitState = view().await.unwrap();
    assert_eq!((after.outstanding_principal, after.funded), (million(20), 0));
    assert!(after.sequence > state.sequence);
}

/// The asset is one that wallets and markets know, owned by the Prime, in the facility's collection.
#[tokio::test]
async fn wallets_show_what_never_changes() {
    let mut world = World::new(Light::start(START)).await;
    let x = world.prime("Prime X", million(25)).await;
    world.deposit(&x, million(25)).await.unwrap();
    let struck_at = world.chain.now().await;
    let (book, unit) = world.deal(&x, bullet(million(25), million(1))).await;

    let account = world.client.transport().get_account(&unit.asset).await.unwrap().expect("an asset");
    assert_eq!(account.owner, mpl_core::ID);
    let asset = Asset::from_bytes(&account.data).unwrap();
    assert_eq!((asset.base.owner, asset.base.name.as_str()), (x, "NFAT #1"));
    let shown = asset.plugin_list.attributes.expect("attributes").attributes.attribute_list;
    let shown: Vec<(&str, &str)> =
        shown.iter().map(|pair| (pair.key.as_str(), pair.value.as_str())).collect();
    let expected = [
        ("Token id", "1".to_owned()),
        ("Facility", world.facility.facility.to_string()),
        ("Principal", million(25).to_string()),
        ("Depositor", x.to_string()),
        ("Minted at", struck_at.to_string()),
        ("Book", book.book.to_string()),
    ];
    let expected: Vec<(&str, &str)> = expected.iter().map(|(key, value)| (*key, value.as_str())).collect();
    assert_eq!(shown, expected);
}
