//! What a beacon in league with a provider of capital gets by expecting too little: the pool's widest discount of the
//! ticket, and no more.

use super::{plain, price, NOW, PAR};
use crate::{MILLION, ONE};
use halo_math::amm::{Capital, Pair, Pricing, Redemption, SpreadBounds};
use halo_math::{
    mul_div,
    Rounding::{Down, Up},
};
use proptest::prelude::*;

/// The same pool with this widest discount, and none that would cost whoever leaves.
fn pricing(pair: Pair, total_max: u64) -> Pricing {
    let bounds = SpreadBounds { bid_min: 0, total_max, ..plain().bounds };
    Pricing { pair, bounds, ..plain() }
}

/// One ticket, and who comes while it is open.
#[derive(Clone, Debug)]
struct Scheme {
    pricing: Pricing,
    at: u64,
    capital: Capital,
    amount: u64,
    expected: u64,
    /// What the issuer has paid of it before the friend comes.
    part: u64,
    /// What the friend brings.
    brought: u64,
}

fn scheme() -> impl Strategy<Value = Scheme> {
    let pool = (0..10_000_000 * ONE, 0..10_000_000 * ONE, 0..10_000_000 * ONE, 0..=9_u8, 0..=5_000_u64);
    let ticket = (1..10_000_000 * ONE, 0..=1_000_u64, 0..=1_000_u64, 1..100 * PAR, 1..10_000_000 * ONE);
    (pool, ticket).prop_filter_map("tokens and price make a ticket", |(pool, ticket)| {
        let (usds, extra, shares, decimals, total_max) = pool;
        let (amount, below, paid, at, brought) = ticket;
        let pricing = pricing(Pair::new(decimals, 6).expect("at most nine"), total_max);
        let most = pricing.pair.value(amount, price(at), Up).ok()?;
        let least = pricing.least_expected(amount, price(at)).ok()?.max(1);
        let thousandths = |whole, parts| mul_div(whole, parts, 1_000, Down).expect("less than the whole");
        let expected = most - thousandths(most - least, below);
        let part = thousandths(expected, paid).min(expected - 1);
        let capital = Capital { usds, inventory: amount + extra, shares, ..Capital::default() };
        Some(Scheme { pricing, at, capital, amount, expected, part, brought })
    })
}

impl Scheme {
    /// What the friend gains when the issuer pays the whole value in the end, beside what may be gained at most; none
    /// where a number does not fit.
    fn play(&self) -> Option<(i128, i128)> {
        let (at, pair) = (price(self.at), self.pricing.pair);
        let mut capital = self.capital;
        let amounts = [self.amount, self.expected];
        let mut ticket = Redemption::start(&mut capital, &self.pricing, at, amounts, NOW, NOW + 1)
            .expect("enough expected");
        if self.part > 0 {
            ticket.receive(&mut capital, self.part).expect("a part of it");
        }
        let value = pair.value(self.amount, at, Up).ok()?;
        let missing = i128::from(value - self.pricing.least_expected(self.amount, at).ok()?);
        let now = capital.valuation(&self.pricing, at).ok()?;
        // What the pool will be worth when the issuer has paid, without the friend.
        let (stock, rest) = (self.capital.inventory - self.amount, self.capital.usds + value);
        let whole = i128::from(rest + pair.value(stock, at, Down).ok()?);
        for seen in [now.entry, now.exit] {
            assert!(
                whole - i128::from(seen) <= missing + 2,
                "{seen} of {whole}, and {missing} may be missing"
            );
        }
        let shares = capital.deposit(self.brought, &now).ok()?;
        if value > self.part {
            ticket.receive(&mut capital, value - self.part).expect("the rest of it");
        }
        let after = capital.valuation(&self.pricing, at).ok()?;
        let paid = capital.worth(shares, &after).expect("its own shares");
        Some((i128::from(paid) - i128::from(self.brought), missing))
    }
}

proptest! {
    #[test]
    fn a_low_expectation_gains_no_more_than_the_widest_discount(scheme in scheme()) {
        if let Some((gain, missing)) = scheme.play() {
            prop_assert!(gain <= missing + 2, "{gain} of {missing}");
        }
    }
}

#[test]
fn four_million_at_three_hundred_basis_points_gain_less_than_120_thousand() {
    let pricing = pricing(plain().pair, 300);
    let least = pricing.least_expected(4 * MILLION, price(PAR)).expect("it fits");
    assert_eq!(least, 3_880_000 * ONE);
    // All is paid but a base unit, and the pool has next to nothing else: nobody could do better.
    let friend = Scheme {
        pricing,
        at: PAR,
        capital: Capital { inventory: 4 * MILLION, shares: 400 * MILLION, ..Capital::default() },
        amount: 4 * MILLION,
        expected: least,
        part: least - 1,
        brought: 1_000 * MILLION,
    };
    let (gain, missing) = friend.play().expect("it fits");
    assert_eq!(missing, i128::from(120_000 * ONE));
    assert!(gain > i128::from(119_000 * ONE) && gain < missing, "all but the others' part of it: {gain}");
}
