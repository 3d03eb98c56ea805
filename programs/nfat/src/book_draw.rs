//! Drawing a Book's money out of the PAU, signed by the collection's configuration.

use crate::{state::NfatConfig, CONFIG_SEED};
use anchor_lang::prelude::*;
use pau::client::BookDraw;

/// The PAU's accounts of a draw, from accounts with the usual names; money goes to `token_account`.
#[macro_export]
macro_rules! book_draw {
    ($accounts:expr) => {
        ::pau::client::BookDraw {
            signer: $accounts.config.as_ref(),
            controller: &$accounts.controller,
            pau: $accounts.pau.as_ref(),
            limit: &$accounts.limit,
            vault: $accounts.book_vault.as_ref(),
            proxy: &$accounts.proxy,
            token_account: &$accounts.book_token_account,
            destination: &$accounts.token_account,
            mint: &$accounts.mint,
            token_program: &$accounts.token_program,
            event_authority: &$accounts.pau_event_authority,
            program: &$accounts.pau_program,
        }
    };
}

/// Draws `amount` base units, charged to the facility's WITHDRAW limit.
pub fn draw(config: &AccountLoader<NfatConfig>, draw: &BookDraw, amount: u64) -> Result<()> {
    let (facility, bump) = {
        let config = config.load()?;
        (config.facility, config.bump)
    };
    draw.withdraw(facility, amount, &[&[CONFIG_SEED, facility.as_ref(), &[bump]]])
}
