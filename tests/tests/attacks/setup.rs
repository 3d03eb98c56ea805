//! What several topics start from.

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    error::Error,
    facility::{
        instructions::{ClaimArgs, ClaimTerms},
        state::TermsMode,
    },
    halo_math::{Consent, DealTerms},
    instructions::facility::HeldUnit,
};
use halo_tests::{
    chain::Light,
    world::{commitment, half_year, million, Setup, World, MATURITY, START},
};
use solana_pubkey::Pubkey;

pub use halo_tests::refusal::assert_refused;

/// Principal of the usual deal.
pub const PRINCIPAL: u64 = million(25);
/// Its interest.
pub const INTEREST: u64 = PRINCIPAL / 20;

/// A deal of 25M whose Book has everything back, and 5M more, and unwinds long before the maturity.
pub struct Deal {
    pub world: World<Light>,
    pub x: Pubkey,
    pub book: BookAddresses,
    pub unit: UnitAddresses,
}

impl Deal {
    pub async fn new() -> Self {
        Self::that_brings_home(PRINCIPAL + INTEREST + million(5)).await
    }

    /// The same with other proceeds.
    pub async fn that_brings_home(proceeds: u64) -> Self {
        let mut world = World::new(Light::start(START)).await;
        let x = world.prime("Prime X", PRINCIPAL).await;
        world.deposit(&x, PRINCIPAL).await.unwrap();
        let (book, unit) = world.deal(&x, half_year(PRINCIPAL)).await;
        world.run_book(&book, PRINCIPAL, proceeds).await;
        Self { world, x, book, unit }
    }

    /// Somebody with lamports and a token account.
    pub async fn other(&mut self) -> Pubkey {
        let other = self.world.person("Y").await;
        self.world.token_account(&other).await;
        other
    }

    /// Gives the asset away as any wallet does.
    pub async fn wallet_transfer(&self, from: &Pubkey, to: &Pubkey) {
        let transfer =
            halo_sdk::instructions::nfat::wallet_transfer(from, &self.world.facility, &self.unit.asset, to);
        self.world.ok(&[transfer], &[*from]).await;
    }
}

/// A facility that takes sealed terms.
pub async fn sealed_facility() -> World<Light> {
    let setup = Setup { terms_mode: TermsMode::Sealed, ..Setup::default() };
    World::with(Light::start(START), setup).await
}

/// A Prime that has queued `amount` and consented to `terms`.
pub async fn consenting(world: &mut World<Light>, name: &str, amount: u64, terms: &DealTerms) -> Pubkey {
    let prime = world.prime(name, amount).await;
    let consent = Consent {
        accord_hash: commitment(terms),
        max_amount: amount,
        expires_at: MATURITY,
        shared: 1,
        ..Consent::default()
    };
    world.deposit_with(&prime, amount, Some(consent)).await.unwrap();
    prime
}

/// What a beacon chooses in a claim on sealed terms.
pub struct Choice {
    pub amount: u64,
    pub share_book: bool,
}

/// A claim on sealed `terms`.
pub async fn claim_sealed(
    world: &World<Light>,
    prime: &Pubkey,
    book: &BookAddresses,
    terms: &DealTerms,
    choice: Choice,
) -> Result<UnitAddresses, Error> {
    let Choice { amount, share_book } = choice;
    let args = ClaimArgs {
        amount,
        max_shares: amount,
        position_sequence: world.position(prime).await.sequence,
        share_book,
        rank: 0,
        terms: ClaimTerms::Sealed { terms_hash: commitment(terms) },
    };
    world.claim_with(prime, book, args).await
}

/// A Book of level 1 whose address owns a unit of 10M of a Book of level 0. Both have deployed.
pub struct Nest {
    pub world: World<Light>,
    pub parent: BookAddresses,
    pub child: BookAddresses,
    pub unit: UnitAddresses,
}

/// Principal of the unit that the parent owns.
pub const HELD: u64 = million(10);

impl Nest {
    /// The parent has not recorded what it owns; the child is filling.
    pub async fn owned() -> Self {
        let mut world = World::new(Light::start(START)).await;
        let x = world.prime("Prime X", PRINCIPAL).await;
        let y = world.prime("Prime Y", HELD).await;
        world.deposit(&x, PRINCIPAL).await.unwrap();
        world.deposit(&y, HELD).await.unwrap();
        let parent = world.open_book_at(1).await;
        world.claim(&x, &parent, half_year(PRINCIPAL)).await.unwrap();
        world.start_deploying(&parent).await;
        world.deploy(&parent, HELD).await.unwrap();
        let (child, unit) = world.deal(&y, half_year(HELD)).await;
        world.transfer(&y, &unit, &parent.book).await.unwrap();
        Self { world, parent, child, unit }
    }

    /// It has, and the child is at rest with its money out.
    pub async fn held() -> Self {
        let nest = Self::owned().await;
        let (world, child) = (&nest.world, &nest.child);
        world.hold(&nest.held_unit()).await.unwrap();
        world.start_deploying(child).await;
        world.deploy(child, HELD).await.unwrap();
        world.settle_at_rest(child).await;
        nest
    }

    pub fn held_unit(&self) -> HeldUnit<'_> {
        self.world.held(&self.parent, &self.child, self.unit.asset)
    }
}

/// Two Primes with 25M each in one shared Book whose terms are known, at rest with its money out.
pub struct Club {
    pub world: World<Light>,
    pub primes: [Pubkey; 2],
    pub book: BookAddresses,
    pub units: [UnitAddresses; 2],
}

impl Club {
    pub async fn at_rest() -> Self {
        let mut world = World::new(Light::start(START)).await;
        let terms = half_year(PRINCIPAL);
        let x = consenting(&mut world, "Prime X", PRINCIPAL, &terms).await;
        let y = consenting(&mut world, "Prime Y", PRINCIPAL, &terms).await;
        let book = world.open_book().await;
        let mut units = Vec::new();
        for prime in [x, y] {
            let mut args = world.claim_args(&prime, terms.clone()).await;
            args.share_book = true;
            units.push(world.claim_with(&prime, &book, args).await.unwrap());
        }
        let units = units.try_into().expect("two");
        world.start_deploying(&book).await;
        world.deploy(&book, 2 * PRINCIPAL).await.unwrap();
        world.settle_at_rest(&book).await;
        Self { world, primes: [x, y], book, units }
    }
}

/// A plain token account of `owner` that is not its associated one, made by whoever pays.
pub async fn stray_account(world: &mut World<Light>, owner: &Pubkey) -> Pubkey {
    let payer = world.roles().payer;
    let account = world.keys.add_named("a stray account");
    let rent = 2_039_280;
    let create = solana_system_interface::instruction::create_account(
        &payer,
        &account,
        rent,
        165,
        &world.facility.token_program,
    );
    let initialize = anchor_spl::token::spl_token::instruction::initialize_account3(
        &world.facility.token_program,
        &account,
        &world.facility.mint,
        owner,
    )
    .unwrap();
    world.ok(&[create, initialize], &[account]).await;
    account
}
