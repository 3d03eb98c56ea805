//! What a Token-2022 mint says of itself to wallets.

use super::TokenProgram;
use anchor_spl::{
    token_2022::spl_token_2022::{
        extension::{BaseStateWithExtensions, StateWithExtensions},
        state::Mint,
    },
    token_2022_extensions::spl_token_metadata_interface::state::TokenMetadata,
};
use solana_account::Account;

/// Name, symbol and where more is found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct MintMetadata {
    /// In words.
    pub name: String,
    /// In a few letters.
    pub symbol: String,
    /// Empty for nowhere.
    pub uri: String,
}

/// The metadata that the mint in `account` carries itself; none of a plain one.
pub fn decode_metadata(account: &Account) -> Option<MintMetadata> {
    if TokenProgram::from_id(&account.owner) != Some(TokenProgram::Token2022) {
        return None;
    }
    let mint = StateWithExtensions::<Mint>::unpack(&account.data).ok()?;
    let TokenMetadata { name, symbol, uri, .. } = mint.get_variable_len_extension().ok()?;
    Some(MintMetadata { name, symbol, uri })
}
