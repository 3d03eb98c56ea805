//! `halo gov schedule`

use super::permit::Permit;
use crate::{
    args::{address, duration, percentage, seconds, Ceiling, Kind},
    command::pau::action_file,
    output::Value,
    session::{Plan, Session},
};
use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};
use halo_sdk::{
    configurator::{
        instructions::ScheduleArgs,
        state::{self, Grant, Payload, Scope},
    },
    instructions::configurator as ix,
    pau::state::LimitKind,
    transport::Transport,
};
use solana_pubkey::Pubkey;
use std::{path::PathBuf, time::Duration};

#[derive(Debug, Args)]
pub struct Schedule {
    /// Number of the operation that must have been executed before
    #[arg(long, global = true, value_name = "NUMBER")]
    after: Option<u64>,
    #[command(subcommand)]
    addition: Addition,
}

#[derive(Debug, Subcommand)]
enum Addition {
    /// Let GovOps configure a PAU, whose administrator is the scope
    RegisterPau(OnePau),
    /// Approve a rate limit
    InitLimit(InitLimit),
    /// Approve a call that relayers may make
    InitAction(InitAction),
    /// Approve a program that draws on Books and charges limits
    InitController(InitController),
    /// Permit something once
    #[command(subcommand)]
    Permit(Permit),
    /// Make a GovOps accordant to a PAU
    Cbeam(CBeam),
    /// Change delay, hop or step; what is not given stays
    Parameters(Parameters),
    /// Name who holds a role of the scope
    Role(NewHolder),
}

#[derive(Debug, Args)]
struct OnePau {
    #[arg(value_parser = address)]
    pau: Pubkey,
}

/// For whom something is approved.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct For {
    /// The one PAU that may use it
    #[arg(long, value_parser = address)]
    pau: Option<Pubkey>,
    /// Every registered PAU may use it
    #[arg(long)]
    every_pau: bool,
}

impl For {
    /// The default key stands for every PAU.
    fn pau(&self) -> Pubkey {
        self.pau.unwrap_or_default()
    }
}

#[derive(Debug, Args)]
struct InitLimit {
    #[command(flatten)]
    whose: For,
    #[arg(long, value_enum)]
    kind: Kind,
    /// Endpoint's token account for transfers, `action_target` of `halo pau action show` for actions, else the facility
    #[arg(long, value_parser = address)]
    target: Pubkey,
    /// Mint whose units are counted
    #[arg(long, value_parser = address)]
    mint: Pubkey,
    /// Most that GovOps may set at first, in tokens (26.25M), or "unlimited"
    #[arg(long, value_name = "AMOUNT")]
    max: Ceiling,
    /// Refill a day, in tokens
    #[arg(long, value_name = "AMOUNT")]
    slope: Ceiling,
}

#[derive(Debug, Args)]
struct InitAction {
    #[command(flatten)]
    whose: For,
    /// JSON or TOML file: program, accounts (role, account or mint, writable, signer), data_prefix (hexadecimal), one_shot
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
}

#[derive(Debug, Args)]
struct InitController {
    #[arg(value_parser = address)]
    pau: Pubkey,
    /// Address that will sign: of a program
    #[arg(value_parser = address)]
    signer: Pubkey,
    #[arg(long, value_enum, value_delimiter = ',', required = true)]
    kinds: Vec<Kind>,
    /// The one Book it may touch [default: every Book]
    #[arg(long, value_parser = address)]
    book: Option<Pubkey>,
}

#[derive(Debug, Args)]
struct CBeam {
    #[arg(value_parser = address)]
    pau: Pubkey,
    #[arg(value_parser = address)]
    govops: Pubkey,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Parameters {
    /// How long an addition waits: 14d
    #[arg(long, value_parser = duration)]
    delay: Option<Duration>,
    /// How long between two raises of a limit: 18h
    #[arg(long, value_parser = duration)]
    hop: Option<Duration>,
    /// Largest raise of a limit in one step: 25%
    #[arg(long, value_parser = percentage)]
    step: Option<u64>,
}

#[derive(Debug, Args)]
struct NewHolder {
    #[arg(value_enum)]
    role: Role,
    #[arg(value_parser = address)]
    key: Pubkey,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Role {
    Council,
    Mom,
    Freezer,
    Conserver,
}

impl From<Role> for state::Role {
    fn from(role: Role) -> Self {
        match role {
            Role::Council => Self::Council,
            Role::Mom => Self::Mom,
            Role::Freezer => Self::Freezer,
            Role::Conserver => Self::Conserver,
        }
    }
}

impl Schedule {
    pub async fn plan<T: Transport>(
        self,
        session: &Session<T>,
        (address, scope): (&Pubkey, &Scope),
    ) -> Result<Plan> {
        let payload = self.addition.payload(session, scope).await?;
        // Fourteen days are not waited for what can never be executed.
        payload.validate().map_err(|refusal| anyhow::anyhow!("this can never be executed: {refusal}"))?;
        let number = scope.operation_count.saturating_add(1);
        let due = session.client.unix_time().await?.saturating_add(scope.delay);
        let args = ScheduleArgs {
            payload,
            predecessor: self.after.unwrap_or_default(),
            config_version: scope.config_version,
        };
        let schedule = ix::schedule(&session.payer(), &session.actor(), address, number, args);
        let mut plan = Plan::new(format!("Operation {number} scheduled"), schedule).fact("number", number);
        plan.facts = plan.facts.with("due", Value::Moment(due));
        Ok(plan)
    }
}

impl Addition {
    async fn payload<T: Transport>(self, session: &Session<T>, scope: &Scope) -> Result<Payload> {
        Ok(match self {
            Self::RegisterPau(OnePau { pau }) => Payload::RegisterPau { pau },
            Self::InitLimit(InitLimit { whose, kind, target, mint, max, slope }) => {
                let decimals = session.decimals(&mint).await?;
                let (max, slope) = (max.units(decimals)?, slope.units(decimals)?);
                let grant = Grant::RateLimit { kind: kind.into(), target, mint, max, slope };
                Payload::AddInit { pau: whose.pau(), grant }
            }
            Self::InitAction(InitAction { whose, spec }) => {
                Payload::AddInit { pau: whose.pau(), grant: Grant::Action(action_file::read(&spec)?) }
            }
            Self::InitController(InitController { pau, signer, kinds, book }) => {
                let kinds = kinds.iter().fold(0, |bits, kind| bits | LimitKind::from(*kind).bit());
                let grant = Grant::Controller { signer, book: book.unwrap_or_default(), kinds };
                Payload::AddInit { pau, grant }
            }
            Self::Permit(permit) => {
                Payload::AddInit { pau: Pubkey::default(), grant: permit.grant(session).await? }
            }
            Self::Cbeam(CBeam { pau, govops }) => Payload::GrantCBeam { pau, govops },
            Self::Parameters(Parameters { delay, hop, step }) => Payload::SetParameters {
                delay: delay.map_or(scope.delay, seconds),
                hop: hop.map_or(scope.hop, seconds),
                max_change_bps: match step {
                    Some(bps) => u16::try_from(bps).ok().context("expected a step of at most 100%")?,
                    None => scope.max_change_bps,
                },
            },
            Self::Role(NewHolder { role, key }) => Payload::SetRole { role: role.into(), key },
        })
    }
}
