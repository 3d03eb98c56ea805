//! Random lives of a pool: the record is what the vaults hold after every act, no act but a price takes from those who
//! stay, and in the end everybody is out.

use super::floor::*;
use halo_sdk::{amm::instructions::PoolView, error::Error, instructions::amm as ix, transport::Landed};
use halo_tests::world::ONE;
use rand::{rngs::StdRng, Rng, SeedableRng};
use solana_pubkey::Pubkey;

const ACTS: usize = 60;

/// What a rule may say to an act; anything else is a fault.
const RULES: [AmmError; 9] = [
    AmmError::InventoryFull,
    AmmError::InsufficientLiquidity,
    AmmError::TradeSize,
    AmmError::NothingFree,
    AmmError::NothingWaits,
    AmmError::NothingToClaim,
    AmmError::PoolFull,
    AmmError::WithdrawalTooSmall,
    AmmError::ZeroAmount,
];

struct Life {
    floor: Floor,
    rng: StdRng,
    price: u64,
    /// Owners of the withdrawals, in order.
    owners: Vec<Pubkey>,
    done: usize,
}

impl Life {
    async fn new(seed: u64) -> Self {
        let floor = Floor::new().await;
        floor.provide(&floor.bob, CAPITAL / 3).await.unwrap();
        Self { floor, rng: StdRng::seed_from_u64(seed), price: PAR, owners: Vec::new(), done: 0 }
    }

    fn amount(&mut self) -> u64 {
        self.rng.gen_range(ONE..thousand(2_000))
    }

    fn provider(&mut self) -> Pubkey {
        [self.floor.alice, self.floor.bob][self.rng.gen_range(0..2)]
    }

    /// One act; says whether it changed the price.
    async fn act(&mut self) -> bool {
        let (amount, owner) = (self.amount(), self.provider());
        let outcome = match self.rng.gen_range(0..10) {
            0 => self.floor.provide(&owner, amount).await,
            1 => self.request(&owner).await,
            2 => self.fill().await,
            3 => self.claim().await,
            4 | 5 => self.floor.sell(amount).await,
            6 => self.floor.buy(amount).await,
            7 => {
                let inventory = self.floor.pool().await.capital.inventory.min(amount);
                let expected = u128::from(inventory) * u128::from(self.price) / u128::from(PAR);
                self.floor.redeem(inventory, expected as u64).await
            }
            8 => self.settle().await,
            _ => {
                let step = self.rng.gen_range(-30..=60);
                self.price = self.price * (10_000_u64.checked_add_signed(step).unwrap()) / 10_000;
                self.floor.report(self.price).await;
                return true;
            }
        };
        self.note(outcome);
        false
    }

    fn note(&mut self, outcome: Result<Landed, Error>) {
        let Err(error) = outcome else {
            self.done += 1;
            return;
        };
        let known = RULES.iter().any(|rule| error.code() == Some(u32::from(*rule)));
        assert!(known, "{error:#?}");
    }

    async fn request(&mut self, owner: &Pubkey) -> Result<Landed, Error> {
        self.floor.stay(owner).await;
        let held = self.floor.shares(owner).await;
        let shares = self.rng.gen_range(0..=held);
        let number = self.floor.pool().await.queue.issued + 1;
        let request =
            ix::request_withdrawal(&self.floor.roles().payer, &self.floor.at, owner, number, shares);
        let landed = self.floor.send(&[request], &[*owner]).await?;
        self.owners.push(*owner);
        Ok(landed)
    }

    /// Anybody lets the first that waits go on, if one waits.
    async fn fill(&mut self) -> Result<Landed, Error> {
        let queue = self.floor.pool().await.queue;
        let fill = ix::fill_withdrawal(&self.floor.at, (queue.served + 1).min(queue.issued).max(1), None);
        match queue.issued > queue.served {
            true => self.floor.send(&[fill], &[]).await,
            false => self.floor.send(&[ix::check_pool(&self.floor.at)], &[]).await,
        }
    }

