//! What the chain says, against the model.

use super::{super::desk::*, exact::State, life::Life, sums::Totals};
use halo_sdk::halo_math::{Generation, GenerationState};

/// What a member's operation can change, base units.
pub struct Seen {
    /// Of the queue to all its members.
    pub owed: u64,
    /// In the member's position.
    pub accrued: u64,
    /// In its wallet: of what the queue takes, and of what it gives.
    pub inputs: u64,
    pub rewards: u64,
}

impl Life {
    pub async fn seen(&self, direction: Direction, who: usize) -> Seen {
        let (owner, queue) = (self.crowd[who], self.desk.side(direction));
        let position = self.desk.held(direction, &owner).await;
        Seen {
            owed: self.desk.queue(direction).await.owed,
            accrued: position.map_or(0, |position| position.held.accrued),
            inputs: self.desk.tokens(&queue.input.token_account(&owner)).await,
            rewards: self.desk.tokens(&queue.reward.token_account(&owner)).await,
        }
    }

    /// The queue, its vaults, its current generation and one member's position are what the model says.
    pub async fn compare(&self, direction: Direction, who: usize) {
        self.compare_queue(direction).await;
        self.compare_member(direction, who).await;
    }

    pub async fn compare_queue(&self, direction: Direction) {
        let (side, queue) = (&self.sides[direction as usize], self.desk.queue(direction).await);
        assert_eq!((queue.current, queue.owed), (side.current, side.owed()), "{direction:?}");
        let [input, reward] = self.given[direction as usize];
        let at = self.desk.side(direction);
        assert_eq!(self.desk.tokens(&at.input.vault).await, side.underlying + input, "{direction:?} waits");
        assert_eq!(self.desk.tokens(&at.reward.vault).await, queue.owed + reward, "{direction:?} owes");
        let generation = self.desk.generation(direction, side.current).await.unwrap_or_default();
        let state = match side.state {
            State::Dormant => GenerationState::Dormant,
            State::Active => GenerationState::Active,
            State::Locked => GenerationState::Locked,
        };
        assert_eq!(generation.state(), Ok(state), "{direction:?}");
        assert_eq!(totals(&generation), side.totals(side.current), "{direction:?}");
        side.assert_sums();
    }

    pub async fn compare_member(&self, direction: Direction, who: usize) {
        let member = &self.sides[direction as usize].members[who];
        let position = self.desk.held(direction, &self.crowd[who]).await;
        let held = position.map(|position| position.held).unwrap_or_default();
        assert_eq!((held.shares(), held.accrued), (member.shares, member.accrued), "{direction:?}, {who}");
        if member.shares > 0 {
            assert_eq!(held.generation, member.generation, "{direction:?}, {who}");
        }
    }

    /// Everything there is: all positions, all generations, and the unit.
    pub async fn compare_everything(&self) {
        for direction in BOTH {
            self.compare_queue(direction).await;
            for who in 0..self.crowd.len() {
                self.compare_member(direction, who).await;
            }
            let side = &self.sides[direction as usize];
            for number in 1..side.current {
                let generation = self.desk.generation(direction, number).await;
                match side.is_spent(number) {
                    true => assert!(generation.is_none_or(|spent| spent.is_spent() && is_clean(&spent))),
                    false => assert_eq!(totals(&generation.expect("a generation")), side.totals(number)),
                }
            }
        }
        let unit = self.desk.unit().await;
        assert_eq!(self.desk.share_supply().await, unit.supply);
        let held = self.book().await.holding + self.given_to_holding;
        assert_eq!(self.desk.tokens(&self.desk.at.holding()).await, held);
    }
}

fn totals(generation: &Generation) -> Totals {
    let Generation { underlying, rewards_owed, .. } = *generation;
    Totals { shares: generation.shares(), underlying, rewards_owed }
}

/// Whether not even a fraction of a base unit is left.
fn is_clean(generation: &Generation) -> bool {
    generation.carry == [0; 4] && generation.fractions == [0; 2]
}
