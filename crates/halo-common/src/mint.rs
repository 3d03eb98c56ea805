//! Which mints are admitted as cash: the asset of a queue, a Book or a redeem vault.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::spl_token_2022::{
    extension::{BaseStateWithExtensions, ExtensionType, StateWithExtensions},
    state::Mint,
};

/// At 9 decimals a `u64` still holds 18.4 billion tokens; at 12 it would hold 18.4 million, below one deal.
pub const MAX_CASH_DECIMALS: u8 = 9;

/// Extensions that change nothing about how much of the token anybody owns or may move.
const ADMITTED: [ExtensionType; 2] = [ExtensionType::MetadataPointer, ExtensionType::TokenMetadata];

/// Why a mint is not admitted as cash.
#[derive(Debug, PartialEq)]
pub enum MintRefusal {
    /// Not an initialised mint, or an extension that this program does not know.
    Unreadable,
    /// More decimals than [`MAX_CASH_DECIMALS`].
    TooManyDecimals(u8),
    /// A Token-2022 extension outside the admitted ones.
    Extension(ExtensionType),
    /// The issuer has other powers over the token than were named.
    Powers { named: u8, found: u8 },
    /// The issuer takes a fee on transfers.
    Fee,
    /// The issuer runs a program on transfers.
    Hook,
    /// The issuer has paused transfers.
    Paused,
}

impl core::fmt::Display for MintRefusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Unreadable => write!(f, "the mint account is not a mint whose every extension is known"),
            Self::TooManyDecimals(decimals) => {
                write!(f, "a cash mint has at most {MAX_CASH_DECIMALS} decimals, this one has {decimals}")
            }
            Self::Extension(extension) => {
                write!(f, "the mint has the Token-2022 extension {extension:?}, which is not admitted")
            }
            Self::Powers { named, found } => {
                write!(f, "powers of the issuer {named:#05b} were named, the mint gives {found:#05b}")
            }
            Self::Fee => write!(f, "the issuer of the mint takes a fee on transfers"),
            Self::Hook => write!(f, "the issuer of the mint runs a program on transfers"),
            Self::Paused => write!(f, "the issuer of the mint has paused transfers"),
        }
    }
}

/// Admits SPL Token mints and Token-2022 mints with metadata only; everything else is refused by
/// default, including extensions that did not exist when this was written.
///
/// The caller has checked that a token program owns the account. Extensions of a mint are fixed at its
/// creation, so one check, when a vault for it is opened, is enough.
pub fn check_cash_mint(mint: &AccountInfo) -> core::result::Result<(), MintRefusal> {
    let data = mint.try_borrow_data().map_err(|_| MintRefusal::Unreadable)?;
    let mint = StateWithExtensions::<Mint>::unpack(&data).map_err(|_| MintRefusal::Unreadable)?;
    if mint.base.decimals > MAX_CASH_DECIMALS {
        return Err(MintRefusal::TooManyDecimals(mint.base.decimals));
    }
    let extensions = mint.get_extension_types().map_err(|_| MintRefusal::Unreadable)?;
    match extensions.into_iter().find(|extension| !ADMITTED.contains(extension)) {
        Some(extension) => Err(MintRefusal::Extension(extension)),
        None => Ok(()),
    }
}
