//! What members do.

use super::*;
use halo_sdk::{
    error::Error,
    instructions::lcts::{self as ix, Destinations, Entry},
    transport::Landed,
};

impl<C: Chain> Desk<C> {
    pub async fn entering(&self, direction: Direction, owner: &Pubkey, amount: u64) -> Instruction {
        let (queue, current) = (self.side(direction), self.queue(direction).await.current);
        let finalized = self.membership(direction, owner).await.filter(|number| *number != current);
        let source = queue.input.token_account(owner);
        let entry = Entry { payer: self.roles().payer, owner: *owner, source, current, finalized };
        ix::enter(&queue, &entry, amount)
    }

    pub async fn enter(&self, direction: Direction, owner: &Pubkey, amount: u64) -> Result<Landed, Error> {
        self.send(&[self.entering(direction, owner, amount).await], &[*owner]).await
    }

    /// Gives `amount` of the underlying to `owner`, who subscribes with it.
    pub async fn subscribe(&self, owner: &Pubkey, amount: u64) -> Landed {
        self.give(owner, amount).await;
        self.enter(Subscribe, owner, amount).await.unwrap_or_else(|error| panic!("{error:#?}"))
    }

    pub async fn claiming(&self, direction: Direction, owner: &Pubkey) -> Instruction {
        let (queue, number) = (self.side(direction), self.membership(direction, owner).await);
        ix::claim(&queue, owner, &queue.reward.token_account(owner), number)
    }

    pub async fn claim(&self, direction: Direction, owner: &Pubkey) -> Result<Landed, Error> {
        self.send(&[self.claiming(direction, owner).await], &[*owner]).await
    }

    pub fn leaving(&self, direction: Direction, owner: &Pubkey, number: u64) -> Instruction {
        let queue = self.side(direction);
        let [input, reward] = [queue.input, queue.reward].map(|side| side.token_account(owner));
        ix::exit(&queue, owner, &Destinations { input, reward }, number)
    }

    pub async fn exit(&self, direction: Direction, owner: &Pubkey) -> Result<Landed, Error> {
        let number = self.membership(direction, owner).await.expect("a member");
        self.send(&[self.leaving(direction, owner, number)], &[*owner]).await
    }
}
