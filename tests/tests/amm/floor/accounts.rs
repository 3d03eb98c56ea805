//! What the chain has of a pool, and of whoever deals with it.

use super::Floor;
use halo_sdk::{
    addresses::PoolToken,
    amm::{
        instructions::{PoolView, QuoteArgs, QuoteView},
        state::{Feed, Pool, PoolPosition, PoolRedemption, PoolWithdrawal},
    },
    error::Error,
    instructions as ix,
    token::{self, TokenProgram},
};
use solana_pubkey::Pubkey;

impl Floor {
    pub async fn pool(&self) -> Pool {
        self.client.fetch(&self.at.pool).await.expect("a pool")
    }

    pub async fn nav_feed(&self) -> Feed {
        self.client.fetch(&self.feed).await.expect("a feed")
    }

    pub async fn shares(&self, owner: &Pubkey) -> u64 {
        let position: PoolPosition = self.client.fetch(&self.at.position(owner)).await.expect("a position");
        position.shares
    }

    pub async fn withdrawal(&self, number: u64) -> PoolWithdrawal {
        self.client.fetch(&self.at.withdrawal(number)).await.expect("a withdrawal")
    }

    pub async fn redemption(&self, number: u64) -> PoolRedemption {
        self.client.fetch(&self.at.redemption(number)).await.expect("a redemption")
    }

    pub async fn view(&self) -> PoolView {
        self.client.view_as(ix::amm::pool_state(&self.at, self.update)).await.expect("a price")
    }

    pub async fn quote(&self, args: QuoteArgs) -> Result<QuoteView, Error> {
        self.client.view_as(ix::amm::quote(&self.at, self.update, args)).await
    }

    /// USDS and t-bills of somebody's wallet.
    pub async fn wallet(&self, owner: &Pubkey) -> (u64, u64) {
        (self.tokens(&self.at.cash.account(owner)).await, self.tokens(&self.at.asset.account(owner)).await)
    }

    /// Mints `amount` of a token to `owner`'s account.
    pub async fn mint(&self, side: &PoolToken, owner: &Pubkey, amount: u64) {
        let program = TokenProgram::from_id(&side.token_program).expect("a token program");
        let (payer, account) = (self.roles().payer, side.account(owner));
        let mint = token::mint_to(program, &side.mint, &account, &payer, amount).expect("a mint");
        self.ok(&[mint], &[]).await;
    }
}
