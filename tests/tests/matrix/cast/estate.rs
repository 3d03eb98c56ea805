//! What only the first house has: units in the states that requests, payments and transfers need, Books that hold NFATs,
//! wrapped NFATs, and a Book in default.

use super::{
    club::{agreed, burn, past, proposed, Club, BURNT, SHARE},
    wrappers::Wrappers,
};
use halo_sdk::addresses::{self, BookAddresses, FacilityAddresses, UnitAddresses};
use halo_tests::{
    chain::Light,
    matrix::accounts::Names,
    world::{World, MATURITY, ONE},
};
use solana_pubkey::Pubkey;

/// A part of a unit's principal.
pub const TRANCHE: u64 = 10 * ONE;
/// A part of its interest.
pub const PART: u64 = ONE;

/// Units of one covered Book that is at rest, unless something else is said. Prime Y has those with a state.
pub struct Estate {
    pub book: BookAddresses,
    /// Its asset was burnt in a wallet.
    pub burnt: UnitAddresses,
    pub sealed: UnitAddresses,
    /// Offered for redemption.
    pub offered: UnitAddresses,
    /// Its holder asks for interest.
    pub asking: UnitAddresses,
    /// Credited in part; payments go to the holder at anybody's call.
    pub pushed: UnitAddresses,
    pub wrappers: Wrappers,
    pub nest: Nest,
    pub trouble: Trouble,
    /// Has the fractions of every wrapper, but for what the staker has staked.
    pub fraction_owner: Pubkey,
    pub staker: Pubkey,
}

/// A Book of level 1 that is deploying, and units that its address owns.
pub struct Nest {
    pub parent: BookAddresses,
    /// Not recorded as held.
    pub owned: UnitAddresses,
    /// Recorded, credited in part.
    pub held: UnitAddresses,
    /// Recorded, credited in full.
    pub repaid: UnitAddresses,
}

/// A Book at rest whose units are overdue.
pub struct Trouble {
    pub book: BookAddresses,
    pub overdue: UnitAddresses,
    /// In declared default.
    pub defaulted: UnitAddresses,
    /// Number of the attestation that says what is recovered.
    pub attested: u64,
}

impl Estate {
    pub async fn new(world: &mut World<Light>, [x, y]: [Pubkey; 2]) -> Self {
        let [fraction_owner, staker] = [world.person("fraction owner").await, world.person("staker").await];
        let payer = world.roles().payer;
        for cash in [fraction_owner, staker, payer] {
            world.token_account(&cash).await;
        }
        world.agree(&x, agreed()).await;
        for prime in [x, y] {
            world.propose_accord(&prime, proposed()).await.unwrap();
        }
        let club = Club::<12>::filled(world, &x, 0).await;
        let [burnt, sealed, offered, asking, pushed, wrapped @ .., owned, held, repaid] = club.units;
        assert_eq!(burnt, world.facility.unit(BURNT));
        burn(world, &x, &burnt).await;
        club.settle(world).await;
        for unit in [sealed, offered, asking, pushed] {
            world.transfer(&x, &unit, &y).await.unwrap();
        }
        world.request_redeem(&y, &offered, SHARE).await.unwrap();
        world.request_interest(&y, &asking, PART).await.unwrap();
        world.set_push(&y, &pushed, true).await.unwrap();
        club.credit(world, &pushed, TRANCHE, PART).await;
        for receiver in [x, y] {
            world.admit(&receiver, MATURITY).await.unwrap();
        }
        Self {
            book: club.book,
            burnt,
            sealed,
            offered,
            asking,
            pushed,
            wrappers: Wrappers::open(world, &club, wrapped, [x, y], fraction_owner, staker).await,
            nest: Nest::build(world, &club, &x, [owned, held, repaid]).await,
            trouble: Trouble::begin(world, &x).await,
            fraction_owner,
            staker,
        }
    }

    /// Names every account of it beyond those of the Books, which have names.
    pub fn name(&self, facility: &FacilityAddresses, primes: [Pubkey; 2], names: &mut Names) {
        let mut name = |what: String, key: Pubkey| names.add(format!("A's {what}"), key);
        for (state, unit) in [
            ("burnt", self.burnt),
            ("reissued", UnitAddresses::of(addresses::reissued_asset(&self.burnt.asset))),
            ("sealed", self.sealed),
            ("offered", self.offered),
            ("asking", self.asking),
            ("pushed", self.pushed),
            ("owned", self.nest.owned),
            ("held", self.nest.held),
            ("repaid", self.nest.repaid),
            ("overdue", self.trouble.overdue),
            ("defaulted", self.trouble.defaulted),
        ] {
            name(format!("{state} asset"), unit.asset);
            name(format!("{state} NFAT"), unit.nfat);
            name(format!("holding of the {state} asset"), addresses::holding(&unit.asset));
        }
        let parent = facility.unit(PARENTS);
        name("asset of the parent Book".into(), parent.asset);
        name("NFAT of the parent Book".into(), parent.nfat);
        for (prime, key) in ["Prime X", "Prime Y"].into_iter().zip(primes) {
            for (state, terms) in [("accord", agreed()), ("proposed accord", proposed())] {
                let accord = addresses::accord(&facility.facility, &key, &terms.terms_hash);
                name(format!("{state} with {prime}"), accord);
            }
            name(format!("admission of {prime}"), facility.whitelist_entry(&key));
        }
        let owners = [
            ("the fraction owner", self.fraction_owner),
            ("the staker", self.staker),
            ("Prime Y", primes[1]),
        ];
        self.wrappers.name(owners, &mut name);
        for (person, key) in [("fraction owner", self.fraction_owner), ("staker", self.staker)] {
            names.add(person, key);
            names.add(format!("A's tokens of the {person}"), facility.token_account(&key));
        }
    }

    /// The Books of it, with a word for the state of each.
    pub fn books(&self) -> [(&'static str, BookAddresses); 3] {
        [("shared", self.book), ("parent", self.nest.parent), ("defaulted", self.trouble.book)]
    }
}

/// Token id of the parent Book's own unit: the next after those of the shared Book.
const PARENTS: u64 = BURNT + 12;

impl Nest {
    async fn build(
        world: &World<Light>,
        club: &Club<12>,
        prime: &Pubkey,
        [owned, held, repaid]: [UnitAddresses; 3],
    ) -> Self {
        let Club { book: parent, units: [own] } = Club::filled(world, prime, 1).await;
        assert_eq!(own, world.facility.unit(PARENTS));
        world.start_deploying(&parent).await;
        for unit in [owned, held, repaid] {
            world.transfer(prime, &unit, &parent.book).await.unwrap();
        }
        for unit in [held, repaid] {
            world.hold(&world.held(&parent, &club.book, unit.asset)).await.unwrap();
        }
        club.credit(world, &held, TRANCHE, PART).await;
        club.repay(world, &repaid).await;
        Self { parent, owned, held, repaid }
    }
}

impl Trouble {
    async fn begin(world: &World<Light>, prime: &Pubkey) -> Self {
        let club = Club::filled(world, prime, 0).await;
        let Club { book, units: [overdue, defaulted] } = club;
        club.settle(world).await;
        for unit in [overdue, defaulted] {
            world.reveal(&unit, past()).await.unwrap();
        }
        world.declare_default(&book, &defaulted).await.unwrap();
        let attested = world.attest_default(&book, SHARE).await.unwrap();
        Self { book, overdue, defaulted, attested }
    }
}
