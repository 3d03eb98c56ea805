//! What every case starts from: an NFAT of 25M that X holds, with principal and interest in its Book and nothing
//! credited; Y and Z have token accounts and nothing in them.

use halo_sdk::{
    addresses::{BookAddresses, UnitAddresses, WrapperAddresses},
    error::Error,
    halo_math::DealTerms,
    instructions::{
        self as ix,
        wrapper::{Admission, Owner, Unwrapping},
    },
    nfat::state::Payment,
    token::{self, TokenProgram, Transfer},
    transport::Landed,
    wrapper::{
        instructions::{BurnFractionsArgs, CollectKind, UnstakeArgs},
        state::{Stake, Wrapped, WrapperState},
    },
};
use halo_tests::{
    chain::Light,
    world::{half_year, million, payment, World, DECIMALS, MATURITY, START},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::ops::{Deref, DerefMut};

pub use halo_tests::refusal::{
    assert_refused, with_account, ACCOUNT_NOT_INITIALIZED, OWNED_BY_WRONG_PROGRAM, SEEDS,
};

/// Principal of the deal, and so the number of fractions.
pub const PRINCIPAL: u64 = million(25);
/// Its interest.
pub const INTEREST: u64 = PRINCIPAL / 20;
/// What its NFAT is paid in the end.
pub const PAID: u64 = PRINCIPAL + INTEREST;

/// Code of the token programs for a balance that is too small.
pub const INSUFFICIENT_FUNDS: u32 = 1;
/// Token-2022's for an account of another owner than the signer.
pub const NOT_OWNER: u32 = 4;
/// Token-2022's for a frozen account.
pub const ACCOUNT_FROZEN: u32 = 17;
/// Anchor's code for an account that does not sign.
pub const NOT_SIGNED: u32 = 3010;

pub struct Desk {
    pub world: World<Light>,
    pub x: Pubkey,
    pub y: Pubkey,
    pub z: Pubkey,
    pub book: BookAddresses,
    pub unit: UnitAddresses,
    pub at: WrapperAddresses,
}

impl Deref for Desk {
    type Target = World<Light>;

    fn deref(&self) -> &World<Light> {
        &self.world
    }
}

impl DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut World<Light> {
        &mut self.world
    }
}

impl Desk {
    /// The NFAT is X's and nothing is wrapped.
    pub async fn new() -> Self {
        Self::of(half_year(PRINCIPAL), PAID).await
    }

    /// As [`Desk::new`], for another deal, which brings its Book `proceeds`.
    pub async fn of(terms: DealTerms, proceeds: u64) -> Self {
        let principal = terms.summary().expect("terms").principal;
        let mut world = World::new(Light::start(START)).await;
        let x = world.prime("Prime X", principal).await;
        world.deposit(&x, principal).await.unwrap();
        let (book, unit) = world.deal(&x, terms).await;
        world.run_book(&book, principal, proceeds).await;
        let [y, z] = [world.person("Y").await, world.person("Z").await];
        for owner in [y, z] {
            world.token_account(&owner).await;
        }
        let at = WrapperAddresses::of(&unit.asset);
        Self { world, x, y, z, book, unit, at }
    }

    /// The wrapper is open, and everybody can hold fractions.
    pub async fn open() -> Self {
        Self::new().await.opened().await
    }

    pub async fn opened(self) -> Self {
        self.ok(&[self.opening(&self.x)], &[self.x]).await;
        for owner in [self.x, self.y, self.z] {
            self.fraction_account(&owner).await;
        }
        self
    }

    /// X has all 25M fractions.
    pub async fn wrapped() -> Self {
        let desk = Self::open().await;
        desk.ok(&[desk.wrapping(&desk.x)], &[desk.x]).await;
        desk
    }

    /// A third is X's, a third Y's, and Z has the rest: two base units less than the others.
    pub async fn in_thirds() -> Self {
        let desk = Self::wrapped().await;
        let third = PRINCIPAL.div_ceil(3);
        desk.sell(&desk.x, &desk.y, third).await.unwrap();
        desk.sell(&desk.x, &desk.z, PRINCIPAL - 2 * third).await.unwrap();
        desk
    }

    /// The Book credits the NFAT.
    pub async fn credit(&self, principal: u64, interest: u64) {
        let paid = Payment { penalty: 0, ..payment(principal, interest) };
        self.world.fund(&self.book, &self.unit, paid).await.unwrap();
    }

    pub async fn mature(&mut self) {
        self.world.wait_until(MATURITY).await;
    }

    /// Everything that is still due is credited and collected.
    pub async fn end(&self) {
        let nfat = self.nfat(&self.unit).await;
        let interest = nfat.interest - nfat.interest_by_book;
        self.credit(nfat.claim(), interest).await;
        self.collect(CollectKind::Redemption).await.unwrap();
    }

    /// Creates `owner`'s account for the fractions.
    pub async fn fraction_account(&self, owner: &Pubkey) -> Pubkey {
        let payer = self.roles().payer;
        let (mint, program) = (self.at.fraction_mint, TokenProgram::Token2022);
        let create = token::create_associated_token_account(&payer, owner, &mint, program);
        self.ok(&[create], &[]).await;
        self.at.fractions(owner)
    }

    /// `from` hands free fractions to `to`, as any wallet does.
    pub fn selling(&self, from: &Pubkey, to: &Pubkey, amount: u64) -> Instruction {
        let transfer = Transfer {
            source: self.at.fractions(from),
            destination: self.at.fractions(to),
            authority: *from,
            mint: self.at.fraction_mint,
            decimals: DECIMALS,
            amount,
        };
        token::transfer_checked(TokenProgram::Token2022, &transfer).expect("a transfer")
    }

