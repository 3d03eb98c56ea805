//! `halo view prime`

use super::{
    tables::{accords, headroom, units},
    Seen,
};
use crate::{
    args::hex,
    output::{Value, View},
    session::Session,
};
use anyhow::Result;
use halo_sdk::{transport::Transport, view::Prime};

pub async fn view<T: Transport>(seen: &Seen, session: &Session<T>) -> Result<View> {
    let (facility, key, decimals) = seen.read(session).await?;
    let prime = Prime::read(&session.client, &facility, &key).await?;
    let tokens = |units| Value::Tokens(units, decimals);
    let view = View::default()
        .text("prime", key)
        .with("approved", Value::Flag(prime.approved))
        .with("claimable_now", headroom(prime.limit, decimals))
        .with("queued", tokens(prime.queued));
    let view = match &prime.consent {
        None => view.text("consent", "none attached"),
        Some(consent) => view
            .text("consent", hex(&consent.terms_hash))
            .with("consent_min", tokens(consent.min_amount))
            .with("consent_max", tokens(consent.max_amount))
            .with("consent_max_rank", Value::Number(consent.max_rank.into()))
            .with("consent_until", Value::Moment(consent.expires_at))
            .with("consent_live", Value::Flag(consent.live)),
    };
    view.with("accords", Value::Table(accords(&prime.accords, decimals)))
        .with("units", Value::Table(units(&prime.units, decimals)))
        .document(&prime)
}
