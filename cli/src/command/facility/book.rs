//! `halo facility book | deploy | return | unwind | close`

use super::{show, Facility, OneBook};
use crate::{
    args::{address, duration, seconds, Amount},
    session::{AtBook, Plan, Session, Work},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use halo_sdk::{instructions as ix, transport::Transport};
use solana_pubkey::Pubkey;
use std::time::Duration;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the facility's next Book; a beacon with BOOK acts
    Open(Open),
    /// Show a Book
    Show(OneBook),
    /// Move a Book with all its money out of a PAU that the conserver has taken over; the conserver acts
    Migrate(Migrate),
}

#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    book: OneBook,
    /// The PAU to move to: of the same scope, and the facility is a controller of it
    #[arg(long, value_parser = address, value_name = "PAU")]
    to: Pubkey,
}

#[derive(Debug, Args)]
pub struct Open {
    #[command(flatten)]
    facility: Facility,
    /// How often the Book at rest is attested anew
    #[arg(long, value_parser = duration, default_value = "30d")]
    cadence: Duration,
}

impl Command {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        match self {
            Self::Show(book) => show::book(&book, session).await,
            Self::Migrate(Migrate { book: OneBook { facility, book }, to }) => {
                let at = session.book_of(&facility, book).await?;
                let migrate =
                    ix::facility::migrate_book(&session.payer(), &session.actor(), &at.facility, &to, book);
                let there = at.facility.under(&to).book(book);
                let plan = Plan::new(format!("Book #{book} migrated"), migrate)
                    .fact("token_account", there.token_account);
                Ok(plan.into())
            }
            Self::Open(Open { facility, cadence }) => {
                let (facility, state) = session.facility(&facility.facility).await?;
                let book = facility.book(state.next_book_id);
                let open = ix::facility::open_book(&session.actor(), &facility, &book, seconds(cadence));
                let plan = Plan::new(format!("Book #{} opened", state.next_book_id), open)
                    .fact("number", state.next_book_id)
                    .fact("book", book.book)
                    .fact("token_account", book.token_account)
                    .fact("redeem_token_account", book.redeem_token_account);
                Ok(plan.into())
            }
        }
    }
}

#[derive(Debug, Args)]
pub struct Deploy {
    #[command(flatten)]
    book: OneBook,
    /// Token account of the endpoint
    #[arg(long, value_parser = address)]
    to: Pubkey,
    /// In tokens: 26.25M
    #[arg(long)]
    amount: Amount,
}

impl Deploy {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let AtBook { facility, book, .. } = session.book_of(&self.book.facility, self.book.book).await?;
        let amount = self.amount.units(session.decimals(&facility.mint).await?)?;
        let deploy = ix::facility::deploy(&session.actor(), &facility, &book, &self.to, amount);
        Ok(Plan::new("Deployed", deploy).into())
    }
}

#[derive(Debug, Args)]
pub struct Return {
    #[command(flatten)]
    book: OneBook,
    /// In tokens: 26.25M
    #[arg(long)]
    amount: Amount,
    /// Token account that pays [default: the acting key's associated one]
    #[arg(long, value_parser = address)]
    from: Option<Pubkey>,
}

impl Return {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let AtBook { facility, book, .. } = session.book_of(&self.book.facility, self.book.book).await?;
        let amount = self.amount.units(session.decimals(&facility.mint).await?)?;
        let actor = session.actor();
        let from = self.from.unwrap_or_else(|| facility.token_account(&actor));
        let home = ix::facility::return_funds(&actor, &from, &facility, &book, amount);
        Ok(Plan::new("Money came home", home).into())
    }
}

/// Starts unwinding.
pub async fn unwind<T: Transport>(book: &OneBook, session: &Session<T>) -> Result<Work> {
    let AtBook { facility, book, .. } = session.book_of(&book.facility, book.book).await?;
    Ok(Plan::new("Unwinding", ix::facility::begin_unwinding(&session.actor(), &facility, &book.book)).into())
}

/// Closes the Book.
pub async fn close<T: Transport>(book: &OneBook, session: &Session<T>) -> Result<Work> {
    let AtBook { facility, book, .. } = session.book_of(&book.facility, book.book).await?;
    Ok(Plan::new("Book closed", ix::facility::close_book(&session.actor(), &facility, &book)).into())
}
