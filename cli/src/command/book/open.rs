//! `halo book open | migrate`

use super::OneBook;
use crate::{
    args::{address, duration, seconds},
    command::facility::Facility,
    session::{Plan, Session, Work},
};
use anyhow::Result;
use clap::Args;
use halo_sdk::{instructions as ix, transport::Transport};
use solana_pubkey::Pubkey;
use std::time::Duration;

#[derive(Debug, Args)]
pub struct Open {
    #[command(flatten)]
    facility: Facility,
    /// How often the Book at rest is attested anew
    #[arg(long, value_parser = duration, default_value = "30d")]
    cadence: Duration,
    /// Depth in the order of holdings, 0 to 4: a Book holds NFATs of Books of lower levels only
    #[arg(long, default_value_t = 0)]
    level: u8,
}

impl Open {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let (facility, state) = session.facility(&self.facility.facility).await?;
        let book = facility.book(state.next_book_id);
        let open =
            ix::facility::open_book(&session.actor(), &facility, &book, seconds(self.cadence), self.level);
        let plan = Plan::new(format!("Book #{} opened", state.next_book_id), open)
            .fact("number", state.next_book_id)
            .fact("book", book.book)
            .fact("token_account", book.token_account)
            .fact("redeem_token_account", book.redeem_token_account);
        Ok(plan.into())
    }
}

#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    book: OneBook,
    /// The PAU to move to: of the same scope, and the facility is a controller of it
    #[arg(long, value_parser = address, value_name = "PAU")]
    to: Pubkey,
}

impl Migrate {
    pub async fn execute<T: Transport>(self, session: &Session<T>) -> Result<Work> {
        let Self { book: OneBook { facility, book }, to } = self;
        let at = session.book_of(&facility, book).await?;
        let migrate = ix::facility::migrate_book(&session.payer(), &session.actor(), &at.facility, &to, book);
        let there = at.facility.under(&to).book(book);
        let plan =
            Plan::new(format!("Book #{book} migrated"), migrate).fact("token_account", there.token_account);
        Ok(plan.into())
    }
}
