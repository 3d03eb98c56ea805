//! `halo pool trip | pause | unpause | rebase | check | write-down`

use super::{price, trade::Side, Pool};
use crate::session::{Plan, Session};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    configurator::state::{Beam, Scope},
    halo_math::amm::{PriceRange, POOL_BUYS, POOL_SELLS},
    instructions::amm as ix,
    transport::Transport,
};

/// Stops trading over the price of now.
pub async fn trip<T: Transport>(pool: &Pool, session: &Session<T>) -> Result<Plan> {
    let seen = pool.operator(session).await?;
    let trip = pool.now(seen.trip_breaker(&session.actor()), seen.venue())?;
    Ok(Plan::new("Trading stopped over the price", trip))
}

/// What traders may no longer do, or may do again.
#[derive(Debug, Args)]
pub struct Sides {
    #[command(flatten)]
    pool: Pool,
    /// What traders do: both, unless one is named
    #[arg(value_enum)]
    side: Option<Side>,
}

impl Sides {
    fn bits(&self) -> u64 {
        match self.side {
            Some(Side::Sell) => POOL_BUYS,
            Some(Side::Buy) => POOL_SELLS,
            None => POOL_BUYS | POOL_SELLS,
        }
    }

    pub async fn pause<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (seen, guardian) = (self.pool.operator(session).await?, session.actor());
        let scope: Scope = session.client.fetch(&seen.scope).await?;
        let by_beam = !scope.is_abeam(&guardian);
        if by_beam {
            let beam = seen.venue().addresses().beam(&guardian);
            session.client.fetch_optional::<Beam>(&beam).await?.with_context(|| {
                format!(
                    "expected council, mom, freezer, a warden or a beacon of the pool to act, came {guardian}, which is \
                     none"
                )
            })?;
        }
        let pause = self.pool.now(seen.pause(&guardian, by_beam, self.bits()), seen.venue())?;
        Ok(Plan::new("Trading stopped", pause))
    }

    pub async fn unpause<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let seen = self.pool.operator(session).await?;
        let unpause = self.pool.now(seen.unpause(&session.actor(), self.bits()), seen.venue())?;
        Ok(Plan::new("Trading goes on", unpause))
    }
}

/// Prices that the council agrees to accept: which of them it will be is not known while people sign.
#[derive(Debug, Clone, Copy, Args)]
pub struct Agreed {
    /// Lowest price that is accepted: 0.965
    #[arg(long, value_parser = price, value_name = "PRICE")]
    least: u64,
    /// Highest price that is accepted: 0.975
    #[arg(long, value_parser = price, value_name = "PRICE")]
    most: u64,
}

impl Agreed {
    pub fn range(self) -> PriceRange {
        PriceRange { least: self.least, most: self.most }
    }
}

#[derive(Debug, Args)]
pub struct Rebase {
    #[command(flatten)]
    pool: Pool,
    #[command(flatten)]
    agreed: Agreed,
}

impl Rebase {
    /// Accepts the price of Pyth as it is.
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let venue = self.pool.venue(session).await?;
        let update = venue
            .price_update()
            .context("expected a pool with a price by Pyth, and its account in --price-update")?;
        let rebase = ix::rebase_pool(&session.actor(), venue.addresses(), &update, self.agreed.range());
        Ok(Plan::new("Price accepted", rebase))
    }
}

/// Holds the vaults against the record.
pub async fn check<T: Transport>(pool: &Pool, session: &Session<T>) -> Result<Plan> {
    let venue = pool.venue(session).await?;
    pool.now(venue.require_open(), &venue)?;
    Ok(Plan::new("Vaults held against the record", ix::check_pool(venue.addresses())))
}

/// Takes what the vaults lack off the record.
pub async fn write_down<T: Transport>(pool: &Pool, session: &Session<T>) -> Result<Plan> {
    let venue = pool.venue(session).await?;
    pool.now(venue.require_open(), &venue)?;
    Ok(Plan::new("Losses taken off the record", ix::write_down(&session.actor(), venue.addresses())))
}
