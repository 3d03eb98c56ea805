//! What somebody has, all in underlying: what an attack has to make grow.

use super::*;
use halo_sdk::{halo_math::ExchangeRate, token::Transfer, transport::Landed};

impl<C: Chain> Desk<C> {
    /// All that `owner` has, in base units of underlying: in its wallet, waiting in both queues, and converted and not
    /// claimed. Shares count at the present rate, rounded down.
    pub async fn worth(&self, owner: &Pubkey) -> u64 {
        let rate = ExchangeRate::new(self.unit().await.rate.rate(), 0);
        let [subscribe, redeem] = [self.stake(Subscribe, owner).await, self.stake(Redeem, owner).await];
        let shares = self.shares(owner).await + subscribe.1 + redeem.0;
        let cash = self.balance(owner).await + subscribe.0 + redeem.1;
        cash + rate.underlying_for(shares).expect("a sum")
    }

    /// What waits of `owner`'s in a queue, and what was converted for it and is not claimed.
    async fn stake(&self, direction: Direction, owner: &Pubkey) -> (u64, u64) {
        if self.held(direction, owner).await.is_none() {
            return (0, 0);
        }
        let view = self.view(direction, owner).await;
        (view.underlying, view.rewards)
    }

    /// What `owner` has now and had not `before`, base units of underlying.
    pub async fn profit(&self, owner: &Pubkey, before: u64) -> i128 {
        i128::from(self.worth(owner).await) - i128::from(before)
    }

    /// Leaves both queues with everything; `owner`'s positions stay, empty.
    pub async fn leave(&self, owner: &Pubkey) {
        for direction in BOTH {
            let current = self.queue(direction).await.current;
            match self.membership(direction, owner).await {
                Some(number) if number == current => drop(self.exit(direction, owner).await.unwrap()),
                Some(_) => drop(self.claim(direction, owner).await.unwrap()),
                None if self.stake(direction, owner).await.1 > 0 => {
                    self.claim(direction, owner).await.unwrap();
                }
                None => {}
            }
        }
    }

    /// Sends `amount` of `owner`'s tokens of a mint to `account` for nothing.
    pub async fn donate(&self, mint: &Pubkey, owner: &Pubkey, account: &Pubkey, amount: u64) -> Landed {
        let (source, program) = match *mint == self.at.mint {
            true => (self.at.cash(owner), self.at.token_program),
            false => (self.at.shares(owner), self.at.share_program),
        };
        let (mint, decimals) = (*mint, halo_tests::world::DECIMALS);
        let transfer = Transfer { source, destination: *account, authority: *owner, mint, decimals, amount };
        let program = TokenProgram::from_id(&program).expect("a token program");
        self.ok(&[token::transfer_checked(program, &transfer).expect("an instruction")], &[*owner]).await
    }

    /// The whole supply of a unit: `owner`, who has enough, subscribes with `amount` and claims the shares at 16:00.
    pub async fn buy(&mut self, owner: &Pubkey, amount: u64) {
        self.subscribe(owner, amount).await;
        self.day(Subscribe, u64::MAX).await;
        self.claim(Subscribe, owner).await.unwrap();
        self.next_day().await;
    }
}