    pub async fn sell(&self, from: &Pubkey, to: &Pubkey, amount: u64) -> Result<Landed, Error> {
        self.send(&[self.selling(from, to, amount)], &[*from]).await
    }

    pub fn opening(&self, holder: &Pubkey) -> Instruction {
        ix::wrapper::open_wrapper(holder, &self.facility, &self.at)
    }

    pub fn wrapping(&self, holder: &Pubkey) -> Instruction {
        let destination = self.at.fractions(holder);
        ix::wrapper::wrap(holder, &destination, &self.facility, &self.at, Admission::None)
    }

    pub fn collecting(&self, kind: CollectKind) -> Instruction {
        ix::wrapper::collect(&self.facility, &self.book, &self.at, &self.roles().beacon, kind)
    }

    /// Nobody but the payer of the fee signs.
    pub async fn collect(&self, kind: CollectKind) -> Result<Landed, Error> {
        self.send(&[self.collecting(kind)], &[]).await
    }

    pub fn owner(&self, owner: &Pubkey) -> Owner {
        Owner::of(owner, &self.facility, &self.at)
    }

    pub fn staking(&self, owner: &Pubkey, amount: u64) -> Instruction {
        ix::wrapper::stake(&self.roles().payer, owner, &self.at.fractions(owner), &self.at, amount)
    }

    pub async fn stake(&self, owner: &Pubkey, amount: u64) -> Result<Landed, Error> {
        self.send(&[self.staking(owner, amount)], &[*owner]).await
    }

    pub fn unstaking(&self, owner: &Pubkey, amount: u64, max_payback: u64) -> Instruction {
        let args = UnstakeArgs { amount, max_payback };
        let payer = self.roles().payer;
        ix::wrapper::unstake(&self.owner(owner), &self.facility, &self.at, &payer, args)
    }

    pub async fn unstake(&self, owner: &Pubkey, amount: u64, max_payback: u64) -> Result<Landed, Error> {
        self.send(&[self.unstaking(owner, amount, max_payback)], &[*owner]).await
    }

    pub fn claiming(&self, owner: &Pubkey) -> Instruction {
        ix::wrapper::claim_rewards(&self.owner(owner), &self.facility, &self.at, &self.roles().payer)
    }

    pub async fn claim(&self, owner: &Pubkey) -> Result<Landed, Error> {
        self.send(&[self.claiming(owner)], &[*owner]).await
    }

    pub fn burning(&self, owner: &Pubkey, args: BurnFractionsArgs) -> Instruction {
        ix::wrapper::burn_fractions(&self.owner(owner), &self.facility, &self.at, args)
    }

    /// After the end: nothing is forfeited.
    pub async fn burn(&self, owner: &Pubkey, amount: u64) -> Result<Landed, Error> {
        let args = BurnFractionsArgs { amount, accept_forfeit: false, min_payout: 0 };
        self.send(&[self.burning(owner, args)], &[*owner]).await
    }

    /// Burns before the end.
    pub async fn forfeit(&self, owner: &Pubkey, amount: u64) -> Result<Landed, Error> {
        let args = BurnFractionsArgs { amount, accept_forfeit: true, min_payout: 0 };
        self.send(&[self.burning(owner, args)], &[*owner]).await
    }

    pub fn unwrapping(&self, holder: &Pubkey, min_payout: u64) -> Instruction {
        let unwrapping = Unwrapping {
            holder: *holder,
            source: self.at.fractions(holder),
            destination: self.facility.token_account(holder),
            admission: Admission::None,
            min_payout,
        };
        ix::wrapper::unwrap(&self.facility, &self.at, &unwrapping)
    }

    pub async fn unwrap(&self, holder: &Pubkey) -> Result<Landed, Error> {
        self.send(&[self.unwrapping(holder, 0)], &[*holder]).await
    }

    pub fn closing(&self, rent_payer: &Pubkey) -> Instruction {
        let destination = self.facility.token_account(rent_payer);
        ix::wrapper::close_wrapper(rent_payer, &destination, &self.facility, &self.at)
    }

    pub async fn close(&self) -> Result<Landed, Error> {
        self.send(&[self.closing(&self.x)], &[self.x]).await
    }

    pub async fn wrapped_record(&self) -> Wrapped {
        self.client.fetch(&self.at.wrapped).await.expect("a wrapper")
    }

    pub async fn state(&self) -> WrapperState {
        self.wrapped_record().await.state
    }

    /// The stake of `owner`; none when there is none.
    pub async fn stake_of(&self, owner: &Pubkey) -> Option<Stake> {
        self.client.fetch_optional(&self.at.stake(owner)).await.expect("a stake or nothing")
    }

    /// Free fractions of `owner`.
    pub async fn fractions(&self, owner: &Pubkey) -> u64 {
        self.tokens(&self.at.fractions(owner)).await
    }

    pub fn supply(&self) -> u64 {
        self.world.chain.0.mint(&self.at.fraction_mint).expect("a mint").supply
    }

    /// What the pot is, by the program's own rule.
    pub async fn pot(&self) -> u64 {
        self.wrapped_record().await.pot().expect("a pot")
    }

    /// What is recorded is there, all that has arrived is there or was paid, and staked fractions are in the escrow.
    pub async fn assert_sound(&self) {
        let wrapped = self.wrapped_record().await;
        let held = self.tokens(&self.at.vault).await;
        assert_eq!(held + wrapped.paid, wrapped.collected + wrapped.returned, "conservation");
        assert_eq!(wrapped.owed_to_stakers().unwrap() + wrapped.pot().unwrap(), held);
        assert_eq!(self.tokens(&self.at.escrow).await, wrapped.staked);
    }
}
