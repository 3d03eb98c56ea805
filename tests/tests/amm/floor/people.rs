//! What providers, traders, beacon and issuer do.

use super::Floor;
use halo_sdk::{
    addresses::PoolToken,
    amm::{
        instructions::{DepositArgs, InitiateRedemptionArgs, SwapArgs},
        state::PoolPosition,
    },
    error::Error,
    instructions::{self as ix, amm::Trader},
    transport::Landed,
};
use halo_tests::trading_pool::exact_in;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

impl Floor {
    pub async fn provide(&self, owner: &Pubkey, amount: u64) -> Result<Landed, Error> {
        self.mint(&self.at.cash, owner, amount).await;
        let payer = self.roles().payer;
        if self.client.fetch_optional::<PoolPosition>(&self.at.position(owner)).await?.is_none() {
            self.ok(&[ix::amm::open_position(&payer, &self.at, owner)], &[]).await;
        }
        self.send(&[self.depositing(owner, amount)], &[*owner]).await
    }

    pub fn depositing(&self, owner: &Pubkey, amount: u64) -> Instruction {
        let args = DepositArgs { amount, min_shares: 0 };
        ix::amm::deposit(&self.at, owner, &self.at.cash.account(owner), self.update, args)
    }

    fn trader(&self, gives: &PoolToken, receives: &PoolToken) -> Trader {
        Trader { price_update: self.update, ..Trader::associated(&self.bob, gives, receives) }
    }

    pub fn selling(&self, args: SwapArgs) -> Instruction {
        ix::amm::sell(&self.at, &self.trader(&self.at.asset, &self.at.cash), args)
    }

    pub fn buying(&self, args: SwapArgs) -> Instruction {
        ix::amm::buy(&self.at, &self.trader(&self.at.cash, &self.at.asset), args)
    }

    /// Bob sells what he is given for it.
    pub async fn sell(&self, amount: u64) -> Result<Landed, Error> {
        self.mint(&self.at.asset, &self.bob, amount).await;
        self.send(&[self.selling(exact_in(amount))], &[self.bob]).await
    }

    /// Bob buys for what he is given.
    pub async fn buy(&self, amount: u64) -> Result<Landed, Error> {
        self.mint(&self.at.cash, &self.bob, amount).await;
        self.send(&[self.buying(exact_in(amount))], &[self.bob]).await
    }

    pub async fn redeeming(&self, amount: u64, expected: u64) -> Instruction {
        let number = self.pool().await.redemptions + 1;
        let args = InitiateRedemptionArgs { amount, expected };
        ix::amm::initiate_redemption(&self.beacon, &self.at, number, &self.endpoint, self.update, args)
    }

    /// The beacon sends inventory to the issuer.
    pub async fn redeem(&self, amount: u64, expected: u64) -> Result<Landed, Error> {
        self.send(&[self.redeeming(amount, expected).await], &[self.beacon]).await
    }

    /// The issuer pays for redemption `number`.
    pub async fn settle(&self, number: u64, amount: u64) -> Result<Landed, Error> {
        self.mint(&self.at.cash, &self.issuer, amount).await;
        let source = self.at.cash.account(&self.issuer);
        let settle = ix::amm::settle_redemption(&self.issuer, &self.at, number, &source, amount);
        self.send(&[settle], &[self.issuer]).await
    }

    /// The record is what the vaults hold.
    pub async fn assert_sound(&self) {
        let capital = self.pool().await.capital;
        let (cash, asset) = (self.at.custody(&self.at.cash), self.at.custody(&self.at.asset));
        assert_eq!(self.tokens(&cash).await, capital.usds, "cash");
        assert_eq!(self.tokens(&asset).await, capital.inventory, "inventory");
        assert_eq!(self.tokens(&self.at.payout_account()).await, capital.reserved, "reserved");
    }
}
