//! `halo book deploy | return`

use super::OneBook;
use crate::{
    args::{address, Amount},
    session::{AtBook, Plan, Session, Work},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{instructions as ix, transport::Transport};
use solana_pubkey::Pubkey;

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
