//! Token accounts at addresses of this program: an associated account costs three times as much to make.

use anchor_lang::prelude::*;
use anchor_spl::{
    token::TokenAccount,
    token_interface::{close_account, initialize_account3, CloseAccount, InitializeAccount3},
};
use halo_common::account::Create;

/// Creates a token account of `mint` at `create.account`, owned by `authority`. No mint that this program meets asks
/// for an extension of its accounts: cash has none but metadata, and fractions none but the state they begin in.
pub fn open<'info>(
    create: &Create<'_, 'info>,
    program: &AccountInfo<'info>,
    mint: &AccountInfo<'info>,
    authority: &AccountInfo<'info>,
) -> Result<()> {
    create.zeroed(TokenAccount::LEN)?;
    let account = create.account.clone();
    let accounts = InitializeAccount3 { account, mint: mint.clone(), authority: authority.clone() };
    initialize_account3(CpiContext::new(*program.key, accounts))
}

/// Closes an empty token account of `authority`, whom `seeds` sign for; its rent goes to `destination`.
pub fn close<'info>(
    program: &AccountInfo<'info>,
    [account, destination, authority]: [&AccountInfo<'info>; 3],
    seeds: &[&[&[u8]]],
) -> Result<()> {
    let accounts = CloseAccount {
        account: account.clone(),
        destination: destination.clone(),
        authority: authority.clone(),
    };
    close_account(CpiContext::new_with_signer(*program.key, accounts, seeds))
}
