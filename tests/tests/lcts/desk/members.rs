//! What members do.

use super::*;
use halo_sdk::{error::Error, transport::Landed};

impl<C: Chain> Desk<C> {
    pub async fn entering(&self, direction: Direction, owner: &Pubkey, amount: u64) -> Instruction {
        self.liquid().entering(&self.world, direction, owner, amount).await
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
        self.liquid().claiming(direction, owner, self.membership(direction, owner).await)
    }

    pub async fn claim(&self, direction: Direction, owner: &Pubkey) -> Result<Landed, Error> {
        self.send(&[self.claiming(direction, owner).await], &[*owner]).await
    }

    pub fn leaving(&self, direction: Direction, owner: &Pubkey, number: u64) -> Instruction {
        self.liquid().leaving(direction, owner, number)
    }

    pub async fn exit(&self, direction: Direction, owner: &Pubkey) -> Result<Landed, Error> {
        let number = self.membership(direction, owner).await.expect("a member");
        self.send(&[self.leaving(direction, owner, number)], &[*owner]).await
    }
}
