//! Books that units share: deals under an accord, small, on terms that lie in the past and that the chain does not know.

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    facility::state::AccordTerms,
    halo_math::{DealTerms, Payment as Scheduled},
    instructions::nfat as ix,
    nfat::state::Payment,
};
use halo_tests::{
    chain::Light,
    world::{bullet, commitment, World, DAY, MATURITY, ONE, START},
};
use mpl_core::instructions::BurnV1Builder;
use solana_pubkey::Pubkey;

/// Principal of a unit of a shared Book.
pub const SHARE: u64 = 100 * ONE;
/// Its interest.
pub const COUPON: u64 = SHARE / 20;
/// Token id of the first unit of a house's first shared Book: it is burnt in a wallet.
pub const BURNT: u64 = 7;
/// Most units that may be claimed under an accord.
const UNITS: u64 = 100;

/// The terms of every unit of a shared Book: all of it was due before anything here has begun.
pub fn past() -> DealTerms {
    let payments = vec![Scheduled { due: START - 220 * DAY, principal: SHARE, interest: COUPON }];
    DealTerms { start: START - 400 * DAY, payments, ..bullet(SHARE, COUPON) }
}

/// The accord that such units are claimed under.
pub fn agreed() -> AccordTerms {
    AccordTerms {
        terms_hash: commitment(&past()),
        payout_cap: 3 * UNITS * SHARE / 2,
        min_amount: SHARE,
        max_amount: UNITS * SHARE,
        rank: 0,
        share_book: true,
        grace_days: 0,
        expires_at: MATURITY,
    }
}

/// An accord that no Prime has accepted yet.
pub fn proposed() -> AccordTerms {
    AccordTerms { terms_hash: [2; 32], ..agreed() }
}

/// A shared Book.
#[derive(Clone, Copy)]
pub struct Club<const N: usize> {
    pub book: BookAddresses,
    pub units: [UnitAddresses; N],
}

impl<const N: usize> Club<N> {
    /// A new Book at `level` with units of `prime`, which has accepted the accord.
    pub async fn filled(world: &World<Light>, prime: &Pubkey, level: u8) -> Self {
        let book = world.open_book_at(level).await;
        let mut units = Vec::new();
        for _ in 0..N {
            let args = world.accord_args(prime, &agreed(), SHARE).await;
            let unit = world.claim_with(prime, &book, args).await;
            units.push(unit.unwrap_or_else(|error| panic!("{error:#?}")));
        }
        Self { book, units: units.try_into().expect("as many as were claimed") }
    }

    /// Half of the money goes out, more than all comes home, and the Book is at rest; an attestor vouches for every
    /// payment.
    pub async fn settle(&self, world: &World<Light>) {
        let principal = SHARE * N as u64;
        world.start_deploying(&self.book).await;
        world.deploy(&self.book, principal / 2).await.unwrap();
        world.settle_at_rest(&self.book).await;
        world.come_home(&self.book, principal).await;
        let now = world.client.unix_time().await.expect("a clock");
        world.cover(&self.book, now + 7 * DAY).await.unwrap();
    }

    /// The settled Book credits a unit.
    pub async fn credit(&self, world: &World<Light>, unit: &UnitAddresses, principal: u64, interest: u64) {
        let payment = Payment { principal, interest, penalty: 0 };
        world.fund(&self.book, unit, payment).await.unwrap_or_else(|error| panic!("{error:#?}"));
    }

    /// The Book credits a unit with all that its terms say, which are then shown: it can be redeemed.
    pub async fn repay(&self, world: &World<Light>, unit: &UnitAddresses) {
        self.credit(world, unit, SHARE, COUPON).await;
        world.reveal(unit, past()).await.unwrap();
    }
}

/// `owner` burns its asset as any wallet can.
pub async fn burn(world: &World<Light>, owner: &Pubkey, unit: &UnitAddresses) {
    let burn = BurnV1Builder::new()
        .asset(unit.asset)
        .collection(Some(world.facility.collection()))
        .payer(*owner)
        .authority(Some(*owner))
        .instruction();
    world.ok(&[burn], &[*owner]).await;
}

/// What the GovOps, or the conserver in its place, names to replace a burnt asset.
pub fn reminting(world: &World<Light>, burnt: &UnitAddresses, owner: Pubkey) -> ix::Remint {
    let roles = world.roles();
    ix::Remint { burnt_asset: burnt.asset, owner, rent_payer: roles.beacon, permit_rent_payer: roles.payer }
}
