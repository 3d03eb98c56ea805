//! How a loss is shared, to the base unit: the worked examples, ranks, and the order of the redemptions.

use super::setup::*;
use halo_sdk::facility::events::BookWrittenDown;
use halo_tests::{
    chain::Chain,
    events::event,
    world::{million, DAY, MATURITY, ONE},
};

const IN_TURN: [usize; 3] = [0, 1, 2];

/// Everything that came home is recovered, written down and redeemed in `order`; returns what each Prime has.
async fn recover(ranks: [u8; 3], home: u64, order: [usize; 3]) -> [u64; 3] {
    let club = Club::in_default(ranks, home).await;
    let (world, book) = (&club.world, &club.book);
    let number = world.attest_default(book, home).await.unwrap();
    let landed = world.write_down(book, number).await.unwrap();
    let down: BookWrittenDown = event(&landed);
    assert_eq!((down.claims, down.recovered, down.book), (million(75), home, book.book));

    club.redeem(order).await;
    let vault = world.redeem_vault(book).await;
    assert_eq!((vault.owed, vault.units, vault.defaults), (0, 0, 0));
    assert_eq!(world.tokens(&book.redeem_token_account).await, 0);
    world.close_book(book).await.unwrap();
    let paid = club.balances().await;
    assert_eq!(paid.iter().sum::<u64>(), home);
    paid
}

#[tokio::test]
async fn sixty_of_75_pay_24_20_and_16_whoever_comes_first() {
    for order in [IN_TURN, [2, 1, 0], [1, 2, 0]] {
        assert_eq!(recover([0; 3], million(60), order).await, [million(24), million(20), million(16)]);
    }
}

#[tokio::test]
async fn more_than_was_claimed_is_shared_as_well() {
    let paid = recover([0; 3], 78_750_000 * ONE, IN_TURN).await;
    assert_eq!(paid, [31_500_000 * ONE, 26_250_000 * ONE, million(21)]);
}

#[tokio::test]
async fn a_senior_unit_is_paid_before_a_junior_one() {
    let paid = recover([0, 1, 2], million(60), [2, 0, 1]).await;
    assert_eq!(paid, [million(30), million(25), million(5)]);
    let paid = recover([2, 1, 0], million(60), IN_TURN).await;
    assert_eq!(paid, [million(15), million(25), million(20)]);
    let paid = recover([0, 1, 1], million(48), IN_TURN).await;
    assert_eq!(paid, [million(30), million(10), million(8)]);
}

#[tokio::test]
async fn no_unit_is_a_base_unit_off_whoever_comes_first() {
    for order in [IN_TURN, [2, 0, 1], [1, 2, 0]] {
        let paid = recover([0; 3], 7, order).await;
        for (paid, claim) in paid.into_iter().zip(SHARES) {
            // Compared as numerators over the sum of the claims.
            let (paid, exact) = (u128::from(paid) * u128::from(million(75)), 7 * u128::from(claim));
            assert!(paid.abs_diff(exact) < u128::from(million(75)), "{order:?}: {paid} for {exact}");
        }
    }
}

#[tokio::test]
async fn nothing_recovered_is_a_loss_too() {
    assert_eq!(recover([0; 3], 0, IN_TURN).await, [0; 3]);
}

#[tokio::test]
async fn what_a_unit_was_credited_before_stays_its_own() {
    // The attestor vouched, and the first unit got 10M of its 30M back; then the deal failed.
    let mut club = Club::at_rest([0; 3]).await;
    club.world.come_home(&club.book, million(10)).await;
    let until = club.world.chain.now().await + DAY;
    club.world.cover(&club.book, until).await.unwrap();
    let early = halo_tests::world::payment(million(10), 0);
    club.world.fund(&club.book, &club.units[0], early).await.unwrap();
    club.world.wait_until(MATURITY + 10 * DAY).await;
    club.world.declare_default(&club.book, &club.units[1]).await.unwrap();

    // 65M are left to claim: 20M, 25M and 20M; 13M recovered are a fifth.
    club.world.come_home(&club.book, million(13)).await;
    let number = club.world.attest_default(&club.book, million(13)).await.unwrap();
    club.world.write_down(&club.book, number).await.unwrap();
    club.redeem([1, 0, 2]).await;
    assert_eq!(club.balances().await, [million(14), million(5), million(4)]);
}
