//! What several topics start from.

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    facility::state::AttestationKind,
    halo_math::{Consent, DealTerms, Payment as Scheduled},
    instructions::{self as ix, facility::HeldUnit},
};
use halo_tests::{
    chain::Light,
    world::{bullet, commitment, half_year, million, World, DAY, DEAL_START, MATURITY, ONE, START},
};
use solana_pubkey::Pubkey;

pub use halo_tests::refusal::{with_account, ACCOUNT_NOT_INITIALIZED, ALREADY_IN_USE};

/// What the Book on top of a nest owes Prime X.
pub const PRINCIPAL: u64 = million(25);
/// What it has put into the unit that it holds.
pub const HELD: u64 = million(10);
/// What each of the two payments of that unit comes to.
pub const TRANCHE: u64 = million(5);
pub const COUPON: u64 = 250_000 * ONE;

pub async fn facility_123() -> World<Light> {
    World::new(Light::start(START)).await
}

/// 10M that pay 5M and 0.25M after three months, and as much again at the maturity.
pub fn two_payments() -> DealTerms {
    let due = [DEAL_START + 90 * DAY, MATURITY];
    let payments = due.map(|due| Scheduled { due, principal: TRANCHE, interest: COUPON }).into();
    DealTerms { payments, ..bullet(HELD, 0) }
}

/// A Book of level 1 that holds a unit of a Book of level 0.
pub struct Nest {
    pub world: World<Light>,
    pub x: Pubkey,
    /// Deploying, with 15M of its 25M left.
    pub parent: BookAddresses,
    /// Of Prime X.
    pub parent_unit: UnitAddresses,
    /// Filling.
    pub child: BookAddresses,
    /// Of 10M, owned by the parent.
    pub child_unit: UnitAddresses,
}

impl Nest {
    /// The parent owns the unit and has not recorded it.
    pub async fn owned() -> Self {
        let (world, x) = deployer().await;
        let (parent, parent_unit) = level_up(&world, &x, 1, half_year(PRINCIPAL)).await;
        world.start_deploying(&parent).await;
        world.deploy(&parent, HELD).await.unwrap();
        let (child, child_unit) = sold_to(&world, 0, two_payments(), &parent.book).await;
        Self { world, x, parent, parent_unit, child, child_unit }
    }

    /// And has recorded it.
    pub async fn held() -> Self {
        let nest = Self::owned().await;
        nest.world.hold(&nest.unit()).await.unwrap();
        nest
    }

    /// And the child has deployed and is at rest.
    pub async fn at_rest() -> Self {
        let nest = Self::held().await;
        let (world, child) = (&nest.world, &nest.child);
        world.start_deploying(child).await;
        world.deploy(child, HELD).await.unwrap();
        world.settle_at_rest(child).await;
        nest
    }

    /// The unit as the parent holds it.
    pub fn unit(&self) -> HeldUnit<'_> {
        self.world.held(&self.parent, &self.child, self.child_unit.asset)
    }
}

/// The usual facility with a Prime that has queued 100M, and the borrower as another Prime: what a Book deploys to it, it
/// can queue for another Book.
pub async fn deployer() -> (World<Light>, Pubkey) {
    let mut world = facility_123().await;
    let x = world.prime("Prime X", million(100)).await;
    world.deposit(&x, million(100)).await.unwrap();
    let borrower = world.borrower;
    let limit = halo_sdk::deployment::Limit { max: million(100), slope: million(100) };
    world.approve(&borrower, limit).await;
    world.chain.0.airdrop(&borrower, 1_000_000_000).unwrap();
    (world, x)
}

/// A deal with `prime` on a new Book at `level`.
pub async fn level_up(
    world: &World<Light>,
    prime: &Pubkey,
    level: u8,
    terms: DealTerms,
) -> (BookAddresses, UnitAddresses) {
    let book = world.open_book_at(level).await;
    let unit = world.claim(prime, &book, terms).await.unwrap_or_else(|error| panic!("{error:#?}"));
    (book, unit)
}

