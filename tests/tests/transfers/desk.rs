//! What every case starts from: an NFAT that Prime X holds, with money in its Book, and two others who may get it.

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses},
    cluster::Cluster,
    configurator::{
        instructions::GrantBeamArgs,
        state::permission::{OPERATIONS, WHITELIST},
    },
    error::Error,
    instructions::{self as ix, configurator::BeamAuthority},
    nfat::state::Payment,
};
use halo_tests::{
    chain::{announce_core, Chain, Light},
    matrix::accounts::Ledger,
    refusal::assert_refused,
    world::{half_year, million, payment, World, MATURITY, START},
};
use mpl_core::errors::MplCoreError;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::{fmt::Debug, future::Future, ops::Deref};

pub use halo_tests::refusal::{with_account, ACCOUNT_NOT_INITIALIZED, OWNED_BY_WRONG_PROGRAM, SEEDS};

/// Principal of the deal.
pub const PRINCIPAL: u64 = million(25);
/// Its interest.
pub const INTEREST: u64 = PRINCIPAL / 20;
/// What its NFAT is paid in the end.
pub const PAID: u64 = PRINCIPAL + INTEREST;

/// Anchor's code for an account of another type.
pub const DISCRIMINATOR: u32 = 3002;
/// Anchor's code for an account that does not sign.
pub const NOT_SIGNED: u32 = 3010;

/// Least that the runtime lets anybody send to an address that holds nothing: the rent of an account without data.
pub const LEAST: u64 = 128 * 5_080;

/// Core's refusal of what a freeze stops.
pub const FROZEN: u32 = MplCoreError::InvalidAuthority as u32;
/// Core's refusal of a signer that has no say.
pub const NO_SAY: u32 = MplCoreError::NoApprovals as u32;
/// Core's refusal of an account that is no asset, a burnt one among them.
pub const NO_ASSET: u32 = MplCoreError::IncorrectAccount as u32;

/// A deal whose Book has everything back and nothing funded; X holds the NFAT.
pub struct Desk {
    pub world: World<Light>,
    pub x: Pubkey,
    /// With token accounts, and nothing else.
    pub y: Pubkey,
    pub stranger: Pubkey,
    pub book: BookAddresses,
    pub unit: UnitAddresses,
}

impl Deref for Desk {
    type Target = World<Light>;

    fn deref(&self) -> &World<Light> {
        &self.world
    }
}

impl Desk {
    pub async fn new() -> Self {
        announce_core();
        let cluster = Cluster::builder().unix_time(START).halo().program(hostile::ID, "hostile");
        let mut world = World::new(Light(cluster.build().expect("programs are built"))).await;
        let x = world.prime("Prime X", PRINCIPAL).await;
        world.deposit(&x, PRINCIPAL).await.unwrap();
        let (book, unit) = world.deal(&x, half_year(PRINCIPAL)).await;
        world.run_book(&book, PRINCIPAL, PAID).await;
        let [y, stranger] = [world.person("buyer").await, world.person("stranger").await];
        for owner in [y, stranger, hostile::wallet().0] {
            world.token_account(&owner).await;
        }
        Self { world, x, y, stranger, book, unit }
    }

    /// The same in whitelist mode, with nobody admitted.
    pub async fn restricted() -> Self {
        let desk = Self::new().await;
        desk.set_whitelist_mode(true).await.unwrap();
        desk
    }

    pub async fn now(&mut self) -> i64 {
        self.world.chain.now().await
    }

    /// Credits everything that the NFAT will be paid.
    pub async fn fund_all(&self) {
        self.world.fund(&self.book, &self.unit, payment(PRINCIPAL, INTEREST)).await.unwrap();
    }

    /// Credits something short of the last principal.
    pub async fn fund_part(&self, principal: u64, interest: u64) {
        self.world.fund(&self.book, &self.unit, payment(principal, interest)).await.unwrap();
    }

    /// Expects that `act` is refused with `expected` and that every account stays as it was, but the lamports of who
    /// pays the fee.
    pub async fn declines<T: Debug>(
        &self,
        act: impl Future<Output = Result<T, Error>>,
        expected: impl Into<u32> + Debug,
    ) {
        let before = Ledger::of(&self.world.chain.0);
        assert_refused(act.await, expected);
        let mut changed = before.changed_in(&self.world.chain.0);
        changed.retain(|address| *address != self.world.roles().payer);
        assert!(changed.is_empty(), "a refusal changed {changed:?}");
    }

    /// `holder` redeems the NFAT of X's deal, wherever its record is, for what is credited to it: `paid`.
    pub async fn redeems(&self, holder: &Pubkey, unit: &UnitAddresses, paid: u64) {
        let before = self.balance(holder).await;
        let rent_payer = self.nfat(unit).await.rent_payer;
        let redeem = self.redeeming(holder, unit, &rent_payer);
        self.ok(std::slice::from_ref(&redeem), &[*holder]).await;
        assert_eq!(self.balance(holder).await - before, paid);
        self.refused(&[redeem], &[*holder], OWNED_BY_WRONG_PROGRAM).await;
    }

    pub fn redeeming(&self, holder: &Pubkey, unit: &UnitAddresses, rent_payer: &Pubkey) -> Instruction {
        let redemption = ix::nfat::Redemption {
            holder: *holder,
            destination: self.facility.token_account(holder),
            asset: unit.asset,
            rent_payer: *rent_payer,
            min_payout: 0,
            accept_shortfall: false,
        };
        ix::nfat::redeem(&self.facility, &self.book, &redemption)
    }

    /// What is credited to the NFAT whose record is at `unit`.
    pub async fn credited(&self, unit: &UnitAddresses) -> Payment {
        self.nfat(unit).await.funded()
    }

    /// Expects that all that was ever paid in has been paid out: the Book owes nothing and its vault is empty.
    pub async fn assert_settled(&self) {
        let vault = self.redeem_vault(&self.book).await;
        assert_eq!((vault.owed, vault.units, vault.paid), (0, 0, PAID));
        assert_eq!(self.tokens(&self.book.redeem_token_account).await, 0);
    }

    /// The council as the one that grants a beacon's rights over the facility.
    fn council(&self, pau: Option<Pubkey>) -> BeamAuthority {
        BeamAuthority::ABeam { signer: self.roles().council, scope: self.facility.scope, pau }
    }

    /// Gives `holder` the Beam with these permissions over `target`, until `expires_at`; in the place of the one it has.
    pub async fn beam(&self, holder: &Pubkey, target: &Pubkey, permissions: u32, expires_at: i64) {
        let (payer, council) = (self.roles().payer, self.roles().council);
        let beam = halo_sdk::addresses::beam(&self.facility.scope, target, holder);
        let mut steps = Vec::new();
        if self.world.chain.0.account(&beam).is_some() {
            steps.push(ix::configurator::revoke_beam(&self.council(None), target, holder, &payer));
        }
        let args = GrantBeamArgs { target: *target, holder: *holder, permissions, expires_at };
        let pau = (permissions & OPERATIONS != 0).then_some(self.facility.pau);
        steps.push(ix::configurator::grant_beam(&payer, &self.council(pau), args));
        self.ok(&steps, &[council]).await;
    }

    /// Somebody whose one right is the whitelist.
    pub async fn doorkeeper(&mut self) -> Pubkey {
        let doorkeeper = self.world.person("doorkeeper").await;
        let facility = self.facility.facility;
        self.beam(&doorkeeper, &facility, WHITELIST, MATURITY).await;
        doorkeeper
    }
}
