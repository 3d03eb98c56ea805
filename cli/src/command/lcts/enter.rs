//! `halo lcts enter`

use super::OneQueue;
use crate::{
    args::{address, Amount},
    command::{pau::action_file, psm},
    output::Value,
    session::{Plan, Session},
};
use anyhow::{bail, Context, Result};
use clap::Args;
use halo_sdk::{
    addresses::{self, PsmAddresses, UnitQueue},
    instructions::{
        lcts::{psm_converter, Conversion},
        psm as psm_ix,
    },
    lcts::{instructions::EnterWithUsdsArgs, state::Direction},
    pau::state::{AccountRole, Action, ActionSpec},
    psm::{
        instructions::Quote,
        state::{Psm, Side},
    },
    transport::Transport,
    view::{Door, Subscriber},
};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Enter {
    #[command(flatten)]
    queue: OneQueue,
    /// What is paid, in tokens: underlying, shares in the redeem queue, or what is converted: 1.5M
    #[arg(long)]
    amount: Amount,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    from: Option<Pubkey>,
    #[command(flatten)]
    other: Other,
}

/// Paying with another token than the underlying.
#[derive(Debug, Args)]
struct Other {
    /// Pay with the stable token of this PSM, which turns it into the underlying
    #[arg(long, value_parser = address, value_name = "PSM", conflicts_with = "converter")]
    with_usds: Option<Pubkey>,
    /// Pay with another token, which this action turns into the underlying: a file as for `halo govops enable-action`
    #[arg(long, value_name = "FILE", requires = "min")]
    converter: Option<PathBuf>,
    /// Least underlying that must come of it, in tokens [default: a thousandth less than the PSM quotes]
    #[arg(long, value_name = "AMOUNT")]
    min: Option<Amount>,
}

impl Enter {
    pub async fn plan<T: Transport>(self, session: &Session<T>) -> Result<Plan> {
        let Self { queue: OneQueue { unit, queue }, amount, from, other } = self;
        let ((at, state), subscriber) = (unit.found(session).await?, unit.subscriber(session).await?);
        let (direction, decimals) = (Direction::from(queue), state.decimals);
        let place = at.queue(direction);
        let (enter, entered) = match other.find(session, &place).await? {
            None => {
                let amount = amount.units(decimals)?;
                let source = from.unwrap_or_else(|| place.input.token_account(&session.actor()));
                let enter = subscriber.enter_from(&session.payer(), &source, direction, amount);
                (unit.now(enter, decimals)?, Value::Tokens(amount, decimals))
            }
            Some(paid) => {
                let units = amount.units(session.decimals(&paid.mint).await?)?;
                let args = paid.args(session, units, other.min, decimals).await?;
                let least = format!("at least {}", Value::Tokens(args.min_amount, decimals));
                let enter = unit.now(paid.enter(session, &subscriber, from, args), decimals)?;
                (enter, Value::Text(least))
            }
        };
        let seen = subscriber.place(direction);
        let mut plan = Plan::new("Entered the queue", enter);
        plan.facts = plan.facts.with("entered", entered).with("generation", Value::Number(seen.current));
        if let Door::Open { locks_from } = seen.door {
            plan.facts = plan.facts.with("locks_from", Value::Moment(locks_from));
        }
        Ok(plan)
    }
}

/// What is paid in the place of the underlying, and what converts it.
struct Paid {
    mint: Pubkey,
    token_program: Pubkey,
    spec: ActionSpec,
    /// Quotes, where the converter is one.
    psm: Option<PsmAddresses>,
}

impl Other {
    /// The converter that was asked for, which the PAU must have enabled.
    async fn find<T: Transport>(&self, session: &Session<T>, queue: &UnitQueue) -> Result<Option<Paid>> {
        let (spec, psm) = match (&self.with_usds, &self.converter) {
            (Some(psm), _) => {
                let state: Psm = session.client.fetch(psm).await?;
                let psm = PsmAddresses::of(*psm, &state);
                (psm_converter(&psm, queue), Some(psm))
            }
            (None, Some(file)) => (action_file::read(file)?, None),
            (None, None) => return Ok(None),
        };
        if queue.direction != Direction::Subscribe {
            bail!("the redeem queue takes shares of the unit only: another token enters the subscribe queue");
        }
        let paid = spec.accounts.iter().find_map(|rule| match rule.role {
            AccountRole::Vault(mint) if mint != queue.input.mint => Some(mint),
            _ => None,
        });
        let mint = paid.context("expected an action with a vault of what is paid, came one without")?;
        let action = addresses::action(&queue.pau, &spec);
        let enabled: Option<Action> = session.client.fetch_optional(&action).await?;
        enabled.with_context(|| {
            format!(
                "PAU {} has not enabled this converter: GovOps has to, with `halo govops enable-action`",
                queue.pau
            )
        })?;
        let token_program = session.mint(&mint).await?.program.id();
        Ok(Some(Paid { mint, token_program, spec, psm }))
    }
}

impl Paid {
    async fn args<T: Transport>(
        &self,
        session: &Session<T>,
        amount_in: u64,
        min: Option<Amount>,
        decimals: u8,
    ) -> Result<EnterWithUsdsArgs> {
        let min_amount = match (min, &self.psm) {
            (Some(min), _) => min.units(decimals)?,
            (None, Some(psm)) => {
                let quote = psm_ix::quote(psm, Side::Stable, amount_in);
                let quoted = session.client.view_as::<Quote>(quote).await?.amount_out;
                psm::least(quoted)
            }
            (None, None) => {
                bail!("expected the least that must come, with --min: this converter quotes nothing")
            }
        };
        Ok(EnterWithUsdsArgs { amount_in, min_amount })
    }

    fn enter<T: Transport>(
        &self,
        session: &Session<T>,
        subscriber: &Subscriber,
        from: Option<Pubkey>,
        args: EnterWithUsdsArgs,
    ) -> core::result::Result<Instruction, halo_sdk::view::NotNow> {
        let own = addresses::associated_token(&session.actor(), &self.mint, &self.token_program);
        let conversion = Conversion { mint: self.mint, token_program: self.token_program, spec: &self.spec };
        subscriber.enter_with_usds(&session.payer(), &from.unwrap_or(own), &conversion, args)
    }
}
