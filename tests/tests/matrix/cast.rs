//! One chain on which every instruction has something to act on, and two of everything: a facility with Books in
//! every phase, a second facility, and what only tests have (keys that stand for PDAs of programs).

mod club;
pub mod estate;
mod exchanges;
mod gated;
pub mod portfolio;
mod stranded;
pub mod trading;
pub mod wrappers;

pub use club::{agreed, past, proposed, reminting, BURNT, SHARE};

use super::{
    addresses::name_all,
    governed::Governed,
    stages::{nfat, pau},
};
use estate::Estate;
use exchanges::Exchanges;
use gated::Gated;
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses, UnitAddresses},
    facility::{
        instructions::InitializeFacilityArgs,
        state::{AttestationKind, TermsMode},
    },
    instructions as ix,
};
use halo_tests::{
    chain::{Chain, Light},
    matrix::{accounts::Names, mutation::common_names, runner::Matrix},
    world::{buybox, half_year, million, payment, Setup, World, DAY, ONE, START},
};
use portfolio::{Portfolio, Units};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use stranded::Stranded;
use trading::Trading;

/// Principal of every unit.
pub const UNIT: u64 = million(5);
/// What a Book of one unit gets back.
pub const PROCEEDS: u64 = UNIT + UNIT / 20;
/// Number of each house's Book that is deploying.
pub const DEPLOYING: u64 = 2;
/// Number of each house's Book that has no unit.
pub const CREATED: u64 = 7;
/// Before [`START`], because the second house, its governance and the units of both wait as well before the deals begin.
const EARLIER: i64 = (30 + portfolio::DAYS) * DAY;

/// A Book with one unit.
#[derive(Clone, Copy)]
pub struct Deal {
    pub book: BookAddresses,
    pub unit: UnitAddresses,
}

/// A facility with Books in the phases that instructions need.
pub struct House {
    pub world: World<Light>,
    pub primes: [Pubkey; 2],
    /// Attested for deployment.
    pub filling: Deal,
    /// Attested at rest, with money left to deploy.
    pub deploying: Deal,
    pub at_rest: Deal,
    /// Unwinding, funded in part.
    pub unwinding: Deal,
    /// Unwinding, funded in full; Prime Y has its unit.
    pub funded: Deal,
    /// Unwinding, redeemed.
    pub emptied: Deal,
    pub created: BookAddresses,
}

/// The whole cast.
pub struct Cast {
    pub a: House,
    pub b: House,
    /// Signs for the facility of a collection that has no facility.
    pub minter: Pubkey,
    /// Signs for a controller of the keys' PAUs.
    pub controller: Pubkey,
    /// PAUs whose administrator is a key.
    pub keys: pau::Keys,
    /// What governance has approved, scheduled and stopped.
    pub governed: Governed,
    /// Units, holdings and wrappers of the first house.
    pub estate: Estate,
    /// Those of the second, where receivers are admitted.
    pub gated: Gated,
    /// Whose write-down a key signs.
    pub stranded: Stranded,
    /// Units of Portfolio Halos, and who is in their queues.
    pub portfolio: Portfolio,
    /// Where another token becomes the first house's asset.
    pub exchanges: Exchanges,
    /// Pools of Trading Halos, and who trades with them.
    pub trading: Trading,
    /// A facility without a collection.
    pub bare_facility: FacilityAddresses,
    /// Fresh keys that sign creations.
    pub fresh: Pubkey,
    pub stranger: Pubkey,
    /// Council, mom, conserver, GovOps, beacon and Primes of the second facility.
    pub others: [Pubkey; 7],
}

/// Two deployed facilities on one chain and two people, before anybody has deposited.
pub struct Ground {
    pub a: World<Light>,
    pub b: World<Light>,
    pub minter: Pubkey,
    pub stranger: Pubkey,
    pub units: Units,
    pub exchanges: Exchanges,
    pub trading: Trading,
}

impl Ground {
    async fn new() -> Self {
        let named = |name| Setup { name, ..Setup::default() };
        let mut a = World::with(Light::start(START - EARLIER), named("123")).await;
        let mut b = World::with(Light(a.chain.0.clone()), named("456")).await;
        let [minter, stranger] = [a.person("minter").await, a.person("stranger").await];
        let (units, exchanges) = (Units::named(&mut a, &mut b), Exchanges::named(&mut a));
        let trading = Trading::named(&mut a, &mut b).await;
        Self { a, b, minter, stranger, units, exchanges, trading }
    }
}

