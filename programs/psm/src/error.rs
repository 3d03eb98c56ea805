use anchor_lang::prelude::*;
use halo_common::{mint::MintRefusal, token::TokenRefusal};
use halo_math::{PegError, RateLimitError};

#[error_code(offset = 6800)]
#[derive(PartialEq, Eq)]
pub enum PsmError {
    #[msg("The signer is not the administrator of this PSM")]
    NotAdmin,
    #[msg("The default key cannot administer a PSM")]
    DefaultKey,
    #[msg("The two tokens of a PSM must differ")]
    SameMint,
    #[msg("The mint is not the reserve's")]
    WrongMint,
    #[msg("The token program is not the mint's")]
    WrongTokenProgram,
    #[msg("The token account is not the reserve's")]
    WrongVault,
    #[msg("The PSM is paused")]
    Paused,
    #[msg("The PSM is not paused")]
    NotPaused,
    #[msg("The amount must be above zero")]
    ZeroAmount,
    #[msg("The amount is not worth one base unit of the other token")]
    AmountTooSmall,
    #[msg("The swap would pay less than the minimum asked for")]
    BelowMinimum,
    #[msg("The swap would pay more than the limit allows now")]
    RateLimitExceeded,
    #[msg("The reserve has less than that on record")]
    InsufficientReserve,
    #[msg("The growth of the rate is out of the PSM's bounds")]
    RateOutOfBounds,
    #[msg("A figure left its range")]
    Overflow,
    #[msg("A reserve holds less than it should")]
    Insolvent,
    #[msg("The mint cannot serve as cash")]
    MintRefused,
    #[msg("The token account or the amount received is not what the movement needs")]
    TokenRefused,
}

impl From<PegError> for PsmError {
    fn from(refusal: PegError) -> Self {
        match refusal {
            PegError::RateOutOfBounds { .. } => Self::RateOutOfBounds,
            PegError::RateOverflow { .. } | PegError::DecimalsTooFar { .. } | PegError::Math(_) => {
                Self::Overflow
            }
        }
    }
}

impl From<RateLimitError> for PsmError {
    fn from(refusal: RateLimitError) -> Self {
        match refusal {
            RateLimitError::ZeroAmount => Self::ZeroAmount,
            RateLimitError::Blocked { .. } | RateLimitError::Exceeded { .. } => Self::RateLimitExceeded,
            RateLimitError::ExceedsOutstanding { .. } => Self::Overflow,
        }
    }
}

impl From<MintRefusal> for PsmError {
    fn from(_: MintRefusal) -> Self {
        Self::MintRefused
    }
}

impl From<TokenRefusal> for PsmError {
    fn from(_: TokenRefusal) -> Self {
        Self::TokenRefused
    }
}
