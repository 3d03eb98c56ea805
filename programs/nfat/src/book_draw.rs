//! Drawing a Book's money out of the PAU, signed by the collection's configuration.

use crate::{state::NfatConfig, CONFIG_SEED};
use anchor_lang::prelude::*;
use halo_common::cpi::call;
use pau::{cpi::accounts::Draw, instructions::DrawArgs, state::LimitKind};

/// The PAU's accounts of a draw, from accounts with the usual names; money goes to `token_account`.
#[macro_export]
macro_rules! draw_accounts {
    ($accounts:expr) => {
        ::pau::cpi::accounts::Draw {
            signer: $accounts.config.to_account_info(),
            controller: $accounts.controller.to_account_info(),
            pau: $accounts.pau.to_account_info(),
            limit: $accounts.limit.to_account_info(),
            vault: $accounts.book_vault.to_account_info(),
            proxy: $accounts.proxy.to_account_info(),
            token_account: $accounts.book_token_account.to_account_info(),
            destination: $accounts.token_account.to_account_info(),
            mint: $accounts.mint.to_account_info(),
            token_program: $accounts.token_program.to_account_info(),
            event_authority: $accounts.pau_event_authority.to_account_info(),
            program: $accounts.pau_program.to_account_info(),
        }
    };
}

/// Draws `amount` base units, charged to the facility's WITHDRAW limit.
pub fn draw<'info>(
    config: &AccountLoader<'info, NfatConfig>,
    accounts: Draw<'info>,
    amount: u64,
) -> Result<()> {
    let (facility, bump) = {
        let config = config.load()?;
        (config.facility, config.bump)
    };
    let seeds: &[&[u8]] = &[CONFIG_SEED, facility.as_ref(), &[bump]];
    let signers = &[seeds];
    let args = DrawArgs { kind: LimitKind::Withdraw, target: facility, amount };
    call(pau::ID, &accounts, &pau::instruction::Draw { args }, signers)
}
