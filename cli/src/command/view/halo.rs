//! `halo view halo`

use super::tables::{books, headroom, units};
use crate::{
    args::{names, Halt},
    output::{Value, View},
    session::Session,
};
use anyhow::Result;
use halo_sdk::{transport::Transport, view::Halo};
use solana_pubkey::Pubkey;

pub async fn view<T: Transport>(facility: &Pubkey, session: &Session<T>) -> Result<View> {
    let halo = Halo::read(&session.client, facility).await?;
    let decimals = session.decimals(&halo.mint).await?;
    let tokens = |units| Value::Tokens(units, decimals);
    let requests = u64::try_from(halo.requests().count())?;
    View::default()
        .text("facility", halo.facility)
        .text("halted", names::<Halt>(halo.halted, |halt| halt.bit()))
        .with("queued", tokens(halo.queued))
        .with("claimable_now", headroom(halo.claim_limit, decimals))
        .with("payable_to_units_now", headroom(halo.payment_limit, decimals))
        .with("funded", tokens(halo.funded))
        .with("claimed_from_books", tokens(halo.claimed))
        .with("requests_waiting", Value::Number(requests))
        .with("books", Value::Table(books(&halo.books, decimals)))
        .with("units", Value::Table(units(&halo.units, decimals)))
        .document(&halo)
}
