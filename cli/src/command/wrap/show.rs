//! `halo wrap show`

use super::Found;
use crate::{
    output::{Value, View},
    session::Session,
};
use anyhow::Result;
use halo_sdk::{
    transport::Transport,
    wrapper::state::{Stake, WrapperState},
};

/// Shows a wrapper, and what the acting key has in it.
pub async fn show<T: Transport>(found: &Found, session: &Session<T>) -> Result<View> {
    let (wrapped, me) = (&found.wrapped, session.actor());
    let tokens = |units: u64| Value::Tokens(units, wrapped.decimals);
    let stake: Option<Stake> = session.client.fetch_optional(&found.at.stake(&me)).await?;
    let stake = stake.unwrap_or_default();
    let free = found.free(session, &me).await?;
    let state = match wrapped.state {
        WrapperState::Open => "open",
        WrapperState::Wrapped => "wrapped",
        WrapperState::Final => "redeemed",
    };
    let carried = if free == 0 { 0 } else { super::ruled(wrapped.worth(free, found.supply))? };
    Ok(View::default()
        .text("wrapper", found.at.wrapped)
        .text("asset", found.at.asset)
        .text("fractions", found.at.fraction_mint)
        .text("state", state)
        .with("admitted_owners_only", Value::Flag(wrapped.restricted))
        .with("supply", tokens(found.supply))
        .with("original_supply", tokens(wrapped.original_supply))
        .with("staked", tokens(wrapped.staked))
        .with("collected", tokens(wrapped.collected))
        .with("put_back", tokens(wrapped.returned))
        .with("paid", tokens(wrapped.paid))
        .with("pot_of_free_fractions", tokens(super::ruled(wrapped.pot())?))
        .with("due_to_stakes", tokens(super::ruled(wrapped.owed_to_stakers())?))
        .with("your_free_fractions", tokens(free))
        .with("your_part_of_the_pot", tokens(carried))
        .with("your_stake", tokens(stake.amount))
        .with("due_to_your_stake", tokens(wrapped.due(&stake)))
        .with(
            "put_back_to_unstake_all",
            tokens(super::ruled(wrapped.payback(&stake, stake.amount, found.supply))?),
        )
        .with("sequence", Value::Number(wrapped.sequence)))
}
