//! What must always be so, and what a refusal leaves.

use super::*;
use halo_sdk::transport::Transport;
use halo_tests::refusal::assert_refused;
use std::fmt::Debug;

impl<C: Chain> Desk<C> {
    /// Every vault has exactly what is recorded, and what a queue owes is what its generations and positions say.
    pub async fn assert_sound(&self) {
        let unit = self.unit().await;
        assert_eq!(unit.supply, self.share_supply().await, "supply");
        assert_eq!(unit.holding, self.tokens(&self.at.holding()).await, "holding");
        for direction in BOTH {
            let (queue, side) = (self.queue(direction).await, self.side(direction));
            let waiting = self.waiting(direction).await;
            assert_eq!(self.tokens(&side.input.vault).await, waiting, "{direction:?} waits");
            assert_eq!(self.tokens(&side.reward.vault).await, queue.owed, "{direction:?} owes");
            let mut owed = 0;
            for number in 1..=queue.current {
                owed += self.generation(direction, number).await.map_or(0, |totals| totals.rewards_owed);
            }
            for member in &self.members {
                owed += self.held(direction, member).await.map_or(0, |position| position.held.accrued);
            }
            assert_eq!(queue.owed, owed, "{direction:?} owes what its members are owed");
        }
    }

    /// Shares that the token program knows of, base units.
    pub async fn share_supply(&self) -> u64 {
        let account = self.client.transport().get_account(&self.at.share_mint()).await.expect("an account");
        token::decode_mint(&account.expect("a mint")).expect("a mint").supply
    }

    /// Sends and expects `expected`, with every account that is named as it was, the payer's beside.
    pub async fn rejected(
        &self,
        instructions: &[Instruction],
        signers: &[Pubkey],
        expected: impl Into<u32> + Debug,
    ) {
        let metas = instructions.iter().flat_map(|instruction| &instruction.accounts);
        let mut named: Vec<Pubkey> = metas.map(|meta| meta.pubkey).collect();
        named.retain(|address| *address != self.roles().payer);
        let before = self.client.transport().get_multiple_accounts(&named).await.expect("accounts");
        assert_refused(self.send(instructions, signers).await, expected);
        let after = self.client.transport().get_multiple_accounts(&named).await.expect("accounts");
        assert_eq!(before, after, "a refusal changed an account");
    }
}
