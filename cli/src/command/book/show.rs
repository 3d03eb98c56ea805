//! `halo book state | list`

use super::OneBook;
use crate::{
    args::{hex, names, Halt},
    command::view::books,
    output::{Value, View},
    session::{AtBook, Session, Work},
};
use anyhow::Result;
use halo_sdk::{
    facility::state::BookState,
    instructions as ix,
    transport::Transport,
    view::{self, Halo},
};
use solana_pubkey::Pubkey;

/// Shows a Book: what its program says of it, and what its accounts hold.
pub async fn book<T: Transport>(book: &OneBook, session: &Session<T>) -> Result<Work> {
    let AtBook { facility, book: addresses, state } = session.book_of(&book.facility, book.book).await?;
    let decimals = session.decimals(&facility.mint).await?;
    let said: BookState = session.client.view_as(ix::facility::book_state(&addresses)).await?;
    let seen = view::Book::read(&session.client, &addresses.book).await?;
    let tokens = |units: u64| Value::Tokens(units, decimals);
    let moment = |moment: Option<i64>| moment.map_or(Value::text("-"), Value::Moment);
    let view = View::default()
        .text("book", addresses.book)
        .text("phase", seen.phase.name())
        .text("capital_class", seen.crr_class.name())
        .text("pau", state.pau)
        .text("halted", names::<Halt>(state.halted, |halt| halt.bit()))
        .text("token_account", addresses.token_account)
        .text("redeem_token_account", addresses.redeem_token_account)
        .with("level", Value::Number(said.level.into()))
        .with("shared", Value::Flag(seen.shared))
        .with("principal", tokens(seen.principal))
        .with("deployed", tokens(seen.deployed))
        .with("returned", tokens(seen.returned))
        .with("cash", tokens(seen.cash))
        .with("assets", tokens(seen.assets))
        .with("claims", tokens(said.claims))
        .with("money_missing", Value::Flag(seen.short))
        .with("owed", tokens(seen.owed))
        .with("paid", tokens(seen.paid))
        .with("units", Value::Number(said.units))
        .with("in_default", Value::Number(said.defaults))
        .with("written_down", Value::Flag(said.written_down))
        .with("units_held", Value::Number(said.units_held))
        .with("held_principal", tokens(said.held_principal))
        .with("attestations", Value::Number(seen.attestations))
        .with("last_attested", Value::Moment(state.last_attested_at))
        .with("attestation_due", moment(seen.attestation_due))
        .with("covered_until", moment(seen.covered_until))
        .with("deploy_until", Value::Moment(state.deploy_until))
        .text("scope_hash", hex(&seen.scope_hash));
    Ok(view.into())
}

/// Lists a facility's Books.
pub async fn list<T: Transport>(facility: &Pubkey, session: &Session<T>) -> Result<Work> {
    let halo = Halo::read(&session.client, facility).await?;
    let decimals = session.decimals(&halo.mint).await?;
    let table = Value::Table(books(&halo.books, decimals));
    Ok(View::default().with("books", table).document(&halo.books)?.into())
}
