//! What every case starts from: a Prime with 50M in the queue, and an accord over 20M outside the buybox.

use halo_sdk::{
    addresses::UnitAddresses,
    error::Error,
    facility::{
        instructions::ClaimArgs,
        state::{AccordTerms, TermsMode},
    },
    halo_math::DealTerms,
    instructions as ix,
};
use halo_tests::{
    chain::Light,
    world::{bullet, commitment, million, Setup, World, DEAL_START, MATURITY, ONE, START},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

pub use halo_tests::refusal::{with_account, ALREADY_IN_USE, OWNED_BY_WRONG_PROGRAM};

/// What the Prime has queued.
pub const QUEUED: u64 = million(50);
/// What may be claimed under the accord.
pub const TOTAL: u64 = million(20);
/// 20M and 2.5M, and one base unit that no division takes evenly.
pub const CAP: u64 = 22_500_000 * ONE + 1;

/// Outside the buybox in yield and in size.
pub fn private_terms() -> DealTerms {
    bullet(million(1), million(1) / 8)
}

/// An accord on them.
pub fn accord() -> AccordTerms {
    AccordTerms {
        terms_hash: commitment(&private_terms()),
        payout_cap: CAP,
        min_amount: million(1),
        max_amount: TOTAL,
        rank: 0,
        share_book: false,
        grace_days: 3,
        expires_at: MATURITY,
    }
}

pub struct Case {
    pub world: World<Light>,
    pub prime: Pubkey,
}

impl Case {
    /// Nothing proposed.
    pub async fn queued(terms_mode: TermsMode) -> Self {
        let mut world = World::with(Light::start(START), Setup { terms_mode, ..Setup::default() }).await;
        let prime = world.prime("Prime X", QUEUED).await;
        world.deposit(&prime, QUEUED).await.unwrap();
        Self { world, prime }
    }

    /// Proposed.
    pub async fn proposed() -> Self {
        let case = Self::queued(TermsMode::Disclosed).await;
        case.world.propose_accord(&case.prime, accord()).await.unwrap();
        case
    }

    /// Proposed and accepted.
    pub async fn agreed() -> Self {
        Self::agreed_on(accord()).await
    }

    pub async fn agreed_on(terms: AccordTerms) -> Self {
        let case = Self::queued(TermsMode::Disclosed).await;
        case.world.agree(&case.prime, terms).await;
        case
    }

    /// A claim of `amount` under the accord on a Book of its own.
    pub async fn claim(&self, terms: &AccordTerms, amount: u64) -> Result<UnitAddresses, Error> {
        let book = self.world.open_book().await;
        let args = self.world.accord_args(&self.prime, terms, amount).await;
        self.world.claim_with(&self.prime, &book, args).await
    }

    /// The instruction of a claim with these arguments, on a Book of its own.
    pub async fn claiming(&self, args: ClaimArgs) -> Instruction {
        let book = self.world.open_book().await;
        let unit = self.world.next_unit().await;
        let beacon = self.world.roles().beacon;
        ix::facility::claim(&beacon, &self.prime, &self.world.facility, &book, &unit, args)
    }
}

#[tokio::test]
async fn the_accord_lies_outside_the_buybox_and_within_time() {
    let Case { world, prime } = Case::queued(TermsMode::Disclosed).await;
    assert!(world.client.unix_time().await.unwrap() >= DEAL_START);
    let args = world.claim_args(&prime, private_terms()).await;
    let book = world.open_book().await;
    let outside = world.claim_with(&prime, &book, args).await;
    halo_tests::refusal::assert_refused(outside, halo_sdk::facility::error::FacilityError::SizeBelowBuybox);
}
