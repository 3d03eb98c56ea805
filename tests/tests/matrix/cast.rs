//! One chain on which every instruction has something to act on, and two of everything: a facility with Books in
//! every phase, a second facility, and what only tests have (keys that stand for PDAs of programs).

use super::{addresses::name_all, stages::nfat};
use halo_sdk::{
    addresses::{self, BookAddresses, FacilityAddresses, UnitAddresses},
    facility::{
        instructions::InitializeFacilityArgs,
        state::{AttestationKind, TermsMode},
    },
    instructions as ix,
    pau::{instructions::AddControllerArgs, state::LimitKind},
};
use halo_tests::{
    chain::{Chain, Light},
    matrix::{accounts::Names, idl, mutation::common_names, runner::Matrix},
    world::{buybox, half_year, million, payment, Setup, World, ONE, START},
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;

/// Principal of every unit.
pub const UNIT: u64 = million(5);
/// What a Book of one unit gets back.
pub const PROCEEDS: u64 = UNIT + UNIT / 20;

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
    /// Unwinding, funded in full.
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
    /// Signs for a controller of the first PAU.
    pub controller: Pubkey,
    /// A frozen PAU of the same administrator.
    pub frozen_pau: Pubkey,
    /// A facility without a collection.
    pub bare_facility: FacilityAddresses,
    /// Fresh keys that sign creations.
    pub fresh: Pubkey,
    pub stranger: Pubkey,
    /// Council, administrator, beacon and Prime X of the second facility.
    pub others: [Pubkey; 4],
}

impl House {
    async fn new(chain: Light, name: &'static str) -> Self {
        let mut world = World::with(chain, Setup { name, ..Setup::default() }).await;
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
        world.redeem(&primes[0], &emptied.book, &emptied.unit, PROCEEDS).await.unwrap();
        let created = world.open_book().await;
        Self { world, primes, filling, deploying, at_rest, unwinding, funded, emptied, created }
    }
}

impl Cast {
    pub async fn new() -> Self {
        let a = House::new(Light::start(START), "123").await;
        let b = House::new(Light(a.world.chain.0.clone()), "456").await;
        let mut cast = Self {
            minter: Pubkey::default(),
            controller: Pubkey::default(),
            frozen_pau: Pubkey::default(),
            bare_facility: a.world.facility,
            fresh: Pubkey::default(),
            stranger: Pubkey::default(),
            others: [Pubkey::default(); 4],
            a,
            b,
        };
        cast.minter = cast.a.world.person("minter").await;
        cast.controller = cast.a.world.person("controller").await;
        cast.stranger = cast.a.world.person("stranger").await;
        cast.fresh = cast.a.world.keys.add_named("fresh");
        cast.give_every_role_lamports();
        cast.open_extra_controller().await;
        cast.release_vault().await;
        cast.open_frozen_pau().await;
        cast.open_bare_facility().await;
        nfat::open_minters_collection(&cast).await;
        cast
    }

    /// A wrong signer must fail for being the wrong one, not for being poor.
    fn give_every_role_lamports(&mut self) {
        let names = ["council", "admin", "beacon", "Prime X"];
        self.others = names.map(|role| self.a.world.keys.add_named(&format!("456 {role}")));
        let cluster = &self.a.world.chain.0;
        for key in self.roles() {
            if cluster.account(&key).is_none() {
                cluster.airdrop(&key, 1_000_000_000).unwrap();
            }
        }
    }

    async fn open_extra_controller(&self) {
        let world = &self.a.world;
        let roles = world.roles();
        let args =
            AddControllerArgs { signer: self.controller, book: Pubkey::default(), kinds: LimitKind::ALL };
        let add = ix::pau::add_controller(&roles.payer, &roles.admin, &world.facility.pau, args);
        world.ok(&[add], &[roles.admin]).await;
    }

    /// The relayer's way to the money of the deploying Book.
    async fn release_vault(&self) {
        let (world, vault) = (&self.a.world, self.a.deploying.book.vault);
        let admin = world.roles().admin;
        world.ok(&[ix::pau::release_vault(&admin, &world.facility.pau, &vault)], &[admin]).await;
    }

    async fn open_frozen_pau(&mut self) {
        let world = &mut self.a.world;
        let roles = world.roles();
        let base = world.keys.add_named("frozen pau base");
        self.frozen_pau = addresses::pau(&base);
        let steps = [
            ix::pau::initialize_pau(&roles.payer, &base, &roles.admin, &roles.freezer),
            ix::pau::freeze(&roles.freezer, &self.frozen_pau),
        ];
        world.ok(&steps, &[base, roles.admin, roles.freezer]).await;
    }

    async fn open_bare_facility(&mut self) {
        let world = &mut self.a.world;
        let roles = world.roles();
        let base = world.keys.add_named("bare facility base");
        self.bare_facility.facility = addresses::facility(&base);
        let args = InitializeFacilityArgs { buybox: buybox(), terms_mode: TermsMode::Disclosed };
        let open =
            ix::facility::initialize_facility(&roles.payer, &base, &roles.admin, &self.bare_facility, args);
        world.ok(&[open], &[base, roles.admin]).await;
    }

    /// Every key that signs somewhere, and a stranger.
    pub fn roles(&self) -> Vec<Pubkey> {
        let roles = self.a.world.roles();
        let mut all = vec![
            roles.payer,
            roles.council,
            roles.admin,
            roles.freezer,
            roles.relayer,
            roles.beacon,
            roles.attestor,
            roles.warden,
            self.a.world.borrower,
            self.minter,
            self.controller,
            self.stranger,
        ];
        all.extend(self.a.primes);
        all.extend(self.others);
        all
    }

    /// The engine that runs the cells.
    pub fn into_matrix(mut self) -> Matrix {
        let roles = self.roles();
        let mut names = Names::default();
        common_names(&mut names);
        name_all(&self, &mut names);
        let cluster = self.a.world.chain.0.clone();
        let client = self.a.world.chain.client(Keypair::new_from_array([45; 32]));
        let idls = idl::PROGRAMS.map(|program| (program, idl::read(program))).into();
        Matrix { cluster, client, keys: self.a.world.keys, names, roles, idls }
    }
}
