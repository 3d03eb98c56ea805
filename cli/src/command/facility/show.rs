//! `halo facility show | queue`

use super::Facility;
use crate::{
    args::{address, hex, names, Halt},
    output::{Value, View},
    session::{Session, Work},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{
    addresses,
    facility::state::{self, PrimeApproval, QueuePosition, TermsMode},
    instructions as ix,
    transport::Transport,
};
use solana_pubkey::Pubkey;

/// Shows a facility.
pub async fn facility<T: Transport>(address: &Pubkey, session: &Session<T>) -> Result<Work> {
    let (addresses, state) = session.facility(address).await?;
    let decimals = session.decimals(&addresses.mint).await?;
    let buybox = &state.buybox;
    let hashes = |slots: &[[u8; 32]]| {
        let used = slots.iter().filter(|slot| **slot != [0; 32]);
        Value::List(used.map(|slot| hex(slot)).collect())
    };
    let tiers = (0..32_u32).filter(|tier| buybox.risk_tiers.checked_shr(*tier).unwrap_or(0) & 1 == 1);
    let disclosed = state.terms_mode == TermsMode::Disclosed as u8;
    let view = View::default()
        .text("facility", addresses.facility)
        .text("scope", addresses.scope)
        .text("pau", addresses.pau)
        .text("mint", addresses.mint)
        .text("token_program", addresses.token_program)
        .text("collection", addresses.collection())
        .text("queue_token_account", addresses.queue_token_account())
        .with("next_book", Value::Number(state.next_book_id))
        .text("terms", if disclosed { "disclosed" } else { "sealed" })
        .text("halted", names::<Halt>(state.halted, |halt| halt.bit()))
        .with("size_min", Value::Tokens(buybox.size_min, decimals))
        .with("size_max", Value::Tokens(buybox.size_max, decimals))
        .with("duration_min_days", Value::Number(buybox.duration_min_days.into()))
        .with("duration_max_days", Value::Number(buybox.duration_max_days.into()))
        .with("apy_min_bps", Value::Number(buybox.apy_min_bps.into()))
        .with("apy_max_bps", Value::Number(buybox.apy_max_bps.into()))
        .with("penalty_max_bps", Value::Number(buybox.penalty_max_bps.into()))
        .with("grace_days", Value::Number(buybox.grace_days.into()))
        .with("grace_days", Value::Number(buybox.grace_days.into()))
        .text("risk_tiers", tiers.map(|tier| tier.to_string()).collect::<Vec<_>>().join(", "))
        .with("asset_types", hashes(&buybox.asset_types))
        .with("jurisdictions", hashes(&buybox.jurisdictions));
    Ok(view.into())
}

#[derive(Debug, Args)]
pub struct Queue {
    #[command(flatten)]
    facility: Facility,
    /// Show this Prime's position as well
    #[arg(long, value_parser = address)]
    prime: Option<Pubkey>,
}

impl Queue {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, _) = session.facility(&self.facility.facility).await?;
        let decimals = session.decimals(&facility.mint).await?;
        let queue: state::Queue = session.client.fetch(&facility.queue()).await?;
        let view = View::default()
            .text("queue", facility.queue())
            .with("queued", Value::Tokens(queue.totals.underlying, decimals));
        let Some(prime) = self.prime else {
            return Ok(view.into());
        };
        let address = addresses::position(&facility.facility, &prime);
        let position: QueuePosition = session.client.fetch(&address).await?;
        let balance: u64 = session.client.view_as(ix::facility::queue_balance(&facility, &prime)).await?;
        let approval = addresses::approval(&facility.facility, &prime);
        let approval: PrimeApproval = session.client.fetch(&approval).await?;
        let now = session.client.unix_time().await?;
        let view = view
            .with("approved", Value::Flag(approval.active != 0))
            .with("claimable_now", Value::Tokens(approval.limit.available_at(now), decimals))
            .with("limit_max", Value::Tokens(approval.limit.max, decimals))
            .with("limit_slope_a_day", Value::Tokens(approval.limit.slope, decimals))
            .text("position", address)
            .with("balance", Value::Tokens(balance, decimals))
            .with("sequence", Value::Number(position.sequence));
        let consent = position.consent;
        if consent.is_none() {
            return Ok(view.text("consent", "none attached").into());
        }
        let view = view
            .text("consent", hex(&consent.accord_hash))
            .with("consent_min", Value::Tokens(consent.min_amount, decimals))
            .with("consent_max", Value::Tokens(consent.max_amount, decimals))
            .with("consent_max_rank", Value::Number(consent.max_rank.into()))
            .with("consent_until", Value::Moment(consent.expires_at));
        Ok(view.into())
    }
}
