//! `halo limits`: rate limits of a PAU that a scope governs.

mod show;

use super::pau::limit::Key;
use crate::{
    args::{percentage, Ceiling},
    governed::{Approved, Governed},
    output::Value,
    session::{require_change, Plan, Session, Work},
};
use anyhow::{bail, Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses::LimitKey,
    configurator::instructions::{AddRateLimitArgs, SetRateLimitArgs},
    halo_math::{SorlError, UNLIMITED},
    instructions::configurator as ix,
    pau::state::RateLimit,
    transport::Transport,
};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show what may pass now, when the limit is full again, and how far and when it may be raised
    Show(show::Show),
    /// Make an approved limit real, with nothing available at first; GovOps acts
    Add(Add),
    /// Lower a limit in any size, or raise it by one step; GovOps acts
    Set(Set),
    /// Delete a limit, and with it every movement under it; GovOps, council or mom acts; the council if it is paused
    Remove(Key),
    /// Stop every movement under a limit and keep its values; GovOps, a warden, council, mom or freezer acts
    Pause(Key),
    /// Let a paused limit go on from its values; the council acts
    Resume(Key),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    key: Key,
    /// Most that can be available, in tokens (26.25M), or "unlimited" [default: what is approved]
    #[arg(long, value_name = "AMOUNT")]
    max: Option<Ceiling>,
    /// Refill a day, in tokens [default: what is approved]
    #[arg(long, value_name = "AMOUNT")]
    slope: Option<Ceiling>,
}

#[derive(Debug, Args)]
pub struct Set {
    #[command(flatten)]
    key: Key,
    /// Most that can be available, in tokens, or "unlimited" [default: as it is]
    #[arg(long, value_name = "AMOUNT")]
    max: Option<Ceiling>,
    /// Refill a day, in tokens [default: as it is]
    #[arg(long, value_name = "AMOUNT")]
    slope: Option<Ceiling>,
    /// Raise max and slope by a part of what they are: 20%
    #[arg(long, value_name = "PERCENTAGE", value_parser = percentage, conflicts_with_all = ["max", "slope"])]
    raise: Option<u64>,
}

impl Key {
    fn limit_key(&self) -> LimitKey {
        LimitKey { kind: self.kind.into(), target: self.target, mint: self.mint }
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let plan = match self {
            Self::Show(show) => return Ok(show.view(session).await?.into()),
            Self::Add(add) => add.plan(session).await?,
            Self::Set(set) => set.plan(session).await?,
            Self::Remove(key) => {
                let address = key.limit_key().limit(&key.pau);
                let limit: RateLimit = session.client.fetch(&address).await?;
                let governed = Governed::read(session, &key.pau).await?;
                let guardian = governed.guardian(session).await?;
                if limit.paused != 0 && guardian.signer != governed.scope.council {
                    bail!(
                        "limit {address} is paused: only the council removes it, so that nobody brings it back to life \
                         by adding it again"
                    );
                }
                let remove = ix::remove_rate_limit(&guardian, &address, &limit.rent_payer);
                Plan::new("Limit deleted", remove).fact("limit", address)
            }
            Self::Pause(key) => {
                let guardian = Governed::read(session, &key.pau).await?.guardian(session).await?;
                let address = key.limit_key().limit(&key.pau);
                Plan::new("Limit paused", ix::pause_rate_limit(&guardian, &address))
            }
            Self::Resume(key) => {
                let governed = Governed::read(session, &key.pau).await?;
                let address = key.limit_key().limit(&key.pau);
                let resume =
                    ix::resume_rate_limit(&session.actor(), &governed.scope_address, &key.pau, &address);
                Plan::new("Limit resumed", resume)
            }
        };
        Ok(plan.into())
    }
}

impl Add {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let Self { key, max, slope } = self;
        let (limit, decimals) = (key.limit_key(), session.decimals(&key.mint).await?);
        let governed = Governed::read(session, &key.pau).await?;
        let configurer = governed.configurer(session).await?;
        let approved = governed.approved(session, &limit).await?;
        let Approved { whose, limit: approved, .. } = approved.with_context(|| {
            format!(
                "no init approves this limit for PAU {}: the council has to, with `halo gov schedule init-limit`",
                key.pau
            )
        })?;
        let max = max.map_or(Ok(approved.max), |max| max.units(decimals))?;
        let slope = slope.map_or(Ok(approved.slope), |slope| slope.units(decimals))?;
        let sorl = governed.scope.sorl();
        sorl.check_first(&approved, max, slope).map_err(|refusal| explain(refusal, decimals))?;
        let LimitKey { kind, target, mint } = limit;
        let args = AddRateLimitArgs { kind, target, mint, max, slope };
        let add = ix::add_rate_limit(&session.payer(), &configurer, whose, args);
        Ok(Plan::new("Limit created, empty", add).fact("limit", limit.limit(&key.pau)))
    }
}

