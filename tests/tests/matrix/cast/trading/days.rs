//! What happens on the pools before the instructions are sent.

use super::*;
use halo_sdk::{
    amm::instructions::{DepositArgs, InitiateRedemptionArgs},
    halo_math::amm::MIN_STAY_SECONDS,
    instructions::amm::Trader,
};
use halo_tests::{
    chain::Chain,
    pyth::{PriceUpdate, ONE_USDS},
    trading_pool::{exact_in, posting, PAR},
};

/// Accounts of the Pyth receiver: one in step, and one a fiftieth above.
pub const IN_STEP: Pubkey = Pubkey::new_from_array([0x77; 32]);
pub const JUMPED: Pubkey = Pubkey::new_from_array([0x78; 32]);

/// Seconds for which capital stays at least.
const STAY: i64 = MIN_STAY_SECONDS.cast_signed();

impl Trading {
    /// The Pyth account of a pool that has such a source.
    pub fn update(&self, pool: &TradingPool) -> Option<Pubkey> {
        let with_pyth = [self.pools.pulled, self.pools.doubled].iter().any(|known| known.base == pool.base);
        with_pyth.then_some(IN_STEP)
    }

    /// Capital comes, which has to stay for a while.
    pub(super) async fn provide(&self, world: &mut World<Light>) {
        let Pools { reported, pulled, doubled, troubled, .. } = self.pools;
        self.price(world, PAR).await;
        let payer = world.roles().payer;
        for pool in [reported, pulled, doubled, troubled] {
            world.ok(&[ix::open_position(&payer, &pool.at, &self.provider)], &[]).await;
            world.ok(&[self.depositing(&pool, CAPITAL)], &[self.provider]).await;
        }
        world.ok(&[ix::open_position(&payer, &reported.at, &self.trader)], &[]).await;
    }

    /// Days later it is traded with, and some of it leaves again.
    pub async fn live(&self, world: &mut World<Light>) {
        let Pools { reported, pulled, doubled, troubled, .. } = self.pools;
        self.price(world, PAR).await;
        for pool in [reported, pulled, doubled, troubled] {
            world.ok(&[self.selling(&pool, SALE)], &[self.trader]).await;
        }
        world.wait(STAY).await;
        self.withdraw(world).await;
        self.redeem(world).await;
        troubled.lose(world, SENT);
        stop(world, &troubled).await;
    }

    /// Of the reported pool: one is over, one is filled, one waits. Of the pulled pool one waits.
    async fn withdraw(&self, world: &World<Light>) {
        let Pools { reported, pulled, .. } = self.pools;
        let (payer, provider) = (world.roles().payer, self.provider);
        for (pool, numbers) in [(reported, 1..=3), (pulled, 1..=1)] {
            for number in numbers {
                let request = ix::request_withdrawal(&payer, &pool.at, &provider, number, WITHDRAWN);
                world.ok(&[request], &[provider]).await;
            }
        }
        for number in [1, 2] {
            world.ok(&[ix::fill_withdrawal(&reported.at, number, None)], &[]).await;
        }
        let claim = ix::claim_withdrawal(&reported.at, &provider, 1, &reported.at.cash.account(&provider));
        world.ok(&[claim], &[provider]).await;
    }

    /// The issuer has paid for one, and owes for the other: in the end for longer than it may.
    async fn redeem(&self, world: &World<Light>) {
        let at = self.pools.reported.at;
        let beacon = world.roles().beacon;
        for number in [1, 2] {
            world.ok(&[self.sending(&self.pools.reported, &beacon, number)], &[beacon]).await;
        }
        let source = at.cash.account(&self.issuer);
        world.ok(&[ix::settle_redemption(&self.issuer, &at, 1, &source, SENT)], &[self.issuer]).await;
    }

    /// At the time of the instructions: all prices are new, and one is out of step.
    pub async fn look(&self, world: &mut World<Light>) {
        self.price(world, PAR + PAR / 50).await;
    }

    /// Every source says that the bills are at par, but that of the troubled pool, which says something else.
    async fn price(&self, world: &mut World<Light>, troubled: u64) {
        let pools = &self.pools;
        for (pool, price) in [(pools.reported, PAR), (pools.doubled, PAR), (pools.troubled, troubled)] {
            let feed = feed_of(&pool);
            let post = ix::post_nav(&self.reporter, &feed, posting(world, &feed, 0, price).await);
            world.ok(&[post], &[self.reporter]).await;
        }
        // Beyond the cooldown, and late enough for another report.
        world.chain.0.advance_slots(PRICE_LIMITS.cooldown_slots + 1);
        world.wait(1).await;
        for (address, price) in [(IN_STEP, ONE_USDS), (JUMPED, ONE_USDS + ONE_USDS / 50)] {
            let account = PriceUpdate::sound(&world.chain, price).account();
            world.chain.set_account(&address, account);
        }
    }

    pub fn depositing(&self, pool: &TradingPool, amount: u64) -> Instruction {
        let (args, cash) = (DepositArgs { amount, min_shares: 0 }, pool.at.cash.account(&self.provider));
        ix::deposit(&pool.at, &self.provider, &cash, self.update(pool), args)
    }

    pub fn selling(&self, pool: &TradingPool, amount: u64) -> Instruction {
        let at = &pool.at;
        let trader = Trader::associated(&self.trader, &at.asset, &at.cash);
        ix::sell(at, &Trader { price_update: self.update(pool), ..trader }, exact_in(amount))
    }

    pub fn buying(&self, pool: &TradingPool, amount: u64) -> Instruction {
        let at = &pool.at;
        let trader = Trader::associated(&self.trader, &at.cash, &at.asset);
        ix::buy(at, &Trader { price_update: self.update(pool), ..trader }, exact_in(amount))
    }

    /// The beacon sends inventory to the issuer, as redemption `number`.
    pub fn sending(&self, pool: &TradingPool, beacon: &Pubkey, number: u64) -> Instruction {
        let args = InitiateRedemptionArgs { amount: SENT, expected: SENT };
        ix::initiate_redemption(beacon, &pool.at, number, &self.endpoint(), self.update(pool), args)
    }
}
