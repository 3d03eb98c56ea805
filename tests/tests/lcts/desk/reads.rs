//! What the accounts of a unit say.

use super::*;
use halo_sdk::{
    halo_math::{Generation, GenerationState},
    instructions::lcts as ix,
    lcts::{
        instructions::{GenerationView, PositionView},
        state::{LctsGeneration, LctsPosition, LctsQueue, Unit},
    },
};

impl<C: Chain> Desk<C> {
    pub async fn unit(&self) -> Unit {
        self.client.fetch(&self.at.unit).await.expect("a unit")
    }

    pub async fn queue(&self, direction: Direction) -> LctsQueue {
        self.liquid().queue(&self.world, direction).await
    }

    pub async fn generation(&self, direction: Direction, number: u64) -> Option<Generation> {
        let address = self.side(direction).generation(number);
        let generation: Option<LctsGeneration> =
            self.client.fetch_optional(&address).await.expect("a record");
        Some(generation?.totals)
    }

    /// State of the current generation; dormant when it has no account.
    pub async fn state(&self, direction: Direction) -> GenerationState {
        let current = self.queue(direction).await.current;
        let generation = self.generation(direction, current).await.unwrap_or_default();
        generation.state().expect("a state")
    }

    /// Base units that wait in the current generation.
    pub async fn waiting(&self, direction: Direction) -> u64 {
        let current = self.queue(direction).await.current;
        self.generation(direction, current).await.map_or(0, |generation| generation.underlying)
    }

    pub async fn held(&self, direction: Direction, owner: &Pubkey) -> Option<LctsPosition> {
        let address = self.side(direction).position(owner);
        self.client.fetch_optional(&address).await.expect("a record")
    }

    /// The generation that the owner's position is in, if it is in one.
    pub async fn membership(&self, direction: Direction, owner: &Pubkey) -> Option<u64> {
        self.liquid().membership(&self.world, direction, owner).await
    }

    pub async fn view(&self, direction: Direction, owner: &Pubkey) -> PositionView {
        let number = self.membership(direction, owner).await;
        let view = ix::position_state(&self.side(direction), owner, number);
        self.client.view_as(view).await.expect("a position")
    }

    pub async fn generation_view(&self, direction: Direction, number: u64) -> GenerationView {
        let view = ix::generation_state(&self.side(direction), number);
        self.client.view_as(view).await.expect("a generation")
    }

    pub async fn rate(&self) -> u128 {
        self.client.view_as(ix::exchange_rate(&self.at)).await.expect("a unit")
    }

    /// Shares in the owner's wallet, base units.
    pub async fn shares(&self, owner: &Pubkey) -> u64 {
        self.tokens(&self.at.shares(owner)).await
    }
}
