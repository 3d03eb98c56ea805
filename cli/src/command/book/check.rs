//! `halo book check`

use super::OneBook;
use crate::session::{AtBook, Plan, Session, Work};
use anyhow::Result;
use halo_sdk::{instructions as ix, transport::Transport};

/// Holds a Book against what its units claim.
pub async fn check<T: Transport>(book: &OneBook, session: &Session<T>) -> Result<Work> {
    let AtBook { book, .. } = session.book_of(&book.facility, book.book).await?;
    Ok(Plan::new("Book checked", ix::facility::check_book(&book)).into())
}
