//! `halo lcts`: units of a Portfolio Halo, and the two queues through which they are bought and given back.

mod cycle;
mod enter;
mod guardrails;
mod holding;
mod losses;
mod member;
mod members;
mod project;
mod rate;
mod refusal;
mod setup;
mod show;

use crate::{
    args::address,
    session::{Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};
use halo_sdk::{
    addresses::LctsAddresses,
    lcts::state::{self, Direction},
    transport::Transport,
    view::{NotNow, Subscriber, UnitOperator},
};
use solana_pubkey::Pubkey;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show a unit: rate, capacity, holding, queues, and what is due now
    Show(Unit),
    /// Show a queue and its generations
    Queue(OneQueue),
    /// Show what the members of a generation share
    Generation(members::OneGeneration),
    /// Show what a key has in both queues
    Position(members::Position),
    /// Show what a key would receive, day by day, if each settlement had the same capacity
    Project(project::Project),
    /// Create a unit and the mint of its shares; GovOps acts
    Init(setup::Init),
    /// Open one of a unit's two queues; anyone acts
    OpenQueue(OneQueue),
    /// Open the Book that holds what the shares stand for; anyone acts, once the unit is a controller
    OpenHolding(Unit),
    /// Set what bounds settlements and the rate; GovOps acts
    Guardrails(guardrails::Guardrails),
    /// Enter a queue; the owner of the tokens acts
    Enter(enter::Enter),
    /// Take what a position has earned, and stay in the queue; its owner acts
    Claim(member::Claim),
    /// Take a whole position out of a queue, with what it has earned; its owner acts
    Exit(member::Exit),
    /// Close an empty position; its owner acts, and the rent goes to who paid it
    Close(OneQueue),
    /// Close a generation of which everybody was credited; anyone acts, and the rent goes to who paid it
    CloseGeneration(members::OneGeneration),
    /// Lock both queues for today's settlement, from 13:00 to 16:00 UTC; a beacon with LOCK acts
    Lock(Unit),
    /// Settle one locked queue; a beacon with SETTLE acts
    Settle(cycle::Settle),
    /// Net both locked queues and settle the rest; a beacon with SETTLE acts
    SettlePair(cycle::SettlePair),
    /// Unlock a queue that was not settled by 16:00 UTC; anyone acts
    Unlock(OneQueue),
    /// Set what a share is worth; a beacon with RATE acts
    Rate(cycle::SetRate),
    /// Lower the rates of a unit and its junior by a loss, the junior's first; a beacon with RATE acts
    Haircut(losses::Haircut),
    /// Make a unit the junior of another, for good; anyone acts, once it is a controller of that one's Book
    Subordinate(losses::Subordinate),
    /// Hold the holding against what is recorded, and halt the unit when money is missing; anyone acts
    Check(Unit),
    /// Let a halted unit go on; the council acts
    ClearHalt(Unit),
    /// Send money of the holding to an endpoint; a beacon with DEPLOY acts
    Deploy(holding::Deploy),
    /// Bring money back to the holding; anyone acts
    Return(holding::Return),
}

#[derive(Debug, Clone, Copy, Args)]
pub struct Unit {
    #[arg(value_parser = address)]
    unit: Pubkey,
}

/// A queue of a unit.
#[derive(Debug, Clone, Copy, Args)]
pub struct OneQueue {
    #[command(flatten)]
    unit: Unit,
    #[arg(value_enum)]
    queue: Queue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Queue {
    /// Underlying in, shares out
    Subscribe,
    /// Shares in, underlying out
    Redeem,
}

impl From<Queue> for Direction {
    fn from(queue: Queue) -> Self {
        match queue {
            Queue::Subscribe => Self::Subscribe,
            Queue::Redeem => Self::Redeem,
        }
    }
}

impl Unit {
    /// The unit as its operator sees it.
    async fn operator<T: Transport>(&self, session: &Session<T>) -> Result<UnitOperator> {
        Ok(UnitOperator::read(&session.client, &self.unit).await?)
    }

    /// The unit as the acting key sees it.
    async fn subscriber<T: Transport>(&self, session: &Session<T>) -> Result<Subscriber> {
        Ok(Subscriber::read(&session.client, &self.unit, &session.actor()).await?)
    }

    /// The account and the addresses that follow from it.
    async fn found<T: Transport>(&self, session: &Session<T>) -> Result<(LctsAddresses, state::Unit)> {
        let unit: state::Unit = session.client.fetch(&self.unit).await?;
        Ok((LctsAddresses::of(self.unit, &unit), unit))
    }

    /// What can be done, or in words for people why not now.
    fn now<A>(&self, act: core::result::Result<A, NotNow>, decimals: u8) -> Result<A> {
        act.map_err(|refusal| refusal::explain(refusal, &self.unit, decimals))
    }
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let plan = match self {
            Self::Show(unit) => return Ok(show::unit(&unit, session).await?.into()),
            Self::Queue(queue) => return Ok(members::queue(&queue, session).await?.into()),
            Self::Generation(generation) => return Ok(generation.view(session).await?.into()),
            Self::Position(position) => return Ok(position.view(session).await?.into()),
            Self::Project(project) => return Ok(project.view(session).await?.into()),
            Self::Init(init) => init.plan(session).await?,
            Self::OpenQueue(queue) => setup::open_queue(&queue, session).await?,
            Self::OpenHolding(unit) => setup::open_holding(&unit, session).await?,
            Self::Guardrails(guardrails) => guardrails.plan(session).await?,
            Self::Enter(enter) => enter.plan(session).await?,
            Self::Claim(claim) => claim.plan(session).await?,
            Self::Exit(exit) => exit.plan(session).await?,
            Self::Close(queue) => member::close(&queue, session).await?,
            Self::CloseGeneration(generation) => generation.close(session).await?,
            Self::Lock(unit) => cycle::lock(&unit, session).await?,
            Self::Settle(settle) => settle.plan(session).await?,
            Self::SettlePair(settle) => settle.plan(session).await?,
            Self::Unlock(queue) => cycle::unlock(&queue, session).await?,
            Self::Rate(rate) => rate.plan(session).await?,
            Self::Haircut(haircut) => haircut.plan(session).await?,
            Self::Subordinate(subordinate) => subordinate.plan(session).await?,
            Self::Check(unit) => losses::check(&unit, session).await?,
            Self::ClearHalt(unit) => losses::clear_halt(&unit, session).await?,
            Self::Deploy(deploy) => deploy.plan(session).await?,
            Self::Return(home) => home.plan(session).await?,
        };
        Ok(plan.into())
    }
}
