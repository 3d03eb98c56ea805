//! `halo limits show`: by what names the limit, or by its address.

use crate::{
    args::{address, names, Kind},
    governed::Governed,
    output::{Value, View},
    session::Session,
};
use anyhow::{Context, Result};
use clap::Args;
use halo_sdk::{
    addresses::LimitKey,
    governance::LimitView,
    pau::state::{Pau, RateLimit},
    transport::Transport,
};
use solana_pubkey::Pubkey;

#[derive(Debug, Args)]
pub struct Show {
    /// The PAU, with kind, target and mint; or the limit's own address
    #[arg(value_parser = address, value_name = "PAU|LIMIT")]
    account: Pubkey,
    #[arg(long, value_enum, requires = "target")]
    kind: Option<Kind>,
    /// Endpoint's token account for transfers, `action_target` of `halo pau action show` for actions, else the facility
    #[arg(long, value_parser = address, requires = "mint")]
    target: Option<Pubkey>,
    /// Mint whose units are counted
    #[arg(long, value_parser = address, requires = "kind")]
    mint: Option<Pubkey>,
}

impl Show {
    /// The address of the limit, and the limit.
    async fn find<T: Transport>(&self, session: &Session<T>) -> Result<(Pubkey, RateLimit)> {
        let address = match (self.kind, self.target, self.mint) {
            (Some(kind), Some(target), Some(mint)) => {
                LimitKey { kind: kind.into(), target, mint }.limit(&self.account)
            }
            _ => self.account,
        };
        let limit = session.client.fetch(&address).await;
        let limit = match limit {
            Err(_) if session.client.fetch::<Pau>(&address).await.is_ok() => {
                anyhow::bail!("{address} is a PAU: name one of its limits with --kind, --target and --mint")
            }
            limit => limit.with_context(|| format!("limit {address}"))?,
        };
        Ok((address, limit))
    }

    pub async fn view<T: Transport>(self, session: &Session<T>) -> Result<View> {
        let (address, limit) = self.find(session).await?;
        let (governed, now) = (Governed::read(session, &limit.pau).await?, session.client.unix_time().await?);
        let kind = Kind::of(limit.kind)?;
        let key = LimitKey { kind: kind.into(), target: limit.target, mint: limit.mint };
        let init = governed.approved(session, &key).await?.map(|approved| approved.init);
        let decimals = session.decimals(&limit.mint).await?;
        let seen = LimitView::new(&governed.scope, &limit, init.as_ref(), now);
        let tokens = |amount: u64| Value::Tokens(amount, decimals);
        let highest = |amount: Option<u64>| amount.map_or(Value::text("no raise is approved"), tokens);
        let view = View::default()
            .text("limit", address)
            .text("pau", limit.pau)
            .text("kind", names(kind.bit(), Kind::bit))
            .text("target", limit.target)
            .text("mint", limit.mint)
            .with("available", tokens(seen.available_now))
            .with("max", tokens(seen.max))
            .with("slope_a_day", tokens(seen.slope))
            .with("full_at", seen.full_at.map_or(Value::text("never as it is"), Value::Moment))
            .with("paused", Value::Flag(seen.paused))
            .with("outstanding", tokens(limit.outstanding))
            .with("highest_next_max", highest(seen.sorl_ceiling_max))
            .with("highest_next_slope_a_day", highest(seen.sorl_ceiling_slope))
            .with("next_raise_at", Value::Moment(seen.next_raise_at));
        Ok(view.with("raise_possible_now", Value::Flag(init.is_some() && now >= seen.next_raise_at)))
    }
}
