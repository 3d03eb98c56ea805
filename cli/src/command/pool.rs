//! `halo pool`: pools of a Trading Halo, the feeds that give their prices, and everybody who deals with them.

mod capital;
mod depth;
mod feed;
mod feed_file;
mod pool_file;
mod provider;
mod redemption;
mod refusal;
mod rules;
mod safety;
mod setup;
mod show;
mod svg;
mod trade;

use crate::{
    args::address,
    session::{Session, Work},
};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses::PoolToken,
    amm::state,
    halo_math::amm::Price,
    token::{create_associated_token_account, TokenProgram},
    transport::Transport,
    venue::{PoolVenue, Refusal},
    view::{AmmOperator, LiquidityProvider, Trader},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

/// Decimals of a price: it counts cash for one whole token in parts of 10^12.
const PRICE_DECIMALS: u8 = 12;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show a pool: price, money, redemptions, what is due now, and what trades of any size cost
    Show(show::Show),
    /// Show what a trade would come to now
    Quote(trade::Quote),
    /// Sell the asset to a pool; the owner of the tokens acts
    Sell(trade::Deal),
    /// Buy the asset from a pool; the owner of the tokens acts
    Buy(trade::Deal),
    /// Feeds: what an asset is worth, by reporters
    #[command(subcommand)]
    Feed(feed::Command),
    /// Create a pool for an asset that the council has onboarded; GovOps acts
    Init(setup::Init),
    /// Open the Book that holds a pool's cash and inventory; anyone acts, once the pool is a controller
    OpenCustody(Pool),
    /// Set the bounds of the spread, and the spread; GovOps acts, with a permit to widen them
    Bounds(rules::FromFile),
    /// Set what size costs; GovOps acts, with a permit
    Depth(rules::FromFile),
    /// Set what a pool may hold, trade and be worth; GovOps acts, with a permit to raise it or to change the time of a settlement
    Limits(rules::FromFile),
    /// Set where the price comes from, while the pool is stopped; GovOps acts, with a permit
    Sources(rules::Sources),
    /// Move the spread within its bounds; a beacon with QUOTE acts
    Spread(rules::Spread),
    /// Show what a key has in a pool: shares, what they are worth, withdrawals
    Position(provider::OfOwner),
    /// Open somebody's position; anyone acts
    OpenPosition(provider::OfOwner),
    /// Bring cash for shares; the owner of the tokens acts
    Deposit(capital::Deposit),
    /// Put shares into the queue of withdrawals; their owner acts
    Withdraw(capital::Withdraw),
    /// Price the first withdrawal that waits and set its cash aside; anyone acts
    Fill(Pool),
    /// Take what was set aside for a withdrawal; its owner acts
    Claim(capital::Claim),
    /// Take back the shares of a withdrawal that wait; their owner acts
    Cancel(capital::OneWithdrawal),
    /// Close a withdrawal that was paid; anyone acts, and the rent goes to who paid it
    CloseWithdrawal(provider::OfTicket),
    /// Close an empty position; its owner acts, and the rent goes to who paid it
    ClosePosition(Pool),
    /// Send inventory to the issuer; a beacon with REDEEM acts
    Redeem(redemption::Redeem),
    /// Bring the cash of a redemption; anyone acts
    Settle(redemption::Settle),
    /// Bring back all of the asset that the issuer has not redeemed; anyone acts
    Return(redemption::Return),
    /// Book what a late redemption did not bring as a loss; a beacon with REDEEM acts
    CloseRedemption(redemption::OneRedemption),
    /// Say that a redemption is late, which stops purchases of the pool; anyone acts
    Flag(redemption::OneRedemption),
    /// Remove the account of a redemption for which nothing more may come; anyone acts, and the rent goes to who paid it
    RemoveRedemption(redemption::OneRedemption),
    /// Stop trading over a price that nobody should trade at; anyone acts
    Trip(Pool),
    /// Stop what traders do; a beacon with QUOTE, a warden, council, mom or freezer acts
    Pause(safety::Sides),
    /// Let traders go on; the council acts
    Unpause(safety::Sides),
    /// Accept a price of Pyth that is out of step with the last one; the council acts
    Rebase(safety::Rebase),
    /// Hold the vaults against what is recorded, and stop trading when something is missing; anyone acts
    Check(Pool),
    /// Take what the vaults lack off the record; the council acts
    WriteDown(Pool),
}

/// A pool, and what whoever needs its price brings along.
#[derive(Debug, Clone, Copy, Args)]
pub struct Pool {
    #[arg(value_parser = address)]
    pool: Pubkey,
    /// Account of the Pyth receiver with the price, for a pool that has a price by Pyth
    #[arg(long, value_parser = address, value_name = "ADDRESS")]
    price_update: Option<Pubkey>,
}

impl Pool {
    async fn venue<T: Transport>(&self, session: &Session<T>) -> Result<PoolVenue> {
        Ok(PoolVenue::read(&session.client, &self.pool, self.price_update).await?)
    }

    /// The pool as the acting key trades with it.
    async fn trader<T: Transport>(&self, session: &Session<T>) -> Result<Trader> {
        Ok(Trader::read(&session.client, &self.pool, &session.actor(), self.price_update).await?)
    }

