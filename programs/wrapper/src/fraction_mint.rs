//! The token of one NFAT's fractions: a plain Token-2022 mint, so that any exchange can take it. Of a facility that
//! admits receivers it is one whose accounts begin frozen, and this program thaws those of admitted owners.

use crate::{error::WrapperError, state::Wrapped};
use anchor_lang::prelude::*;
use anchor_spl::{
    token_2022::{
        self,
        spl_token_2022::{
            extension::{ExtensionType, StateWithExtensions},
            state::{AccountState, Mint},
        },
        Burn, InitializeMint2, ThawAccount, Token2022,
    },
    token_2022_extensions::{default_account_state_initialize, DefaultAccountStateInitialize},
};
use halo_common::account::Create;

/// Offset of `supply` in a mint.
const SUPPLY_OFFSET: usize = 36;

/// Fractions in existence, read from the bytes of their mint: after a call the typed copy is stale.
pub fn supply(mint: &AccountInfo) -> Result<u64> {
    let data = mint.try_borrow_data()?;
    let bytes = data.get(SUPPLY_OFFSET..).and_then(|rest| rest.first_chunk::<8>());
    Ok(bytes.map(|bytes| u64::from_le_bytes(*bytes)).ok_or(WrapperError::WrongFractionMint)?)
}

/// Makes the mint at `create.account`, with `authority` to mint, and to thaw if it is `restricted`. One that an earlier
/// wrapper of the same NFAT has left stays as it is: its old accounts could not be frozen any more. Returns whether it
/// is restricted.
pub fn open<'info>(
    create: &Create<'_, 'info>,
    program: &Program<'info, Token2022>,
    authority: &Pubkey,
    decimals: u8,
    restricted: bool,
) -> Result<bool> {
    let mint = create.account;
    if *mint.owner == program.key() {
        let data = mint.try_borrow_data()?;
        return Ok(StateWithExtensions::<Mint>::unpack(&data)?.base.freeze_authority.is_some());
    }
    let extensions: &[ExtensionType] = if restricted { &[ExtensionType::DefaultAccountState] } else { &[] };
    create.zeroed(ExtensionType::try_calculate_account_len::<Mint>(extensions)?)?;
    if restricted {
        let accounts =
            DefaultAccountStateInitialize { token_program_id: program.to_account_info(), mint: mint.clone() };
        default_account_state_initialize(CpiContext::new(program.key(), accounts), &AccountState::Frozen)?;
    }
    let accounts = InitializeMint2 { mint: mint.clone() };
    let freezer = restricted.then_some(authority);
    token_2022::initialize_mint2(CpiContext::new(program.key(), accounts), decimals, authority, freezer)?;
    Ok(restricted)
}

/// Burns fractions of `authority`, whom `seeds` sign for; none for a wallet.
pub fn burn<'info>(
    program: &Program<'info, Token2022>,
    [mint, from, authority]: [&AccountInfo<'info>; 3],
    amount: u64,
    seeds: &[&[&[u8]]],
) -> Result<()> {
    let accounts = Burn { mint: mint.clone(), from: from.clone(), authority: authority.clone() };
    token_2022::burn(CpiContext::new_with_signer(program.key(), accounts, seeds), amount)
}

/// Lets `account` hold restricted fractions.
pub fn thaw<'info>(
    wrapped: &Account<'info, Wrapped>,
    program: &Program<'info, Token2022>,
    [mint, account]: [&AccountInfo<'info>; 2],
) -> Result<()> {
    let accounts =
        ThawAccount { account: account.clone(), mint: mint.clone(), authority: wrapped.to_account_info() };
    wrapped
        .sign(|seeds| token_2022::thaw_account(CpiContext::new_with_signer(program.key(), accounts, seeds)))
}
