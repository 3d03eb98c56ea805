//! What a Prime may be claimed for is a limit like any other: approved, raised step by step, lowered at once.

use super::desk::*;
use halo_sdk::{
    configurator::error::ConfiguratorError,
    deployment::Limit,
    facility::instructions::{ApprovePrimeArgs, SetPrimeArgs},
    instructions::{configurator::InitFor, facility as facility_ix},
};
use halo_tests::world::{million, WIDE};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

const LIMIT: u64 = million(10);

impl Desk {
    /// Approved a hop ago with [`LIMIT`].
    async fn with_prime() -> (Self, Pubkey) {
        let mut desk = Self::new().await;
        let prime = desk.world.person("Prime X").await;
        desk.world.approve_without_wait(&prime, Limit { max: LIMIT, slope: LIMIT }).await;
        desk.world.wait(HOP).await;
        (desk, prime)
    }

    fn setting_prime(
        &self,
        prime: &Pubkey,
        init: Option<InitFor>,
        active: bool,
        max: u64,
    ) -> [Instruction; 1] {
        let args = SetPrimeArgs { active, max, slope: LIMIT };
        [facility_ix::set_prime(&self.world.configurer(), &self.world.facility, prime, init, args)]
    }
}

#[tokio::test]
async fn a_prime_starts_within_the_init_and_with_nothing_claimable() {
    let mut desk = Desk::new().await;
    let prime = desk.world.person("Prime X").await;
    let (govops, payer) = (desk.world.configurer(), desk.payer());
    let approve = |max, slope| {
        let args = ApprovePrimeArgs { prime, max, slope };
        [facility_ix::approve_prime(&payer, &govops, &desk.world.facility, InitFor::Pau, args)]
    };
    for (max, slope) in [(WIDE.max + 1, 1), (1, WIDE.slope + 1)] {
        let refused = ConfiguratorError::RaiseTooLarge;
        desk.world.refused(&approve(max, slope), &[govops.signer], refused).await;
    }
    let refused = ConfiguratorError::UnlimitedNotApproved;
    desk.world.refused(&approve(u64::MAX, 1), &[govops.signer], refused).await;
    desk.world.ok(&approve(WIDE.max, WIDE.slope), &[govops.signer]).await;
    assert_eq!(desk.world.approval(&prime).await.limit.available, 0);
}

#[tokio::test]
async fn a_prime_is_raised_by_the_rules_of_every_limit() {
    let (mut desk, prime) = Desk::with_prime().await;
    let govops = desk.world.roles().govops;
    // The init is wide: one step may reach it, and not pass it.
    let over = desk.setting_prime(&prime, Some(InitFor::Pau), true, WIDE.max + 1);
    desk.world.refused(&over, &[govops], ConfiguratorError::RaiseTooLarge).await;
    let without = desk.setting_prime(&prime, None, true, LIMIT + 1);
    desk.world.refused(&without, &[govops], ConfiguratorError::InitRequired).await;
    let raise = |desk: &Desk, max| desk.setting_prime(&prime, Some(InitFor::Pau), true, max);
    desk.world.ok(&raise(&desk, LIMIT + 1), &[govops]).await;
    desk.world.wait(HOP - 1).await;
    desk.world.refused(&raise(&desk, LIMIT + 2), &[govops], ConfiguratorError::RaisedTooRecently).await;
    desk.world.ok(&desk.setting_prime(&prime, None, true, LIMIT), &[govops]).await;
    desk.world.wait(1).await;
    desk.world.ok(&raise(&desk, LIMIT + 2), &[govops]).await;
}

#[tokio::test]
async fn a_prime_is_ended_but_not_renewed_while_the_pau_is_frozen() {
    let (desk, prime) = Desk::with_prime().await;
    let govops = desk.world.roles().govops;
    desk.freeze().await;
    desk.world.ok(&desk.setting_prime(&prime, None, false, LIMIT), &[govops]).await;
    let renew = desk.setting_prime(&prime, None, true, LIMIT);
    desk.world.refused(&renew, &[govops], ConfiguratorError::PauFrozen).await;
    desk.unfreeze().await;
    desk.world.ok(&renew, &[govops]).await;
}
