//! What the programs' views and checks of a Book would say, from its accounts alone: nothing is simulated or sent.

use crate::{addresses::BookAddresses, client::Client, error::Error, token, transport::Transport};
use facility::state::{BalanceSheet, Book, BookState};
use nfat::state::RedeemVault;
use solana_pubkey::Pubkey;

/// What `facility::book_state` returns.
///
/// # Errors
/// When an account is missing, or the Book is in a phase that this version does not know.
pub async fn book_state<T: Transport>(client: &Client<T>, book: &BookAddresses) -> Result<BookState, Error> {
    let (state, vault) = records(client, book).await?;
    let now = client.unix_time().await?;
    BookState::of(&state, &vault, now).map_err(|error| Error::AccountMismatch {
        address: book.book,
        what: "a Book",
        found: error.to_string(),
    })
}

/// What `facility::check_book` reports; it halts the Book when this is short.
///
/// # Errors
/// When an account is missing.
pub async fn book_check<T: Transport>(
    client: &Client<T>,
    book: &BookAddresses,
) -> Result<BalanceSheet, Error> {
    let (state, vault) = records(client, book).await?;
    let cash = tokens(client, &state.token_account).await?;
    let redeem_held = tokens(client, &vault.token_account).await?;
    Ok(BalanceSheet::of(&state, &vault, cash, redeem_held))
}

async fn records<T: Transport>(
    client: &Client<T>,
    book: &BookAddresses,
) -> Result<(Book, RedeemVault), Error> {
    Ok((client.fetch(&book.book).await?, client.fetch(&book.redeem_vault).await?))
}

async fn tokens<T: Transport>(client: &Client<T>, account: &Pubkey) -> Result<u64, Error> {
    let decoded = client.fetch_with(account, "a token account", token::decode_token_account).await?;
    Ok(decoded.amount)
}
