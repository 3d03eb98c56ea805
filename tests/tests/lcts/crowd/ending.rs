//! The end of a life: everybody leaves both queues and gives all shares back. Then nothing is left but what was given away,
//! and what is worth less than a base unit.

use super::{
    super::desk::*,
    exact::{part, Exact},
    life::Life,
};
use halo_sdk::instructions::lcts as ix;

impl Life {
    pub async fn end(&mut self) {
        self.desk.next_day().await;
        for _ in 0..self.units() {
            self.unlock().await;
            self.leave().await;
            self.turn();
        }
        self.settle_debts().await;
        for _ in 0..self.units() {
            self.give_shares_back().await;
            self.leave().await;
            self.compare_everything().await;
            self.turn();
        }
        self.assert_nothing_is_left().await;
    }

    /// Everybody exits, or claims what a finalized generation owes; generations and positions are closed.
    async fn leave(&mut self) {
        for direction in BOTH {
            for who in 0..self.crowd.len() {
                let side = &self.sides[direction as usize];
                let member = &side.members[who];
                if member.shares > 0 && member.generation == side.current {
                    self.exit(direction, who).await;
                }
                let member = &self.sides[direction as usize].members[who];
                if member.shares > 0 || member.accrued > 0 {
                    self.claim(direction, who).await;
                }
            }
            let side = &self.sides[direction as usize];
            assert_eq!((side.owed(), side.shares, side.underlying), (0, 0, 0), "{direction:?}");
            assert_eq!(self.desk.queue(direction).await.owed, 0, "{direction:?}");
            self.forget(direction).await;
        }
    }

    /// Closes every generation that is over: everybody was credited.
    async fn forget(&mut self, direction: Direction) {
        let (payer, anybody) = (self.desk.roles().payer, self.crowd[0]);
        for number in 1..self.sides[direction as usize].current {
            assert!(self.sides[direction as usize].is_spent(number), "{direction:?}, generation {number}");
            if self.desk.generation(direction, number).await.is_some() {
                let close = ix::close_generation(&self.desk.side(direction), number, &payer);
                self.attempt(close, &anybody, Ok(())).await;
            }
        }
    }

    /// The borrower brings home all that the shares are worth.
    async fn settle_debts(&mut self) {
        if self.is_junior() {
            self.turn();
        }
        let (borrower, endpoint) = (self.desk.borrower, self.desk.endpoint);
        let worth: u64 = self.worths().await.into_iter().sum();
        let there = self.desk.tokens(&endpoint).await;
        let missing = worth.saturating_sub(self.book().await.holding + there);
        if missing > 0 {
            self.mint(&endpoint, missing).await;
        }
        if there + missing > 0 {
            let act = ix::return_funds(&borrower, &self.desk.at, &endpoint, there + missing);
            self.attempt(act, &borrower, Ok(())).await;
        }
    }

    async fn give_shares_back(&mut self) {
        for who in 0..self.crowd.len() {
            let shares = self.desk.shares(&self.crowd[who]).await;
            if shares > 0 {
                self.enter_with(Redeem, who, shares).await;
            }
        }
        // The redemption limit takes its days.
        for _ in 0..60 {
            let (number, waiting) = (self.queue_of_shares().current, self.queue_of_shares().underlying);
            if waiting == 0 {
                return;
            }
            self.lock().await;
            self.settle_one(Redeem, u64::MAX).await;
            self.desk.next_day().await;
            let is_over = self.queue_of_shares().current > number;
            if is_over || self.queue_of_shares().underlying == waiting {
                return;
            }
        }
        panic!("{} shares are still there", self.queue_of_shares().underlying);
    }

    fn queue_of_shares(&self) -> &Exact {
        &self.sides[Redeem as usize]
    }

    /// Every base unit is in a wallet, in the holding, with the borrower, or was given away.
    async fn assert_nothing_is_left(&mut self) {
        let (mut found, mut given) = (0, self.given_to_holding);
        for member in &self.crowd {
            found += self.desk.balance(member).await;
        }
        found += self.book().await.holding + self.desk.tokens(&self.desk.endpoint).await;
        for _ in 0..self.units() {
            given += self.given[Subscribe as usize][0] + self.given[Redeem as usize][1];
            self.assert_shares_are_gone().await;
            self.turn();
        }
        assert_eq!(found + given, self.minted, "every base unit is somewhere");
    }

    /// Shares that were given away are nobody's, and the only ones but for some that are worth nothing together.
    async fn assert_shares_are_gone(&self) {
        let (desk, unit) = (&self.desk, self.desk.unit().await);
        let mut dust = 0;
        for member in &self.crowd {
            dust += desk.shares(member).await;
        }
        assert_eq!(part(dust.into(), unit.rate.rate(), PAR), 0, "{dust} shares");
        assert_eq!(unit.supply, self.given[Subscribe as usize][1] + self.given[Redeem as usize][0] + dust);
        for (direction, [input, reward]) in BOTH.iter().zip(self.given) {
            let queue = desk.side(*direction);
            assert_eq!(desk.tokens(&queue.input.vault).await, input, "{direction:?}");
            assert_eq!(desk.tokens(&queue.reward.vault).await, reward, "{direction:?}");
        }
    }
}