/// A deal with the borrower, out of what it has, on a new Book at `level`; the NFAT goes to `owner`.
pub async fn sold_to(
    world: &World<Light>,
    level: u8,
    terms: DealTerms,
    owner: &Pubkey,
) -> (BookAddresses, UnitAddresses) {
    let borrower = world.borrower;
    let amount = terms.summary().unwrap().principal;
    world.deposit(&borrower, amount).await.unwrap();
    let (book, unit) = level_up(world, &borrower, level, terms).await;
    world.transfer(&borrower, &unit, owner).await.unwrap();
    (book, unit)
}

/// Three Primes with 30M, 25M and 20M in one shared Book.
pub struct Club {
    pub world: World<Light>,
    pub book: BookAddresses,
    pub primes: [Pubkey; 3],
    pub units: [UnitAddresses; 3],
}

/// What each of them has put in.
pub const SHARES: [u64; 3] = [million(30), million(25), million(20)];

impl Club {
    /// Filling, each unit of the rank given.
    pub async fn filling(ranks: [u8; 3]) -> Self {
        let mut world = facility_123().await;
        let mut primes = [Pubkey::default(); 3];
        for (prime, (name, amount)) in primes.iter_mut().zip(["X", "Y", "Z"].into_iter().zip(SHARES)) {
            *prime = world.prime(&format!("Prime {name}"), amount).await;
            let consent = Consent {
                accord_hash: commitment(&half_year(amount)),
                max_amount: amount,
                expires_at: MATURITY,
                max_rank: 2,
                shared: 1,
                ..Consent::default()
            };
            world.deposit_with(prime, amount, Some(consent)).await.unwrap();
        }
        let book = world.open_book().await;
        let mut units = Vec::new();
        for (prime, (amount, rank)) in primes.iter().zip(SHARES.into_iter().zip(ranks)) {
            let mut args = world.claim_args(prime, half_year(amount)).await;
            (args.share_book, args.rank) = (true, rank);
            units.push(world.claim_with(prime, &book, args).await.unwrap());
        }
        let units = units.try_into().expect("three");
        Self { world, book, primes, units }
    }

    /// Everything is out and at rest.
    pub async fn at_rest(ranks: [u8; 3]) -> Self {
        let club = Self::filling(ranks).await;
        let (world, book) = (&club.world, &club.book);
        world.start_deploying(book).await;
        world.deploy(book, million(75)).await.unwrap();
        world.settle_at_rest(book).await;
        club
    }

    /// The maturity and its grace have passed and anybody has declared the default of the first unit; `home` came back.
    pub async fn in_default(ranks: [u8; 3], home: u64) -> Self {
        let mut club = Self::at_rest(ranks).await;
        club.world.wait_until(MATURITY + 10 * DAY).await;
        club.world.declare_default(&club.book, &club.units[0]).await.unwrap();
        if home > 0 {
            club.world.come_home(&club.book, home).await;
        }
        club
    }

    pub async fn balances(&self) -> [u64; 3] {
        let [x, y, z] = &self.primes;
        [self.world.balance(x).await, self.world.balance(y).await, self.world.balance(z).await]
    }

    /// Every holder redeems, in this order.
    pub async fn redeem(&self, order: [usize; 3]) {
        for index in order {
            self.world.redeem(&self.primes[index], &self.book, &self.units[index], 0).await.unwrap();
        }
    }

    /// Posts whatever the attestor says, by its own key, and returns the instruction instead of sending it.
    pub async fn attesting(
        &self,
        kind: AttestationKind,
        change: impl FnOnce(&mut halo_sdk::facility::instructions::AttestArgs),
    ) -> solana_instruction::Instruction {
        let mut args = self.world.attest_args(&self.book, kind).await;
        change(&mut args);
        let attestor = self.world.roles().attestor;
        let number = self.world.book(&self.book).await.next_attestation();
        ix::facility::attest(&attestor, &self.world.facility, &self.book.book, number, args)
    }
}