impl House {
    async fn new(mut world: World<Light>, name: &'static str) -> Self {
        let (first, second) = (format!("{name} Prime X"), format!("{name} Prime Y"));
        let primes = [world.prime(&first, million(100)).await, world.prime(&second, million(50)).await];
        world.deposit(&primes[0], million(60)).await.unwrap();
        world.deposit(&primes[1], million(20)).await.unwrap();
        // What is paid to the borrower must not run out in the deposits and payments of the stages.
        world.give(&primes[0], million(10)).await;
        world.give(&world.borrower.clone(), million(10)).await;

        let deal = async |world: &World<Light>| {
            let (book, unit) = world.deal(&primes[0], half_year(UNIT)).await;
            Deal { book, unit }
        };
        let filling = deal(&world).await;
        world.attest(&filling.book, AttestationKind::PreDeployment).await.unwrap();
        let deploying = deal(&world).await;
        world.start_deploying(&deploying.book).await;
        world.deploy(&deploying.book, million(2)).await.unwrap();
        world.attest(&deploying.book, AttestationKind::AtRest).await.unwrap();
        let at_rest = deal(&world).await;
        world.start_deploying(&at_rest.book).await;
        world.deploy(&at_rest.book, UNIT).await.unwrap();
        world.settle_at_rest(&at_rest.book).await;

        let unwinding = deal(&world).await;
        world.run_book(&unwinding.book, UNIT, PROCEEDS).await;
        world.fund(&unwinding.book, &unwinding.unit, payment(ONE, 0)).await.unwrap();
        let [funded, emptied] = [deal(&world).await, deal(&world).await];
        for Deal { book, unit } in [funded, emptied] {
            world.run_book(&book, UNIT, PROCEEDS).await;
            world.fund(&book, &unit, payment(UNIT, PROCEEDS - UNIT)).await.unwrap();
        }
        for Deal { unit, .. } in [unwinding, funded] {
            let transfer = ix::nfat::wallet_transfer(&primes[0], &world.facility, &unit.asset, &primes[1]);
            world.ok(&[transfer], &[primes[0]]).await;
        }
        world.redeem(&primes[0], &emptied.book, &emptied.unit, PROCEEDS).await.unwrap();
        let created = world.open_book().await;
        assert_eq!(created, world.facility.book(CREATED));
        Self { world, primes, filling, deploying, at_rest, unwinding, funded, emptied, created }
    }

    /// Who holds the units of the unwinding and the funded Book: not the Prime that they were minted to.
    pub fn holder(&self) -> Pubkey {
        self.primes[1]
    }
}

impl Cast {
    pub async fn new() -> Self {
        let mut ground = Ground::new().await;
        let governed = Governed::new(&mut ground).await;
        Trading::open(&mut ground).await;
        let portfolio = Portfolio::open(&mut ground).await;
        let Ground { mut a, b, minter, stranger, exchanges, trading, .. } = ground;
        trading.live(&mut a).await;
        let mut a = House::new(a, "123").await;
        let b = House::new(b, "456").await;
        let estate = Estate::new(&mut a.world, a.primes).await;
        let gated = Gated::new(&b.world, b.primes, estate.fraction_owner).await;
        governed.conserve(&b.world).await;
        let controller = a.world.person("controller").await;
        let fresh = a.world.keys.add_named("fresh");
        let keys = pau::Keys::open(&mut a.world, controller).await;
        let stranded = Stranded::new(&mut a, &keys).await;
        let mut cast = Self {
            minter,
            controller,
            keys,
            governed,
            estate,
            gated,
            stranded,
            portfolio,
            exchanges,
            trading,
            bare_facility: a.world.facility,
            fresh,
            stranger,
            others: [Pubkey::default(); 7],
            a,
            b,
        };
        cast.give_every_role_lamports();
        cast.open_bare_facility().await;
        nfat::open_minters_collection(&cast).await;
        cast.portfolio.lock(&mut cast.a.world).await;
        cast.trading.look(&mut cast.a.world).await;
        cast
    }

    /// A wrong signer must fail for being the wrong one, not for being poor.
    fn give_every_role_lamports(&mut self) {
        let names = ["council", "mom", "conserver", "govops", "beacon", "Prime X", "Prime Y"];
        let keys = &mut self.a.world.keys;
        self.others = names.map(|role| keys.add_named(&format!("456 {role}")));
        // Who signs nowhere in the matrix may still be tried.
        let idle = ["scope freezer", "freezer", "relayer", "attestor", "warden"];
        let idle = idle.map(|role| keys.add_named(&format!("456 {role}")));
        let cluster = &self.a.world.chain.0;
        for key in self.roles().into_iter().chain(idle) {
            if cluster.account(&key).is_none() {
                cluster.airdrop(&key, 1_000_000_000).unwrap();
            }
        }
    }

    async fn open_bare_facility(&mut self) {
        let world = &mut self.a.world;
        let roles = world.roles();
        let base = world.keys.add_named("bare facility base");
        self.bare_facility.facility = addresses::facility(&base);
        let args = InitializeFacilityArgs { buybox: buybox(), terms_mode: TermsMode::Disclosed };
        let govops = world.configurer();
        let open = ix::facility::initialize_facility(&roles.payer, &base, &govops, &self.bare_facility, args);
        world.ok(&[open], &[base, govops.signer]).await;
    }

    /// Every key that signs somewhere, and a stranger.
    pub fn roles(&self) -> Vec<Pubkey> {
        let roles = self.a.world.roles();
        let mut all = vec![roles.payer];
        all.extend(roles.holders());
        all.extend([self.a.world.borrower, self.minter, self.controller, self.stranger]);
        all.extend(self.keys.roles());
        all.extend(self.a.primes);
        all.extend([self.estate.fraction_owner, self.estate.staker, self.stranded.0.facility]);
        all.extend([self.portfolio.member, self.exchanges.running.admin]);
        let Trading { provider, trader, issuer, reporter, .. } = self.trading;
        all.extend([provider, trader, issuer, reporter]);
        all.extend(self.others);
        all
    }

    /// The engine that runs the cells.
    pub fn matrix(&mut self) -> Matrix {
        let roles = self.roles();
        let mut names = Names::default();
        common_names(&mut names);
        name_all(self, &mut names);
        let world = &mut self.a.world;
        let cluster = world.chain.0.clone();
        let client = world.chain.client(Keypair::new_from_array([45; 32]));
        let keys = std::mem::take(&mut world.keys);
        Matrix::new(cluster, client, keys, names, roles)
    }
}
