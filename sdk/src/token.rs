//! SPL Token and Token-2022: addresses, instructions and account contents, the same way for both programs.

mod metadata;
mod mint;
mod state;

pub use metadata::{decode_metadata, MintMetadata};
pub use mint::{create_mint, MintConfig, MintExtension};
pub use state::{decode_mint, decode_token_account, Mint, TokenAccount};

use {
    crate::error::Error,
    anchor_spl::{
        associated_token::{get_associated_token_address_with_program_id, spl_associated_token_account},
        token::spl_token,
        token_2022::spl_token_2022,
    },
    solana_instruction::Instruction,
    solana_pubkey::Pubkey,
};

/// The program a mint belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TokenProgram {
    /// SPL Token (p-token on mainnet).
    #[default]
    Spl,
    /// Token-2022, with extensions.
    Token2022,
}

impl TokenProgram {
    /// The program's address.
    pub fn id(self) -> Pubkey {
        match self {
            Self::Spl => spl_token::ID,
            Self::Token2022 => spl_token_2022::ID,
        }
    }

    /// The token program at `id`; `None` when `id` is not one.
    pub fn from_id(id: &Pubkey) -> Option<Self> {
        [Self::Spl, Self::Token2022].into_iter().find(|program| program.id() == *id)
    }
}

/// The associated token account of `owner` for `mint`.
pub fn associated_token_address(owner: &Pubkey, mint: &Pubkey, program: TokenProgram) -> Pubkey {
    get_associated_token_address_with_program_id(owner, mint, &program.id())
}

/// Creates the associated token account of `owner` for `mint`, paid by `payer`; does nothing when it is there.
pub fn create_associated_token_account(
    payer: &Pubkey,
    owner: &Pubkey,
    mint: &Pubkey,
    program: TokenProgram,
) -> Instruction {
    spl_associated_token_account::instruction::create_associated_token_account_idempotent(
        payer,
        owner,
        mint,
        &program.id(),
    )
}

/// A movement between token accounts of one mint.
#[derive(Debug, Clone, Copy)]
pub struct Transfer {
    /// Token account that is debited.
    pub source: Pubkey,
    /// Token account that is credited.
    pub destination: Pubkey,
    /// Owner or delegate of the source: signs.
    pub authority: Pubkey,
    /// The mint of both.
    pub mint: Pubkey,
    /// The mint's decimals; the program refuses others.
    pub decimals: u8,
    /// Base units.
    pub amount: u64,
}

/// Moves tokens, with the mint and its decimals checked.
///
/// # Errors
/// None for the two token programs; the builder of the interface crate reports a foreign program id.
pub fn transfer_checked(program: TokenProgram, transfer: &Transfer) -> Result<Instruction, Error> {
    spl_token_2022::instruction::transfer_checked(
        &program.id(),
        &transfer.source,
        &transfer.mint,
        &transfer.destination,
        &transfer.authority,
        &[],
        transfer.amount,
        transfer.decimals,
    )
    .map_err(|error| built(&error))
}

/// Mints `amount` base units of `mint` into the token account `destination`; `authority` signs.
///
/// # Errors
/// As [`transfer_checked`].
pub fn mint_to(
    program: TokenProgram,
    mint: &Pubkey,
    destination: &Pubkey,
    authority: &Pubkey,
    amount: u64,
) -> Result<Instruction, Error> {
    spl_token_2022::instruction::mint_to(&program.id(), mint, destination, authority, &[], amount)
        .map_err(|error| built(&error))
}

/// The interface crates' builders fail on arguments that make no instruction.
fn built(error: &impl ToString) -> Error {
    Error::Compile { reason: error.to_string() }
}

#[cfg(test)]
mod tests;
