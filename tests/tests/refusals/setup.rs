//! What several topics start from.

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    configurator::{
        instructions::GrantBeamArgs,
        state::{permission, Grant, Payload},
        RELEASE_VAULT_DIGEST,
    },
    facility::instructions::ClaimArgs,
    halo_math::Consent,
    instructions::{self as ix, configurator::BeamAuthority},
    nfat::state::Payment,
};
use halo_tests::{
    chain::Light,
    world::{commitment, half_year, million, payment, World, MATURITY, START},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

pub use halo_tests::refusal::{with_account, ACCOUNT_NOT_INITIALIZED, OWNED_BY_WRONG_PROGRAM};

/// Principal of the usual deal.
pub const PRINCIPAL: u64 = million(25);
/// Its interest.
pub const INTEREST: u64 = PRINCIPAL / 20;
/// What its NFAT is paid in the end.
pub const PAID: u64 = PRINCIPAL + INTEREST;

/// Code of the token programs for a balance that is too small.
pub const INSUFFICIENT_FUNDS: u32 = 1;

/// The usual facility; nobody has deposited.
pub async fn facility_123() -> World<Light> {
    World::new(Light::start(START)).await
}

/// The usual facility and a Prime that has queued `amount`.
pub async fn queued(amount: u64) -> (World<Light>, Pubkey) {
    let mut world = facility_123().await;
    let prime = world.prime("Prime X", amount).await;
    world.deposit(&prime, amount).await.unwrap();
    (world, prime)
}

/// The usual facility and a Prime that has queued `amount` for deals as [`half_year`] of [`PRINCIPAL`] has
/// them, and no others: it may be put into a shared Book.
pub async fn consenting(amount: u64) -> (World<Light>, Pubkey) {
    let mut world = facility_123().await;
    let prime = world.prime("Prime X", amount).await;
    let consent = Consent {
        accord_hash: commitment(&half_year(PRINCIPAL)),
        min_amount: PRINCIPAL,
        max_amount: amount,
        expires_at: MATURITY,
        shared: 1,
        ..Consent::default()
    };
    world.deposit_with(&prime, amount, Some(consent)).await.unwrap();
    (world, prime)
}

/// Arguments of the usual claim, into a shared Book.
pub async fn shared_claim(world: &World<Light>, prime: &Pubkey) -> ClaimArgs {
    let mut args = world.claim_args(prime, half_year(PRINCIPAL)).await;
    args.share_book = true;
    args
}

/// The usual deal on a Book of its own.
pub struct Deal {
    pub world: World<Light>,
    pub prime: Pubkey,
    pub book: BookAddresses,
    pub unit: UnitAddresses,
}

impl Deal {
    /// Struck, with as much again in the queue.
    pub async fn filling() -> Self {
        let (world, prime) = queued(2 * PRINCIPAL).await;
        let (book, unit) = world.deal(&prime, half_year(PRINCIPAL)).await;
        Self { world, prime, book, unit }
    }

    /// Struck on a Book that its Prime agrees to share, with as much again in the queue.
    pub async fn sharing() -> Self {
        let (world, prime) = consenting(2 * PRINCIPAL).await;
        let book = world.open_book().await;
        let args = shared_claim(&world, &prime).await;
        let unit = world.claim_with(&prime, &book, args).await.unwrap();
        Self { world, prime, book, unit }
    }

    pub async fn deploying() -> Self {
        let deal = Self::filling().await;
        deal.world.start_deploying(&deal.book).await;
        deal
    }

    /// Unwinding, with principal and interest in the Book and nothing funded.
    pub async fn home() -> Self {
        let deal = Self::filling().await;
        deal.world.run_book(&deal.book, PRINCIPAL, PAID).await;
        deal
    }

    /// Unwinding and funded in full.
    pub async fn funded() -> Self {
        let deal = Self::home().await;
        deal.world.fund(&deal.book, &deal.unit, payment(PRINCIPAL, INTEREST)).await.unwrap();
        deal
    }

    pub fn fund(&self, payment: Payment) -> Instruction {
        let beacon = self.world.roles().beacon;
        ix::nfat::fund(&beacon, &self.world.facility, &self.book, &self.unit.nfat, payment)
    }

    pub fn deploy(&self, amount: u64) -> Instruction {
        deploy(&self.world, &self.book, amount)
    }

    pub fn close(&self) -> Instruction {
        ix::facility::close_book(&self.world.roles().beacon, &self.world.facility, &self.book)
    }

    /// Redeems to the Prime's own account; `holder` signs.
    pub fn redeem(&self, holder: &Pubkey, min_payout: u64) -> Instruction {
        let redemption = ix::nfat::Redemption {
            holder: *holder,
            destination: self.world.facility.token_account(&self.prime),
            asset: self.unit.asset,
            rent_payer: self.world.roles().beacon,
            min_payout,
            accept_shortfall: false,
        };
        ix::nfat::redeem(&self.world.facility, &self.book, &redemption)
    }
}

pub fn deploy(world: &World<Light>, book: &BookAddresses, amount: u64) -> Instruction {
    ix::facility::deploy(&world.roles().beacon, &world.facility, book, &world.endpoint, amount)
}

pub fn begin_deploying(world: &World<Light>, book: &BookAddresses, number: u64) -> Instruction {
    let roles = world.roles();
    ix::facility::begin_deploying(&roles.beacon, &roles.attestor, &world.facility, &book.book, number)
}

pub fn mark_at_rest(world: &World<Light>, book: &BookAddresses, number: u64) -> Instruction {
    let roles = world.roles();
    ix::facility::mark_at_rest(&roles.beacon, &roles.attestor, &world.facility, &book.book, number)
}

pub fn begin_unwinding(world: &World<Light>, book: &BookAddresses) -> Instruction {
    ix::facility::begin_unwinding(&world.roles().beacon, &world.facility, &book.book)
}

/// A claim of the collection's next unit.
pub async fn claim(
    world: &World<Light>,
    prime: &Pubkey,
    book: &BookAddresses,
    args: ClaimArgs,
) -> Instruction {
    let unit = world.next_unit().await;
    ix::facility::claim(&world.roles().beacon, prime, &world.facility, book, &unit, args)
}

/// Replaces the Beam of `holder` over the facility, or gives it one.
pub async fn rebeam(world: &World<Light>, holder: &Pubkey, permissions: u32, expires_at: i64) {
    let (facility, roles) = (&world.facility, world.roles());
    let target = facility.facility;
    let args = GrantBeamArgs { target, holder: *holder, permissions, expires_at };
    let mut steps = vec![ix::configurator::grant_beam(&roles.payer, &beam_council(world, permissions), args)];
    if world.chain.0.account(&facility.beam(holder)).is_some() {
        steps.insert(0, revoke(world, holder));
    }
    world.ok(&steps, &[roles.council]).await;
}

/// The council as the one that grants `permissions` over the facility: a beacon's under its PAU.
pub fn beam_council(world: &World<Light>, permissions: u32) -> BeamAuthority {
    let pau = (permissions & permission::OPERATIONS != 0).then_some(world.facility.pau);
    BeamAuthority::ABeam { signer: world.roles().council, scope: world.facility.scope, pau }
}

/// Revokes the Beam of `holder` over the facility.
pub fn revoke(world: &World<Light>, holder: &Pubkey) -> Instruction {
    let payer = world.roles().payer;
    ix::configurator::revoke_beam(&beam_council(world, 0), &world.facility.facility, holder, &payer)
}

/// Lets `seconds` pass.
pub async fn wait(world: &mut World<Light>, seconds: i64) {
    world.wait(seconds).await;
}

/// Opens a Book's vault to the relayer, with the timelock's wait for the permit.
pub async fn release(world: &mut World<Light>, book: &BookAddresses) {
    let grant = Grant::Permit { target: book.vault, digest: RELEASE_VAULT_DIGEST };
    world.enact(Payload::AddInit { pau: Pubkey::default(), grant }).await;
    let (configurer, payer) = (world.configurer(), world.roles().payer);
    let release = ix::configurator::release_vault(&configurer, &book.vault, &payer);
    world.ok(&[release], &[configurer.signer]).await;
}

/// The relayer's transfer out of a Book.
pub fn transfer(world: &World<Light>, book: &BookAddresses, endpoint: &Pubkey, amount: u64) -> Instruction {
    let facility = &world.facility;
    let source = ix::pau::BookSource {
        pau: facility.pau,
        book: book.book,
        mint: facility.mint,
        token_program: facility.token_program,
    };
    ix::pau::transfer(&world.roles().relayer, &source, endpoint, amount)
}