    /// What `owner` has in the pool.
    async fn provider<T: Transport>(
        &self,
        session: &Session<T>,
        owner: &Pubkey,
    ) -> Result<LiquidityProvider> {
        Ok(LiquidityProvider::read(&session.client, &self.pool, owner, self.price_update).await?)
    }

    /// The pool as its operator sees it.
    async fn operator<T: Transport>(&self, session: &Session<T>) -> Result<AmmOperator> {
        Ok(AmmOperator::read(&session.client, &self.pool, self.price_update).await?)
    }

    async fn state<T: Transport>(&self, session: &Session<T>) -> Result<state::Pool> {
        Ok(session.client.fetch(&self.pool).await?)
    }

    /// What can be done, or in words for people why not now.
    fn now<A>(&self, act: core::result::Result<A, Refusal>, venue: &PoolVenue) -> Result<A> {
        act.map_err(|refusal| refusal::explain(refusal, venue))
    }
}

/// Decimals of a pool's shares: a new pool has a hundred of them for each base unit of cash.
fn share_decimals(cash_decimals: u8) -> u8 {
    cash_decimals.saturating_add(2)
}

/// A price as it is typed: cash for one whole token.
fn price(text: &str) -> Result<u64> {
    // What is a separator of thousands in an amount may be meant as a decimal point in a price.
    let plain = Some(text).filter(|text| !text.contains(','));
    let parts = plain.and_then(|text| halo_sdk::amount::parse_units(text, PRICE_DECIMALS).ok());
    let price = parts.and_then(|parts| Price::new(parts).ok());
    let expected = || format!("expected a price above 0 like 1.0005, with up to 12 decimals, came {text:?}");
    Ok(price.with_context(expected)?.get())
}

/// `named`, or the acting key's associated account, which is made where it is missing.
fn receiving<T: Transport>(
    session: &Session<T>,
    token: &PoolToken,
    named: Option<Pubkey>,
) -> Result<(Pubkey, Option<Instruction>)> {
    if let Some(account) = named {
        return Ok((account, None));
    }
    let owner = session.actor();
    let program = TokenProgram::from_id(&token.token_program)
        .with_context(|| format!("expected a token program, came {}", token.token_program))?;
    let create = create_associated_token_account(&session.payer(), &owner, &token.mint, program);
    Ok((token.account(&owner), Some(create)))
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let plan = match self {
            Self::Show(show) => return Ok(show.view(session).await?.into()),
            Self::Quote(quote) => return Ok(quote.view(session).await?.into()),
            Self::Position(position) => return Ok(position.view(session).await?.into()),
            Self::Feed(command) => return command.execute(session).await,
            Self::Sell(deal) => deal.plan(trade::Side::Sell, session).await?,
            Self::Buy(deal) => deal.plan(trade::Side::Buy, session).await?,
            Self::Init(init) => init.plan(session).await?,
            Self::OpenCustody(pool) => setup::open_custody(&pool, session).await?,
            Self::Bounds(file) => rules::bounds(&file, session).await?,
            Self::Depth(file) => rules::depth(&file, session).await?,
            Self::Limits(file) => rules::limits(&file, session).await?,
            Self::Sources(sources) => sources.plan(session).await?,
            Self::Spread(spread) => spread.plan(session).await?,
            Self::OpenPosition(position) => position.open(session).await?,
            Self::Deposit(deposit) => deposit.plan(session).await?,
            Self::Withdraw(withdraw) => withdraw.plan(session).await?,
            Self::Fill(pool) => capital::fill(&pool, session).await?,
            Self::Claim(claim) => claim.plan(session).await?,
            Self::Cancel(withdrawal) => withdrawal.cancel(session).await?,
            Self::CloseWithdrawal(ticket) => ticket.close(session).await?,
            Self::ClosePosition(pool) => provider::close_position(&pool, session).await?,
            Self::Redeem(redeem) => redeem.plan(session).await?,
            Self::Settle(settle) => settle.plan(session).await?,
            Self::CloseRedemption(redemption) => redemption.close(session).await?,
            Self::Return(home) => home.plan(session).await?,
            Self::Flag(redemption) => redemption.flag(session).await?,
            Self::RemoveRedemption(redemption) => redemption.remove(session).await?,
            Self::Trip(pool) => safety::trip(&pool, session).await?,
            Self::Pause(sides) => sides.pause(session).await?,
            Self::Unpause(sides) => sides.unpause(session).await?,
            Self::Rebase(rebase) => rebase.plan(session).await?,
            Self::Check(pool) => safety::check(&pool, session).await?,
            Self::WriteDown(pool) => safety::write_down(&pool, session).await?,
        };
        Ok(plan.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_typed_as_cash_for_a_token() {
        assert_eq!(price("1.0005").unwrap(), 1_000_500_000_000);
        assert_eq!(price("0.000000000001").unwrap(), 1);
        for text in ["0", "", "-1", "1,5", "0.0000000000001"] {
            assert!(price(text).unwrap_err().to_string().contains("expected a price above 0"), "{text}");
        }
    }
}
