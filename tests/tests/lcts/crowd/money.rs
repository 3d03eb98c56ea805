//! Money that moves around a crowd: deployed, returned, and given away.

use super::{super::desk::*, life::Life};
use halo_sdk::{instructions::lcts as ix, token, token::Transfer};
use halo_tests::world::{million, DECIMALS};
use solana_pubkey::Pubkey;

impl Life {
    /// Sends some of the holding to the borrower, or more than there is.
    pub async fn deploy(&mut self) {
        if self.is_junior() {
            self.turn();
        }
        let (beacon, endpoint) = (self.desk.beacon, self.desk.endpoint);
        let holding = self.desk.unit().await.holding;
        let amount = self.amount(holding.saturating_add(1));
        let expected = if amount > holding { Err(LctsError::InsufficientHolding) } else { Ok(()) };
        let act = ix::deploy(&beacon, &self.desk.at, &endpoint, amount);
        self.attempt(act, &beacon, expected).await;
    }

    /// The borrower brings back some of what it has, with a yield now and then.
    pub async fn come_home(&mut self) {
        if self.is_junior() {
            self.turn();
        }
        let (borrower, endpoint) = (self.desk.borrower, self.desk.endpoint);
        if self.random.coin() {
            let amount = self.amount(million(1));
            self.mint(&endpoint, amount).await;
        }
        let there = self.desk.tokens(&endpoint).await;
        if there > 0 {
            let amount = self.amount(there);
            let act = ix::return_funds(&borrower, &self.desk.at, &endpoint, amount);
            self.attempt(act, &borrower, Ok(())).await;
        }
    }

    /// Somebody gives tokens to an account of the unit's, for nothing.
    pub async fn donate(&mut self) {
        let owner = self.crowd[self.random.below(self.crowd.len() as u64) as usize];
        let place = self.random.below(5) as usize;
        let direction = BOTH[place % 2];
        let queue = self.desk.side(direction);
        let (side, vault) = match place {
            0 | 1 => (queue.input, queue.input.vault),
            2 | 3 => (queue.reward, queue.reward.vault),
            _ => (self.desk.side(Subscribe).input, self.desk.at.holding()),
        };
        let source = side.token_account(&owner);
        let purse = self.desk.tokens(&source).await;
        if purse == 0 {
            return;
        }
        let amount = self.amount(purse.min(million(1)));
        let transfer = Transfer {
            source,
            destination: vault,
            authority: owner,
            mint: side.mint,
            decimals: DECIMALS,
            amount,
        };
        let program = token::TokenProgram::from_id(&side.token_program).expect("a token program");
        let act = token::transfer_checked(program, &transfer).expect("an instruction");
        self.attempt(act, &owner, Ok(())).await;
        match place {
            0 | 1 => self.given[direction as usize][0] += amount,
            2 | 3 => self.given[direction as usize][1] += amount,
            _ => self.given_to_holding += amount,
        }
    }

    /// Tokens of the underlying come into the world.
    pub async fn mint(&mut self, account: &Pubkey, amount: u64) {
        let (payer, program) = (self.desk.roles().payer, self.desk.world.token_program);
        let mint = token::mint_to(program, &self.desk.at.mint, account, &payer, amount).expect("a mint");
        self.attempt(mint, &payer, Ok(())).await;
        self.minted += amount;
    }
}