    async fn claim(&mut self) -> Result<Landed, Error> {
        let Some((number, owner)) = self.random_withdrawal() else {
            return self.floor.send(&[ix::check_pool(&self.floor.at)], &[]).await;
        };
        let destination = self.floor.at.cash.account(&owner);
        let claim = ix::claim_withdrawal(&self.floor.at, &owner, number, &destination);
        self.floor.send(&[claim], &[owner]).await
    }

    fn random_withdrawal(&mut self) -> Option<(u64, Pubkey)> {
        let count = self.owners.len();
        let place = (count > 0).then(|| self.rng.gen_range(0..count))?;
        Some((place as u64 + 1, self.owners[place]))
    }

    /// The issuer pays all that it owes for the first open redemption.
    async fn settle(&mut self) -> Result<Landed, Error> {
        for number in 1..=self.floor.pool().await.redemptions {
            let ticket = self.floor.redemption(number).await.ticket;
            if ticket.closed == 0 {
                return self.floor.settle(number, ticket.expected - ticket.returned).await;
            }
        }
        self.floor.send(&[ix::check_pool(&self.floor.at)], &[]).await
    }

    /// Everybody leaves.
    async fn leave(&mut self) {
        while self.floor.pool().await.capital.expected > 0 {
            self.settle().await.unwrap();
        }
        let inventory = self.floor.pool().await.capital.inventory;
        if inventory > 0 {
            let worth = u128::from(inventory) * u128::from(self.price) / u128::from(PAR);
            self.floor.redeem(inventory, worth as u64).await.unwrap();
            self.settle().await.unwrap();
        }
        for owner in [self.floor.alice, self.floor.bob] {
            let shares = self.floor.shares(&owner).await;
            if shares > 0 {
                self.floor.stay(&owner).await;
                let number = self.floor.pool().await.queue.issued + 1;
                let payer = self.floor.roles().payer;
                let request = ix::request_withdrawal(&payer, &self.floor.at, &owner, number, shares);
                self.floor.ok(&[request], &[owner]).await;
                self.owners.push(owner);
            }
        }
        self.floor.report(self.price).await;
        while self.floor.pool().await.queue.served < self.floor.pool().await.queue.issued {
            self.fill().await.unwrap();
        }
        for (place, owner) in self.owners.clone().into_iter().enumerate() {
            let number = place as u64 + 1;
            if self.floor.withdrawal(number).await.ticket.payable > 0 {
                let destination = self.floor.at.cash.account(&owner);
                let claim = ix::claim_withdrawal(&self.floor.at, &owner, number, &destination);
                self.floor.ok(&[claim], &[owner]).await;
            }
        }
    }
}

/// Whether a share is worth at least as much in `after` as in `before`, by what one who leaves is paid for it.
fn kept(before: &PoolView, after: &PoolView) -> bool {
    let part =
        |one: &PoolView, other: &PoolView| u128::from(one.exit_value + 1) * u128::from(other.shares + 100);
    part(after, before) >= part(before, after)
}

#[tokio::test]
async fn no_life_takes_from_those_who_stay_and_everybody_gets_out() {
    for seed in [1, 2] {
        let mut life = Life::new(seed).await;
        for act in 0..ACTS {
            let before = life.floor.view().await;
            let repriced = life.act().await;
            let after = life.floor.view().await;
            assert!(repriced || kept(&before, &after), "seed {seed}, act {act}: {before:?} {after:?}");
            life.floor.assert_sound().await;
        }
        assert!(life.done > ACTS / 3, "seed {seed}: {} acts", life.done);
        life.leave().await;
        let pool = life.floor.pool().await;
        assert_eq!((pool.capital.shares, pool.capital.reserved, pool.capital.inventory), (0, 0, 0));
        life.floor.assert_sound().await;
    }
}