impl Set {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let Self { key, max, slope, raise } = self;
        require_change(max.is_some() || slope.is_some() || raise.is_some(), "--max, --slope or --raise")?;
        let (limit, decimals) = (key.limit_key(), session.decimals(&key.mint).await?);
        let governed = Governed::read(session, &key.pau).await?;
        let configurer = governed.configurer(session).await?;
        let now: RateLimit = session.client.fetch(&limit.limit(&key.pau)).await?;
        let approved = governed.approved(session, &limit).await?;
        let (max, slope) = match raise {
            Some(bps) => (raised(now.max, bps), raised(now.slope, bps)),
            None => (
                max.map_or(Ok(now.max), |max| max.units(decimals))?,
                slope.map_or(Ok(now.slope), |slope| slope.units(decimals))?,
            ),
        };
        let time = session.client.unix_time().await?;
        let bounds = approved.as_ref().map(|approved| &approved.limit);
        let sorl = governed.scope.sorl();
        sorl.check_change(&now.bucket_at(time), bounds, max, slope, time)
            .map_err(|refusal| explain(refusal, decimals))?;
        let whose = approved.map(|approved| approved.whose);
        let set = ix::set_rate_limit(&configurer, &limit, whose, SetRateLimitArgs { max, slope });
        Ok(Plan::new("Limit changed", set)
            .fact("max", Value::Tokens(max, decimals))
            .fact("slope_a_day", Value::Tokens(slope, decimals)))
    }
}

/// A refusal of the second-order rate limit before anything is signed, in tokens and dates.
pub fn explain(refusal: SorlError, decimals: u8) -> anyhow::Error {
    let tokens = |amount: u64| Value::Tokens(amount, decimals);
    match refusal {
        SorlError::TooSoon { next, .. } => anyhow::anyhow!(
            "this limit was raised too recently: expected the next raise at {} or later",
            Value::Moment(next)
        ),
        SorlError::MaxTooHigh { ceiling, got } => anyhow::anyhow!(
            "expected a max of at most {} now (one step up, or what the council has approved), came {}",
            tokens(ceiling),
            tokens(got)
        ),
        SorlError::SlopeTooHigh { ceiling, got } => anyhow::anyhow!(
            "expected a slope of at most {} a day now (one step up, or what the council has approved), came {}",
            tokens(ceiling),
            tokens(got)
        ),
        SorlError::NoInit => anyhow::anyhow!(
            "no init approves a raise of this limit: the council has to, with `halo gov schedule init-limit`"
        ),
        other => other.into(),
    }
}

/// A value and `bps` of it, rounded down; what has no limit keeps none.
fn raised(value: u64, bps: u64) -> u64 {
    if value == UNLIMITED {
        return value;
    }
    let more = u128::from(value).saturating_mul(bps.into()).div_euclid(10_000);
    value.saturating_add(u64::try_from(more).unwrap_or(UNLIMITED)).min(UNLIMITED.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raise_is_rounded_down_and_never_becomes_unlimited() {
        assert_eq!(raised(1_001, 2_000), 1_201);
        assert_eq!(raised(u64::MAX - 1, 10_000), u64::MAX - 1);
        assert_eq!(raised(UNLIMITED, 1), UNLIMITED);
    }

    #[test]
    fn refusals_are_in_tokens_and_dates() {
        let too_high = explain(SorlError::MaxTooHigh { ceiling: 125_000_000, got: 130_000_000 }, 6);
        assert!(too_high.to_string().contains("at most 125 now"), "{too_high}");
        let too_soon = explain(SorlError::TooSoon { next: 1_736_812_800, now: 0 }, 6);
        assert!(too_soon.to_string().contains("2025-01-14 00:00:00 UTC or later"), "{too_soon}");
    }
}
