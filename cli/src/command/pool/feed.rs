//! `halo pool feed`: what an asset is worth, by reporters.

use super::{feed_file::FeedFile, price, rules::permit_rent, safety::Agreed, PRICE_DECIMALS};
use crate::{
    args::{address, moment},
    governed::Governed,
    output::{Value, View},
    session::{base_key, Plan, Session, Work},
    table::{Row, Table},
};
use anyhow::{bail, Context, Result};
use clap::{Args, Subcommand};
use halo_sdk::{
    addresses,
    amm::{
        instructions::{digest, InitializeFeedArgs},
        state::Feed,
        FEED_DIGEST, REPORTERS_DIGEST,
    },
    halo_math::amm::{Posted, Posting, REPORTERS},
    instructions::amm as ix,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show a feed: its price, its reporters and their last reports
    Show(One),
    /// Create a feed; GovOps acts
    Init(Init),
    /// Set who may report, all of them in order; GovOps acts, with a permit to add somebody
    Reporters(Reporters),
    /// Set what prices and reports must keep to; GovOps acts, with a permit
    Limits(Limits),
    /// Report what the asset is worth; a reporter acts
    Post(Post),
    /// Accept a price that is out of step with the last one; the council acts
    Rebase(Rebase),
}

/// A feed.
#[derive(Debug, Clone, Copy, Args)]
pub struct One {
    #[arg(value_parser = address)]
    feed: Pubkey,
}

#[derive(Debug, Args)]
pub struct Init {
    /// A registered PAU, whose pools may use the feed
    #[arg(long, value_parser = address)]
    pau: Pubkey,
    /// JSON or TOML file with what prices and reports must keep to
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// Up to five keys that report
    #[arg(long, value_parser = address, value_delimiter = ',', required = true)]
    reporters: Vec<Pubkey>,
    /// Key file that fixes the feed's address [default: a new key]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Reporters {
    #[command(flatten)]
    feed: One,
    /// Up to five keys; who is not among them reports no longer
    #[arg(value_parser = address, required = true)]
    reporters: Vec<Pubkey>,
}

#[derive(Debug, Args)]
pub struct Limits {
    #[command(flatten)]
    feed: One,
    /// JSON or TOML file with what prices and reports must keep to
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

#[derive(Debug, Args)]
pub struct Rebase {
    #[command(flatten)]
    feed: One,
    #[command(flatten)]
    agreed: Agreed,
}

#[derive(Debug, Args)]
pub struct Post {
    #[command(flatten)]
    feed: One,
    /// Cash that one whole token is worth: 1.0005
    #[arg(long, value_parser = price)]
    price: u64,
    /// What that grows by in a day: 0.0001 [default: nothing]
    #[arg(long, value_parser = price)]
    accrual: Option<u64>,
    /// When it was worth that, as a date or Unix seconds [default: now]
    #[arg(long, value_parser = moment, value_name = "DATE")]
    effective: Option<i64>,
    /// When that was published [default: now]
    #[arg(long, value_parser = moment, value_name = "DATE")]
    published: Option<i64>,
}

/// All places, those at the end empty.
fn places(reporters: &[Pubkey]) -> Result<[Pubkey; REPORTERS]> {
    let mut places = [Pubkey::default(); REPORTERS];
    if reporters.len() > REPORTERS {
        bail!("expected at most {REPORTERS} reporters, came {}", reporters.len());
    }
    places.iter_mut().zip(reporters).for_each(|(place, reporter)| *place = *reporter);
    Ok(places)
}

impl One {
    async fn read<T: Transport>(&self, session: &Session<T>) -> Result<Feed> {
        Ok(session.client.fetch(&self.feed).await?)
    }

