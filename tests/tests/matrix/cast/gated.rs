//! What only the second house has: NFATs that go to admitted receivers only, and wrappers from that time.

use super::{
    club::{agreed, burn, Club, BURNT},
    estate::PART,
    wrappers::{fraction_account, name_wrapper},
};
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses, UnitAddresses, WrapperAddresses},
    instructions::wrapper::{self as ix, Admission},
    wrapper::instructions::CollectKind,
};
use halo_tests::{
    chain::Light,
    matrix::accounts::Names,
    world::{World, MATURITY},
};
use solana_pubkey::Pubkey;

/// Both Primes, both wrappers and who has fractions are admitted; Prime Y has the units.
pub struct Gated {
    pub book: BookAddresses,
    /// Its asset was burnt in a wallet, before.
    pub burnt: UnitAddresses,
    pub moving: UnitAddresses,
    /// Its wrapper is open, and fractions can be had.
    pub outside: WrapperAddresses,
    /// Wrapped, and paid interest. Prime X has a frozen account for its fractions.
    pub inside: WrapperAddresses,
}

impl Gated {
    pub async fn new(world: &World<Light>, [x, y]: [Pubkey; 2], owner: Pubkey) -> Self {
        let facility = &world.facility;
        world.agree(&x, agreed()).await;
        let club = Club::<4>::filled(world, &x, 0).await;
        let [burnt, moving, to_wrap @ ..] = club.units;
        assert_eq!(burnt, facility.unit(BURNT));
        burn(world, &x, &burnt).await;
        club.settle(world).await;
        for unit in [moving].iter().chain(&to_wrap) {
            world.transfer(&x, unit, &y).await.unwrap();
        }
        world.set_whitelist_mode(true).await.unwrap();
        let [outside, inside] = to_wrap.map(|unit| WrapperAddresses::of(&unit.asset));
        for receiver in [x, y, owner, outside.wrapped, inside.wrapped] {
            world.admit(&receiver, MATURITY).await.unwrap();
        }
        for wrapper in [outside, inside] {
            world.ok(&[ix::open_wrapper(&y, facility, &wrapper)], &[y]).await;
            let account = fraction_account(world, &wrapper, &owner).await;
            world.ok(&[ix::thaw_holder(facility, &wrapper, &owner, &account)], &[]).await;
        }
        world.token_account(&owner).await;
        fraction_account(world, &inside, &x).await;
        let wrap = ix::wrap(&y, &inside.fractions(&owner), facility, &inside, Admission::Entry);
        world.ok(&[wrap], &[y]).await;
        club.credit(world, &to_wrap[1], 0, PART).await;
        club.collect(world, &inside, CollectKind::Interest).await;
        Self { book: club.book, burnt, moving, outside, inside }
    }

    /// Names every account of it beyond those of the Book, which have names.
    pub fn name(&self, facility: &FacilityAddresses, [x, y]: [Pubkey; 2], owner: Pubkey, names: &mut Names) {
        let mut name = |what: String, key: Pubkey| names.add(format!("B's {what}"), key);
        for (state, unit) in [
            ("burnt", self.burnt),
            ("reissued", UnitAddresses::of(addresses::reissued_asset(&self.burnt.asset))),
            ("moving", self.moving),
        ] {
            name(format!("{state} asset"), unit.asset);
            name(format!("{state} NFAT"), unit.nfat);
        }
        let accord = addresses::accord(&facility.facility, &x, &agreed().terms_hash);
        name("accord with Prime X".into(), accord);
        for (state, wrapper) in [("outside", &self.outside), ("inside", &self.inside)] {
            name_wrapper(state, wrapper, [("Prime X", x), ("the fraction owner", owner)], &mut name);
            name(format!("admission of the {state} wrapper"), facility.whitelist_entry(&wrapper.wrapped));
        }
        for (who, key) in [("Prime X", x), ("Prime Y", y), ("the fraction owner", owner)] {
            name(format!("admission of {who}"), facility.whitelist_entry(&key));
        }
        name("tokens of the fraction owner".into(), facility.token_account(&owner));
    }
}
