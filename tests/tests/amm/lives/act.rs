//! What people, beacon, issuer, reporter, council and time do.

use super::{check::Effect, Life, LEAST, MOST};
use crate::floor::{exact_in, PAR};
use halo_sdk::{
    amm::{
        instructions::DepositArgs,
        state::{PoolPosition, PoolRedemption, PoolWithdrawal},
    },
    halo_math::amm::{Posting, PriceRange, Spread},
    instructions::amm as ix,
};
use halo_tests::world::ONE;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Life {
    fn run(&mut self, name: &'static str, act: Instruction, effect: Effect) -> (&'static str, Effect) {
        self.attempt(name, act);
        (name, effect)
    }

    /// Says whether it was done.
    fn attempt(&mut self, name: &'static str, act: Instruction) -> bool {
        let outcome = self.chain.send(&[act]);
        let is_done = outcome.is_ok();
        self.note(name, outcome);
        is_done
    }

    pub fn act(&mut self) -> (&'static str, Effect) {
        match self.random.below(100) {
            0..=33 => self.trade(),
            34..=41 => self.round_trip(),
            42..=47 => self.deposit(),
            48..=51 => self.request(),
            52..=57 => self.fill(),
            58..=61 => self.claim(),
            62 => self.cancel(),
            63..=67 => self.redeem(),
            68..=74 => self.settle(),
            75..=77 => self.give_up(),
            78..=85 => self.report(),
            86..=90 => self.wait(),
            91..=92 => self.spread(),
            93..=96 => self.unpause(),
            97..=98 => self.stop(),
            _ => self.custody(),
        }
    }

    fn provider(&mut self) -> Pubkey {
        if self.random.coin() {
            self.floor.alice
        } else {
            self.floor.bob
        }
    }

    fn deposit(&mut self) -> (&'static str, Effect) {
        let (owner, amount) = (self.provider(), self.amount(LEAST, MOST));
        let source = self.floor.at.cash.account(&owner);
        let args = DepositArgs { amount, min_shares: 0 };
        let done =
            self.run("deposit", ix::deposit(&self.floor.at, &owner, &source, None, args), Effect::None);
        let (pool, limit) = (self.pool(), self.pool().capacity);
        assert!(pool.capital.usds <= limit, "above its capacity");
        done
    }

    fn request(&mut self) -> (&'static str, Effect) {
        let owner = self.provider();
        let position: PoolPosition = self.chain.read(&self.floor.at.position(&owner));
        let shares = self.part(position.shares / 3);
        let number = self.pool().queue.issued + 1;
        let payer = self.floor.roles().payer;
        let request = ix::request_withdrawal(&payer, &self.floor.at, &owner, number, shares);
        let done = self.run("request", request, Effect::None);
        if self.pool().queue.issued == number {
            self.owners[self.here].push(owner);
        }
        done
    }

    /// One of the last withdrawals.
    fn withdrawal(&mut self) -> (u64, Pubkey) {
        let owners = self.owners[self.here].clone();
        if owners.is_empty() {
            return (0, self.floor.bob);
        }
        let back = self.random.below(6.min(owners.len() as u64));
        let number = owners.len() as u64 - back;
        (number, owners[number as usize - 1])
    }

    /// Anybody looks after the pool where there is nothing to do.
    pub fn look(&mut self, name: &'static str) -> (&'static str, Effect) {
        let check = ix::check_pool(&self.floor.at);
        self.run(name, check, Effect::None)
    }

    fn claim(&mut self) -> (&'static str, Effect) {
        let (number, owner) = self.withdrawal();
        if number == 0 {
            return self.look("check");
        }
        let ticket = self.chain.read::<PoolWithdrawal>(&self.floor.at.withdrawal(number)).ticket;
        let account = self.floor.at.cash.account(&owner);
        let before = self.chain.tokens(&account);
        let done =
            self.run("claim", ix::claim_withdrawal(&self.floor.at, &owner, number, &account), Effect::None);
        assert_eq!(self.chain.tokens(&account) - before, ticket.payable, "all of it, nothing besides");
        done
    }

    fn cancel(&mut self) -> (&'static str, Effect) {
        let (number, owner) = self.withdrawal();
        if number == 0 {
            return self.look("check");
        }
        self.run("cancel", ix::cancel_withdrawal(&self.floor.at, &owner, number), Effect::None)
    }

    /// One of the last redemptions.
    fn redemption(&mut self) -> Option<(u64, PoolRedemption)> {
        let last = self.pool().redemptions;
        let number = last.checked_sub(self.random.below(last.clamp(1, 6)))?;
        (number > 0).then(|| (number, self.chain.read(&self.floor.at.redemption(number))))
    }

    fn settle(&mut self) -> (&'static str, Effect) {
        let Some((number, redemption)) = self.redemption() else { return self.look("check") };
        let issuer = self.stand().issuer;
        if self.random.below(10) == 0 {
            let source = self.stand().endpoint;
            let back = ix::return_inventory(&issuer, &self.floor.at, number, &source);
            // What comes back counts at the bid, instead of what was expected for it.
            let worth = self.worth(redemption.ticket.outstanding).saturating_sub(1);
            let spread = (worth * self.pool().pricing.bounds.bid_min).div_ceil(10_000);
            let owed = redemption.ticket.expected.saturating_sub(redemption.ticket.returned);
            return self.run("return", back, Effect::Loss(owed.saturating_sub(worth - spread) + 1));
        }
        let owed = redemption.ticket.expected.saturating_sub(redemption.ticket.returned);
        let amount = match self.random.below(8) {
            0 => owed + owed / 500,
            1..=3 => self.part(owed),
            _ => owed,
        };
        let source = self.floor.at.cash.account(&issuer);
        let settle = ix::settle_redemption(&issuer, &self.floor.at, number, &source, amount);
        let before = self.pool().capital.pending;
        let (name, _) = self.run("settle", settle, Effect::None);
        // What less than its value comes for is a loss then, if not before.
        let worth = self.worth(before - self.pool().capital.pending);
        (name, Effect::Loss(worth.saturating_sub(amount)))
    }

    /// What `amount` of the asset is worth, rounded up.
    fn worth(&self, amount: u64) -> u64 {
        (u128::from(amount) * u128::from(self.price())).div_ceil(u128::from(PAR)) as u64
    }

    /// A late redemption is flagged, or given up on.
    fn give_up(&mut self) -> (&'static str, Effect) {
        let Some((number, redemption)) = self.redemption() else { return self.look("check") };
        if self.random.below(3) == 0 {
            let flag = ix::flag_overdue(&self.floor.bob, &self.floor.at, number);
            return self.run("flag", flag, Effect::None);
        }
        let loss = redemption.ticket.expected.saturating_sub(redemption.ticket.returned);
        let close = ix::close_redemption(&self.floor.beacon, &self.floor.at, number);
        let worth = self.worth(redemption.ticket.outstanding);
        if self.attempt("close", close) {
            self.losses[self.here] += loss;
        }
        ("close", Effect::Loss(loss.max(worth)))
    }

    fn report(&mut self) -> (&'static str, Effect) {
        self.chain.pass(1, 3);
        let parts = match self.random.below(12) {
            0 => 10_000 + self.random.below(250),
            1 => 10_000 - self.random.below(80),
            2 | 3 => 9_980 + self.random.below(50),
            _ => 9_999 + self.random.below(4),
        };
        let now = self.now();
        let feed = self.feed();
        let posting = Posting {
            price: (u128::from(self.price()) * u128::from(parts) / 10_000) as u64,
            accrual_per_day: PAR / 10_000 * self.random.below(3),
            effective_at: now,
            published_at: now,
            sequence: feed.nav.reports[0].sequence + 1,
        };
        let post = ix::post_nav(&self.floor.reporters[0], &self.floor.feed, posting);
        let done = self.run("report", post, Effect::Price);
        if self.random.below(4) > 0 {
            self.chain.pass(0, 4);
        }
        done
    }

    fn wait(&mut self) -> (&'static str, Effect) {
        let seconds = self.amount(1, 2 * 86_400);
        self.chain.pass(seconds, seconds * 5 / 2);
        self.tally.entry("wait").or_default()[0] += 1;
        ("wait", Effect::Price)
    }

    fn spread(&mut self) -> (&'static str, Effect) {
        let spread = Spread { bid_bps: 3 + self.random.below(30), ask_bps: 3 + self.random.below(30) };
        self.run("spread", ix::set_spread(&self.floor.beacon, &self.floor.at, spread), Effect::None)
    }

    /// The council lets everything go on, and accepts a price out of step.
    fn unpause(&mut self) -> (&'static str, Effect) {
        let council = self.floor.roles().council;
        if self.feed().nav.mark.deviating != 0 {
            let rebase = ix::rebase_feed(&council, &self.floor.at.scope, &self.floor.feed, PriceRange::ANY);
            return self.run("rebase", rebase, Effect::Price);
        }
        self.run("unpause", ix::unpause(&council, &self.floor.at, 3), Effect::None)
    }

    fn stop(&mut self) -> (&'static str, Effect) {
        if self.feed().nav.mark.deviating != 0 || self.random.coin() {
            return self.run("trip", ix::trip_breaker(&self.floor.bob, &self.floor.at, None), Effect::None);
        }
        let sides = 1 + self.random.below(3);
        let beacon = self.floor.beacon;
        self.run("pause", ix::pause(&beacon, &self.floor.at, true, sides), Effect::None)
    }

    /// A vault gets a gift, or loses some and the council writes it down.
    fn custody(&mut self) -> (&'static str, Effect) {
        let at = self.floor.at;
        let is_cash = self.random.coin();
        let vault = at.custody(if is_cash { &at.cash } else { &at.asset });
        let held = self.chain.tokens(&vault);
        if self.random.coin() {
            self.chain.set_tokens(&vault, held + 1_000_000);
            return self.look("gift");
        }
        let capital = self.pool().capital;
        let recorded = if is_cash { capital.usds } else { capital.inventory };
        let lost = self.part(recorded / 100);
        self.chain.set_tokens(&vault, recorded - lost);
        if lost > 0 {
            self.nobody_is_paid_for_what_is_gone();
        }
        let worth = self.worth(lost).max(lost);
        let council = self.floor.roles().council;
        // What is lost of the asset was never counted at a price.
        if self.attempt("write down", ix::write_down(&council, &at)) && is_cash {
            self.losses[self.here] += lost;
        }
        ("write down", Effect::Loss(worth))
    }

    /// Between a loss and its write-down nobody trades, enters or is paid for shares.
    fn nobody_is_paid_for_what_is_gone(&mut self) {
        let (at, owner, served) = (self.floor.at, self.provider(), self.pool().queue.served);
        let source = at.cash.account(&owner);
        let deposit = ix::deposit(&at, &owner, &source, None, DepositArgs { amount: LEAST, min_shares: 0 });
        let fill = ix::fill_withdrawal(&at, served + 1, None);
        let trades = [self.floor.selling(exact_in(ONE)), self.floor.buying(exact_in(ONE))];
        for act in trades.into_iter().chain([deposit, fill]) {
            assert!(self.chain.send(&[act]).is_err(), "something is gone");
        }
    }
}