    async fn view<T: Transport>(&self, session: &Session<T>) -> Result<View> {
        let (feed, clock) = (self.read(session).await?, session.client.transport().clock().await?);
        let (now, slot) = (clock.unix_timestamp, clock.slot);
        let mark = feed.nav.mark;
        let places = feed.reporters.iter().zip(&feed.nav.reports);
        let named = places.filter(|(reporter, _)| **reporter != Pubkey::default());
        let rows = named.map(|(reporter, report)| Row {
            cells: vec![
                Value::text(reporter),
                Value::Number(report.sequence),
                Value::Tokens(report.price, PRICE_DECIMALS),
                Value::Tokens(report.accrual_per_day, PRICE_DECIMALS),
                Value::Moment(report.published_at),
            ],
            lines: vec![],
        });
        let columns = vec!["reporter", "number", "price", "growth_a_day", "published"];
        let view = View::default().text("feed", self.feed).text("scope", feed.scope).text("pau", feed.pau);
        let view = match feed.nav.price(now, slot) {
            Ok(price) => view.with("price", Value::Tokens(price.get(), PRICE_DECIMALS)),
            Err(refusal) => view.text("price", format!("none: {refusal}")),
        };
        Ok(view
            .with("last_accepted", Value::Tokens(mark.price_at(now), PRICE_DECIMALS))
            .with("published", Value::Moment(mark.published_at))
            .with("needed_reports", Value::Number(feed.nav.nav.quorum))
            .with("reports", Value::Table(Table { columns, rows: rows.collect() })))
    }
}

impl Init {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let limits = FeedFile::read(&self.config)?;
        let governed = Governed::read(session, &self.pau).await?;
        let (configurer, base) = (governed.configurer(session).await?, base_key(self.base.as_deref())?);
        let reporters = places(&self.reporters)?;
        let args = InitializeFeedArgs { limits: limits.limits, nav: limits.nav, reporters };
        let create = ix::initialize_feed(&session.payer(), &base.pubkey(), &configurer, args);
        Ok(Plan::new("Feed created", create).fact("feed", addresses::feed(&base.pubkey())).signed_by(base))
    }
}

impl Reporters {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (address, feed) = (self.feed.feed, self.feed.read(session).await?);
        let reporters = places(&self.reporters)?;
        let configurer = Governed::read(session, &feed.pau).await?.configurer(session).await?;
        let rent = match feed.adds(&reporters) {
            true => {
                let digest = digest(REPORTERS_DIGEST, &reporters)?;
                Some(permit_rent(session, &feed.scope, &address, &digest).await?)
            }
            false => None,
        };
        Ok(Plan::new("Reporters set", ix::set_reporters(&configurer, &address, reporters, rent.as_ref())))
    }
}

impl Limits {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (address, feed) = (self.feed.feed, self.feed.read(session).await?);
        let args = FeedFile::read(&self.config)?;
        let configurer = Governed::read(session, &feed.pau).await?.configurer(session).await?;
        let digest = digest(FEED_DIGEST, &args)?;
        let rent = permit_rent(session, &feed.scope, &address, &digest).await?;
        Ok(Plan::new("Limits of the feed set", ix::set_feed_limits(&configurer, &address, args, &rent)))
    }
}

impl Post {
    async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let (address, feed, reporter) = (self.feed.feed, self.feed.read(session).await?, session.actor());
        let clock = session.client.transport().clock().await?;
        let (now, slot) = (clock.unix_timestamp, clock.slot);
        let place = feed.place_of(&reporter).ok().with_context(|| {
            format!("expected a reporter of the feed to act, came {reporter}, which is none")
        })?;
        let last = feed.nav.reports.get(place).map_or(0, |report| report.sequence);
        let posting = Posting {
            price: self.price,
            accrual_per_day: self.accrual.unwrap_or_default(),
            effective_at: self.effective.unwrap_or(now),
            published_at: self.published.unwrap_or(now),
            sequence: last.saturating_add(1),
        };
        // The same rules as the program's, on a copy.
        let mut nav = feed.nav;
        let posted = nav.post(place, &posting, now, slot)?;
        let plan = Plan::new("Price reported", ix::post_nav(&reporter, &address, posting));
        let number = |price| Value::Tokens(price, PRICE_DECIMALS);
        Ok(match posted {
            Posted::Accepted { price, previous } => plan
                .fact("price", number(price.get()))
                .fact("before", if previous == 0 { "none".to_owned() } else { number(previous).to_string() }),
            Posted::NoQuorum { fresh, quorum } => plan.fact(
                "price",
                format!("as it was: {fresh} reporters have a fresh report and {quorum} are needed"),
            ),
            Posted::Deviates { price, mark } => plan.fact(
                "price",
                format!(
                    "none: {} is too far from {}, and nobody trades until they agree or the council accepts it",
                    number(price),
                    number(mark)
                ),
            ),
        })
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let plan = match self {
            Self::Show(feed) => return Ok(feed.view(session).await?.into()),
            Self::Init(init) => init.plan(session).await?,
            Self::Reporters(reporters) => reporters.plan(session).await?,
            Self::Limits(limits) => limits.plan(session).await?,
            Self::Post(post) => post.plan(session).await?,
            Self::Rebase(Rebase { feed, agreed }) => {
                let found = feed.read(session).await?;
                let rebase = ix::rebase_feed(&session.actor(), &found.scope, &feed.feed, agreed.range());
                Plan::new("Price accepted", rebase)
            }
        };
        Ok(plan.into())
    }
}
